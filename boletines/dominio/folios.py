"""Folio `CS/045/2021`: sin huecos ni repetidos, aun con choques y caídas (reliability.md §5.3)."""

from datetime import datetime

from django.db import connection

from nucleo.formato import CENTRO


def siguiente_folio(serie: str, ahora: datetime) -> tuple[int, int]:
    """El siguiente (ejercicio, consecutivo) de la serie.

    Avanza una fila en la transacción del acto: si el acto se deshace, el número vuelve.
    El año es el de la hora del centro. Debe ser el último candado que se tome.
    """
    ejercicio = ahora.astimezone(CENTRO).year
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO boletines_foliocontador (serie, ejercicio, ultimo) VALUES (%s, %s, 1)"
            " ON CONFLICT (serie, ejercicio) DO UPDATE SET ultimo = boletines_foliocontador.ultimo + 1"
            " RETURNING ultimo",
            [serie, ejercicio],
        )
        return ejercicio, cursor.fetchone()[0]
