"""Medios (inventados), contactos e invitaciones de prueba."""

import hashlib
from datetime import UTC, datetime, timedelta

import factory

from medios.dominio.importar.revision import indice_del_directorio, revisar_filas
from medios.estados import CanalDeInvitacion, ClaseDeAviso, Cobertura, EstadoRespuesta, TipoDeMedio
from medios.models import (
    Anotacion,
    AvisoDeCambio,
    Contacto,
    Convocatoria,
    Entrega,
    FilaImportada,
    Fusion,
    Importacion,
    Invitacion,
    Llamada,
    Medio,
)
from nucleo.texto.formato import clave_orden, plegar
from tests.fabricas.agenda import EventoFactory
from tests.fabricas.personas import PersonaFactory

MOMENTO = datetime(2026, 3, 12, 18, 0, tzinfo=UTC)


class MedioFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Medio

    nombre = factory.Sequence(lambda n: f"Radio Sierra {n}")
    tipo = TipoDeMedio.RADIO
    cobertura = Cobertura.REGIONAL
    orden = factory.LazyAttribute(lambda m: clave_orden(m.nombre))
    busqueda = factory.LazyAttribute(lambda m: plegar(m.nombre))


class ContactoFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Contacto

    medio = factory.SubFactory(MedioFactory)
    nombre = factory.Sequence(lambda n: f"Jefatura de información {n}")
    correo = factory.Sequence(lambda n: f"redaccion{n}@medio.invalid")
    orden = factory.LazyAttribute(lambda c: clave_orden(c.nombre))
    busqueda = factory.LazyAttribute(lambda c: plegar(c.nombre))

    class Params:
        sin_correo = factory.Trait(correo="", telefono="+523825380149")


class ConvocatoriaFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Convocatoria

    evento = factory.SubFactory(
        EventoFactory,
        para_medios=True,
        titulo=factory.SelfAttribute("..titulo"),
        inicio=factory.SelfAttribute("..inicio"),
        fin=factory.SelfAttribute("..fin"),
        lugar=factory.SelfAttribute("..lugar"),
    )
    asunto = "Invitación: arranque de obra"
    mensaje = "Por este medio le invitamos a cubrir el arranque de obra."
    titulo = "Arranque de obra"
    inicio = MOMENTO + timedelta(days=1)
    fin = factory.LazyAttribute(lambda c: c.inicio + timedelta(hours=1))
    lugar = "Plaza municipal"
    creada_en = MOMENTO
    creada_por = factory.SubFactory(PersonaFactory)


class InvitacionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Invitacion

    class Params:
        token = factory.Sequence(lambda n: f"token-de-prueba-{n}")
        asistira = factory.Trait(estado=EstadoRespuesta.ASISTE, asistentes=2, respondio_en=MOMENTO)

    convocatoria = factory.SubFactory(ConvocatoriaFactory)
    evento = factory.LazyAttribute(lambda i: i.convocatoria.evento)
    contacto = factory.SubFactory(ContactoFactory)
    canal = CanalDeInvitacion.CORREO
    huella = factory.LazyAttribute(lambda i: hashlib.sha256(i.token.encode()).hexdigest())
    vence_en = factory.LazyAttribute(lambda i: i.convocatoria.fin + timedelta(days=1))
    creada_en = MOMENTO


class AvisoDeCambioFactory(factory.django.DjangoModelFactory):
    """Por teléfono y sin dar, como nace para quien no tiene correo."""

    class Meta:
        model = AvisoDeCambio

    invitacion = factory.SubFactory(InvitacionFactory)
    clase = ClaseDeAviso.CAMBIO
    secuencia = 1
    inicio = factory.LazyAttribute(lambda a: a.invitacion.convocatoria.inicio)
    fin = factory.LazyAttribute(lambda a: a.inicio + timedelta(hours=1))
    lugar = "Plaza municipal"
    canal = CanalDeInvitacion.TELEFONO
    creado_en = MOMENTO
    creado_por = factory.SubFactory(PersonaFactory)


class AnotacionFactory(factory.django.DjangoModelFactory):
    """Alguien que se anotó por la sala de prensa, por reconocer."""

    class Meta:
        model = Anotacion

    evento = factory.SubFactory(EventoFactory, publico=True)
    nombre = factory.Sequence(lambda n: f"Rosa Méndez {n}")
    medio = "Radio Ribera"
    personas = 2
    origen = "o" * 32
    recibida_en = MOMENTO


def convocatoria_de(evento, **cambios):
    """La convocatoria de un evento, con los datos que tiene ahora."""
    datos = {"evento": evento, "inicio": evento.inicio, "fin": evento.fin, "lugar": evento.donde()}
    return ConvocatoriaFactory(titulo=evento.titulo, **(datos | cambios))


class LlamadaFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Llamada

    invitacion = factory.SubFactory(InvitacionFactory)
    resultado = "no_contesto"
    volver_desde = MOMENTO
    hecha_en = MOMENTO
    hecha_por = factory.SubFactory(PersonaFactory)


class EntregaFactory(factory.django.DjangoModelFactory):
    """Por entregar; los oficios, con su folio."""

    class Meta:
        model = Entrega

    invitacion = factory.SubFactory(InvitacionFactory)
    canal = CanalDeInvitacion.WHATSAPP
    creada_en = MOMENTO
    ejercicio = factory.LazyAttribute(lambda e: 2026 if e.canal == CanalDeInvitacion.IMPRESA else None)
    consecutivo = factory.LazyAttributeSequence(lambda e, n: n + 1 if e.ejercicio else None)


class FusionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Fusion

    antes = factory.LazyFunction(dict)
    hecha_en = MOMENTO
    hecha_por = factory.SubFactory(PersonaFactory)


# Un renglón de cada clase: nuevo y reparado, con un teléfono corto y con un número que Excel redondeó.
LEIDAS = (
    {"medio": "LA HOJA DEL TIGRE", "nombre": "Lic. Luz Vera", "telefono": "044 33 1234 5678", "cargo": "Redacción"},
    {"medio": "Prensa Fresnos", "nombre": "Dirección", "telefono": "538-014", "correo": "prensa@fresnos.invalid"},
    {"medio": "Canal Loma Alta", "nombre": "Reporteros", "telefono": "3.3E+09"},
)


class ImportacionFactory(factory.django.DjangoModelFactory):
    """Un archivo por revisar, con una fila de cada clase."""

    class Meta:
        model = Importacion
        skip_postgeneration_save = True

    archivo = "directorio.xlsx"
    hoja = "Contactos"
    fila_de_titulos = 3
    avisos = ["el título de la fila 1"]
    subida_en = MOMENTO
    subida_por = factory.SubFactory(PersonaFactory)

    @factory.post_generation
    def filas(self, create, extracted, **_):
        leidas = extracted or LEIDAS
        filas = [FilaImportada(importacion=self, renglon=n, leido=dict(f)) for n, f in enumerate(leidas, 4)]
        revisar_filas(filas, indice_del_directorio())
        FilaImportada.objects.bulk_create(filas)
