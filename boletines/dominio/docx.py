"""El boletín en un archivo de Word, con estilos de verdad: quien lo recibe lo edita sin pelearse."""

import io

from docx import Document
from docx.document import Document as Documento
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from boletines.models import Boletin
from nucleo.formato import fecha_larga
from nucleo.texto_rico import Tramo, bloques
from personas.models import Oficina

ESTILOS = {
    "parrafo": "Normal",
    "subtitulo": "Heading 2",
    "cita": "Quote",
    "vineta": "List Bullet",
    "numero": "List Number",
}


def docx_de_boletin(boletin: Boletin) -> bytes:
    """El archivo completo: membrete, folio, cabeza, texto con su formato, leyenda y contacto."""
    documento, oficina = Document(), Oficina.objects.actual()
    _propiedades(documento, boletin, oficina)
    fecha = boletin.publicado_en or boletin.modificado_en
    documento.add_paragraph(f"Boletín {boletin.folio}" if boletin.folio else "Borrador sin folio")
    documento.add_heading(boletin.titulo, level=1)
    if boletin.sumario:
        documento.add_paragraph(boletin.sumario, style="Subtitle")
    for balazo in boletin.balazos:
        documento.add_paragraph(balazo, style="List Bullet")
    documento.add_paragraph(f"{boletin.lugar}, a {fecha_larga(fecha)}.")
    for bloque in bloques(boletin.cuerpo):
        _tramos(documento.add_paragraph(style=ESTILOS[bloque.tipo]), bloque.tramos)
    if boletin.frase:
        documento.add_paragraph(f"«{boletin.frase}»\n{boletin.frase_de}", style="Intense Quote")
    for foto in boletin.fotos.select_related("evidencia"):
        evidencia = foto.como_sale
        pie = f"{evidencia.pie} Foto: {evidencia.credito}." if evidencia.credito else evidencia.pie
        documento.add_paragraph(f"Foto {foto.orden + 1}. {pie}", style="Caption")
    if boletin.leyenda:
        documento.add_paragraph(boletin.leyenda).runs[0].italic = True
    if boletin.contacto:
        documento.add_paragraph(f"Contacto de prensa: {boletin.contacto}")
    salida = io.BytesIO()
    documento.save(salida)
    return salida.getvalue()


def _propiedades(documento: Documento, boletin: Boletin, oficina: Oficina) -> None:
    propias = documento.core_properties
    propias.title, propias.author, propias.language = boletin.titulo[:250], oficina.nombre, "es-MX"
    propias.subject = boletin.folio
    propias.created = propias.modified = boletin.modificado_en
    estilo = documento.styles["Normal"]
    estilo.font.name, estilo.font.size = "Calibri", Pt(11)
    idioma = OxmlElement("w:lang")
    idioma.set(qn("w:val"), "es-MX")
    estilo.element.get_or_add_rPr().append(idioma)
    cabeza = documento.sections[0].header.paragraphs[0]
    cabeza.text = " · ".join(
        filter(None, [f"Gobierno de {oficina.municipio}" if oficina.municipio else "", oficina.nombre])
    )


def _tramos(parrafo: Paragraph, tramos: tuple[Tramo, ...]) -> None:
    for tramo in tramos:
        if tramo.enlace:
            _enlace(parrafo, tramo)
            continue
        pedazo = parrafo.add_run(tramo.texto)
        pedazo.bold, pedazo.italic = tramo.negrita or None, tramo.cursiva or None


def _enlace(parrafo: Paragraph, tramo: Tramo) -> None:
    """Un hipervínculo de verdad (WordprocessingML §17.16.22); la biblioteca no los escribe."""
    clave = parrafo.part.relate_to(tramo.enlace, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    liga = OxmlElement("w:hyperlink")
    liga.set(qn("r:id"), clave)
    pedazo = parrafo.add_run(tramo.texto)
    pedazo.bold, pedazo.italic, pedazo.underline = tramo.negrita or None, tramo.cursiva or None, True
    liga.append(pedazo._r)  # noqa: SLF001 - es como la biblioteca entrega su elemento
    parrafo._p.append(liga)  # noqa: SLF001 - ídem
