"""Una dependencia manda su semana desde un teléfono, la oficina la clasifica con teclas y los eventos quedan."""

import pytest
from django.utils import timezone

from agenda.models import Evento
from solicitudes.models import Solicitud
from tests.extremo_a_extremo.conftest import esperar
from tests.fabricas.mundo import TOKEN, crear_mundo

pytestmark = [pytest.mark.navegador, pytest.mark.lento]
SEMANA = """Buen día, actividades OP:
Lunes 10am bacheo calle Hidalgo, Los Fresnos
Martes reunión con vecinos en Ojo de Agua en la tarde"""


def mandar_la_semana(telefono, sitio):
    telefono.goto(f"{sitio}/r/puerta/{TOKEN}/")
    telefono.get_by_role("textbox", name="Tu mensaje").fill(SEMANA)
    telefono.get_by_text("Escribiste «en la tarde».").wait_for()
    assert telefono.locator("fieldset").count() == 2
    telefono.get_by_role("button", name="Mandar 2 actividades").click()
    telefono.get_by_text("La recibimos.").wait_for()
    return Solicitud.objects.latest("pk")


def a_la_agenda(oficina, pedida):
    oficina.get_by_role("heading", name=pedida.titulo).wait_for()
    oficina.keyboard.press("a")
    oficina.get_by_text(f"{pedida.folio} pasó a la agenda.").wait_for()
    return Evento.objects.filter(pedidos__solicitud=pedida)


def preguntar_y_contestar(oficina, telefono, pedida):
    oficina.keyboard.press("q")
    oficina.locator("#preguntar-texto:focus").wait_for()
    oficina.keyboard.type("¿A qué hora es la reunión?")
    oficina.get_by_role("button", name="Preguntar", exact=True).click()
    esperar(lambda: Solicitud.objects.get(pk=pedida.pk).estado == "en_espera")
    telefono.reload()
    telefono.get_by_text("¿A qué hora es la reunión?").wait_for()
    telefono.get_by_role("textbox", name="Tu respuesta").fill("A las cinco 🙂")
    telefono.get_by_role("button", name="Contestar").click()
    esperar(lambda: Solicitud.objects.get(pk=pedida.pk).estado == "por_decidir")


def test_la_semana_se_manda_se_clasifica_con_teclas_se_deshace_y_queda_en_la_agenda(entrar, sitio):
    mundo = crear_mundo()
    telefono, oficina = entrar("", ancho=390), entrar("redaccion")
    pedida = mandar_la_semana(telefono, sitio)

    oficina.goto(f"{sitio}/oficina/solicitudes/{pedida.pk}/")
    assert a_la_agenda(oficina, pedida).count() == 2
    oficina.keyboard.press("Control+z")
    oficina.get_by_text(f"{pedida.folio} volvió a «Por decidir».").wait_for()
    assert not Evento.objects.filter(pedidos__solicitud=pedida).exists()
    preguntar_y_contestar(oficina, telefono, pedida)
    oficina.goto(f"{sitio}/oficina/solicitudes/{pedida.pk}/")
    primero = a_la_agenda(oficina, pedida).get(titulo="Bacheo calle Hidalgo")

    assert (timezone.localtime(primero.inicio).hour, primero.dependencia) == (10, mundo.dependencia)
    oficina.goto(f"{sitio}/oficina/agenda/{primero.pk}/")
    oficina.get_by_role("link", name=pedida.folio).wait_for()
