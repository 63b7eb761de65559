"""La base de la versión anterior: se guarda con `herramientas/guardar_base_anterior.sh` y se sube en la prueba."""

import gzip
import json
import re
from contextlib import contextmanager
from pathlib import Path

from django.apps import apps
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from comsocial.operacion import herramientas
from comsocial.operacion.dueno import como_dueno

CARPETA = Path(__file__).parent
VOLCADO, FICHA = CARPETA / "anterior.sql.gz", CARPETA / "anterior.json"
# Lo que un pg_dump nuevo escribe y un servidor de hace tres versiones no entiende.
SOBRA = re.compile(r"^(\\restrict|\\unrestrict|SET transaction_timeout|COMMENT ON EXTENSION).*$", re.MULTILINE)


def guardar():
    """Escribe el volcado y su ficha de la base en uso."""
    sql = herramientas.correr("pg_dump", "--no-owner", "--no-privileges", "--no-comments")
    VOLCADO.write_bytes(gzip.compress(SOBRA.sub("", sql).encode(), mtime=0))
    aplicadas = sorted(map(list, MigrationRecorder(connection).applied_migrations()))
    FICHA.write_text(json.dumps({"migraciones": aplicadas, "renglones": renglones()}, indent=1) + "\n")


def renglones():
    """Cuántos hay en cada tabla nuestra que no esté vacía."""
    cuentas = {m._meta.db_table: m._base_manager.count() for m in apps.get_models() if m._meta.managed}
    return {tabla: cuantos for tabla, cuantos in sorted(cuentas.items()) if cuantos}


@contextmanager
def en_una_base_nueva(nombre):
    """La conexión apunta a una base vacía con ese nombre mientras dura el bloque; al salir se borra."""
    propia = connection.settings_dict["NAME"]
    _ordenar(f'DROP DATABASE IF EXISTS "{nombre}"', f'CREATE DATABASE "{nombre}" TEMPLATE template0')
    connection.close()
    connection.settings_dict["NAME"] = nombre
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = propia
        _ordenar(f'DROP DATABASE "{nombre}" WITH (FORCE)')


def _ordenar(*ordenes):
    with como_dueno(), connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")  # copiar y borrar una base tarda más que una consulta de la web
        for orden in ordenes:
            cursor.execute(orden)


def cargar(sql, carpeta):
    """Pone un volcado en la base en uso, entero o nada."""
    archivo = carpeta / "anterior.sql"
    archivo.write_text(sql)
    herramientas.correr(
        "psql", "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", f"--file={archivo}",
        "--output=/dev/null",
    )  # fmt: skip
