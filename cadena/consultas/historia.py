"""La historia de un evento en palabras: lo suyo, sus encargos y lo que se subió."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max
from django.db.models.functions import TruncDate

from agenda.models import Cobertura, Evento
from media_library.estados import Clase
from media_library.models import Evidencia
from nucleo.models import Asiento
from nucleo.referencias import ref
from nucleo.texto.formato import CENTRO, en_pasado
from personas.models import Persona

CUANTOS = 30
PLURALES = {Clase.FOTO: "fotos", Clase.VIDEO: "videos", Clase.AUDIO: "audios", Clase.DOCUMENTO: "documentos"}


@dataclass(frozen=True)
class Hecho:
    """Quién hizo qué y cuándo, listo para leerse."""

    quien: str
    que: str
    cuando: datetime


def historia_de(evento: Evento, coberturas: Sequence[Cobertura], persona: Persona) -> list[Hecho]:
    """Los últimos hechos del evento que la persona ve, lo más reciente primero. Tres consultas, sean muchos o pocos."""
    encargos = {ref(c): c for c in coberturas}
    asientos = Asiento.objects.filter(objeto__in=[evento.ref, *encargos]).order_by("-numero")[:CUANTOS]
    personas = {ref(c.persona): str(c.persona) for c in coberturas}
    hechos = [Hecho(a.por_nombre, _que(a, encargos.get(a.objeto), personas), a.ocurrio_en) for a in asientos]
    return sorted(hechos + _subidas(evento, persona), key=lambda h: h.cuando, reverse=True)[:CUANTOS]


def _que(asiento: Asiento, encargo: Cobertura | None, personas: dict[str, str]) -> str:
    detalle = asiento.detalle
    if encargo:
        sin = f", sin archivos: «{detalle['sin_archivos']}»" if detalle.get("sin_archivos") else ""
        return f"{en_pasado(asiento.accion)}: {encargo.get_tipo_display().lower()}, {encargo.persona}{sin}"
    if asiento.accion == "asignar cobertura":
        tipo = Cobertura(tipo=detalle.get("tipo", "")).get_tipo_display().lower()
        return f"asignó {tipo} a {personas.get(detalle.get('persona', ''), 'alguien')}"
    traslape = f", con un traslape: «{detalle['traslape']}»" if detalle.get("traslape") else ""
    if asiento.accion == "editar evento" and detalle.get("cambios"):
        nombres = [str(campo.verbose_name) for campo in Evento._meta.fields if campo.name in detalle["cambios"]]
        return f"editó evento: {', '.join(nombres)}{traslape}"
    motivo = f", «{detalle['motivo']}»" if detalle.get("motivo") else ""
    return f"{en_pasado(asiento.accion)}{motivo}{traslape}"


def _subidas(evento: Evento, persona: Persona) -> list[Hecho]:
    """Lo que subió cada quien, por día: «subió 12 fotos»."""
    filas = list(
        Evidencia.objects.visibles_para(persona)
        .vivas()
        .filter(evento=evento)
        .order_by()
        .values_list("subida_por", TruncDate("subida_en", tzinfo=CENTRO), "original__clase")
        .annotate(cuantas=Count("pk"), ultima=Max("subida_en"))
    )
    nombres = Persona.objects.in_bulk({fila[0] for fila in filas}) if filas else {}
    return [
        Hecho(str(nombres[quien]), f"subió {cuantas} {_cosas(clase, cuantas)}", ultima)
        for quien, _dia, clase, cuantas, ultima in filas
    ]


def _cosas(clase: str, cuantas: int) -> str:
    plural = PLURALES[Clase(clase)]
    if cuantas == 1:
        return plural.removesuffix("s")
    return plural
