"""El portal oye los hechos de las apps de abajo; cada receptor es una llamada."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.dispatch import receiver

from agenda.estados import Alcance
from agenda.models import Evento
from agenda.signals import agenda_publica_cambio
from boletines.models import Boletin
from boletines.models.suspension import DecisionDeSuspension
from boletines.signals import suspension_decidida
from cronograma.models import CierreMensual
from cronograma.signals import mes_cambio
from media_library.models.receta import Receta
from media_library.signals import versiones_listas
from medios.signals import invitados_cambiaron
from personas.models import Persona
from pmd.signals import pmd_cambio
from portal.dominio.escritura.ordenes import (
    apuntar_agenda,
    apuntar_decision,
    apuntar_ejes,
    apuntar_poa,
    apuntar_versiones,
)


@receiver(agenda_publica_cambio)
def agenda_cambio(*, ahora: datetime, **_: Any) -> None:
    apuntar_agenda(ahora=ahora)


@receiver(invitados_cambiaron)
def se_invito_a_medios(*, evento: Evento, ahora: datetime, **_: Any) -> None:
    """A lo público con invitados se le puede confirmar en la sala de prensa."""
    if evento.alcance == Alcance.PUBLICO:
        apuntar_agenda(ahora=ahora)


@receiver(suspension_decidida)
def se_decidio_un_boletin(
    *, boletin: Boletin, decision: DecisionDeSuspension, por: Persona, ahora: datetime, **_: Any
) -> None:
    apuntar_decision(boletin=boletin, vez=str(decision.pk), oculta=not decision.permite, por=por, ahora=ahora)


@receiver(versiones_listas)
def se_terminaron_versiones(*, original: int, recetas: Iterable[Receta], ahora: datetime, **_: Any) -> None:
    apuntar_versiones(original=original, recetas=recetas, ahora=ahora)


@receiver(mes_cambio)
def se_cerro_o_se_reabrio_un_mes(*, cierre: CierreMensual, por: Persona, ahora: datetime, **_: Any) -> None:
    apuntar_poa(cierre=cierre, por=por, ahora=ahora)


@receiver(pmd_cambio)
def cambio_el_pmd(*, por: Persona, ahora: datetime, **_: Any) -> None:
    apuntar_ejes(por=por, ahora=ahora)
