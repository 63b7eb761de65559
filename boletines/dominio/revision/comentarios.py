"""Comentarios sobre párrafos: siguen a su párrafo aunque cambie de lugar o de palabras."""

from collections import defaultdict
from datetime import datetime
from difflib import SequenceMatcher

from django.db import transaction

from boletines.dominio.redaccion.contenido import ancla_de
from boletines.estados import CERRADOS
from boletines.models import Boletin, Comentario
from nucleo.dominio.actos import exigir, rechazar_si
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.impedimentos import Impedimento, NoSePuede
from nucleo.texto.rico import a_texto, trozos
from personas.models import Persona
from personas.permisos import APROBAR_BOLETINES, ESCRIBIR_BOLETINES

LARGO = 1000
PARECIDO = 0.6
SUELTO = -1


def parrafos_anclables(boletin: Boletin) -> list[str]:
    """El texto de cada bloque del cuerpo, en el orden en que se comentan."""
    return [a_texto(t) for t in trozos(boletin.cuerpo)]


def _puede_comentar(persona: Persona) -> None:
    if not persona.puede(APROBAR_BOLETINES):
        exigir(persona, ESCRIBIR_BOLETINES)


@transaction.atomic(durable=True)
def comentar(boletin: Boletin, *, lugar: int, texto: str, por: Persona, ahora: datetime) -> Comentario:
    """Deja un comentario en un párrafo (`lugar` desde 1; 0 es todo el texto)."""
    _puede_comentar(por)
    boletin = Boletin.objects.bloquear(boletin.pk)
    texto = texto.strip()
    rechazar_si(_impedimentos(boletin, texto))
    cita, ancla = _cita(boletin, lugar), ""
    if cita:
        ancla = ancla_de(cita)
    else:
        lugar = 0
    return Comentario.objects.create(
        boletin=boletin,
        ancla=ancla,
        lugar=lugar,
        cita=cita[:400],
        texto=texto,
        escrito_en=ahora,
        escrito_por=por,
    )


def _cita(boletin: Boletin, lugar: int) -> str:
    """El párrafo que se comenta; vacía si es todo el texto o el párrafo ya no está."""
    parrafos = parrafos_anclables(boletin)
    if not 0 < lugar <= len(parrafos):
        return ""
    return parrafos[lugar - 1]


def _impedimentos(boletin: Boletin, texto: str) -> list[Impedimento]:
    if boletin.estado in CERRADOS:
        return [Impedimento(f"Está {boletin.get_estado_display().lower()}: ya no se comenta.")]
    if not texto:
        return [Impedimento("Escribe el comentario.", "texto")]
    if len(texto) > LARGO:
        return [Impedimento(f"El comentario tiene {len(texto)} caracteres; usa {LARGO} o menos.", "texto")]
    return []


@transaction.atomic(durable=True)
def resolver_comentario(comentario: Comentario, *, por: Persona, ahora: datetime) -> Comentario:
    """Lo da por atendido; queda con quién y cuándo. Rechaza el que ya estaba resuelto."""
    _puede_comentar(por)
    abiertos = Comentario.objects.filter(pk=comentario.pk, resuelto_en__isnull=True)
    if not abiertos.update(resuelto_en=ahora, resuelto_por=por):
        raise NoSePuede("Ese comentario ya estaba resuelto.")
    asentar("resolver comentario", comentario.boletin, por=por, ahora=ahora, comentario=comentario.texto[:200])
    comentario.refresh_from_db()
    return comentario


def anclar(comentarios: list[Comentario], parrafos: list[str]) -> dict[int, list[Comentario]]:
    """Los comentarios por número de párrafo: el idéntico, o el más parecido; si ya no está, en `SUELTO`."""
    lugares = {ancla_de(p): numero for numero, p in reversed(list(enumerate(parrafos, start=1)))}
    anclados: dict[int, list[Comentario]] = defaultdict(list)
    for comentario in comentarios:
        anclados[_lugar_de(comentario, lugares, parrafos)].append(comentario)
    return dict(anclados)


def _lugar_de(comentario: Comentario, lugares: dict[str, int], parrafos: list[str]) -> int:
    if not comentario.ancla:
        return 0
    if comentario.ancla in lugares:
        return lugares[comentario.ancla]
    parecidos = [
        (SequenceMatcher(None, comentario.cita, p[:400], autojunk=False).ratio(), -abs(n - comentario.lugar), n)
        for n, p in enumerate(parrafos, start=1)
    ]
    mejor = max(parecidos, default=(0.0, 0, 0))
    if mejor[0] >= PARECIDO:
        return mejor[2]
    return SUELTO
