"""Publicaciones a mano: el sistema prepara; una persona publica y pega el enlace, que se abre y se revisa."""

from datetime import datetime
from urllib.parse import urlsplit

from django.db import transaction

from nucleo.dominio.actos import exigir
from nucleo.dominio.impedimentos import Impedimento, NoSePuede
from nucleo.dominio.transiciones import Transicion, aplicar
from personas.models import Persona
from redes.dominio import salida
from redes.dominio.compuerta import lo_que_la_detiene
from redes.dominio.revision import Revision, revisar_enlace
from redes.estados import Red
from redes.models import Publicacion
from redes.transiciones import DESCARTAR, MARCAR_PUBLICADA, RECUPERAR, RECUPERAR_BORRADOR, SI_SALIO

ANFITRIONES = {
    Red.FACEBOOK: ("facebook.com", "fb.com", "fb.watch"),
    Red.YOUTUBE: ("youtube.com", "youtu.be"),
}


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


def marcar_publicada(publicacion: Publicacion, *, enlace: str, por: Persona, ahora: datetime) -> Publicacion:
    """Guarda el enlace de lo que una persona ya publicó en la red.

    Se abre y se revisa: el de otra página o de otra publicación se rechaza; si no se pudo abrir, se dice y se guarda.
    """
    exigir(por, MARCAR_PUBLICADA.capacidad)
    enlace = enlace_de_la_red(publicacion.red, enlace)
    if detenida := lo_que_la_detiene(publicacion, ahora):
        raise NoSePuede(f"{detenida.razon} No debe estar en la red.")
    revision = _revisar(publicacion, enlace)
    with transaction.atomic(durable=True):
        _guardar(publicacion, MARCAR_PUBLICADA, enlace, revision, por=por, ahora=ahora)
    return publicacion


def si_salio(publicacion: Publicacion, *, enlace: str = "", por: Persona, ahora: datetime) -> Publicacion:
    """Una persona vio en la página que sí había salido: es la que se encontró, o la del enlace que pega."""
    exigir(por, SI_SALIO.capacidad)
    candidata = publicacion.etapa.get("candidata") or {}
    if enlace.strip() or not candidata:
        enlace = enlace_de_la_red(publicacion.red, enlace)
        revision, remoto = _revisar(publicacion, enlace), ""
    else:
        enlace, remoto = candidata["enlace"], candidata["id"]
        revision = Revision("comprobado", ["Una persona la reconoció en la página."])
    with transaction.atomic(durable=True):
        _guardar(publicacion, SI_SALIO, enlace, revision, por=por, ahora=ahora, id_remoto=remoto)
        if publicacion.envio:
            salida.entregado_dice_una_persona(publicacion.envio, ahora=ahora)
    return publicacion


def _revisar(publicacion: Publicacion, enlace: str) -> Revision:
    """Lo que se vio al abrirlo. Rechaza el que ya es de otra y el que no es el de ésta."""
    otra = Publicacion.objects.filter(enlace=enlace).exclude(pk=publicacion.pk).first()
    if otra:
        raise NoSePuede([Impedimento(f"Ese enlace ya es el de «{otra.titulo}».", "enlace")])
    revision = revisar_enlace(publicacion, enlace)
    if revision.rechazo:
        raise NoSePuede([Impedimento(revision.rechazo, "enlace")])
    return revision


def _guardar(
    publicacion: Publicacion,
    transicion: Transicion,
    enlace: str,
    revision: Revision,
    *,
    por: Persona,
    ahora: datetime,
    id_remoto: str = "",
) -> None:
    aplicar(
        publicacion,
        transicion,
        por=por,
        ahora=ahora,
        publicada_en=ahora,
        publicada_por=por,
        enlace=enlace,
        id_remoto=id_remoto,
        razon="",
        revision_del_enlace=revision.como,
        notas_del_enlace=revision.notas,
        detalle={"enlace": enlace, "revision": revision.como},
    )


@transaction.atomic(durable=True)
def descartar(publicacion: Publicacion, *, por: Persona, ahora: datetime) -> Publicacion:
    """Decide no publicarla; se puede recuperar."""
    exigir(por, DESCARTAR.capacidad)
    aplicar(publicacion, DESCARTAR, por=por, ahora=ahora)
    salida.quitar_de_la_bandeja(publicacion, razon="Se decidió no publicarla.", por=por, ahora=ahora)
    return publicacion


@transaction.atomic(durable=True)
def recuperar(publicacion: Publicacion, *, por: Persona, ahora: datetime) -> Publicacion:
    """Deshace el descarte. Lo que iba a mano sigue yendo a mano; lo demás vuelve a borrador y pide aprobación."""
    exigir(por, RECUPERAR.capacidad)
    acto = RECUPERAR if publicacion.asistida else RECUPERAR_BORRADOR
    aplicar(publicacion, acto, por=por, ahora=ahora, razon="")
    return publicacion
