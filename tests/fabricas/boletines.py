"""Boletines de prueba. Los rasgos sólo llenan lo que la base exige; aprobar y publicar de verdad lo hacen los actos."""

from datetime import UTC, datetime, timedelta

import factory

from boletines.estados import EstadoBoletin
from boletines.models import Adelanto, Boletin, Comentario, FotoDeBoletin, VersionDeBoletin, VistoBueno
from nucleo.texto.formato import plegar
from nucleo.texto.rico import de_texto
from tests.fabricas.media_library import EvidenciaFactory
from tests.fabricas.personas import DependenciaFactory, PersonaFactory

MOMENTO = datetime(2026, 3, 12, 18, 0, tzinfo=UTC)
CUERPO = de_texto(
    "El Gobierno Municipal inició la sustitución de trescientos cuarenta metros de tubería en la calle Galeana,"
    " entre Hidalgo y Morelos, con una inversión del Ramo 33.\n\n"
    "La obra beneficia a ciento veinte familias y el paso de vehículos se cierra durante una semana."
)


class BoletinFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Boletin

    titulo = factory.Sequence(lambda n: f"Inicia rehabilitación de la red de agua {n}")
    sumario = "La obra beneficia a ciento veinte familias."
    lugar = "Mazamitla, Jalisco"
    cuerpo = CUERPO
    dependencia = factory.SubFactory(DependenciaFactory)
    autor = factory.SubFactory(PersonaFactory, papeles=["redaccion"])
    creado_en = MOMENTO
    modificado_en = MOMENTO
    busqueda = factory.LazyAttribute(lambda b: plegar(f"{b.titulo} {b.sumario} {b.cuerpo}"))

    class Params:
        en_revision = factory.Trait(estado=EstadoBoletin.EN_REVISION)
        con_cambios = factory.Trait(estado=EstadoBoletin.CON_CAMBIOS, motivo_de_cambios="Falta el monto")
        con_aprobacion = factory.Trait(
            aprobado_por=factory.SubFactory(PersonaFactory), aprobado_en=MOMENTO, huella_aprobada="0" * 64
        )
        aprobado = factory.Trait(estado=EstadoBoletin.APROBADO, con_aprobacion=True)
        programado = factory.Trait(
            estado=EstadoBoletin.PROGRAMADO, con_aprobacion=True, publicar_en=MOMENTO + timedelta(hours=2),
            programado_por=factory.SelfAttribute("aprobado_por"),
        )  # fmt: skip
        aplicado = factory.Trait(
            estado=EstadoBoletin.APLICADO, con_aprobacion=True, nota_de_correccion="Se corrigió la cifra",
            corrige=factory.SubFactory("tests.fabricas.boletines.BoletinFactory", publicado=True),
        )  # fmt: skip
        descartado = factory.Trait(estado=EstadoBoletin.DESCARTADO)
        emitido = factory.Trait(
            con_aprobacion=True, publicado_en=MOMENTO, en_portal_desde=factory.SelfAttribute("publicado_en"),
            publicado_por=factory.SelfAttribute("aprobado_por"),
            ejercicio=factory.LazyAttribute(lambda b: b.publicado_en.year),
            serie="CS",
            consecutivo=factory.Sequence(lambda n: n + 1001),
            slug=factory.LazyAttribute(lambda b: f"boletin-{b.consecutivo:03d}"),
        )  # fmt: skip
        publicado = factory.Trait(emitido=True, estado=EstadoBoletin.PUBLICADO)
        retirado = factory.Trait(
            emitido=True,
            estado=EstadoBoletin.RETIRADO,
            retirado_en=MOMENTO,
            motivo_de_retiro="Un dato estaba equivocado",
        )


class FotoDeBoletinFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = FotoDeBoletin

    boletin = factory.SubFactory(BoletinFactory)
    evidencia = factory.SubFactory(
        EvidenciaFactory, pie="La obra", texto_alternativo="Zanja abierta", credito="Comunicación Social"
    )
    orden = factory.Sequence(lambda n: n % 1000)


class VersionDeBoletinFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = VersionDeBoletin

    boletin = factory.SubFactory(BoletinFactory)
    numero = factory.Sequence(lambda n: n + 1)
    titulo = "Una cabeza"
    cuerpo = CUERPO
    iniciada_en = MOMENTO
    guardada_en = MOMENTO
    guardada_por = factory.SubFactory(PersonaFactory)


class ComentarioFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Comentario

    boletin = factory.SubFactory(BoletinFactory)
    texto = "¿De dónde sale la cifra?"
    escrito_en = MOMENTO
    escrito_por = factory.SubFactory(PersonaFactory)


class VistoBuenoFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = VistoBueno

    boletin = factory.SubFactory(BoletinFactory)
    nombre = "Titular de Obras Públicas"
    correo = "obras@mazamitla.invalid"
    huella = factory.Sequence(lambda n: f"{n:064x}")
    version = 1
    pedido_en = MOMENTO
    pedido_por = factory.SubFactory(PersonaFactory)
    vence_en = MOMENTO + timedelta(days=5)


class AdelantoFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Adelanto

    boletin = factory.SubFactory(BoletinFactory)
    nombre = "Redacción de Radio Sierra"
    huella = factory.Sequence(lambda n: f"{n:064x}")
    dado_en = MOMENTO
    dado_por = factory.SubFactory(PersonaFactory)
    vence_en = MOMENTO + timedelta(days=1)
