"""Programar: que un boletín aprobado salga a su hora. Tarde puede ser; antes, nunca (docs/entrega.md)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

import holidays
from django.db import transaction

from boletines import transiciones
from boletines.dominio.revision.aprobacion import aprobar_en_el_acto
from boletines.dominio.revision.huella import exigir_lo_mostrado
from boletines.dominio.salida.publicacion import emitir_en_el_acto, impedimentos_para_publicar
from boletines.estados import EstadoBoletin
from boletines.models import Boletin
from boletines.models.suspension import SuspensionDeBoletines
from difusion.models import Freno
from nucleo.dominio.actos import exigir, rechazar_si
from nucleo.dominio.impedimentos import Impedimento, NoSePuede
from nucleo.dominio.transiciones import aplicar
from nucleo.texto.formato import CENTRO, DIAS, fecha_larga, hora
from personas.models import DiaInhabil, Persona

ANTICIPACION = timedelta(minutes=1)
MAS_LEJOS = timedelta(days=366)
POR_VUELTA = 50
TARDE = timedelta(days=3)  # antes de eso sigue siendo noticia
SABADO = 5


@dataclass(frozen=True)
class Sugerencia:
    """Una hora propuesta, como se dice en la oficina."""

    nombre: str
    momento: datetime


def sugerencias(ahora: datetime) -> list[Sugerencia]:
    """«Hoy 14:00», si no ha pasado; «mañana 09:00» y el lunes."""
    hoy = ahora.astimezone(CENTRO).date()
    lunes = hoy + timedelta(days=7 - hoy.weekday())
    horas = [
        ("Hoy, 14:00", datetime.combine(hoy, time(14), CENTRO)),
        ("Mañana, 09:00", datetime.combine(hoy + timedelta(days=1), time(9), CENTRO)),
        ("El lunes, 09:00", datetime.combine(lunes, time(9), CENTRO)),
    ]
    vistas: dict[datetime, Sugerencia] = {}
    for nombre, momento in horas:
        if momento > ahora + ANTICIPACION:
            vistas.setdefault(momento, Sugerencia(nombre, momento))
    return list(vistas.values())


def advertencias(boletin: Boletin, publicar_en: datetime) -> Iterator[str]:
    """Lo que conviene pensar antes de esa hora; no impide programar."""
    dia = publicar_en.astimezone(CENTRO).date()
    if dia.weekday() >= SABADO:
        yield f"Cae en {DIAS[dia.weekday()]}: pocos medios lo verán."
    if (asueto := holidays.country_holidays("MX", language="es").get(dia)) or DiaInhabil.objects.filter(
        fecha=dia
    ).exists():
        yield f"Es día inhábil{f': {asueto}' if asueto else ''}."
    if boletin.embargo_hasta and boletin.embargo_hasta > publicar_en:
        limite = f"{fecha_larga(boletin.embargo_hasta)}, {hora(boletin.embargo_hasta)} h"
        yield f"Está embargado hasta el {limite}: recibe folio a su hora, pero sale hasta entonces."
    if boletin.evento and publicar_en < boletin.evento.inicio:
        yield "Saldría antes de que empiece el evento."
    if boletin.evento and publicar_en > boletin.evento.fin + TARDE:
        yield "Saldría más de tres días después del evento."
    suspension = SuspensionDeBoletines.en(publicar_en)
    if suspension and not suspension.permite(boletin):
        yield f"Cae en periodo de suspensión: {suspension.periodos[0].nombre}."


@transaction.atomic(durable=True)
def programar_boletin(
    boletin: Boletin, *, publicar_en: datetime, huella_vista: str, por: Persona, ahora: datetime
) -> Boletin:
    """Deja un boletín aprobado listo para publicarse solo, a su hora. Rechaza si ya no es lo que se leyó."""
    boletin = Boletin.objects.bloquear(boletin.pk)
    exigir_lo_mostrado(boletin, huella_vista)
    return _programar(boletin, publicar_en, por, ahora)


@transaction.atomic(durable=True)
def aprobar_y_programar(
    boletin: Boletin, *, publicar_en: datetime, huella_vista: str, por: Persona, ahora: datetime
) -> Boletin:
    """Aprueba y programa de un paso; si algo lo impide, no hace ninguna de las dos cosas."""
    boletin = Boletin.objects.bloquear(boletin.pk)
    aprobado = aprobar_en_el_acto(boletin, huella_vista=huella_vista, por=por, ahora=ahora)
    return _programar(aprobado, publicar_en, por, ahora)


def _programar(boletin: Boletin, publicar_en: datetime, por: Persona, ahora: datetime) -> Boletin:
    exigir(por, transiciones.PROGRAMAR.capacidad)
    if boletin.corrige_id:
        raise NoSePuede("Una corrección se publica en cuanto se aprueba; no se programa.")
    if publicar_en < ahora + ANTICIPACION:
        raise NoSePuede([Impedimento("Esa hora ya pasó: escoge una que no haya llegado.", "publicar_en")])
    if publicar_en > ahora + MAS_LEJOS:
        raise NoSePuede([Impedimento("Escoge una fecha dentro de un año.", "publicar_en")])
    rechazar_si(impedimentos_para_publicar(boletin))
    aplicar(
        boletin,
        transiciones.PROGRAMAR,
        por=por,
        ahora=ahora,
        publicar_en=publicar_en,
        programado_por=por,
        modificado_en=ahora,
        no_salio_porque="",
        detalle={"para": publicar_en.isoformat()},
    )
    return boletin


@transaction.atomic(durable=True)
def quitar_de_programados(boletin: Boletin, *, por: Persona, ahora: datetime) -> Boletin:
    """Lo regresa a aprobado: ya no sale solo."""
    boletin = Boletin.objects.bloquear(boletin.pk)
    exigir(por, transiciones.DESPROGRAMAR.capacidad)
    aplicar(boletin, transiciones.DESPROGRAMAR, por=por, ahora=ahora, publicar_en=None, modificado_en=ahora)
    return boletin


def publicar_programados(*, ahora: datetime) -> int:
    """Publica los que ya llegaron a su hora; devuelve cuántos salieron. Repetirlo no duplica.

    Recién restaurado un respaldo, ninguno: pudo haberse publicado con su folio después de la copia.
    """
    if Freno.objects.de_restauracion():
        return 0
    llegaron = Boletin.objects.que_tocan(ahora).values_list("pk", flat=True)[:POR_VUELTA]
    return sum(_publicar_a_su_hora(pk, ahora) for pk in list(llegaron))


@transaction.atomic(durable=True)
def _publicar_a_su_hora(pk: int, ahora: datetime) -> bool:
    """Sale con la firma de quien lo programó. Si algo lo impide, vuelve a aprobado y dice por qué."""
    boletin = Boletin.objects.bloquear(pk)
    quien = boletin.programado_por
    if boletin.estado != EstadoBoletin.PROGRAMADO or not boletin.publicar_en or not quien:
        return False
    if boletin.publicar_en > ahora:  # lo movieron mientras tanto
        return False
    if impedimentos := impedimentos_para_publicar(boletin):
        motivo = " ".join(map(str, impedimentos))[:500]
        aplicar(
            boletin,
            transiciones.NO_SALIO,
            por=None,
            ahora=ahora,
            publicar_en=None,
            no_salio_porque=motivo,
            modificado_en=ahora,
            detalle={"motivo": motivo},
        )
        return False
    emitir_en_el_acto(boletin, transicion=transiciones.PUBLICAR, por=quien, ahora=ahora)
    return True
