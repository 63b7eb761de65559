"""El calendario de Ajustes: días inhábiles y periodos de suspensión."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from personas.models import DiaInhabil
from suspension.models import PeriodoSuspension

pytestmark = pytest.mark.django_db
PERIODO = {"tipo": "eleccion", "nombre": "Elección", "inicio": "2027-04-04T00:00", "fin": "2027-06-06T23:59",
           "fundamento": "LGCS art. 21"}  # fmt: skip


@pytest.fixture
def dirige(client, directora):
    client.force_login(directora)
    return client


def test_el_calendario_abre_solo_para_quien_ajusta_la_oficina(client, directora, redactora):
    calendario = reverse("suspension:calendario")
    assert client.get(calendario).status_code == 302
    for persona, estado in ((redactora, 403), (directora, 200)):
        client.force_login(persona)
        assert client.get(calendario).status_code == estado


def test_calendario_agrega_y_quita_dias_y_periodos(dirige):
    calendario = reverse("suspension:calendario")
    dirige.post(calendario, {"dia-fecha": "2026-12-25", "dia-motivo": "Navidad"})
    dirige.post(calendario, PERIODO)
    dia, periodo = DiaInhabil.objects.get(), PeriodoSuspension.objects.get()

    assert periodo.inicio == datetime(2027, 4, 4, 6, 0, tzinfo=UTC)
    assert "Navidad" in dirige.get(calendario).text
    dirige.post(reverse("suspension:quitar_dia", args=[dia.pk]))
    dirige.post(reverse("suspension:terminar_periodo", args=[periodo.pk]))
    assert DiaInhabil.objects.count() == PeriodoSuspension.objects.count() == 0


def test_agregar_un_periodo_lleva_a_ver_lo_que_oculta(dirige):
    respuesta = dirige.post(reverse("suspension:calendario"), PERIODO, follow=True)

    assert respuesta.redirect_chain == [(reverse("boletines:suspension"), 302)]
    assert "Periodo agregado. Esto oculta el que corre" in respuesta.text


@pytest.mark.parametrize(
    "datos",
    [{"dia-fecha": "ayer", "dia-motivo": "x"}, {"dia-fecha": "9999-12-31", "dia-motivo": "x"}, {},
     PERIODO | {"fin": "2027-01-01T00:00"},
     PERIODO | {"fin": "9999-12-31T23:59"}, PERIODO | {"nombre": "x" * 5000}, PERIODO | {"tipo": "veda"}],
)  # fmt: skip
def test_un_calendario_mal_escrito_vuelve_con_su_error(dirige, datos):
    assert dirige.post(reverse("suspension:calendario"), datos).status_code == 422
    assert DiaInhabil.objects.count() == PeriodoSuspension.objects.count() == 0
