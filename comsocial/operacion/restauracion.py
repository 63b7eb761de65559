"""Restaurar un respaldo: se revisa entero antes de tocar nada y la base cambia en una sola transacción."""

import re
import shutil
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.models import Max

from boletines.dominio.salida.folios import adelantar_folio, con_la_serie_de_la_oficina, ultimos_de_la_base
from boletines.models import FolioContador
from boletines.models.folio import folio_de
from comsocial.operacion import herramientas
from comsocial.operacion.dueno import como_dueno, permisos_de_la_aplicacion
from comsocial.operacion.fuentes import anclas, de_este_equipo
from comsocial.operacion.herramientas import NoSePudo
from comsocial.operacion.manifiesto import Manifiesto, fallas, leer, sha256_de
from difusion.dominio.freno import SIN_TERMINAR
from difusion.dominio.restauracion import Detenido, detener_lo_restaurado
from nucleo.dominio.impedimentos import NoSePuede

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

# Va en la misma transacción que los datos: en ningún momento hay una base restaurada que pueda enviar.
# Un respaldo de antes no tiene todavía las columnas de la restauración; se llenan después de migrar.
FRENAR = """
DO $$ BEGIN
    IF to_regclass('public.difusion_freno') IS NULL THEN RETURN; END IF;
    INSERT INTO public.difusion_freno (id, puesto, motivo, puesto_en) VALUES (1, true, '{motivo}', now())
        ON CONFLICT (id) DO UPDATE
        SET puesto = true, motivo = EXCLUDED.motivo, puesto_por_id = NULL, puesto_en = EXCLUDED.puesto_en;
    IF EXISTS (SELECT FROM pg_attribute
               WHERE attrelid = 'public.difusion_freno'::regclass AND attname = 'respaldado_en') THEN
        UPDATE public.difusion_freno SET respaldado_en = '{respaldado_en}', es_ensayo = {es_ensayo};
    END IF;
END $$;
"""
FOLIO = re.compile(r"([A-Z]{1,4})/([0-9]{1,6})/(20[0-9]{2})")
Folios = dict[tuple[str, int], int]


def restaurar(
    origen: Path, *, sobre_escribir: bool, ahora: datetime, avisar: Avisar, es_ensayo: bool = False
) -> Manifiesto:
    """Pone la base y los archivos como estaban en el respaldo, con el freno de mano puesto.

    Rechaza un respaldo incompleto o alterado, uno hecho con una versión más nueva del sistema, y una base
    con datos si no se pidió sobrescribir. No migra ni rehace el portal: eso lo pide quien llama.
    """
    manifiesto = leer(origen)
    if manifiesto is None:
        raise NoSePudo(f"En {origen} no hay ningún respaldo (falta MANIFEST.json).")
    _exigir_version(manifiesto)
    _exigir_carpetas(manifiesto)
    if not sobre_escribir and _hay_datos():
        raise NoSePudo("La base ya tiene datos. Si de verdad quieres reemplazarlos, agrega --sobre-escribir.")
    avisar(f"Revisando {len(manifiesto.archivos)} archivos del respaldo…")
    malos = list(fallas(origen, manifiesto))
    if malos:
        raise NoSePudo("El respaldo no está entero; no se tocó nada:\n" + "\n".join(malos[:20]))
    avisar("Poniendo los archivos…")
    try:
        for ruta in manifiesto.archivos:
            _poner_archivo(origen, ruta, manifiesto)
    except OSError as error:
        raise NoSePudo(
            f"No se pudieron poner los archivos ({error.strerror}); la base no se tocó. Repítelo."
        ) from error
    avisar("Poniendo la base…")
    with como_dueno():
        _poner_base(origen / manifiesto.base, _orden_de_frenar(manifiesto, es_ensayo=es_ensayo))
    _poner_anclas(origen, manifiesto, ahora)
    return manifiesto


def _orden_de_frenar(manifiesto: Manifiesto, *, es_ensayo: bool) -> str:
    hecho_en = datetime.fromisoformat(manifiesto.hecho_en)  # sólo una fecha entra al SQL
    return FRENAR.format(motivo=SIN_TERMINAR, respaldado_en=hecho_en.isoformat(), es_ensayo=str(es_ensayo).lower())


def terminar(
    manifiesto: Manifiesto, *, es_ensayo: bool, fuera: Folios, declarados: Folios, ahora: datetime, avisar: Avisar
) -> Detenido:
    """Con la base ya migrada: aparta lo que pudo haber salido y no deja repetir un folio dado después de la copia.

    `fuera` es lo que se sabe de los folios fuera de la base; `declarados`, lo que dice quien restaura.
    """
    detenido = detener_lo_restaurado(
        respaldado_en=datetime.fromisoformat(manifiesto.hecho_en), es_ensayo=es_ensayo, ahora=ahora
    )
    de_la_base = ultimos_de_la_base()
    for (serie, ejercicio), ultimo in sorted(con_la_serie_de_la_oficina(_mayores(fuera, declarados)).items()):
        if ultimo > de_la_base.get((serie, ejercicio), 0):
            try:
                adelantar_folio(
                    serie=serie,
                    ejercicio=ejercicio,
                    ultimo=ultimo,
                    por=None,
                    ahora=ahora,
                    motivo="Se restauró un respaldo: esos folios se dieron después de la copia.",
                )
            except NoSePuede as error:
                avisar(f"AVISO: {error}")
    ultimo_ejercicio = FolioContador.objects.aggregate(Max("ejercicio"))["ejercicio__max"]
    for contador in FolioContador.objects.filter(ejercicio=ultimo_ejercicio).order_by("serie"):
        avisar(f"El siguiente folio será {folio_de(contador.serie, contador.ultimo + 1, contador.ejercicio)}.")
    return detenido


def _mayores(unos: Folios, otros: Folios) -> Folios:
    return {clave: max(unos.get(clave, 0), otros.get(clave, 0)) for clave in {*unos, *otros}}


def leer_folios(escritos: list[str]) -> Folios:
    """«CS/047/2026» como lo dice quien restaura."""
    leidos: Folios = {}
    for escrito in escritos:
        partes = FOLIO.fullmatch(escrito.strip().upper())
        if partes is None:
            raise NoSePudo(f"«{escrito}» no es un folio; se escribe como CS/047/2026.")
        leidos[partes[1], int(partes[3])] = int(partes[2])
    return leidos


def _exigir_carpetas(manifiesto: Manifiesto) -> None:
    """Un respaldo con originales no se restaura sobre una instalación que los tiene en S3."""
    propias = de_este_equipo()
    for ruta in manifiesto.archivos:
        if "/" in ruta and (nombre := ruta.partition("/")[0]) not in propias:
            raise NoSePudo(f"El respaldo trae {nombre} y aquí viven en S3: quita S3_BUCKET para restaurarlo.")


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
    fuente, ficha = de_este_equipo()[carpeta], manifiesto.archivos[ruta]
    destino = fuente.carpeta() / relativa
    if destino.is_file() and destino.stat().st_size == ficha.octetos and sha256_de(destino) == ficha.sha256:
        return
    destino.parent.mkdir(parents=True, exist_ok=True)
    temporal = destino.with_name(f".{destino.name}.restaurando")
    temporal.unlink(missing_ok=True)
    shutil.copy2(origen / manifiesto.lugar(ruta), temporal)
    if fuente.inmutable:
        temporal.chmod(SOLO_LECTURA)
    temporal.replace(destino)


def _poner_base(volcado: Path, frenar: str) -> None:
    """pg_restore lo pasa a SQL y psql lo corre con el vaciado, el freno y los permisos: o queda todo o nada cambia."""
    connection.close()
    with tempfile.TemporaryDirectory(dir=settings.DIR_DATOS) as carpeta:
        nombres = ("vaciar", "base", "freno", "permisos")
        vaciar, sql, freno, permisos = (Path(carpeta) / f"{nombre}.sql" for nombre in nombres)
        vaciar.write_text(VACIAR)
        permisos.write_text(permisos_de_la_aplicacion())
        freno.write_text(frenar)
        herramientas.correr(
            "pg_restore", "--no-owner", "--no-privileges", "--no-comments", f"--file={sql}", str(volcado)
        )
        herramientas.correr(
            "psql",
            "--no-psqlrc",
            "--quiet",
            "--single-transaction",
            "--set=ON_ERROR_STOP=1",
            f"--file={vaciar}",
            f"--file={sql}",
            f"--file={freno}",
            f"--file={permisos}",
            "--output=/dev/null",
        )


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
