"""Lo que la pantalla de suspensión enseña: la tabla, lo que se ocultará y lo que viene en camino."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, QuerySet

from agenda.estados import QUE_SE_CONVOCA
from agenda.models import DecisionDeInvitacion, Evento, SuspensionDeInvitaciones
from boletines.estados import CERRADOS, EMITIDOS, EstadoBoletin
from boletines.models import Boletin
from boletines.models.suspension import DecisionDeSuspension, SuspensionDeBoletines
from personas.estados import Tema
from suspension.estados import Trato
from suspension.models import PeriodoSuspension, ReglaDeSuspension

EN_LA_PANTALLA = 200


@dataclass(frozen=True)
class RenglonDeTabla:
    """Un tema en la tabla de difusión."""

    tema: str
    nombre: str
    trato: str
    nombre_del_trato: str
    regla: ReglaDeSuspension | None
    proxima: ReglaDeSuspension | None
    publicados: int
    ocultos: int


@dataclass(frozen=True)
class Panorama:
    """El periodo que corre o el próximo, y su efecto."""

    periodo: PeriodoSuspension | None
    suspension: SuspensionDeBoletines | None
    corre: bool
    tabla: list[RenglonDeTabla]

    @property
    def ocultos(self) -> int:
        return sum(r.ocultos for r in self.tabla)

    @property
    def visibles(self) -> int:
        return sum(r.publicados for r in self.tabla) - self.ocultos


def panorama(ahora: datetime) -> Panorama:
    """Ocho consultas, haya los boletines que haya."""
    periodo = PeriodoSuspension.objects.proximo(ahora)
    momento = max(ahora, periodo.inicio) if periodo else ahora
    suspension = SuspensionDeBoletines.en(momento) if periodo else None
    emitidos = Boletin.objects.emitidos_al(ahora)
    publicados, ocultos = _por_tema(emitidos), _por_tema(emitidos.suspendidos_por(suspension))
    vigentes = ReglaDeSuspension.objects.vigentes(momento)
    proximas = {
        r.tema: r for r in ReglaDeSuspension.objects.filter(fecha_desde__gt=momento.date()).order_by("-fecha_desde")
    }
    tabla = []
    for clave, nombre in Tema.choices:
        regla = vigentes.get(clave)
        trato = Trato(regla.trato) if regla else Trato.SUSPENDIDA
        tabla.append(
            RenglonDeTabla(
                clave,
                nombre,
                trato.value,
                trato.label,
                regla,
                proximas.get(clave),
                publicados.get(clave, 0),
                ocultos.get(clave, 0),
            )
        )
    return Panorama(periodo, suspension, bool(periodo and periodo.inicio <= ahora), tabla)


def _por_tema(boletines: QuerySet[Boletin]) -> dict[str, int]:
    return dict(boletines.order_by().values_list("tema").annotate(Count("pk")))


def en_camino(suspension: SuspensionDeBoletines | None) -> list[Boletin]:
    """Lo que está por publicarse y, si sale durante el periodo, no se difundiría."""
    if suspension is None:
        return []
    por_salir = Boletin.objects.exclude(estado__in=[*EMITIDOS, *CERRADOS, EstadoBoletin.BORRADOR]).order_by(
        "-modificado_en", "-pk"
    )
    return [b for b in por_salir.select_related("dependencia")[:50] if not suspension.permite(b)]


def embargados_al_empezar(suspension: SuspensionDeBoletines | None) -> list[Boletin]:
    """Lo publicado con embargo que vence dentro del periodo y entonces ya no saldría."""
    if suspension is None:
        return []
    embargados = Boletin.objects.filter(
        estado=EstadoBoletin.PUBLICADO, embargo_hasta__gte=suspension.inicio, embargo_hasta__lt=suspension.fin
    )
    return [b for b in embargados.order_by("embargo_hasta", "pk")[:50] if not suspension.permite(b)]


def decisiones(periodo: PeriodoSuspension | None) -> list[DecisionDeSuspension | DecisionDeInvitacion]:
    """Las vigentes de ese periodo, de boletines y de invitaciones, de la más nueva a la más vieja."""
    if periodo is None:
        return []
    de_boletines = DecisionDeSuspension.objects.all().vigentes().filter(periodo=periodo)
    de_eventos = DecisionDeInvitacion.objects.all().vigentes().filter(periodo=periodo)
    todas: list[DecisionDeSuspension | DecisionDeInvitacion] = [
        *de_boletines.select_related("boletin", "tomada_por")[:EN_LA_PANTALLA],
        *de_eventos.select_related("evento", "tomada_por")[:EN_LA_PANTALLA],
    ]
    return sorted(todas, key=lambda d: d.tomada_en, reverse=True)[:EN_LA_PANTALLA]


def actos_en_el_periodo(ahora: datetime) -> list[Evento]:
    """Los actos a los que se puede convocar durante el periodo y hoy no se invitaría."""
    if (hallada := SuspensionDeInvitaciones.que_viene(ahora)) is None:
        return []
    suspension, _ = hallada
    convocables = Evento.objects.vigentes().filter(alcance__in=QUE_SE_CONVOCA)
    en_el_periodo = convocables.entre(max(ahora, suspension.inicio), suspension.fin).select_related("dependencia")
    return [e for e in en_el_periodo.order_by("inicio", "pk")[:100] if not suspension.permite(e)]
