"""Evidencia de prueba sin archivos: para lo que sólo mira filas. Con archivos de verdad, `ingresar`."""

import hashlib
from datetime import UTC, datetime

import factory

from media_library.estados import Clase, EstadoDerivado
from media_library.models import Corte, Derivado, Evidencia, Original
from tests.fabricas.personas import PersonaFactory

MOMENTO = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)


class OriginalFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Original

    huella = factory.Sequence(lambda n: hashlib.sha256(str(n).encode()).hexdigest())
    octetos = 1000
    tipo = "image/jpeg"
    clase = Clase.FOTO
    ancho = 1600
    alto = 1200
    guardado_en = MOMENTO


class DerivadoFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Derivado

    original = factory.SubFactory(OriginalFactory)
    receta = "w320.webp"
    creado_en = MOMENTO

    class Params:
        hecho = factory.Trait(
            estado=EstadoDerivado.HECHO,
            archivo=factory.LazyAttribute(lambda d: f"{d.original.huella[:2]}/{d.original.huella}/{d.receta}"),
        )


class EvidenciaFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Evidencia

    original = factory.SubFactory(OriginalFactory)
    nombre_de_archivo = factory.Sequence(lambda n: f"DSC_{n:04}.jpg")
    capturada_en = MOMENTO
    subida_por = factory.SubFactory(PersonaFactory)
    subida_en = MOMENTO


class CorteFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Corte

    evidencia = factory.SubFactory(EvidenciaFactory, original__clase=Clase.AUDIO, original__tipo="audio/mpeg")
    titulo = factory.Sequence(lambda n: f"Corte {n}")
    inicio = 0
    fin = 1
    creado_por = factory.SubFactory(PersonaFactory)
    creado_en = MOMENTO
