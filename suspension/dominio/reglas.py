"""La tabla por tema: qué pasa con cada uno durante la suspensión, desde cuándo y en qué se apoya."""

from datetime import date, datetime

from django.db import transaction

from nucleo.dominio.actos import exigir, validar
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.impedimentos import Impedimento, NoSePuede
from nucleo.texto.formato import CENTRO
from personas.models import Persona
from personas.permisos import DECIDIR_SUSPENSION
from suspension.models import ReglaDeSuspension


@transaction.atomic(durable=True)
def fijar_regla(
    *, tema: str, trato: str, fecha_desde: date, fundamento: str, por: Persona, ahora: datetime
) -> ReglaDeSuspension:
    """Dice qué pasa con un tema desde una fecha. Nunca hacia atrás: lo que ya rigió se conserva."""
    exigir(por, DECIDIR_SUSPENSION)
    if fecha_desde < ahora.astimezone(CENTRO).date():
        raise NoSePuede([Impedimento("La regla vale de hoy en adelante: lo que ya rigió no se cambia.", "fecha_desde")])
    regla, _ = ReglaDeSuspension.objects.get_or_create(
        tema=tema, fecha_desde=fecha_desde, defaults={"trato": trato, "fundamento": fundamento}
    )
    regla.trato, regla.fundamento, regla.registrada_por, regla.registrada_en = trato, fundamento.strip(), por, ahora
    validar(regla)
    regla.save()
    asentar(
        "fijar regla de suspensión",
        regla,
        por=por,
        ahora=ahora,
        tema=tema,
        trato=trato,
        fecha_desde=fecha_desde,
        fundamento=fundamento,
    )
    return regla
