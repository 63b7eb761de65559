"""El boletín en un archivo de Word, con estilos de verdad: quien lo recibe lo edita sin pelearse."""

import io
import zipfile
from datetime import datetime

from docx import Document
from docx.document import Document as Documento
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Emu, Pt
from docx.text.paragraph import Paragraph

from boletines.dominio.despues.derechos import fotos_que_salen
from boletines.dominio.salida.documentos.listas_de_word import Listas
from boletines.models import Boletin
from media_library.dominio.versiones.publico import DerivadoPendiente, bytes_publicos
from media_library.models import Evidencia
from media_library.models.receta import FOTO_MEDIANA
from nucleo.texto.formato import fecha_larga
from nucleo.texto.rico import Tramo, bloques
from personas.dominio.identidad import escudo_en_disco
from personas.models import Oficina

ESTILOS = {
    "parrafo": "Normal",
    "subtitulo": "Heading 2",
    "cita": "Quote",
    "vineta": "List Bullet",
    "numero": "List Number",
}
ANCHO, ALTO = Cm(15), Cm(11)  # lo que cabe en la hoja, y que una vertical no la llene


def docx_de_boletin(boletin: Boletin, ahora: datetime, *, oficina: Oficina | None = None) -> bytes:
    """El archivo completo: membrete, folio, cabeza, texto con su formato, fotos con su pie, leyenda y contacto.

    No lleva una foto que en ese momento no pueda publicarse; la que aún se procesa deja su pie. Con el mismo
    contenido da los mismos octetos. `oficina`, si ya se leyó.
    """
    documento, oficina = Document(), oficina or Oficina.objects.actual()
    _propiedades(documento, boletin, oficina)
    fecha = boletin.publicado_en or boletin.modificado_en
    documento.add_paragraph(f"Boletín {boletin.folio}" if boletin.folio else "Borrador sin folio")
    documento.add_heading(boletin.titulo, level=1)
    if boletin.sumario:
        documento.add_paragraph(boletin.sumario, style="Subtitle")
    for balazo in boletin.balazos:
        documento.add_paragraph(balazo, style="List Bullet")
    documento.add_paragraph(f"{boletin.lugar}, a {fecha_larga(fecha)}.")
    _cuerpo(documento, boletin)
    if boletin.frase:
        documento.add_paragraph(f"«{boletin.frase}»\n{boletin.frase_de}", style="Intense Quote")
    for lugar, foto in fotos_que_salen(boletin, ahora):
        _foto(documento, lugar, foto.evidencia)
    if boletin.leyenda:
        documento.add_paragraph(boletin.leyenda).runs[0].italic = True
    if boletin.contacto:
        documento.add_paragraph(f"Contacto de prensa: {boletin.contacto}")
    salida = io.BytesIO()
    documento.save(salida)
    return _sin_reloj(salida)


def _cuerpo(documento: Documento, boletin: Boletin) -> None:
    listas = Listas(documento)
    for bloque in bloques(boletin.cuerpo):
        parrafo = documento.add_paragraph(style=ESTILOS[bloque.tipo])
        if bloque.numero:
            listas.numerar(parrafo, bloque)
        _tramos(parrafo, bloque.tramos)


def _foto(documento: Documento, lugar: int, evidencia: Evidencia) -> None:
    """La versión ligera (800 px), centrada, con su texto alternativo en el dibujo y su pie pegado abajo."""
    try:
        octetos = io.BytesIO(bytes_publicos(evidencia, receta=FOTO_MEDIANA))
    except DerivadoPendiente:
        octetos = None
    if octetos:
        parrafo = documento.add_paragraph()
        parrafo.alignment, parrafo.paragraph_format.keep_with_next = WD_ALIGN_PARAGRAPH.CENTER, True
        dibujo = parrafo.add_run().add_picture(octetos, width=ANCHO)
        if dibujo.height > ALTO:
            dibujo.width, dibujo.height = Emu(round(dibujo.width * ALTO / dibujo.height)), ALTO
        # DrawingML §20.1.2.2.8: `descr` es lo que lee un lector de pantalla; la biblioteca no lo escribe.
        propiedades = dibujo._inline.docPr  # noqa: SLF001 - es como la biblioteca entrega su elemento
        propiedades.set("descr", evidencia.texto_alternativo)
        propiedades.set("name", f"Foto {lugar}")
    credito = f" Foto: {evidencia.credito}." if evidencia.credito else ""
    documento.add_paragraph(f"Foto {lugar}. {evidencia.pie}{credito}", style="Caption")


def _sin_reloj(escrito: io.BytesIO) -> bytes:
    """El mismo paquete sin la hora en que se armó: el mismo contenido da los mismos octetos."""
    salida = io.BytesIO()
    with zipfile.ZipFile(escrito) as origen, zipfile.ZipFile(salida, "w", zipfile.ZIP_DEFLATED) as destino:
        for nombre in origen.namelist():
            destino.writestr(
                zipfile.ZipInfo(nombre, date_time=(1980, 1, 1, 0, 0, 0)),
                origen.read(nombre),
                compress_type=zipfile.ZIP_DEFLATED,
            )
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
    _membrete(documento.sections[0].header.paragraphs[0], oficina)


def _membrete(cabeza: Paragraph, oficina: Oficina) -> None:
    """El escudo, si lo hay, y quién emite; el escudo lleva su descripción para quien no lo ve."""
    if escudo := escudo_en_disco(oficina):
        dibujo = cabeza.add_run().add_picture(escudo, height=Cm(1.2))
        # En el encabezado la biblioteca devuelve el mismo elemento que en el cuerpo (DrawingML §20.1.2.2.8).
        dibujo._inline.docPr.set("descr", f"Escudo de {oficina.municipio}")  # noqa: SLF001 - así lo entrega
        cabeza.add_run("  ")
    gobierno = f"Gobierno de {oficina.municipio}" if oficina.municipio else ""
    cabeza.add_run(" · ".join(filter(None, [gobierno, oficina.nombre])))


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
