"""Listas de Word que empiezan donde deben: cada una con su numeración y su sangría.

El estilo «List Number» de una plantilla es una sola lista para todo el documento: la segunda seguiría la cuenta de la
primera. WordprocessingML (ECMA-376, §17.9) numera por instancia (`w:num`) de una definición (`w:abstractNum`).
"""

from docx.document import Document as Documento
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph

from nucleo.texto.rico import Bloque

NIVELES = 9
SANGRIA = 360  # veinteavos de punto por nivel
FORMATO = {"numero": ("decimal", "%{}."), "vineta": ("bullet", "•")}


class Listas:
    """Las de un documento: a cada renglón le pone su número o su viñeta."""

    def __init__(self, documento: Documento) -> None:
        self._numeracion = documento.part.numbering_part.element
        self._abiertas: dict[int, int] = {}  # por nivel, la instancia que corre

    def numerar(self, parrafo: Paragraph, bloque: Bloque) -> None:
        """Empieza otra lista si el renglón es el primero de la suya; si no, sigue la del mismo nivel."""
        nivel = min(bloque.nivel, NIVELES - 1)
        if bloque.numero == 1 or nivel not in self._abiertas:
            self._abiertas[nivel] = self._otra(bloque.tipo)
        propiedades = parrafo._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001 - la biblioteca no lo escribe
        propiedades.get_or_add_ilvl().val = nivel
        propiedades.get_or_add_numId().val = self._abiertas[nivel]

    def _otra(self, tipo: str) -> int:
        definidas = [int(d.get(qn("w:abstractNumId"))) for d in self._numeracion.findall(qn("w:abstractNum"))]
        clave = max(definidas, default=-1) + 1
        # El esquema pide las definiciones antes que las instancias.
        self._numeracion.insert(len(definidas), _definicion(clave, tipo))
        return self._numeracion.add_num(clave).numId


def _definicion(clave: int, tipo: str) -> BaseOxmlElement:
    formato, signo = FORMATO[tipo]
    niveles = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{formato}"/>'
        f'<w:lvlText w:val="{signo.format(n + 1)}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{SANGRIA * (n + 1)}" w:hanging="{SANGRIA}"/></w:pPr></w:lvl>'
        for n in range(NIVELES)
    )
    return parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{clave}">'
        f'<w:multiLevelType w:val="multilevel"/>{niveles}</w:abstractNum>'
    )
