"""Cambiar lo que alguien puede hacer pide otra vez la contraseña, y después hace lo que se había escrito."""

import pytest

from personas.models import Persona
from tests.fabricas.mundo import crear_mundo

pytestmark = [pytest.mark.navegador, pytest.mark.lento]


def test_al_cambiar_papeles_se_confirma_con_la_contrasena_y_no_se_pierde_nada(entrar, sitio):
    mundo = crear_mundo()
    redaccion = mundo.personas["redaccion"]
    pagina = entrar("directora")

    pagina.goto(f"{sitio}/oficina/ajustes/personas/{redaccion.pk}/")
    pagina.get_by_label("Redes sociales").check()
    pagina.click("text=Guardar papeles")
    pagina.get_by_role("heading", name="Confirma que eres tú").wait_for()
    antes = Persona.objects.get(pk=redaccion.pk).papeles
    pagina.get_by_label("Tu contraseña").fill("una-clave-larga-9")
    pagina.get_by_role("button", name="Confirmar").click()
    pagina.get_by_text("Papeles guardados.").wait_for()

    assert (antes, sorted(Persona.objects.get(pk=redaccion.pk).papeles)) == (["redaccion"], ["redaccion", "redes"])
    pagina.fill("#id_correo", "redaccion@mazamitla.invalid")  # acaba de confirmar: no se le pide otra vez
    pagina.click("text=Cambiar correo")
    pagina.get_by_text("Correo cambiado.").wait_for()
    assert Persona.objects.get(pk=redaccion.pk).email == "redaccion@mazamitla.invalid"
