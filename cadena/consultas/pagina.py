"""La página de un evento: todo lo que dice, con su nombre. La vista la arma y la plantilla la lee."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from agenda.estados import EstadoCobertura, Prioridad, TipoDeCobertura
from agenda.models import Cobertura
from agenda.transiciones import CANCELAR, POSPONER
from boletines.estados import EstadoBoletin
from cadena.consultas.eventos import Renglon
from cadena.consultas.historia import Hecho
from media_library.consultas.cuadricula import Tarjeta
from medios.dominio.tablero import Tablero
from nucleo.dominio.impedimentos import Impedimento
from nucleo.dominio.transiciones import Transicion
from personas.models import Persona


@dataclass(frozen=True)
class Puede:
    """Qué puede hacer con el evento quien lo abre."""

    asignar: bool
    editar: bool
    invitar: bool
    subir: bool


@dataclass(frozen=True)
class PaginaDelEvento:
    """La cadena de un evento, sus coberturas y lo que se ofrece hacer con él."""

    renglon: Renglon
    coberturas: Sequence[Cobertura]
    tablero: Tablero
    evidencias: Sequence[Tarjeta]
    historia: Sequence[Hecho]
    acciones: Sequence[Transicion]
    personas: Sequence[Persona]
    puede: Puede
    se_cubre: bool
    nombre_del_buzon: str
    no_se_invita: Sequence[Impedimento]
    detenida: str
    sugerida: int | None
    razon: str
    # Con un cambio de estado rechazado: su razón y el motivo que se había escrito.
    motivo: str = ""
    rechazo: str = ""
    piden_motivo: tuple[Transicion, ...] = (CANCELAR, POSPONER)
    prioridades: list = field(default_factory=lambda: Prioridad.choices)
    tipos_de_cobertura: list = field(default_factory=lambda: TipoDeCobertura.choices)
    estados_de_boletin: dict = field(default_factory=lambda: dict(EstadoBoletin.choices))

    @property
    def activas(self) -> list[Cobertura]:
        return [c for c in self.coberturas if c.estado != EstadoCobertura.RETIRADA]

    @property
    def encargos(self) -> int:
        return len(self.activas)

    @property
    def entregadas(self) -> int:
        return sum(c.estado == EstadoCobertura.ENTREGADA for c in self.activas)

    @property
    def piden_motivo_ahora(self) -> bool:
        return any(accion in self.piden_motivo for accion in self.acciones)
