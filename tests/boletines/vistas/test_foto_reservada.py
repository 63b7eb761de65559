"""La foto que a alguien no se le enseña no se pide ni se describe en las pantallas de boletines."""

import pytest
from django.urls import reverse

from boletines.models import CorteDeBoletin
from tests.fabricas.boletines import BoletinFactory, FotoDeBoletinFactory
from tests.fabricas.media_library import CorteFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("oficina")]
DICHO = {"evidencia__pie": "La niña del listón", "evidencia__texto_alternativo": "Una niña canta"}


@pytest.fixture
def boletin():
    boletin = BoletinFactory()
    FotoDeBoletinFactory(
        boletin=boletin,
        evidencia__menores="protegidos",
        **DICHO,
    )
    return boletin


@pytest.mark.parametrize(("papel", "se_pide"), [("consulta", False), ("redactora", True)])
def test_en_la_lista_va_un_letrero_en_su_lugar(client, request, boletin, papel, se_pide):
    client.force_login(request.getfixturevalue(papel))

    html = client.get(reverse("boletines:lista")).text

    foto = reverse("media_library:archivo", args=[boletin.fotos.get().evidencia_id, "w320.webp"])
    assert (foto in html, "Foto reservada" in html) == (se_pide, not se_pide)


@pytest.mark.parametrize(("papel", "se_dice"), [("consulta", False), ("redactora", True)])
def test_en_su_pagina_tampoco_se_dicen_sus_palabras(client, request, boletin, papel, se_dice):
    client.force_login(request.getfixturevalue(papel))

    html = client.get(reverse("boletines:ver", args=[boletin.pk])).text

    assert ("La niña del listón" in html, "Una niña canta" in html) == (se_dice, se_dice)
    assert ("Está reservada por los derechos" in html) != se_dice


@pytest.mark.parametrize(("papel", "se_dice"), [("consulta", False), ("redactora", True)])
def test_de_un_corte_reservado_no_se_dice_ni_su_transcripcion(client, request, boletin, papel, se_dice):
    corte = CorteFactory(evidencia__menores="protegidos", titulo="Habla la niña", transcripcion="Lo que dijo")
    CorteDeBoletin.objects.create(boletin=boletin, corte=corte, orden=0)
    client.force_login(request.getfixturevalue(papel))

    html = client.get(reverse("boletines:ver", args=[boletin.pk])).text

    assert ("Habla la niña" in html, "Lo que dijo" in html) == (se_dice, se_dice)
