"""Puertas y solicitudes de prueba: por omisión, una agenda de la semana recién llegada por su puerta."""

import hashlib
from datetime import UTC, date, datetime, time, timedelta

import factory
from django.db.models import Max

from solicitudes.models import Mensaje, Puerta, RenglonPedido, Solicitud
from tests.fabricas.media_library import BuzonFactory
from tests.fabricas.personas import DependenciaFactory, PersonaFactory

MOMENTO = datetime(2026, 3, 12, 18, 0, tzinfo=UTC)


class PuertaFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Puerta

    class Params:
        token = factory.Sequence(lambda n: f"puerta-de-prueba-{n}")

    dependencia = factory.SubFactory(DependenciaFactory)
    correo = "obras@municipio.invalid"
    huella = factory.LazyAttribute(lambda p: hashlib.sha256(p.token.encode()).hexdigest())
    buzon = factory.SubFactory(BuzonFactory, dependencia=factory.SelfAttribute("..dependencia"), creado_en=MOMENTO)
    abierta_en = MOMENTO
    abierta_por = factory.SubFactory(PersonaFactory)
    vence_en = factory.LazyAttribute(lambda p: p.abierta_en + timedelta(days=365))


def siguiente():
    return (Solicitud.objects.aggregate(ultimo=Max("consecutivo"))["ultimo"] or 0) + 1


class SolicitudFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Solicitud

    consecutivo = factory.LazyFunction(siguiente)
    dependencia = factory.SubFactory(DependenciaFactory)
    puerta = factory.SubFactory(PuertaFactory, dependencia=factory.SelfAttribute("..dependencia"))
    tipo = "boletin"
    titulo = "Resultados de las becas"
    texto = "Se entregaron 120 becas."
    huella = factory.Sequence(lambda n: f"{n:064x}")
    recibida_en = MOMENTO
    vence_en = factory.LazyAttribute(lambda s: s.recibida_en + timedelta(hours=4))

    class Params:
        cerrada = factory.Trait(
            estado="cerrada",
            destino="atendida",
            decidida_en=MOMENTO,
            decidida_por=factory.SubFactory(PersonaFactory),
            cerrada_en=MOMENTO,
        )
        preguntada = factory.Trait(estado="en_espera", detenida_en=MOMENTO)


class RenglonPedidoFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = RenglonPedido

    solicitud = factory.SubFactory(SolicitudFactory, tipo="agenda")
    orden = factory.Sequence(lambda n: n)
    fecha = date(2026, 3, 16)
    hora = time(10)
    que = "Bacheo de la calle Hidalgo"
    donde = "Los Fresnos"


class MensajeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Mensaje

    solicitud = factory.SubFactory(SolicitudFactory)
    de_la_oficina = True
    texto = "¿A qué hora es la reunión?"
    escrito_en = MOMENTO
