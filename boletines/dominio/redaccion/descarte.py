"""Descartar un borrador que ya no va: no se borra, se guarda aparte y se puede recuperar."""

from datetime import datetime

from django.db import transaction

from boletines import transiciones
from boletines.models import Boletin
from nucleo.dominio.actos import exigir
from nucleo.dominio.transiciones import aplicar
from personas.models import Persona


@transaction.atomic(durable=True)
def descartar_boletin(boletin: Boletin, *, por: Persona, ahora: datetime) -> Boletin:
    """Lo saca del trabajo. Pierde la aprobación que tuviera; el texto y sus versiones quedan."""
    return descartar_en_el_acto(boletin, por=por, ahora=ahora)


def descartar_en_el_acto(boletin: Boletin, *, por: Persona, ahora: datetime) -> Boletin:
    """Lo que hace `descartar_boletin`, dentro de la transacción de otro acto."""
    boletin = Boletin.objects.bloquear(boletin.pk)
    exigir(por, transiciones.DESCARTAR.capacidad)
    aplicar(
        boletin,
        transiciones.DESCARTAR,
        por=por,
        ahora=ahora,
        aprobado_por=None,
        aprobado_en=None,
        huella_aprobada="",
        modificado_en=ahora,
    )
    return boletin


@transaction.atomic(durable=True)
def recuperar_boletin(boletin: Boletin, *, por: Persona, ahora: datetime) -> Boletin:
    """Lo regresa a borrador."""
    boletin = Boletin.objects.bloquear(boletin.pk)
    exigir(por, transiciones.RECUPERAR.capacidad)
    aplicar(boletin, transiciones.RECUPERAR, por=por, ahora=ahora, modificado_en=ahora)
    return boletin
