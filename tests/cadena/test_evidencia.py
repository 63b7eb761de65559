"""La página de una evidencia y la de su carta: la cadena les suma lo que está en redes."""

import pytest
from django.urls import reverse

from tests.fabricas.boletines import BoletinFactory, FotoDeBoletinFactory
from tests.fabricas.media_library import EvidenciaFactory
from tests.fabricas.redes import PublicacionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def foto():
    """Una foto en un boletín que ya está en Facebook; y otra publicación, que no es suya."""
    foto, boletin = EvidenciaFactory(), BoletinFactory()
    FotoDeBoletinFactory(boletin=boletin, evidencia=foto)
    PublicacionFactory(publicada=True, boletin=boletin, enlace="https://www.facebook.com/p/1")
    PublicacionFactory(publicada=True, enlace="https://www.facebook.com/p/2")
    return foto


@pytest.mark.parametrize("direccion", ["media_library:ver", "cadena:evidencia"])
def test_con_cualquiera_de_sus_nombres_la_pagina_dice_lo_que_esta_en_redes(client, directora, foto, direccion):
    client.force_login(directora)

    pagina = client.get(reverse(direccion, args=[foto.pk])).text

    assert ["facebook.com/p/1" in pagina, "facebook.com/p/2" in pagina] == [True, False]


def test_tambien_cuando_vuelve_con_lo_escrito_por_corregir(client, directora, foto):
    client.force_login(directora)

    respuesta = client.post(reverse("media_library:editar", args=[foto.pk]), {"version": "x"})

    assert (respuesta.status_code, "facebook.com/p/1" in respuesta.text) == (422, True)


def test_quien_no_ve_boletines_tampoco_ve_lo_puesto_en_redes(client, enlace, foto):
    type(foto).objects.update(dependencia=enlace.dependencia)
    client.force_login(enlace)

    respuesta = client.get(reverse("media_library:ver", args=[foto.pk]))

    assert (respuesta.status_code, "facebook.com" in respuesta.text) == (200, False)
