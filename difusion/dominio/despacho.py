"""Entrega lo pendiente, una vez cada cosa, aunque el proceso muera en cualquier renglón.

tomado  → nada ha salido: si el proceso muere, vuelve a pendiente.
punto   → se confirmó en la base justo antes del paso sin regreso: si muere, queda por verificar.
Toda escritura repite la ficha del arriendo: un proceso congelado que despierta no escribe ni entrega
(docs/entrega.md). El diario de cada intento está en `Intento`.
"""

import logging
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import takewhile
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import CharField, Count, F, Func, Max, Q, Value

from difusion.clientes.contrato import ArriendoPerdido, ErrorDeEntrega, HayQueEsperar, ResultadoDesconocido
from difusion.consultas import Corte, corte_de
from difusion.dominio.canales import CanalesAbiertos
from difusion.dominio.compuerta import Negativa, puede_salir
from difusion.estados import OLVIDAN_SU_SECRETO, Canal, EstadoEnvio
from difusion.models import Envio, Intento
from difusion.signals import envio_resuelto

registro = logging.getLogger(__name__)

POR_TANDA = 10  # lo que una vuelta toma junto; lo que no alcance a atender en su arriendo, otro lo toma
ARRIENDO = timedelta(seconds=60)
ARRIENDO_DEL_PUNTO = timedelta(minutes=11)  # RFC 5321 §4.5.3.2.6: la respuesta final puede tardar 10 minutos
ESPERAS = tuple(timedelta(minutes=m) for m in (1, 5, 15, 60, 60, 180, 180))
# Lo de casa (el portal, los documentos) no molesta a nadie al insistir, y su público ya lo espera: ocho horas en total.
ESPERAS_DE_CASA = tuple(timedelta(seconds=s) for s in (5, 15, 30, *(60,) * 10, *(300,) * 94))
ESPERA_DE_COMPUERTA = timedelta(seconds=30)
ESPERA_DE_SUSPENSION = timedelta(minutes=5)  # dura semanas: no hace falta preguntar a cada rato

Reloj = Callable[[], datetime]


def despachar(*, reloj: Reloj, limite: int = 500, arriendos: Reloj | None = None) -> int:
    """Entrega hasta `limite` envíos por salir y devuelve cuántos tomó. Varias copias pueden correr a la vez.

    `arriendos` es el reloj que miran las demás, si el de los actos es otro (la demostración cuenta meses pasados).
    """
    tomados = 0
    with CanalesAbiertos() as canales:
        while tomados < limite and (tanda := _tomar(reloj(), min(POR_TANDA, limite - tomados), arriendos)):
            _atender_tanda(tanda, canales, reloj, arriendos or reloj)
            tomados += len(tanda)
    return tomados


def _atender_tanda(tanda: list[Envio], canales: CanalesAbiertos, reloj: Reloj, arriendos: Reloj) -> None:
    """Si a la mitad el canal se corta, lo que faltaba se suelta: nadie quema el envío entero contra un relevo roto."""
    cortado: Corte | None = None
    for envio in tanda:
        if cortado and cortado.canal == envio.canal:
            _soltar(envio)
            continue
        _atender(envio, canales, reloj, arriendos)
        if envio.estado == EstadoEnvio.POR_VERIFICAR:
            cortado = corte_de(envio.canal, reloj())


def apartar_atascados(*, ahora: datetime) -> tuple[int, int]:
    """Recoge arriendos vencidos: lo que no salió vuelve a pendiente; lo dudoso, a una persona.

    Lo del portal nunca es dudoso: escribir otra vez la misma página no le llega dos veces a nadie.
    """
    vencidos = Envio.objects.filter(arriendo_hasta__lt=ahora)
    repetibles = Q(estado=EstadoEnvio.TOMADO) | Q(estado=EstadoEnvio.PUNTO, canal=Canal.PORTAL)
    libres = vencidos.filter(repetibles).update(
        estado=EstadoEnvio.PENDIENTE, ficha=None, arriendo_hasta=None, razon="El proceso que lo llevaba se detuvo."
    )
    dudosos = list(vencidos.filter(estado=EstadoEnvio.PUNTO))
    for envio in dudosos:
        envio.diario = envio.intentos.order_by("numero").last() or Intento()
        _resolver(envio, EstadoEnvio.POR_VERIFICAR, "El proceso se detuvo al entregarlo: no se sabe si llegó.", ahora)
    return libres, len(dudosos)


@transaction.atomic(durable=True)
def _tomar(ahora: datetime, cuantos: int, arriendos: Reloj | None) -> list[Envio]:
    """Toma los siguientes envíos que nadie tenga. Con el freno puesto, sólo lo que quita algo de la vista."""
    _sin_esperar_al_disco()
    libres = Envio.objects.por_salir(ahora).sin_freno()
    if corte_de(Canal.CORREO, ahora):
        libres = libres.exclude(canal=Canal.CORREO)
    recientes = _recientes_por_dominio(ahora)
    if llenos := [dominio for dominio, van in recientes.items() if van >= settings.CORREO_RITMO_POR_DOMINIO]:
        libres = libres.alias(dominio=_dominio()).exclude(canal=Canal.CORREO, dominio__in=llenos)
    candidatos = libres.order_by("prioridad", "pk").select_for_update(skip_locked=True, of=("self",))[:cuantos]
    tanda = [envio for envio in _juntos(list(candidatos)) if _le_toca(envio, recientes)]
    if tanda:
        _arrendar(tanda, arriendos() if arriendos else ahora)
        _abrir_diario(tanda, ahora)
    return tanda


def _juntos(candidatos: list[Envio]) -> list[Envio]:
    """Sólo los correos van en tanda: escribir páginas puede tardar más que el arriendo de los que esperan detrás."""
    return list(takewhile(lambda envio: envio.canal == Canal.CORREO, candidatos)) or candidatos[:1]


def _sin_esperar_al_disco() -> None:
    """Perder esto en un apagón deja el envío pendiente o por verificar, nunca doble. Sólo la valla espera."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL synchronous_commit = off")


def _arrendar(tanda: list[Envio], desde: datetime) -> None:
    campos = {"estado": EstadoEnvio.TOMADO, "ficha": uuid.uuid4(), "arriendo_hasta": desde + ARRIENDO}
    Envio.objects.filter(pk__in=[e.pk for e in tanda]).update(intento=F("intento") + 1, **campos)
    for envio in tanda:
        envio.intento += 1
        for nombre, valor in campos.items():
            setattr(envio, nombre, valor)


def _abrir_diario(tanda: list[Envio], ahora: datetime) -> None:
    ultimos = dict(Intento.objects.filter(envio__in=tanda).order_by().values_list("envio").annotate(Max("numero")))
    diarios = [Intento(envio=e, numero=ultimos.get(e.pk, 0) + 1, empezo_en=ahora) for e in tanda]
    for envio, diario in zip(tanda, Intento.objects.bulk_create(diarios), strict=True):
        envio.diario = diario


def _dominio(campo: str = "destinatario") -> Func:
    return Func(F(campo), Value("@"), Value(2), function="split_part", output_field=CharField())


def _recientes_por_dominio(ahora: datetime) -> dict[str, int]:
    """Cuántos correos se intentaron en este minuto a cada dominio; sin ritmo que cuidar, nada."""
    if not settings.CORREO_RITMO_POR_DOMINIO:
        return {}
    recientes = Intento.objects.filter(empezo_en__gt=ahora - timedelta(minutes=1), envio__canal=Canal.CORREO)
    return dict(recientes.order_by().values_list(_dominio("envio__destinatario")).annotate(Count("pk")))


def _le_toca(envio: Envio, recientes: dict[str, int]) -> bool:
    """Si su dominio todavía puede recibir en este minuto; lo apunta en `recientes`."""
    if envio.canal != Canal.CORREO or not (ritmo := settings.CORREO_RITMO_POR_DOMINIO):
        return True
    dominio = envio.destinatario.partition("@")[2]
    recientes[dominio] = recientes.get(dominio, 0) + 1
    return recientes[dominio] <= ritmo


def _atender(envio: Envio, canales: CanalesAbiertos, reloj: Reloj, arriendos: Reloj) -> None:
    """Pregunta a la compuerta, entrega y apunta lo que pasó."""
    ahora = reloj()
    if envio.vence_en and envio.vence_en <= ahora:
        return _resolver(envio, EstadoEnvio.VENCIDO, "Se pasó su hora de salir.", ahora)
    try:
        if negativa := puede_salir(envio, ahora):
            return _negar(envio, negativa, reloj())
        respuesta = canales[envio.canal].entregar(envio, lambda: _confirmar(envio, arriendos()))
    except ArriendoPerdido:
        registro.debug("Envío %s: se soltó sin entregar, ya no era de este proceso", envio.pk)
    except (HayQueEsperar, ErrorDeEntrega) as error:
        _fallo(envio, error, reloj())
    except ResultadoDesconocido as error:
        _resolver(envio, EstadoEnvio.POR_VERIFICAR, str(error), reloj())
    except Exception as error:  # noqa: BLE001 - lo inesperado de un cliente o de una pregunta no debe tumbar el despacho
        registro.exception("Envío %s: error inesperado", envio.pk)
        _inesperado(envio, error, reloj())
    else:
        _resolver(envio, EstadoEnvio.ENTREGADO, respuesta, reloj())
    return None


def _negar(envio: Envio, negativa: Negativa, ahora: datetime) -> None:
    if negativa.definitiva:
        cierra = EstadoEnvio.SUSPENDIDO if negativa.por_suspension else EstadoEnvio.CANCELADO
        _resolver(envio, cierra, negativa.motivo, ahora)
    else:
        espera = ESPERA_DE_SUSPENSION if negativa.por_suspension else ESPERA_DE_COMPUERTA
        _esperar(envio, negativa.motivo, ahora, espera, cuenta=False)


def _confirmar(envio: Envio, ahora: datetime) -> None:
    """La valla: confirma en la base que el siguiente paso ya no tiene regreso, o suelta el envío.

    Es una sola orden fuera de toda transacción: al volver ya está en el disco.
    """
    libre = _mio(envio, EstadoEnvio.TOMADO).sin_freno()
    arriendo = ARRIENDO if envio.canal == Canal.PORTAL else ARRIENDO_DEL_PUNTO
    if not _escribir(libre, envio, estado=EstadoEnvio.PUNTO, arriendo_hasta=ahora + arriendo):
        _soltar(envio)
        raise ArriendoPerdido


@transaction.atomic(durable=True)
def _soltar(envio: Envio) -> None:
    """Lo devuelve sin gastarle un intento; si ya es de otro proceso, no escribe nada."""
    campos = {"estado": EstadoEnvio.PENDIENTE, "ficha": None, "arriendo_hasta": None, "intento": envio.intento - 1}
    if _mio(envio, EstadoEnvio.TOMADO).update(**campos):
        envio.diario.delete()


def _mio(envio: Envio, *estados: str) -> Any:
    return Envio.objects.filter(pk=envio.pk, ficha=envio.ficha, estado__in=estados)


def _escribir(filas: Any, envio: Envio, **campos: Any) -> bool:
    """Un UPDATE condicionado; refleja los campos en el objeto sólo si la fila era suya."""
    if filas.update(**campos) != 1:
        return False
    for nombre, valor in campos.items():
        setattr(envio, nombre, valor)
    return True


@transaction.atomic(durable=True)
def _resolver(envio: Envio, estado: str, respuesta: str, ahora: datetime) -> None:
    _sin_esperar_al_disco()
    mio = _mio(envio, EstadoEnvio.TOMADO, EstadoEnvio.PUNTO)
    campos = {"estado": estado, "razon": respuesta[:500], "resuelto_en": ahora, "ficha": envio.ficha}
    if estado in OLVIDAN_SU_SECRETO:
        campos["secreto"] = {}
    if _escribir(mio, envio, **campos):
        _anotar(envio, estado, respuesta, ahora)
        envio_resuelto.send(Envio, envio=envio, ahora=ahora)


@transaction.atomic(durable=True)
def _esperar(envio: Envio, razon: str, ahora: datetime, espera: timedelta, *, cuenta: bool = True) -> None:
    campos = {"estado": EstadoEnvio.PENDIENTE, "razon": razon[:500], "no_antes_desde": ahora + espera, "ficha": None}
    if not cuenta:
        campos["intento"] = envio.intento - 1
    if _mio(envio, EstadoEnvio.TOMADO, EstadoEnvio.PUNTO).update(arriendo_hasta=None, **campos):
        if cuenta:
            _anotar(envio, "pendiente", razon, ahora)
        else:
            envio.diario.delete()


def _fallo(envio: Envio, error: ErrorDeEntrega | HayQueEsperar, ahora: datetime) -> None:
    if isinstance(error, HayQueEsperar):
        return _esperar(envio, str(error), ahora, error.espera, cuenta=False)
    esperas = ESPERAS_DE_CASA if envio.canal == Canal.PORTAL else ESPERAS
    if error.permanente or envio.intento > len(esperas):
        _resolver(envio, EstadoEnvio.FALLIDO, error.respuesta, ahora)
    else:
        _esperar(envio, error.respuesta, ahora, esperas[envio.intento - 1])
    return None


def _inesperado(envio: Envio, error: Exception, ahora: datetime) -> None:
    """Antes de la valla no salió nada y se reintenta; después, no se sabe."""
    if envio.estado == EstadoEnvio.PUNTO:
        _resolver(envio, EstadoEnvio.POR_VERIFICAR, f"Error inesperado al entregar: {error}", ahora)
    else:
        _fallo(envio, ErrorDeEntrega(f"Error inesperado: {error}", permanente=False), ahora)


def _anotar(envio: Envio, resultado: str, respuesta: str, ahora: datetime) -> None:
    Intento.objects.filter(pk=envio.diario.pk).update(termino_en=ahora, resultado=resultado, respuesta=respuesta[:1000])
