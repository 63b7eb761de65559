"""Los cinco caminos que nadie puede perder, en los tres navegadores, y cada uno hasta la base."""

import pytest
from django.utils import timezone

from boletines.models import Boletin
from media_library.models import Evidencia
from medios.models import Invitacion
from personas.models import Persona
from portal.consultas.edicion import ediciones
from portal.dominio.ediciones import turno
from portal.dominio.escritura.huella import rehacer
from portal.models import Suscripcion
from tests.extremo_a_extremo.test_enlaces_y_formularios import CLAVE, enlace_de_la_terminal
from tests.fabricas.boletines import BoletinFactory
from tests.fabricas.mundo import TOKEN, crear_mundo
from tests.media_library.conftest import jpeg

pytestmark = [pytest.mark.navegador, pytest.mark.cliente_ajeno, pytest.mark.lento]
CUERPO = (
    "El Gobierno de Mazamitla abrió la unidad deportiva de Epenche Chico, con cancha techada, baños accesibles y"
    " alumbrado solar para las familias de la zona."
)


def test_la_primera_cuenta_se_crea_y_se_entra_con_ella(visita):
    visita.abrir(enlace_de_la_terminal())
    visita.escribir("#id_usuario", "nueva")
    visita.escribir("#id_clave", CLAVE)
    visita.escribir("#id_clave_otra_vez", CLAVE)
    visita.oprimir("Crear mi cuenta")
    visita.en("/acceso/login/")
    visita.escribir("#id_login", "nueva")
    visita.escribir("#id_password", CLAVE)
    visita.oprimir("Entrar")
    visita.en("/oficina/")

    persona = Persona.objects.get(username="nueva")
    assert (persona.papeles, persona.last_login is None) == (["directora"], False)


def test_un_medio_contesta_por_su_enlace(visita):
    mundo = crear_mundo()

    visita.abrir(f"/r/{TOKEN}/")
    visita.oprimir("[value=asiste]")
    visita.escribir("#id_asistentes", "2")
    visita.oprimir("Enviar respuesta")
    visita.leer("Registramos su respuesta")

    invitacion = Invitacion.objects.get(pk=mundo.invitacion.pk)
    assert (invitacion.estado, invitacion.asistentes) == ("asiste", 2)


def test_se_suben_dos_fotos_a_su_evento(visita, tmp_path):
    mundo = crear_mundo()
    fotos = [tmp_path / "plaza.jpg", tmp_path / "kiosco.jpg"]
    for lado, foto in enumerate(fotos, start=300):
        foto.write_bytes(jpeg(lado, 200))

    visita.entrar("fotografia")
    visita.abrir(f"/oficina/biblioteca/subir/?evento={mundo.evento.pk}")
    visita.escribir("#id_credito", "Lucía Ríos")
    visita.adjuntar("#id_archivos", *fotos)
    visita.leer("Listo: 2 de 2.")

    nuevas = Evidencia.objects.filter(nombre_de_archivo__in=[foto.name for foto in fotos])
    assert list(nuevas.values_list("evento", "credito")) == [(mundo.evento.pk, "Lucía Ríos")] * 2


def test_una_escribe_y_otra_aprueba(visita):
    mundo = crear_mundo()

    visita.entrar("redaccion")
    visita.abrir(f"/oficina/boletines/{mundo.boletin.pk}/editar/")
    visita.escribir("#id_titulo", "Abre la unidad deportiva de Epenche Chico")
    visita.escribir("#id_sumario", "Cancha techada, baños accesibles y alumbrado solar.")
    visita.escribir(".tiptap", CUERPO)
    visita.oprimir("Enviar a revisión")
    visita.leer("Lo escribiste tú: debe aprobarlo otra persona")
    visita.entrar("directora")
    visita.abrir(f"/oficina/boletines/{mundo.boletin.pk}/")
    visita.oprimir("Aprobar")
    visita.leer("Directora aprobó")

    boletin = Boletin.objects.get(pk=mundo.boletin.pk)
    assert (boletin.estado, boletin.aprobado_por, boletin.titulo, boletin.cuerpo) == (
        "aprobado", mundo.personas["directora"], "Abre la unidad deportiva de Epenche Chico", f"<p>{CUERPO}</p>",
    )  # fmt: skip


def test_quien_busca_en_el_portal_halla_lee_y_se_suscribe(visita):
    ahora = timezone.now()
    crear_mundo()
    titulo = "Abre la unidad deportiva de Epenche Chico"
    BoletinFactory(publicado=True, publicado_en=ahora, titulo=titulo, cuerpo=f"<p>{CUERPO}</p>", busqueda="deportiva")
    for edicion in ediciones(ahora):
        rehacer(edicion, lambda *_: None, procesos=1)
    turno.poner_turno(ahora)

    visita.abrir("/")
    visita.escribir("#q", "DEPORTÍVA")
    visita.oprimir("[role=search] button")
    visita.oprimir(titulo)
    visita.leer("alumbrado solar")
    visita.oprimir("Recibir por correo")
    visita.escribir("#correo", "vecina@correo.invalid")
    visita.oprimir("Recibir los boletines")
    visita.leer("Revisa también No deseados")

    assert Suscripcion.objects.get().correo == "vecina@correo.invalid"
