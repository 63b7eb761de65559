"""El recorrido de medios en un navegador: importar con errores, invitar por los cuatro canales y contestar."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from difusion.dominio.despacho import despachar
from medios.dominio.entregar.entregas import enlace_para_contestar
from medios.models import Contacto, Entrega, Invitacion
from tests.extremo_a_extremo.conftest import esperar
from tests.fabricas.agenda import EventoFactory
from tests.fabricas.mundo import crear_mundo

pytestmark = [pytest.mark.navegador, pytest.mark.lento]

LISTA = """Medio;Nombre;Teléfono;WhatsApp;Correo
ECO SERRANO;Lic. Luz Vera;044 382 538 0149;sí;
Prensa Fresnos;Dirección;538-014;;
La Hoja;Redacción;33 1234 5678;;redaccion@lahoja.example
Canal Loma Alta;Mesa;3.3E+09;;mesa@lomaalta.example
"""


@pytest.fixture
def evento(transactional_db):
    crear_mundo()
    Contacto.objects.update(activo=False)
    cuando = timezone.now() + timedelta(days=1)
    return EventoFactory(para_medios=True, inicio=cuando, fin=cuando + timedelta(hours=2))


def test_se_importa_con_errores_se_invita_por_cuatro_canales_y_se_contesta(entrar, sitio, evento, correo, tmp_path):
    directora = entrar("directora")
    _importar(directora, sitio, tmp_path)
    Contacto.objects.filter(nombre="Luz Vera").update(canal_preferido="whatsapp")
    Contacto.objects.filter(nombre="Mesa").update(canal_preferido="impresa")

    _invitar(directora, f"{sitio}/oficina/agenda/{evento.pk}/medios/")

    suyas = Entrega.objects.filter(invitacion__evento=evento)
    esperar(lambda: suyas.count() == 4)
    despachar(reloj=lambda: timezone.now() + timedelta(seconds=31))
    directora.goto(f"{sitio}/oficina/agenda/{evento.pk}/medios/")
    directora.get_by_role("button", name=re.compile("Ya lo mandé")).click()
    directora.get_by_text("WhatsApp entregado").wait_for()
    hechas = {(e.canal, e.resultado) for e in suyas.all()}
    assert hechas == {
        ("correo", "entregada"), ("whatsapp", "entregada"), ("telefono", "por_hacer"), ("impresa", "por_hacer"),
    }  # fmt: skip
    _contestar(entrar, Invitacion.objects.get(evento=evento, canal="whatsapp"))


def _importar(pagina, sitio, tmp_path):
    archivo = Path(tmp_path) / "lista.csv"
    archivo.write_text(LISTA, encoding="cp1252")
    pagina.goto(f"{sitio}/oficina/medios/importar/")
    pagina.set_input_files("input[type=file]", archivo)
    pagina.click("text=Subir y revisar")
    pagina.get_by_text("El teléfono «538-014» tiene 6 dígitos; deben ser 10.").wait_for()
    pagina.evaluate("window.sinRecargar = true")
    celda = pagina.get_by_label("Teléfono de la fila 3")
    celda.fill("382 538 0148")
    celda.blur()
    pagina.get_by_text("Entran 3 filas").wait_for()
    pagina.get_by_role("button", name=re.compile("Así es")).click()
    pagina.get_by_text("Entran 4 filas").wait_for()
    assert pagina.evaluate("window.sinRecargar === true")
    pagina.click("text=Importar 4 filas")
    pagina.fill("#id_origen", "La lista de la oficina")
    pagina.get_by_role("button", name="Importar 4 filas").click()
    pagina.get_by_text("Listo: 4 contactos nuevos").wait_for()


def _invitar(pagina, tablero):
    pagina.goto(f"{tablero}invitar/?lista=todos")
    pagina.get_by_text("1 correo, 1 WhatsApp, 1 llamada y 1 oficio").wait_for()
    pagina.click("text=Enviar invitación")
    pagina.wait_for_selector("text=Cancelar el envío")


def _contestar(entrar, invitacion):
    medio = entrar("", ancho=390)
    medio.goto(enlace_para_contestar(invitacion))
    medio.check("input[value=asiste]")
    medio.fill("#id_asistentes", "2")
    medio.click("text=Enviar respuesta")
    medio.wait_for_selector("text=Registramos su respuesta")
    invitacion.refresh_from_db()
    assert (invitacion.estado, invitacion.asistentes) == ("asiste", 2)
