"""El reloj de las tareas toca el mismo horario que conocen los trabajadores, sin cargar la aplicación."""

import subprocess
import sys

from comsocial.celery import app as de_los_trabajadores
from comsocial.reloj.timbre import app as del_reloj

SIN_CARGAR = """
import sys
from comsocial.reloj.timbre import app
assert app.conf.beat_schedule
print([m for m in sys.modules if m.endswith(".models") and m.split(".")[0] in {"agenda", "nucleo", "boletines"}])
"""


def test_toca_lo_mismo_y_por_el_mismo_lugar():
    for ajuste in ("beat_schedule", "broker_url", "task_default_exchange", "task_default_queue", "timezone"):
        assert del_reloj.conf[ajuste] == de_los_trabajadores.conf[ajuste], ajuste
    de_los_trabajadores.loader.import_default_modules()
    assert {t["task"] for t in del_reloj.conf.beat_schedule.values()} <= set(de_los_trabajadores.tasks)


def test_no_carga_la_aplicacion():
    hecho = subprocess.run([sys.executable, "-c", SIN_CARGAR], check=True, capture_output=True, text=True)

    assert hecho.stdout.strip() == "[]"
