"""Al revocar un permiso, lo publicado pierde la foto en todas partes (LFDA 87; docs/dominio.md, reglas 26 a 28)."""

import io
import json
from datetime import date, timedelta

import pytest
from PIL import Image

from boletines.dominio.despues.derechos import reescribir_lo_que_vence
from boletines.dominio.salida.documentos.pdf import pdf_de_boletin
from difusion.dominio.despacho import despachar
from difusion.models import Envio
from media_library.dominio.derechos.consentimientos import DatosDeCarta, guardar_carta, revocar_carta
from media_library.dominio.derechos.derechos import (
    Derechos,
    anotar_derechos,
    decidir_sin_difuminar,
    marcar_menores,
)
from media_library.dominio.derechos.difuminado import difuminar
from media_library.dominio.entrada.ingesta import ingresar
from media_library.dominio.versiones.cola import derivar_todo
from portal.dominio import prensa
from portal.dominio.escritura import boletin as escritura
from portal.dominio.escritura import todo
from tests.fabricas.boletines import BoletinFactory, FotoDeBoletinFactory

pytestmark = [pytest.mark.django_db, pytest.mark.lento, pytest.mark.usefixtures("oficina", "reloj")]


def foto(boletin, por, ahora, color, orden):
    octetos = io.BytesIO()
    Image.effect_noise((1700, 1200), 90).convert("RGB").save(octetos, "JPEG")
    octetos.seek(0)
    evidencia = ingresar(archivo=octetos, nombre=f"{color}.jpg", por=por, ahora=ahora).evidencia
    palabras = {"pie": f"Pie {color}", "texto_alternativo": f"Se ve {color}", "credito": "CS"}
    type(evidencia).objects.filter(pk=evidencia.pk).update(**palabras)
    evidencia.refresh_from_db()
    FotoDeBoletinFactory(boletin=boletin, evidencia=evidencia, orden=orden)
    return evidencia


@pytest.fixture
def publicado(arbol, ahora, fotografo):
    """Un boletín con dos fotos en el portal, y otro posterior que lo enseña como relacionado."""
    boletin = BoletinFactory(publicado=True, publicado_en=ahora - timedelta(days=2))
    boletin.de_prueba = [foto(boletin, fotografo, ahora, color, n) for n, color in enumerate(("teal", "navy"))]
    siguiente = BoletinFactory(publicado=True, publicado_en=ahora - timedelta(days=1))
    derivar_todo()
    todo.construir_todo(ahora, lambda *_: None)
    assert f"{boletin.clave}/foto-1" in (arbol / siguiente.ruta_publica.strip("/") / "index.html").read_text()
    return boletin


@pytest.fixture
def con_carta(publicado, directora, ahora):
    datos = DatosDeCarta(nombre="Quien aparece", finalidad="Boletín", medios="Portal", fecha=date(2026, 1, 1))
    return guardar_carta(datos=datos, archivo=None, evidencias=publicado.de_prueba[:1], por=directora, ahora=ahora)


def salir(ahora):
    despachar(reloj=lambda: ahora)


def donde_se_nombra(arbol, texto):
    archivos = [a for a in arbol.rglob("*") if a.is_file()]
    return sorted(str(a.relative_to(arbol)) for a in archivos if texto in str(a) or texto.encode() in a.read_bytes())


def test_al_revocar_la_carta_la_foto_se_va_de_todo_el_portal(arbol, publicado, con_carta, directora, ahora):
    salir(ahora)
    assert len(donde_se_nombra(arbol, f"{publicado.clave}/foto-1")) > 10

    revocar_carta(con_carta, motivo="Lo pidió por escrito", por=directora, ahora=ahora)
    salir(ahora)

    assert donde_se_nombra(arbol, f"{publicado.clave}/foto-1") == []
    pagina = (arbol / publicado.ruta_publica.strip("/") / "index.html").read_text()
    assert "Pie teal" not in pagina
    assert f'property="og:image" content="http://localhost:8000/medios/{publicado.clave}/foto-2' in pagina
    manifiesto = prensa.leer_manifiesto(publicado.ejercicio, publicado.slug)
    fotos = [n.rpartition("/")[2] for n in manifiesto["archivos"] if n.endswith(".jpg")]
    assert len(fotos) == 1
    assert fotos[0].startswith(f"{manifiesto['nombre']}-2-")


def test_sin_foto_que_pueda_verse_queda_su_tarjeta(arbol, publicado, directora, ahora):
    marcar_menores(publicado.de_prueba, menores="protegidos", por=directora, ahora=ahora)
    salir(ahora)

    assert donde_se_nombra(arbol, f"{publicado.clave}/foto-") == []
    assert list((arbol / f"medios/{publicado.clave}").iterdir()) == []
    pagina = (arbol / publicado.ruta_publica.strip("/") / "index.html").read_text()
    assert f'property="og:image" content="http://localhost:8000{publicado.ruta_publica}tarjeta-' in pagina
    assert json.loads((arbol / publicado.ruta_publica.strip("/") / "prensa" / prensa.MANIFIESTO).read_text())


def test_el_pdf_deja_de_llevarla_y_lleva_la_que_sigue(publicado, con_carta, directora, ahora):
    con_la_primera = pdf_de_boletin(publicado, ahora)

    revocar_carta(con_carta, motivo="Lo pidió", por=directora, ahora=ahora)

    publicado.refresh_from_db()
    sin_ella = pdf_de_boletin(publicado, ahora)
    assert sin_ella != con_la_primera
    FotoDeBoletinFactory._meta.model.objects.filter(boletin=publicado).delete()
    assert len(pdf_de_boletin(publicado, ahora)) < len(sin_ella)


def test_prohibir_el_uso_la_quita_y_permitirlo_la_regresa(arbol, publicado, directora, ahora):
    primera = publicado.de_prueba[0]
    anotar_derechos(primera, derechos=Derechos(uso="prohibido"), version=primera.version, por=directora, ahora=ahora)
    salir(ahora)
    assert donde_se_nombra(arbol, f"{publicado.clave}/foto-1") == []

    despues = ahora + timedelta(minutes=1)
    primera.refresh_from_db()
    anotar_derechos(primera, derechos=Derechos(), version=primera.version, por=directora, ahora=despues)
    salir(despues)

    assert (arbol / f"medios/{publicado.clave}/foto-1-w800.jpg").is_file()


def test_anotar_que_no_hace_falta_difuminar_la_regresa(arbol, publicado, con_carta, directora, ahora):
    revocar_carta(con_carta, motivo="Lo pidió", por=directora, ahora=ahora)
    salir(ahora)

    decidir_sin_difuminar(publicado.de_prueba[0], motivo="Sólo se ven manos", por=directora, ahora=ahora + timedelta(1))
    salir(ahora + timedelta(1))

    assert (arbol / f"medios/{publicado.clave}/foto-1-w800.jpg").is_file()


def test_mientras_se_difumina_lo_de_antes_ya_no_esta(arbol, publicado, directora, ahora):
    antes = (arbol / f"medios/{publicado.clave}/foto-1-w800.jpg").read_bytes()
    difuminar(publicado.de_prueba[0], zonas=[(10, 10, 20, 20)], por=directora, ahora=ahora)

    salir(ahora)
    assert not (arbol / f"medios/{publicado.clave}/foto-1-w800.jpg").exists()
    assert not (arbol / publicado.ruta_publica.strip("/") / "boletin.pdf").exists()

    derivar_todo()
    salir(ahora + timedelta(hours=1))
    assert (arbol / f"medios/{publicado.clave}/foto-1-w800.jpg").read_bytes() != antes
    assert (arbol / publicado.ruta_publica.strip("/") / "boletin.pdf").is_file()


def test_la_carta_que_vence_la_quita_sola_y_se_apunta_una_vez(arbol, publicado, con_carta, ahora, reloj):
    type(con_carta).objects.filter(pk=con_carta.pk).update(fecha_fin=ahora.date())
    manana = ahora + timedelta(days=1)
    reloj.move_to(manana)

    assert (reescribir_lo_que_vence(ahora), reescribir_lo_que_vence(manana), reescribir_lo_que_vence(manana)) == (
        0,
        1,
        1,
    )
    assert Envio.objects.filter(motivo="derechos", creado_en=manana).count() == 1
    salir(manana)

    assert donde_se_nombra(arbol, f"{publicado.clave}/foto-1") == []


def test_lo_que_nadie_publico_no_apunta_nada(directora, ahora, fotografo):
    borrador = BoletinFactory()
    evidencia = foto(borrador, fotografo, ahora, "red", 0)

    marcar_menores([evidencia], menores="protegidos", por=directora, ahora=ahora)

    assert not Envio.objects.filter(motivo="derechos").exists()


def test_la_edicion_de_la_pagina_relacionada_tambien_la_pierde(arbol, publicado, directora, ahora):
    marcar_menores(publicado.de_prueba, menores="protegidos", por=directora, ahora=ahora)
    escritura.cambiar_lo_que_puede_verse(publicado, ahora)

    assert not [n for n in donde_se_nombra(arbol, f"{publicado.clave}/foto") if n.endswith(".html")]
