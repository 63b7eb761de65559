import socket
import sys
import threading

import pytest

from media_library.clientes import jaula
from media_library.clientes.ffmpeg import orden

pytestmark = pytest.mark.lento


def correr(programa, carpeta, **limites):
    return jaula.correr([sys.executable, "-I", "-c", programa], carpeta, jaula.Limites(**limites))


def test_no_hereda_secretos_del_servidor(tmp_path, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "secretisimo")

    assert "secretisimo" not in correr("import os; print(dict(os.environ))", tmp_path).salida


def test_no_puede_pasar_de_su_memoria(tmp_path):
    corrida = correr("x = bytearray(400 * 1024 * 1024)", tmp_path, memoria=200)

    assert not corrida.bien
    assert "MemoryError" in corrida.salida


def test_no_puede_pasar_de_su_tiempo_de_procesador(tmp_path):
    assert not correr("while True: pass", tmp_path, procesador=1, plazo=20).bien


def test_no_puede_escribir_archivos_enormes(tmp_path):
    assert not correr("open('x','wb').write(b'0' * 3_000_000)", tmp_path, archivo=1).bien
    assert (tmp_path / "x").stat().st_size <= 1024 * 1024


def test_al_vencer_el_plazo_muere_con_todos_sus_hijos(tmp_path):
    corrida = correr("import os, time; os.fork(); time.sleep(60)", tmp_path, plazo=1)

    assert corrida.vencida


@pytest.mark.skipif(not jaula.sin_red(), reason="este equipo no deja crear espacios de nombres")
def test_no_alcanza_la_red(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as servidor:
        puerto = servidor.getsockname()[1]
        corrida = correr(f"import socket; socket.create_connection(('127.0.0.1', {puerto}), 2)", tmp_path)

    assert not corrida.bien


@pytest.mark.parametrize("formato", ["mov", "matroska", "mp3", "wav", "ogg"])
def test_ffmpeg_no_abre_listas_ni_direcciones_disfrazadas_de_video(tmp_path, formato):
    visitas = []
    with socket.create_server(("127.0.0.1", 0)) as servidor:
        servidor.settimeout(3)
        hilo = threading.Thread(target=lambda: _esperar(servidor, visitas))
        hilo.start()
        direccion = f"http://127.0.0.1:{servidor.getsockname()[1]}/x"
        (tmp_path / "entrada.bin").write_text(f"ffconcat version 1.0\nfile '{direccion}'\n#EXTM3U\n{direccion}\n" * 50)
        corrida = jaula.correr(orden([], formato, ["-f", "null", "-"]), tmp_path, jaula.Limites(memoria=3072, plazo=20))
        hilo.join()

    assert not corrida.bien or "Output #0" not in corrida.salida or formato in {"mp3", "wav"}
    assert visitas == []


def _esperar(servidor, visitas):
    try:
        conexion, _ = servidor.accept()
    except TimeoutError:
        return
    conexion.close()
    visitas.append(1)
