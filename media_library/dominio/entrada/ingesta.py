"""Entrada de archivos a la biblioteca."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from agenda.models import Evento
from media_library.clientes import almacen
from media_library.clientes.orientacion import GIRADAS
from media_library.dominio.originales import exif, guardar
from media_library.dominio.originales.espacio import exigir_espacio
from media_library.dominio.reconocimiento.fechas import fecha_de
from media_library.dominio.reconocimiento.nombres import limpiar_nombre
from media_library.dominio.reconocimiento.puerta import ArchivoRechazado, Reconocido, reconocer
from media_library.dominio.seleccion import copias
from media_library.dominio.seleccion.colecciones import poner_etiquetas
from media_library.dominio.versiones import recetas
from media_library.models import Buzon, Etiqueta, Evidencia, Original
from nucleo.dominio.bitacora import asentar
from personas.models import Dependencia, Persona

CREDITO_MAXIMO = 120


@dataclass(frozen=True)
class Ingreso:
    """Un archivo que entró: su evidencia, y si ya estaba en ese evento."""

    evidencia: Evidencia
    repetida: bool = False


@dataclass(frozen=True)
class _Palabras:
    """Lo que se sabe de un archivo además de sus octetos."""

    nombre: str
    evento: Evento | None
    dependencia: Dependencia | None
    credito: str
    buzon: Buzon | None
    etiquetas: list[str]


@dataclass(frozen=True)
class ResultadoDeIngreso:
    """Qué pasó con un archivo de varios: entró, ya estaba o se rechazó con una frase."""

    nombre: str
    evidencia: Evidencia | None = None
    repetida: bool = False
    rechazo: str = ""


def ingresar(  # noqa: PLR0913 - son los datos del acto, todos por nombre
    *,
    archivo: Any,
    nombre: str,
    evento: Evento | None = None,
    dependencia: Dependencia | None = None,
    credito: str = "",
    etiquetas: Iterable[Etiqueta] = (),
    por: Persona,
    ahora: datetime,
) -> Ingreso:
    """Guarda un archivo y lo pone en la biblioteca, con sus derivados por hacer.

    El original queda en disco antes que su fila. Si ya está en ese evento, el ingreso trae la evidencia que había,
    como repetida, y la saca de la papelera. Rechaza lo que no es foto, video, audio ni PDF.
    """
    nombre = limpiar_nombre(nombre)
    exigir_espacio(getattr(archivo, "size", None) or 0, nombre)
    recibido = guardar.recibir(archivo, nombre)
    return ingresar_recibido(
        recibido,
        nombre=nombre,
        evento=evento,
        dependencia=dependencia,
        credito=credito,
        etiquetas=etiquetas,
        por=por,
        ahora=ahora,
    )


def ingresar_recibido(  # noqa: PLR0913 - son los datos del acto, todos por nombre
    recibido: guardar.Recibido,
    *,
    nombre: str,
    evento: Evento | None = None,
    dependencia: Dependencia | None = None,
    credito: str = "",
    buzon: Buzon | None = None,
    etiquetas: Iterable[Etiqueta] = (),
    por: Persona,
    ahora: datetime,
) -> Ingreso:
    """Lo mismo que `ingresar` con un archivo que ya está en la entrada; si lo rechaza, lo borra.

    Las etiquetas se ponen a lo que entra; a lo que ya estaba no se le agregan.
    """
    try:
        reconocido = reconocer(recibido.ruta, nombre)
        leido = exif.leer(recibido.ruta, reconocido)
        guardar.asegurar(recibido)
    except BaseException:
        recibido.descartar()
        raise
    if por.es_solo_enlace:
        dependencia = por.dependencia
    palabras = _Palabras(
        nombre=nombre,
        evento=evento,
        dependencia=dependencia,
        credito=credito.strip()[:CREDITO_MAXIMO] or leido.credito,
        buzon=buzon,
        etiquetas=[e.nombre for e in etiquetas],
    )
    return _anotar(recibido, reconocido, leido, palabras, por=por, ahora=ahora)


@transaction.atomic(durable=True)
def _anotar(
    recibido: guardar.Recibido,
    reconocido: Reconocido,
    leido: exif.Leido,
    palabras: _Palabras,
    *,
    por: Persona,
    ahora: datetime,
) -> Ingreso:
    original = _original(recibido, reconocido, leido, por=por, ahora=ahora)
    capturada_en, certeza = fecha_de(leido.capturada_en, palabras.nombre, ahora=ahora)
    evidencia, es_nueva = Evidencia.objects.get_or_create(
        original=original,
        evento=palabras.evento,
        defaults={
            "dependencia": palabras.dependencia,
            "nombre_de_archivo": palabras.nombre,
            "credito": palabras.credito,
            "buzon": palabras.buzon,
            "capturada_en": capturada_en,
            "certeza": certeza,
            "subida_por": por,
            "subida_en": ahora,
        },
    )
    recetas.apuntar(original, foco=evidencia.foco, ahora=ahora)
    if es_nueva:
        _asentar_la_nueva(evidencia, palabras.etiquetas, por=por, ahora=ahora)
    elif evidencia.papelera_en is not None:
        Evidencia.objects.filter(pk=evidencia.pk).update(papelera_en=None)
        evidencia.papelera_en = None
        asentar("restaurar evidencia", evidencia, por=por, ahora=ahora, motivo="se subió de nuevo")
    return Ingreso(evidencia, repetida=not es_nueva)


def _asentar_la_nueva(evidencia: Evidencia, etiquetas: list[str], *, por: Persona, ahora: datetime) -> None:
    original = evidencia.original
    if original.evidencias.exclude(pk=evidencia.pk).exists():
        Original.objects.filter(pk=original.pk).update(es_repetido=True)
        copias.heredar(evidencia, ahora=ahora)
    detalle = {"sha256": original.huella, "evento": ""}
    if evidencia.evento:
        detalle["evento"] = evidencia.evento.ref
    quien: Persona | None = por
    if evidencia.buzon:
        detalle["buzon"] = str(evidencia.buzon)
        quien = None
    asentar("subir evidencia", evidencia, por=quien, ahora=ahora, **detalle)
    if etiquetas:
        poner_etiquetas([evidencia], nombres=etiquetas, por=por, ahora=ahora)


@transaction.atomic(durable=True)
def original_de(recibido: guardar.Recibido, reconocido: Reconocido, *, ahora: datetime) -> Original:
    """La fila de un archivo ya asegurado que no es evidencia (una carta firmada); si ya existía, la misma."""
    return _original(recibido, reconocido, exif.Leido(), por=None, ahora=ahora)


def _original(
    recibido: guardar.Recibido, reconocido: Reconocido, leido: exif.Leido, *, por: Persona | None, ahora: datetime
) -> Original:
    ancho, alto = reconocido.ancho, reconocido.alto
    if leido.orientacion in GIRADAS:
        ancho, alto = alto, ancho
    duracion = None
    if reconocido.segundos is not None:
        duracion = Decimal(f"{reconocido.segundos:.2f}")
    original, _ = Original.objects.get_or_create(
        huella=recibido.huella,
        defaults={
            "octetos": recibido.octetos,
            "tipo": reconocido.tipo.mime,
            "clase": reconocido.tipo.clase,
            "ancho": ancho,
            "alto": alto,
            "duracion": duracion,
            "metadatos": leido.metadatos,
            "guardado_en": ahora,
            "recetario": recetas.RECETARIO,
        },
    )
    if original.baja_id is not None:
        _levantar_baja(original, por=por, ahora=ahora)
    return original


def _levantar_baja(original: Original, *, por: Persona | None, ahora: datetime) -> None:
    """Quien vuelve a subir lo que se había destruido lo vuelve a guardar; el acta queda."""
    Original.objects.select_for_update().get(pk=original.pk)
    if almacen.pesa(almacen.originales(), guardar.nombre_de(original.huella)) is None:
        raise ArchivoRechazado("Ese archivo se estaba destruyendo por una baja documental; súbelo otra vez.")
    Original.objects.filter(pk=original.pk).update(baja=None, borrado_en=None, revisado_en=None, guardado_en=ahora)
    asentar("volver a guardar lo dado de baja", original, por=por, ahora=ahora, baja=original.baja_id)


def ingresar_varios(
    *, archivos: Iterable[Any], por: Persona, ahora: datetime, **datos: Any
) -> list[ResultadoDeIngreso]:
    """Ingresa cada archivo por su cuenta: uno rechazado no detiene a los demás."""
    resultados = []
    for archivo in archivos:
        nombre = limpiar_nombre(archivo.name or "")
        try:
            ingreso = ingresar(archivo=archivo, nombre=nombre, por=por, ahora=ahora, **datos)
        except ArchivoRechazado as rechazo:
            resultados.append(ResultadoDeIngreso(nombre, rechazo=str(rechazo)))
        else:
            resultados.append(ResultadoDeIngreso(nombre, ingreso.evidencia, repetida=ingreso.repetida))
    return resultados
