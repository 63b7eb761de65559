"""La solicitud se cierra sola: cuando lo suyo se publica, se entrega o se cubre, y lo dice con la dirección."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from agenda.estados import EstadoCobertura, EstadoEvento
from agenda.models import Cobertura, Evento
from boletines.dominio.salida.textos import enlace_publico
from boletines.estados import CERRADOS, EstadoBoletin
from boletines.models import Boletin
from nucleo.dominio.impedimentos import YaCambio
from nucleo.dominio.transiciones import aplicar
from nucleo.texto.formato import plural
from solicitudes import transiciones
from solicitudes.dominio.avisar import decir
from solicitudes.estados import Destino, EstadoSolicitud
from solicitudes.models import RenglonPedido, Solicitud

POR_VUELTA = 200
DESPUES = timedelta(days=1)  # lo que tiene la oficina para empezar el boletín de lo que ya pasó


def cerrar_lo_cumplido(*, ahora: datetime) -> int:
    """Cierra las que ya se cumplieron. Repetirlo no hace nada: quien llega segundo ve que ya está cerrada."""
    cumplidas = [*_con_boletin(ahora), *_con_diseno(), *_con_agenda(ahora)]
    return sum(_cerrar(solicitud, respuesta, enlace, ahora) for solicitud, respuesta, enlace in cumplidas)


def _en_curso(destino: Destino) -> QuerySet[Solicitud]:
    return Solicitud.objects.filter(estado=EstadoSolicitud.EN_CURSO, destino=destino).order_by("pk")


def _con_boletin(ahora: datetime) -> list[tuple[Solicitud, str, str]]:
    """Su página ya existe en el portal y no está embargada."""
    listas = _en_curso(Destino.BOLETIN).filter(
        Q(boletin__embargo_hasta__isnull=True) | Q(boletin__embargo_hasta__lte=ahora),
        boletin__estado=EstadoBoletin.PUBLICADO,
        boletin__en_portal_desde__isnull=False,
    )
    return [
        (s, f"Se publicó tu boletín: «{s.boletin.titulo}»."[:500], enlace_publico(s.boletin))
        for s in listas.select_related("boletin")[:POR_VUELTA]
        if s.boletin
    ]


def _con_diseno() -> list[tuple[Solicitud, str, str]]:
    """Hay una prueba de que se usó: se imprimió y se entregó, se colocó o se publicó."""
    listas = _en_curso(Destino.DISENO).filter(diseno__usado_en__isnull=False)
    return [
        (s, f"Tu diseño está listo: {s.diseno.get_uso_display().lower()}.", s.diseno.enlace_publicado)
        for s in listas.select_related("diseno")[:POR_VUELTA]
        if s.diseno
    ]


def _con_agenda(ahora: datetime) -> list[tuple[Solicitud, str, str]]:
    """Cada evento se cubrió, se canceló o ya pasó, y no falta publicar ningún boletín suyo."""
    pendientes = RenglonPedido.objects.filter(solicitud=OuterRef("pk"), evento__in=_por_cumplir(ahora))
    listas = list(_en_curso(Destino.AGENDA).filter(~Exists(pendientes))[:POR_VUELTA])
    publicados: dict[int, list[Boletin]] = {}
    suyos = Boletin.objects.filter(
        estado=EstadoBoletin.PUBLICADO, en_portal_desde__isnull=False, evento__pedidos__solicitud__in=listas
    )
    con_su_solicitud = suyos.annotate(de_la_solicitud=F("evento__pedidos__solicitud"))
    for boletin in con_su_solicitud.defer("cuerpo", "busqueda", "vector"):
        publicados.setdefault(boletin.de_la_solicitud, []).append(boletin)
    return [(s, *_que_paso(publicados.get(s.pk, []))) for s in listas]


def _por_cumplir(ahora: datetime) -> QuerySet[Evento]:
    cubierto = Cobertura.objects.activas().filter(evento=OuterRef("pk"))
    sin_entregar = cubierto.exclude(estado=EstadoCobertura.ENTREGADA)
    por_publicar = Boletin.objects.filter(evento=OuterRef("pk")).exclude(estado__in=CERRADOS)
    ya_fue = Q(fin__lt=ahora - DESPUES) | (Exists(cubierto) & ~Exists(sin_entregar)) | Q(estado=EstadoEvento.CANCELADO)
    return Evento.objects.filter(~ya_fue | Exists(por_publicar))


def _que_paso(boletines: list[Boletin]) -> tuple[str, str]:
    if not boletines:
        return "Se hizo lo que pediste en la agenda.", ""
    una, varias = "Se publicó el boletín de lo que pediste.", "Se publicaron {} boletines de lo que pediste."
    return plural(len(boletines), una, varias), enlace_publico(boletines[0])


@transaction.atomic(durable=True)
def _cerrar(solicitud: Solicitud, respuesta: str, enlace: str, ahora: datetime) -> bool:
    solicitud = Solicitud.objects.bloquear(solicitud.pk)
    try:
        aplicar(
            solicitud,
            transiciones.CUMPLIR,
            por=None,
            ahora=ahora,
            detalle={"folio": solicitud.folio},
            respuesta=respuesta,
            enlace=enlace,
            cerrada_en=ahora,
        )
    except YaCambio:
        return False
    decir(solicitud, f"{respuesta} {enlace}".strip(), por=None, ahora=ahora)
    return True


def portada() -> str:
    """Donde se ve un aviso urgente."""
    return f"{settings.BASE_URL}/"
