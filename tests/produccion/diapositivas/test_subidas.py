"""Lo que se ve de unas láminas subidas y lo que se dice de las que no se ven. Lo ajeno nunca tumba la página."""

import io
import random
import stat
import zipfile
from contextlib import suppress

import pytest
import typst
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from pptx import Presentation

from nucleo.dominio.impedimentos import NoSePuede
from personas.dominio.presentacion import laminas as l
from personas.dominio.presentacion.escritor import presentacion_pptx
from personas.models import Oficina
from produccion.clientes.vista_de_laminas import CON_LIBREOFFICE, NO_SE_VE, SOLO_TITULOS, mirar
from produccion.dominio.diapositivas.reuniones import reconocer
from tests.fabricas.reuniones import ReunionFactory

pytestmark = pytest.mark.lento
OFICINA = Oficina(pk=1, nombre="Comunicación Social", municipio="Mazamitla", entidad="Jalisco")
CONTENIDO_DE_ODP = """<?xml version="1.0"?><office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
 xmlns:presentation="urn:oasis:names:tc:opendocument:xmlns:presentation:1.0"><office:body><office:presentation>
 <draw:page><draw:frame><text:p>Pie</text:p></draw:frame>
 <draw:frame presentation:class="title"><text:p>Avance del drenaje</text:p></draw:frame></draw:page>
 </office:presentation></office:body></office:document-content>"""


def pptx():
    return presentacion_pptx([l.LaminaDePortada("Obra pública"), l.LaminaDeSeccion("Uno")], oficina=OFICINA, titulo="a")


def con_miniatura(octetos):
    salida, foto = io.BytesIO(), io.BytesIO()
    Image.effect_noise((256, 144), 60).save(foto, "JPEG")
    with zipfile.ZipFile(io.BytesIO(octetos)) as antes, zipfile.ZipFile(salida, "w") as paquete:
        for nombre in antes.namelist():
            paquete.writestr(nombre, foto.getvalue() if nombre == "docProps/thumbnail.jpeg" else antes.read(nombre))
    return salida.getvalue()


def de_canva():
    """Como salen de otros programas: sin marcador de título, sólo cajas de texto."""
    presentacion, salida = Presentation(), io.BytesIO()
    hoja = presentacion.slides.add_slide(presentacion.slide_layouts[6])
    hoja.shapes.add_textbox(0, 0, 100, 100).text_frame.text = "Feria del queso"
    presentacion.slides.add_slide(presentacion.slide_layouts[6])
    presentacion.save(salida)
    return salida.getvalue()


def odp():
    salida = io.BytesIO()
    with zipfile.ZipFile(salida, "w") as paquete:
        paquete.writestr("mimetype", "application/vnd.oasis.opendocument.presentation")
        paquete.writestr("content.xml", CONTENIDO_DE_ODP)
    return salida.getvalue()


def pdf():
    return typst.compile(b"#set page(width: 160pt, height: 90pt)\nUno\n#pagebreak()\nDos", format="pdf")


def titulos(vista):
    return [lamina.titulo for lamina in vista.laminas]


@pytest.fixture
def sin_libreoffice(settings):
    settings.LIBREOFFICE = ""


@pytest.fixture
def libreoffice(settings, tmp_path):
    """Un programa que se llama igual y deja un PDF donde se le dice: el de verdad pesa medio giga."""
    (tmp_path / "hecho.pdf").write_bytes(pdf())
    programa = tmp_path / "soffice"
    programa.write_text(f'#!/bin/sh\nfor ultimo; do :; done\ncp {tmp_path}/hecho.pdf "${{ultimo%.*}}.pdf"\n')
    programa.chmod(programa.stat().st_mode | stat.S_IXUSR)
    settings.LIBREOFFICE = str(programa)


def test_de_un_pptx_se_leen_sus_titulos_y_su_miniatura(sin_libreoffice):
    vista = mirar(con_miniatura(pptx()), "pptx")

    assert (titulos(vista), vista.como) == (["Obra pública", "Uno"], SOLO_TITULOS)
    assert Image.open(io.BytesIO(vista.laminas[0].png)).size == (256, 144)
    assert vista.laminas[1].png == b""


def test_una_miniatura_en_blanco_no_se_ensena(sin_libreoffice):
    """La que python-pptx y otros programas ponen por omisión."""
    assert mirar(pptx(), "pptx").laminas[0].png == b""


@pytest.mark.parametrize(
    ("hacer", "formato", "dicho"), [(de_canva, "pptx", ["Feria del queso", ""]), (odp, "odp", ["Avance del drenaje"])]
)
def test_de_otros_programas_tambien(sin_libreoffice, hacer, formato, dicho):
    assert titulos(mirar(hacer(), formato)) == dicho


def test_de_un_pdf_se_ven_sus_paginas():
    vista = mirar(pdf(), "pdf")

    assert [Image.open(io.BytesIO(lamina.png)).size for lamina in vista.laminas] == [(720, 405)] * 2


def test_con_libreoffice_se_ven_dibujadas_con_su_titulo(libreoffice):
    vista = mirar(pptx(), "pptx")

    assert (titulos(vista), vista.como) == (["Obra pública", "Uno"], CON_LIBREOFFICE)
    assert all(lamina.png for lamina in vista.laminas)


def test_un_libreoffice_que_no_puede_deja_los_titulos(settings):
    settings.LIBREOFFICE = "/bin/false"

    assert titulos(mirar(pptx(), "pptx")) == ["Obra pública", "Uno"]


@pytest.mark.parametrize("formato", ["pptx", "odp", "pdf"])
def test_lo_roto_no_falla_y_lo_dice(sin_libreoffice, formato):
    octetos = {"pptx": pptx()[:-4000], "odp": odp()[:-60], "pdf": b"%PDF-1.7\nnada\nstartxref\n9\n%%EOF\n"}[formato]

    assert mirar(octetos, formato).como == NO_SE_VE


def test_un_zip_que_se_infla_no_se_abre(sin_libreoffice):
    salida = io.BytesIO()
    with zipfile.ZipFile(salida, "w", zipfile.ZIP_DEFLATED) as paquete:
        paquete.writestr("ppt/presentation.xml", "<p/>")
        paquete.writestr("ppt/media/a.png", b"0" * 310_000_000)

    assert mirar(salida.getvalue(), "pptx").laminas == []


@pytest.mark.django_db
class TestPagina:
    @pytest.fixture(autouse=True)
    def _entrar(self, client, directora, sin_libreoffice):
        client.force_login(directora)

    def subir(self, client, octetos, nombre="a.pptx"):
        reunion = ReunionFactory()
        archivo = SimpleUploadedFile(nombre, octetos)
        return client.post(reverse("produccion:subir_laminas", args=[reunion.pk]), {"archivo": archivo}, follow=True)

    def test_la_pagina_dice_sus_titulos_y_por_que_no_hay_imagen(self, client):
        pagina = self.subir(client, con_miniatura(pptx())).text

        assert "2 láminas" in pagina
        assert "Este equipo no tiene LibreOffice" in pagina
        assert pagina.count("lamina-sin-imagen") == 1

    @pytest.mark.parametrize(
        ("octetos", "frase"),
        [
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "contraseña"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "de un programa de antes"),
            (b"\x89PNG\r\n\x1a\n", "no es una presentación"),
            (b"PK\x03\x04" + b"\0" * 50, "no es una presentación"),
        ],
        ids=["con contraseña", "ppt", "foto", "cortado"],
    )
    def test_lo_que_no_se_puede_se_dice_en_la_pagina(self, client, octetos, frase):
        respuesta = self.subir(client, octetos)

        assert respuesta.status_code == 422
        assert frase in respuesta.text


def test_un_zip_danado_donde_sea_se_rechaza_o_se_reconoce_y_nunca_falla():
    azar = random.Random(1)
    for _ in range(2000):
        octetos = bytearray(odp())
        for _ in range(azar.randint(1, 30)):
            octetos[azar.randrange(len(octetos))] = azar.randrange(256)
        with suppress(NoSePuede):
            reconocer(bytes(octetos))
