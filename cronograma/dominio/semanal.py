"""A quiénes les llega cada lunes el resumen del tablero: escogerlas y dejar de recibirlo."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from cronograma.models import ResumenSemanal
from nucleo.dominio.actos import exigir, rechazar_si
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.choques import en_fila
from nucleo.dominio.impedimentos import Impedimento
from personas.models import Persona
from personas.permisos import AJUSTAR_OFICINA, VER_TABLERO


def pueden_recibirlo() -> list[Persona]:
    """Quienes tienen cuenta, correo y pueden abrir el tablero: el resumen lleva a él."""
    activas = Persona.objects.activas().exclude(email="").order_by("first_name", "last_name", "pk")
    return [persona for persona in activas if persona.puede(VER_TABLERO)]


@transaction.atomic(durable=True)
def escoger_a_quienes(personas: Collection[int], *, por: Persona, ahora: datetime) -> int:
    """Deja a esas personas, y sólo a ésas. Rechaza a quien no puede abrir el tablero o no tiene correo."""
    exigir(por, AJUSTAR_OFICINA, frase="escoger a quién le llega el resumen")
    en_fila("resumen semanal")
    pueden = {persona.pk: persona for persona in pueden_recibirlo()}
    if any(pk not in pueden for pk in personas):
        rechazar_si([Impedimento("Escogiste a alguien que ya no puede abrir el tablero. Mira la lista otra vez.")])
    antes, pedidas = set(ResumenSemanal.objects.values_list("persona", flat=True)), set(personas)
    if antes != pedidas:
        ResumenSemanal.objects.exclude(persona__in=pedidas).delete()
        ResumenSemanal.objects.bulk_create(
            ResumenSemanal(persona=pueden[pk], puesto_en=ahora, puesto_por=por) for pk in sorted(pedidas - antes)
        )
        nombres = [str(pueden[pk]) for pk in sorted(pedidas)]
        asentar("escoger a quién le llega el tablero", por, por=por, ahora=ahora, personas=nombres)
    return len(pedidas)


@transaction.atomic(durable=True)
def dejar_de_recibirlo(*, por: Persona, ahora: datetime) -> bool:
    """Quien lo recibe lo apaga para sí. Devuelve si le llegaba."""
    quitados, _ = ResumenSemanal.objects.filter(persona=por).delete()
    if quitados:
        asentar("dejar de recibir el tablero", por, por=por, ahora=ahora)
    return bool(quitados)
