"""Páginas oficiales de prueba."""

from datetime import UTC, datetime

import factory

from paginas.models import Comprobacion, PaginaOficial, Solicitud
from tests.fabricas.personas import PersonaFactory

MOMENTO = datetime(2026, 3, 1, 18, 0, tzinfo=UTC)


class PaginaFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PaginaOficial

    nombre = factory.Sequence(lambda n: f"Página {n}")
    url = factory.Sequence(lambda n: f"https://municipio.invalid/{n}/")
    revisada_en = MOMENTO
    creada_en = MOMENTO


class ComprobacionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Comprobacion

    pagina = factory.SubFactory(PaginaFactory)
    motivo = "noche"
    pedida_en = MOMENTO

    class Params:
        leida = factory.Trait(estado="hecha", codigo=200, hecha_en=MOMENTO, huella="a" * 64)


class SolicitudFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Solicitud

    pagina = factory.SubFactory(PaginaFactory)
    que = "Publicar el acta de la sesión de marzo"
    enviada_por = factory.SubFactory(PersonaFactory)
    enviada_en = MOMENTO
