"""Qué fotos no se comparten mientras corre la suspensión: un enlace también es difundir (LGIPE 449 c)."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import prefetch_related_objects

from agenda.models import SuspensionDeInvitaciones
from media_library.models import Evidencia
from nucleo.dominio.impedimentos import Impedimento
from suspension.dominio.decisiones import que_corre


def impedimentos_de_suspension(evidencias: Sequence[Evidencia], ahora: datetime) -> list[Impedimento]:
    """Por qué esperan, en una frase: cuenta el tema de su evento y lo que se decidió de él; sin evento, esperan."""
    suspension = SuspensionDeInvitaciones.en(ahora)
    esperan = _esperan(evidencias, suspension)
    if suspension is None or not esperan:
        return []
    cuantas = "Este archivo espera" if len(esperan) == 1 else f"{len(esperan)} de {len(evidencias)} archivos esperan"
    return [Impedimento(f"{que_corre(suspension)}. {cuantas}: sólo se comparte lo de un evento que la ley permite.")]


def quitar_las_que_esperan(evidencias: Sequence[Evidencia], ahora: datetime) -> list[Evidencia]:
    """Las que ahora pueden verse por un enlace. Una consulta si no corre ningún periodo."""
    esperan = _esperan(evidencias, SuspensionDeInvitaciones.en(ahora))
    return [e for e in evidencias if e not in esperan]


def _esperan(evidencias: Sequence[Evidencia], suspension: SuspensionDeInvitaciones | None) -> list[Evidencia]:
    if suspension is None:
        return []
    prefetch_related_objects(evidencias, "evento")
    return [e for e in evidencias if e.evento is None or not suspension.permite(e.evento)]
