"""Ningún archivo tumba el sistema ni ataca a quien lo abre (docs/fiabilidad.md, «Archivos ajenos»).

El corpus entero corre en cada pasada; de las mutaciones, cuatrocientas. Con `CORPUS_MUTACIONES=10000` corren todas.
"""

import io
import os
import socket
import threading

import pytest
from django.urls import reverse
from PIL import Image

from media_library.dominio.entrada import ingesta
from media_library.dominio.reconocimiento.puerta import ArchivoRechazado
from media_library.dominio.versiones import cola
from media_library.dominio.versiones.publico import DerivadoPendiente, bytes_publicos
from media_library.estados import Clase
from media_library.models import Derivado, Evidencia, Original
from media_library.models.receta import MINIATURA
from tests.media_library import corpus
from tests.media_library.almacenes import Entregado
from tests.media_library.conftest import AHORA

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.lento]
MUTACIONES = int(os.environ.get("CORPUS_MUTACIONES", "400"))
SERVIBLES = ("image/", "video/", "audio/", "application/pdf")


@pytest.fixture
def oyente():
    """Un servidor local al que nadie debe conectarse; dice cuántos lo hicieron."""
    visitas, servidor = [], socket.create_server(("127.0.0.1", 0))

    def oir():
        while True:
            try:
                visitas.append(servidor.accept()[1])
            except OSError:
                return

    threading.Thread(target=oir, daemon=True).start()
    yield servidor.getsockname()[1], visitas
    servidor.close()


def entrar(octetos, nombre, persona):
    """La evidencia, o la frase con que se rechazó; cualquier otra cosa hace fallar la prueba."""
    try:
        return ingesta.ingresar(archivo=io.BytesIO(octetos), nombre=nombre, por=persona, ahora=AHORA).evidencia
    except ArchivoRechazado as rechazo:
        return str(rechazo)


def revisar_publicos():
    """Todo octeto público de foto se abre otra vez y no trae EXIF ni guiones."""
    for evidencia in Evidencia.objects.select_related("original").filter(original__clase=Clase.FOTO):
        try:
            octetos = bytes_publicos(evidencia, MINIATURA)
        except DerivadoPendiente:
            continue
        with Image.open(io.BytesIO(octetos)) as imagen:
            imagen.load()
            assert not imagen.getexif()
        assert b"<script" not in octetos


def test_el_corpus_entra_o_se_rechaza_con_frase_y_nada_se_conecta(fotografa, oyente, settings):
    puerto, visitas = oyente
    todo = [*corpus.imagenes(), *corpus.audiovisuales(puerto), *corpus.documentos()]

    resultados = {nombre: entrar(octetos, nombre, fotografa) for nombre, octetos in todo}
    cola.derivar_todo()

    rechazos = {n: r for n, r in resultados.items() if isinstance(r, str)}
    assert all(r.startswith("«") and r.endswith(".") for r in rechazos.values())
    assert visitas == []
    assert Derivado.objects.filter(estado="pendiente", intentos=0).count() == 0
    assert all(o.tipo.startswith(SERVIBLES) for o in Original.objects.all())
    assert len(todo) - len(rechazos) >= 15
    revisar_publicos()


def test_lo_activo_nunca_entra_con_otro_nombre(fotografa):
    activos = [
        "svg.jpg",
        "svg-con-xml.svg",
        "html.jpg",
        "php.jpg",
        "eps.jpg",
        "guion.sh",
        "programa.exe",
        "gif-con-guion.jpg",
    ]
    todo = dict([*corpus.imagenes(), *corpus.documentos()])

    assert [n for n in activos if not isinstance(entrar(todo[n], n, fotografa), str)] == []


def test_lo_que_si_entra_se_entrega_como_adjunto_y_nunca_como_html(client, fotografa):
    client.force_login(fotografa)
    todo = dict([*corpus.imagenes(), *corpus.documentos()])
    for nombre in ("jpeg-con-html.jpg", "html-en-comentario.jpg", "guion.pdf", "pdf-y-jpeg.pdf"):
        evidencia = entrar(todo[nombre], nombre, fotografa)
        respuesta = client.get(reverse("media_library:archivo", args=[evidencia.pk, "original"]))
        entregado = Entregado(respuesta)
        assert entregado.octetos == todo[nombre]
        assert entregado.disposicion.startswith("attachment")
        assert "html" not in entregado.tipo


@pytest.mark.solo_disco  # un almacén S3 responde desde su propio origen: allá no hay sesión que proteger
def test_lo_que_entrega_este_equipo_va_en_una_caja(client, fotografa):
    client.force_login(fotografa)
    todo = dict([*corpus.imagenes(), *corpus.documentos()])
    evidencia = entrar(todo["pdf-y-jpeg.pdf"], "pdf-y-jpeg.pdf", fotografa)

    respuesta = client.get(reverse("media_library:archivo", args=[evidencia.pk, "original"]))
    respuesta.close()

    assert respuesta["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert respuesta["X-Content-Type-Options"] == "nosniff"


def test_ningun_nombre_sale_del_almacen_ni_ensucia_la_pantalla(client, fotografa, settings, tmp_path):
    client.force_login(fotografa)
    for numero, nombre in enumerate(corpus.NOMBRES):
        entrar(corpus.imagen(medidas=(40 + numero, 30)), nombre, fotografa)

    html = client.get(reverse("media_library:biblioteca")).text
    fuera = [r for r in tmp_path.rglob("*") if r.is_file() and not r.is_relative_to(settings.DIR_ORIGINALES)]
    assert (Evidencia.objects.count(), fuera) == (len(corpus.NOMBRES), [])
    assert "<script>.jpg" not in html
    assert all(
        len(n) <= 200 and "/" not in n and "\0" not in n
        for n in Evidencia.objects.values_list("nombre_de_archivo", flat=True)
    )


def test_las_mutaciones_entran_o_se_rechazan_y_ninguna_tumba_al_taller(fotografa, sintetico):
    buenas = [corpus.imagen(), corpus.imagen("PNG"), corpus.imagen("WEBP"), corpus.imagen("AVIF")]
    buenas += [sintetico(e).read_bytes() for e in ("mp4", "mp3", "wav", "ogg", "webm")]
    entraron = 0
    for nombre, octetos in corpus.mutaciones(buenas, MUTACIONES):
        resultado = entrar(octetos, nombre, fotografa)
        entraron += not isinstance(resultado, str)

    cola.derivar_todo(limite=60)

    assert 0 < entraron < MUTACIONES
    revisar_publicos()
