"""Deshacer una decisión: lo que nació se quita si nadie lo ha tocado, y la solicitud vuelve a la bandeja."""

from datetime import datetime
from typing import Any

from django.db import transaction

from agenda.dominio.quitar import quitar_evento_en_el_acto
from boletines.dominio.redaccion.descarte import descartar_en_el_acto
from boletines.estados import EstadoBoletin
from nucleo.dominio.actos import exigir
from nucleo.dominio.impedimentos import NoSePuede
from nucleo.dominio.transiciones import aplicar
from personas.models import Persona
from portal.dominio.institucional import quitar_aviso_en_el_acto
from produccion.dominio.disenos.pedir import cancelar_diseno_en_el_acto
from produccion.estados import EstadoDiseno
from solicitudes import transiciones
from solicitudes.dominio.avisar import retirar_lo_ultimo
from solicitudes.models import Solicitud

DE_NUEVO: dict[str, Any] = {
    "destino": "",
    "decidida_en": None,
    "decidida_por": None,
    "detenida_en": None,
    "fecha_pospuesta": None,
    "motivo": "",
    "repetida_de": None,
    "boletin": None,
    "diseno": None,
    "aviso": None,
    "respuesta": "",
    "enlace": "",
    "cerrada_en": None,
}


@transaction.atomic(durable=True)
def deshacer_decision(solicitud: Solicitud, *, por: Persona, ahora: datetime) -> Solicitud:
    """Regresa la solicitud a «Por decidir» y quita lo que había nacido.

    Rechaza si alguien ya trabajó en eso: entonces se cambia donde está.
    """
    exigir(por, transiciones.DESHACER.capacidad, frase="deshacer decisiones")
    solicitud = Solicitud.objects.bloquear(solicitud.pk)
    if solicitud.estado in transiciones.DESHACER.desde:
        _quitar_lo_nacido(solicitud, por, ahora)
        retirar_lo_ultimo(solicitud, por=por, ahora=ahora)
    aplicar(solicitud, transiciones.DESHACER, por=por, ahora=ahora, detalle={"folio": solicitud.folio}, **DE_NUEVO)
    return solicitud


def _quitar_lo_nacido(solicitud: Solicitud, por: Persona, ahora: datetime) -> None:
    for renglon in solicitud.renglones.filter(evento__isnull=False).select_related("evento"):
        evento, renglon.evento = renglon.evento, None
        renglon.save(update_fields=["evento"])
        if evento:
            quitar_evento_en_el_acto(evento, por=por, ahora=ahora)
    if boletin := solicitud.boletin:
        if boletin.estado != EstadoBoletin.BORRADOR or boletin.version > 1:
            raise NoSePuede(f"El boletín «{boletin.titulo}» ya se empezó a escribir: descártalo ahí.")
        descartar_en_el_acto(boletin, por=por, ahora=ahora)
    if diseno := solicitud.diseno:
        if diseno.estado != EstadoDiseno.PEDIDO or diseno.edicion > 1:
            raise NoSePuede(f"El diseño «{diseno.titulo}» ya se empezó: cancélalo ahí.")
        motivo = f"Se deshizo la decisión de {solicitud.folio}."
        cancelar_diseno_en_el_acto(diseno, motivo=motivo, por=por, ahora=ahora)
    if aviso := solicitud.aviso:
        quitar_aviso_en_el_acto(aviso, por=por, ahora=ahora)
