"""Los enlaces que se abren con un secreto en la dirección."""

import hashlib

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from nucleo.enlaces.personales import (
    FALLOS_POR_MINUTO,
    EnlaceQueNoVale,
    abrir_enlace,
    direccion_personal,
    huella_del_token,
    nuevo_token,
)
from nucleo.permisos import sin_sesion

NO_VALE = "medios/enlace_vencido.html"


@sin_sesion(token=True)
def con_enlace(_request, token):
    return HttpResponse(abrir_enlace(buscar, token, si_no=NO_VALE))


def buscar(token, _ahora):
    return "lo suyo" if token == "bueno" else None


def abrir(token):
    return con_enlace(RequestFactory().get("/"), token)


def test_cada_secreto_es_otro_y_de_el_se_guarda_la_huella():
    uno, otro = nuevo_token(), nuevo_token()

    assert uno != otro
    assert len(uno) == 32
    assert huella_del_token(uno) == hashlib.sha256(uno.encode()).hexdigest()


def test_la_direccion_va_completa(settings):
    assert direccion_personal("buzon:subir", "abc") == f"{settings.BASE_URL}/r/buzon/abc/"


def test_el_que_vale_abre_lo_suyo_y_no_deja_huella():
    respuesta = abrir("bueno")

    assert respuesta.content == b"lo suyo"
    assert respuesta["Referrer-Policy"] == "strict-origin"
    assert respuesta["X-Robots-Tag"] == "noindex"


@pytest.mark.django_db
def test_el_que_no_vale_contesta_su_pagina_y_tampoco_deja_huella():
    respuesta = abrir("malo")

    assert respuesta.status_code == 404
    assert respuesta["X-Robots-Tag"] == "noindex"


@pytest.mark.django_db
def test_quien_prueba_enlaces_se_topa_con_el_limite():
    codigos = [abrir("malo").status_code for _ in range(FALLOS_POR_MINUTO + 1)]

    assert codigos == [404] * FALLOS_POR_MINUTO + [429]


@pytest.mark.django_db
def test_detras_de_un_proxy_el_limite_es_de_cada_quien(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for _ in range(FALLOS_POR_MINUTO + 1):
        insistente = con_enlace(RequestFactory().get("/", headers={"X-Forwarded-For": "198.51.100.7"}), "malo")

    otra = con_enlace(RequestFactory().get("/", headers={"X-Forwarded-For": "198.51.100.8"}), "malo")

    assert (insistente.status_code, otra.status_code) == (429, 404)


def test_fuera_de_una_vista_la_falta_dice_su_pagina():
    with pytest.raises(EnlaceQueNoVale, match=NO_VALE):
        abrir_enlace(buscar, "malo", si_no=NO_VALE)
