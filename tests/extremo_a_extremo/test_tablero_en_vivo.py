"""El tablero de medios, vivo: se contesta sin recargar, se deshace y lo que sale se cuenta solo."""

from datetime import timedelta

import pytest
from django.utils import timezone

from difusion.dominio.despacho import despachar
from medios.dominio.convocar import convocar
from medios.models import Contacto, Invitacion
from tests.fabricas.agenda import EventoFactory
from tests.fabricas.medios import ContactoFactory
from tests.fabricas.mundo import crear_mundo

pytestmark = [pytest.mark.navegador, pytest.mark.lento]


@pytest.fixture
def invitados(transactional_db):
    """Tres por teléfono, invitados hace una hora a un evento de mañana; y quien los invitó."""
    mundo = crear_mundo()
    cuando = timezone.now() + timedelta(days=1)
    evento = EventoFactory(para_medios=True, inicio=cuando, fin=cuando + timedelta(hours=2))
    nombres = [ContactoFactory(correo="", nombre=f"Cabina {n}", telefono="3825380010").pk for n in range(3)]
    convocar(
        evento,
        contactos=Contacto.objects.filter(pk__in=nombres),
        asunto="Invitación",
        mensaje="Les esperamos.",
        requisitos="",
        contestar_hasta=None,
        por=mundo.personas["directora"],
        ahora=timezone.now() - timedelta(hours=1),
    )
    return list(Invitacion.objects.del_evento(evento).order_by("contacto__medio__orden"))


@pytest.fixture
def tablero(entrar, sitio, invitados):
    pagina = entrar("directora")
    pagina.goto(f"{sitio}/oficina/agenda/{invitados[0].evento_id}/medios/")
    pagina.evaluate("window.sinRecargar = true")
    return pagina


def _foco(pagina):
    return pagina.evaluate("document.activeElement.closest('li')?.id")


def test_se_contesta_sin_recargar_y_el_foco_va_al_siguiente(tablero, invitados):
    primero, segundo, tercero = (f"#invitado-{i.pk}" for i in invitados)
    tablero.locator(primero).get_by_role("button", name="Confirmó").click()
    tablero.locator(primero).get_by_text("Asistirá").wait_for()
    tablero.wait_for_function("() => document.getElementById('anuncio').textContent !== ''")

    assert tablero.evaluate("window.sinRecargar === true")
    assert tablero.text_content("#anuncio") == "Faltan 2 por contestar."
    assert tablero.locator("#cifras .num").first.inner_text() == "1"
    assert tablero.locator("main li.renglon").first.get_attribute("id") == primero[1:]  # no brinca de lugar
    assert _foco(tablero) == segundo[1:]

    tablero.keyboard.press("Enter")
    tablero.locator(segundo).get_by_text("Asistirá").wait_for()
    tablero.wait_for_function("id => document.activeElement.closest('li')?.id === id", arg=tercero[1:])
    assert Invitacion.objects.filter(estado="asiste").count() == 2


def test_deshacer_regresa_a_por_contestar(tablero, invitados):
    renglon = tablero.locator(f"#invitado-{invitados[0].pk}")
    renglon.get_by_role("button", name="No asiste").click()
    tablero.locator(".flotante", has_text="no asistirá").get_by_role("button", name="Deshacer").click()
    tablero.get_by_text("quedó como estaba").wait_for()

    assert renglon.get_by_text("Por contestar").is_visible()
    assert Invitacion.objects.get(pk=invitados[0].pk).estado == "pendiente"


def test_doble_clic_es_una_respuesta(tablero, invitados):
    tablero.locator(f"#invitado-{invitados[0].pk}").get_by_role("button", name="Confirmó").dblclick()
    tablero.locator(f"#invitado-{invitados[0].pk}").get_by_text("Asistirá").wait_for()

    assert invitados[0].respuestas.count() == 1


def test_la_cuenta_regresiva_baja_y_al_salir_se_dice_sin_recargar(entrar, sitio, correo, invitados):
    convocar(
        invitados[0].evento,
        contactos=Contacto.objects.filter(pk=ContactoFactory(nombre="Noticias").pk),
        asunto="Invitación",
        mensaje="Les esperamos.",
        requisitos="",
        contestar_hasta=None,
        por=invitados[0].convocatoria.creada_por,
        ahora=timezone.now() - timedelta(seconds=18),
    )
    pagina = entrar("directora")
    pagina.goto(f"{sitio}/oficina/agenda/{invitados[0].evento_id}/medios/")
    pagina.evaluate("window.sinRecargar = true")
    antes = int(pagina.text_content("[data-faltan]"))
    pagina.wait_for_function("n => Number(document.querySelector('[data-faltan]').textContent) < n - 1", arg=antes)
    despachar(reloj=lambda: timezone.now() + timedelta(seconds=31))
    pagina.get_by_text("Enviados 1 de 1").wait_for()

    assert pagina.evaluate("window.sinRecargar === true")
    assert pagina.locator("#en-camino[hx-trigger]").count() == 0
    assert pagina.get_by_role("button", name="Cancelar el envío").count() == 0
