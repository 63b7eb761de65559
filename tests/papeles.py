"""Con qué papel de la base corre cada prueba.

Entran como el dueño y se ponen en el lugar del papel de la aplicación: PostgreSQL les niega lo mismo que a ella, y lo
que hace falta preparar como dueño se prepara en la misma transacción. Con un solo papel no hay diferencia. En un
PostgreSQL de fuera el dueño debe poder crear bases y, si no es superusuario, ser miembro del otro.
"""

from contextlib import contextmanager

import pytest
from django.conf import settings
from django.core.management.commands import flush
from django.db import connection, transaction


def sin_esperar_al_disco():
    """La base de pruebas se tira al acabar: confirmar no espera al disco. Lo que sí promete la base, en `embebido`."""
    with connection.cursor() as cursor:
        cursor.execute(f'ALTER DATABASE "{connection.settings_dict["NAME"]}" SET synchronous_commit TO off')
    connection.close()


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


# Lo que Django llena al migrar: borrarlo sólo obligaría a llenarlo otra vez después de cada prueba.
DE_DJANGO = {"django_migrations", "django_content_type", "auth_permission", "django_site"}


@contextmanager
def con_tablas_que_se_vacian_pronto():
    """`transaction=True` vacía las tablas al terminar: aquí sólo las que tienen algo, también las que no se borran.

    TRUNCATE hace de nuevo los archivos de las cien tablas, casi todas vacías, y tarda cien veces más.
    """

    def vaciar(*_, **__):
        tablas = set(connection.introspection.table_names()) - DE_DJANGO
        with transaction.atomic(), siendo_el_dueno() as cursor:
            llenas = _con_renglones(cursor, sorted(tablas))
            for tabla in llenas:
                cursor.execute(f'ALTER TABLE "{tabla}" DISABLE TRIGGER USER')
            for tabla in llenas:
                cursor.execute(f'DELETE FROM "{tabla}"')  # noqa: S608 - nombres de la propia base
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for tabla in llenas:
                cursor.execute(f'ALTER TABLE "{tabla}" ENABLE TRIGGER USER')

    with pytest.MonkeyPatch.context() as parche:
        parche.setattr(flush.Command, "handle", vaciar)
        yield


def _con_renglones(cursor, tablas):
    preguntas = (f"SELECT '{t}' WHERE EXISTS (SELECT FROM \"{t}\")" for t in tablas)  # noqa: S608 - ídem
    cursor.execute(" UNION ALL ".join(preguntas))
    return [tabla for (tabla,) in cursor.fetchall()]
