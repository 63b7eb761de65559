"""Decidir qué se difunde durante la suspensión de propaganda: la tabla por categoría y la excepción por boletín."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

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
    periodos = list(PeriodoSuspension.objects.sin_terminar(ahora).order_by("inicio", "pk"))
    _rechazar_si_falta(boletin, periodos, permite=permite, motivo=motivo, excepcion=excepcion)
    DecisionDeSuspension.objects.filter(boletin=boletin, periodo__in=periodos, sustituida_en__isnull=True).update(
        sustituida_en=ahora
    )
    for periodo in periodos:
        decision = DecisionDeSuspension(
            boletin=boletin, periodo=periodo, permite=permite, excepcion=excepcion if permite else "",
            autorizacion=autorizacion.strip() if permite else "", motivo=motivo.strip(), tomada_por=por,
            tomada_en=ahora,
        )  # fmt: skip
        _validar(decision)
        decision.save()
    asentar(
        "permitir en suspensión" if permite else "no difundir en suspensión", boletin, por=por, ahora=ahora,
        motivo=motivo, excepcion=excepcion, autorizacion=autorizacion, periodos=[p.nombre for p in periodos],
    )  # fmt: skip
    suspension_decidida.send(Boletin, boletin=boletin, decision=decision, por=por, ahora=ahora)
    return decision


def _rechazar_si_falta(
    boletin: Boletin, periodos: list[PeriodoSuspension], *, permite: bool, motivo: str, excepcion: str
) -> None:
    if boletin.estado == EstadoBoletin.RETIRADO:
        raise NoSePuede("Está retirado: no se difunde en ningún periodo.")
    if not periodos:
        raise NoSePuede("No hay ningún periodo de suspensión corriendo ni por venir. Apúntalo en Ajustes → Calendario.")
    if not motivo.strip():
        raise NoSePuede([Impedimento("Escribe el motivo: queda en el expediente.", "motivo")])
    if permite and not excepcion:
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
    periodo = PeriodoSuspension.objects.sin_terminar(ahora).order_by("inicio", "pk").first()
    if periodo is None:
        return None
    momento = max(ahora, periodo.inicio)
    suspension = Suspension.en(momento)
    if suspension is None:
        return None
    return Situacion(
        suspension, suspension.permite(boletin), periodo.inicio <= ahora, _razon(boletin, suspension, momento)
    )


def _razon(boletin: Boletin, suspension: Suspension, momento: datetime) -> str:
    if boletin.pk in suspension.negados:
        return "Se decidió no difundirlo."
    if boletin.pk in suspension.con_excepcion:
        return "Tiene una excepción registrada."
    regla = ReglaDeSuspension.objects.vigentes(momento).get(boletin.categoria)
    trato = Trato(regla.trato).label if regla else Trato.SUSPENDIDA.label
    return f"{Categoria(boletin.categoria).label}: {trato.lower()}."
