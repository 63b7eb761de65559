"""Lo que la ayuda y la lista de atajos prometen es lo que hay."""

import re

import pytest
from django.urls import reverse

from comsocial.contexto import NAVEGACION
from tests.lectura import de_corrido

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("oficina")]


def atajos(client, persona):
    client.force_login(persona)
    texto = de_corrido(client.get(reverse("hoy")).text)
    return dict(re.findall(r"<dt><kbd>g</kbd> <kbd>(\w)</kbd></dt> <dd>([^<]+)</dd>", texto))


def test_los_atajos_son_los_de_la_navegacion(client, directora):
    assert atajos(client, directora) == {e.atajo: e.nombre for e in NAVEGACION if e.atajo}


def test_nadie_ve_el_atajo_de_una_pantalla_que_no_puede_abrir(client, enlace):
    assert atajos(client, enlace) == {"h": "Hoy", "a": "Agenda"}


def test_la_ayuda_dice_lo_que_se_agrega_a_mano(client, redactora):
    client.force_login(redactora)

    texto = de_corrido(client.get(reverse("ayuda")).text)

    assert "como un recorrido de perifoneo, se agrega a mano" in texto
    assert "Cada paso que das cuenta solo" not in texto
