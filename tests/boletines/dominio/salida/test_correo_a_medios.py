"""El correo de un boletín: lo que un reportero necesita para publicarlo, y cómo dejar de recibirlo."""

from datetime import timedelta
from email import message_from_bytes
from email.policy import default

import pytest

from boletines.dominio.revision.huella import huella_mostrada
from boletines.dominio.salida.publicacion import publicar_boletin
from boletines.dominio.salida.textos import CorreoDelBoletin
from difusion.clientes.mensaje import armar
from difusion.dominio.bandeja import encolar
from difusion.models import Envio
from tests.fabricas.boletines import BoletinFactory
from tests.fabricas.medios import ContactoFactory
from tests.lectura import de_corrido
from tests.portal.publicados import con_foto, publicar_con_documentos

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("oficina", "tabla_de_suspension")]


@pytest.fixture
def boletin(fotografo, ahora):
    uno = BoletinFactory(publicado=True, publicado_en=ahora - timedelta(hours=1), consecutivo=45, titulo="Agua en Loma")
    con_foto(uno, fotografo, ahora, pie="La brecha")
    return uno


@pytest.fixture
def contacto():
    return ContactoFactory(medio__nombre="Radio Ribera", correo="cabina@radio.invalid")


def mensaje_de(carga, ahora):
    """Lo que de veras viaja, leído como lo lee un programa de correo."""
    datos = {"canal": "correo", "motivo": "boletin", "objeto": "x", "destinatario": "cabina@radio.invalid"}
    envio = encolar(**datos, asunto="Boletín", carga=carga, por=None, ahora=ahora)
    return message_from_bytes(armar(envio).as_bytes(), policy=default)


def test_lleva_todo_en_html_y_lo_mismo_en_texto(boletin, contacto, ahora, oficina):
    carga = CorreoDelBoletin(boletin, ahora).para(contacto)
    en_el_portal = f"http://localhost:8000{boletin.ruta_publica}"
    html, texto = de_corrido(carga["html"]), carga["texto"]

    for dicho in (
        boletin.folio,
        boletin.titulo,
        boletin.sumario,
        "Ver y descargar la foto",
        f"{en_el_portal}prensa/",
        f"{en_el_portal}boletin.pdf",
        f"{en_el_portal}prensa/paquete.zip",
        "Foto: CS.",
        "Zanja",
        carga["cabeceras"]["List-Unsubscribe"].strip("<>"),
    ):
        assert dicho in html
        assert dicho in texto
    assert carga["responder_a"] == oficina.correo


def test_sin_fotos_no_las_ofrece(contacto, ahora):
    carga = CorreoDelBoletin(BoletinFactory(publicado=True), ahora).para(contacto)

    assert carga["imagenes"] == []
    assert "<img" not in carga["html"]
    assert "Ver todo para prensa" in carga["html"]


def test_se_lee_una_vez_sean_cuantos_sean(boletin, ahora, django_assert_num_queries):
    contactos = [ContactoFactory(correo=f"c{n}@radio.invalid") for n in range(3)]
    correo = CorreoDelBoletin(boletin, ahora)
    correo.para(contactos[0])

    with django_assert_num_queries(0):
        correo.para(contactos[1])
        correo.para(contactos[2])


def test_la_foto_viaja_dentro_y_su_texto_alternativo_con_ella(boletin, contacto, ahora, tmp_path, settings):
    settings.DIR_PUBLICO = tmp_path / "publico"
    publicar_con_documentos(boletin, ahora)

    mensaje = mensaje_de(CorreoDelBoletin(boletin, ahora).para(contacto), ahora)

    (foto,) = [parte for parte in mensaje.walk() if parte.get_content_type() == "image/jpeg"]
    publicada = settings.DIR_PUBLICO / f"medios/{boletin.clave}/foto-1-w800.jpg"
    assert foto.get_content() == publicada.read_bytes()
    assert (foto["Content-ID"], foto.get_content_disposition()) == ("<foto>", "inline")
    assert 'src="cid:foto"' in mensaje.get_body(("html",)).get_content()
    assert 'alt="Zanja"' in mensaje.get_body(("html",)).get_content()
    assert mensaje.get_body(("plain",)).get_content().startswith("Boletín CS/045/")


def test_si_la_foto_ya_no_puede_verse_sale_sin_ella(boletin, contacto, ahora, tmp_path, settings):
    settings.DIR_PUBLICO = tmp_path / "vacio"

    mensaje = mensaje_de(CorreoDelBoletin(boletin, ahora).para(contacto), ahora)

    html = mensaje.get_body(("html",)).get_content()
    assert "<img" not in html
    assert "La brecha" not in html
    assert boletin.titulo in html


def test_a_un_buzon_compartido_le_llega_una_vez(redactar, directora, ahora):
    for nombre in ("Reportera de mañana", "Reportero de tarde"):
        ContactoFactory(correo="mesa@medio.invalid", comparte_buzon=True, nombre=nombre)
    boletin = redactar()

    publicar_boletin(boletin, huella_vista=huella_mostrada(boletin), por=directora, ahora=ahora)

    assert Envio.objects.filter(destinatario="mesa@medio.invalid").count() == 1
