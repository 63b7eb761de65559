"""Con Redis muerto o congelado se trabaja y se entra igual; sólo `/salud/lista` lo dice."""

import shutil
import socket
import time
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.core.cache.backends.locmem import LocMemCache
from django.urls import reverse

from comsocial.servidor import memoria
from tests.fabricas.personas import PersonaFactory

CLAVE = "una-clave-larga-9"


def congelado():
    """Un puerto que acepta y no contesta."""
    return socket.create_server(("127.0.0.1", 0), backlog=64)


@pytest.fixture(params=["muerto", "congelado"])
def sin_redis(request, settings):
    puerta = congelado()
    puerto = puerta.getsockname()[1]
    if request.param == "muerto":
        puerta.close()
    memoria.sin_preguntar.terminar()
    LocMemCache("sin-redis", {}).clear()
    settings.CACHES = {
        "default": {
            "BACKEND": "comsocial.servidor.memoria.RedisOMemoria",
            "LOCATION": f"redis://127.0.0.1:{puerto}/0",
            "OPTIONS": {"socket_timeout": 0.2, "socket_connect_timeout": 0.2},
        }
    }
    yield request.param
    memoria.sin_preguntar.terminar()
    puerta.close()


@pytest.fixture
def en_marcha(client, db):
    """Un sitio que ya atendió a alguien: lo que se mide no es cargar el programa."""
    client.get(reverse("account_login"))


@pytest.mark.django_db
def test_se_entra_y_se_trabaja(client, en_marcha, sin_redis):
    persona = PersonaFactory(username="lupe", papeles=["redaccion"])
    persona.set_password(CLAVE)
    persona.save()

    antes = time.monotonic()
    entrar = client.post(reverse("account_login"), {"login": "lupe", "password": CLAVE})
    tardo = time.monotonic() - antes

    assert entrar.status_code == 302
    assert tardo < 3
    assert client.get("/oficina/").status_code == 200
    assert client.get("/acceso/login/").status_code == 302
    assert client.get("/r/un-enlace-inventado/").status_code == 404


@pytest.mark.django_db
def test_los_limites_siguen_contando(client, sin_redis):
    codigos = [client.get("/r/un-enlace-inventado/").status_code for _ in range(21)]

    assert codigos == [404] * 20 + [429]


@pytest.mark.django_db
def test_la_salud_lo_dice(client, sin_redis):
    respuesta = client.get("/salud/lista")

    assert respuesta.status_code == 503
    assert respuesta.json()["redis"] is False


def test_no_se_le_pregunta_a_cada_rato(sin_redis):
    cache.set("a", 1)
    antes = time.monotonic()
    assert [cache.get("a") for _ in range(50)] == [1] * 50
    assert cache.incr("a") == 2

    assert time.monotonic() - antes < 0.5


@pytest.mark.django_db
@pytest.mark.parametrize(("libres", "cabe"), [(10**6, False), (10**10, True)])
def test_la_salud_dice_si_el_disco_esta_lleno(client, monkeypatch, libres, cabe):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=libres))

    assert client.get("/salud/lista").json()["espacio"] is cabe
