from datetime import timedelta

import pytest
from django.urls import reverse

from nucleo.dominio.bitacora import asentar
from tests.personas.conftest import AHORA

pytestmark = pytest.mark.django_db


def test_la_bitacora_pagina_de_cincuenta_con_pocas_consultas(dirige, directora, django_assert_max_num_queries):
    for n in range(60):
        asentar("probar", "prueba", por=directora, ahora=AHORA + timedelta(minutes=n), numero=n)
    dirige.get(reverse("personas:bitacora"))

    with django_assert_max_num_queries(8):
        html = dirige.get(reverse("personas:bitacora")).text
    assert html.count('<th scope="row"') == 50
    assert dirige.get(reverse("personas:bitacora"), {"pagina": "2"}).text.count('<th scope="row"') == 10


def test_la_bitacora_se_filtra_por_texto_persona_y_fecha(dirige, directora, redactora):
    asentar("aprobar", "boletines.boletin:7", por=directora, ahora=AHORA)
    asentar("publicar", "boletines.boletin:7", por=redactora, ahora=AHORA + timedelta(days=2))

    def acciones(**filtro):
        html = dirige.get(reverse("personas:bitacora"), filtro).text
        return [a for a in ("Aprobar", "Publicar") if f'">{a}</td>' in html]

    assert acciones(q="aprob") == ["Aprobar"]
    assert acciones(persona=redactora.pk) == ["Publicar"]
    assert acciones(desde="2026-11-24") == ["Publicar"]
    assert acciones(hasta="2026-11-23") == ["Aprobar"]
    assert acciones() == ["Aprobar", "Publicar"]


@pytest.mark.parametrize("filtro", [{"q": "x" * 5000}, {"desde": "9999-12-31"}, {"persona": "x"}, {"hasta": "ayer"}])
def test_un_filtro_que_no_se_entiende_se_ignora_y_se_dice(dirige, filtro):
    assert dirige.get(reverse("personas:bitacora"), filtro).status_code == 422
