"""Los meses y los años que tienen boletines, y lo publicado en cada mes."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from boletines.models import Boletin
from nucleo.texto.formato import CENTRO, MESES
from portal.consultas.boletines import Lectura, visibles
from portal.consultas.edicion import Edicion


def lectura_del_mes(ejercicio: int, mes: int, edicion: Edicion) -> Lectura:
    desde = datetime(ejercicio, mes, 1, tzinfo=CENTRO)
    hasta = datetime(ejercicio + mes // 12, mes % 12 + 1, 1, tzinfo=CENTRO)
    return Lectura(("mes", ejercicio, mes), visibles(edicion).filter(publicado_en__gte=desde, publicado_en__lt=hasta))


def del_mes(ejercicio: int, mes: int, edicion: Edicion) -> list[Boletin]:
    """Lo publicado en un mes, de lo último a lo primero."""
    return lectura_del_mes(ejercicio, mes, edicion).leer(edicion)


@dataclass(frozen=True)
class Mes:
    """Un mes con boletines."""

    ejercicio: int
    numero: int
    ultimo: datetime  # cuándo se publicó el último de ese mes

    @property
    def nombre(self) -> str:
        return MESES[self.numero - 1]

    @property
    def clave(self) -> str:
        return f"{self.ejercicio}-{self.numero:02d}"

    @property
    def url(self) -> str:
        return f"/boletines/{self.ejercicio}/{self.numero:02d}/"


def meses_con_boletines(edicion: Edicion) -> list[Mes]:
    """Los meses que tienen algo publicado, del último al primero."""
    return edicion.una_vez("meses", lambda: _leer_meses(edicion))


def ejercicios(edicion: Edicion) -> list[int]:
    """Los años que se ofrecen, del último al primero. El que corre está desde que empieza, no desde que se publica."""
    return sorted({edicion.dia.year, *(m.ejercicio for m in meses_con_boletines(edicion))}, reverse=True)


# De mes en mes por el índice: cuesta lo mismo con doscientos boletines que con doscientos mil.
MESES_CON_ALGO = """
WITH RECURSIVE meses (ultimo) AS (
    SELECT max(publicado_en) FROM ({visibles}) v
    UNION ALL
    SELECT (SELECT max(publicado_en) FROM ({visibles}) v WHERE publicado_en < date_trunc('month', ultimo, %s))
    FROM meses WHERE ultimo IS NOT NULL
)
SELECT ultimo FROM meses WHERE ultimo IS NOT NULL
"""


def _leer_meses(edicion: Edicion) -> list[Mes]:
    visibles, valores = edicion.boletines().order_by().values("publicado_en").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(MESES_CON_ALGO.format(visibles=visibles), [*valores, *valores, CENTRO.key])
        ultimos = [ultimo.astimezone(CENTRO) for (ultimo,) in cursor.fetchall()]
    return [Mes(ultimo.year, ultimo.month, ultimo) for ultimo in ultimos]
