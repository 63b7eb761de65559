"""Publicaciones de prueba. Los rasgos sólo llenan lo que la base exige."""

import factory

from redes.estados import EstadoPublicacion, Red
from redes.models import Publicacion
from tests.fabricas.difusion import MOMENTO
from tests.fabricas.personas import PersonaFactory


class PublicacionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Publicacion

    red = Red.FACEBOOK
    origen = factory.Sequence(lambda n: f"prueba.objeto:{n}")
    titulo = "Inicia rehabilitación de la red de agua"
    texto = "Inicia rehabilitación de la red de agua"
    no_antes_desde = MOMENTO
    creada_en = MOMENTO
    creada_por = factory.SubFactory(PersonaFactory)

    class Params:
        publicada = factory.Trait(
            estado=EstadoPublicacion.PUBLICADA, publicada_en=MOMENTO, publicada_por=factory.SelfAttribute("creada_por"),
            enlace="https://www.facebook.com/mazamitla/posts/1",
        )  # fmt: skip
        descartada = factory.Trait(estado=EstadoPublicacion.DESCARTADA)
