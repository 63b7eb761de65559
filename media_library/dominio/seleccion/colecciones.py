"""Etiquetas y álbumes de una selección."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from media_library.models import Album, Etiqueta, Evidencia
from nucleo.dominio.actos import validar
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.impedimentos import NoSePuede
from nucleo.texto.formato import plegar
from personas.models import Persona

ETIQUETAS_MAXIMAS = 20


def nombres_de(texto: str) -> list[str]:
    """Las etiquetas escritas con comas, sin repetir aunque cambien acentos o mayúsculas. Rechaza más de veinte."""
    limpias = {plegar(n): n for n in (" ".join(parte.split()) for parte in texto.split(",")) if n}
    if len(limpias) > ETIQUETAS_MAXIMAS:
        raise NoSePuede(f"Son {len(limpias)} etiquetas; pon hasta {ETIQUETAS_MAXIMAS} a la vez.")
    return list(limpias.values())


@transaction.atomic
def poner_etiquetas(evidencias: list[Evidencia], *, nombres: list[str], por: Persona, ahora: datetime) -> None:
    """Pone etiquetas a una selección, dentro del acto que la cambia; las que no existían nacen aquí."""
    for nombre in nombres:
        etiqueta, _ = Etiqueta.objects.get_or_create(clave=plegar(nombre)[:60], defaults={"nombre": nombre[:60]})
        etiqueta.evidencias.add(*evidencias)
    for evidencia in evidencias:
        asentar("etiquetar", evidencia, por=por, ahora=ahora, etiquetas=nombres)


@transaction.atomic(durable=True)
def quitar_etiqueta(evidencia: Evidencia, *, etiqueta: Etiqueta, por: Persona, ahora: datetime) -> None:
    """Quita una etiqueta; la que se queda sin evidencias desaparece."""
    etiqueta.evidencias.remove(evidencia)
    asentar("quitar etiqueta", evidencia, por=por, ahora=ahora, etiqueta=etiqueta.nombre)
    Etiqueta.objects.filter(pk=etiqueta.pk, evidencias__isnull=True).delete()


@transaction.atomic(durable=True)
def crear_album(*, nombre: str, descripcion: str = "", por: Persona, ahora: datetime) -> Album:
    """Crea un álbum. Rechaza un nombre vacío o que ya existe."""
    album = Album(nombre=nombre.strip(), descripcion=descripcion.strip(), creado_por=por, creado_en=ahora)
    _guardar(album)
    asentar("crear álbum", album, por=por, ahora=ahora, nombre=album.nombre)
    return album


def _guardar(album: Album) -> None:
    validar(album)
    album.save()


@transaction.atomic(durable=True)
def editar_album(album: Album, *, nombre: str, descripcion: str, por: Persona, ahora: datetime) -> Album:
    """Le cambia nombre y descripción. Rechaza un nombre vacío o que ya lleva otro."""
    album.nombre, album.descripcion = nombre.strip(), descripcion.strip()
    _guardar(album)
    asentar("editar álbum", album, por=por, ahora=ahora, nombre=album.nombre, descripcion=album.descripcion)
    return album


@transaction.atomic(durable=True)
def quitar_album(album: Album, *, por: Persona, ahora: datetime) -> None:
    """Deshace la lista; las evidencias no se tocan. Cuáles eran queda en la bitácora."""
    evidencias = list(album.evidencias.order_by("pk").values_list("pk", flat=True))
    asentar("quitar álbum", album, por=por, ahora=ahora, nombre=album.nombre, evidencias=evidencias)
    album.delete()


@transaction.atomic
def poner_en_album(evidencias: Iterable[Evidencia], *, album: Album, por: Persona, ahora: datetime) -> None:
    """Agrega una selección a un álbum, dentro del acto que la cambia; lo que ya estaba no se repite."""
    evidencias = list(evidencias)
    album.evidencias.add(*evidencias)
    asentar("agregar al álbum", album, por=por, ahora=ahora, evidencias=[e.pk for e in evidencias])


@transaction.atomic(durable=True)
def quitar_del_album(evidencia: Evidencia, *, album: Album, por: Persona, ahora: datetime) -> None:
    """La saca de un álbum; el álbum queda, aunque se vacíe."""
    album.evidencias.remove(evidencia)
    asentar("quitar del álbum", evidencia, por=por, ahora=ahora, album=album.nombre)
