"""Los diseños donde se ven con lo demás: la página del evento y lo que espera a cada quien."""

import pytest
from django.urls import reverse

from cadena.consultas.pendientes import pendientes_de
from tests.fabricas.agenda import EventoFactory
from tests.fabricas.produccion import MOMENTO, DisenoFactory

pytestmark = pytest.mark.django_db


def textos(persona):
    return [p.texto for p in pendientes_de(persona, MOMENTO)]


def test_el_evento_ensena_sus_disenos_y_ofrece_hacer_uno(client, redactora):
    evento = EventoFactory()
    DisenoFactory(evento=evento, titulo="Cartel de la feria")
    client.force_login(redactora)

    pagina = client.get(reverse("cadena:evento", args=[evento.pk])).text

    assert "Cartel de la feria" in pagina
    assert f"{reverse('produccion:nuevo_diseno')}?evento={evento.pk}" in pagina


def test_quien_no_ve_produccion_no_los_ve(client, enlace):
    evento = EventoFactory(dependencia=enlace.dependencia)
    DisenoFactory(evento=evento, titulo="Cartel de la feria")
    client.force_login(enlace)

    assert "Cartel de la feria" not in client.get(reverse("cadena:evento", args=[evento.pk])).text


def test_a_quien_aprueba_le_espera_lo_que_mando_otra_persona(directora, redactora):
    DisenoFactory(titulo="Feria", en_prueba=True, creado_por=redactora)

    assert "Aprobar el diseño «Feria»" in textos(directora)
    assert "Aprobar el diseño «Feria»" not in textos(redactora)


def test_lo_que_ya_vencio_en_la_calle_le_espera_a_quien_produce(fotografo, consulta):
    DisenoFactory(titulo="Feria", aprobado=True, estado="por_retirar")

    assert "Retirar de la calle «Feria»" in textos(fotografo)
    assert textos(consulta) == []
