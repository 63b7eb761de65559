"""El portal sigue en línea con PostgreSQL congelado y Redis muerto (docs/arquitectura.md, «El portal»)."""

import json
import os
import socket
import subprocess
import sys
import threading
from pathlib import Path
from wsgiref.util import setup_testing_defaults

import pytest

from comsocial.servidor.lugares import Cuentas, LugaresParaDjango

RAIZ = Path(__file__).resolve().parents[2]
# Pide todo el árbol mientras treinta peticiones a Django esperan a una base que acepta y no contesta.
GUION = """
import json, sys, threading, time
from wsgiref.util import setup_testing_defaults
from comsocial.wsgi import application
from django.urls import get_resolver
get_resolver().url_patterns  # cargarlas tarda, y aquí se mide la espera
def pedir(camino, consulta=""):
    environ = {"PATH_INFO": camino, "REQUEST_METHOD": "GET", "QUERY_STRING": consulta}
    setup_testing_defaults(environ)
    environ["HTTP_HOST"], visto = "localhost", {}
    antes = time.monotonic()
    b"".join(application(environ, lambda estado, _c: visto.update(e=int(estado[:3]))))
    return visto["e"], time.monotonic() - antes
dinamicas = []
hilos = [threading.Thread(target=lambda: dinamicas.append(pedir("/buscar", "q=agua")), daemon=True) for _ in range(30)]
for hilo in hilos:
    hilo.start()
time.sleep(0.3)
estaticas = [pedir(camino) for camino in json.loads(sys.argv[1])]
viva = pedir("/salud/viva")
for hilo in hilos:
    hilo.join(20)
codigos, tardo = sorted({e for e, _ in dinamicas}), max(t for _, t in dinamicas)
print(json.dumps(dict(estaticas=estaticas, dinamicas=codigos, contestaron=len(dinamicas), viva=viva, tardo=tardo)))
"""


@pytest.fixture
def base_congelada():
    """Un puerto que acepta conexiones y nunca contesta: lo mismo que PostgreSQL con SIGSTOP."""
    enchufe = socket.create_server(("127.0.0.1", 0), backlog=128)
    yield enchufe.getsockname()[1]
    enchufe.close()


@pytest.mark.lento
def test_todo_lo_publicado_se_sigue_viendo(tmp_path, base_congelada):
    publico = tmp_path / "publico"
    caminos = ["/", "/boletines/", "/boletines/2026/uno/", "/boletines/2026/uno/boletin.pdf", "/feeds/boletines.rss"]
    for camino in caminos:
        archivo = publico / f"{camino}index.html".lstrip("/") if camino.endswith("/") else publico / camino.lstrip("/")
        archivo.parent.mkdir(parents=True, exist_ok=True)
        archivo.write_text("publicado")
    ambiente = os.environ | {
        "DJANGO_SETTINGS_MODULE": "comsocial.settings_test", "DIR_PUBLICO": str(publico), "DIR_DATOS": str(tmp_path),
        "DATABASE_URL": f"postgresql://x:x@127.0.0.1:{base_congelada}/x", "REDIS_URL": "redis://127.0.0.1:1/0",
        "DATABASE_URL_DUENO": "",
        "DIR_SUBIDAS": str(tmp_path / "subidas"), "PYTHONPATH": str(RAIZ),
    }  # fmt: skip

    corrida = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", GUION, json.dumps(caminos)],
        capture_output=True, text=True, env=ambiente, cwd=RAIZ, timeout=110, check=False,
    )  # fmt: skip

    assert corrida.returncode == 0, corrida.stderr[-800:]
    visto = json.loads(corrida.stdout.splitlines()[-1])
    assert [estado for estado, _ in visto["estaticas"]] == [200] * len(caminos)
    assert max(tardo for _, tardo in visto["estaticas"]) < 1
    assert visto["dinamicas"] == [503]
    assert visto["contestaron"] == 30
    assert visto["tardo"] < 3
    assert visto["viva"][0] == 200
    assert visto["viva"][1] < 0.5


def test_quien_no_alcanza_lugar_recibe_un_503_y_los_lugares_se_devuelven():
    soltar, adentro = threading.Event(), threading.Semaphore(0)

    def lenta(_environ, start_response):
        adentro.release()
        soltar.wait(5)
        start_response("200 OK", [])
        return [b"bien"]

    aplicacion = LugaresParaDjango(lenta, Cuentas(de_django=1), espera=0.05)

    def pedir():
        environ, visto = {}, []
        setup_testing_defaults(environ)
        cuerpo = b"".join(aplicacion(environ, lambda estado, _c: visto.append(estado)))
        return visto[0][:3], cuerpo

    hilo = threading.Thread(target=pedir)
    hilo.start()
    adentro.acquire()
    ocupado = pedir()
    soltar.set()
    hilo.join()

    assert ocupado[0] == "503"
    assert "ocupado" in ocupado[1].decode()
    assert pedir() == ("200", b"bien")


def test_un_error_tambien_devuelve_el_lugar():
    def falla(_environ, _start_response):
        raise RuntimeError

    aplicacion = LugaresParaDjango(falla, Cuentas(de_django=1), espera=0.01)
    for _ in range(3):
        with pytest.raises(RuntimeError):
            aplicacion({"PATH_INFO": "/", "REQUEST_METHOD": "GET"}, lambda *_: None)


def test_el_servidor_del_arbol_no_carga_django_ni_la_base():
    guion = "import sys, portal.servidor; print({'django', 'psycopg2', 'redis'} & set(sys.modules))"

    salida = subprocess.run([sys.executable, "-c", guion], capture_output=True, text=True, cwd=RAIZ, check=True)

    assert salida.stdout.strip() == "set()"
