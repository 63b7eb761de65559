"""Cada cuándo se repite: las mismas fechas que python-dateutil, y la misma hora de pared en verano y en invierno."""

from datetime import date, datetime, time, timedelta

import pytest
from dateutil.rrule import DAILY, MONTHLY, WEEKLY, YEARLY, rrule, weekday
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agenda.dominio.recurrencia import LARGO_MAXIMO, VECES_MAXIMAS, CadaCuando, Regla, en_la_fecha, opciones_de
from nucleo.texto.formato import CENTRO

SIN_PRISA = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
DIAS = st.dates(date(2020, 1, 1), date(2028, 12, 31))


@st.composite
def reglas(draw):
    inicial, cuando = draw(DIAS), draw(st.sampled_from(CadaCuando))
    dias = tuple(sorted({inicial.weekday(), *draw(st.sets(st.integers(0, 6), max_size=4))}))
    termina = draw(st.one_of(st.integers(2, VECES_MAXIMAS), st.integers(1, LARGO_MAXIMO.days)))
    if draw(st.booleans()):
        return Regla(cuando, inicial, draw(st.integers(1, 5)), dias, None, min(termina, VECES_MAXIMAS))
    return Regla(cuando, inicial, draw(st.integers(1, 5)), dias, inicial + timedelta(days=termina))


def las_de_dateutil(regla):
    """Las mismas fechas pedidas a `rrule` con sus propios argumentos, sin pasar por nuestro texto."""
    dia, n = regla.inicial, regla.ordinal
    como = {
        "diaria": {"freq": DAILY},
        "semanal": {"freq": WEEKLY, "byweekday": regla.dias},
        "mensual": {"freq": MONTHLY, "bymonthday": dia.day},
        "ordinal": {"freq": MONTHLY, "byweekday": weekday(dia.weekday(), n)},
        "ultimo": {"freq": MONTHLY, "bymonthday": -1},
        "anual": {"freq": YEARLY},
    }[regla.cada_cuando]
    hasta = regla.hasta and datetime.combine(regla.hasta, time.max)
    todas = rrule(
        dtstart=datetime.combine(dia, time()), interval=regla.cada, count=regla.veces or None, until=hasta, **como
    )
    return [f.date() for f in todas if f.date() <= dia + LARGO_MAXIMO][:VECES_MAXIMAS]


@SIN_PRISA
@given(reglas())
def test_da_las_fechas_de_dateutil(regla):
    assert regla.fechas() == las_de_dateutil(regla)


@SIN_PRISA
@given(reglas())
def test_se_guarda_y_se_lee_igual(regla):
    leida = Regla.de_texto(regla.cada_cuando, regla.inicial, regla.texto)

    assert (leida.texto, leida.en_palabras) == (regla.texto, regla.en_palabras)


@SIN_PRISA
@given(reglas(), st.times(time(6), time(23)))
def test_la_hora_de_pared_no_se_mueve(regla, hora):
    """Aunque cruce el año nuevo o el verano, que hubo hasta 2022."""
    primero = datetime.combine(regla.inicial, hora.replace(second=0, microsecond=0), tzinfo=CENTRO)

    for fecha in regla.fechas():
        movido = en_la_fecha(primero, regla.inicial, fecha).astimezone(CENTRO)
        assert (movido.date(), movido.time()) == (fecha, primero.time())


def test_en_2021_el_verano_era_utc_menos_cinco():
    en_marzo = datetime(2021, 3, 29, 10, tzinfo=CENTRO)

    en_abril = en_la_fecha(en_marzo, date(2021, 3, 29), date(2021, 4, 5))

    assert (en_marzo.utcoffset(), en_abril.utcoffset()) == (timedelta(hours=-6), timedelta(hours=-5))
    assert en_abril.astimezone(CENTRO).hour == 10


@pytest.mark.parametrize(
    ("regla", "dice"),
    [
        (Regla("semanal", date(2026, 11, 23)), "Cada lunes"),
        (Regla("semanal", date(2026, 11, 23), 2, (0, 3)), "Cada 2 semanas, en lunes y jueves"),
        (Regla("ultimo", date(2026, 11, 30)), "El último día de cada mes"),
        (Regla("ordinal", date(2026, 11, 9)), "El segundo lunes de cada mes"),
        (Regla("ordinal", date(2026, 11, 30)), "El último lunes de cada mes"),
        (Regla("anual", date(2026, 9, 16)), "Cada año, el 16 de septiembre"),
        (Regla("mensual", date(2026, 11, 5), 3), "El día 5 de cada 3 meses"),
        (Regla("diaria", date(2026, 11, 5), veces=4), "Cada día, 4 veces"),
        (Regla("semanal", date(2026, 11, 23), hasta=date(2026, 12, 14)), "Cada lunes hasta el 14 de diciembre de 2026"),
    ],
)
def test_se_dice_en_palabras(regla, dice):
    assert regla.en_palabras == dice


def test_el_ultimo_dia_solo_se_ofrece_el_ultimo_dia():
    assert "ultimo" not in dict(opciones_de(date(2026, 11, 29)))
    assert dict(opciones_de(date(2026, 11, 30)))["ultimo"] == "El último día de cada mes"
