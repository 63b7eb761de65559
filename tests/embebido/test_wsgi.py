"""Lo que la web pide distinto a la base: que se cierre la conexión que ningún hilo usa."""

import os
import subprocess
import sys

import pytest

PREGUNTA = "from django.db import connections; print(connections.databases['default']['OPTIONS']['options'])"


def opciones(tmp_path, antes):
    entorno = os.environ | {"DJANGO_SETTINGS_MODULE": "comsocial.settings", "DIR_DATOS": str(tmp_path)}
    orden = [sys.executable, "-c", f"{antes}; {PREGUNTA}"]
    return subprocess.run(orden, env=entorno, capture_output=True, text=True, check=True).stdout


@pytest.mark.lento
def test_la_conexion_ociosa_se_cierra_en_la_web_y_no_en_una_orden_larga(tmp_path):
    assert "idle_session_timeout" in opciones(tmp_path, "import comsocial.wsgi")
    assert "idle_session_timeout" not in opciones(tmp_path, "import django; django.setup()")
