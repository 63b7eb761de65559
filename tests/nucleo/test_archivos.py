"""Los archivos de estado quedan enteros o no cambian; el secreto se comprueba al leerlo."""

import os
import subprocess
import sys

import pytest

from comsocial.entorno import Entorno
from nucleo.archivos import agregar_renglon, escribir_entero


def test_si_no_se_puede_terminar_queda_el_anterior_y_ningun_resto(tmp_path, monkeypatch):
    archivo = tmp_path / "estado.json"
    escribir_entero(archivo, "antes")

    def sin_disco(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", sin_disco)
    with pytest.raises(OSError, match="No space"):
        escribir_entero(archivo, "despues")

    assert [(a.name, a.read_text()) for a in tmp_path.iterdir()] == [("estado.json", "antes")]


def test_un_renglon_no_se_pega_al_que_quedo_a_medias(tmp_path):
    archivo = tmp_path / "anclas.jsonl"
    agregar_renglon(archivo, "uno")
    archivo.write_text(archivo.read_text() + "a med")

    agregar_renglon(archivo, "dos")

    assert archivo.read_text() == "uno\na med\ndos\n"


@pytest.fixture
def sin_secreto_en_el_entorno(monkeypatch):
    monkeypatch.delenv("SECRET_KEY", raising=False)


def secreto(archivo):
    return Entorno().secreto("SECRET_KEY", archivo, exigir=False)


def test_el_secreto_nace_una_vez_y_es_el_mismo(sin_secreto_en_el_entorno, tmp_path):
    archivo = tmp_path / "secreto.txt"

    assert secreto(archivo) == secreto(archivo) == archivo.read_text()
    assert archivo.stat().st_mode & 0o777 == 0o600


def test_un_secreto_vacio_se_repone_y_se_dice(sin_secreto_en_el_entorno, tmp_path, capsys):
    archivo = tmp_path / "secreto.txt"
    archivo.touch()

    assert len(secreto(archivo)) >= 40
    assert "estaba vacío" in capsys.readouterr().err


@pytest.mark.parametrize("contenido", [b"corto", b"\xff" * 60, b"a" * 30 + b"\0" * 30])
def test_un_secreto_danado_detiene_el_arranque_con_una_frase(sin_secreto_en_el_entorno, tmp_path, contenido):
    archivo = tmp_path / "secreto.txt"
    archivo.write_bytes(contenido)

    with pytest.raises(SystemExit, match=r"secreto\.txt"):
        secreto(archivo)


def test_varios_que_arrancan_a_la_vez_comparten_el_secreto(tmp_path):
    orden = (
        "import pathlib, sys; from comsocial.entorno import Entorno;"
        "print(Entorno().secreto('SECRET_KEY', pathlib.Path(sys.argv[1]), exigir=False))"
    )
    entorno = {k: v for k, v in os.environ.items() if k != "SECRET_KEY"}
    procesos = [
        subprocess.Popen([sys.executable, "-c", orden, str(tmp_path / "s")], stdout=subprocess.PIPE, env=entorno)
        for _ in range(4)
    ]

    assert len({proceso.communicate()[0] for proceso in procesos}) == 1
