"""Consultas del directorio y de las invitaciones de un evento."""

from django.db.models import Case, Count, Prefetch, Q, QuerySet, When

from agenda.models import Evento
from medios.estados import CONFIRMADAS, EstadoRespuesta
from medios.models import Contacto, Invitacion, Medio


def directorio(*, texto: str = "", tipo: str = "", archivados: bool = False) -> QuerySet[Medio]:
    """Los medios con sus contactos y cuántas veces confirmaron."""
    medios = Medio.objects.filter(activo=not archivados)
    if texto:
        medios = Medio.objects.filter(pk__in=medios.que_digan(texto).values("pk"))
    if tipo:
        medios = medios.filter(tipo=tipo)
    contactos = Prefetch("contactos", Contacto.objects.filter(activo=True))
    medios = medios.annotate(
        invitados=Count("contactos__invitaciones", distinct=True),
        confirmados=Count(
            "contactos__invitaciones", filter=Q(contactos__invitaciones__estado__in=CONFIRMADAS), distinct=True
        ),
    )
    return medios.prefetch_related(contactos).order_by("orden", "pk")


def tablero_de_medios(evento: Evento) -> tuple[list[Invitacion], dict[str, int]]:
    """Las invitaciones del evento y los cuatro números del tablero."""
    invitaciones = list(
        Invitacion.objects.del_evento(evento)
        .select_related("contacto__medio", "convocatoria")
        .prefetch_related("avisos")
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
