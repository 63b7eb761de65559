"""Salidas: una llamada al dominio por oprimir, y la negativa dicha en la misma página."""

import pytest
from django.urls import reverse

from difusion.models import Envio, Freno
from tests.fabricas.difusion import EnvioFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def oficina_abierta(client, directora):
    client.force_login(directora)
    return client


@pytest.mark.parametrize(
    ("decision", "estado"),
    [("entregado", "entregado"), ("reenviar", "pendiente"), ("cancelar", "cancelado"), ("otra", "por_verificar")],
)
def test_decidir_sobre_lo_dudoso(oficina_abierta, decision, estado):
    envio = EnvioFactory(por_verificar=True)

    respuesta = oficina_abierta.post(reverse("difusion:decidir", args=[envio.pk]), {"decision": decision}, follow=True)

    assert respuesta.status_code == 200
    assert Envio.objects.get().estado == estado


def test_decidir_tarde_lo_dice_sin_romperse(oficina_abierta):
    envio = EnvioFactory(entregado=True)

    respuesta = oficina_abierta.post(
        reverse("difusion:decidir", args=[envio.pk]), {"decision": "cancelar"}, follow=True
    )

    assert "No se puede cancelar: ahora está entregado" in respuesta.text


@pytest.mark.parametrize(
    "direccion",
    [
        "/oficina/salidas/",
        "/oficina/salidas/?estado=por-decidir&canal=correo&q=a",
    ],
)
def test_las_listas_se_pintan(oficina_abierta, direccion):
    EnvioFactory(fallido=True)

    assert oficina_abierta.get(direccion).status_code == 200


def test_el_freno_se_pone_y_se_suelta(oficina_abierta):
    freno = reverse("difusion:freno")
    assert "por qué" in oficina_abierta.post(freno, {"motivo": " "}, follow=True).text
    oficina_abierta.post(freno, {"motivo": "Fuga\nde datos"})
    assert Freno.objects.get().motivo == "Fuga de datos"
    assert "Fuga de datos" in oficina_abierta.get(reverse("difusion:salidas")).text

    oficina_abierta.post(freno, {"soltar": ""})

    assert not Freno.objects.get().puesto
