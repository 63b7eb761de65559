"""Un cartel, en el navegador: del evento a la foto de la plaza, que lo hace contar."""

from datetime import timedelta

import pytest
from django.utils import timezone

from produccion.models import Diseno
from tests.extremo_a_extremo.conftest import esperar
from tests.extremo_a_extremo.subir import foto
from tests.fabricas.agenda import EventoFactory
from tests.fabricas.personas import PersonaFactory

pytestmark = [pytest.mark.navegador, pytest.mark.lento]


@pytest.fixture
def evento(transactional_db, oficina):
    for papel in ("redaccion", "directora"):
        persona = PersonaFactory(username=papel, first_name=papel.capitalize(), papeles=[papel])
        persona.set_password("una-clave-larga-9")
        persona.save()
    inicio = timezone.now() + timedelta(days=9)
    return EventoFactory(
        titulo="Encendido del árbol", lugar="Plaza principal", inicio=inicio, fin=inicio + timedelta(hours=2)
    )


def test_del_evento_a_la_foto_de_colocacion(entrar, sitio, evento):
    redactora = entrar("redaccion")
    redactora.goto(f"{sitio}/oficina/agenda/{evento.pk}/")
    redactora.get_by_role("link", name="Hacer un cartel").click()
    redactora.get_by_label("Título").fill("Encendido del árbol de Navidad")
    redactora.get_by_alt_text("Cartel tabloide: Encendido del árbol de Navidad").wait_for()  # la previa viva
    redactora.get_by_role("button", name="Guardar diseño").click()
    redactora.get_by_role("button", name="Enviar a aprobación").click()

    redactora.get_by_label("A quién").fill("Titular de Turismo")
    redactora.get_by_role("button", name="Hacer el enlace").click()
    enlace = redactora.locator("#enlace-de-aprobacion").inner_text().strip()
    dependencia = entrar("")
    dependencia.goto(enlace)
    dependencia.get_by_label("Está bien, que se haga así").check()
    dependencia.get_by_role("button", name="Enviar respuesta").click()
    dependencia.get_by_text("Registramos su respuesta").wait_for()

    diseno = Diseno.objects.get()
    directora = entrar("directora")
    directora.goto(f"{sitio}/oficina/produccion/disenos/{diseno.pk}/")
    directora.get_by_role("button", name="Aprobar la versión 1").click()
    directora.get_by_text("Todavía no cuenta").wait_for()

    redactora.goto(f"{sitio}/oficina/produccion/disenos/{diseno.pk}/")
    redactora.locator("#lugar_lugar").fill("Plaza principal")
    redactora.get_by_role("button", name="Apuntar", exact=True).click()
    redactora.get_by_label("Foto de Plaza principal").set_input_files(foto())
    redactora.get_by_role("button", name="Subir foto").click()
    redactora.get_by_text("Cuenta en la actividad 4").wait_for()

    esperar(lambda: Diseno.objects.get().uso == "colocado")
