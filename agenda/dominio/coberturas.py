"""A quién se encarga cubrir cada evento."""

from datetime import datetime

from django.db import transaction

from agenda import transiciones
from agenda.estados import VIGENTES, EstadoCobertura
from agenda.models import Cobertura, Evento
from nucleo.dominio.actos import exigir
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.impedimentos import NoSePuede
from nucleo.dominio.transiciones import aplicar
from nucleo.referencias import ref
from personas.models import Persona
from personas.permisos import ASIGNAR_COBERTURA, SUBIR_EVIDENCIA


def se_cubre(evento: Evento) -> bool:
    """Lo cancelado y lo pospuesto no se cubre."""
    return evento.estado in VIGENTES


def exigir_que_se_cubra(evento: Evento) -> None:
    """Rechaza cubrir o entregar lo que no será."""
    if not se_cubre(evento):
        raise NoSePuede(f"El evento está {evento.get_estado_display().lower()}: no se cubre.")


@transaction.atomic(durable=True)
def asignar_cobertura(
    evento: Evento, *, tipo: str, persona: Persona, por: Persona, ahora: datetime
) -> tuple[Cobertura, bool]:
    """Encarga a una persona cubrir el evento y dice si algo cambió.

    Repetirlo no duplica y lo retirado se reactiva. Rechaza lo cancelado y lo pospuesto.
    """
    exigir(por, ASIGNAR_COBERTURA, frase="asignar coberturas")
    exigir_que_se_cubra(evento)
    if not persona.is_active or not persona.puede(SUBIR_EVIDENCIA):
        raise NoSePuede(f"{persona} no puede cubrir: su cuenta está cerrada o no sube evidencia.")
    cobertura, nueva = Cobertura.objects.get_or_create(
        evento=evento, tipo=tipo, persona=persona, defaults={"asignada_en": ahora}
    )
    if nueva:
        asentar("asignar cobertura", evento, por=por, ahora=ahora, tipo=tipo, persona=ref(persona))
        return cobertura, True
    if cobertura.estado == EstadoCobertura.RETIRADA:
        aplicar(cobertura, transiciones.REASIGNAR, por=por, ahora=ahora, asignada_en=ahora)
        return cobertura, True
    return cobertura, False


@transaction.atomic(durable=True)
def retirar_cobertura(cobertura: Cobertura, *, por: Persona, ahora: datetime) -> Cobertura:
    """Quita el encargo. Lo ya entregado no se retira."""
    if cobertura.persona_id != por.pk:
        exigir(por, ASIGNAR_COBERTURA, frase="quitar coberturas de otras personas")
    aplicar(cobertura, transiciones.RETIRAR, por=por, ahora=ahora)
    return cobertura
