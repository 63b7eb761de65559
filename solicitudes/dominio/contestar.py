"""Lo que se decide sin que nazca nada: preguntar, posponer, no procede, repetida y ya se atendió."""

from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction

from nucleo.dominio.actos import motivo_escrito
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.impedimentos import Impedimento, NoSePuede, YaCambio
from nucleo.dominio.transiciones import aplicar
from nucleo.texto.formato import CENTRO, fecha_larga
from personas.models import Persona
from solicitudes import transiciones
from solicitudes.dominio.avisar import decir, mandar_por_correo
from solicitudes.dominio.decidir import resolver_como, tomar
from solicitudes.estados import Destino, EstadoSolicitud
from solicitudes.models import Mensaje, Solicitud

LEJOS = timedelta(days=366)
SOLO_WEB = URLValidator(schemes=["http", "https"], message="Escribe la dirección completa, con http:// o https://.")


@transaction.atomic(durable=True)
def preguntar(solicitud: Solicitud, *, texto: str, por: Persona, ahora: datetime) -> Mensaje:
    """Le pregunta a quien pidió y detiene el reloj hasta que conteste. Repetir la misma pregunta no manda otra."""
    solicitud = tomar(solicitud, transiciones.DETENER, por)
    texto = motivo_escrito(texto.replace("\r\n", "\n"), "Escribe tu pregunta.", maximo=2000, campo="texto")
    ultima = solicitud.mensajes.vigentes().last()
    if solicitud.detenida_en and ultima and ultima.es_pregunta and ultima.texto == texto:
        return ultima
    desde = solicitud.detenida_en or ahora
    aplicar(
        solicitud,
        transiciones.DETENER,
        por=por,
        ahora=ahora,
        detenida_en=desde,
        fecha_pospuesta=None,
        recordada_en=None,
    )
    return decir(solicitud, texto, por=por, ahora=ahora, es_pregunta=True)


@transaction.atomic(durable=True)
def recordar_pregunta(solicitud: Solicitud, *, por: Persona | None, ahora: datetime) -> Mensaje:
    """Vuelve a mandar la pregunta que no han contestado: a lo más una vez al día."""
    solicitud = Solicitud.objects.bloquear(solicitud.pk)
    pregunta = solicitud.mensajes.vigentes().filter(es_pregunta=True).last()
    if solicitud.detenida_en is None or pregunta is None:
        raise YaCambio("Ya contestaron: no hay nada que recordar.")
    if not solicitud.correo_de_aviso:
        raise NoSePuede("No dejaron correo: llámales, o mándales la dirección de su solicitud por WhatsApp.")
    mandar_por_correo(pregunta, por=por, ahora=ahora, vez=f"recordar-{ahora.astimezone(CENTRO).date()}")
    Solicitud.objects.filter(pk=solicitud.pk).update(recordada_en=ahora)
    asentar("recordar la pregunta", solicitud, por=por, ahora=ahora, folio=solicitud.folio)
    return pregunta


@transaction.atomic(durable=True)
def posponer(solicitud: Solicitud, *, hasta: date | None, por: Persona, ahora: datetime) -> Solicitud:
    """La quita de la vista hasta un día y lo dice, una vez. Rechaza hoy, antes de hoy y más de un año."""
    solicitud = tomar(solicitud, transiciones.DETENER, por)
    hoy = ahora.astimezone(CENTRO).date()
    if hasta is None or not hoy < hasta <= hoy + LEJOS:
        raise NoSePuede([Impedimento("Escoge un día de mañana en adelante, a lo más en un año.", "hasta")])
    if solicitud.fecha_pospuesta == hasta:
        return solicitud
    aplicar(solicitud, transiciones.DETENER, por=por, ahora=ahora, detenida_en=None, fecha_pospuesta=hasta)
    decir(solicitud, f"La vemos el {fecha_larga(hasta, con_dia=True)}.", por=por, ahora=ahora)
    return solicitud


@transaction.atomic(durable=True)
def no_procede(solicitud: Solicitud, *, motivo: str, por: Persona, ahora: datetime) -> Solicitud:
    """La cierra con la razón, que le llega a quien pidió."""
    solicitud = tomar(solicitud, transiciones.CERRAR, por)
    motivo = motivo_escrito(" ".join(motivo.split()), "Escribe por qué no procede: le llega a quien pidió.", maximo=300)
    resolver_como(solicitud, transiciones.CERRAR, Destino.NO_PROCEDE, por=por, ahora=ahora, motivo=motivo)
    decir(solicitud, f"No procede: {motivo}", por=por, ahora=ahora)
    return solicitud


@transaction.atomic(durable=True)
def es_repetida(solicitud: Solicitud, *, de: Solicitud | None, por: Persona, ahora: datetime) -> Solicitud:
    """La cierra y la deja unida a la otra, de la misma dependencia. Rechaza la que ya es repetida."""
    solicitud = tomar(solicitud, transiciones.CERRAR, por)
    if de is None or de.pk == solicitud.pk or de.dependencia_id != solicitud.dependencia_id:
        raise NoSePuede([Impedimento("Escoge de cuál es repetida, de la misma dependencia.", "de")])
    if de.destino == Destino.REPETIDA:
        raise NoSePuede([Impedimento(f"{de.folio} también es repetida: escoge la primera.", "de")])
    resolver_como(solicitud, transiciones.CERRAR, Destino.REPETIDA, por=por, ahora=ahora, repetida_de=de)
    decir(solicitud, f"Es la misma que {de.folio}: ahí te contestamos.", por=por, ahora=ahora)
    return solicitud


@transaction.atomic(durable=True)
def dar_por_atendida(
    solicitud: Solicitud, *, respuesta: str, enlace: str = "", por: Persona, ahora: datetime
) -> Solicitud:
    """La cierra con lo que se hizo y, si quedó en alguna parte, su dirección."""
    solicitud = tomar(solicitud, transiciones.CERRAR, por)
    que = "Escribe qué se hizo: le llega a quien pidió."
    respuesta = motivo_escrito(" ".join(respuesta.split()), que, maximo=500, campo="respuesta")
    enlace = enlace.strip()
    if enlace and (len(enlace) > 500 or not _es_direccion(enlace)):  # noqa: PLR2004 - el largo del campo
        raise NoSePuede([Impedimento(str(SOLO_WEB.message), "enlace")])
    resolver_como(
        solicitud, transiciones.CERRAR, Destino.ATENDIDA, por=por, ahora=ahora, respuesta=respuesta, enlace=enlace
    )
    decir(solicitud, f"{respuesta} {enlace}".strip(), por=por, ahora=ahora)
    return solicitud


def _es_direccion(enlace: str) -> bool:
    try:
        SOLO_WEB(enlace)
    except ValidationError:
        return False
    return True


def por_retomar(ahora: datetime) -> list[Solicitud]:
    """Las pospuestas cuyo día ya llegó."""
    hoy = ahora.astimezone(CENTRO).date()
    esperan = Solicitud.objects.filter(estado=EstadoSolicitud.EN_ESPERA, fecha_pospuesta__lte=hoy)
    return list(esperan.order_by("fecha_pospuesta", "pk")[:200])


@transaction.atomic(durable=True)
def retomar(solicitud: Solicitud, *, por: Persona | None, ahora: datetime) -> Solicitud:
    """Vuelve a la bandeja: llegó su día, o alguien la regresa."""
    solicitud = Solicitud.objects.bloquear(solicitud.pk)
    aplicar(solicitud, transiciones.RETOMAR, por=por, ahora=ahora, detenida_en=None, fecha_pospuesta=None)
    return solicitud
