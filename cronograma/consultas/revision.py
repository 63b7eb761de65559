"""Lo que conviene mirar antes de firmar un mes: motivos posibles de un hueco, días con demasiadas, archivos dañados."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from textwrap import shorten

from django.db.models import Q

from agenda.estados import NO_SE_HACEN
from agenda.models import Evento
from cronograma.consultas.decir import Prueba
from cronograma.consultas.meses import Lapso, Mes, lapso_del_mes, nombre_del_mes
from cronograma.estados import Regla
from cronograma.models import EvidenciaManual
from nucleo.texto.formato import CENTRO, enumerar, fecha_larga, plural
from suspension.models import PeriodoSuspension

UN_INSTANTE = timedelta(microseconds=1)
LARGO_DE_LA_PROPUESTA = 500
SON_MUCHAS = 5  # en un día
PARTE_DEL_MES = 4  # y al menos la cuarta parte del mes
EVENTOS_QUE_SE_NOMBRAN = 3
DE_LA_AGENDA = (Regla.BOLETINES, Regla.MEMORIA)


@dataclass(frozen=True)
class Propuesta:
    """Un motivo que los datos sugieren. Nunca se acepta solo."""

    texto: str
    de_donde: str


def motivos_posibles(regla: str, mes: Mes) -> list[Propuesta]:
    """Lo que pasó en el mes y puede explicar que faltara: suspensión, eventos cancelados o ninguno en la agenda."""
    lapso = lapso_del_mes(mes)
    return [*_por_suspension(lapso), *(_por_la_agenda(lapso, mes) if regla in DE_LA_AGENDA else ())]


def _por_suspension(lapso: Lapso) -> Iterator[Propuesta]:
    for periodo in PeriodoSuspension.objects.que_tocan(lapso.desde, lapso.hasta).order_by("inicio"):
        desde, hasta = max(periodo.inicio, lapso.desde), min(periodo.fin, lapso.hasta) - UN_INSTANTE
        dias = f"del {fecha_larga(desde.astimezone(CENTRO))} al {fecha_larga(hasta.astimezone(CENTRO))}"
        yield Propuesta(f"Hubo suspensión {dias} ({periodo.fundamento}).", f"el periodo «{periodo.nombre}»")


def _por_la_agenda(lapso: Lapso, mes: Mes) -> Iterator[Propuesta]:
    eventos = Evento.objects.entre(lapso.desde, lapso.hasta)
    if not eventos.exists():
        yield Propuesta(f"No hubo eventos en la agenda de {nombre_del_mes(mes[1])}.", "la agenda")
        return
    cancelados = list(eventos.filter(estado__in=NO_SE_HACEN).order_by("inicio"))
    if cancelados:
        nombres = enumerar([f"«{e.titulo}» ({e.motivo})" for e in cancelados[:EVENTOS_QUE_SE_NOMBRAN]])
        cuantos = plural(
            len(cancelados), "1 evento se canceló o se pospuso", "{} eventos se cancelaron o se pospusieron"
        )
        yield Propuesta(shorten(f"{cuantos}: {nombres}.", LARGO_DE_LA_PROPUESTA, placeholder="…"), "la agenda")


@dataclass(frozen=True)
class Pico:
    """Un día con demasiadas pruebas para lo que suele haber."""

    dia: str  # ISO
    cuantas: int
    de: int


def picos(pruebas: Sequence[Prueba]) -> list[Pico]:
    """Los días con cinco o más que además son la cuarta parte del mes o más."""
    total = sum(p.cantidad for p in pruebas)
    por_dia: Counter[str] = Counter()
    for prueba in pruebas:
        por_dia[prueba.cuando.astimezone(CENTRO).date().isoformat()] += prueba.cantidad
    muchas = [(dia, n) for dia, n in sorted(por_dia.items()) if n >= SON_MUCHAS and n * PARTE_DEL_MES >= total]
    return [Pico(dia, n, total) for dia, n in muchas if len(por_dia) > 1]


def sin_su_archivo(pruebas: Sequence[Prueba], clase_a_mano: str) -> list[EvidenciaManual]:
    """Las agregadas a mano cuyo original está dañado o en la papelera."""
    llaves = [p.cosa for p in pruebas if p.clase == clase_a_mano]
    if not llaves:
        return []
    mal = ~Q(archivo__original__dano="") | Q(archivo__papelera_en__isnull=False)
    con_archivo = EvidenciaManual.objects.filter(pk__in=llaves, archivo__isnull=False)
    return list(con_archivo.filter(mal).select_related("archivo__original"))
