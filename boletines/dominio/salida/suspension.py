"""Decidir si un boletín se difunde durante la suspensión de propaganda, y decir cómo queda ante ella."""

from datetime import datetime

from django.db import transaction

from boletines.estados import EstadoBoletin
from boletines.models import Boletin
from boletines.models.suspension import DecisionDeSuspension, SuspensionDeBoletines
from boletines.signals import suspension_decidida
from nucleo.dominio.impedimentos import NoSePuede
from personas.models import Persona
from suspension.dominio.decisiones import Resolucion, Situacion, decidir, exigir_que_decida, razon_de


@transaction.atomic(durable=True)
def decidir_difusion(
    boletin: Boletin,
    *,
    permite: bool,
    motivo: str,
    excepcion: str = "",
    autorizacion: str = "",
    por: Persona,
    ahora: datetime,
) -> DecisionDeSuspension:
    """Resuelve si un boletín se difunde en los periodos que corren o vienen: por qué excepción de ley y quién lo dijo.

    Sustituye la decisión anterior, que se conserva. Rechaza si no hay periodo o falta el fundamento.
    """
    exigir_que_decida(por)
    boletin = Boletin.objects.bloquear(boletin.pk)
    if boletin.estado == EstadoBoletin.RETIRADO:
        raise NoSePuede("Está retirado: no se difunde en ningún periodo.")
    decision = decidir(
        DecisionDeSuspension,
        boletin,
        Resolucion(permite, motivo, excepcion, autorizacion),
        accion="permitir" if permite else "no difundir",
        por=por,
        ahora=ahora,
    )
    suspension_decidida.send(Boletin, boletin=boletin, decision=decision, por=por, ahora=ahora)
    return decision


def situacion_de(boletin: Boletin, ahora: datetime) -> Situacion | None:
    """Lo que la página del boletín dice, o nada si no hay periodo."""
    if (hallada := SuspensionDeBoletines.que_viene(ahora)) is None:
        return None
    suspension, momento = hallada
    razon = razon_de(suspension, boletin.pk, tema=boletin.tema, negada="Se decidió no difundirlo.", momento=momento)
    return Situacion(suspension, suspension.permite(boletin), momento == ahora, razon)
