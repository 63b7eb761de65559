"""Cómo se cierra lo que venía subiendo: se rechaza, se cancela o vence, y lo recibido se borra."""

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import F

from media_library import transiciones
from media_library.estados import EstadoSubida
from media_library.models import Buzon, Subida
from nucleo.dominio.actos import exigir
from nucleo.dominio.impedimentos import NoSePuede
from nucleo.dominio.transiciones import Transicion, aplicar
from personas.models import Persona
from personas.permisos import AJUSTAR_OFICINA

CARPETA = "partes"


def ruta_de(subida: Subida) -> Path:
    """Dónde se van juntando los octetos."""
    return Path(settings.DIR_SUBIDAS) / CARPETA / subida.clave.hex


def cancelar_las_del_buzon(buzon: Buzon, *, ahora: datetime) -> int:
    """Al retirarlo, lo que venía a medias se cierra y suelta su lugar. Va en la transacción que lo retira."""
    suyas = list(Subida.objects.en_curso().filter(buzon=buzon, recibidos__lt=F("octetos")).order_by("pk"))
    for subida in suyas:
        cerrar(subida, transiciones.CANCELAR, "Se retiró el enlace por el que llegaba.", ahora)
    return len(suyas)


@transaction.atomic(durable=True)
def rechazar(subida: Subida, *, motivo: str, ahora: datetime) -> Subida:
    """La cierra con la frase que lo explica y borra lo recibido."""
    return cerrar(subida, transiciones.RECHAZAR, motivo, ahora)


@transaction.atomic(durable=True)
def cancelar(subida: Subida, *, ahora: datetime) -> Subida:
    """Quien la empezó ya no la quiere: borra lo recibido. Rechaza la que ya terminó."""
    return cerrar(subida, transiciones.CANCELAR, "", ahora)


@transaction.atomic(durable=True)
def cancelar_a_medias(subida: Subida, *, por: Persona, ahora: datetime) -> Subida:
    """Quien cuida el espacio cierra la de otro que se quedó a medias. Rechaza la que ya llegó entera o se cerró."""
    exigir(por, AJUSTAR_OFICINA)
    subida = Subida.objects.select_for_update().get(pk=subida.pk)
    if subida.estado != EstadoSubida.EN_CURSO or subida.recibidos >= subida.octetos:
        raise NoSePuede("Ya terminó: no hay nada que cancelar.")
    return cerrar(subida, transiciones.CANCELAR, f"La canceló {por} para liberar espacio.", ahora, por=por)


def cerrar(
    subida: Subida, transicion: Transicion, motivo: str, ahora: datetime, *, por: Persona | None = None
) -> Subida:
    """La cierra con ese acto y borra lo recibido al confirmarse. Va en la transacción de quien la llama."""
    aplicar(subida, transicion, por=por or subida.persona, ahora=ahora, motivo=motivo[:400])
    transaction.on_commit(lambda: ruta_de(subida).unlink(missing_ok=True))
    return subida
