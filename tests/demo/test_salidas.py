"""La demostración se carga con el despachador de verdad corriendo: ninguno de los dos estorba al otro."""

import uuid
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.utils import timezone

from comsocial.demo import salidas, vida
from difusion.dominio import despacho
from difusion.dominio.bandeja import encolar
from difusion.dominio.canales import registrar_canal
from difusion.estados import Canal
from difusion.models import Envio
from nucleo.referencias import ref
from portal.dominio.escritura.canal import CanalPortal
from redes.models import Publicacion
from tests.fabricas.boletines import BoletinFactory
from tests.fabricas.redes import PublicacionFactory

HACE_UN_ANO = timezone.now() - timedelta(days=365)


@pytest.fixture
def publicado(transactional_db, oficina):
    boletin = BoletinFactory(publicado=True, publicado_en=HACE_UN_ANO)
    encolar(canal=Canal.PORTAL, motivo="publicar", objeto=ref(boletin), por=None,
            ahora=HACE_UN_ANO)  # fmt: skip
    PublicacionFactory(boletin=boletin, no_antes_desde=HACE_UN_ANO)
    return boletin


def lo_lleva_otro(estado, hasta):
    Envio.objects.update(estado=estado, ficha=uuid.uuid4(), arriendo_hasta=hasta, intento=1)


def test_si_otro_despachador_esta_tomando_su_pagina_la_carga_lo_espera(publicado, directora, redes, monkeypatch):
    otro = connection.copy()
    otro.set_autocommit(False)
    otro.cursor().execute("SELECT id FROM difusion_envio FOR UPDATE")
    monkeypatch.setattr("time.sleep", lambda _: otro.rollback())
    plan = SimpleNamespace(inicio=HACE_UN_ANO - timedelta(hours=2, minutes=30), red="publicada")

    try:
        vida.publicar(plan, publicado, {"directora": directora, "redes": redes})
    finally:
        otro.close()

    assert Publicacion.objects.get().estado == "publicada"


def test_si_el_otro_la_dejo_para_despues_la_carga_no_sigue_sin_ella(publicado, directora, redes):
    """Se topó con una foto sin procesar y la dejó para dentro de un minuto: la carga la escribe en cuanto se puede."""
    Envio.objects.update(no_antes_desde=timezone.now() + timedelta(minutes=1), intento=1, razon="Falta una foto")
    plan = SimpleNamespace(inicio=HACE_UN_ANO - timedelta(hours=2, minutes=30), red="publicada")

    vida.publicar(plan, publicado, {"directora": directora, "redes": redes})

    assert Publicacion.objects.get().estado == "publicada"


def test_si_el_otro_murio_a_media_entrega_la_carga_la_termina(publicado, monkeypatch):
    """El arriendo de quien murió vence; la página, repetible, se escribe otra vez y nada queda por verificar."""
    lo_lleva_otro("punto", timezone.now() + timedelta(minutes=1))
    vencido = timezone.now() - timedelta(minutes=2)
    monkeypatch.setattr("time.sleep", lambda _: Envio.objects.filter(estado="punto").update(arriendo_hasta=vencido))

    assert salidas.entregar_pagina(publicado, HACE_UN_ANO)
    assert Envio.objects.get(motivo="publicar").estado == "entregado"


@pytest.fixture
def portal_que_mira(publicado):
    """El canal del portal cambiado por uno que apunta qué ve, a media entrega, quien recoge lo abandonado."""
    vistos = []

    class Mirador:
        def entregar(self, _envio, confirmar):
            vistos.append(despacho.apartar_atascados(ahora=timezone.now()))
            confirmar()
            vistos.append(despacho.apartar_atascados(ahora=timezone.now()))
            return "bien"

        def cerrar(self):
            pass

    registrar_canal(Canal.PORTAL, Mirador)
    yield vistos
    registrar_canal(Canal.PORTAL, CanalPortal)


def test_lo_que_toma_la_carga_no_parece_abandonado(portal_que_mira):
    """Cuenta meses pasados, pero su arriendo va con el reloj de los demás: nadie se lo quita a media entrega."""
    salidas.entregar(HACE_UN_ANO + timedelta(minutes=1))

    assert portal_que_mira == [(0, 0), (0, 0)]
