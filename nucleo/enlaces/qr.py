"""Códigos QR como imagen en la propia página: la CSP admite `data:` en las imágenes."""

import io

import segno

MARGEN = 4  # cuadros en blanco alrededor (ISO/IEC 18004)


def qr_svg(texto: str) -> str:
    """La dirección `data:` de un SVG con el código, para un `<img>`; corrección media y margen reglamentario."""
    return segno.make(texto, error="m", micro=False).svg_data_uri(scale=6, border=MARGEN)


def qr_en_svg(texto: str) -> str:
    """El mismo código como SVG suelto, para un documento."""
    return segno.make(texto, error="m", micro=False).svg_inline(scale=6, border=MARGEN)


def qr_para_imprimir(texto: str) -> tuple[str, int]:
    """El SVG del código y cuántos cuadros mide por lado, con su margen."""
    codigo, salida = segno.make(texto, error="m", micro=False), io.BytesIO()
    codigo.save(salida, kind="svg", border=MARGEN, xmldecl=False, light="white")
    return salida.getvalue().decode(), codigo.symbol_size(border=MARGEN)[0]
