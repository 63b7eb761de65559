"""Consultas del directorio y de las invitaciones de un evento."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, Count, Exists, Min, OuterRef, Prefetch, Q, QuerySet, When

from agenda.models import Evento
from medios.estados import CONFIRMADAS, Cobertura, EstadoRespuesta, TipoDeMedio
from medios.models import Anotacion, Contacto, Entrega, Invitacion, Medio
from nucleo.texto.formato import plegar
from personas.models import Persona

# Si a un evento se invitó a algún medio: a lo público, se le confirma por la sala de prensa.
SE_CONVOCO = Exists(Invitacion.objects.filter(evento=OuterRef("pk")))


def filtros_del_directorio(pedidos: Mapping[str, str]) -> dict[str, Any]:
    """Los filtros que trae la dirección; lo que no es de la lista se deja fuera."""
    return {
        "texto": pedidos.get("q", "")[:100],
        "tipo": _de_la_lista(pedidos.get("tipo", ""), TipoDeMedio.values),
        "cobertura": _de_la_lista(pedidos.get("cobertura", ""), Cobertura.values),
        "archivados": pedidos.get("archivados") == "1",
    }


def _de_la_lista(pedido: str, valores: Collection[str]) -> str:
    return pedido if pedido in valores else ""


def directorio(*, texto: str = "", tipo: str = "", cobertura: str = "", archivados: bool = False) -> QuerySet[Medio]:
    """Los medios con sus contactos y cuántas veces confirmaron."""
    medios = Medio.objects.filter(activo=not archivados)
    if texto:
        medios = Medio.objects.filter(pk__in=medios.que_digan(texto).values("pk"))
    if tipo:
        medios = medios.filter(tipo=tipo)
    if cobertura:
        medios = medios.filter(cobertura=cobertura)
    contactos = Prefetch("contactos", Contacto.objects.filter(activo=True))
    medios = medios.annotate(
        invitados=Count("contactos__invitaciones", distinct=True),
        confirmados=Count(
            "contactos__invitaciones", filter=Q(contactos__invitaciones__estado__in=CONFIRMADAS), distinct=True
        ),
    )
    return medios.prefetch_related(contactos).order_by("orden", "pk")


def cuenta_del_medio(medio: Medio) -> dict[str, int]:
    """Cuántas veces se le invitó y cuántas confirmó."""
    return Invitacion.objects.filter(contacto__medio=medio).aggregate(
        invitado=Count("pk"), confirmo=Count("pk", filter=Q(estado__in=CONFIRMADAS))
    )


def tablero_de_medios(evento: Evento) -> tuple[list[Invitacion], dict[str, int]]:
    """Las invitaciones del evento y los cuatro números del tablero."""
    invitaciones = list(
        Invitacion.objects.del_evento(evento)
        .que_se_esperan()
        .select_related("contacto__medio", "convocatoria")
        .prefetch_related("avisos", Prefetch("entregas", Entrega.objects.select_related("hecha_por")))
        .order_by(
            Case(When(estado=EstadoRespuesta.PENDIENTE, then=0), default=1),  # lo que falta, primero
            "contacto__medio__orden",
            "contacto__orden",
            "pk",
        )
    )
    numeros = {
        "confirmados": sum(i.estado in CONFIRMADAS for i in invitaciones),
        "por_contestar": sum(i.estado == EstadoRespuesta.PENDIENTE for i in invitaciones),
        "no_asisten": sum(i.estado == EstadoRespuesta.NO_ASISTE for i in invitaciones),
        "asistentes": sum(i.asistentes for i in invitaciones),
    }
    return invitaciones, numeros


def ultima_respuesta(invitacion: Invitacion) -> int | None:
    """La llave de su última contestación: con ella se deshace."""
    return invitacion.respuestas.values_list("pk", flat=True).first()


def contactos_por_invitar(evento: Evento) -> list[Contacto]:
    """Los contactos activos que aún no tienen invitación a este evento."""
    invitados = Invitacion.objects.del_evento(evento).values("contacto_id")
    return list(
        Contacto.objects.invitables()
        .exclude(pk__in=invitados)
        .select_related("medio")
        .order_by("medio__orden", "orden", "pk")
    )


@dataclass(frozen=True)
class PorReconocer:
    """Alguien que se anotó por la sala de prensa y el contacto que parece ser, si alguno lo parece."""

    anotacion: Anotacion
    sugerido: Contacto | None


def por_reconocer(evento: Evento) -> tuple[list[PorReconocer], list[Contacto]]:
    """Los que se anotaron por la sala de prensa, y los contactos entre los que se escoge; sin ellos, una consulta."""
    anotaciones = list(Anotacion.objects.por_reconocer().filter(evento=evento))
    if not anotaciones:
        return [], []
    contactos = list(Contacto.objects.invitables().select_related("medio").order_by("medio__orden", "orden", "pk"))
    return [PorReconocer(una, _el_que_parece(una, contactos)) for una in anotaciones], contactos


def _el_que_parece(anotacion: Anotacion, contactos: list[Contacto]) -> Contacto | None:
    """Por su correo o, si no, por su nombre en ese medio; nunca por parecerse a medias."""
    correo, nombre, medio = anotacion.localizar.lower(), plegar(anotacion.nombre), plegar(anotacion.medio)
    for contacto in contactos:
        if contacto.correo and contacto.correo.lower() == correo:
            return contacto
    return next((c for c in contactos if plegar(c.nombre) == nombre and plegar(c.medio.nombre) == medio), None)


@dataclass(frozen=True)
class AnotacionesDelEvento:
    """Los que se anotaron a un evento y nadie ha reconocido: cuántos y desde cuándo."""

    evento_id: int
    titulo: str
    cuantos: int
    desde: datetime


def eventos_por_reconocer(persona: Persona, ahora: datetime) -> list[AnotacionesDelEvento]:
    """De cada evento que no ha terminado, quienes esperan que se les reconozca."""
    visibles = Evento.objects.visibles_para(persona).filter(fin__gt=ahora)
    esperan = Anotacion.objects.por_reconocer().filter(evento__in=visibles).order_by("evento__inicio")
    por_evento = esperan.values("evento", "evento__titulo").annotate(cuantos=Count("pk"), desde=Min("recibida_en"))
    return [AnotacionesDelEvento(e["evento"], e["evento__titulo"], e["cuantos"], e["desde"]) for e in por_evento]
