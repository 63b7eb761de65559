"""Reuniones que piden láminas, de prueba."""

import hashlib
from datetime import UTC, date, datetime

import factory

from produccion.estados import FormatoDeLaminas, OrigenDeLaminas
from produccion.models import ImagenDeLamina, Reunion, VersionDeLaminas
from tests.fabricas.personas import DependenciaFactory, PersonaFactory

MOMENTO = datetime(2026, 3, 3, 18, 0, tzinfo=UTC)


class ReunionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Reunion

    tema = factory.Sequence(lambda n: f"Avance de obra {n}")
    fecha = date(2026, 3, 12)
    dependencia = factory.SubFactory(DependenciaFactory)
    pedida_en = MOMENTO
    pedida_por = factory.SubFactory(PersonaFactory)


class VersionDeLaminasFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = VersionDeLaminas

    reunion = factory.SubFactory(ReunionFactory)
    numero = 1
    origen = OrigenDeLaminas.SUBIDA
    formato = FormatoDeLaminas.PDF
    nombre = "laminas.pdf"
    octetos = b"%PDF-1.7"
    pesa = 8
    huella = factory.Sequence(lambda n: hashlib.sha256(str(n).encode()).hexdigest())
    hecha_en = MOMENTO
    hecha_por = factory.SubFactory(PersonaFactory)


class ImagenDeLaminaFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ImagenDeLamina

    version = factory.SubFactory(VersionDeLaminasFactory)
    numero = 1
    titulo = "Portada"
    png = b"\x89PNG"
