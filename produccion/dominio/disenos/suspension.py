"""Si un diseño puede estar a la vista hasta el día en que se retira (docs/dominio.md, reglas 2 y 8)."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.db import transaction

from nucleo.dominio.impedimentos import Impedimento
from nucleo.texto.formato import CENTRO, fecha_larga
from personas.models import Persona
from produccion.models import DecisionDeDiseno, Diseno, SuspensionDeDisenos
from suspension.dominio.decisiones import Resolucion, Situacion, decidir, exigir_que_decida, razon_de
from suspension.models import PeriodoSuspension


@transaction.atomic(durable=True)
def decidir_diseno(
    diseno: Diseno,
    *,
    permite: bool,
    motivo: str,
    excepcion: str = "",
    autorizacion: str = "",
    por: Persona,
    ahora: datetime,
) -> DecisionDeDiseno:
    """Resuelve si el diseño puede estar a la vista en los periodos que corren o vienen, con su excepción de ley."""
    exigir_que_decida(por)
    diseno = Diseno.objects.bloquear(diseno.pk)
    return decidir(
        DecisionDeDiseno,
        diseno,
        Resolucion(permite, motivo, excepcion, autorizacion),
        accion="permitir colocar" if permite else "no colocar",
        por=por,
        ahora=ahora,
    )


def situacion_del_diseno(diseno: Diseno, ahora: datetime) -> Situacion | None:
    """Cómo queda ante el periodo que corre o viene, o nada si no hay."""
    if (hallada := SuspensionDeDisenos.que_viene(ahora)) is None:
        return None
    suspension, momento = hallada
    razon = razon_de(suspension, diseno.pk, tema=diseno.tema, negada="Se decidió no colocarlo.", momento=momento)
    return Situacion(suspension, suspension.permite(diseno), momento == ahora, razon or "El diseño no dice su tema.")


def fin_del_dia(dia: date) -> datetime:
    """El primer instante del día siguiente: hasta ahí está a la vista lo que se retira ese día."""
    return datetime.combine(dia + timedelta(days=1), time(), tzinfo=CENTRO)


def periodo_que_estorba(diseno: Diseno, ahora: datetime) -> PeriodoSuspension | None:
    """El primer periodo, de hoy al retiro, en que este diseño no puede estar a la vista."""
    if diseno.fecha_retiro is None:
        return None
    tocan = PeriodoSuspension.objects.que_tocan(ahora, fin_del_dia(diseno.fecha_retiro))
    for periodo in tocan.order_by("inicio", "pk"):
        rige = SuspensionDeDisenos.en(max(ahora, periodo.inicio))
        if rige is not None and not rige.permite(diseno):
            return periodo
    return None


def impedimentos_por_suspension(diseno: Diseno, ahora: datetime) -> Iterator[Impedimento]:
    """Lo que pregunta la ley: no basta que hoy se pueda, debe poderse hasta que se quite."""
    periodo = periodo_que_estorba(diseno, ahora)
    if periodo is None:
        return
    if periodo.inicio <= ahora:
        yield Impedimento(
            f"Corre «{periodo.nombre}» hasta el {fecha_larga(periodo.fin)}: este tema no se coloca sin una excepción.",
            "fecha_retiro",
        )
        return
    yield Impedimento(
        f"«{periodo.nombre}» empieza el {fecha_larga(periodo.inicio)}: retíralo antes o registra una excepción.",
        "fecha_retiro",
    )
