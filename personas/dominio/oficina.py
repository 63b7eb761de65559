"""La identidad de la oficina y sus días inhábiles."""

import secrets
from datetime import date, datetime
from typing import Any, BinaryIO

from django.db import transaction
from django.db.models.fields.files import FieldFile

from nucleo.dominio.actos import exigir, validar
from nucleo.dominio.bitacora import asentar
from personas.dominio.imagenes import png_limpio
from personas.models import DiaInhabil, Oficina, Persona
from personas.permisos import AJUSTAR_OFICINA

IMAGENES = ("escudo", "logotipo")
DE_TEXTO = (
    "nombre",
    "municipio",
    "entidad",
    "entidad_corta",
    "domicilio",
    "telefonos",
    "correo",
    "sitio",
    "url_transparencia",
    "lema",
    "administracion",
    "serie",
    "es_unipersonal",
)


@transaction.atomic(durable=True)
def guardar_oficina(*, datos: dict[str, Any], por: Persona, ahora: datetime) -> Oficina:
    """Guarda la identidad de la oficina; sólo cambia lo que venga en `datos`.

    `escudo` y `logotipo` son archivos por revisar; `quitar_escudo` y `quitar_logotipo` los borran.
    """
    exigir(por, AJUSTAR_OFICINA)
    oficina = _bloquear()
    cambios = [campo for campo in DE_TEXTO if campo in datos and getattr(oficina, campo) != datos[campo]]
    for campo in cambios:
        setattr(oficina, campo, datos[campo])
    cambios += [campo for campo in IMAGENES if _cambiar_imagen(oficina, campo, datos)]
    validar(oficina)
    oficina.save()
    asentar("guardar oficina", oficina, por=por, ahora=ahora, campos=cambios)
    return oficina


def _bloquear() -> Oficina:
    return Oficina.objects.select_for_update().filter(pk=1).first() or Oficina(pk=1)


def _cambiar_imagen(oficina: Oficina, campo: str, datos: dict[str, Any]) -> bool:
    """Pone la imagen nueva con otro nombre y borra la anterior cuando el cambio ya quedó confirmado."""
    archivo: BinaryIO | None = datos.get(campo)
    if not archivo and not datos.get(f"quitar_{campo}"):
        return False
    actual: FieldFile = getattr(oficina, campo)
    if actual.name:
        almacen, anterior = actual.storage, actual.name
        transaction.on_commit(lambda: almacen.delete(anterior))
    if archivo:
        limpia = png_limpio(archivo, campo)
        actual.save(f"{campo}-{secrets.token_hex(4)}.png", limpia, save=False)
    else:
        setattr(oficina, campo, "")
    return True


@transaction.atomic(durable=True)
def terminar_bienvenida(*, por: Persona, ahora: datetime) -> Oficina:
    """Da por vista la bienvenida; hacerlo otra vez no cambia la fecha."""
    exigir(por, AJUSTAR_OFICINA)
    oficina = _bloquear()
    if oficina.configurada_en is None:
        oficina.configurada_en = ahora
        oficina.save()
        asentar("terminar bienvenida", oficina, por=por, ahora=ahora)
    return oficina


@transaction.atomic(durable=True)
def agregar_dia_inhabil(*, fecha: date, motivo: str, por: Persona, ahora: datetime) -> DiaInhabil:
    """Apunta un día en que la oficina no trabaja. Rechaza el que ya esté."""
    exigir(por, AJUSTAR_OFICINA)
    dia = DiaInhabil(fecha=fecha, motivo=motivo)
    validar(dia)
    dia.save()
    asentar("agregar día inhábil", dia, por=por, ahora=ahora, fecha=fecha, motivo=motivo)
    return dia


@transaction.atomic(durable=True)
def quitar_dia_inhabil(dia: DiaInhabil, *, por: Persona, ahora: datetime) -> None:
    """Borra un día inhábil; en la bitácora queda cuál era."""
    exigir(por, AJUSTAR_OFICINA)
    asentar("quitar día inhábil", dia, por=por, ahora=ahora, fecha=dia.fecha, motivo=dia.motivo)
    dia.delete()
