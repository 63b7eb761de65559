"""Si se invita a medios a un evento durante la suspensión de propaganda."""

from datetime import datetime

from django.db import transaction

from agenda.models import DecisionDeInvitacion, Evento, SuspensionDeInvitaciones
from personas.models import Persona
from suspension.dominio.decisiones import Resolucion, Situacion, decidir, exigir_que_decida, que_corre, razon_de


@transaction.atomic(durable=True)
def decidir_invitacion(
    evento: Evento,
    *,
    permite: bool,
    motivo: str,
    excepcion: str = "",
    autorizacion: str = "",
    por: Persona,
    ahora: datetime,
) -> DecisionDeInvitacion:
    """Resuelve si se invita a medios a un evento en los periodos que corren o vienen, con su excepción de ley.

    Lo que esperaba en la compuerta sale en su siguiente vuelta. Rechaza si no hay periodo o falta el fundamento.
    """
    exigir_que_decida(por)
    evento = Evento.objects.bloquear(evento.pk)
    return decidir(
        DecisionDeInvitacion,
        evento,
        Resolucion(permite, motivo, excepcion, autorizacion),
        accion="permitir invitar" if permite else "no invitar",
        por=por,
        ahora=ahora,
    )


def situacion_del_evento(evento: Evento, ahora: datetime) -> Situacion | None:
    """Si se invita a medios al evento en el periodo que corre o viene, o nada si no hay."""
    if (hallada := SuspensionDeInvitaciones.que_viene(ahora)) is None:
        return None
    suspension, momento = hallada
    razon = razon_de(suspension, evento.pk, tema=evento.tema, negada="Se decidió no invitar.", momento=momento)
    return Situacion(suspension, suspension.permite(evento), momento == ahora, razon or "El evento no dice su tema.")


def no_se_invita_por_ahora(evento: Evento, ahora: datetime) -> str:
    """Por qué la invitación espera: por correo o por teléfono (LGIPE 449 c, «por cualquier medio»). Vacío si sale.

    Si el periodo termina antes que el acto, sale; si no, vence con él. La agenda pública no se detiene.
    """
    suspension = SuspensionDeInvitaciones.en(ahora)
    if suspension is None or suspension.permite(evento):
        return ""
    tema = f"un acto de {evento.get_tema_display()} espera" if evento.tema else "un acto sin tema espera"
    return f"{que_corre(suspension)}: la invitación a {tema}."
