"""Evidencia agregada a mano: siempre con prueba y con motivo."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction

from cronograma.models import MOTIVO_MINIMO, Actividad, EvidenciaManual
from media_library.models import Evidencia
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.impedimentos import Impedimento, NoSePuede, NoTienePermiso
from nucleo.formato import CENTRO
from personas.models import Persona
from personas.permisos import AGREGAR_EVIDENCIA


@transaction.atomic(durable=True)
def agregar_evidencia(  # noqa: PLR0913 - son los datos del acto, todos por nombre
    actividad: Actividad,
    *,
    fecha: date,
    titulo: str,
    motivo: str,
    por: Persona,
    ahora: datetime,
    cantidad: int = 1,
    archivo: Evidencia | None = None,
    enlace: str = "",
) -> EvidenciaManual:
    """Suma trabajo real que el sistema no contó solo. Sin archivo o enlace, o sin un motivo dicho, no cuenta.

    docs/dominio.md, regla 34: lo agregado a mano se justifica.
    """
    if not por.puede(AGREGAR_EVIDENCIA):
        raise NoTienePermiso("Tu papel en la oficina no permite agregar evidencia.")
    if impedimentos := list(
        _lo_que_falta(actividad, fecha, motivo, enlace if archivo is None else archivo.nombre_de_archivo, ahora)
    ):
        raise NoSePuede(impedimentos)
    evidencia = EvidenciaManual(
        actividad=actividad,
        mes=fecha.month,
        fecha=fecha,
        cantidad=cantidad,
        titulo=titulo,
        motivo=motivo,
        archivo=archivo,
        enlace=enlace,
        agregada_en=ahora,
        agregada_por=por,
    )
    evidencia.full_clean()
    evidencia.save()
    asentar("agregar evidencia", actividad, por=por, ahora=ahora, mes=fecha.month, cantidad=cantidad, titulo=titulo)
    return evidencia


def _lo_que_falta(
    actividad: Actividad, fecha: date, motivo: str, prueba: str, ahora: datetime
) -> Iterator[Impedimento]:
    if fecha.year != actividad.ejercicio:
        yield Impedimento(f"La fecha debe ser de {actividad.ejercicio}.", "fecha")
    elif fecha > ahora.astimezone(CENTRO).date():
        yield Impedimento("La fecha todavía no llega: la evidencia es de trabajo hecho.", "fecha")
    if not prueba:
        yield Impedimento("Agrega un archivo o un enlace: sin prueba no cuenta.", "archivo")
    if len(motivo.strip()) < MOTIVO_MINIMO:
        yield Impedimento("Di por qué con una frase: quien revise el informe lo va a leer.", "motivo")


@transaction.atomic(durable=True)
def anular_evidencia(evidencia: EvidenciaManual, *, motivo: str, por: Persona, ahora: datetime) -> EvidenciaManual:
    """Deja de contarla; queda a la vista con su motivo. Con motivo vacío, se rechaza."""
    if not por.puede(AGREGAR_EVIDENCIA):
        raise NoTienePermiso("Tu papel en la oficina no permite anular evidencia.")
    if not motivo.strip():
        raise NoSePuede([Impedimento("Escribe por qué no cuenta.", "motivo")])
    filas = EvidenciaManual.objects.filter(pk=evidencia.pk, anulada_en__isnull=True)
    if filas.update(anulada_en=ahora, motivo_de_anulacion=motivo.strip()[:300]):
        asentar(
            "anular evidencia", evidencia.actividad, por=por, ahora=ahora, evidencia=evidencia.pk, motivo=motivo.strip()
        )
    evidencia.refresh_from_db()
    return evidencia
