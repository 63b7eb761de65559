"""La cadena entera, en el navegador y con los papeles de verdad: del evento a la celda del cronograma."""

import re
from datetime import timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from django.utils import timezone

from boletines.models import Boletin
from cronograma.dominio.plan.metas import cargar_poa
from difusion.dominio.despacho import despachar
from media_library.dominio.versiones.cola import derivar_todo
from personas.models import Oficina
from tests.fabricas.medios import ContactoFactory, MedioFactory
from tests.fabricas.personas import DependenciaFactory, PersonaFactory

pytestmark = [pytest.mark.navegador, pytest.mark.lento]
FOTOS = Path(__file__).parents[1] / "media_library" / "fotos"
TITULO = "Abre la unidad deportiva de Epenche Chico"
CUERPO = (
    "El Gobierno de Mazamitla abrió la unidad deportiva de Epenche Chico, con cancha techada, baños accesibles y"
    " alumbrado solar para las familias de la zona.\n\nQueda abierta todos los días, de 6:00 a 21:00 horas, sin costo."
)


@pytest.fixture
def oficina_lista(transactional_db):
    ahora = timezone.now()
    Oficina.objects.create(
        pk=1,
        municipio="Mazamitla",
        entidad="Jalisco",
        telefonos=["+523825380149"],
        correo="comunicacion@mazamitla.invalid",
        configurada_en=ahora,
    )
    DependenciaFactory(nombre="Obras Públicas")
    for usuario, papel in {
        "directora": "directora",
        "redactora": "redaccion",
        "fotografo": "fotografia",
        "redes": "redes",
    }.items():
        persona = PersonaFactory(username=usuario, first_name=usuario.capitalize(), papeles=[papel])
        persona.set_password("una-clave-larga-9")
        persona.save()
    ContactoFactory(
        medio=MedioFactory(nombre="Radio Sierra"), nombre="Jefatura de información", correo="redaccion@radio.invalid"
    )
    cargar_poa(ejercicio=timezone.localdate().year, por=None, ahora=ahora, meses=range(1, 13), metas=(4,) * 6)


def _mensajes(correo):
    return [message_from_bytes(p.read_bytes(), policy=policy.default) for p in sorted(correo.carpeta.glob("*.eml"))]


def _crear_evento(directora, sitio):
    cuando = timezone.localtime() + timedelta(days=1)
    directora.goto(f"{sitio}/oficina/agenda/nuevo/")
    directora.fill("#id_titulo", TITULO)
    directora.fill("#id_fecha", cuando.strftime("%Y-%m-%d"))
    directora.fill("#id_hora", "10:00")
    directora.fill("#id_lugar", "Epenche Chico")
    directora.select_option("#id_dependencia", label="Obras Públicas")
    directora.select_option("#id_alcance", "publico")
    directora.click("text=Guardar evento")
    directora.wait_for_selector("h1")
    directora.select_option("#pri", "A")
    directora.click("#t-ficha ~ form >> text=Guardar")
    directora.select_option("#as-quien", label="Fotografo")
    directora.click("#cobertura button:has-text('Asignar')")
    directora.wait_for_selector("text=Fotografo cubre foto")
    return directora.url.split("#")[0]


def _invitar(directora, evento, entrar, correo):
    directora.goto(f"{evento}medios/invitar/")
    directora.check("text=Radio Sierra")
    directora.click("text=Enviar invitación")
    directora.wait_for_selector("text=Cancelar el envío")
    despachar(reloj=timezone.now)
    assert _mensajes(correo) == []  # la gracia: todavía se puede cancelar
    despachar(reloj=lambda: timezone.now() + timedelta(seconds=31))
    invitacion = _mensajes(correo)[0]
    enlace = re.search(r"http://\S+/r/\S+/", invitacion.get_body(("plain",)).get_content())[0]
    medio = entrar("", ancho=390)
    medio.goto(enlace)
    medio.check("input[value=asiste]")
    medio.fill("#id_asistentes", "2")
    medio.click("text=Enviar respuesta")
    medio.wait_for_selector("text=Registramos su respuesta")
    directora.goto(f"{evento}medios/")
    assert directora.locator(".cifra .num").first.inner_text() == "1"


def _cubrir(fotografo, evento):
    fotografo.goto(evento)
    fotografo.click("main >> text=Subir evidencia >> nth=0")
    fotografo.fill("#id_credito", "Comunicación Social")
    fotografo.set_input_files("#id_archivos", [FOTOS / "muelle.jpg", FOTOS / "flores-rojas.jpg"])
    fotografo.wait_for_selector("[data-resultados] a >> nth=1")
    derivar_todo()
    for numero in range(2):
        fotografo.goto(f"{evento}")
        fotografo.click(f".miniaturas a >> nth={numero}")
        fotografo.fill("#id_pie", "Vecinos recorren la nueva unidad deportiva.")
        fotografo.fill("#id_texto_alternativo", "Cancha techada con personas alrededor")
        fotografo.click("[data-palabras] >> text=Guardar")
        fotografo.wait_for_selector("text=Cambios guardados")
    fotografo.goto(f"{evento}#cobertura")
    fotografo.click("#cobertura >> text=Entregar")
    fotografo.wait_for_selector("text=Cobertura entregada")


def _redactar(redactora, evento):
    redactora.goto(evento)
    redactora.click("text=Redactar boletín")
    cuerpo = redactora.locator(".tiptap")
    cuerpo.wait_for()
    assert "Epenche Chico" in cuerpo.inner_text()  # los hechos llegan puestos
    redactora.fill("#id_sumario", "Cancha techada, baños accesibles y alumbrado solar.")
    cuerpo.fill(CUERPO)
    redactora.click("button:has-text('Guardar y ver')")
    redactora.wait_for_url(re.compile(r"/boletines/\d+/$"))
    boletin = redactora.url
    redactora.click("text=Elegir fotos")
    redactora.check(".elegir input >> nth=0")
    redactora.click("text=Usar estas fotos")
    redactora.click("button:has-text('Enviar a revisión')")
    redactora.wait_for_selector("text=Lo escribiste tú: debe aprobarlo otra persona")
    return boletin


def _publicar(directora, boletin):
    directora.goto(boletin)
    directora.click("button:has-text('Aprobar')")
    directora.click("button:has-text('Publicar')")
    directora.wait_for_selector("text=En unos segundos estará en el portal")
    return Boletin.objects.get()


def _del_portal(pagina, sitio, ruta):
    return pagina.request.get(f"{sitio}{ruta}")


def _llega_el_correo(correo, publicado):
    despachar(reloj=lambda: timezone.now() + timedelta(seconds=31))  # pasada la gracia para detenerlo
    assert _mensajes(correo)[-1]["Subject"].startswith(publicado.folio)


def test_del_evento_a_la_celda(entrar, sitio, correo, oficina_lista):
    directora = entrar("directora")
    hoy = timezone.localdate()
    directora.goto(f"{sitio}/oficina/cronograma/{hoy.year}/")
    assert directora.locator("td.actual .cifra-celda").first.inner_text() == "0/4"

    evento = _crear_evento(directora, sitio)
    _invitar(directora, evento, entrar, correo)
    _cubrir(entrar("fotografo", ancho=390), evento)
    boletin = _redactar(entrar("redactora"), evento)
    assert (
        "alumbrado solar" not in _del_portal(directora, sitio, "/").text()
    )  # el evento se anuncia; el borrador no existe

    publicado = _publicar(directora, boletin)
    despachar(reloj=timezone.now)
    articulo = _del_portal(directora, sitio, publicado.ruta_publica)
    assert articulo.status == 200
    assert "Set-Cookie" not in articulo.headers
    foto = re.search(r'src="(/medios/[^"]+\.jpg)"', articulo.text())[1]
    assert _del_portal(directora, sitio, foto).headers["content-type"] == "image/jpeg"
    hallado = _del_portal(directora, sitio, "/buscar?q=DEPORTÍVA").text()  # el título llega con lo hallado resaltado
    assert TITULO in re.sub(r"</?mark>", "", hallado)
    assert TITULO in _del_portal(directora, sitio, "/feeds/boletines.rss").text()
    _llega_el_correo(correo, publicado)

    redes = entrar("redes")
    redes.goto(f"{sitio}/oficina/redes/")
    redes.click(f"text={TITULO}")
    redes.fill("#enlace", "https://www.facebook.com/mazamitla/posts/1")
    redes.click("text=Marcar como publicada")
    redes.wait_for_selector("text=Ya cuenta en el cronograma")

    directora.goto(f"{sitio}/oficina/cronograma/{hoy.year}/")
    assert directora.locator("td.actual .cifra-celda").first.inner_text() == "1/4"
    directora.click("td.actual a >> nth=0")
    directora.wait_for_selector(f"text={TITULO}")
