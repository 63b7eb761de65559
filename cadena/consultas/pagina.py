"""Lo que dicen la agenda, «Hoy» y la página de un evento, con su nombre. La vista lo arma y la plantilla lo lee."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from agenda.estados import EstadoCobertura, Prioridad, TipoDeCobertura
from agenda.models import Cobertura, Evento
from agenda.transiciones import PIDEN_MOTIVO
from boletines.consultas.fallas_del_portal import FallaDelPortal
from cadena.consultas.calendario import Lapso, lapso_de
from cadena.consultas.eventos import Renglon
from cadena.consultas.historia import Hecho
from cadena.consultas.pendientes import Pendiente
from cronograma.dominio.celdas import Celda
from difusion.models import Freno
from media_library.consultas.cuadricula import Tarjeta
from medios.dominio.tablero import Tablero
from nucleo.dominio.impedimentos import Impedimento
from nucleo.dominio.transiciones import Transicion
from nucleo.models import Asiento
from nucleo.texto.formato import rango_de_fechas
from personas.models import Persona
from produccion.models import Diseno
from solicitudes.models import Solicitud
from suspension.models import PeriodoSuspension


@dataclass(frozen=True)
class Suceso:
    """Un renglón de la actividad reciente."""

    asiento: Asiento
    de: str = ""
    url: str = ""


@dataclass(frozen=True)
class Puede:
    """Qué puede hacer con el evento quien lo abre."""

    asignar: bool
    editar: bool
    invitar: bool
    subir: bool
    producir: bool


@dataclass(frozen=True)
class SerieDelEvento:
    """La regla en palabras y sus eventos por fecha."""

    en_palabras: str
    eventos: Sequence[Evento]


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
    disenos: Sequence[Diseno]
    solicitud: Solicitud | None
    sugerida: int | None
    razon: str
    se_reprograma: bool = False
    se_repite: bool = False
    serie: SerieDelEvento | None = None
    viene_de: Evento | None = None  # el que se reprogramó para hacerse en esta fecha
    sin_archivos: Sequence[str] = ()  # de qué encargos todavía no se sube nada
    # Con un cambio de estado rechazado: su razón y el motivo que se había escrito.
    motivo: str = ""
    rechazo: str = ""
    piden_motivo: tuple[Transicion, ...] = PIDEN_MOTIVO
    prioridades: list = field(default_factory=lambda: Prioridad.choices)
    tipos_de_cobertura: list = field(default_factory=lambda: TipoDeCobertura.choices)

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


@dataclass(frozen=True)
class SemanaDeLaAgenda:
    """Siete días, con los eventos de cada uno que tenga: el día, cómo se dice y sus renglones."""

    desde: date
    dias: Sequence[tuple[date, str, Sequence[Renglon]]]
    hoy: date

    @property
    def hasta(self) -> date:
        return self.desde + timedelta(days=6)

    @property
    def lapso(self) -> Lapso:
        return lapso_de("semana", self.desde)

    @property
    def cual(self) -> str:
        """Cómo se dice: «23–29 de noviembre de 2026»."""
        return rango_de_fechas(self.desde, self.hasta)

    @property
    def pasados(self) -> list[tuple[date, str, Sequence[Renglon]]]:
        """Los de esta semana que ya pasaron: se pliegan. Una semana entera de antes se ve entera."""
        return [dia for dia in self.dias if dia[0] < self.hoy <= self.hasta]

    @property
    def por_venir(self) -> list[tuple[date, str, Sequence[Renglon]]]:
        return [dia for dia in self.dias if not dia[0] < self.hoy <= self.hasta]

    @property
    def cuantos_pasaron(self) -> int:
        return sum(len(renglones) for _, _, renglones in self.pasados)

    @property
    def anterior(self) -> date:
        return self.desde - timedelta(days=7)

    @property
    def siguiente(self) -> date:
        return self.desde + timedelta(days=7)

    @property
    def total(self) -> int:
        return sum(len(renglones) for _, _, renglones in self.dias)


@dataclass(frozen=True)
class DiaDeHoy:
    """«Hoy»: la agenda del día, lo que le toca a la persona y lo que la oficina debe saber."""

    saludo: str
    fecha: str
    mes: str
    renglones: Sequence[Renglon]
    manana: Sequence[Evento]
    proximo: Evento | None
    pendientes: Sequence[Pendiente]
    suspensiones: Sequence[PeriodoSuspension]
    freno: Freno | None
    fallas_del_portal: Sequence[FallaDelPortal]
    celdas: Sequence[Celda]
    recientes: Sequence[Suceso]
