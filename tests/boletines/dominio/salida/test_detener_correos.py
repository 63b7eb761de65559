"""Lo que sale de la oficina da treinta segundos para arrepentirse."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from boletines.dominio.revision.huella import huella_mostrada
from boletines.dominio.salida.correos import correos_por_salir, detener_correos
from boletines.dominio.salida.publicacion import publicar_boletin
from difusion.dominio.bandeja import GRACIA, reenviar
from difusion.dominio.despacho import despachar
from difusion.models import Envio
from tests.fabricas.medios import ContactoFactory
from tests.lectura import de_corrido

pytestmark = pytest.mark.django_db


@pytest.fixture
def publicado(redactar, directora, ahora):
    ContactoFactory(correo="uno@medio.invalid")
    ContactoFactory(correo="dos@medio.invalid")
    return publicar_boletin((boletin := redactar()), huella_vista=huella_mostrada(boletin), por=directora, ahora=ahora)


def estados():
    return set(Envio.objects.filter(canal="correo").values_list("estado", flat=True))


def test_la_pagina_sale_de_inmediato_y_los_correos_pasada_la_gracia(publicado, smtp, ahora):
    despachar(reloj=lambda: ahora + GRACIA - timedelta(seconds=1))
    assert estados() == {"pendiente"}
    assert Envio.objects.get(motivo="publicar").estado != "pendiente"

    despachar(reloj=lambda: ahora + GRACIA)
    assert estados() == {"entregado"}


def test_detenidos_no_salen_y_se_pueden_reenviar(publicado, smtp, directora, ahora):
    assert correos_por_salir(publicado, ahora) == 2

    assert detener_correos(publicado, por=directora, ahora=ahora) == 2
    despachar(reloj=lambda: ahora + GRACIA)

    assert (estados(), smtp.mensajes()) == ({"cancelado"}, [])
    for envio in Envio.objects.filter(canal="correo"):
        reenviar(envio, por=directora, ahora=ahora)
    despachar(reloj=lambda: ahora + GRACIA)
    assert len(smtp.mensajes()) == 2


def test_lo_que_ya_salio_no_se_detiene_y_se_dice(client, publicado, smtp, directora, ahora):
    despachar(reloj=lambda: ahora + GRACIA)
    client.force_login(directora)

    respuesta = client.post(reverse("boletines:detener_correos", args=[publicado.pk]), follow=True)

    assert "ya habían salido" in respuesta.text
    assert estados() == {"entregado"}


def test_la_ficha_ofrece_detenerlos_mientras_se_puede(client, redactar, directora):
    ContactoFactory(correo="uno@medio.invalid")
    boletin = publicar_boletin(
        (boletin := redactar()), huella_vista=huella_mostrada(boletin), por=directora, ahora=timezone.now()
    )
    client.force_login(directora)
    ficha = reverse("boletines:ver", args=[boletin.pk])

    assert "1 correo a medios sale en unos segundos." in de_corrido(client.get(ficha).text)
    client.post(reverse("boletines:detener_correos", args=[boletin.pk]))
    assert "Detener los correos" not in client.get(ficha).text
