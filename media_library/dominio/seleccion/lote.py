"""Cambiar muchas a la vez: lo que lleva valor se escribe, lo vacío queda como está. Un acto, una transacción."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from agenda.models import Evento
from media_library.dominio.seleccion import copias
from media_library.dominio.seleccion.colecciones import poner_en_album, poner_etiquetas
from media_library.models import Album, Consentimiento, Evidencia
from media_library.signals import derechos_cambiaron
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.impedimentos import NoSePuede
from personas.models import Persona


@dataclass(frozen=True)
class CambioDeLote:
    """Lo que se cambia a una selección; `None` o vacío deja como está."""

    titulo: str | None = None
    pie: str | None = None
    credito: str | None = None
    personas: str | None = None
    evento: Evento | None = None
    menores: str | None = None
    base_de_derechos: str | None = None
    licencia: str | None = None
    etiquetas: list[str] = field(default_factory=list)
    album: Album | None = None
    carta: Consentimiento | None = None

    def campos(self) -> dict[str, Any]:
        sueltos = {"etiquetas", "album", "carta"}
        return {clave: valor for clave, valor in vars(self).items() if clave not in sueltos and valor is not None}


@dataclass(frozen=True)
class ResultadoDeLote:
    """Cuántas cambiaron y cuántas no, porque su archivo ya está en ese evento."""

    cambiadas: int
    repetidas: int = 0


@transaction.atomic(durable=True)
def editar_lote(
    evidencias: Iterable[Evidencia], *, cambio: CambioDeLote, por: Persona, ahora: datetime
) -> ResultadoDeLote:
    """Cambia palabras, derechos, evento, etiquetas, álbum o carta de una selección.

    Se salta lo que quedaría repetido en un evento. Rechaza ligar una carta revocada.
    """
    campos = cambio.campos()
    if cambio.carta is not None and cambio.carta.revocado_en is not None:
        raise NoSePuede("Esa carta está revocada: pide una nueva.")
    pks = [e.pk for e in evidencias]
    filas = list(Evidencia.objects.filter(pk__in=pks).select_for_update(no_key=True).order_by("pk"))
    libres = filas
    if "evento" in campos:
        libres = _sin_repetir(filas, campos["evento"])
    if campos and libres:
        Evidencia.objects.filter(pk__in=[e.pk for e in libres]).update(**campos, version=F("version") + 1)
        for evidencia in libres:
            asentar("editar evidencia", evidencia, por=por, ahora=ahora, **_dichos(campos))
    cambio_algo = _juntar(libres, cambio, por=por, ahora=ahora) or bool(campos)
    if "menores" in campos or cambio.carta is not None:
        tocadas = copias.igualar([e.pk for e in libres], por=por, ahora=ahora)
        derechos_cambiaron.send(Evidencia, evidencias=tocadas, por=por, ahora=ahora)
    return ResultadoDeLote(len(libres) if cambio_algo else 0, len(filas) - len(libres))


def _dichos(campos: dict[str, Any]) -> dict[str, Any]:
    """Lo que se anota: el evento, por su referencia."""
    return campos | ({"evento": campos["evento"].ref} if "evento" in campos else {})


def _juntar(libres: list[Evidencia], cambio: CambioDeLote, *, por: Persona, ahora: datetime) -> bool:
    if cambio.etiquetas:
        poner_etiquetas(libres, nombres=cambio.etiquetas, por=por, ahora=ahora)
    if cambio.album is not None:
        poner_en_album(libres, album=cambio.album, por=por, ahora=ahora)
    if cambio.carta is not None:
        cambio.carta.evidencias.add(*libres)
        pks = [e.pk for e in libres]
        asentar("ligar carta de uso de imagen", cambio.carta, por=por, ahora=ahora, evidencias=pks)
    return bool(cambio.etiquetas or cambio.album or cambio.carta)


def _sin_repetir(filas: list[Evidencia], evento: Evento) -> list[Evidencia]:
    """Las que pueden pasar a un evento sin que un mismo archivo quede dos veces en él."""
    originales = [e.original_id for e in filas]
    ajenas = Evidencia.objects.filter(evento=evento, original__in=originales).exclude(pk__in=[e.pk for e in filas])
    ocupados = set(ajenas.values_list("original_id", flat=True))
    ocupados |= {e.original_id for e in filas if e.evento_id == evento.pk}
    libres = []
    for evidencia in filas:
        if evidencia.evento_id == evento.pk or evidencia.original_id not in ocupados:
            libres.append(evidencia)
            ocupados.add(evidencia.original_id)
    return libres
