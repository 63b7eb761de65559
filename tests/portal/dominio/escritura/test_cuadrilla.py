"""Rehacer el portal entre varios procesos: lo mismo que en uno, también si se mata a la mitad."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from portal.dominio.escritura.procesos import procesos_para
from tests.fabricas.boletines import BoletinFactory
from tests.portal.publicados import construir

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.lento, pytest.mark.usefixtures("oficina")]
CUANTOS = 230  # tres trozos y varias páginas llenas


@pytest.fixture
def archivo(dependencia):
    """Boletines de un año, y el árbol que de ellos hace un solo proceso."""
    ahora = timezone.now()
    for n in range(CUANTOS):
        BoletinFactory(publicado=True, publicado_en=ahora - timedelta(days=n, hours=2), dependencia=dependencia)
    return ahora


@pytest.fixture
def comando(tmp_path):
    """El comando de verdad, en otro proceso, contra la base de la prueba y en su propia carpeta."""
    base = connection.settings_dict
    quien = f"{quote(base['USER'])}:{quote(base['PASSWORD'])}@"
    donde = f"/{base['NAME']}?host={base['HOST']}"
    if base["PORT"]:
        donde += f"&port={base['PORT']}"
    entorno = os.environ | {
        "DATABASE_URL": f"postgres://{quien}{donde}", "DATABASE_URL_DUENO": "",
        "DIR_PUBLICO": str(tmp_path / "aparte" / "publico"),
    }  # fmt: skip
    orden = [sys.executable, "manage.py", "construir_portal", "--procesos", "2"]
    (tmp_path / "aparte").mkdir()

    def _correr():
        return subprocess.Popen(
            orden, cwd=settings.BASE_DIR, env=entorno, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )

    return _correr


def octetos(carpeta):
    return {str(a.relative_to(carpeta)): a.read_bytes() for a in carpeta.rglob("*") if a.is_file()}


def distintos(uno, otro):
    return {k for k in uno.keys() | otro.keys() if uno.get(k) != otro.get(k)}


def test_dos_procesos_escriben_lo_mismo_que_uno(archivo, arbol, comando, tmp_path):
    construir(archivo)

    salida, _ = (proceso := comando()).communicate(timeout=120)

    assert proceso.returncode == 0, salida
    assert f"{CUANTOS} de {CUANTOS} boletines…" in salida
    assert distintos(octetos(arbol), octetos(tmp_path / "aparte" / "publico")) == set()


def test_si_lo_matan_sus_ayudantes_se_van_y_la_siguiente_vez_sigue(archivo, arbol, comando, tmp_path):
    construir(archivo)
    avance = tmp_path / "aparte" / "publico-avance.json"
    proceso = comando()
    while not avance.exists():
        assert proceso.poll() is None, proceso.communicate()[0]
        time.sleep(0.02)
    hijos = _hijos(proceso.pid)
    os.kill(proceso.pid, signal.SIGKILL)
    proceso.wait()
    proceso.stdout.close()

    _esperar_a_que_se_vayan(hijos)
    salida, _ = (otra := comando()).communicate(timeout=120)

    assert otra.returncode == 0, salida
    assert f"100 de {CUANTOS} boletines…" not in salida
    assert distintos(octetos(arbol), octetos(tmp_path / "aparte" / "publico")) == set()
    assert not avance.exists()


def test_lo_que_quedo_a_medio_escribir_se_va_al_rehacer(archivo, arbol):
    arbol.mkdir(parents=True, exist_ok=True)
    (arbol / ".index.html.0a1b2c3d").write_text("<h1>Mazam")
    time.sleep(0.05)  # lo que se escribe mientras tanto no se toca: se mira la hora

    construir(archivo)

    assert not [a.name for a in arbol.rglob(".*")]


def _hijos(pid):
    return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()


def _esperar_a_que_se_vayan(pids, segundos=15):
    limite = time.monotonic() + segundos
    while vivos := [pid for pid in pids if _vive(pid)]:
        assert time.monotonic() < limite, f"Siguen vivos: {vivos}"
        time.sleep(0.05)


def _vive(pid):
    """Existe y no es un difunto que nadie ha recogido."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.parametrize(("boletines", "esperados"), [(0, 1), (499, 1), (1_000_000, os.cpu_count())])
def test_con_pocos_boletines_basta_un_proceso(boletines, esperados):
    assert procesos_para(boletines) == esperados
