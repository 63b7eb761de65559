"""Los recortes y tamaños que se terminan después de publicar: la página pública los toma sola."""

import io
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import count

import pytest
from django.db import connection, transaction
from PIL import Image

from difusion.dominio.despacho import despachar
from difusion.dominio.freno import poner_freno, soltar_freno
from difusion.models import Envio
from media_library.dominio.derechos.difuminado import difuminar
from media_library.dominio.entrada.ingesta import ingresar
from media_library.dominio.seleccion.palabras import editar_palabras
from media_library.dominio.versiones.cola import derivar_todo
from media_library.models import Derivado
from media_library.models.receta import Receta
from media_library.signals import versiones_listas
from nucleo.referencias import ref
from portal.dominio.escritura.ordenes import ESPERA_DE_VERSIONES
from tests.fabricas.boletines import BoletinFactory, FotoDeBoletinFactory
from tests.fabricas.media_library import DerivadoFactory
from tests.portal.publicados import construir

pytestmark = [pytest.mark.django_db, pytest.mark.lento, pytest.mark.usefixtures("oficina", "arbol", "reloj")]
TARDIOS = {f"foto-1-{cual}.jpg" for cual in ("16x9", "4x3", "1x1", "w2400")} | {"foto-1-w2400.webp"}


def foto(boletin, por, ahora, orden=0):
    """Con sus versiones indispensables; lo que se hace al final todavía espera."""
    octetos = io.BytesIO()
    Image.new("RGB", (2500, 1700), (10 * orden, 90, 120)).save(octetos, "JPEG")
    octetos.seek(0)
    evidencia = ingresar(archivo=octetos, nombre=f"obra-{orden}.jpg", por=por, ahora=ahora).evidencia
    type(evidencia).objects.filter(pk=evidencia.pk).update(pie="La obra", texto_alternativo="Zanja", credito="CS")
    derivar_todo(con_extras=False)
    FotoDeBoletinFactory(boletin=boletin, evidencia=evidencia, orden=orden)
    evidencia.refresh_from_db()
    return evidencia


@pytest.fixture
def publicado(ahora, fotografo):
    boletin = BoletinFactory(publicado=True, publicado_en=ahora - timedelta(days=1))
    boletin.de_prueba = foto(boletin, fotografo, ahora)
    construir(ahora)
    return boletin


@pytest.fixture
def medios(arbol, publicado):
    return lambda: {a.name for a in (arbol / f"medios/{publicado.clave}").iterdir()}


def apuntados():
    return list(Envio.objects.filter(motivo="versiones").values_list("objeto", "estado").order_by("pk"))


def despues(reloj, ahora):
    reloj.move_to(ahora + ESPERA_DE_VERSIONES)
    return despachar(reloj=lambda: ahora + ESPERA_DE_VERSIONES)


def test_la_pagina_ya_publicada_toma_sola_los_recortes_que_se_terminan_despues(arbol, publicado, medios, reloj, ahora):
    assert TARDIOS & medios() == set()

    derivar_todo()
    despues(reloj, ahora)

    assert TARDIOS - medios() == set()
    pagina = (arbol / publicado.ruta_publica.strip("/") / "index.html").read_text()
    assert f"/medios/{publicado.clave}/foto-1-16x9.jpg" in pagina


def test_todas_las_versiones_de_sus_fotos_se_juntan_en_una_escritura(publicado, fotografo, ahora):
    foto(publicado, fotografo, ahora, orden=1)
    segundos = count()

    derivar_todo(reloj=lambda: ahora + timedelta(seconds=next(segundos)))

    assert Derivado.objects.filter(receta__startswith="w2400.", estado="hecho").count() == 4
    assert apuntados() == [(ref(publicado), "pendiente")]


def test_escribirla_no_apunta_otra(publicado, reloj, ahora):
    derivar_todo()
    despues(reloj, ahora)

    assert (apuntados(), derivar_todo()) == ([(ref(publicado), "entregado")], 0)
    assert despachar(reloj=lambda: ahora + timedelta(days=1)) == 0


def test_lo_que_termina_despues_de_escribirla_se_apunta_otra_vez(publicado, reloj, ahora):
    derivar_todo()
    despues(reloj, ahora)

    otra = {
        "original": publicado.de_prueba.original_id,
        "recetas": [Receta.leer("w2400.jpg")],
        "ahora": ahora + timedelta(hours=1),
    }
    versiones_listas.send(Derivado, **otra)

    assert apuntados() == [(ref(publicado), "entregado"), (ref(publicado), "pendiente")]


@pytest.mark.parametrize("estado", [{}, {"aprobado": True}, {"retirado": True}])
def test_lo_que_no_esta_publicado_no_apunta_nada(ahora, fotografo, estado):
    foto(BoletinFactory(**estado), fotografo, ahora)

    derivar_todo()

    assert Derivado.objects.filter(receta="w2400.jpg", estado="hecho").exists()
    assert apuntados() == []


@pytest.mark.parametrize("receta", ["vertical-50-50.jpg", "cuadro-50-50.webp", "tira.webp", "ancha-10-10.jpg"])
def test_lo_que_la_pagina_no_ensena_no_apunta_nada(publicado, ahora, receta):
    versiones_listas.send(
        Derivado, original=publicado.de_prueba.original_id, recetas=[Receta.leer(receta)], ahora=ahora
    )

    assert apuntados() == []


def test_sin_nada_que_la_use_pregunta_una_vez(ahora, django_assert_num_queries):
    with django_assert_num_queries(1):
        versiones_listas.send(Derivado, original=99, recetas=[Receta.leer("w2400.jpg")], ahora=ahora)


def test_mover_el_centro_de_la_foto_cambia_los_recortes_ya_publicados(arbol, publicado, reloj, ahora, fotografo):
    derivar_todo()
    despues(reloj, ahora)
    archivo = arbol / f"medios/{publicado.clave}/foto-1-1x1.jpg"
    antes, evidencia = archivo.read_bytes(), publicado.de_prueba
    palabras = {c: getattr(evidencia, c) for c in ("version", "pie", "texto_alternativo", "credito")}

    editar_palabras(evidencia, **palabras, foco=(5, 5), por=fotografo, ahora=ahora)
    derivar_todo(reloj=lambda: ahora + timedelta(hours=1))
    despues(reloj, ahora + timedelta(hours=1))

    assert archivo.read_bytes() != antes


def test_lo_difuminado_tarda_y_sus_recortes_llegan_solos(publicado, medios, reloj, ahora, fotografo):
    difuminar(publicado.de_prueba, zonas=[(10, 10, 20, 20)], por=fotografo, ahora=ahora)
    derivar_todo(con_extras=False)
    despues(reloj, ahora)
    assert TARDIOS & medios() == set()

    otra = ahora + timedelta(minutes=5)
    derivar_todo(reloj=lambda: otra)
    despues(reloj, otra)

    assert TARDIOS - medios() == set()


def test_con_el_freno_puesto_espera(publicado, medios, directora, reloj, ahora):
    poner_freno(motivo="Alto", por=directora, ahora=ahora)
    derivar_todo()
    despues(reloj, ahora)
    assert TARDIOS & medios() == set()

    soltar_freno(por=directora, ahora=ahora)
    despues(reloj, ahora)

    assert TARDIOS - medios() == set()


@pytest.mark.django_db(transaction=True)
def test_la_que_el_despacho_ya_tiene_en_la_mano_no_se_toma_por_pendiente(ahora):
    boletin = BoletinFactory(publicado=True, publicado_en=ahora - timedelta(days=1))
    evidencia = FotoDeBoletinFactory(boletin=boletin).evidencia
    DerivadoFactory(original=evidencia.original, receta="w2400.jpg", hecho=True)
    aviso = {"original": evidencia.original_id, "recetas": [Receta.leer("w2400.jpg")]}
    versiones_listas.send(Derivado, **aviso, ahora=ahora)

    with transaction.atomic():
        Envio.objects.select_for_update().get()
        with ThreadPoolExecutor(1) as hilos:
            hilos.submit(_avisar, **aviso, ahora=ahora + timedelta(seconds=1)).result(timeout=20)

    assert apuntados() == [(ref(boletin), "pendiente")] * 2


def _avisar(**aviso):
    try:
        versiones_listas.send(Derivado, **aviso)
    finally:
        connection.close()
