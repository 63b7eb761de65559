"""Lo que se pega de Word, de PowerPoint o de una terminal trae caracteres que no se ven y que no caben en un XML.

Todo lo escrito entra por aquí: los formularios y el guardado automático (`nucleo.pantallas.middleware.TextoLimpio`),
el texto con formato (`nucleo.texto.rico.limpiar`) y lo que se lee de un archivo.
"""

import re

SALTOS = re.compile(r"[\v\f\x1c\x1d\x85\u2028\u2029]")
GUION = "\x1e"  # el que Word no deja partir
# Guion opcional, demás controles, mitades sueltas de un par, lo que XML no admite, el espacio de ancho cero y lo que
# voltea el sentido de la lectura (con U+202E una cifra se lee al revés). La unión de emojis (U+200D) se queda.
SOBRAN = re.compile(
    r"[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\xad\u200b\u202a-\u202e\u2060\u2066-\u2069\ud800-\udfff\ufeff"
    r"\ufffe\uffff\ufff9-\ufffb]"
)


def sin_controles(texto: str, *, salto: str = " ") -> str:
    """El texto sin caracteres de control: los saltos verticales y de página son un espacio (o `salto`), el guion
    especial es un guion y lo demás se quita. Los renglones y las tabulaciones se quedan.
    """
    return SOBRAN.sub("", SALTOS.sub(salto, texto).replace(GUION, "-"))
