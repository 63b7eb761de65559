"""Diseños de prueba: por omisión, un aviso recién pedido."""

from datetime import UTC, date, datetime

import factory

from produccion.models import (
    AprobacionDeDependencia,
    Colocacion,
    ComentarioDeDiseno,
    Diseno,
    OrdenDeImpresion,
    VersionDeDiseno,
)
from tests.fabricas.media_library import EvidenciaFactory
from tests.fabricas.personas import DependenciaFactory, PersonaFactory

MOMENTO = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)


class DisenoFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Diseno

    titulo = factory.Sequence(lambda n: f"Aviso {n}")
    plantilla = "aviso"
    dependencia = factory.SubFactory(DependenciaFactory)
    fecha_retiro = date(2026, 3, 20)
    tema = "servicios-publicos"
    creado_en = MOMENTO
    creado_por = factory.SubFactory(PersonaFactory)

    class Params:
        en_prueba = factory.Trait(estado="en_prueba", version=1, hecho_por=factory.SelfAttribute("creado_por"))
        aprobado = factory.Trait(
            estado="aprobado",
            version=1,
            hecho_por=factory.SelfAttribute("creado_por"),
            aprobado_en=MOMENTO,
            aprobado_por=factory.SubFactory(PersonaFactory),
            huella_aprobada="a" * 64,
        )


class VersionDeDisenoFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = VersionDeDiseno

    diseno = factory.SubFactory(DisenoFactory, en_prueba=True)
    numero = 1
    plantilla = "aviso"
    contenido = factory.LazyFunction(lambda: {"titulo": "Aviso"})
    huella = "a" * 64
    hecha_en = MOMENTO
    hecha_por = factory.SubFactory(PersonaFactory)


class AprobacionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = AprobacionDeDependencia

    diseno = factory.SubFactory(DisenoFactory, en_prueba=True)
    nombre = "Titular de Turismo"
    huella = factory.Sequence(lambda n: f"{n:064x}")
    version = 1
    pedida_en = MOMENTO
    pedida_por = factory.SubFactory(PersonaFactory)
    vence_en = datetime(2026, 3, 7, 18, 0, tzinfo=UTC)

    class Params:
        dijo_que_si = factory.Trait(
            respuesta="aprueba", respondida_en=MOMENTO, version_respondida=1, huella_respondida="a" * 64
        )


class OrdenFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = OrdenDeImpresion

    diseno = factory.SubFactory(DisenoFactory, aprobado=True)
    version = 1
    medida = "tabloide"
    copias = 40
    pedida_en = MOMENTO
    pedida_por = factory.SubFactory(PersonaFactory)


class ColocacionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Colocacion

    diseno = factory.SubFactory(DisenoFactory, aprobado=True)
    lugar = factory.Sequence(lambda n: f"Lugar {n}")
    copias = 3
    apuntada_en = MOMENTO
    apuntada_por = factory.SubFactory(PersonaFactory)

    class Params:
        puesta = factory.Trait(
            foto=factory.SubFactory(EvidenciaFactory),
            fecha=date(2026, 3, 3),
            puesta_por=factory.SubFactory(PersonaFactory),
        )


class ComentarioDeDisenoFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ComentarioDeDiseno

    diseno = factory.SubFactory(DisenoFactory)
    version = 0
    texto = "¿Se puede más grande la hora?"
    escrito_en = MOMENTO
    escrito_por = factory.SubFactory(PersonaFactory)
