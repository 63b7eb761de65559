"""Plantillas: la estructura de cada clase de comunicado y qué no debe faltarle. Son datos."""

from dataclasses import dataclass
from typing import Any

from boletines.estados import Programa, TipoDeBoletin
from personas.estados import Tema


@dataclass(frozen=True)
class Plantilla:
    """Un punto de partida: cuándo usarla, su guía y el cuerpo con huecos entre corchetes."""

    clave: str
    nombre: str
    cuando: str
    guia: tuple[str, ...]
    tipo: TipoDeBoletin = TipoDeBoletin.BOLETIN
    tema: Tema = Tema.GOBIERNO
    programa: Programa = Programa.SIN_DECIDIR
    cuerpo: str = ""

    @property
    def campos(self) -> dict[str, Any]:
        """Con lo que nace el borrador."""
        return {
            "plantilla": self.clave,
            "tipo": self.tipo,
            "tema": self.tema,
            "programa": self.programa,
            "cuerpo": self.cuerpo,
        }


PLANTILLAS = (
    Plantilla(
        "blanco",
        "En blanco",
        "Ninguna de las otras.",
        ("Qué pasó, quién, cuándo y dónde, en la entrada.", "De 80 a 250 palabras.", "Una o dos citas textuales."),
    ),
    Plantilla(
        "obra",
        "Obra pública",
        "Arranque, avance o entrega de una obra.",
        (
            "Metros, calles y comunidad.",
            "Inversión y de qué fondo sale.",
            "A cuántas personas sirve y de dónde sale el dato.",
            "Cuánto dura y qué calle se cierra.",
        ),
        tema=Tema.OBRA,
        programa=Programa.NO,
        cuerpo=(
            "<p>El Gobierno Municipal [inició / entregó] [qué obra] en [calle y comunidad], con una inversión de"
            " [monto] del [fondo], informó [dependencia].</p>"
            "<p>Los trabajos consisten en [metros, materiales]. Terminarán el [fecha].</p>"
            "<h2>Qué cambia para los vecinos</h2>"
            "<ul><li>[Calle cerrada y ruta alterna]</li><li>[Horario de los trabajos]</li></ul>"
            "<blockquote><p>[Cita textual de la o el titular de la dependencia]</p></blockquote>"
            "<p>La obra sirve a [cuántas] personas, según [fuente].</p>"
        ),
    ),
    Plantilla(
        "programa",
        "Programa social",
        "Convocatoria, entrega o resultados de un programa o apoyo.",
        (
            "Requisitos, fechas y lugar de registro.",
            "La leyenda de ley se agrega sola: no la escribas en el texto.",
            "Sin nombres ni fotos que parezcan promoción de una persona.",
        ),
        tema=Tema.DESARROLLO,
        programa=Programa.SOCIAL,
        cuerpo=(
            "<p>[Dependencia] abrió el registro de [programa] del [fecha] al [fecha], en [lugar], de [hora] a [hora]"
            " horas.</p><h2>Requisitos</h2><ol><li>[Documento]</li><li>[Documento]</li></ol>"
            "<p>El apoyo consiste en [qué y cuánto]. Las reglas de operación se consultan en [dónde].</p>"
        ),
    ),
    Plantilla(
        "aviso",
        "Aviso urgente",
        "Lluvia, incendio, corte de agua o de camino.",
        ("Qué hacer, en la primera frase.", "A qué teléfono llamar.", "A qué hora será el siguiente aviso."),
        tipo=TipoDeBoletin.AVISO,
        tema=Tema.PROTECCION,
        programa=Programa.NO,
        cuerpo=(
            "<p>[Qué deben hacer las personas], porque [qué pasa] en [dónde], informó Protección Civil a las [hora]"
            " horas del [fecha].</p><ul><li>[Recomendación]</li><li>[Recomendación]</li></ul>"
            "<p>Emergencias: 911. El siguiente aviso será a las [hora] horas.</p>"
        ),
    ),
    Plantilla(
        "agenda",
        "Agenda de la semana",
        "Lo que viene, para los medios y la gente.",
        ("Sólo eventos públicos.", "Día, hora y lugar de cada uno.", "A quién llamar para acreditarse."),
        tipo=TipoDeBoletin.AGENDA,
        programa=Programa.NO,
        cuerpo=(
            "<p>Estas son las actividades públicas del Gobierno Municipal del [fecha] al [fecha].</p>"
            "<ul><li>[Día], [hora] horas: [evento], en [lugar].</li></ul>"
            "<p>La información puede cambiar; se actualiza en la agenda del portal.</p>"
        ),
    ),
    Plantilla(
        "erratas",
        "Fe de erratas",
        "Algo que ya se imprimió o se dijo por otra vía. Un boletín del portal se corrige con «Corregir».",
        ("Dónde y cuándo salió el error.", "Qué decía y qué debe decir.", "Sin explicar de más."),
        tipo=TipoDeBoletin.FE_DE_ERRATAS,
        programa=Programa.NO,
        cuerpo=(
            "<p>En [publicación] del [fecha], donde dice:</p><blockquote><p>[Lo que decía]</p></blockquote>"
            "<p>debe decir:</p><blockquote><p>[Lo que debe decir]</p></blockquote>"
        ),
    ),
    Plantilla(
        "esquela",
        "Esquela",
        "Condolencias de la institución.",
        ("Confirma el nombre completo con la familia.", "Sin foto, salvo que la familia la dé.", "Tono sobrio."),
        tipo=TipoDeBoletin.ESQUELA,
        programa=Programa.NO,
        cuerpo=(
            "<p>El H. Ayuntamiento lamenta el fallecimiento de [nombre completo], [cargo o por qué se le recuerda],"
            " ocurrido el [fecha].</p><p>Expresamos nuestras condolencias a su familia y amistades.</p>"
        ),
    ),
    Plantilla(
        "posicionamiento",
        "Posicionamiento",
        "La postura de la institución sobre un hecho.",
        (
            "Los hechos primero; la postura después.",
            "Qué hace el municipio y qué no le toca.",
            "Lo revisa quien lleva lo jurídico antes de aprobarse.",
        ),
        tipo=TipoDeBoletin.POSICIONAMIENTO,
        programa=Programa.NO,
        cuerpo=(
            "<p>Sobre [hecho], ocurrido el [fecha] en [lugar], el Gobierno Municipal informa:</p>"
            "<ol><li>[Qué se sabe]</li><li>[Qué hace el municipio]</li><li>[Qué sigue y cuándo se informará]</li></ol>"
        ),
    ),
)


def plantilla_de(clave: str) -> Plantilla | None:
    """La plantilla de esa clave, si existe."""
    return next((p for p in PLANTILLAS if p.clave == clave), None)
