"""Lo que se anuncia antes de mandar un archivo: de quién es, qué dice ser y si hay lugar para él."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import BigIntegerField, F, Sum
from django.db.models.functions import Least

from agenda.models import Evento
from media_library.dominio.originales.espacio import exigir_espacio
from media_library.models import Buzon, Etiqueta, Subida
from media_library.models.subida import SubidaQuerySet
from nucleo.dominio.impedimentos import NoSePuede
from personas.models import Dependencia, Persona

GRANDES_POR_BUZON = 2
SIGUE_MANDANDO = timedelta(hours=1)


@dataclass(frozen=True)
class Remitente:
    """De quién es la subida: una persona con cuenta o un buzón."""

    persona: Persona | None = None
    buzon: Buzon | None = None


@dataclass(frozen=True)
class Anuncio:
    """Lo que el cliente dice del archivo antes de mandarlo."""

    nombre: str
    octetos: int
    evento: Evento | None = None
    dependencia: Dependencia | None = None
    credito: str = ""
    etiquetas: tuple[Etiqueta, ...] = ()
    inicio: bytes = b""  # sus primeros octetos, si ya los dice


def exigir_que_quepa(anuncio: Anuncio, nombre: str, *, de: Remitente, ahora: datetime) -> None:
    """Rechaza lo que no cabe junto con lo que ya se le apartó a otras subidas."""
    if de.buzon:
        _exigir_que_quepa_en_el_buzon(de.buzon, anuncio.octetos)
    exigir_espacio(anuncio.octetos + _por_llegar(de, ahora), nombre)


def _exigir_que_quepa_en_el_buzon(buzon: Buzon, octetos: int) -> None:
    """Quien no tiene cuenta anuncia a la vez lo de dos archivos de los más grandes, no todo el disco de la oficina."""
    anunciado = _sin_llegar(Subida.objects.en_curso().filter(buzon=buzon))
    if anunciado + octetos > GRANDES_POR_BUZON * settings.SUBIDA_MAXIMA_BYTES:
        raise NoSePuede("Hay demasiado a medio subir por este enlace; espera a que termine o cancela algo.")


def _por_llegar(de: Remitente, ahora: datetime) -> int:
    """Lo apartado para otras subidas que siguen vivas: lo que la oficina anunció y todavía no llega.

    Lo que se promete por un buzón no le quita su lugar a la oficina: aparta tanto como ya mandó. Entre buzones, sí.
    """
    vivas = Subida.objects.en_curso().filter(ultimo_en__gt=ahora - SIGUE_MANDANDO)
    if de.buzon:
        return _sin_llegar(vivas)
    aportado = vivas.filter(buzon__isnull=False).aggregate(
        aparta=Sum(Least(F("octetos") - F("recibidos"), F("recibidos"), output_field=BigIntegerField()))
    )
    return _sin_llegar(vivas.filter(buzon__isnull=True)) + (aportado["aparta"] or 0)


def _sin_llegar(subidas: SubidaQuerySet) -> int:
    return subidas.aggregate(resta=Sum(F("octetos") - F("recibidos")))["resta"] or 0
