"""Los dos papeles de la base: el dueño de las tablas, que migra y restaura, y el de la aplicación, que no lo es.

Quien cuida la bitácora no puede ser de quien la bitácora vigila (docs/decisiones/0017-dos-papeles-en-la-base.md).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core import checks
from django.db import DatabaseError, connection

from comsocial.embebido.permisos import SOLO_SE_AGREGAN, otorgar_a

CON_QUIEN_SE_ENTRA = ("HOST", "PORT", "USER", "PASSWORD", "OPTIONS")
CUANTAS_SE_NOMBRAN = 3
DONDE = "docs/operacion.md, «Dos papeles en la base»"

# Cada renglón es algo con que se burla un disparador: (qué, de qué).
RIESGOS = """
SELECT 'superusuario', '' FROM pg_roles WHERE rolname = current_user AND rolsuper
UNION ALL SELECT 'papeles', '' FROM pg_roles WHERE rolname = current_user AND rolcreaterole
UNION ALL SELECT 'replica', '' WHERE has_parameter_privilege('session_replication_role', 'SET')
UNION ALL SELECT 'crear', current_database()
    WHERE has_database_privilege(current_database(), 'CREATE, TEMPORARY') OR has_schema_privilege('public', 'CREATE')
UNION ALL SELECT 'dueno', c.relname FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND pg_has_role(c.relowner, 'MEMBER')
UNION ALL SELECT 'dueno', p.proname FROM pg_proc p
    WHERE p.pronamespace = 'public'::regnamespace AND p.prorettype = 'trigger'::regtype
        AND pg_has_role(p.proowner, 'MEMBER')
UNION ALL SELECT 'disparadores', c.relname FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
        AND has_table_privilege(c.oid, 'TRUNCATE, TRIGGER')
UNION ALL SELECT 'intocable', c.relname FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relname = ANY(%s)
        AND (has_table_privilege(c.oid, 'UPDATE, DELETE') OR has_any_column_privilege(c.oid, 'UPDATE'))
ORDER BY 1, 2
"""
APAGADOS = """
SELECT t.tgname, c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
WHERE c.relnamespace = 'public'::regnamespace AND NOT t.tgisinternal AND t.tgenabled NOT IN ('O', 'A') ORDER BY 2, 1
"""
FRASES = {
    "superusuario": "es superusuario: puede apagar cualquier disparador y cambiarlo todo",
    "dueno": "es dueño de {}: puede apagar sus disparadores y cambiar lo que no se cambia",
    "papeles": "puede crear papeles y hacerse dueño de las tablas",
    "replica": "puede apagar todos los disparadores con session_replication_role",
    "disparadores": "puede vaciar o poner disparadores en {}",
    "intocable": "puede cambiar o borrar lo de {}, que sólo se agrega",
    "crear": "puede crear tablas en {}, que se tomarían por las verdaderas",
}
YA_DICHO = {"superusuario": frozenset(FRASES), "dueno": frozenset({"disparadores", "intocable", "crear"})}


@contextmanager
def como_dueno() -> Iterator[None]:
    """Mientras dura, la conexión entra como el dueño de las tablas. Con un solo papel, es la de siempre."""
    base, dueno = connection.settings_dict, settings.BASE_DEL_DUENO
    antes = {clave: base[clave] for clave in CON_QUIEN_SE_ENTRA}
    suyo = {clave: dueno[clave] for clave in CON_QUIEN_SE_ENTRA} if dueno else antes
    if suyo == antes:
        yield
        return
    _entrar(base, suyo)
    try:
        yield
    finally:
        _entrar(base, antes)


def _entrar(base: dict[str, Any], con: dict[str, Any]) -> None:
    if connection.in_atomic_block:
        raise RuntimeError("El papel de la base no se cambia a media transacción.")
    connection.close()
    base.update(con)


class ComoDueno:
    """Para un mandato que cambia tablas y no sólo renglones: corre entero como su dueño."""

    def execute(self, *args: Any, **opciones: Any) -> Any:
        with como_dueno():
            return super().execute(*args, **opciones)  # type: ignore[misc]  # se mezcla con un BaseCommand


def permisos_de_la_aplicacion() -> str:
    """Las órdenes que el dueño corre para darle lo suyo al otro papel; nada si sólo hay uno."""
    return otorgar_a(settings.PAPEL_DE_LA_APLICACION) if settings.BASE_DEL_DUENO else ""


def otorgar() -> None:
    """Le da al papel de la aplicación lo suyo sobre las tablas de ahora; se llama como dueño."""
    if ordenes := permisos_de_la_aplicacion():
        with connection.cursor() as cursor:
            cursor.execute(ordenes)


def riesgos() -> list[str]:
    """Lo que el papel en uso podría hacer contra lo que lo vigila, en frases; nada si no puede."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        papel = cursor.fetchone()[0]
        cursor.execute(RIESGOS, [list(SOLO_SE_AGREGAN)])
        hallados: dict[str, list[str]] = {}
        for que, cual in cursor.fetchall():
            hallados.setdefault(que, []).append(cual)
    sobran = frozenset().union(*(YA_DICHO.get(que, frozenset()) - {que} for que in hallados))
    return [
        f"El papel «{papel}», con el que trabaja la aplicación, {frase.format(_cuales(hallados[que]))}."
        for que, frase in FRASES.items()
        if que in hallados and que not in sobran
    ]


def disparadores_apagados() -> list[str]:
    """Los disparadores que alguien apagó y no volvió a encender."""
    with connection.cursor() as cursor:
        cursor.execute(APAGADOS)
        return [f"El disparador «{cual}» de {tabla} está apagado." for cual, tabla in cursor.fetchall()]


def _cuales(nombres: list[str]) -> str:
    distintos = sorted(set(nombres), key=lambda nombre: (nombre not in SOLO_SE_AGREGAN, nombre))
    dichos = ", ".join(distintos[:CUANTAS_SE_NOMBRAN])
    if len(distintos) > CUANTAS_SE_NOMBRAN:
        return f"{dichos} y {len(distintos) - CUANTAS_SE_NOMBRAN} más"
    return dichos


def el_papel_no_es_dueno(**_: Any) -> list[checks.CheckMessage]:
    """`check --deploy` le pregunta a la base; si no contesta, no dice nada."""
    try:
        return [checks.Warning(frase, hint=DONDE, id="comsocial.W001") for frase in riesgos()]
    except DatabaseError:
        return []
