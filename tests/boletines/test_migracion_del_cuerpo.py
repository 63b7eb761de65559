"""La migración que vuelve HTML el texto sencillo dice lo mismo que `nucleo.texto_rico`, y se puede deshacer."""

from importlib import import_module

import pytest
from django.db import connection

from nucleo.texto_rico import a_texto, de_texto

migracion = import_module("boletines.migrations.0006_cuerpo_en_html")


def calcular(expresion, texto):
    with connection.cursor() as cursor:
        orden = f"SELECT {expresion} FROM (VALUES (%s)) AS t(cuerpo)"  # noqa: S608 - la expresión es de la migración
        cursor.execute(orden, [texto])
        return cursor.fetchone()[0]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "texto",
    ["Uno.\n\nDos & <tres>.", "Uno\r\n\r\nDos\r\nsigue", "\n Uno \n", "Uno\n \n\nDos", "Sin párrafos: 5 > 3"],
)
def test_hacia_adelante_y_hacia_atras(texto):
    html = calcular(migracion.A_HTML, texto)

    assert a_texto(html) == a_texto(de_texto(texto))
    assert calcular(f"btrim({migracion.A_TEXTO}, E' \\n')", html) == a_texto(html)
