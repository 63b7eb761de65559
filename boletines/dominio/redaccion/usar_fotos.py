"""Usar en un boletín fotos elegidas en la biblioteca: cuáles entran, cuáles no y por qué."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from agenda.models import Evento
from boletines.dominio.redaccion.borrador import FOTOS_MAXIMAS, crear_boletin, dejar_fotos, para_elegir_fotos
from boletines.models import Boletin
from media_library.dominio.derechos.derechos import impedimentos_para_publicar
from media_library.dominio.derechos.reserva import ocultas_para
from media_library.estados import Clase
from media_library.models import Evidencia
from nucleo.dominio.impedimentos import Impedimento, NoSePuede
from personas.models import Dependencia, Persona


@dataclass(frozen=True)
class Reparto:
    """Las que entran, en el orden en que se eligieron, y una frase por cada una que no."""

    entran: list[Evidencia]
    razones: list[str]

    @property
    def sin_describir(self) -> int:
        return sum(not e.texto_alternativo for e in self.entran)


@dataclass(frozen=True)
class Usadas:
    """El boletín con sus fotos nuevas y lo que pasó con cada una."""

    boletin: Boletin
    reparto: Reparto


def repartir(
    pks: list[int], *, por: Persona, ahora: datetime, puestas: Iterable[int] = (), originales: Iterable[int] = ()
) -> Reparto:
    """Cuáles pueden usarse en una pieza pública. Faltar el texto alternativo no impide agregarla, sólo enviarla."""
    visibles = Evidencia.objects.visibles_para(por).filter(pk__in=pks)
    halladas = {e.pk: e for e in visibles.select_related("original").prefetch_related("consentimientos")}
    ocultas = ocultas_para(por, halladas.values(), ahora=ahora)
    ya, vistos = set(puestas), set(originales)
    entran: list[Evidencia] = []
    razones: list[str] = []
    for evidencia in (halladas[pk] for pk in dict.fromkeys(pks) if pk in halladas):
        if evidencia.pk in ocultas:
            razones.append("Una está reservada por los derechos de quien aparece.")
        elif frases := _por_que_no(evidencia, ahora, ya, vistos, cabe=len(ya) + len(entran) < FOTOS_MAXIMAS):
            razones += frases
        else:
            entran.append(evidencia)
            vistos.add(evidencia.original_id)
    return Reparto(entran, razones)


def _por_que_no(evidencia: Evidencia, ahora: datetime, ya: set[int], originales: set[int], *, cabe: bool) -> list[str]:
    if evidencia.original.clase != Clase.FOTO:
        return [f"«{evidencia}» no es una foto: del audio y el video se agregan cortes, desde el boletín."]
    if evidencia.papelera_en is not None:
        return [f"«{evidencia}» está en la papelera."]
    if evidencia.pk in ya:
        return [f"«{evidencia}» ya estaba en el boletín."]
    if evidencia.original_id in originales:
        return [f"«{evidencia}» es la misma foto que otra del boletín."]
    if impedimentos := impedimentos_para_publicar(evidencia, ahora):
        return [str(i) for i in impedimentos]
    return [] if cabe else [f"«{evidencia}» ya no cupo: un boletín lleva hasta {FOTOS_MAXIMAS} fotos."]


@transaction.atomic(durable=True)
def agregar_fotos(boletin: Boletin, *, evidencias: list[int], por: Persona, ahora: datetime) -> Usadas:
    """Agrega fotos al final de las que el boletín ya tiene; las de antes quedan como estaban.

    Las que no pueden publicarse (menores, cartas, permisos), repetidas o que no caben se dejan fuera con su razón.
    Rechaza si no entra ninguna y si el boletín ya no se edita.
    """
    actual = para_elegir_fotos(boletin)
    puestas = dict(actual.fotos.values_list("evidencia_id", "evidencia__original_id"))
    reparto = repartir(evidencias, por=por, ahora=ahora, puestas=puestas, originales=puestas.values())
    _exigir_alguna(reparto)
    dejar_fotos(actual, [*puestas, *(e.pk for e in reparto.entran)], por=por, ahora=ahora)
    return Usadas(actual, reparto)


def empezar_con_fotos(
    *, evidencias: list[int], dependencia: Dependencia | None, evento: Evento | None, por: Persona, ahora: datetime
) -> Usadas:
    """Crea un borrador con estas fotos; de un evento llega además con sus hechos. Rechaza si no entra ninguna."""
    reparto = repartir(evidencias, por=por, ahora=ahora)
    _exigir_alguna(reparto)
    de_quien: dict[str, Any] = {"dependencia": dependencia} if evento is None else {}
    boletin = crear_boletin(por=por, ahora=ahora, evento=evento, fotos=[e.pk for e in reparto.entran], **de_quien)
    return Usadas(boletin, reparto)


def _exigir_alguna(reparto: Reparto) -> None:
    if not reparto.entran:
        razones = reparto.razones or ["Esas fotos ya no existen o no puedes verlas."]
        raise NoSePuede([Impedimento(razon) for razon in razones])
