"""Meses y lapsos, con la hora del centro."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from nucleo.texto.formato import CENTRO, MESES, enumerar

Mes = tuple[int, int]  # año y mes


@dataclass(frozen=True)
class Lapso:
    """Del primer instante de un mes al primero de otro."""

    desde: datetime
    hasta: datetime


def primer_instante(mes: Mes) -> datetime:
    """El primer instante de un mes; el mes 13 es el enero que sigue y el 0, el diciembre de antes."""
    ano, numero = mes
    return datetime(ano + (numero - 1) // 12, (numero - 1) % 12 + 1, 1, tzinfo=CENTRO)


def mes_de(momento: datetime) -> Mes:
    local = momento.astimezone(CENTRO)
    return local.year, local.month


def sumar_meses(mes: Mes, cuantos: int) -> Mes:
    return mes_de(primer_instante((mes[0], mes[1] + cuantos)))


def lapso_del_ejercicio(ejercicio: int) -> Lapso:
    return Lapso(primer_instante((ejercicio, 1)), primer_instante((ejercicio + 1, 1)))


def lapso_del_mes(mes: Mes) -> Lapso:
    return Lapso(primer_instante(mes), primer_instante((mes[0], mes[1] + 1)))


def nombre_del_mes(mes: int) -> str:
    return MESES[mes - 1]


def mes_y_ano(mes: Mes) -> str:
    """«noviembre de 2026»."""
    return f"{nombre_del_mes(mes[1])} de {mes[0]}"


def meses_dichos(meses: Sequence[Mes]) -> str:
    """«enero y marzo de 2026»; si tocan dos años, cada uno con el suyo."""
    por_ano: dict[int, list[str]] = {}
    for ano, mes in meses:
        por_ano.setdefault(ano, []).append(nombre_del_mes(mes))
    return "; ".join(f"{enumerar(nombres)} de {ano}" for ano, nombres in por_ano.items())
