"""Con qué papel de la base corre cada prueba.

Entran como el dueño y se ponen en el lugar del papel de la aplicación: PostgreSQL les niega lo mismo que a ella, y lo
que hace falta preparar como dueño se prepara en la misma transacción. Con un solo papel no hay diferencia. En un
PostgreSQL de fuera el dueño debe poder crear bases y, si no es superusuario, ser miembro del otro.
"""

from contextlib import contextmanager

import pytest
from django.conf import settings
from django.core.management.commands import flush
from django.db import connection


@contextmanager
def con_el_papel_de_la_aplicacion():
    """Toda conexión que se abra desde aquí empieza con ese papel."""
    if not settings.BASE_DEL_DUENO:
        yield
        return
    base = connection.settings_dict
    de_antes = base["OPTIONS"]
    connection.close()
    base["OPTIONS"] = de_antes | {"options": f"{de_antes['options']} -c role={settings.PAPEL_DE_LA_APLICACION}"}
    try:
        yield
    finally:
        connection.close()
        base["OPTIONS"] = de_antes


@contextmanager
def siendo_el_dueno():
    """Un cursor con lo que puede el dueño, en la transacción de la prueba."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('role')")
        de_antes = cursor.fetchone()[0]
        cursor.execute("SET ROLE NONE")
        try:
            yield cursor
        finally:
            cursor.execute(f"SET ROLE {de_antes}")


@contextmanager
def con_la_bitacora_que_se_vacia():
    """`transaction=True` vacía las tablas al terminar y la bitácora no se deja ni a su dueño: en ese instante, sí."""
    vaciar = flush.Command.handle

    def vaciar_tambien_la_bitacora(*args, **opciones):
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE nucleo_asiento DISABLE TRIGGER sin_vaciar")
            vaciar(*args, **opciones)
            cursor.execute("ALTER TABLE nucleo_asiento ENABLE TRIGGER sin_vaciar")

    with pytest.MonkeyPatch.context() as parche:
        parche.setattr(flush.Command, "handle", vaciar_tambien_la_bitacora)
        yield
