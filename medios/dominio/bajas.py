"""Un medio deja de recibir los boletines desde el propio correo, sin cuenta y sin pedirlo a nadie."""

from datetime import datetime

from django.core import signing
from django.db import transaction
from django.db.models import Q

from medios.models import Contacto
from nucleo.dominio.bitacora import asentar
from nucleo.enlaces.personales import direccion_personal

BAJA = "medios.baja"


def enlace_de_baja(contacto: Contacto) -> str:
    """El suyo; no vence y va firmado: nadie da de baja a otro con escribir un número."""
    return direccion_personal("medios_publicas:baja", signing.dumps(contacto.pk, salt=BAJA))


def contacto_de_la_baja(ficha: str, ahora: datetime) -> Contacto | None:  # noqa: ARG001 - firma de `abrir_enlace`
    """De quién es un enlace de baja."""
    try:
        return Contacto.objects.filter(pk=signing.loads(ficha, salt=BAJA)).first()
    except signing.BadSignature:
        return None


@transaction.atomic(durable=True)
def dejar_de_recibir_boletines(contacto: Contacto, *, ahora: datetime) -> int:
    """Desde el siguiente, nadie de ese buzón los recibe: quien pide la baja no ve a quién iba dirigido.

    Las invitaciones siguen. Repetirlo no cambia nada ni deja otro asiento. Devuelve a cuántos contactos se les quitó.
    """
    suyos = Q(pk=contacto.pk)
    if contacto.correo:
        suyos |= Q(correo__iexact=contacto.correo)
    los_reciben = Contacto.objects.filter(suyos, recibe_boletines=True).order_by("pk").select_for_update(no_key=True)
    quitados = list(los_reciben)
    Contacto.objects.filter(pk__in=[uno.pk for uno in quitados]).update(recibe_boletines=False)
    for uno in quitados:
        asentar("dejar de recibir boletines", uno, por=None, ahora=ahora)
    return len(quitados)
