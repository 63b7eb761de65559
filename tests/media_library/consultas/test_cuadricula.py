"""Las casi iguales, juntas en la cuadrícula: la más nítida al frente, ninguna se quita."""

from datetime import timedelta

import pytest

from media_library.consultas import cuadricula
from media_library.models import Evidencia
from tests.fabricas.agenda import EventoFactory
from tests.fabricas.media_library import EvidenciaFactory
from tests.media_library.conftest import AHORA

pytestmark = pytest.mark.django_db
MUELLE, PLAZA = 0b1111, 2**40 - 1


def foto(minuto, dhash, nitidez=50, evento=None, **original):
    """Mientras más minutos, más vieja: va después en la cuadrícula."""
    datos = {"dhash": dhash, "nitidez": nitidez, **original}
    hora = AHORA - timedelta(minutes=minuto)
    return EvidenciaFactory(evento=evento, capturada_en=hora, **{f"original__{c}": v for c, v in datos.items()})


def pilas():
    """De cada tarjeta, en su orden: cuál es, cuántas lleva debajo y con cuál va."""
    tarjetas = cuadricula.pagina(Evidencia.objects.all()).dias[0].tarjetas
    return [(t.evidencia.pk, t.parecidas, t.va_con) for t in tarjetas]


def test_una_rafaga_va_junta_con_la_mas_nitida_al_frente():
    otra, movida, nitida, clara = foto(1, PLAZA), foto(2, MUELLE, 5), foto(3, MUELLE + 16, 90), foto(4, MUELLE, 40)

    assert pilas() == [
        (otra.pk, 0, 0), (nitida.pk, 2, 0), (clara.pk, 0, nitida.pk), (movida.pk, 0, nitida.pk),
    ]  # fmt: skip


def test_sin_huella_cada_una_va_sola():
    una, otra = foto(1, None), foto(2, None)

    assert pilas() == [(una.pk, 0, 0), (otra.pk, 0, 0)]


def test_las_parecidas_de_otro_evento_o_separadas_por_otra_van_aparte():
    primera, ajena, plaza, vuelve = (
        foto(1, MUELLE),
        foto(2, MUELLE, evento=EventoFactory()),
        foto(3, PLAZA),
        foto(4, MUELLE),
    )

    assert pilas() == [(e.pk, 0, 0) for e in (primera, ajena, plaza, vuelve)]


def test_juntarlas_no_cuesta_consultas_ni_cambia_de_donde_sigue_la_lista(django_assert_num_queries):
    fotos = [foto(n, MUELLE, nitidez=n) for n in range(4)]

    with django_assert_num_queries(2):  # las filas y sus miniaturas
        primera = cuadricula.pagina(Evidencia.objects.all(), por_pagina=2)
    segunda = cuadricula.pagina(Evidencia.objects.all(), primera.siguiente, 2)

    vistas = [t.evidencia.pk for p in (primera, segunda) for t in p.dias[0].tarjetas]
    assert vistas == [fotos[n].pk for n in (1, 0, 3, 2)]
