"""Lo que empieza en un enlace de correo o en un formulario público: en un navegador y hasta la base.

El buzón y lo compartido desde el teléfono terminan en la base en `test_subir.py`.
"""

import re
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from boletines.models import AperturaDeAdelanto, VistoBueno
from difusion.models import Envio
from media_library.dominio.compartir.paquetes import compartir
from media_library.dominio.entrada.ingesta import ingresar
from media_library.dominio.versiones.cola import derivar_todo
from media_library.models import Paquete
from medios.models import Invitacion
from personas.dominio.personas import invitar_persona
from personas.models import Persona
from portal.consultas.edicion import ediciones
from portal.dominio.ediciones import turno
from portal.dominio.escritura import listas
from portal.dominio.escritura.huella import rehacer
from portal.dominio.suscripcion import enlace_de_baja
from portal.models import MensajeDelPublico, Suscripcion
from tests.extremo_a_extremo.conftest import esperar
from tests.fabricas.mundo import TOKEN, crear_mundo
from tests.fabricas.personas import PersonaFactory
from tests.media_library.conftest import jpeg

pytestmark = [pytest.mark.navegador, pytest.mark.lento]
CLAVE = "café con leche y pan 7"


def enlace_del_correo(*, a):
    """La dirección que trae el último correo apuntado para alguien."""
    envio = Envio.objects.filter(destinatario=a).latest("pk")
    texto = (envio.carga | envio.secreto)["texto"]
    return re.search(r"http://localhost:\d+/\S+/", texto)[0]


def enlace_de_la_terminal():
    salida = StringIO()
    call_command("crear_directora", usuario="nueva", correo="nueva@mazamitla.invalid", stdout=salida)
    return salida.getvalue().split()[-1]


def enlace_de_invitacion():
    invitar_persona(
        correo="nueva@mazamitla.invalid", nombre="Nueva", papeles=["redaccion"], dependencia=None,
        por=PersonaFactory(), ahora=timezone.now(),
    )  # fmt: skip
    return enlace_del_correo(a="nueva@mazamitla.invalid")


@pytest.fixture
def visita(entrar):
    """Alguien sin sesión, en un teléfono."""
    return entrar("", ancho=390)


@pytest.fixture
def portal(sitio):
    """Las páginas fijas del portal, escritas."""
    ahora = timezone.now()
    for edicion in ediciones(ahora):
        rehacer(edicion, lambda *_: None, procesos=1)
    turno.poner_turno(ahora)
    return sitio


@pytest.mark.parametrize(
    ("hacer_enlace", "papeles"), [(enlace_de_la_terminal, ["directora"]), (enlace_de_invitacion, ["redaccion"])]
)
def test_la_cuenta_se_crea_desde_su_enlace_y_se_entra_con_ella(visita, sitio, hacer_enlace, papeles):
    visita.goto(hacer_enlace())
    visita.fill("#id_usuario", "nueva")
    visita.fill("#id_clave", CLAVE)
    visita.fill("#id_clave_otra_vez", CLAVE)
    visita.click("text=Crear mi cuenta")
    visita.wait_for_url("**/acceso/login/")
    visita.fill("#id_login", "nueva")
    visita.fill("#id_password", CLAVE)
    visita.click("main button[type=submit]")
    visita.wait_for_url("**/oficina/**")

    persona = Persona.objects.get(username="nueva")
    assert (persona.papeles, persona.last_login is None) == (papeles, False)


def test_la_contrasena_se_restablece_desde_el_correo(visita, sitio, settings):
    settings.EMAIL_BACKEND = "difusion.adaptadores.PorLaBandeja"  # el de verdad: pytest-django lo cambia
    persona = PersonaFactory(email="olvido@mazamitla.invalid", papeles=["redaccion"])
    persona.set_password("la-de-antes-99")
    persona.save()

    visita.goto(f"{sitio}/acceso/password/reset/")
    visita.fill("#id_email", persona.email)
    visita.click("main button[type=submit]")
    visita.wait_for_url("**/password/reset/done/")
    visita.goto(enlace_del_correo(a=persona.email))
    visita.fill("#id_password1", CLAVE)
    visita.fill("#id_password2", CLAVE)
    visita.click("main button[type=submit]")
    visita.wait_for_url("**/password/reset/key/done/")

    persona.refresh_from_db()
    assert persona.check_password(CLAVE)


def test_el_medio_contesta_la_invitacion(visita, sitio):
    mundo = crear_mundo()

    visita.goto(f"{sitio}/r/{TOKEN}/")
    visita.check("input[value=asiste]")
    visita.fill("#id_asistentes", "2")
    visita.click("text=Enviar respuesta")
    visita.get_by_text("Registramos su respuesta").wait_for()

    invitacion = Invitacion.objects.get(pk=mundo.invitacion.pk)
    assert (invitacion.estado, invitacion.asistentes) == ("asiste", 2)


def test_la_dependencia_da_su_visto_bueno(visita, sitio):
    mundo = crear_mundo()

    visita.goto(f"{sitio}/r/visto-bueno/{TOKEN}/")
    visita.check("input[value=corregir]")
    visita.fill("#id_correcciones", "Son 340 metros.")
    visita.click("text=Enviar respuesta")
    visita.get_by_text("Registramos su respuesta").wait_for()

    visto = VistoBueno.objects.get(pk=mundo.visto.pk)
    assert (visto.respuesta, visto.correcciones) == ("corregir", "Son 340 metros.")


def test_abrir_el_adelanto_queda_apuntado(visita, sitio):
    mundo = crear_mundo()

    visita.goto(f"{sitio}/r/adelanto/{TOKEN}/")
    visita.get_by_text(mundo.programado.titulo).first.wait_for()

    assert AperturaDeAdelanto.objects.get().adelanto == mundo.adelanto


def test_bajar_las_fotos_compartidas_se_cuenta(visita, sitio, tmp_path):
    quien, ahora = PersonaFactory(), timezone.now()
    (tmp_path / "f.jpg").write_bytes(jpeg(300, 200))
    with (tmp_path / "f.jpg").open("rb") as archivo:
        foto = ingresar(archivo=archivo, nombre="f.jpg", por=quien, ahora=ahora).evidencia
    derivar_todo()
    type(foto).objects.filter(pk=foto.pk).update(pie="La obra", texto_alternativo="Zanja", credito="Oficina")
    foto.refresh_from_db()
    abierto = compartir([foto], nombre="Fotos", dias=3, por=quien, ahora=ahora)

    visita.goto(abierto.enlace)
    with visita.expect_download() as bajada:
        visita.click("text=Bajar todo en ZIP")

    assert bajada.value.suggested_filename.endswith(".zip")
    esperar(lambda: Paquete.objects.get().descargas == 1)


def test_suscribirse_confirmar_y_darse_de_baja(visita, portal):
    visita.goto(f"{portal}/suscripcion/")
    visita.fill("#correo", "vecina@correo.invalid")
    visita.check("input[name=temas] >> nth=0")
    visita.click("main >> text=Recibir los boletines >> nth=-1")
    visita.get_by_text("Te enviamos un correo para confirmar").wait_for()
    visita.goto(enlace_del_correo(a="vecina@correo.invalid"))
    visita.check("text=Sí, quiero recibirlos")
    visita.click("button:has-text('Confirmar')")
    visita.get_by_text("Recibirás los boletines en tu correo").wait_for()
    suscripcion = Suscripcion.objects.get()
    confirmada = (suscripcion.estado, len(suscripcion.temas))
    visita.goto(enlace_de_baja(suscripcion))
    visita.click("text=Darme de baja")
    visita.get_by_text("Ya no recibirás los boletines").wait_for()

    suscripcion.refresh_from_db()
    assert (confirmada, suscripcion.estado) == (("activa", 1), "baja")


def test_escribir_a_la_oficina_da_folio_y_queda_guardado(visita, portal):
    visita.goto(f"{portal}/contacto/")
    for campo, valor in {"nombre": "Vecina", "correo": "vecina@correo.invalid", "asunto": "Un dato"}.items():
        visita.fill(f"#{campo}", valor)
    visita.fill("#mensaje", "El año está mal.")
    visita.click("button:has-text('Enviar')")
    visita.get_by_text("Tu folio es").wait_for()

    assert MensajeDelPublico.objects.get().mensaje == "El año está mal."


def test_confirmar_asistencia_en_la_sala_de_prensa_llega_al_tablero(visita, portal, entrar):
    mundo = crear_mundo()
    for edicion in ediciones(timezone.now()):
        listas.escribir_agenda(edicion)

    visita.goto(f"{portal}/sala-de-prensa/")
    visita.click(f"a[href='/sala-de-prensa/confirmar/{mundo.evento.pk}/']")
    for campo, valor in {"nombre": "Eva Luna", "medio": "Radio Ribera", "personas": "3"}.items():
        visita.fill(f"#{campo}", valor)
    visita.click("button:has-text('Confirmar asistencia')")
    visita.get_by_text("Te esperamos").wait_for()
    oficina = entrar("redaccion")
    oficina.goto(f"{portal}/oficina/agenda/{mundo.evento.pk}/medios/")
    oficina.locator(".renglon", has_text="Eva Luna").get_by_text("Agregar al directorio").click()
    oficina.get_by_text("Radio Ribera, Eva Luna: asistirá.").wait_for()

    invitacion = Invitacion.objects.get(contacto__nombre="Eva Luna")
    assert (invitacion.estado, invitacion.asistentes) == ("asiste", 3)
