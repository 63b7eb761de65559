"""Códigos QR como imagen en la propia página: la CSP admite `data:` en las imágenes."""

import segno


def qr_svg(texto: str) -> str:
    """La dirección `data:` de un SVG con el código, para un `<img>`; corrección media y margen reglamentario."""
    return segno.make(texto, error="m", micro=False).svg_data_uri(scale=6, border=4)


def qr_en_svg(texto: str) -> str:
    """El mismo código como SVG suelto, para un documento."""
    return segno.make(texto, error="m", micro=False).svg_inline(scale=6, border=4)
