"""Consultas de las pantallas de agenda: listas por día y mes, y la cadena de cada evento."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Concat

from agenda.estados import Alcance, EstadoCobertura, EstadoEvento
from agenda.models import Cobertura, Evento
from difusion.estados import EstadoPublicacion
from difusion.models import Publicacion
from media_library.models import Evidencia
from medios.estados import CONFIRMADAS, EstadoRespuesta
from medios.models import Contacto, Invitacion
from nucleo.formato import CENTRO, plegar
from personas.consultas import nombres_de_los_catalogos
from personas.models import Dependencia, Persona
from personas.permisos import VER_BOLETINES


@dataclass(frozen=True)
class Filtro:
    """Lo que se pidió en la dirección de la agenda."""

    texto: str = ""
    dependencia: str = ""
    prioridad: str = ""
    solo: str = ""  # «sin-cobertura» o «publicos»
    comunidad: str = ""


def al_empezar(dia: date) -> datetime:
    return datetime(dia.year, dia.month, dia.day, tzinfo=CENTRO)


def eventos_entre(persona: Persona, desde: date, hasta: date, filtro: Filtro = Filtro()) -> QuerySet[Evento]:
    """Los eventos que la persona puede ver entre dos días (el último no entra), con quién los cubre."""
    coberturas = Prefetch("coberturas", Cobertura.objects.activas().select_related("persona"))
    eventos = Evento.objects.visibles_para(persona).entre(al_empezar(desde), al_empezar(hasta))
    eventos = eventos.select_related("dependencia", "comunidad").prefetch_related(coberturas)
    if filtro.texto:
        eventos = eventos.filter(busqueda__contains=plegar(filtro.texto))
    if filtro.dependencia.isdecimal():
        eventos = eventos.filter(dependencia_id=int(filtro.dependencia[:9]))
    if filtro.comunidad.isdecimal():
        eventos = eventos.filter(comunidad_id=int(filtro.comunidad[:9]))
    if filtro.prioridad:
        eventos = eventos.filter(prioridad=filtro.prioridad[:1])
    if filtro.solo == "publicos":
        eventos = eventos.filter(alcance=Alcance.PUBLICO)
    if filtro.solo == "sin-cobertura":
        eventos = eventos.filter(
            ~Q(coberturas__estado__in=[EstadoCobertura.ASIGNADA, EstadoCobertura.EN_CURSO, EstadoCobertura.ENTREGADA])
        )
    return eventos.order_by("inicio", "pk")


@dataclass(frozen=True)
class Paso:
    """Un eslabón de la cadena de un evento, con la palabra, el color y a dónde lleva."""

    clave: str
    texto: str
    tono: str
    ancla: str = ""


@dataclass
class Cadena:
    """Lo que ya pasó con un evento: invitación, confirmados, evidencia, boletín, redes."""

    invitados: int = 0
    confirmados: int = 0
    fotos: int = 0
    audiovisuales: int = 0
    boletines: list[tuple[int, str, str]] = field(default_factory=list)
    publicado_en_redes: bool = False
    por_publicar_en_redes: bool = False
    con_lo_que_falta: bool = (
        True  # sin permiso de ver boletines sólo se conoce lo ya publicado: de lo demás no se habla
    )


@dataclass(frozen=True)
class Renglon:
    """Un evento en una lista, con su cadena ya dicha en palabras."""

    evento: Evento
    pasos: list[Paso]
    cadena: Cadena


def con_cadena(eventos: Iterable[Evento], persona: Persona, ahora: datetime) -> list[Renglon]:
    """Agrega la cadena, como la ve la persona, a los eventos de una pantalla; cuesta lo mismo con uno que con cien."""
    eventos = list(eventos)
    cadenas = cadenas_de(eventos, persona, ahora)
    return [Renglon(e, pasos_de(e, cadenas[e.pk], ahora), cadenas[e.pk]) for e in eventos]


def cadenas_de(eventos: Sequence[Evento], persona: Persona, ahora: datetime) -> dict[int, Cadena]:
    """Lo que la persona puede saber que ya pasó con cada evento: dos consultas, sean uno o cien."""
    por_ref = {e.ref: Cadena(con_lo_que_falta=persona.puede(VER_BOLETINES)) for e in eventos}
    _invitaciones_y_evidencias(por_ref, persona)
    _boletines_y_redes(eventos, por_ref, _boletines_para(persona, ahora))
    return {e.pk: por_ref[e.ref] for e in eventos}


def _invitaciones_y_evidencias(por_ref: dict[str, Cadena], persona: Persona) -> None:
    invitaciones = Invitacion.objects.filter(evento_ref__in=por_ref).order_by().annotate(que=Value("invitacion"))
    suyas = Evidencia.objects.visibles_para(persona).vivas().filter(evento_ref__in=por_ref)
    evidencias = suyas.order_by().annotate(que=Value("evidencia"))
    cuentas = invitaciones.values_list("que", "evento_ref", "estado").annotate(cuantas=Count("pk"))
    del_archivo = evidencias.values_list("que", "evento_ref", "original__clase").annotate(cuantas=Count("pk"))
    for que, referencia, cual, cuantas in cuentas.union(del_archivo, all=True):
        cadena = por_ref[referencia]
        if que == "invitacion":
            cadena.invitados += cuantas
            cadena.confirmados += cuantas if cual in CONFIRMADAS else 0
        elif cual == "foto":
            cadena.fotos += cuantas
        else:
            cadena.audiovisuales += cuantas


def _boletines_para(persona: Persona, ahora: datetime) -> Any:
    """Los del trabajo para quien los puede ver; para los demás, los que ya están en el portal."""
    boletines = _modelo_de_boletines().objects
    return boletines.del_trabajo() if persona.puede(VER_BOLETINES) else boletines.publicos(ahora)


def _boletines_y_redes(eventos: Sequence[Evento], por_ref: dict[str, Cadena], boletines: Any) -> None:
    """Boletines por el accesor inverso: agenda no importa la app de arriba."""
    referencia = Concat(Value(f"{boletines.model._meta.label_lower}:"), Cast(OuterRef("pk"), TextField()))
    suyas = Publicacion.objects.filter(origen=referencia)
    boletines = boletines.filter(evento__in=eventos).order_by("pk")
    for pk, evento_pk, estado, titulo, *en_redes in boletines.values_list(
        "pk",
        "evento_id",
        "estado",
        "titulo",
        Exists(suyas.filter(estado=EstadoPublicacion.PUBLICADA)),
        Exists(suyas.filter(estado=EstadoPublicacion.POR_PUBLICAR)),
    ):
        cadena = por_ref[f"agenda.evento:{evento_pk}"]
        cadena.boletines.append((pk, estado, titulo))
        cadena.publicado_en_redes |= en_redes[0]
        cadena.por_publicar_en_redes |= en_redes[1]


TONOS_DE_BOLETIN = {
    "en_revision": "rev",
    "con_cambios": "cam",
    "aprobado": "apr",
    "programado": "prog",
    "publicado": "pub",
}


def _modelo_de_boletines() -> Any:
    """Boletines viven más arriba: aquí sólo se conoce el accesor inverso."""
    return Evento._meta.get_field("boletines").related_model


def nombres_de_estados_de_boletin() -> dict[str, str]:
    """Las palabras de los estados de un boletín, que vive más arriba."""
    return dict(_modelo_de_boletines()._meta.get_field("estado").choices)


def pasos_de(evento: Evento, cadena: Cadena, ahora: datetime) -> list[Paso]:  # noqa: C901 - es la cadena dicha en orden, un eslabón por renglón
    """La cadena en palabras. Lo que falta y ya urge va en teja; lo hecho, en pino."""
    if evento.estado in (EstadoEvento.CANCELADO, EstadoEvento.POSPUESTO):
        return [Paso("estado", evento.get_estado_display(), "cam")]
    pasos = [] if list(evento.coberturas.all()) else [Paso("cobertura", "Asignar cobertura", "cam", "#cobertura")]
    paso_inicio = evento.inicio <= ahora
    if evento.alcance in (Alcance.MEDIOS, Alcance.PUBLICO):
        pasos += _pasos_de_medios(cadena, ya_paso=paso_inicio)
    if cadena.fotos:
        pasos.append(Paso("evidencia", _cuantas(cadena.fotos, "foto", "fotos"), "pub", "#evidencia"))
    elif paso_inicio:
        pasos.append(Paso("evidencia", "Faltan fotos", "rev", "#evidencia"))
    if cadena.boletines:
        pasos.append(_paso_del_boletin(cadena.boletines[-1][1]))
    elif paso_inicio and cadena.con_lo_que_falta:
        pasos.append(Paso("boletin", "Boletín sin empezar", "bor", "#boletines"))
    if cadena.publicado_en_redes:
        pasos.append(Paso("redes", "En redes", "pub", "#boletines"))
    elif cadena.por_publicar_en_redes:
        pasos.append(Paso("redes", "Por publicar en redes", "prog", "#boletines"))
    return pasos


def _paso_del_boletin(estado: str) -> Paso:
    """Con la palabra que usa boletines; un estado que aquí no tenga color sale en gris."""
    palabra = nombres_de_estados_de_boletin().get(estado, estado).lower()
    texto = f"Boletín en {palabra}" if estado == "borrador" else f"Boletín {palabra}"
    return Paso("boletin", texto, TONOS_DE_BOLETIN.get(estado, "bor"), "#boletines")


def _pasos_de_medios(cadena: Cadena, *, ya_paso: bool) -> list[Paso]:
    if not cadena.invitados:
        return [] if ya_paso else [Paso("invitacion", "Sin invitación a medios", "bor", "#medios")]
    confirmados = (
        "Sin confirmados aún"
        if not cadena.confirmados
        else _cuantas(cadena.confirmados, "medio confirmado", "medios confirmados")
    )
    return [
        Paso("invitacion", "Invitación enviada", "pub", "#medios"),
        Paso("confirmados", confirmados, "pub" if cadena.confirmados else "rev", "#medios"),
    ]


def _cuantas(numero: int, una: str, varias: str) -> str:
    return f"{numero} {una if numero == 1 else varias}"


def siguiente_evento(persona: Persona, desde: datetime) -> Evento | None:
    return Evento.objects.visibles_para(persona).vigentes().filter(inicio__gte=desde).order_by("inicio", "pk").first()


def quienes_pueden_cubrir() -> list[Persona]:
    return list(
        Persona.objects.activas()
        .con_papel("directora", "redaccion", "fotografia", "redes")
        .order_by("first_name", "username")
    )


def tablero_de_medios(evento: Evento) -> tuple[list[Invitacion], dict[str, int]]:
    """Las invitaciones del evento y los cuatro números del tablero."""
    invitaciones = list(
        Invitacion.objects.del_evento(evento.ref)
        .select_related("contacto__medio", "convocatoria")
        .prefetch_related("avisos")
        .order_by("estado", "contacto__orden", "pk")
    )
    numeros = {
        "confirmados": sum(i.estado in CONFIRMADAS for i in invitaciones),
        "por_contestar": sum(i.estado == EstadoRespuesta.PENDIENTE for i in invitaciones),
        "no_asisten": sum(i.estado == EstadoRespuesta.NO_ASISTE for i in invitaciones),
        "asistentes": sum(i.asistentes for i in invitaciones),
    }
    return invitaciones, numeros


def contactos_por_invitar(evento: Evento) -> list[Contacto]:
    """Los contactos activos que aún no tienen invitación a este evento."""
    invitados = Invitacion.objects.del_evento(evento.ref).values("contacto_id")
    return list(
        Contacto.objects.invitables()
        .exclude(pk__in=invitados)
        .select_related("medio")
        .order_by("medio__orden", "orden", "pk")
    )


def dependencias_para(persona: Persona) -> QuerySet[Dependencia]:
    activas = Dependencia.objects.filter(activa=True)
    return activas.filter(pk=persona.dependencia_id or 0) if persona.es_solo_enlace else activas


def nombres_para_filtrar(persona: Persona) -> dict[str, dict[int, str]]:
    """Dependencias y comunidades para los filtros, en una consulta; un enlace sólo tiene su dependencia."""
    nombres = nombres_de_los_catalogos()
    if persona.es_solo_enlace:
        nombres["dependencia"] = {pk: n for pk, n in nombres["dependencia"].items() if pk == persona.dependencia_id}
    return nombres


def semana_de(dia: date) -> date:
    return dia - timedelta(days=dia.weekday())
