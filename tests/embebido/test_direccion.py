"""Los enlaces que escribe un comando llevan a donde de verdad está el servidor."""

import os
import subprocess
import sys

import pytest

from comsocial.embebido import direccion


@pytest.fixture
def datos(tmp_path, monkeypatch):
    monkeypatch.setenv("DIR_DATOS", str(tmp_path))
    return tmp_path


def test_mientras_corre_es_la_suya_y_al_detenerse_la_de_fabrica(datos):
    direccion.anotar("http://localhost:8123")
    corriendo = direccion.vigente()
    direccion.olvidar()

    assert (corriendo, direccion.vigente()) == ("http://localhost:8123", "http://localhost:8000")


@pytest.mark.parametrize("escrito", ["", "basura", "x http://localhost:8123", f"{2**22 + 7} http://localhost:8123"])
def test_lo_que_dejo_un_servidor_muerto_no_cuenta(datos, escrito):
    (datos / ".servir.direccion").write_text(escrito)

    assert direccion.vigente() == "http://localhost:8000"


@pytest.mark.parametrize(
    ("fijada", "esperada"),
    [({}, "http://localhost:8123"), ({"BASE_URL": "https://oficina.invalid"}, "https://oficina.invalid")],
)
def test_los_comandos_la_usan_salvo_que_base_url_diga_otra_cosa(datos, fijada, esperada):
    direccion.anotar("http://localhost:8123")
    entorno = {k: v for k, v in os.environ.items() if k != "BASE_URL"} | {"DIR_DATOS": str(datos)} | fijada
    codigo = "from comsocial import settings; print(settings.BASE_URL)"

    salida = subprocess.run([sys.executable, "-c", codigo], env=entorno, capture_output=True, text=True, check=True)

    assert salida.stdout.strip() == esperada
