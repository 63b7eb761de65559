"""Restaurar un respaldo: se revisa entero antes de tocar nada y la base cambia en una sola transacción."""

import shutil
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from comsocial.operacion import herramientas
from comsocial.operacion.herramientas import NoSePudo
from comsocial.operacion.manifiesto import Manifiesto, fallas, leer, sha256_de
from comsocial.operacion.respaldo import anclas, fuentes

Avisar = Callable[[str], object]
SOLO_LECTURA = 0o444

# No se tira el esquema: así no importa de quién es ni qué extensiones tiene.
VACIAR = """
SET lock_timeout = '5s';
DO $$ DECLARE cosa record; BEGIN
    FOR cosa IN SELECT format('DROP TABLE IF EXISTS public.%I CASCADE', tablename) AS orden
        FROM pg_tables WHERE schemaname = 'public' LOOP EXECUTE cosa.orden; END LOOP;
    FOR cosa IN SELECT format('DROP FUNCTION IF EXISTS %s CASCADE', p.oid::regprocedure) AS orden
        FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
        WHERE n.nspname = 'public' AND p.prokind = 'f'
        AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
        LOOP EXECUTE cosa.orden; END LOOP;
END $$;
"""


def restaurar(origen: Path, *, sobre_escribir: bool, ahora: datetime, avisar: Avisar) -> Manifiesto:
    """Pone la base y los archivos como estaban en el respaldo.

    Rechaza un respaldo incompleto o alterado, uno hecho con una versión más nueva del sistema, y una base
    con datos si no se pidió sobrescribir. No migra ni rehace el portal: eso lo pide quien llama.
    """
    manifiesto = leer(origen)
    if manifiesto is None:
        raise NoSePudo(f"En {origen} no hay ningún respaldo (falta MANIFEST.json).")
    _exigir_version(manifiesto)
    if not sobre_escribir and _hay_datos():
        raise NoSePudo("La base ya tiene datos. Si de verdad quieres reemplazarlos, agrega --sobre-escribir.")
    avisar(f"Revisando {len(manifiesto.archivos)} archivos del respaldo…")
    malos = list(fallas(origen, manifiesto))
    if malos:
        raise NoSePudo("El respaldo no está entero; no se tocó nada:\n" + "\n".join(malos[:20]))
    avisar("Poniendo los archivos…")
    for ruta in manifiesto.archivos:
        _poner_archivo(origen, ruta, manifiesto)
    avisar("Poniendo la base…")
    _poner_base(origen / manifiesto.base)
    _poner_anclas(origen, manifiesto, ahora)
    return manifiesto


def _exigir_version(manifiesto: Manifiesto) -> None:
    conocidas = {f"{app}.{nombre}" for app, nombre in MigrationLoader(None, ignore_no_migrations=True).disk_migrations}
    if ajenas := sorted(set(manifiesto.migraciones) - conocidas):
        raise NoSePudo(f"El respaldo es de una versión más nueva del sistema ({ajenas[0]}): actualiza y repite.")


def _hay_datos() -> bool:
    """Si alguien ya usa esta base. Una recién creada, aun con sus tablas, cuenta como vacía."""
    with connection.cursor() as cursor:
        tablas = set(connection.introspection.table_names(cursor))
        for tabla in {"personas_persona", "nucleo_asiento", "personas_oficina"} & tablas:
            cursor.execute(f"SELECT EXISTS (SELECT FROM {tabla})")  # noqa: S608 - nombres escritos arriba
            if cursor.fetchone()[0]:
                return True
    return False


def _poner_archivo(origen: Path, ruta: str, manifiesto: Manifiesto) -> None:
    carpeta, _, relativa = ruta.partition("/")
    if not relativa:
        return
    destino, ficha = fuentes()[carpeta] / relativa, manifiesto.archivos[ruta]
    if destino.is_file() and destino.stat().st_size == ficha.octetos and sha256_de(destino) == ficha.sha256:
        return
    destino.parent.mkdir(parents=True, exist_ok=True)
    temporal = destino.with_name(f".{destino.name}.restaurando")
    temporal.unlink(missing_ok=True)
    shutil.copy2(origen / ruta, temporal)
    if carpeta == "originales":
        temporal.chmod(SOLO_LECTURA)
    temporal.replace(destino)


def _poner_base(volcado: Path) -> None:
    """pg_restore lo pasa a SQL y psql lo corre junto con el vaciado: o queda todo o no cambia nada."""
    connection.close()
    with tempfile.TemporaryDirectory(dir=settings.DIR_DATOS) as carpeta:
        vaciar, sql = Path(carpeta) / "vaciar.sql", Path(carpeta) / "base.sql"
        vaciar.write_text(VACIAR)
        herramientas.correr(
            "pg_restore", "--no-owner", "--no-privileges", "--no-comments", f"--file={sql}", str(volcado)
        )  # fmt: skip
        herramientas.correr(
            "psql", "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", f"--file={vaciar}",
            f"--file={sql}", "--output=/dev/null",
        )  # fmt: skip


def _poner_anclas(origen: Path, manifiesto: Manifiesto, ahora: datetime) -> None:
    """Las anclas del respaldo; las que hubiera se apartan con su fecha, no se borran."""
    if anclas().exists():
        anclas().rename(anclas().with_name(f"anclas-antes-de-{ahora:%Y%m%dT%H%M%S}.jsonl"))
    if manifiesto.anclas:
        shutil.copyfile(origen / manifiesto.anclas, anclas())


def vaciar_portal() -> None:
    """Quita el árbol público entero: se rehace desde la base que se acaba de poner."""
    raiz = Path(settings.DIR_PUBLICO)
    for cosa in list(raiz.iterdir()) if raiz.is_dir() else []:
        if cosa.is_dir() and not cosa.is_symlink():
            shutil.rmtree(cosa)
        else:
            cosa.unlink()
