"""La reserva: lo que sólo ve tal cual quien lleva los derechos (LGDNNA art. 79 y 80, LFDA art. 87).

Hay dos grados. Lo oculto no se le enseña a nadie más: menores que la ley protege, uso prohibido, carta revocada. De lo
difuminado los demás ven la versión difuminada, y el original no se les entrega.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from media_library.estados import Difuminado
from media_library.models import Evidencia
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.impedimentos import NoSePuede
from nucleo.texto.formato import CENTRO
from personas.models import Persona
from personas.permisos import EDITAR_EVIDENCIA

ORIGINAL = "original"


class Reservada(NoSePuede):
    """Sólo la entrega quien lleva los derechos."""


def la_lleva(persona: Persona | None) -> bool:
    """Si esa persona lleva los derechos de las fotos; `None` es quien no tiene cuenta."""
    return persona is not None and persona.puede(EDITAR_EVIDENCIA)


def palabras_reservadas(persona: Persona | None, evidencia: Evidencia, *, ahora: datetime) -> bool:
    """Si ni las palabras se le enseñan: las de lo oculto. Sin consultas si se trajo con `con_revocadas`."""
    return not la_lleva(persona) and evidencia.esta_reservada(ahora.astimezone(CENTRO).date())


def ocultas_para(persona: Persona | None, evidencias: Iterable[Evidencia], *, ahora: datetime) -> set[int]:
    """Cuáles no se le enseñan de ninguna forma. Una consulta; ninguna si lleva los derechos."""
    if la_lleva(persona):
        return set()
    pedidas = Evidencia.objects.filter(pk__in=[e.pk for e in evidencias])
    return set(pedidas.reservadas(ahora.astimezone(CENTRO).date()).values_list("pk", flat=True))


def originales_reservados(evidencias: Iterable[Evidencia], *, ahora: datetime) -> set[int]:
    """Qué originales están ocultos o difuminados, aquí o en otro evento donde esté la misma foto. Una consulta."""
    copias = Evidencia.objects.filter(original__in={e.original_id for e in evidencias})
    ocultas = copias.reservadas(ahora.astimezone(CENTRO).date()).values("pk")
    reservadas = copias.filter(Q(difuminado=Difuminado.HECHO) | Q(pk__in=ocultas))
    return set(reservadas.values_list("original_id", flat=True))


def exigir_original(evidencia: Evidencia, *, por: Persona, ahora: datetime) -> bool:
    """Dice si el original está reservado. Rechaza con `Reservada` a quien no lleva los derechos."""
    reservado = bool(originales_reservados([evidencia], ahora=ahora))
    if reservado and not la_lleva(por):
        raise Reservada("Este original está reservado por los derechos de quien aparece: pídelo a Redacción.")
    return reservado


@transaction.atomic(durable=True)
def anotar_descarga(evidencia: Evidencia, *, receta: str, por: Persona, ahora: datetime) -> None:
    """Deja en la bitácora que alguien recibió tal cual algo reservado."""
    accion = "ver sin difuminar"
    if receta == ORIGINAL:
        accion = "descargar original reservado"
    asentar(accion, evidencia, por=por, ahora=ahora, receta=receta)
