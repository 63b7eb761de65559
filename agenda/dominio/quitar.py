"""Quitar un evento que acaba de nacer de otra cosa y que nadie ha tocado: deshacer, no cancelar."""

from datetime import datetime

from django.db.models import ProtectedError, RestrictedError

from agenda.estados import Alcance
from agenda.models import Evento
from nucleo.dominio.actos import exigir
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.impedimentos import NoSePuede
from nucleo.models import Asiento
from nucleo.referencias import ref
from personas.models import Persona
from personas.permisos import EDITAR_AGENDA


def quitar_evento_en_el_acto(evento: Evento, *, por: Persona, ahora: datetime) -> None:
    """Lo borra, dentro de la transacción de otro acto; queda su asiento.

    Rechaza el que ya se anunció, el que alguien editó, movió o asignó, y el que ya lleva algo.
    """
    exigir(por, EDITAR_AGENDA)
    evento = Evento.objects.bloquear(evento.pk)
    ya_se_trabajo = NoSePuede(f"«{evento.titulo}» ya se trabajó en la agenda: cámbialo ahí.")
    if evento.alcance == Alcance.PUBLICO or Asiento.objects.filter(objeto=ref(evento)).count() > 1:
        raise ya_se_trabajo
    if evento.coberturas.exists():
        raise ya_se_trabajo
    asentar("quitar evento recién creado", evento, por=por, ahora=ahora, titulo=evento.titulo)
    try:
        evento.delete()
    except (ProtectedError, RestrictedError):
        raise ya_se_trabajo from None
