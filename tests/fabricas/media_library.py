"""Evidencia de prueba sin archivos: para lo que sólo mira filas. Con archivos de verdad, `ingresar`."""

import hashlib
from datetime import UTC, date, datetime, timedelta

import factory

from media_library.estados import Clase, EstadoDerivado
from media_library.models import Buzon, Consentimiento, Corte, Derivado, Evidencia, Original, Paquete, Subida
from tests.fabricas.personas import DependenciaFactory, PersonaFactory

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


class ConsentimientoFactory(factory.django.DjangoModelFactory):
    """Una carta vigente; `de_menor=True` la firma un tutor."""

    class Meta:
        model = Consentimiento

    nombre = "Persona que aparece"
    finalidad = "Difundir la obra pública"
    medios = "Portal y redes"
    fecha = date(2026, 1, 15)
    creado_por = factory.SubFactory(PersonaFactory)
    creado_en = MOMENTO

    class Params:
        de_menor = factory.Trait(nombre="Menor que aparece", es_menor=True, tutor="Madre de familia")


class BuzonFactory(factory.django.DjangoModelFactory):
    """Un buzón abierto por mucho tiempo."""

    class Meta:
        model = Buzon

    nombre = "Fotos de la obra"
    dependencia = factory.SubFactory(DependenciaFactory)
    huella = factory.Sequence(lambda n: hashlib.sha256(f"buzon{n}".encode()).hexdigest())
    vence_en = datetime(2036, 1, 1, tzinfo=UTC)
    creado_por = factory.SubFactory(PersonaFactory)
    creado_en = MOMENTO


class SubidaFactory(factory.django.DjangoModelFactory):
    """Una subida recién abierta, sin octetos todavía."""

    class Meta:
        model = Subida

    persona = factory.SubFactory(PersonaFactory)
    nombre = "video.mp4"
    octetos = 1000
    creada_en = MOMENTO
    ultimo_en = MOMENTO
    vence_en = MOMENTO + timedelta(days=7)


class PaqueteFactory(factory.django.DjangoModelFactory):
    """Un enlace compartido que vale por mucho tiempo."""

    class Meta:
        model = Paquete

    nombre = "Fotos de la obra"
    huella = factory.Sequence(lambda n: hashlib.sha256(f"paquete{n}".encode()).hexdigest())
    vence_en = datetime(2036, 1, 1, tzinfo=UTC)
    creado_por = factory.SubFactory(PersonaFactory)
    creado_en = MOMENTO
