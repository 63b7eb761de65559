"""Entregar la cobertura: dar por hecho el encargo de cubrir un evento, con lo que se subió de él."""

from datetime import datetime

from django.db import transaction

from agenda import transiciones
from agenda.dominio.coberturas import exigir_que_se_cubra
from agenda.models import Cobertura
from nucleo.dominio.impedimentos import NoTienePermiso
from nucleo.dominio.transiciones import aplicar
from personas.models import Persona
from personas.permisos import ASIGNAR_COBERTURA


@transaction.atomic(durable=True)
def entregar_cobertura(cobertura: Cobertura, *, por: Persona, ahora: datetime) -> Cobertura:
    """Da por entregado el encargo; lo entrega su persona o quien asigna. Rechaza lo cancelado y lo pospuesto."""
    if not por.puede(ASIGNAR_COBERTURA) and cobertura.persona_id != por.pk:
        raise NoTienePermiso("Esta cobertura es de otra persona.")
    exigir_que_se_cubra(cobertura.evento)
    aplicar(cobertura, transiciones.ENTREGAR, por=por, ahora=ahora, entregada_en=ahora)
    return cobertura
