"""Decidir sobre una cosa en los periodos que corren o vienen, y decir cómo queda ante ellos."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.db import models

from nucleo.dominio.actos import exigir, validar
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.impedimentos import Impedimento, NoSePuede
from nucleo.texto.formato import fecha_larga
from personas.estados import Tema
from personas.models import Persona
from personas.permisos import DECIDIR_SUSPENSION
from suspension.estados import Trato
from suspension.models import DecisionBase, PeriodoSuspension, ReglaDeSuspension, Suspension

D = TypeVar("D", bound=DecisionBase)


@dataclass(frozen=True)
class Resolucion:
    """Lo que se resuelve ante la suspensión y en qué se apoya."""

    permite: bool
    motivo: str
    excepcion: str = ""
    autorizacion: str = ""

    def limpia(self) -> dict[str, Any]:
        """Lo que se guarda: un «no» no lleva excepción ni número."""
        en_que = (self.excepcion, self.autorizacion.strip()) if self.permite else ("", "")
        datos = dict(zip(("excepcion", "autorizacion"), en_que, strict=True))
        return {"permite": self.permite, "motivo": self.motivo.strip(), **datos}


def exigir_que_decida(por: Persona) -> None:
    """Rechaza a quien no decide qué se difunde en suspensión."""
    exigir(por, DECIDIR_SUSPENSION)


def decidir(clase: type[D], cosa: models.Model, que: Resolucion, *, accion: str, por: Persona, ahora: datetime) -> D:
    """Deja una decisión por cada periodo que corre o viene, con su asiento; va dentro de la transacción de la dueña.

    Sustituye las anteriores, que se conservan. Rechaza si no hay periodo o falta el fundamento.
    """
    periodos = list(PeriodoSuspension.objects.sin_terminar(ahora).order_by("inicio", "pk"))
    _rechazar_si_falta(que, periodos)
    suyas = clase._default_manager.filter(**{clase.COSA: cosa}, periodo__in=periodos, sustituida_en__isnull=True)
    suyas.update(sustituida_en=ahora)
    for periodo in periodos:
        decision = clase(**{clase.COSA: cosa}, periodo=periodo, tomada_por=por, tomada_en=ahora, **que.limpia())
        validar(decision)
        decision.save()
    datos = {"excepcion": que.excepcion, "autorizacion": que.autorizacion, "periodos": [p.nombre for p in periodos]}
    asentar(f"{accion} en suspensión", cosa, por=por, ahora=ahora, motivo=que.motivo, **datos)
    return decision


def _rechazar_si_falta(que: Resolucion, periodos: Sequence[PeriodoSuspension]) -> None:
    if not periodos:
        raise NoSePuede("No hay ningún periodo de suspensión corriendo ni por venir. Apúntalo en Ajustes → Calendario.")
    if not que.motivo.strip():
        raise NoSePuede([Impedimento("Escribe el motivo: queda en el expediente.", "motivo")])
    if que.permite and not que.excepcion:
        raise NoSePuede([Impedimento("Elige la excepción de ley en que se apoya.", "excepcion")])


@dataclass(frozen=True)
class Situacion:
    """Cómo queda una cosa ante la suspensión que corre o viene."""

    suspension: Suspension
    se_difunde: bool
    corre: bool
    razon: str


def razon_de(suspension: Suspension, clave: int, *, tema: str, negada: str, momento: datetime) -> str:
    """Por qué esa cosa se difunde o no: lo decidido sobre ella o la regla de su tema, que sin tema es cadena vacía."""
    if clave in suspension.decidido.negados:
        return negada
    if clave in suspension.decidido.con_excepcion:
        return "Tiene una excepción registrada."
    if not tema:
        return ""
    regla = ReglaDeSuspension.objects.vigentes(momento).get(tema)
    trato = Trato(regla.trato).label if regla else Trato.SUSPENDIDA.label
    return f"{Tema(tema).label}: {trato.lower()}."


def que_corre(suspension: Suspension) -> str:
    """El arranque de toda negativa: cuál corre y hasta cuándo."""
    return f"Corre el periodo de suspensión «{suspension.periodos[0].nombre}» hasta el {fecha_larga(suspension.fin)}"
