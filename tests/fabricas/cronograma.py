"""Actividades, metas y evidencia a mano de prueba."""

from datetime import UTC, date, datetime

import factory

from cronograma.estados import Regla, SeccionDeInforme, TipoDeInforme
from cronograma.models import Actividad, EvidenciaManual, Informe, MetaMensual, ParteDeInforme
from tests.fabricas.personas import PersonaFactory


class ActividadFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Actividad

    ejercicio = 2026
    numero = factory.Sequence(lambda n: n % 30000 + 1)
    nombre = factory.LazyAttribute(lambda a: f"Actividad {a.numero}")
    nombre_corto = factory.LazyAttribute(lambda a: f"Act. {a.numero}")
    unidad = "pieza"
    regla = Regla.MANUAL


class MetaFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = MetaMensual

    actividad = factory.SubFactory(ActividadFactory)
    mes = 3
    programado = 1


class EvidenciaManualFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = EvidenciaManual

    actividad = factory.SubFactory(ActividadFactory)
    fecha = date(2026, 3, 2)
    mes = factory.LazyAttribute(lambda e: e.fecha.month)
    titulo = "Cartel de la feria"
    motivo = "Se diseñó antes de usar el sistema"
    enlace = "https://ejemplo.invalid/cartel"
    agregada_en = datetime(2026, 3, 3, 18, 0, tzinfo=UTC)
    agregada_por = factory.SubFactory(PersonaFactory)


class InformeFactory(factory.django.DjangoModelFactory):
    """El informe anual de un ejercicio, con todas sus partes."""

    class Meta:
        model = Informe
        exclude = ["ejercicio"]
        skip_postgeneration_save = True

    ejercicio = 2026
    tipo = TipoDeInforme.ANUAL
    fecha_desde = factory.LazyAttribute(lambda i: date(i.ejercicio, 1, 1))
    fecha_hasta = factory.LazyAttribute(lambda i: date(i.ejercicio, 12, 31))
    titulo = factory.LazyAttribute(lambda i: f"Informe de {i.ejercicio}")
    creado_en = datetime(2026, 3, 3, 18, 0, tzinfo=UTC)
    creado_por = factory.SubFactory(PersonaFactory)

    @factory.post_generation
    def partes(self, create, extracted, **_):
        for orden, seccion in enumerate(SeccionDeInforme.values):
            ParteDeInforme.objects.create(informe=self, seccion=seccion, orden=orden)
