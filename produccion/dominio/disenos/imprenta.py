"""Lo que la imprenta pide y typst no pone: hasta dónde llega la tinta que se corta (docs/decisiones/0018)."""

import re

PAGINA = re.compile(rb"(\d+) 0 obj\n<<(/Type/Page/[^\n]*?/MediaBox\[0 0 ([\d.]+) ([\d.]+)\][^\n]*)>>\nendobj")
COLA = re.compile(rb"trailer\n<<(.*)>>\nstartxref\n(\d+)\n%%EOF\s*$", re.DOTALL)


def con_caja_de_rebase(pdf: bytes, *, orilla: float) -> bytes:
    """El mismo PDF con la BleedBox de sus páginas, a `orilla` puntos de la hoja; el corte (TrimBox) ya lo trae.

    No se toca un octeto de lo que había: se agrega una actualización al final (ISO 32000-1, 7.5.6).
    """
    cola = COLA.search(pdf)
    paginas = list(PAGINA.finditer(pdf))
    if cola is None or not paginas:
        raise ValueError("Ese PDF no es como los escribe typst: no se le puede poner la caja de rebase.")
    salida, tabla = bytearray(pdf.rstrip() + b"\n"), bytearray(b"xref\n0 1\n0000000000 65535 f\r\n")
    for pagina in paginas:
        numero, dicho, ancho, alto = pagina.groups()
        tabla += b"%s 1\n%010d 00000 n\r\n" % (numero, len(salida))
        caja = b"/BleedBox[%.4f %.4f %.4f %.4f]" % (orilla, orilla, float(ancho) - orilla, float(alto) - orilla)
        salida += b"%s 0 obj\n<<%s%s>>\nendobj\n" % (numero, dicho, caja)
    donde = len(salida)
    salida += tabla + b"trailer\n<<%s/Prev %s>>\nstartxref\n%d\n%%%%EOF\n" % (cola[1], cola[2], donde)
    return bytes(salida)
