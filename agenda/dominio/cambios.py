"""Un cambio a un evento, antes de hacerlo: otra hora, otro lugar u otro estado, y cómo quedaría."""

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from agenda import transiciones
from agenda.dominio.eventos import GUARDARON_ANTES, guardar_cambios, pasar_de_estado
from agenda.dominio.reprogramar import reprogramar
from agenda.estados import EstadoEvento
from agenda.models import Evento
from nucleo.dominio.impedimentos import YaCambio
from nucleo.dominio.transiciones import Transicion
from nucleo.texto.formato import CENTRO
from personas.models import Persona

EDITAR = "editar"
REPROGRAMAR = transiciones.REPROGRAMAR.nombre
ACCIONES = {t.nombre: t for t in (*transiciones.DEL_EVENTO, transiciones.REPROGRAMAR)}


@dataclass(frozen=True)
class Cambio:
    """Lo que alguien quiere hacer con un evento: editar sus datos, o pasarlo a otro estado con su motivo."""

    accion: str = EDITAR
    campos: Mapping[str, Any] = field(default_factory=dict)
    motivo: str = ""
    version: int | None = None
    traslape: str = ""  # por qué se guarda aunque se encime con otro
    en_la_serie: str = "solo"  # o «siguientes», o «todos»: de lo que se repite (`agenda.dominio.series`)

    @property
    def transicion(self) -> Transicion | None:
        return ACCIONES.get(self.accion)

    @property
    def pide_motivo(self) -> bool:
        return self.transicion in transiciones.PIDEN_MOTIVO


def como_quedaria(evento: Evento, cambio: Cambio) -> Evento:
    """Una copia, sin guardar, con lo que el cambio le pone."""
    pone = dict(cambio.campos)
    if cambio.accion == REPROGRAMAR:
        pone["estado"] = EstadoEvento.CONFIRMADO
    elif cambio.transicion:
        pone |= {"estado": cambio.transicion.hacia, "motivo": cambio.motivo}
    queda = copy(evento)
    for campo, valor in pone.items():
        setattr(queda, campo, valor)
    return queda


def que_cambia(antes: Evento, queda: Evento) -> list[str]:
    """Lo que un invitado o quien cubre tendría que saber: «la fecha», «la hora», «el lugar», «si se hace»."""
    cosas = ["la fecha"] * (_dia(antes.inicio) != _dia(queda.inicio))
    cosas += ["la hora"] * (_horas(antes) != _horas(queda))
    cosas += ["el lugar"] * (antes.donde() != queda.donde())
    no_se_hace = {antes.no_se_hace, queda.no_se_hace}
    otra_razon = no_se_hace == {True} and antes.estado != queda.estado
    return cosas + ["si se hace"] * (len(no_se_hace) > 1 or otra_razon)


def _dia(momento: datetime) -> str:
    return momento.astimezone(CENTRO).strftime("%Y-%m-%d")


def _horas(evento: Evento) -> list[str]:
    return [momento.astimezone(CENTRO).strftime("%H:%M") for momento in (evento.inicio, evento.fin)]


def exigir_la_version(evento: Evento, cambio: Cambio) -> None:
    """Rechaza lo que se pensó sobre otra versión del evento. Sin versión, lo cuida el estado del que parte."""
    if cambio.version is not None and evento.version != cambio.version:
        raise YaCambio(GUARDARON_ANTES)


def hacer_cambio(evento: Evento, cambio: Cambio, *, por: Persona, ahora: datetime) -> Evento:
    """Lo guarda y devuelve el evento que sigue en pie: el mismo o, al reprogramar, el nuevo.

    Va en la transacción del acto que ya tomó la fila.
    """
    if cambio.accion == REPROGRAMAR:
        return reprogramar(evento, campos=cambio.campos, motivo=cambio.motivo, por=por, ahora=ahora)
    if cambio.transicion:
        return pasar_de_estado(evento, cambio.transicion, por=por, ahora=ahora, motivo=cambio.motivo)
    exigir_la_version(evento, cambio)
    campos = dict(cambio.campos)
    return guardar_cambios(
        evento,
        version=evento.version,
        por=por,
        ahora=ahora,
        campos=campos,
        motivo=cambio.motivo,
        traslape=cambio.traslape,
    )
