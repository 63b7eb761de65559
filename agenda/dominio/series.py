"""Eventos que se repiten: nacen todos de una regla y se cambian de uno en uno, de uno en adelante o todos."""

import uuid
from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import F, Value

from agenda.dominio.cambios import EDITAR, Cambio
from agenda.dominio.eventos import avisar_si_es_publico
from agenda.dominio.recurrencia import VECES_MAXIMAS, Regla, en_la_fecha
from agenda.dominio.reprogramar import SE_COPIAN
from agenda.estados import SIN_CONFIRMAR, EstadoEvento
from agenda.models import Cobertura, Evento, Serie
from agenda.transiciones import CANCELAR, CONFIRMAR
from nucleo.dominio.actos import exigir
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.impedimentos import NoSePuede
from nucleo.referencias import ref
from nucleo.texto.formato import CENTRO
from personas.models import Persona
from personas.permisos import EDITAR_AGENDA

POR_HACERSE = (*SIN_CONFIRMAR, EstadoEvento.CONFIRMADO)
SOLO_ESTE, LOS_SIGUIENTES, TODOS = "solo", "siguientes", "todos"
# Lo demás se decide de uno en uno: se pospone, se reprograma y se da por realizado un evento, no una regla.
SE_HACEN_JUNTOS = (EDITAR, CANCELAR.nombre, CONFIRMAR.nombre)
EN_LA_SERIE = ((SOLO_ESTE, "Sólo éste"), (LOS_SIGUIENTES, "Éste y los siguientes"), (TODOS, "Todos"))


def regla_de(serie: Serie) -> Regla:
    return Regla.de_texto(serie.cada_cuando, serie.fecha_inicial, serie.regla)


@transaction.atomic(durable=True)
def repetir_evento(
    evento: Evento,
    *,
    regla: Regla,
    sin: Collection[date] = (),
    con_encargos: bool = False,
    por: Persona,
    ahora: datetime,
) -> Serie:
    """El evento es el primero de su serie y nacen los demás, a su misma hora de pared. Los días de `sin` se saltan.

    Rechaza lo que ya se repite y lo que no llega a dos fechas.
    """
    exigir(por, EDITAR_AGENDA, frase="repetir eventos")
    evento = Evento.objects.bloquear(evento.pk)
    if evento.serie_id:
        raise NoSePuede("Este evento ya se repite.")
    if evento.estado not in POR_HACERSE:
        raise NoSePuede(f"El evento está {evento.get_estado_display().lower()}: no se repite.")
    primero = evento.inicio.astimezone(CENTRO).date()
    fechas = [f for f in regla.fechas() if f > primero and f not in sin]
    if not fechas:
        raise NoSePuede("Con esas fechas no se repite ni una vez. Revisa cada cuándo y hasta cuándo.")
    serie = Serie.objects.create(
        regla=regla.texto, cada_cuando=regla.cada_cuando, fecha_inicial=primero, creada_en=ahora, creada_por=por
    )
    Evento.objects.filter(pk=evento.pk).update(serie=serie, fecha_en_la_serie=primero)
    nuevos = Evento.objects.bulk_create(_copia(evento, serie, primero, fecha, por, ahora) for fecha in fechas)
    _copiar_lo_que_lleva(evento, nuevos, ahora, con_encargos=con_encargos)
    asentar("repetir evento", evento, por=por, ahora=ahora, regla=regla.en_palabras, cuantos=len(nuevos))
    avisar_si_es_publico(evento, ahora)
    return serie


def _copia(evento: Evento, serie: Serie, de: date, a: date, por: Persona, ahora: datetime) -> Evento:
    datos = {campo: getattr(evento, campo) for campo in SE_COPIAN}
    datos |= {"inicio": en_la_fecha(evento.inicio, de, a), "fin": en_la_fecha(evento.fin, de, a)}
    copia = Evento(
        **datos,
        estado=evento.estado,
        serie=serie,
        fecha_en_la_serie=a,
        clave=uuid.uuid4(),
        creado_en=ahora,
        creado_por=por,
    )
    copia.clean()
    return copia


def _copiar_lo_que_lleva(evento: Evento, nuevos: list[Evento], ahora: datetime, *, con_encargos: bool) -> None:
    """Sus líneas del plan y, si se pide, quién lo cubre."""
    lineas = list(evento.lineas.values_list("pk", flat=True))
    por_lineas = Evento.lineas.through
    por_lineas.objects.bulk_create(
        por_lineas(evento_id=nuevo.pk, elementodelpmd_id=linea) for nuevo in nuevos for linea in lineas
    )
    if not con_encargos:
        return
    activas = list(evento.coberturas.activas())
    Cobertura.objects.bulk_create(
        Cobertura(evento=nuevo, tipo=c.tipo, persona_id=c.persona_id, asignada_en=ahora)
        for nuevo in nuevos
        for c in activas
    )


def los_del_cambio(actual: Evento, cambio: Cambio) -> list[tuple[Evento, Cambio]]:
    """Cada evento con lo que le toca del cambio: el que se mira y, si se pidió, los demás de su serie que faltan.

    De los demás sólo se cambia lo que se cambió en éste; lo realizado y lo que ya no se hace se queda como está. Toma
    las filas: va en la transacción del acto.
    """
    if cambio.en_la_serie == SOLO_ESTE or not actual.serie_id or cambio.accion not in SE_HACEN_JUNTOS:
        return [(actual, cambio)]
    suyos = Evento.objects.filter(serie=actual.serie_id, estado__in=POR_HACERSE).exclude(pk=actual.pk)
    if cambio.transicion:
        suyos = suyos.filter(estado__in=cambio.transicion.desde)
    if cambio.en_la_serie == LOS_SIGUIENTES:
        suyos = suyos.filter(fecha_en_la_serie__gt=actual.fecha_en_la_serie)
    filas = suyos.select_for_update(of=("self",), no_key=True).order_by("pk")[:VECES_MAXIMAS]
    return [(actual, cambio), *((otro, _para_otro(actual, otro, cambio)) for otro in filas)]


def _para_otro(actual: Evento, otro: Evento, cambio: Cambio) -> Cambio:
    """Lo que cambió en éste, llevado a la fecha del otro."""
    campos = {c: v for c, v in cambio.campos.items() if getattr(actual, c) != v}
    for momento in {"inicio", "fin"} & set(campos):
        campos[momento] = _como_en_este(getattr(actual, momento), campos[momento], getattr(otro, momento))
    return replace(cambio, campos=campos, version=None)


def _como_en_este(antes: datetime, ahora: datetime, otro: datetime) -> datetime:
    """La hora de pared nueva, en el día del otro recorrido los mismos días."""
    de, a = antes.astimezone(CENTRO), ahora.astimezone(CENTRO)
    dia = otro.astimezone(CENTRO).date() + (a.date() - de.date())
    return datetime.combine(dia, a.time(), tzinfo=CENTRO)


def dias_que_se_recorre(actual: Evento, cambio: Cambio) -> int:
    inicio = cambio.campos.get("inicio", actual.inicio)
    return (inicio.astimezone(CENTRO).date() - actual.inicio.astimezone(CENTRO).date()).days


def exigir_que_la_serie_se_recorra(actual: Evento, cambio: Cambio) -> None:
    """Por mes o por año, otro día es otra regla: la fecha se cambia de uno en uno."""
    if cambio.en_la_serie == SOLO_ESTE or actual.serie is None or not dias_que_se_recorre(actual, cambio):
        return
    if not regla_de(actual.serie).se_recorre:
        raise NoSePuede("En lo que se repite por mes o por año, la fecha se cambia de uno en uno. Escoge «Sólo éste».")


def ajustar_la_serie(actual: Evento, cambio: Cambio, *, dias: int, por: Persona, ahora: datetime) -> None:
    """La regla sigue diciendo la verdad: «éste y los siguientes» parte la serie en dos, y lo recorrido se recorre.

    Va después de cambiar los eventos, en la misma transacción.
    """
    serie = actual.serie
    if cambio.en_la_serie == SOLO_ESTE or serie is None or actual.fecha_en_la_serie is None or cambio.transicion:
        return
    regla, desde = regla_de(serie), actual.fecha_en_la_serie
    if cambio.en_la_serie == LOS_SIGUIENTES and desde > serie.fecha_inicial:
        nueva = replace(regla, inicial=desde, veces=0, hasta=regla.fechas()[-1]).recorrida_si(dias)
        partida = Serie.objects.create(
            regla=nueva.texto,
            cada_cuando=nueva.cada_cuando,
            fecha_inicial=nueva.inicial,
            creada_en=ahora,
            creada_por=por,
        )
        Evento.objects.filter(serie=serie, fecha_en_la_serie__gte=desde).update(
            serie=partida, fecha_en_la_serie=_mas(dias)
        )
        _guardar_regla(serie, replace(regla, veces=0, hasta=desde - timedelta(days=1)))
        asentar("partir la serie", actual, por=por, ahora=ahora, de=ref(serie), a=ref(partida))
    elif dias:
        _guardar_regla(serie, regla.recorrida(dias))
        _recorrer(serie, dias)


def _mas(dias: int) -> F:
    return F("fecha_en_la_serie") + Value(timedelta(days=dias))  # type: ignore[return-value] # una expresión


def _recorrer(serie: Serie, dias: int) -> None:
    """De la orilla hacia adentro: en ningún momento dos eventos tienen la misma fecha."""
    orden = "-fecha_en_la_serie" if dias > 0 else "fecha_en_la_serie"
    for pk in list(serie.eventos.order_by(orden).values_list("pk", flat=True)):
        Evento.objects.filter(pk=pk).update(fecha_en_la_serie=_mas(dias))


def _guardar_regla(serie: Serie, regla: Regla) -> None:
    Serie.objects.filter(pk=serie.pk).update(regla=regla.texto, fecha_inicial=regla.inicial)
