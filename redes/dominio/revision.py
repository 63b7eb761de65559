"""Abrir el enlace que alguien pegó y ver si es el de esta publicación: de nuestra página y con nuestro texto.

Sólo se abren los anfitriones de la red, con el lector que no deja llegar a redes internas. Que no abra (pide entrar,
no hay red) no es un rechazo: se guarda y se dice que nadie lo comprobó.
"""

import re
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from html.parser import HTMLParser
from ipaddress import ip_network
from urllib.parse import urlsplit

from django.conf import settings

from nucleo.texto.formato import plegar
from paginas.clientes.web import Lector, NoSePuedeLeer
from redes.dominio import cuentas
from redes.estados import Red, RevisionDelEnlace
from redes.models import Publicacion

ANFITRIONES = frozenset({"www.facebook.com", "facebook.com", "m.facebook.com", "web.facebook.com", "fb.watch"})
PARECIDO = 0.5  # menos que esto, dicen cosas distintas
LETRAS = 200  # lo que enseña una vista previa
MINIMO = 20
SITIO = "https://www.facebook.com"
SEGUNDOS = 6.0


@dataclass(frozen=True)
class Revision:
    """Qué se vio: si se abrió, lo que hay que saber y, si no es, por qué se rechaza."""

    como: str
    notas: list[str] = field(default_factory=list)
    rechazo: str = ""


class _Metas(HTMLParser):
    """Lo que la página dice de sí misma a quien la comparte (Open Graph)."""

    def __init__(self) -> None:
        super().__init__()
        self.dichas: dict[str, list[str]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        datos = dict(attrs)
        nombre = datos.get("property") or datos.get("name") or ""
        if tag == "meta" and nombre.startswith("og:"):
            self.dichas.setdefault(nombre, []).append(datos.get("content") or "")

    def __getitem__(self, nombre: str) -> str:
        return next(iter(self.dichas.get(nombre, [])), "")


def revisar_enlace(publicacion: Publicacion, enlace: str) -> Revision:
    """Lo que se vio al abrirlo."""
    if publicacion.red != Red.FACEBOOK:
        return Revision(RevisionDelEnlace.SIN_REVISAR)
    try:
        metas, codigo = _abrir(enlace)
    except NoSePuedeLeer as porque:
        return Revision(RevisionDelEnlace.NO_ABRIO, [f"No se pudo abrir para revisarlo. {porque}"])
    if codigo in {404, 410}:
        return Revision("", rechazo="Ese enlace no abre: Facebook dice que no existe. Cópialo otra vez.")
    if codigo >= 400 or not metas["og:title"]:  # noqa: PLR2004 - códigos de HTTP
        return Revision(RevisionDelEnlace.NO_ABRIO, ["Facebook no lo enseña sin iniciar sesión: nadie lo comprobó."])
    return _comparar(publicacion, metas)


def _comparar(publicacion: Publicacion, metas: _Metas) -> Revision:
    cuenta = cuentas.de_la_red(publicacion.red)
    de_quien, dice = metas["og:title"], metas["og:description"]
    notas = []
    if cuenta and plegar(cuenta.nombre) not in plegar(de_quien):
        return Revision(
            "",
            rechazo=f"Ese enlace es de otra página: lo abrimos y es de «{de_quien}», no de «{cuenta.nombre}».",
        )
    if cuenta:
        notas.append(f"Es de «{cuenta.nombre}» y se ve sin iniciar sesión.")
    if dice and not _dicen_lo_mismo(publicacion.texto, dice):
        muestra = f"{dice[:80]}…" if len(dice) > 80 else dice  # noqa: PLR2004 - lo que cabe en la frase
        return Revision("", rechazo=f"Ese enlace es de otra publicación: la que abrimos dice «{muestra}».")
    if dice:
        notas.append("El texto es el aprobado.")
    notas += _las_fotos(publicacion, len(metas.dichas.get("og:image", [])))
    return Revision(RevisionDelEnlace.COMPROBADO, notas)


def _las_fotos(publicacion: Publicacion, vistas: int) -> list[str]:
    llevaba = publicacion.composicion.fotos.count()
    if 0 < vistas < llevaba:
        return [f"Vemos {vistas} fotos de {llevaba}. Revisa si faltó una."]
    return []


def _dicen_lo_mismo(aprobado: str, visto: str) -> bool:
    """Quien publica a mano a veces ajusta una coma; que sea otra cosa se nota."""
    uno, otro = _llano(aprobado)[:LETRAS], _llano(visto)[:LETRAS]
    if len(otro) < MINIMO:
        return uno.startswith(otro)
    largo = min(len(uno), len(otro))
    return SequenceMatcher(None, uno[:largo], otro[:largo], autojunk=False).ratio() >= PARECIDO


def _llano(texto: str) -> str:
    return " ".join(re.sub(r"[^\w\s]", " ", plegar(texto)).split())


def _abrir(enlace: str) -> tuple[_Metas, int]:
    direccion = donde_se_abre(enlace)
    sitio = urlsplit(settings.FACEBOOK_SITIO)
    anfitriones = ANFITRIONES | {sitio.hostname or ""}
    puertos = frozenset({443, sitio.port} - {None})
    privadas = [ip_network("127.0.0.0/8")] if settings.FACEBOOK_SITIO != SITIO else []
    lector = Lector(frozenset(anfitriones), privadas, puertos, segundos=SEGUNDOS)  # type: ignore[arg-type]  # sin nulos
    respuesta = lector.leer(direccion)
    metas = _Metas()
    metas.feed(respuesta.cuerpo.decode("utf-8", "replace"))
    return metas, respuesta.codigo


def donde_se_abre(enlace: str) -> str:
    """La dirección que se abre: la misma, o la del sitio que digan los ajustes si no es el de Facebook."""
    partes = urlsplit(enlace)
    de_facebook = (partes.hostname or "") in ANFITRIONES
    if not de_facebook or settings.FACEBOOK_SITIO == SITIO:
        return enlace
    return settings.FACEBOOK_SITIO + (partes.path or "/") + (f"?{partes.query}" if partes.query else "")
