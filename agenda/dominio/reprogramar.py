"""Reprogramar: el evento queda con su fecha de antes y nace otro con la nueva, ligados en los dos sentidos."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from agenda import transiciones
from agenda.dominio.eventos import avisar_si_es_publico, el_motivo
from agenda.estados import EstadoCobertura, EstadoEvento
from agenda.models import Cobertura, Evento
from nucleo.dominio.actos import exigir, validar
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.impedimentos import NoSePuede, YaCambio
from nucleo.dominio.transiciones import aplicar
from nucleo.referencias import ref
from personas.models import Persona

SE_COPIAN = (
    "titulo",
    "tipo",
    "inicio",
    "fin",
    "lugar",
    "dependencia",
    "comunidad",
    "tema",
    "alcance",
    "prioridad",
    "preside",
    "objetivo",
    "requerimientos",
)


def reprogramar(evento: Evento, *, campos: Mapping[str, Any], motivo: str, por: Persona, ahora: datetime) -> Evento:
    """Devuelve el evento nuevo, con los encargos que no se habían entregado. Rechaza la misma hora y sin motivo.

    El nuevo hereda la clave: ante los invitados es la misma cita, movida. Va en la transacción del acto que ya tomó
    la fila; los invitados y los borradores los pasa quien los conoce (`cadena.dominio.cambios`).
    """
    exigir(por, transiciones.REPROGRAMAR.capacidad)
    motivo = el_motivo(transiciones.REPROGRAMAR, motivo)
    if evento.estado not in transiciones.REPROGRAMAR.desde:
        raise YaCambio(f"No se puede reprogramar: ahora está {evento.get_estado_display().lower()}.")
    if (campos["inicio"], campos["fin"]) == (evento.inicio, evento.fin):
        raise NoSePuede("Es la misma fecha y hora. Escribe la nueva.")
    nuevo = _con_la_fecha_nueva(evento, campos, por, ahora)
    aplicar(
        evento,
        transiciones.REPROGRAMAR,
        por=por,
        ahora=ahora,
        motivo=motivo,
        version=evento.version + 1,
        pasa_a=nuevo,
        detalle={"motivo": motivo, "nuevo": ref(nuevo)},
    )
    asentar("crear evento", nuevo, por=por, ahora=ahora, titulo=nuevo.titulo, viene_de=evento.ref)
    _pasar_los_encargos(evento, nuevo, por, ahora)
    avisar_si_es_publico(evento, ahora)
    return nuevo


def _con_la_fecha_nueva(evento: Evento, campos: Mapping[str, Any], por: Persona, ahora: datetime) -> Evento:
    clave, estado = evento.clave, EstadoEvento.CONFIRMADO
    if evento.estado == EstadoEvento.TENTATIVO:
        estado = EstadoEvento.TENTATIVO
    evento.clave = uuid.uuid4()
    Evento.objects.filter(pk=evento.pk).update(clave=evento.clave)
    datos = {campo: getattr(evento, campo) for campo in SE_COPIAN} | dict(campos)
    nuevo = Evento(**datos, clave=clave, estado=estado, version=evento.version + 1, creado_en=ahora, creado_por=por)
    validar(nuevo)
    nuevo.save()
    nuevo.lineas.set(evento.lineas.all())
    return nuevo


def _pasar_los_encargos(evento: Evento, nuevo: Evento, por: Persona, ahora: datetime) -> None:
    """Lo que no se ha entregado se retira del de antes y se encarga a la misma persona en el nuevo."""
    abiertas = evento.coberturas.filter(estado__in=[EstadoCobertura.ASIGNADA, EstadoCobertura.EN_CURSO])
    for cobertura in abiertas.order_by("pk"):
        aplicar(cobertura, transiciones.RETIRAR, por=por, ahora=ahora)
        Cobertura.objects.create(evento=nuevo, tipo=cobertura.tipo, persona_id=cobertura.persona_id, asignada_en=ahora)
