"""Dos personas a la vez: los actos iguales hacen fila y lo que la base no dejó hacer se dice en palabras."""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db import DatabaseError, connection
from django.db.models import F, Model
from django.db.models.constraints import BaseConstraint, UniqueConstraint

from nucleo.dominio.impedimentos import Impedimento, NoSePuede, YaCambio

# Códigos de PostgreSQL, apéndice A: https://www.postgresql.org/docs/current/errcodes-appendix.html
REPETIDO = {"23505", "23P01"}
YA_NO_ESTA = {"23503"}
OCUPADO = {"55P03", "40P01", "40001"}

SE_ADELANTARON = "Otra persona hizo lo mismo hace un momento. Vuelve a cargar la página para ver cómo quedó."
SE_BORRO = "Algo de lo que usa ya no está: otra persona lo quitó hace un momento. Vuelve a cargar la página."
ESTA_OCUPADO = "Otra persona está guardando lo mismo en este momento. Espera unos segundos y vuelve a intentar."


def en_fila(acto: str, *de_que: object) -> None:
    """Hace esperar al mismo acto sobre la misma cosa hasta que el primero termine: el segundo ya ve lo que hizo.

    Va al empezar la transacción de un acto que lee y crea donde no hay una fila que bloquear; se suelta con ella.
    """
    with connection.cursor() as cursor:
        clave = ":".join([acto, *map(str, de_que)])
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [clave])


def negativa_de_la_base(error: DatabaseError) -> NoSePuede | None:
    """La negativa que corresponde a lo que la base no dejó hacer; `None` si no fue porque alguien se adelantara.

    Es el único lugar que las traduce: una regla única rota dice la frase de su modelo, la misma del formulario. La
    transacción del acto ya debe haber terminado.
    """
    aviso = getattr(error.__cause__, "diag", None)
    codigo = getattr(aviso, "sqlstate", None)
    if aviso and codigo in REPETIDO:
        return _repetido(aviso.table_name, aviso.constraint_name)
    if codigo in YA_NO_ESTA:
        return YaCambio(SE_BORRO)
    if codigo in OCUPADO:
        return YaCambio(ESTA_OCUPADO)
    return None


def _repetido(tabla: str | None, nombre: str | None) -> NoSePuede:
    modelo = next((m for m in apps.get_models() if m._meta.db_table == tabla), None)
    if modelo is None or nombre is None:
        return YaCambio(SE_ADELANTARON)
    for restriccion in modelo._meta.constraints:
        if restriccion.name == nombre:
            return _de_la_regla(restriccion)
    campos = _campos_de_la_tabla(modelo, nombre)
    if len(campos) != 1:
        return YaCambio(SE_ADELANTARON)
    return _junto_a(campos, " ".join(modelo().unique_error_message(modelo, campos).messages))


def _de_la_regla(restriccion: BaseConstraint) -> NoSePuede:
    if restriccion.violation_error_message == BaseConstraint.default_violation_error_message:
        return YaCambio(SE_ADELANTARON)
    return _junto_a(_campos_de(restriccion), str(restriccion.violation_error_message))


def _junto_a(campos: list[str], frase: str) -> NoSePuede:
    """La negativa en su campo; si la regla compara varios, en ninguno."""
    campo = ""
    if len(campos) == 1:
        campo = campos[0]
    return NoSePuede([Impedimento(frase, campo)])


def _campos_de(restriccion: BaseConstraint) -> list[str]:
    """Los que la regla compara, también los que van dentro de una expresión como `Lower("correo")`."""
    if not isinstance(restriccion, UniqueConstraint):
        return []
    expresiones: Iterable[Any] = restriccion.expressions
    dentro = [parte for expresion in expresiones for parte in expresion.flatten()]
    nombres = [parte.name for parte in dentro if isinstance(parte, F)]  # type: ignore[attr-defined] # django-stubs no lo dice
    return [*restriccion.fields, *nombres]


def _campos_de_la_tabla(modelo: type[Model], nombre: str) -> list[str]:
    """Los de un `unique=True`, que no tiene nombre propio: los dice la base."""
    with connection.cursor() as cursor:
        reglas: dict[str, Any] = connection.introspection.get_constraints(cursor, modelo._meta.db_table)
    columnas = reglas.get(nombre, {}).get("columns", [])
    return [campo.name for campo in modelo._meta.fields if campo.column in columnas]
