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

from cronograma.models import Actividad, NoCuenta, PlanAnual
from personas.models import Persona
from tests.migraciones.anterior import FICHA, VOLCADO, cargar, en_una_base_nueva, renglones
from tests.papeles import siendo_el_dueno

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


ANULADAS = """
INSERT INTO cronograma_actividad (ejercicio, numero, nombre, nombre_corto, unidad, regla, se_suspende, responsable)
SELECT 2019, n, 'Actividad ' || n, 'Act. ' || n, 'pieza', regla, false, ''
FROM (VALUES (1, 'boletines'), (2, 'boletines'), (3, 'manual')) v(n, regla);
INSERT INTO cronograma_evidenciamanual (actividad_id, mes, fecha, cantidad, titulo, motivo, enlace, agregada_en,
                                        agregada_por_id, anulada_en, motivo_de_anulacion)
SELECT a.id, 3, '2019-03-02', 1, titulo, 'Se hizo fuera del sistema', 'https://ejemplo.invalid/' || titulo, now(),
       (SELECT min(id) FROM personas_persona), anulada, motivo
FROM cronograma_actividad a,
     (VALUES ('vive', NULL::timestamptz, ''), ('sin motivo', now(), ''), ('con motivo', now(), 'Repetida'))
        v(titulo, anulada, motivo)
WHERE a.ejercicio = 2019 AND a.numero = 3;
INSERT INTO nucleo_asiento (ocurrio_en, accion, objeto, por_ref, por_nombre, detalle)
SELECT now(), 'anular evidencia', 'cronograma.actividad:1',
       'personas.persona:' || (SELECT max(id) FROM personas_persona), 'Quien anuló', jsonb_build_object('evidencia', id)
FROM cronograma_evidenciamanual WHERE titulo = 'con motivo';
"""


def test_lo_anulado_pasa_a_no_cuenta_con_quien_lo_anulo_y_ninguna_regla_se_repite(anterior):
    """La base de antes admitía anular sin motivo y dos actividades con la misma regla."""
    with siendo_el_dueno() as cursor:
        cursor.execute(ANULADAS)

    call_command("migrate", verbosity=0, interactive=False)

    fuera = {n.titulo: n for n in NoCuenta.objects.filter(actividad__ejercicio=2019)}
    assert {t: n.motivo for t, n in fuera.items()} == {"sin motivo": "Sin motivo escrito", "con motivo": "Repetida"}
    assert fuera["con motivo"].quitada_por_id == Persona.objects.order_by("-pk")[0].pk
    assert fuera["sin motivo"].quitada_por_id == Persona.objects.order_by("pk")[0].pk
    reglas = Actividad.objects.filter(ejercicio=2019).order_by("numero").values_list("regla", flat=True)
    assert list(reglas) == ["boletines", "manual", "manual"]
    assert PlanAnual.objects.filter(ejercicio=2019).exists()
