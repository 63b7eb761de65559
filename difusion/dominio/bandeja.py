"""Apuntar lo que debe salir y decidir sobre lo que quedó en duda."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_hex
from typing import Any, Required, TypedDict, Unpack

from django.db import transaction

from difusion.dominio.compuerta import puede_salir
from difusion.estados import CON_ENLACE, EstadoEnvio, MotivoDeEnvio
from difusion.models import Envio
from difusion.signals import envio_resuelto
from difusion.transiciones import CANCELAR, DAR_POR_ENTREGADO, LEER_QUE_LLEGO, REENVIAR
from nucleo.dominio.actos import exigir
from nucleo.dominio.impedimentos import NoSePuede
from nucleo.dominio.transiciones import Transicion, aplicar
from personas.models import Persona

EN_UN_REENVIO = 500
A_MANO = "Cancelado por una persona"
GRACIA = timedelta(seconds=30)  # docs/entrega.md: lo que sale de la oficina da 30 s para cancelar


class DatosDelEnvio(TypedDict, total=False):
    """Lo que se dice de un envío al apuntarlo: los campos de `Envio` que no pone la bandeja."""

    canal: Required[str]
    motivo: Required[str]
    objeto: Required[str]
    para: str
    destinatario: str
    asunto: str
    carga: dict[str, Any]
    secreto: dict[str, Any]
    vence_en: datetime | None
    prioridad: int
    quita: bool


def encolar(
    *,
    por: Persona | None,
    ahora: datetime,
    vez: str | None = "",
    no_antes: datetime | None = None,
    **datos: Unpack[DatosDelEnvio],
) -> Envio:
    """Apunta un envío en la transacción del acto que lo causa.

    Guarda uno solo por motivo, objeto, para quién y `vez`: apuntarlo otra vez devuelve el que ya estaba. La `vez` la
    lleva lo que sale más de una (la versión que se corrige, el día que vence); con `vez=None` cada apunte es otro. Lo
    que dice el `secreto` (un enlace personal) sale con la carga y se borra en cuanto ya no hace falta.
    No sale nada a la red; lo entrega después `despacho`. Lo que `quita` algo del portal no espera al freno de mano.
    """
    campos = {**datos, "no_antes_desde": no_antes or ahora, "creado_en": ahora, "creado_por": por}
    de_que = f"{datos['motivo']}:{datos['objeto']}:{datos.get('para', '')}"
    if vez is None:
        return Envio.objects.create(clave=f"{de_que}:{token_hex(8)}", **campos)
    return Envio.objects.get_or_create(clave=f"{de_que}:{vez}", defaults=campos)[0]


def cambiar_lo_que_espera(envio: Envio, *, asunto: str, carga: dict) -> bool:
    """Cambia lo que dirá un envío que nadie ha tomado; `False` si ya salió o está saliendo.

    Va en la transacción del acto que lo corrige.
    """
    esperan = Envio.objects.filter(pk=envio.pk, estado=EstadoEnvio.PENDIENTE)
    return esperan.update(asunto=asunto, carga=carga) == 1


def _decidir(envio: Envio, transicion: Transicion, *, por: Persona, ahora: datetime, **campos: Any) -> Envio:
    exigir(por, transicion.capacidad)
    with transaction.atomic(durable=True):
        aplicar(envio, transicion, por=por, ahora=ahora, **campos)
        if envio.estado != EstadoEnvio.PENDIENTE:
            envio_resuelto.send(Envio, envio=envio, ahora=ahora)
    return envio


def comprobar_leyendo(envio: Envio, *, razon: str, ahora: datetime) -> None:
    """Se leyó afuera que sí llegó: ya no hace falta que lo diga nadie. Va en la transacción de quien lo leyó."""
    aplicar(envio, LEER_QUE_LLEGO, por=None, ahora=ahora, resuelto_en=ahora, razon=razon[:500], secreto={})


def adelantar(envios: Iterable[int], *, ahora: datetime) -> int:
    """Lo que esperaba a que algo se arreglara puede intentarse ya; lo que tiene hora propia la conserva."""
    esperan = Envio.objects.filter(pk__in=envios, estado=EstadoEnvio.PENDIENTE, no_antes_desde__gt=ahora)
    return esperan.update(no_antes_desde=ahora)


def _que_lo_decida_su_app(envio: Envio) -> None:
    """Lo de redes se decide donde se ve la publicación: ahí se pega su enlace o se mira otra vez la página."""
    if envio.motivo == MotivoDeEnvio.EN_RED:
        raise NoSePuede("Se decide en Redes, donde se ve la publicación y se pega su enlace.")


def dar_por_entregado(envio: Envio, *, por: Persona, ahora: datetime) -> Envio:
    """Una persona comprobó que sí llegó."""
    _que_lo_decida_su_app(envio)
    return _decidir(
        envio,
        DAR_POR_ENTREGADO,
        por=por,
        ahora=ahora,
        resuelto_en=ahora,
        razon="Comprobado por una persona",
        secreto={},
    )


def reenviar(envio: Envio, *, por: Persona, ahora: datetime) -> Envio:
    """Una persona decide intentarlo otra vez, aun a riesgo de repetirlo.

    Rechaza lo suspendido que todavía no se autoriza, con su razón, y lo que llevaba un enlace que ya se borró.
    """
    _que_lo_decida_su_app(envio)
    if envio.motivo in CON_ENLACE and not envio.secreto:
        raise NoSePuede("Su enlace ya se borró al cancelarlo. Mándalo de nuevo desde donde se pidió.")
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
        razon="",
        ficha=None,
        arriendo_hasta=None,
        intento=0,
    )


def reenviar_autorizados(*, por: Persona, ahora: datetime) -> int:
    """Reenvía lo suspendido que ya puede salir, porque se autorizó o terminó el periodo. Devuelve cuántos."""
    exigir(por, REENVIAR.capacidad)
    suspendidos = Envio.objects.filter(estado=EstadoEnvio.SUSPENDIDO).order_by("pk")[:EN_UN_REENVIO]
    pueden = [envio for envio in suspendidos if puede_salir(envio, ahora) is None]
    for envio in pueden:
        reenviar(envio, por=por, ahora=ahora)
    return len(pueden)


def volver_a_apuntar_en_el_acto(envio: Envio, *, por: Persona, ahora: datetime, vence_en: datetime) -> None:
    """Lo mismo, para la app dueña del envío que decidió lo suyo; va en su transacción."""
    campos: dict[str, Any] = {
        "no_antes_desde": ahora,
        "vence_en": vence_en,
        "resuelto_en": None,
        "razon": "",
        "intento": 0,
    }
    aplicar(envio, REENVIAR, por=por, ahora=ahora, ficha=None, arriendo_hasta=None, **campos)


def mover_de_hora(envio: int, *, no_antes: datetime, vence_en: datetime) -> bool:
    """Cambia cuándo sale lo que nadie ha tomado; `False` si ya está saliendo. Va en la transacción del acto."""
    esperan = Envio.objects.filter(pk=envio, estado=EstadoEnvio.PENDIENTE)
    return esperan.update(no_antes_desde=no_antes, vence_en=vence_en) == 1


@dataclass(frozen=True)
class Decididos:
    """Lo que se decidió junto: cuántos, y por qué no se pudo con los demás."""

    cuantos: int
    razones: list[str]


def decidir_juntos(envios: Iterable[Envio], acto: Callable[..., Envio], *, por: Persona, ahora: datetime) -> Decididos:
    """La misma decisión sobre varios por verificar, cada uno en su transacción: el que no se pueda no detiene a otros.

    De una vez, los primeros quinientos.
    """
    cuantos, razones = 0, []
    for envio in list(envios)[:EN_UN_REENVIO]:
        try:
            acto(envio, por=por, ahora=ahora)
            cuantos += 1
        except NoSePuede as negativa:
            razones.append(str(negativa))
    return Decididos(cuantos, list(dict.fromkeys(razones)))


def cancelar(envio: Envio, *, por: Persona, ahora: datetime) -> Envio:
    """Una persona decide que ya no salga."""
    exigir(por, CANCELAR.capacidad)
    with transaction.atomic(durable=True):
        retirar_de_la_bandeja([envio], razon=A_MANO, por=por, ahora=ahora)
    return envio


def retirar_de_la_bandeja(envios: Iterable[Envio], *, razon: str, por: Persona, ahora: datetime) -> None:
    """Cancela esos envíos y lo cuenta. Va en la transacción del acto que ya los bloqueó o los tiene a la vista."""
    for envio in envios:
        aplicar(envio, CANCELAR, por=por, ahora=ahora, resuelto_en=ahora, razon=razon, secreto={})
        envio_resuelto.send(Envio, envio=envio, ahora=ahora)


@transaction.atomic(durable=True)
def cancelar_lo_que_espera(*, objeto: str, canal: str, por: Persona, ahora: datetime) -> int:
    """Cancela de una vez los envíos de un objeto que nadie ha tomado. Lo que ya está saliendo, sale."""
    exigir(por, CANCELAR.capacidad)
    esperan = Envio.objects.de(objeto).filter(canal=canal, estado=EstadoEnvio.PENDIENTE)
    quietos = list(esperan.order_by("pk").select_for_update(skip_locked=True))
    retirar_de_la_bandeja(quietos, razon=A_MANO, por=por, ahora=ahora)
    return len(quietos)
