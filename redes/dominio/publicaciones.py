"""Publicaciones en redes en modo asistido: el sistema prepara; una persona publica y pega el enlace."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.db import transaction

from difusion.dominio.compuerta import Negativa, OtraSalida, pueden_salir
from difusion.dominio.freno import FRENADO
from difusion.models import Freno
from nucleo.dominio.actos import exigir
from nucleo.dominio.impedimentos import Impedimento, NoSePuede
from nucleo.dominio.transiciones import aplicar
from nucleo.texto.formato import fecha_larga, hora
from personas.models import Persona
from redes.estados import Red
from redes.models import Publicacion
from redes.transiciones import DESCARTAR, MARCAR_PUBLICADA, RECUPERAR

ANFITRIONES = {
    Red.FACEBOOK: ("facebook.com", "fb.com", "fb.watch"),
    Red.YOUTUBE: ("youtube.com", "youtu.be"),
}


def preparar_publicacion(
    *, red: str, origen: str, titulo: str, texto: str, por: Persona, ahora: datetime, no_antes: datetime | None = None
) -> Publicacion:
    """Deja lista una publicación por red y origen; repetirlo devuelve la que ya estaba.

    Con `no_antes` (embargo) se ve preparada, pero no se puede dar por publicada antes de esa hora.
    """
    publicacion, _ = Publicacion.objects.get_or_create(
        red=red,
        origen=origen,
        defaults={
            "titulo": titulo,
            "texto": texto,
            "creada_en": ahora,
            "creada_por": por,
            "no_antes_desde": no_antes or ahora,
        },
    )
    return publicacion


def enlace_de_la_red(red: str, enlace: str) -> str:
    """El enlace si es `https` y de esa red; si no, `NoSePuede` con la frase."""
    try:
        partes = urlsplit(enlace.strip())
        anfitrion = (partes.hostname or "").removeprefix("www.").removeprefix("m.").removeprefix("web.")
        es_de_la_red = partes.scheme == "https" and anfitrion in ANFITRIONES[Red(red)]
    except ValueError:  # «https://[»: no es una dirección
        es_de_la_red = False
    if not es_de_la_red:
        nombre = Red(red).label
        raise NoSePuede(
            [Impedimento(f"Pega el enlace completo de la publicación en {nombre}; empieza con https://", "enlace")]
        )
    return enlace.strip()


def pueden_publicarse(publicaciones: Sequence[Publicacion], ahora: datetime) -> list[Negativa | None]:
    """Lo que contesta la compuerta de cada una, en su orden: el modo asistido no se la salta."""
    return pueden_salir([OtraSalida(objeto=p.origen, canal=p.red) for p in publicaciones], ahora)


@dataclass(frozen=True)
class Detencion:
    """Por qué no se publica ahora, y si es cosa de esperar su hora o no debe ni prepararse."""

    razon: str
    espera_su_hora: bool
    por_suspension: bool = False
    por_freno: bool = False


def lo_que_la_detiene(publicacion: Publicacion, ahora: datetime) -> Detencion | None:
    """El embargo, la suspensión o el retiro que la detienen ahora; nada si se puede publicar."""
    return lo_que_las_detiene([publicacion], ahora)[0]


def lo_que_las_detiene(publicaciones: Sequence[Publicacion], ahora: datetime) -> list[Detencion | None]:
    """Lo mismo para las de una lista, en su orden y con las consultas de una sola."""
    negativas = pueden_publicarse(publicaciones, ahora)
    detenidas = [_detencion(p, negativa, ahora) for p, negativa in zip(publicaciones, negativas, strict=True)]
    if all(detenidas) or not Freno.objects.esta_puesto():
        return detenidas
    return [detenida or Detencion(FRENADO, espera_su_hora=False, por_freno=True) for detenida in detenidas]


def _detencion(publicacion: Publicacion, negativa: Negativa | None, ahora: datetime) -> Detencion | None:
    if publicacion.no_antes_desde > ahora:
        cuando = f"{fecha_larga(publicacion.no_antes_desde, con_dia=True)}, {hora(publicacion.no_antes_desde)} h"
        return Detencion(f"Está embargada hasta el {cuando}.", espera_su_hora=True)
    if negativa:
        return Detencion(negativa.motivo, not negativa.definitiva, negativa.por_suspension)
    return None


@transaction.atomic(durable=True)
def marcar_publicada(publicacion: Publicacion, *, enlace: str, por: Persona, ahora: datetime) -> Publicacion:
    """Guarda el enlace de lo que una persona ya publicó en la red."""
    exigir(por, MARCAR_PUBLICADA.capacidad)
    enlace = enlace_de_la_red(publicacion.red, enlace)
    if detenida := lo_que_la_detiene(publicacion, ahora):
        raise NoSePuede(f"{detenida.razon} No debe estar en la red.")
    aplicar(
        publicacion,
        MARCAR_PUBLICADA,
        por=por,
        ahora=ahora,
        publicada_en=ahora,
        publicada_por=por,
        enlace=enlace,
        detalle={"enlace": enlace},
    )
    return publicacion


@transaction.atomic(durable=True)
def descartar(publicacion: Publicacion, *, por: Persona, ahora: datetime) -> Publicacion:
    """Decide no publicarla; se puede recuperar."""
    exigir(por, DESCARTAR.capacidad)
    aplicar(publicacion, DESCARTAR, por=por, ahora=ahora)
    return publicacion


@transaction.atomic(durable=True)
def recuperar(publicacion: Publicacion, *, por: Persona, ahora: datetime) -> Publicacion:
    """Deshace el descarte."""
    exigir(por, RECUPERAR.capacidad)
    aplicar(publicacion, RECUPERAR, por=por, ahora=ahora)
    return publicacion
