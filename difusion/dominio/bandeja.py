"""Apuntar lo que debe salir y decidir sobre lo que quedó en duda."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from difusion.dominio.compuerta import puede_salir
from difusion.dominio.freno import exigir_capacidad
from difusion.estados import EstadoEnvio
from difusion.models import Envio
from difusion.signals import envio_resuelto
from difusion.transiciones import CANCELAR, DAR_POR_ENTREGADO, REENVIAR
from nucleo.dominio.impedimentos import NoSePuede
from nucleo.dominio.transiciones import Transicion, aplicar
from personas.models import Persona

EN_UN_REENVIO = 500
GRACIA = timedelta(seconds=30)  # ux-and-libraries.md §2.0: lo que sale de la oficina da 30 s para cancelar


def encolar(  # noqa: PLR0913 - son los datos del acto, todos por nombre
    *,
    canal: str,
    clave: str,
    objeto: str,
    por: Persona | None,
    ahora: datetime,
    destinatario: str = "",
    asunto: str = "",
    carga: dict | None = None,
    no_antes: datetime | None = None,
    vence_en: datetime | None = None,
    prioridad: int = 5,
    quita: bool = False,
) -> Envio:
    """Apunta un envío en la transacción del acto que lo causa.

    Guarda un solo envío por `clave`: apuntarlo otra vez devuelve el que ya estaba.
    No sale nada a la red; lo entrega después `despacho`. Lo que `quita` algo del portal no espera al freno de mano.
    """
    envio, _ = Envio.objects.get_or_create(
        clave=clave,
        defaults={
            "canal": canal,
            "objeto": objeto,
            "destinatario": destinatario,
            "asunto": asunto,
            "carga": carga or {},
            "no_antes_desde": no_antes or ahora,
            "vence_en": vence_en,
            "prioridad": prioridad,
            "quita": quita,
            "creado_en": ahora,
            "creado_por": por,
        },
    )
    return envio


def cambiar_lo_que_espera(*, clave: str, asunto: str, carga: dict) -> bool:
    """Cambia lo que dirá un envío que nadie ha tomado; `False` si ya salió o está saliendo.

    Va en la transacción del acto que lo corrige.
    """
    esperan = Envio.objects.filter(clave=clave, estado=EstadoEnvio.PENDIENTE)
    return esperan.update(asunto=asunto, carga=carga) == 1


def _decidir(envio: Envio, transicion: Transicion, *, por: Persona, ahora: datetime, **campos: Any) -> Envio:
    exigir_capacidad(por, transicion.capacidad)
    with transaction.atomic(durable=True):
        aplicar(envio, transicion, por=por, ahora=ahora, **campos)
        if envio.estado != EstadoEnvio.PENDIENTE:
            envio_resuelto.send(Envio, envio=envio, ahora=ahora)
    return envio


def dar_por_entregado(envio: Envio, *, por: Persona, ahora: datetime) -> Envio:
    """Una persona comprobó que sí llegó."""
    return _decidir(
        envio, DAR_POR_ENTREGADO, por=por, ahora=ahora, resuelto_en=ahora, motivo="Comprobado por una persona"
    )


def reenviar(envio: Envio, *, por: Persona, ahora: datetime) -> Envio:
    """Una persona decide intentarlo otra vez, aun a riesgo de repetirlo.

    Rechaza lo suspendido que todavía no se autoriza, con su razón.
    """
    if envio.estado == EstadoEnvio.SUSPENDIDO and (negativa := puede_salir(envio, ahora)):
        raise NoSePuede(f"{negativa.motivo} Se reenvía cuando se autorice o termine el periodo.")
    return _decidir(
        envio,
        REENVIAR,
        por=por,
        ahora=ahora,
        no_antes_desde=ahora,
        vence_en=None,
        resuelto_en=None,
        motivo="",
        ficha=None,
        arriendo_hasta=None,
        intento=0,
    )


def reenviar_autorizados(*, por: Persona, ahora: datetime) -> int:
    """Reenvía lo suspendido que ya puede salir, porque se autorizó o terminó el periodo. Devuelve cuántos."""
    exigir_capacidad(por, REENVIAR.capacidad)
    suspendidos = Envio.objects.filter(estado=EstadoEnvio.SUSPENDIDO).order_by("pk")[:EN_UN_REENVIO]
    pueden = [envio for envio in suspendidos if puede_salir(envio, ahora) is None]
    for envio in pueden:
        reenviar(envio, por=por, ahora=ahora)
    return len(pueden)


def cancelar(envio: Envio, *, por: Persona, ahora: datetime) -> Envio:
    """Una persona decide que ya no salga."""
    return _decidir(envio, CANCELAR, por=por, ahora=ahora, resuelto_en=ahora, motivo="Cancelado por una persona")


@transaction.atomic(durable=True)
def cancelar_lo_que_espera(*, objeto: str, canal: str, por: Persona, ahora: datetime) -> int:
    """Cancela de una vez los envíos de un objeto que nadie ha tomado. Lo que ya está saliendo, sale."""
    exigir_capacidad(por, CANCELAR.capacidad)
    esperan = Envio.objects.de(objeto).filter(canal=canal, estado=EstadoEnvio.PENDIENTE)
    quietos = list(esperan.order_by("pk").select_for_update(skip_locked=True))
    for envio in quietos:
        aplicar(envio, CANCELAR, por=por, ahora=ahora, resuelto_en=ahora, motivo="Cancelado por una persona")
        envio_resuelto.send(Envio, envio=envio, ahora=ahora)
    return len(quietos)
