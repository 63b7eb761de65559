"""Una oficina que ya trabaja sube de versión: cada migración nueva corre sobre datos hechos con actos y arranca.

Si una regla nueva de la base no admite lo que antes se aceptaba, su migración trae el paso que lo arregla.
"""

import gzip
import json

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from personas.models import Persona
from tests.migraciones.anterior import FICHA, VOLCADO, cargar, en_una_base_nueva, renglones

pytestmark = pytest.mark.lento


@pytest.fixture
def anterior(transactional_db, tmp_path, worker_id):
    """La base de la versión anterior, puesta en una base aparte."""
    if not VOLCADO.exists():
        pytest.skip("todavía no hay versión anterior: la guarda herramientas/guardar_base_anterior.sh")
    ficha = json.loads(FICHA.read_text())
    with en_una_base_nueva(f"anterior_{worker_id}"):
        cargar(gzip.decompress(VOLCADO.read_bytes()).decode(), tmp_path)
        yield ficha


def test_la_base_anterior_sube_a_la_de_hoy_y_arranca(anterior, client):
    conocidas = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    reemplazadas = {clave for migracion in conocidas.values() for clave in migracion.replaces}
    ajenas = [par for par in anterior["migraciones"] if tuple(par) not in {*conocidas, *reemplazadas}]
    assert not ajenas, f"Las migraciones se reescribieron: guarda otra base anterior. No se conocen {ajenas[:3]}"

    call_command("migrate", verbosity=0, interactive=False)

    ejecutor = MigrationExecutor(connection)
    assert ejecutor.migration_plan(ejecutor.loader.graph.leaf_nodes()) == []
    ahora = renglones()
    assert {t: n for t, n in anterior["renglones"].items() if t in ahora and ahora[t] < n} == {}
    client.force_login(Persona.objects.get(username="directora"))
    for direccion in ("/oficina/", "/oficina/boletines/", "/oficina/cronograma/", "/oficina/salidas/"):
        assert client.get(direccion, follow=True).status_code == 200
