"""Las palabras de lo reservado: ni se enseñan ni se encuentran por ellas, salvo quien lleva los derechos."""

import io
import zipfile
from datetime import date, timedelta

import pytest
from django.urls import reverse

from media_library.consultas import cuadricula
from media_library.consultas.filtros import filtrar
from media_library.dominio.compartir import paquetes
from media_library.models import Evidencia
from tests.fabricas.agenda import EventoFactory
from tests.fabricas.boletines import BoletinFactory, FotoDeBoletinFactory
from tests.fabricas.media_library import ConsentimientoFactory, CorteFactory, DerivadoFactory, EvidenciaFactory
from tests.fabricas.personas import PersonaFactory
from tests.media_library.conftest import AHORA, LLEVA

pytestmark = pytest.mark.django_db(transaction=True)
MOTIVOS = ("protegidos", "prohibido", "revocada")
AYER, MANANA = date(2026, 11, 22), date(2026, 11, 24)
HOY = date(2026, 11, 23)  # AHORA, en la hora del centro


def url(nombre, *args):
    return reverse(f"media_library:{nombre}", args=args)


def reservar(foto, motivo):
    campos = {"protegidos": {"menores": "protegidos"}, "prohibido": {"uso": "prohibido"}, "revocada": {}}
    Evidencia.objects.filter(pk=foto.pk).update(**campos[motivo])
    if motivo == "revocada":
        ConsentimientoFactory(revocado_en=AHORA).evidencias.add(foto)
    foto.refresh_from_db()
    return foto


@pytest.fixture(params=MOTIVOS)
def reservada(request, db):
    evento = EventoFactory(titulo="Entrega de útiles", alcance="publico")
    evento.clean()
    evento.save()
    foto = EvidenciaFactory(
        evento=evento, titulo="Albergue", texto_alternativo="Xóchitl en el albergue",
        nombre_de_archivo="xochitl.jpg",
    )  # fmt: skip
    DerivadoFactory(original=foto.original, hecho=True)
    reservar(foto, request.param).evento = evento
    return foto


@pytest.mark.parametrize(("papel", "la_ve"), [("consulta", False), ("redes", False), ("fotografia", True)])
class TestQuienLasVe:
    def test_la_pagina_del_evento_no_las_dice(self, mira, reservada, papel, la_ve):
        texto = mira(papel, reverse("cadena:evento", args=[reservada.evento.pk])).text

        assert ("Xóchitl" in texto, 'alt="Reservada"' in texto) == (la_ve, not la_ve)

    @pytest.mark.parametrize("direccion", ["/oficina/biblioteca/", "/oficina/buscar/"])
    def test_no_se_encuentra_por_ellas(self, mira, reservada, papel, la_ve, direccion):
        texto = mira(papel, f"{direccion}?q=xochitl").text

        assert (url("ver", reservada.pk) in texto) is la_ve

    def test_la_cuadricula_tampoco_las_dice(self, mira, reservada, papel, la_ve):
        texto = mira(papel, url("biblioteca")).text

        assert ("Xóchitl" in texto, "Albergue" in texto, "Reservada" in texto) == (la_ve, la_ve, not la_ve)

    def test_el_visor_no_dice_ni_como_se_llama_el_archivo(self, mira, reservada, papel, la_ve):
        texto = mira(papel, url("ver", reservada.pk)).text

        assert ("Albergue" in texto, "xochitl.jpg" in texto) == (la_ve, la_ve)

    @pytest.mark.parametrize("motivo", MOTIVOS)
    def test_los_cortes_de_una_grabacion_reservada_son_de_quien_lleva_los_derechos(self, mira, papel, la_ve, motivo):
        corte = CorteFactory(titulo="Lo que dijo Xóchitl")
        reservar(corte.evidencia, motivo)

        respuesta = mira(papel, url("cortes", corte.evidencia_id))

        assert (respuesta.status_code, "Xóchitl" in respuesta.text) == ((200, True) if la_ve else (403, False))


@pytest.mark.parametrize("direccion", ["/oficina/biblioteca/", "/oficina/buscar/"])
def test_por_su_evento_si_se_encuentra_pero_sin_sus_palabras(mira, reservada, direccion):
    texto = mira("consulta", f"{direccion}?q=utiles").text

    assert (url("ver", reservada.pk) in texto, "Albergue" in texto) == (True, False)


def test_todos_los_resultados_tampoco_la_traen(mira, reservada):
    respuesta = mira("consulta", url("bajar", "web"), todos="on", filtro="?q=xochitl", volver="/oficina/")

    assert (respuesta.status_code, respuesta["Location"]) == (302, "/oficina/")


def test_el_boletin_que_la_llevaba_no_las_dice(mira, reservada):
    FotoDeBoletinFactory(boletin=(boletin := BoletinFactory()), evidencia=reservada, orden=0)

    texto = mira("consulta", reverse("boletines:ver", args=[boletin.pk])).text

    assert ("Xóchitl" in texto, "Está reservada" in texto) == (False, True)


def test_el_archivo_de_pies_del_zip_solo_dice_que_esta_reservada(mira, reservada):
    otra = EvidenciaFactory(titulo="Plaza", evento=reservada.evento)

    zip_ = b"".join(mira("consulta", url("bajar", "web"), evidencias=[reservada.pk, otra.pk]).streaming_content)
    pies = zipfile.ZipFile(io.BytesIO(zip_)).read("pies-y-creditos.csv").decode()

    assert ("Albergue" in pies, "xochitl" in pies.lower(), "Plaza" in pies, "Reservada" in pies) == (
        False, False, True, True,
    )  # fmt: skip


@pytest.mark.parametrize("motivo", MOTIVOS)
def test_el_enlace_compartido_deja_de_decirlas_cuando_se_reserva(client, motivo):
    foto, otra = EvidenciaFactory(titulo="Albergue"), EvidenciaFactory(titulo="Plaza", pie="La plaza")
    quien = PersonaFactory(papeles=["redaccion"])
    abierto = paquetes.compartir([foto, otra], nombre="Prensa", dias=7, por=quien, ahora=AHORA)
    paquetes.Paquete.objects.update(vence_en=AHORA + timedelta(days=30_000))

    reservar(foto, motivo)
    texto = client.get(abierto.enlace).text

    assert ("Albergue" in texto, "plaza" in texto.lower()) == (False, True)


@pytest.mark.parametrize(
    ("campos", "revocada", "esta"),
    [
        ({}, False, False),
        ({"menores": "protegidos"}, False, True),
        ({"menores": "si"}, False, False),
        ({"uso": "prohibido"}, False, True),
        ({"uso": "prohibido", "fecha_uso_inicio": MANANA}, False, False),
        ({"uso": "prohibido", "fecha_uso_fin": AYER}, False, False),
        ({"uso": "prohibido", "fecha_uso_inicio": AYER, "fecha_uso_fin": MANANA}, False, True),
        ({"uso": "permitido", "fecha_uso_fin": AYER}, False, False),
        ({}, True, True),
        ({"difuminado": "no_hace_falta", "difuminado_motivo": "De espaldas", "difuminado_en": AHORA}, True, False),
    ],
)
def test_la_regla_dice_lo_mismo_al_filtrar_que_de_cada_evidencia(campos, revocada, esta):
    decidida = {"difuminado_por": PersonaFactory()} if "difuminado" in campos else {}
    foto = EvidenciaFactory(**campos, **decidida)
    ConsentimientoFactory().evidencias.add(foto)
    if revocada:
        ConsentimientoFactory(revocado_en=AHORA).evidencias.add(foto)

    leida = Evidencia.objects.con_revocadas().get()

    assert (foto.esta_reservada(HOY), leida.esta_reservada(HOY), Evidencia.objects.reservadas(HOY).exists()) == (
        esta, esta, esta,
    )  # fmt: skip


@pytest.mark.parametrize("motivo", MOTIVOS)
def test_esconderlas_no_cuesta_consultas(motivo, django_assert_num_queries):
    for numero in range(3):
        reservar(EvidenciaFactory(texto_alternativo=f"Xóchitl {numero}"), motivo)
    EvidenciaFactory(texto_alternativo="Xóchitl en la plaza")

    for persona, cuantas in ((LLEVA, 4), (PersonaFactory(papeles=["consulta"]), 1)):
        with django_assert_num_queries(2):
            assert len(filtrar(Evidencia.objects.all(), {"q": "xochitl"}, persona=persona, ahora=AHORA)) == cuantas
    with django_assert_num_queries(2):  # las filas y sus miniaturas
        tarjetas = cuadricula.pagina(Evidencia.objects.all()).dias[0].tarjetas
        assert [t.evidencia.esta_reservada(HOY) for t in tarjetas] == [False, True, True, True]
