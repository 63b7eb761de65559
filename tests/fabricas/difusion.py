"""Envíos de prueba. Los rasgos sólo llenan lo que la base exige."""

import uuid
from datetime import UTC, datetime, timedelta

import factory

from difusion.estados import Canal, EstadoEnvio, MotivoDeEnvio
from difusion.models import Envio

MOMENTO = datetime(2026, 3, 12, 18, 0, tzinfo=UTC)


class EnvioFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Envio

    canal = Canal.CORREO
    motivo = MotivoDeEnvio.ACUSE
    clave = factory.LazyFunction(lambda: f"prueba:{uuid.uuid4().hex}")
    objeto = "prueba"
    destinatario = factory.Sequence(lambda n: f"redaccion{n}@medio.invalid")
    asunto = "Invitación a cubrir"
    carga = factory.LazyFunction(lambda: {"nombre": "Redacción", "texto": "Buen día.\n.Un punto al inicio.\n"})
    no_antes_desde = MOMENTO
    creado_en = MOMENTO

    class Params:
        en_curso = factory.Trait(
            ficha=factory.LazyFunction(uuid.uuid4), arriendo_hasta=MOMENTO + timedelta(seconds=60), intento=1
        )
        tomado = factory.Trait(en_curso=True, estado=EstadoEnvio.TOMADO)
        punto = factory.Trait(en_curso=True, estado=EstadoEnvio.PUNTO)
        entregado = factory.Trait(estado=EstadoEnvio.ENTREGADO, resuelto_en=MOMENTO)
        fallido = factory.Trait(estado=EstadoEnvio.FALLIDO, resuelto_en=MOMENTO, razon="550 5.1.1 No existe ese buzón")
        por_verificar = factory.Trait(estado=EstadoEnvio.POR_VERIFICAR, resuelto_en=MOMENTO)
        vencido = factory.Trait(estado=EstadoEnvio.VENCIDO, resuelto_en=MOMENTO)
        cancelado = factory.Trait(estado=EstadoEnvio.CANCELADO, resuelto_en=MOMENTO)
        suspendido = factory.Trait(estado=EstadoEnvio.SUSPENDIDO, resuelto_en=MOMENTO)
