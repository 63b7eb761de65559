"""Los niveles del plan municipal de desarrollo."""

from django.db.models import TextChoices


class Nivel(TextChoices):
    """De lo más amplio a lo que se hace (Ley de Planeación Participativa del Estado de Jalisco)."""

    EJE = "eje", "Eje"
    OBJETIVO = "objetivo", "Objetivo"
    ESTRATEGIA = "estrategia", "Estrategia"
    LINEA = "linea", "Línea de acción"


NIVELES = tuple(Nivel)
