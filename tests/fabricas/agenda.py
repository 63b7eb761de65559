"""Eventos y coberturas de prueba."""

from datetime import UTC, datetime, timedelta

import factory

from agenda.estados import Alcance, EstadoCobertura, EstadoEvento, TipoDeCobertura
from agenda.models import Cobertura, Evento
from tests.fabricas.personas import DependenciaFactory, PersonaFactory

INICIO = datetime(2026, 3, 13, 17, 0, tzinfo=UTC)  # viernes 13 de marzo, 11:00 en Mazamitla


class EventoFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Evento

    titulo = factory.Sequence(lambda n: f"Arranque de obra {n}")
    inicio = INICIO
    fin = factory.LazyAttribute(lambda e: e.inicio + timedelta(hours=1))
    lugar = factory.Sequence(lambda n: f"Plaza {n}")
    dependencia = factory.SubFactory(DependenciaFactory)
    creado_en = INICIO - timedelta(days=3)
    creado_por = factory.SubFactory(PersonaFactory)

    class Params:
        tentativo = factory.Trait(estado=EstadoEvento.TENTATIVO)
        reprogramado = factory.Trait(
            estado=EstadoEvento.REPROGRAMADO,
            motivo="Lluvia",
            pasa_a=factory.SubFactory("tests.fabricas.agenda.EventoFactory"),
        )
        por_confirmar = factory.Trait(estado=EstadoEvento.POR_CONFIRMAR)
        pospuesto = factory.Trait(estado=EstadoEvento.POSPUESTO, motivo="Lluvia")
        cancelado = factory.Trait(estado=EstadoEvento.CANCELADO, motivo="Lluvia")
        realizado = factory.Trait(estado=EstadoEvento.REALIZADO)
        publico = factory.Trait(alcance=Alcance.PUBLICO)
        para_medios = factory.Trait(alcance=Alcance.MEDIOS)


class CoberturaFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Cobertura

    evento = factory.SubFactory(EventoFactory)
    tipo = TipoDeCobertura.FOTO
    persona = factory.SubFactory(PersonaFactory, papeles=["fotografia"])
    asignada_en = INICIO - timedelta(days=2)

    class Params:
        en_curso = factory.Trait(estado=EstadoCobertura.EN_CURSO)
        entregada = factory.Trait(estado=EstadoCobertura.ENTREGADA, entregada_en=INICIO + timedelta(hours=3))
        retirada = factory.Trait(estado=EstadoCobertura.RETIRADA)
