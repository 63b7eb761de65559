"""Guardar, ligar y revocar cartas de uso de imagen. Ninguna es irrevocable (docs/dominio.md, regla 27)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from media_library.dominio.entrada import ingesta
from media_library.dominio.originales import guardar
from media_library.dominio.reconocimiento.nombres import limpiar_nombre
from media_library.dominio.reconocimiento.puerta import ArchivoRechazado, Reconocido, reconocer
from media_library.dominio.reconocimiento.tipos import JPEG, PDF, PNG
from media_library.dominio.seleccion import copias
from media_library.models import Consentimiento, Evidencia, Original
from media_library.signals import derechos_cambiaron
from nucleo.dominio.actos import validar
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.impedimentos import NoSePuede
from personas.models import Persona


@dataclass(frozen=True)
class DatosDeCarta:
    """Lo que dice la carta."""

    nombre: str
    finalidad: str
    medios: str
    fecha: date
    fecha_fin: date | None = None
    es_menor: bool = False
    tutor: str = ""


def guardar_carta(
    *, datos: DatosDeCarta, archivo: Any, evidencias: Iterable[Evidencia], por: Persona, ahora: datetime
) -> Consentimiento:
    """Guarda la carta con su archivo intacto y la liga a las evidencias. Rechaza lo que no sea PDF o imagen.

    El archivo queda en disco antes que su fila, como todo original.
    """
    original, nombre = None, ""
    if archivo is not None:
        nombre = limpiar_nombre(archivo.name or "")
        original = _recibir(archivo, nombre, ahora)
    return _anotar(datos, original, nombre, list(evidencias), por=por, ahora=ahora)


def _recibir(archivo: Any, nombre: str, ahora: datetime) -> Original:
    recibido = guardar.recibir(archivo, nombre)
    try:
        reconocido = _reconocer_carta(recibido, nombre)
        guardar.asegurar(recibido)
    except BaseException:
        recibido.descartar()
        raise
    return ingesta.original_de(recibido, reconocido, ahora=ahora)


def _reconocer_carta(recibido: guardar.Recibido, nombre: str) -> Reconocido:
    reconocido = reconocer(recibido.ruta, nombre)
    if reconocido.tipo not in {PDF, JPEG, PNG}:
        raise ArchivoRechazado(f"«{nombre}» debe ser un PDF o una foto (JPEG o PNG) de la carta.")
    return reconocido


@transaction.atomic(durable=True)
def _anotar(
    datos: DatosDeCarta,
    original: Original | None,
    nombre: str,
    evidencias: list[Evidencia],
    *,
    por: Persona,
    ahora: datetime,
) -> Consentimiento:
    carta = Consentimiento(**vars(datos), carta=original, nombre_de_carta=nombre, creado_por=por, creado_en=ahora)
    validar(carta)
    carta.save()
    carta.evidencias.add(*evidencias)
    asentar(
        "guardar carta de uso de imagen",
        carta,
        por=por,
        ahora=ahora,
        de_menor=carta.es_menor,
        vale_hasta=carta.fecha_fin,
        evidencias=[e.pk for e in evidencias],
    )
    tocadas = copias.igualar([e.pk for e in evidencias], por=por, ahora=ahora)
    derechos_cambiaron.send(Evidencia, evidencias=tocadas, por=por, ahora=ahora)
    return carta


@transaction.atomic(durable=True)
def ligar_carta(
    carta: Consentimiento, *, evidencias: Iterable[Evidencia], por: Persona, ahora: datetime
) -> Consentimiento:
    """Liga la carta a más evidencias; las que ya estaban no se repiten. Rechaza una carta revocada."""
    carta = Consentimiento.objects.select_for_update(no_key=True).get(pk=carta.pk)
    if carta.revocado_en is not None:
        raise NoSePuede("Esa carta está revocada: pide una nueva.")
    evidencias = list(evidencias)
    carta.evidencias.add(*evidencias)
    asentar("ligar carta de uso de imagen", carta, por=por, ahora=ahora, evidencias=[e.pk for e in evidencias])
    tocadas = copias.igualar([e.pk for e in evidencias], por=por, ahora=ahora)
    derechos_cambiaron.send(Evidencia, evidencias=tocadas, por=por, ahora=ahora)
    return carta


@transaction.atomic(durable=True)
def revocar_carta(carta: Consentimiento, *, motivo: str, por: Persona, ahora: datetime) -> Consentimiento:
    """Revoca la carta: sus evidencias ya no se publican y lo ya publicado las pierde. Repetirlo no hace nada."""
    carta = Consentimiento.objects.select_for_update(no_key=True).get(pk=carta.pk)
    if carta.revocado_en is None:
        carta.revocado_en, carta.motivo_de_revocacion = ahora, motivo.strip()[:300]
        carta.save(update_fields=["revocado_en", "motivo_de_revocacion"])
        asentar("revocar carta de uso de imagen", carta, por=por, ahora=ahora, motivo=carta.motivo_de_revocacion)
        amparadas = list(carta.evidencias.values_list("pk", flat=True))
        derechos_cambiaron.send(Evidencia, evidencias=amparadas, por=por, ahora=ahora)
    return carta
