"""Las fallas de la red contra el doble, por sockets de verdad: nunca dos en el muro, nunca una perdida sin decirlo.

El oráculo es el doble: lo que ve la gente y cuántas veces se pidió publicar.
"""

import pytest

from difusion.models import Envio
from doubles.muro import Falla
from redes.dominio import aprobacion, cuentas
from redes.estados import Red
from redes.models import CuentaDeRed
from tests.fabricas.media_library import EvidenciaFactory
from tests.redes.conftest import PAGINA

pytestmark = pytest.mark.django_db
FEED = r"/feed$"
ACEPTADAS = {
    "F1 no contesta después de aceptar": {"tipo": "aceptar_y_colgar", "segundos": 1.8},
    "F3 se corta después de aceptar": {"tipo": "aceptar_y_cortar"},
    "F5 dice 500 después de aceptar": {"tipo": "aceptar_y_responder"},
    "F5 dice código 1 después de aceptar": {
        "tipo": "aceptar_y_responder",
        "cuerpo": {"error": {"code": 1, "error_subcode": 99, "message": "An unknown error occurred"}},
    },
    "F6 contesta un JSON trunco": {"tipo": "truncar"},
    "F34 contesta gota a gota": {"tipo": "gotear", "segundos": 0.05},
}


def fallar(mundo, tipo, ruta=FEED, **datos):
    mundo.muro.fallas.append(Falla(tipo, ruta, **datos))


def con_fotos(cuantas):
    evidencias = [EvidenciaFactory() for _ in range(cuantas)]
    return [(e.pk, f"Foto {n}") for n, e in enumerate(evidencias, 1)]


def test_sale_una_vez_con_su_enlace_y_su_bitacora(mundo):
    publicacion = mundo.programar("Con enlace", enlace="https://ejemplo.invalid/nota")

    mundo.despachar()

    quedo = mundo.como_quedo(publicacion)
    assert (quedo.estado, mundo.textos(), mundo.muro.publicados()) == ("publicada", ["Con enlace"], 1)
    assert quedo.enlace == f"https://www.facebook.com/{PAGINA}/posts/{quedo.id_remoto.rpartition('_')[2]}"
    assert quedo.publicada_por == mundo.aprueba
    assert list(quedo.intentos.values_list("paso", "resultado")) == [("publicar", "bien")]
    assert Envio.objects.get(motivo="en_red").estado == "entregado"
    assert "vale" not in str(mundo.muro.diario)


@pytest.mark.parametrize("falla", ACEPTADAS.values(), ids=ACEPTADAS)
def test_lo_aceptado_sin_respuesta_queda_por_verificar_y_se_encuentra_leyendo(mundo, falla):
    publicacion = mundo.programar()
    fallar(mundo, **falla)

    mundo.despachar()
    dudosa = mundo.como_quedo(publicacion)
    assert (dudosa.estado, mundo.pasan(hours=1).despachar()) == ("por_verificar", 0)
    assert mundo.mirar() == 1

    quedo = mundo.como_quedo(publicacion)
    assert (quedo.estado, len(mundo.textos()), mundo.muro.publicados()) == ("publicada", 1, 1)
    assert (quedo.enlace, Envio.objects.get(motivo="en_red").estado) != ("", "por_verificar")


def test_f2_si_tarda_en_verse_la_encuentra_a_la_siguiente_mirada(mundo):
    publicacion = mundo.programar()
    mundo.muro.retraso = 60
    fallar(mundo, "aceptar_y_cortar")
    mundo.despachar()

    assert mundo.pasan(seconds=25).mirar() == 0
    mundo.muro.retraso = 0
    assert mundo.pasan(seconds=70).mirar() == 1

    assert (mundo.como_quedo(publicacion).estado, mundo.muro.publicados()) == ("publicada", 1)


def test_f4_un_500_antes_de_aceptar_nunca_se_repite_solo_y_una_persona_lo_decide(mundo):
    publicacion = mundo.programar()
    fallar(mundo, "responder")
    mundo.despachar()
    for _ in range(6):
        mundo.pasan(minutes=20).mirar()
        mundo.despachar()
    assert (mundo.como_quedo(publicacion).estado, mundo.muro.publicados()) == ("por_verificar", 1)
    assert publicacion.intentos.filter(paso="mirar", resultado="no_esta").count() == 4

    aprobacion.enviar_otra_vez(mundo.como_quedo(publicacion), por=mundo.aprueba, ahora=mundo.ahora)
    mundo.despachar()

    assert (mundo.como_quedo(publicacion).estado, len(mundo.textos()), mundo.muro.publicados()) == ("publicada", 1, 2)


def test_enviar_otra_vez_lo_que_si_habia_salido_lo_encuentra_y_no_lo_repite(mundo):
    publicacion = mundo.programar()
    fallar(mundo, "aceptar_y_cortar")
    mundo.despachar()

    aprobacion.enviar_otra_vez(mundo.como_quedo(publicacion), por=mundo.aprueba, ahora=mundo.ahora)
    mundo.despachar()

    assert (mundo.como_quedo(publicacion).estado, len(mundo.textos()), mundo.muro.publicados()) == ("publicada", 1, 1)


def test_f7_con_la_sesion_cerrada_se_bloquea_espera_y_al_reconectar_sale_una_vez(mundo):
    publicacion = mundo.programar()
    mundo.muro.tokens["vale"] = "vencido"
    mundo.despachar()
    detenida = mundo.como_quedo(publicacion)
    assert (detenida.estado, "volver a conectarla" in detenida.razon) == ("bloqueada", True)
    assert (CuentaDeRed.objects.get().salud, mundo.pasan(minutes=1).despachar()) == ("por_reconectar", 0)

    cuentas.conectar(
        red=Red.FACEBOOK,
        nombre="Gobierno de Mazamitla",
        id_remoto=PAGINA,
        llave="nueva",
        por=mundo.aprueba,
        ahora=mundo.ahora,
    )
    mundo.despachar()

    assert (mundo.como_quedo(publicacion).estado, len(mundo.textos())) == ("publicada", 1)


@pytest.mark.parametrize(
    ("cuerpo", "cabeceras", "espera"),
    [
        ({"code": 368, "error_subcode": 1390008, "message": "We limit how often you can post"}, {}, 60),
        ({"code": 32, "message": "Page limit"}, {}, 60),
        (
            {"code": 80001, "message": "Limit"},
            {"X-Business-Use-Case-Usage": '{"1":[{"type":"pages","estimated_time_to_regain_access":19}]}'},
            19,
        ),
    ],
    ids=["F10 pausa de la página", "F11 límite sin plazo", "F11 límite de 19 minutos"],
)
def test_si_la_red_pide_esperar_no_se_le_habla_hasta_que_dijo(mundo, cuerpo, cabeceras, espera):
    publicacion = mundo.programar()
    fallar(mundo, "responder", estado=400, cuerpo={"error": cuerpo}, cabeceras=cabeceras)
    mundo.despachar()
    antes = len(mundo.muro.diario)

    mundo.pasan(minutes=espera - 1).despachar()
    assert len(mundo.muro.diario) == antes
    mundo.pasan(minutes=2).despachar()

    assert (mundo.como_quedo(publicacion).estado, len(mundo.textos())) == ("publicada", 1)


@pytest.mark.parametrize("estaba", [True, False])
def test_f13_si_dice_que_es_repetida_se_mira_si_es_la_nuestra(mundo, estaba):
    publicacion = mundo.programar()
    repetida = {"error": {"code": 506, "error_subcode": 1455006, "message": "Duplicate status message"}}
    fallar(mundo, "aceptar_y_responder" if estaba else "responder", estado=400, cuerpo=repetida)

    mundo.despachar()

    esperado = ("publicada", 1) if estaba else ("fallida", 0)
    assert (mundo.como_quedo(publicacion).estado, len(mundo.textos())) == esperado


def test_lo_que_la_red_rechaza_falla_con_su_frase_y_lo_que_dijo(mundo):
    publicacion = mundo.programar()
    fallar(mundo, "responder", estado=400, cuerpo={"error": {"code": 1609005, "message": "Error scraping"}})

    mundo.despachar()

    quedo = mundo.como_quedo(publicacion)
    assert (quedo.estado, "no pudo abrir el enlace" in quedo.razon, mundo.textos()) == ("fallida", True, [])
    assert publicacion.intentos.get().respuesta == "Error scraping"


@pytest.mark.parametrize("cuantas", [1, 2, 5])
def test_b22_salen_todas_las_fotos_en_orden_y_con_su_descripcion(mundo, cuantas):
    publicacion = mundo.programar(fotos=con_fotos(cuantas))

    mundo.despachar()

    [vista] = mundo.muro.visibles(PAGINA)
    alternos = [mundo.muro.fotos[f]["alt_text_custom"] for f in vista["fotos"]]
    assert (alternos, mundo.como_quedo(publicacion).estado) == (
        [f"Foto {n}" for n in range(1, cuantas + 1)],
        "publicada",
    )


def test_b22_once_fotos_se_dicen_antes(mundo):
    with pytest.raises(Exception, match="Facebook acepta 10"):
        mundo.programar(fotos=con_fotos(11))


def test_f14_si_la_tercera_foto_no_entra_no_sale_ninguna_y_dice_cual(mundo):
    publicacion = mundo.programar(fotos=con_fotos(4))
    cuerpo = {"error": {"code": 100, "error_subcode": 1366046, "message": "Photo too large"}}
    fallar(mundo, "responder", ruta="/photos$", estado=400, cuerpo=cuerpo, salta=2)

    mundo.despachar()

    quedo = mundo.como_quedo(publicacion)
    assert (quedo.estado, mundo.textos(), mundo.muro.publicados()) == ("fallida", [], 0)
    assert "La foto 3 no entró" in quedo.razon


def test_f8_si_la_subida_se_corta_lo_subido_no_se_vuelve_a_subir(mundo):
    publicacion = mundo.programar(fotos=con_fotos(3))
    fallar(mundo, "cortar", ruta="/photos$", salta=1)

    mundo.despachar()
    mundo.pasan(minutes=2).despachar()

    subidas = [r for r in mundo.muro.diario if r["ruta"].endswith("/photos") and r["estado"] == 200]
    assert (mundo.como_quedo(publicacion).estado, len(subidas), len(mundo.textos())) == ("publicada", 3, 1)


def test_f15_con_fotos_se_encuentra_por_la_foto_y_no_se_vuelven_a_subir(mundo):
    publicacion = mundo.programar(fotos=con_fotos(4))
    fallar(mundo, "aceptar_y_colgar", segundos=1.8)
    mundo.despachar()

    assert mundo.pasan(minutes=1).mirar() == 1

    subidas = [r for r in mundo.muro.diario if r["ruta"].endswith("/photos")]
    quedo = mundo.como_quedo(publicacion)
    assert (quedo.estado, len(subidas), mundo.muro.publicados()) == ("publicada", 4, 1)


def test_f9_con_la_llave_de_una_persona_se_bloquea_y_no_se_publica(mundo):
    mundo.muro.tokens["vale"] = "usuario"
    publicacion = mundo.programar()

    mundo.despachar()

    assert (mundo.como_quedo(publicacion).estado, mundo.textos()) == ("bloqueada", [])


def test_sin_conexion_nada_salio_y_se_intenta_despues(mundo, settings):
    bueno, settings.FACEBOOK_BASE_URL = settings.FACEBOOK_BASE_URL, "http://127.0.0.1:9"
    publicacion = mundo.programar()
    mundo.despachar()
    assert mundo.como_quedo(publicacion).estado in {"programada", "bloqueada"}

    settings.FACEBOOK_BASE_URL = bueno
    mundo.pasan(minutes=2).despachar()

    assert (mundo.como_quedo(publicacion).estado, len(mundo.textos())) == ("publicada", 1)


def test_si_la_pagina_no_dice_quien_la_puso_decide_una_persona_con_la_que_se_vio(mundo):
    publicacion = mundo.programar()
    mundo.muro.dice_quien = False
    fallar(mundo, "aceptar_y_cortar")
    mundo.despachar()

    assert mundo.pasan(minutes=1).mirar() == 0

    dudosa = mundo.como_quedo(publicacion)
    assert (dudosa.estado, dudosa.etapa["candidata"]["texto"]) == ("por_verificar", dudosa.texto)


def test_dos_iguales_a_distinta_hora_no_se_confunden(mundo):
    primera = mundo.programar("Aviso semanal del agua")
    mundo.despachar()
    mundo.pasan(days=7)
    mundo.muro.poner_en_hora(mundo.ahora.isoformat())
    mundo.muro.publicaciones["otra"] = {**mundo.muro.visibles(PAGINA)[0], "id": "x", "message": "Otra cosa"}
    segunda = mundo.programar("Aviso semanal del agua")
    fallar(mundo, "responder")
    mundo.despachar()

    assert mundo.pasan(minutes=1).mirar() == 0

    assert [mundo.como_quedo(p).estado for p in (primera, segunda)] == ["publicada", "por_verificar"]
