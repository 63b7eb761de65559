"""Entrada de archivos a la biblioteca."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from agenda.models import Evento
from media_library import bodega
from media_library.dominio.originales import almacen, exif
from media_library.dominio.originales.espacio import exigir_espacio
from media_library.dominio.originales.tipos import ArchivoRechazado, Reconocido, limpiar_nombre, reconocer
from media_library.dominio.seleccion import copias
from media_library.dominio.seleccion.colecciones import poner_etiquetas
from media_library.dominio.versiones import recetas
from media_library.models import Buzon, Etiqueta, Evidencia, Original
from nucleo.dominio.bitacora import asentar
from personas.models import Dependencia, Persona

PRIMER_ANO = 1990
CREDITO_MAXIMO = 120


@dataclass(frozen=True)
class Resultado:
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
) -> Evidencia:
    """Guarda un archivo y lo pone en la biblioteca, con sus derivados por hacer.

    El original queda en disco antes que su fila. Si ya está en ese evento devuelve la evidencia
    que había, con `repetida=True`, y la saca de la papelera. Rechaza lo que no es foto, video, audio ni PDF.
    """
    nombre = limpiar_nombre(nombre)
    exigir_espacio(getattr(archivo, "size", None) or 0, nombre)
    recibido = almacen.recibir(archivo, nombre)
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
    recibido: almacen.Recibido,
    *,
    nombre: str,
    evento: Evento | None = None,
    dependencia: Dependencia | None = None,
    credito: str = "",
    buzon: Buzon | None = None,
    etiquetas: Iterable[Etiqueta] = (),
    por: Persona,
    ahora: datetime,
) -> Evidencia:
    """Lo mismo que `ingresar` con un archivo que ya está en la entrada; si lo rechaza, lo borra.

    Las etiquetas se ponen a lo que entra; a lo que ya estaba no se le agregan.
    """
    try:
        reconocido = reconocer(recibido.ruta, nombre)
        leido = exif.leer(recibido.ruta, reconocido)
        almacen.asegurar(recibido)
    except BaseException:
        recibido.descartar()
        raise
    datos = {
        "evento": evento,
        "dependencia": por.dependencia if por.es_solo_enlace else dependencia,
        "nombre_de_archivo": nombre,
        "credito": credito.strip()[:CREDITO_MAXIMO],
        "buzon": buzon,
        "etiquetas": [e.nombre for e in etiquetas],
    }
    return _anotar(recibido, reconocido, leido, datos, por=por, ahora=ahora)


@transaction.atomic(durable=True)
def _anotar(
    recibido: almacen.Recibido, reconocido: Reconocido, leido: exif.Leido, datos: dict, *, por: Persona, ahora: datetime
) -> Evidencia:
    original, etiquetas = _original(recibido, reconocido, leido, por=por, ahora=ahora), datos.pop("etiquetas")
    evidencia, nueva = Evidencia.objects.get_or_create(
        original=original,
        evento=datos.pop("evento"),
        defaults={
            **datos,
            "credito": datos["credito"] or leido.credito,
            "capturada_en": _captura(leido, ahora),
            "subida_por": por,
            "subida_en": ahora,
        },
    )
    evidencia.repetida = not nueva
    recetas.apuntar(original, foco=(evidencia.foco_x, evidencia.foco_y), ahora=ahora)
    if nueva and original.evidencias.exclude(pk=evidencia.pk).exists():
        Original.objects.filter(pk=original.pk).update(es_repetido=True)
        copias.heredar(evidencia, ahora=ahora)
    if nueva:
        de_buzon = {"buzon": str(evidencia.buzon)} if evidencia.buzon else {}
        asentar(
            "subir evidencia",
            evidencia,
            por=None if evidencia.buzon else por,
            ahora=ahora,
            sha256=original.huella,
            evento=evidencia.evento.ref if evidencia.evento else "",
            **de_buzon,
        )
        if etiquetas:
            poner_etiquetas([evidencia], nombres=etiquetas, por=por, ahora=ahora)
    elif evidencia.papelera_en is not None:
        Evidencia.objects.filter(pk=evidencia.pk).update(papelera_en=None)
        evidencia.papelera_en = None
        asentar("restaurar evidencia", evidencia, por=por, ahora=ahora, motivo="se subió de nuevo")
    return evidencia


@transaction.atomic(durable=True)
def original_de(recibido: almacen.Recibido, reconocido: Reconocido, *, ahora: datetime) -> Original:
    """La fila de un archivo ya asegurado que no es evidencia (una carta firmada); si ya existía, la misma."""
    return _original(recibido, reconocido, exif.Leido(), por=None, ahora=ahora)


def _original(
    recibido: almacen.Recibido, reconocido: Reconocido, leido: exif.Leido, *, por: Persona | None, ahora: datetime
) -> Original:
    ancho, alto = reconocido.ancho, reconocido.alto
    if leido.orientacion in exif.GIRADAS:
        ancho, alto = alto, ancho
    segundos = reconocido.segundos
    original, _ = Original.objects.get_or_create(
        huella=recibido.huella,
        defaults={
            "octetos": recibido.octetos,
            "tipo": reconocido.tipo.mime,
            "clase": reconocido.tipo.clase,
            "ancho": ancho,
            "alto": alto,
            "duracion": Decimal(f"{segundos:.2f}") if segundos is not None else None,
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
    if bodega.pesa(bodega.originales(), almacen.nombre_de(original.huella)) is None:
        raise ArchivoRechazado("Ese archivo se estaba destruyendo por una baja documental; súbelo otra vez.")
    Original.objects.filter(pk=original.pk).update(baja=None, borrado_en=None, revisado_en=None, guardado_en=ahora)
    asentar("volver a guardar lo dado de baja", original, por=por, ahora=ahora, baja=original.baja_id)


def _captura(leido: exif.Leido, ahora: datetime) -> datetime:
    """La hora de la cámara, salvo que sea imposible: relojes en 1970 o en el futuro."""
    captura = leido.capturada_en
    return captura if captura is not None and captura.year >= PRIMER_ANO and captura <= ahora else ahora


def ingresar_varios(*, archivos: Iterable[Any], por: Persona, ahora: datetime, **datos: Any) -> list[Resultado]:
    """Ingresa cada archivo por su cuenta: uno rechazado no detiene a los demás."""
    resultados = []
    for archivo in archivos:
        nombre = limpiar_nombre(archivo.name or "")
        try:
            evidencia = ingresar(archivo=archivo, nombre=nombre, por=por, ahora=ahora, **datos)
        except ArchivoRechazado as rechazo:
            resultados.append(Resultado(nombre, rechazo=str(rechazo)))
        else:
            resultados.append(Resultado(nombre, evidencia, repetida=evidencia.repetida))
    return resultados
