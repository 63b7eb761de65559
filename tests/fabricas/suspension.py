"""Periodos de suspensión de prueba y el mundo que ocultan."""

from datetime import UTC, datetime, timedelta

import factory

from suspension.models import PeriodoSuspension

MOMENTO = datetime(2026, 3, 12, 18, 0, tzinfo=UTC)


class PeriodoFactory(factory.django.DjangoModelFactory):
    """Corre desde una hora antes del momento de las pruebas hasta diez días después."""

    class Meta:
        model = PeriodoSuspension

    tipo = "eleccion"
    nombre = factory.Sequence(lambda n: f"Campañas {n}")
    inicio = MOMENTO - timedelta(hours=1)
    fin = MOMENTO + timedelta(days=10)
    fundamento = "LGCS art. 21"
