"""Decidir qué se difunde durante la suspensión de propaganda: la tabla por categoría y la excepción por boletín."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from agenda.models import Evento
from boletines.estados import Categoria, EstadoBoletin, Trato
from boletines.models import Boletin
from boletines.models.suspension import DecisionDeSuspension, ReglaDeSuspension, Suspension
from boletines.signals import suspension_decidida
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.impedimentos import Impedimento, NoSePuede, NoTienePermiso
from nucleo.formato import CENTRO
from personas.models import PeriodoSuspension, Persona
from personas.permisos import DECIDIR_SUSPENSION


@transaction.atomic(durable=True)
def fijar_regla(
    *, categoria: str, trato: str, fecha_desde: date, fundamento: str, por: Persona, ahora: datetime
) -> ReglaDeSuspension:
    """Dice qué pasa con una categoría desde una fecha. Nunca hacia atrás: lo que ya rigió se conserva."""
    _exigir(por)
    if fecha_desde < ahora.astimezone(CENTRO).date():
        raise NoSePuede([Impedimento("La regla vale de hoy en adelante: lo que ya rigió no se cambia.", "fecha_desde")])
    regla, _ = ReglaDeSuspension.objects.get_or_create(
        categoria=categoria, fecha_desde=fecha_desde, defaults={"trato": trato, "fundamento": fundamento}
    )
    regla.trato, regla.fundamento, regla.registrada_por, regla.registrada_en = trato, fundamento.strip(), por, ahora
    _validar(regla)
    regla.save()
    asentar(
        "fijar regla de suspensión", regla, por=por, ahora=ahora, categoria=categoria, trato=trato,
        fecha_desde=fecha_desde, fundamento=fundamento,
    )  # fmt: skip
    return regla


@dataclass(frozen=True)
class Resolucion:
    """Lo que se resuelve ante la suspensión y en qué se apoya."""

    permite: bool
    motivo: str
    excepcion: str = ""
    autorizacion: str = ""


@transaction.atomic(durable=True)
def decidir_difusion(
    boletin: Boletin, *, permite: bool, motivo: str, excepcion: str = "", autorizacion: str = "", por: Persona,
    ahora: datetime,
) -> DecisionDeSuspension:  # fmt: skip
    """Resuelve si un boletín se difunde en los periodos que corren o vienen: por qué excepción de ley y quién lo dijo.

    Sustituye la decisión anterior, que se conserva. Rechaza si no hay periodo o falta el fundamento.
    """
    _exigir(por)
    boletin = Boletin.objects.bloquear(boletin.pk)
    if boletin.estado == EstadoBoletin.RETIRADO:
        raise NoSePuede("Está retirado: no se difunde en ningún periodo.")
    decision = _decidir(Resolucion(permite, motivo, excepcion, autorizacion), boletin, por=por, ahora=ahora)
    suspension_decidida.send(Boletin, boletin=boletin, decision=decision, por=por, ahora=ahora)
    return decision


@transaction.atomic(durable=True)
def decidir_invitacion(
    evento: Evento, *, permite: bool, motivo: str, excepcion: str = "", autorizacion: str = "", por: Persona,
    ahora: datetime,
) -> DecisionDeSuspension:  # fmt: skip
    """Resuelve si se invita a medios a un evento en los periodos que corren o vienen, con su excepción de ley.

    Lo que esperaba en la compuerta sale en su siguiente vuelta. Rechaza si no hay periodo o falta el fundamento.
    """
    _exigir(por)
    evento = Evento.objects.bloquear(evento.pk)
    return _decidir(Resolucion(permite, motivo, excepcion, autorizacion), evento, por=por, ahora=ahora)


def _decidir(que: Resolucion, objeto: Boletin | Evento, *, por: Persona, ahora: datetime) -> DecisionDeSuspension:
    periodos = list(PeriodoSuspension.objects.sin_terminar(ahora).order_by("inicio", "pk"))
    _rechazar_si_falta(que, periodos)
    es_evento = isinstance(objeto, Evento)
    de_que = {"evento" if es_evento else "boletin": objeto}
    anteriores = DecisionDeSuspension.objects.filter(**de_que, periodo__in=periodos, sustituida_en__isnull=True)
    anteriores.update(sustituida_en=ahora)
    for periodo in periodos:
        decision = DecisionDeSuspension(
            **de_que, periodo=periodo, permite=que.permite, excepcion=que.excepcion if que.permite else "",
            autorizacion=que.autorizacion.strip() if que.permite else "", motivo=que.motivo.strip(), tomada_por=por,
            tomada_en=ahora,
        )  # fmt: skip
        _validar(decision)
        decision.save()
    si, no = ("permitir invitar", "no invitar") if es_evento else ("permitir", "no difundir")
    asentar(
        f"{si if que.permite else no} en suspensión", objeto, por=por, ahora=ahora, motivo=que.motivo,
        excepcion=que.excepcion, autorizacion=que.autorizacion, periodos=[p.nombre for p in periodos],
    )  # fmt: skip
    return decision


def _rechazar_si_falta(que: Resolucion, periodos: list[PeriodoSuspension]) -> None:
    if not periodos:
        raise NoSePuede("No hay ningún periodo de suspensión corriendo ni por venir. Apúntalo en Ajustes → Calendario.")
    if not que.motivo.strip():
        raise NoSePuede([Impedimento("Escribe el motivo: queda en el expediente.", "motivo")])
    if que.permite and not que.excepcion:
        raise NoSePuede([Impedimento("Elige la excepción de ley en que se apoya.", "excepcion")])


def _exigir(por: Persona) -> None:
    if not por.puede(DECIDIR_SUSPENSION):
        raise NoTienePermiso("Tu papel en la oficina no permite hacer esto.")


def _validar(objeto: ReglaDeSuspension | DecisionDeSuspension) -> None:
    try:
        objeto.full_clean()
    except ValidationError as error:
        faltas = error.message_dict
        raise NoSePuede(
            [Impedimento(" ".join(frases), "" if campo == "__all__" else campo) for campo, frases in faltas.items()]
        ) from None


@dataclass(frozen=True)
class Situacion:
    """Cómo queda un boletín ante la suspensión que corre o viene."""

    suspension: Suspension
    se_difunde: bool
    corre: bool
    razon: str


def situacion_de(boletin: Boletin, ahora: datetime) -> Situacion | None:
    """Lo que la página del boletín dice, o nada si no hay periodo."""
    if (hallada := _la_que_viene(ahora)) is None:
        return None
    suspension, momento, corre = hallada
    return Situacion(suspension, suspension.permite(boletin), corre, _razon(boletin, suspension, momento))


def situacion_del_evento(evento: Evento, ahora: datetime) -> Situacion | None:
    """Si se invita a medios al evento en el periodo que corre o viene, o nada si no hay."""
    if (hallada := _la_que_viene(ahora)) is None:
        return None
    suspension, momento, corre = hallada
    razon = "Se decidió no invitar." if evento.pk in suspension.eventos_negados else ""
    razon = razon or ("Tiene una excepción registrada." if evento.pk in suspension.eventos_con_excepcion else "")
    razon = razon or (_del_tema(evento.categoria, momento) if evento.categoria else "El evento no dice su tema.")
    return Situacion(suspension, suspension.permite_invitar(evento), corre, razon)


def _la_que_viene(ahora: datetime) -> tuple[Suspension, datetime, bool] | None:
    """La suspensión que corre o la siguiente, el momento en que se mira y si ya corre."""
    periodo = PeriodoSuspension.objects.sin_terminar(ahora).order_by("inicio", "pk").first()
    momento = max(ahora, periodo.inicio) if periodo else ahora
    suspension = Suspension.en(momento) if periodo else None
    return (suspension, momento, momento == ahora) if suspension else None


def _razon(boletin: Boletin, suspension: Suspension, momento: datetime) -> str:
    if boletin.pk in suspension.negados:
        return "Se decidió no difundirlo."
    if boletin.pk in suspension.con_excepcion:
        return "Tiene una excepción registrada."
    return _del_tema(boletin.categoria, momento)


def _del_tema(categoria: str, momento: datetime) -> str:
    regla = ReglaDeSuspension.objects.vigentes(momento).get(categoria)
    trato = Trato(regla.trato).label if regla else Trato.SUSPENDIDA.label
    return f"{Categoria(categoria).label}: {trato.lower()}."
