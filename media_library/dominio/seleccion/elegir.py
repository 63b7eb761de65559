"""Escoger las fotos más representativas de un evento: veredicto con una tecla, papel y parecidas juntas."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from media_library.estados import Rol, Veredicto
from media_library.models import Eleccion, Evidencia
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.impedimentos import NoSePuede
from personas.models import Persona

DESENFOCADA = 9
EXTREMO = 35  # porcentaje de la foto sin detalle


@transaction.atomic(durable=True)
def decidir(
    evidencia: Evidencia, *, veredicto: str, rol: str = Rol.SIN_ROL, por: Persona, ahora: datetime
) -> Eleccion | None:
    """Anota el veredicto y el papel; vacío lo borra. Un papel vuelve elegida a la foto; sólo una es la principal.

    Cada cambio queda en la bitácora: se sabe quién eligió y qué se descartó.
    """
    if veredicto and veredicto not in Veredicto.values:
        raise NoSePuede("Ese veredicto no existe.")
    if rol not in Rol.values:
        raise NoSePuede("Ese papel no existe.")
    evidencia = Evidencia.objects.select_for_update(no_key=True).get(pk=evidencia.pk)
    if rol:
        veredicto = Veredicto.ELEGIDA
    if not veredicto:
        Eleccion.objects.filter(evidencia=evidencia).delete()
        asentar("quitar veredicto", evidencia, por=por, ahora=ahora)
        return None
    if rol == Rol.PRINCIPAL and evidencia.evento_id:
        otras = Eleccion.objects.filter(evidencia__evento=evidencia.evento_id, rol=Rol.PRINCIPAL)
        otras.exclude(evidencia=evidencia).update(rol=Rol.SIN_ROL)
    datos = {"veredicto": veredicto, "rol": rol, "por": por, "decidida_en": ahora}
    eleccion, _ = Eleccion.objects.update_or_create(evidencia=evidencia, defaults=datos)
    asentar("elegir foto", evidencia, por=por, ahora=ahora, veredicto=veredicto, papel=rol)
    return eleccion


def agrupar(evidencias: Sequence[Evidencia]) -> list[list[Evidencia]]:
    """Junta las casi iguales, en el orden en que llegan; la más nítida de cada grupo va primero. No borra nada."""
    grupos: list[list[Evidencia]] = []
    for evidencia in evidencias:
        original = evidencia.original
        grupo = next((g for g in grupos if any(original.se_parece_a(e.original) for e in g)), None)
        if grupo is None:
            grupos.append([evidencia])
        else:
            grupo.append(evidencia)
    return [sorted(g, key=lambda e: -(e.original.nitidez or 0)) for g in grupos]


def pistas_de(evidencia: Evidencia) -> list[str]:
    """Lo que se nota de la foto, en palabras. Nitidez y luz; los ojos y los gestos los juzga una persona."""
    original, frases = evidencia.original, []
    if original.nitidez is not None and original.nitidez < DESENFOCADA:
        frases.append("Parece movida o desenfocada")
    if original.luz is not None and original.luz >= EXTREMO:
        frases.append(f"{original.luz} % quemado")
    if original.luz is not None and original.luz <= -EXTREMO:
        frases.append(f"{-original.luz} % en negro")
    return frases


@dataclass(frozen=True)
class Cuenta:
    """Cómo va la elección de un evento."""

    total: int
    elegidas: int
    dudas: int
    descartadas: int

    @property
    def faltan(self) -> int:
        return self.total - self.elegidas - self.dudas - self.descartadas


def contar(evidencias: Sequence[Evidencia]) -> Cuenta:
    """Las cuentas de fotos traídas con su elección."""
    dichos = [e.eleccion.veredicto if hasattr(e, "eleccion") else "" for e in evidencias]
    cuantas = (dichos.count(v) for v in (Veredicto.ELEGIDA, Veredicto.DUDA, Veredicto.DESCARTADA))
    return Cuenta(len(dichos), *cuantas)
