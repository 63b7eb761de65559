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
    suyos = RenglonPedido.objects.filter(solicitud=OuterRef("pk"), evento__isnull=False)
    pendientes = suyos.filter(evento__in=_por_cumplir(ahora))
    siguen = suyos.exclude(evento__estado=EstadoEvento.CANCELADO)
    en_curso = _en_curso(Destino.AGENDA).annotate(se_hizo_algo=Exists(siguen))
    listas = list(en_curso.filter(~Exists(pendientes))[:POR_VUELTA])
    publicados: dict[int, list[Boletin]] = {}
    boletines = Boletin.objects.filter(
        estado=EstadoBoletin.PUBLICADO, en_portal_desde__isnull=False, evento__pedidos__solicitud__in=listas
    ).annotate(de_la_solicitud=F("evento__pedidos__solicitud"))
    for boletin in boletines.defer("cuerpo", "busqueda", "vector"):
        publicados.setdefault(boletin.de_la_solicitud, []).append(boletin)
    return [(s, *_que_paso(publicados.get(s.pk, []), se_hizo_algo=s.se_hizo_algo)) for s in listas]


def _por_cumplir(ahora: datetime) -> QuerySet[Evento]:
    """Los que todavía no son. Lo pospuesto espera su fecha, y lo reprogramado, a que sea el que lo reemplaza."""
    sin_hacer = Evento.objects.filter(_sin_hacer(ahora))
    reprogramado = Q(estado=EstadoEvento.REPROGRAMADO)
    return Evento.objects.filter((~reprogramado & _sin_hacer(ahora)) | (reprogramado & Q(pasa_a__in=sin_hacer)))


def _sin_hacer(ahora: datetime) -> Q:
    suyas = Cobertura.objects.activas().filter(evento=OuterRef("pk"))
    sin_entregar = suyas.exclude(estado=EstadoCobertura.ENTREGADA)
    por_publicar = Boletin.objects.filter(evento=OuterRef("pk")).exclude(estado__in=CERRADOS)
    paso = Q(fin__lt=ahora - DESPUES) & ~Q(estado=EstadoEvento.POSPUESTO)
    hecho = paso | Q(Exists(suyas), ~Exists(sin_entregar)) | Q(estado=EstadoEvento.CANCELADO)
    return ~hecho | Q(Exists(por_publicar))


def _que_paso(boletines: list[Boletin], *, se_hizo_algo: bool) -> tuple[str, str]:
    if not se_hizo_algo:
        return "Lo que pediste se canceló en la agenda.", ""
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
