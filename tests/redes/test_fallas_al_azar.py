"""Muchas publicaciones y fallas al azar contra el doble: en orden, con espacio, y nunca dos en el muro."""

import random
from datetime import timedelta
from itertools import pairwise

import pytest

from doubles.muro import Falla
from redes.dominio import aprobacion
from redes.models import CuentaDeRed, IntentoEnRed, Publicacion

pytestmark = pytest.mark.django_db
FEED = r"/feed$"


def test_muchas_a_la_misma_hora_salen_en_orden_y_con_espacio(mundo, settings):
    settings.REDES_SEGUNDOS_ENTRE_PUBLICACIONES = 60
    textos = [f"Aviso {n:02d}" for n in range(8)]
    for texto in textos:
        mundo.programar(texto)

    vueltas = 0
    while Publicacion.objects.exclude(estado="publicada").exists() and vueltas < 200:
        mundo.despachar()
        mundo.pasan(seconds=10)
        vueltas += 1

    assert mundo.textos() == textos
    horas = [i.empezo_en for i in IntentoEnRed.objects.filter(paso="publicar").order_by("pk")]
    assert min(b - a for a, b in pairwise(horas)) >= timedelta(seconds=60)


CUALQUIERA = (
    {"tipo": "aceptar_y_cortar"},
    {"tipo": "cortar"},
    {"tipo": "truncar"},
    {"tipo": "responder"},
    {"tipo": "aceptar_y_responder"},
    {"tipo": "responder", "estado": 400, "cuerpo": {"error": {"code": 4, "message": "limit"}}},
    {"tipo": "responder", "estado": 400, "cuerpo": {"error": {"code": 100, "message": "no"}}},
    {"tipo": "responder", "estado": 401, "cuerpo": {"error": {"code": 190, "message": "expired"}}},
    {"tipo": "responder", "estado": 400, "cuerpo": {"error": {"code": 506, "message": "duplicate"}}},
    {"tipo": "aceptar_y_responder", "estado": 400, "cuerpo": {"error": {"code": 506, "message": "duplicate"}}},
    {"tipo": "responder", "estado": 200, "cuerpo": {"raro": True}},
)
RUTAS = (FEED, FEED, r"/published_posts$")
ESPERAN_A_ALGUIEN = {"por_verificar", "fallida", "bloqueada", "vencida", "programada"}


@pytest.mark.parametrize("tanda", range(10))
def test_con_fallas_al_azar_nunca_hay_dos_en_el_muro(mundo, tanda):
    """Doscientas corridas sembradas: una como mucho; y si no hay ninguna, su estado dice que espera a alguien."""
    azar = random.Random(f"redes {tanda}")
    for corrida in range(20):
        texto = f"Corrida {tanda}-{corrida}"
        publicacion = mundo.programar(texto)
        for _ in range(azar.randrange(4)):
            falla = dict(azar.choice(CUALQUIERA))
            metodo, ruta = ("GET" if (r := azar.choice(RUTAS)) != FEED else "POST"), r
            mundo.muro.fallas.append(Falla(ruta=ruta, metodo=metodo, **falla))
        for _ in range(azar.randrange(2, 5)):
            mundo.despachar()
            mundo.pasan(minutes=azar.choice((1, 3, 70))).mirar()
            quedo = mundo.como_quedo(publicacion)
            if quedo.estado == "por_verificar" and azar.random() < 0.4:
                aprobacion.enviar_otra_vez(quedo, por=mundo.aprueba, ahora=mundo.ahora)
        mundo.muro.fallas.clear()
        visibles, quedo = mundo.textos().count(texto), mundo.como_quedo(publicacion)
        assert visibles <= 1, (tanda, corrida)
        assert quedo.estado in ESPERAN_A_ALGUIEN or (quedo.estado, visibles) == ("publicada", 1), (tanda, corrida)
        CuentaDeRed.objects.update(salud="conectada", pausada_hasta=None, ocupada_hasta=None)
