"""Una esquela no lleva sumario ni foto, ni se le pide."""

import pytest
from django.urls import reverse

from boletines.dominio.redaccion.plantillas import PLANTILLAS
from boletines.dominio.revision.aprobacion import impedimentos_para_enviar
from tests.fabricas.boletines import BoletinFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("oficina")]


@pytest.mark.parametrize(("tipo", "falta"), [("esquela", False), ("boletin", True), ("fe-de-erratas", True)])
def test_el_sumario_no_se_pide_a_una_esquela(tipo, falta):
    faltas = impedimentos_para_enviar(BoletinFactory(tipo=tipo, sumario=""))

    assert any(i.campo == "sumario" for i in faltas) == falta


def test_la_plantilla_de_esquela_solo_pide_llenar_sus_huecos():
    esquela = next(p for p in PLANTILLAS if p.clave == "esquela")
    boletin = BoletinFactory(tipo=esquela.tipo, programa=esquela.programa, sumario="", cuerpo=esquela.cuerpo)

    assert {i.campo for i in impedimentos_para_enviar(boletin)} == {"cuerpo"}


def test_en_su_pagina_no_se_ve_un_hueco(client, redactora):
    client.force_login(redactora)
    boletin = BoletinFactory(tipo="esquela", sumario="")

    html = client.get(reverse("boletines:ver", args=[boletin.pk])).text

    assert "Sin sumario" not in html
    assert "con foto se publica más" not in html
