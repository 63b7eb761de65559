"""Publicaciones de prueba. Los rasgos sólo llenan lo que la base exige."""

import factory

from redes.dominio.huella import huella_de
from redes.estados import EstadoPublicacion, Red
from redes.models import Composicion, FotoDeComposicion, Publicacion
from tests.fabricas.difusion import MOMENTO, EnvioFactory
from tests.fabricas.media_library import EvidenciaFactory
from tests.fabricas.personas import PersonaFactory

TITULO = "Inicia rehabilitación de la red de agua"


class ComposicionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Composicion

    titulo = TITULO
    texto = TITULO
    creada_en = MOMENTO
    creada_por = factory.SubFactory(PersonaFactory)
    modificada_en = MOMENTO


class FotoDeComposicionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = FotoDeComposicion

    composicion = factory.SubFactory(ComposicionFactory)
    evidencia = factory.SubFactory(EvidenciaFactory)
    orden = factory.Sequence(lambda n: n % 1000)
    texto_alternativo = "Zanja abierta en la calle Galeana"


class PublicacionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Publicacion

    red = Red.FACEBOOK
    titulo = TITULO
    texto = TITULO
    no_antes_desde = MOMENTO
    creada_en = MOMENTO
    creada_por = factory.SubFactory(PersonaFactory)
    composicion = factory.SubFactory(
        ComposicionFactory,
        boletin=factory.SelfAttribute("..boletin"),
        titulo=factory.SelfAttribute("..titulo"),
        texto=factory.SelfAttribute("..texto"),
        creada_por=factory.SelfAttribute("..creada_por"),
    )

    class Params:
        boletin = None
        publicada = factory.Trait(
            estado=EstadoPublicacion.PUBLICADA,
            publicada_en=MOMENTO,
            publicada_por=factory.SelfAttribute("creada_por"),
            enlace="https://www.facebook.com/mazamitla/posts/1",
        )
        descartada = factory.Trait(estado=EstadoPublicacion.DESCARTADA)
        borrador = factory.Trait(estado=EstadoPublicacion.BORRADOR)
        pedida = factory.Trait(pedida_por=factory.SelfAttribute("creada_por"), pedida_en=MOMENTO, sale_en=MOMENTO)
        por_aprobar = factory.Trait(pedida=True, estado=EstadoPublicacion.POR_APROBAR)
        aprobada = factory.Trait(
            pedida=True,
            asistida=False,
            aprobada_por=factory.SubFactory(PersonaFactory),
            aprobada_en=MOMENTO,
            congelada={"texto": TITULO, "enlace": "", "fotos": [], "red": "facebook", "marca": ""},
            huella=factory.LazyAttribute(lambda p: huella_de(p.congelada)),
            envio=factory.SubFactory(EnvioFactory, canal="facebook", motivo="en_red"),
        )
        programada = factory.Trait(aprobada=True, estado=EstadoPublicacion.PROGRAMADA)
        saliendo = factory.Trait(aprobada=True, estado=EstadoPublicacion.SALIENDO)
        por_verificar = factory.Trait(
            aprobada=True,
            estado=EstadoPublicacion.POR_VERIFICAR,
            envio=factory.SubFactory(EnvioFactory, canal="facebook", motivo="en_red", por_verificar=True),
        )
        fallida = factory.Trait(aprobada=True, estado=EstadoPublicacion.FALLIDA)
        retenida = factory.Trait(aprobada=True, estado=EstadoPublicacion.RETENIDA)
        bloqueada = factory.Trait(aprobada=True, estado=EstadoPublicacion.BLOQUEADA)
        vencida = factory.Trait(aprobada=True, estado=EstadoPublicacion.VENCIDA)
