"""Consultas de las pantallas de agenda: listas por día y mes, y quién puede cubrir."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Prefetch, Q, QuerySet

from agenda.estados import Alcance, EstadoCobertura
from agenda.models import Cobertura, Evento
from nucleo.texto.formato import CENTRO, plegar
from personas.consultas import nombres_de_los_catalogos
from personas.models import Dependencia, Persona


@dataclass(frozen=True)
class Filtro:
    """Lo que se pidió en la dirección de la agenda."""

    texto: str = ""
    dependencia: str = ""
    prioridad: str = ""
    solo: str = ""  # «sin-cobertura» o «publicos»
    comunidad: str = ""
    estado: str = ""


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
    if filtro.estado:
        eventos = eventos.filter(estado=filtro.estado[:15])
    if filtro.solo == "publicos":
        eventos = eventos.filter(alcance=Alcance.PUBLICO)
    if filtro.solo == "sin-cobertura":
        eventos = eventos.filter(
            ~Q(coberturas__estado__in=[EstadoCobertura.ASIGNADA, EstadoCobertura.EN_CURSO, EstadoCobertura.ENTREGADA])
        )
    return eventos.order_by("inicio", "pk")


def siguiente_evento(persona: Persona, desde: datetime) -> Evento | None:
    return Evento.objects.visibles_para(persona).vigentes().filter(inicio__gte=desde).order_by("inicio", "pk").first()


def quienes_pueden_cubrir() -> list[Persona]:
    return list(
        Persona.objects.activas()
        .con_papel("directora", "redaccion", "fotografia", "redes")
        .order_by("first_name", "username")
    )


def dependencias_para(persona: Persona) -> QuerySet[Dependencia]:
    activas = Dependencia.objects.filter(activa=True)
    if persona.es_solo_enlace:
        return activas.filter(pk=persona.dependencia_id or 0)
    return activas


def nombres_para_filtrar(persona: Persona) -> dict[str, dict[int, str]]:
    """Dependencias y comunidades para los filtros, en una consulta; un enlace sólo tiene su dependencia."""
    nombres = nombres_de_los_catalogos()
    if persona.es_solo_enlace:
        nombres["dependencia"] = {pk: n for pk, n in nombres["dependencia"].items() if pk == persona.dependencia_id}
    return nombres


def semana_de(dia: date) -> date:
    return dia - timedelta(days=dia.weekday())
