"""Lo que no es un boletín y se ve en el inicio: la agenda pública y los avisos urgentes."""

from datetime import date, datetime, time, timedelta

from django.db.models import Q

from agenda.models import Evento
from medios.consultas import SE_CONVOCO
from nucleo.texto.formato import CENTRO
from portal.consultas.edicion import Edicion
from portal.estados import ClaseDeAviso
from portal.models import AvisoUrgente

PROXIMOS = 15  # días


def agenda_publica(desde: date, dias: int) -> list[Evento]:
    """Los eventos de la agenda pública entre dos días, con los cancelados a la vista.

    Se queda en la suspensión: es información que la ley manda publicar (docs/dominio.md, regla 4; LGTAIP 63).
    """
    inicio = datetime(desde.year, desde.month, desde.day, tzinfo=CENTRO)
    eventos = Evento.objects.en_agenda_publica().entre(inicio, inicio + timedelta(days=dias))
    eventos = eventos.annotate(se_convoco=SE_CONVOCO)
    return list(eventos.select_related("dependencia", "comunidad", "pasa_a").order_by("inicio", "pk"))


def agenda_proxima(edicion: Edicion, dias: int = PROXIMOS) -> list[Evento]:
    """Los eventos de la agenda pública que no han terminado; hasta quince días."""
    hoy = edicion.ahora.astimezone(CENTRO).date()
    proximos = edicion.una_vez("agenda próxima", lambda: agenda_publica(hoy, PROXIMOS))
    hasta = datetime.combine(hoy + timedelta(days=dias), time(), CENTRO)
    return [evento for evento in proximos if evento.inicio < hasta and evento.fin > edicion.ahora]


def algo_empezo_o_termino(desde: datetime, hasta: datetime) -> bool:
    """Si en ese rato empezó o terminó un acto de los que se anuncian."""
    publicos = Evento.objects.en_agenda_publica()
    empezo, termino = Q(inicio__gt=desde, inicio__lte=hasta), Q(fin__gt=desde, fin__lte=hasta)
    return publicos.filter(empezo | termino).exists()


def avisos_urgentes(edicion: Edicion) -> list[AvisoUrgente]:
    """Los avisos de la banda; en suspensión, sólo los de protección civil y servicios."""
    avisos = AvisoUrgente.objects.vigentes(edicion.ahora).order_by("inicio", "pk")
    return list(avisos.exclude(clase=ClaseDeAviso.OTRO) if edicion.suspension else avisos)


def acto_que_se_confirma(pk: int, ahora: datetime) -> Evento | None:
    """El acto público por venir a que se invitó a medios: sólo a ése se confirma por la sala de prensa."""
    publicos = Evento.objects.en_agenda_publica().filter(SE_CONVOCO, inicio__gt=ahora, pk=pk)
    return publicos.select_related("comunidad").first()
