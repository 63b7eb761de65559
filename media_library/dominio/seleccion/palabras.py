"""Lo que se dice de una evidencia: pie, texto alternativo, crédito, punto focal y evento."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from media_library.dominio.versiones import recetas
from media_library.estados import Clase
from media_library.models import Evidencia
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.impedimentos import NoSePuede, YaCambio
from personas.models import Persona

ESTRELLAS = 5


@transaction.atomic(durable=True)
def editar_palabras(  # noqa: PLR0913 - son los campos de la pantalla
    evidencia: Evidencia,
    *,
    version: int,
    titulo: str = "",
    personas: str = "",
    pie: str,
    texto_alternativo: str,
    credito: str,
    foco: tuple[int, int],
    por: Persona,
    ahora: datetime,
) -> Evidencia:
    """Cambia las palabras y el punto focal si nadie las cambió desde `version`.

    Un foco nuevo deja pendientes sus recortes. Rechaza con `YaCambio` la pantalla vieja.
    """
    nuevas = {
        "titulo": titulo,
        "personas": personas,
        "pie": pie,
        "texto_alternativo": texto_alternativo,
        "credito": credito,
        "foco_x": foco[0],
        "foco_y": foco[1],
    }
    _cambiar(evidencia, version, nuevas)
    if evidencia.original.clase == Clase.FOTO:
        recetas.apuntar(evidencia.original, foco=foco, ahora=ahora)
        recetas.apuntar_difuminadas(evidencia, ahora=ahora)
    asentar("editar evidencia", evidencia, por=por, ahora=ahora, **nuevas)
    return evidencia


def describir_en_el_acto(
    evidencia: Evidencia, *, version: int, por: Persona, ahora: datetime, **nuevas: str
) -> Evidencia:
    """Cambia pie, texto alternativo y crédito si nadie los cambió desde `version`, en la transacción de otro acto.

    Escribir lo mismo que ya dice no cuenta como cambiar, aunque la pantalla sea vieja.
    """
    evidencia.refresh_from_db()
    if all(getattr(evidencia, campo) == valor for campo, valor in nuevas.items()):
        return evidencia
    _cambiar(evidencia, version, nuevas)
    asentar("editar evidencia", evidencia, por=por, ahora=ahora, **nuevas)
    return evidencia


def _cambiar(evidencia: Evidencia, version: int, nuevas: dict[str, Any]) -> None:
    """Escribe si la versión es la que se tenía a la vista; si no, `YaCambio`."""
    filas = Evidencia.objects.filter(pk=evidencia.pk, version=version).update(**nuevas, version=F("version") + 1)
    if filas != 1:
        raise YaCambio("Otra persona cambió estos datos mientras los editabas. Compara y vuelve a guardar.")
    evidencia.refresh_from_db()


@transaction.atomic(durable=True)
def calificar(evidencia: Evidencia, *, estrellas: int, por: Persona, ahora: datetime) -> Evidencia:
    """Pone de cero a cinco estrellas; es una opinión: no cambia la versión de las palabras."""
    if not 0 <= estrellas <= ESTRELLAS:
        raise NoSePuede(f"La calificación va de 0 a {ESTRELLAS}.")
    Evidencia.objects.filter(pk=evidencia.pk).update(calificacion=estrellas)
    evidencia.calificacion = estrellas
    asentar("calificar", evidencia, por=por, ahora=ahora, estrellas=estrellas)
    return evidencia
