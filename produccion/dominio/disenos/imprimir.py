"""La orden de impresión, su entrega, y lo que se publica: las pruebas de uso que no son una foto en la calle."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from nucleo.dominio.actos import exigir, rechazar_si, validar
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.impedimentos import Impedimento, NoSePuede
from nucleo.dominio.transiciones import aplicar
from personas.models import Persona
from personas.permisos import PRODUCIR
from produccion import transiciones
from produccion.dominio.disenos.suspension import impedimentos_por_suspension
from produccion.estados import SE_COLOCAN, Uso
from produccion.models import Diseno, OrdenDeImpresion


def exigir_aprobado(diseno: Diseno, que: str) -> None:
    """Rechaza usar lo que nadie aprobó y lo que ya se quitó."""
    if diseno.estado not in SE_COLOCAN:
        raise NoSePuede(f"Está {diseno.get_estado_display().lower()}: no se {que}.")


def primera_prueba(diseno: Diseno, uso: Uso, cuando: datetime) -> dict[str, Any]:
    """Los campos que dicen que ya se usó, sólo la primera vez: un diseño cuenta una vez y en un mes."""
    if diseno.usado_en is not None or diseno.aprobado_en is None:
        return {}
    return {"uso": uso, "usado_en": max(cuando, diseno.aprobado_en)}


@transaction.atomic(durable=True)
def pedir_impresion(diseno: Diseno, *, datos: Mapping[str, Any], por: Persona, ahora: datetime) -> OrdenDeImpresion:
    """Manda a imprimir lo aprobado: cuántas, de qué medida, en qué papel y cuánto cuesta."""
    exigir(por, PRODUCIR)
    diseno = Diseno.objects.bloquear(diseno.pk)
    exigir_aprobado(diseno, "imprime")
    # docs/dominio.md, regla 2: la orden de impresión pasa por la misma puerta que todo lo que se difunde.
    rechazar_si(impedimentos_por_suspension(diseno, ahora))
    orden = OrdenDeImpresion(diseno=diseno, version=diseno.version, pedida_en=ahora, pedida_por=por, **datos)
    validar(orden)
    orden.save()
    asentar("pedir impresión", diseno, por=por, ahora=ahora, medida=orden.medida, copias=orden.copias)
    return orden


@transaction.atomic(durable=True)
def entregar_impresion(orden: OrdenDeImpresion, *, entregada_a: str, por: Persona, ahora: datetime) -> OrdenDeImpresion:
    """Lo impreso ya está en manos de alguien: es la prueba de que se usó."""
    exigir(por, PRODUCIR)
    diseno = Diseno.objects.bloquear(orden.diseno_id)
    exigir_aprobado(diseno, "entrega")
    orden = OrdenDeImpresion.objects.select_for_update(no_key=True).get(pk=orden.pk)
    if orden.entregada_en is not None:
        raise NoSePuede(f"Ya se entregaron a {orden.entregada_a}.")
    if not entregada_a.strip():
        raise NoSePuede([Impedimento("Escribe a quién se entregaron.", "entregada_a")])
    orden.entregada_en, orden.entregada_a, orden.entrego = ahora, entregada_a.strip(), por
    orden.diseno = diseno
    validar(orden)
    orden.save()
    asentar("entregar lo impreso", diseno, por=por, ahora=ahora, a=orden.entregada_a, copias=orden.copias)
    _avanzar(diseno, transiciones.IMPRIMIR, Uso.IMPRESO, por, ahora)
    return orden


@transaction.atomic(durable=True)
def anotar_publicacion(diseno: Diseno, *, enlace: str, por: Persona, ahora: datetime) -> Diseno:
    """Dónde se publicó, con su enlace: sin él no hay qué ver."""
    exigir(por, PRODUCIR)
    diseno = Diseno.objects.bloquear(diseno.pk)
    exigir_aprobado(diseno, "publica")
    rechazar_si(impedimentos_por_suspension(diseno, ahora))
    diseno.enlace_publicado = enlace.strip()
    if not diseno.enlace_publicado:
        raise NoSePuede([Impedimento("Pega el enlace de la publicación.", "enlace")])
    validar(diseno)
    diseno.save(update_fields=["enlace_publicado"])
    asentar("publicar diseño", diseno, por=por, ahora=ahora, enlace=diseno.enlace_publicado)
    _avanzar(diseno, transiciones.PUBLICAR, Uso.PUBLICADO, por, ahora)
    return diseno


def _avanzar(diseno: Diseno, transicion: transiciones.Transicion, uso: Uso, por: Persona, ahora: datetime) -> None:
    """Cambia de estado si toca; si ya va más adelante, nada más queda la prueba."""
    prueba = primera_prueba(diseno, uso, ahora)
    if diseno.estado in transicion.desde:
        aplicar(diseno, transicion, por=por, ahora=ahora, **prueba)
