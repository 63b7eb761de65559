"""El juego de identidad: uno por administración, con colores que se leen, y el escudo en lo que sale."""

import io
import zipfile

import pytest
from django.core.files.base import ContentFile
from docx import Document
from PIL import Image

from boletines.dominio.salida.documentos.word import docx_de_boletin
from difusion.clientes.mensaje import armar
from nucleo.dominio.impedimentos import NoSePuede, NoTienePermiso
from personas.dominio.documento import membrete
from personas.dominio.identidad import contraste, guardar_identidad, identidad_de, zip_de_identidad
from personas.models import JuegoDeIdentidad, Oficina
from tests.fabricas.boletines import BoletinFactory
from tests.fabricas.difusion import EnvioFactory

pytestmark = pytest.mark.django_db
DATOS = {"color_principal": "#1e5a45", "color_de_acento": "#8A5A00", "letra": "sobria", "que_no": "Deformar el escudo"}


def png():
    salida = io.BytesIO()
    Image.new("RGB", (40, 40), "#1E5A45").save(salida, "PNG")
    return salida.getvalue()


@pytest.fixture
def con_escudo(oficina, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    oficina.administracion = "2024-2027"
    oficina.escudo.save("escudo.png", ContentFile(png()), save=True)
    return Oficina.objects.actual()


def test_sin_guardar_nada_es_la_de_la_casa(oficina):
    assert (identidad_de(oficina).principal, identidad_de(oficina).letra) == ("#7A2E1C", "Public Sans")


def test_cada_administracion_guarda_la_suya_y_la_de_antes_se_conserva(con_escudo, directora, ahora):
    guardar_identidad(**DATOS, por=directora, ahora=ahora)
    Oficina.objects.filter(pk=1).update(administracion="2027-2030")
    guardar_identidad(**DATOS | {"color_principal": "#6B3A6E"}, por=directora, ahora=ahora)

    assert identidad_de().principal == "#6B3A6E"
    assert JuegoDeIdentidad.objects.count() == 2


def test_un_color_con_que_no_se_leeria_se_rechaza_en_su_campo(con_escudo, directora, ahora):
    with pytest.raises(NoSePuede, match="no se lee sobre ese color") as negativa:
        guardar_identidad(**DATOS | {"color_principal": "#FFD54F"}, por=directora, ahora=ahora)

    assert [i.campo for i in negativa.value.impedimentos] == ["color_principal"]


def test_lo_que_no_es_un_color_se_explica(con_escudo, directora, ahora):
    with pytest.raises(NoSePuede, match="Escribe el color"):
        guardar_identidad(**DATOS | {"color_de_acento": "verde"}, por=directora, ahora=ahora)


def test_sin_decir_la_administracion_no_hay_de_quien_guardarla(con_escudo, directora, ahora):
    Oficina.objects.filter(pk=1).update(administracion="")

    with pytest.raises(NoSePuede, match="administración"):
        guardar_identidad(**DATOS, por=directora, ahora=ahora)


def test_redaccion_no_la_cambia(con_escudo, redactora, ahora):
    with pytest.raises(NoTienePermiso):
        guardar_identidad(**DATOS, por=redactora, ahora=ahora)


def test_el_contraste_es_el_de_la_norma():
    assert contraste("#000000", "#FFFFFF") == pytest.approx(21)


def test_el_escudo_va_en_el_membrete_de_los_pdf(con_escudo):
    assert membrete()["escudo"].endswith(".png")


def test_el_escudo_va_en_el_encabezado_del_word(con_escudo, ahora):
    documento = Document(io.BytesIO(docx_de_boletin(BoletinFactory(publicado=True), ahora)))

    cabeza = documento.sections[0].header
    assert 'descr="Escudo de' in cabeza.part.blob.decode()
    assert "Gobierno de" in cabeza.paragraphs[0].text


@pytest.mark.parametrize(("hay", "imagenes"), [(True, 1), (False, 0)])
def test_el_escudo_va_dentro_del_correo_y_si_ya_no_esta_se_quita_su_lugar(con_escudo, hay, imagenes):
    if not hay:
        con_escudo.escudo.delete(save=True)
    html = '<!--escudo--><img src="cid:escudo" alt="Escudo"><!--/escudo--><p>Hola</p>'

    mensaje = armar(EnvioFactory(canal="correo", carga={"texto": "Hola", "html": html}, destinatario="a@b.invalid"))

    partes = [p for p in mensaje.walk() if p.get_content_type() == "image/png"]
    assert len(partes) == imagenes
    assert ("cid:escudo" in mensaje.get_body(("html",)).get_content()) == hay


def test_el_paquete_trae_escudo_letras_y_que_no_hacer(con_escudo, directora, ahora):
    guardar_identidad(**DATOS, por=directora, ahora=ahora)

    with zipfile.ZipFile(io.BytesIO(zip_de_identidad(Oficina.objects.actual()))) as paquete:
        nombres, dicho = paquete.namelist(), paquete.read("identidad.txt").decode()

    assert {"escudo.png", "letras/public-sans-400.ttf", "identidad.txt"} <= set(nombres)
    assert "Deformar el escudo" in dicho
