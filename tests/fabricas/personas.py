"""Personas y dependencias de prueba: por omisión, lo mínimo válido."""

import factory

from personas.models import Comunidad, Dependencia, Persona


class DependenciaFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Dependencia

    nombre = factory.Sequence(lambda n: f"Dependencia {n}")


class ComunidadFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Comunidad

    nombre = factory.Sequence(lambda n: f"Comunidad {n}")


class PersonaFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Persona

    username = factory.Sequence(lambda n: f"persona{n}")
    first_name = factory.Sequence(lambda n: f"Persona {n}")
    papeles = factory.LazyFunction(lambda: ["directora"])
