"""De una máquina con su PostgreSQL embebido a otra vacía, sólo con los comandos."""

import subprocess

import pytest

from tests.embebido.conftest import Copia

pytestmark = pytest.mark.lento


@pytest.fixture
def maquinas(tmp_path, migrada):
    varias = [Copia(tmp_path / "vieja" / "var"), Copia(tmp_path / "nueva" / "var")]
    varias[0].nacer_de(migrada)
    yield varias
    for una in varias:
        una.detener()


def comando(copia, *argumentos):
    proceso = copia.python("manage.py", *argumentos, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    salida, error = proceso.communicate(timeout=240)
    assert proceso.returncode == 0, error
    return salida


def test_lo_respaldado_en_una_maquina_se_restaura_en_otra_vacia(maquinas, tmp_path):
    vieja, nueva = maquinas
    comando(vieja, "crear_directora", "--usuario", "dirige", "--correo", "dirige@oficina.invalid")
    comando(vieja, "respaldar", str(tmp_path / "respaldo"))

    salida = comando(nueva, "restaurar", str(tmp_path / "respaldo"), "--ensayo")

    assert "Todo está como se guardó." in salida
    assert nueva.sql("SELECT correo FROM personas_invitaciondepersona") == "dirige@oficina.invalid"
    assert nueva.sql("SELECT count(*) FROM nucleo_asiento") == "2"  # el de la restauración
    assert nueva.sql("SELECT estado FROM difusion_envio") == "por_verificar"
    assert nueva.sql("SELECT puesto AND es_ensayo FROM difusion_freno") == "True"
