"""El inventario: agregar, cambiar, archivar páginas y anotar que una persona las revisó."""

from datetime import datetime
from typing import Any

from django.db import transaction

from nucleo.dominio.actos import validar
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.impedimentos import NoSePuede
from paginas.estados import EstadoComprobacion, Motivo
from paginas.models import Comprobacion, PaginaOficial
from personas.models import Persona


@transaction.atomic(durable=True)
def agregar_pagina(*, por: Persona, ahora: datetime, **campos: Any) -> PaginaOficial:
    """Agrega una página al inventario y pide su primera lectura."""
    pagina = PaginaOficial(creada_en=ahora, revisada_en=ahora, **campos)
    validar(pagina)
    pagina.save()
    asentar("agregar página oficial", pagina, por=por, ahora=ahora, url=pagina.url)
    _pedir(pagina, Motivo.A_MANO, por, ahora)
    return pagina


@transaction.atomic(durable=True)
def cambiar_pagina(pagina: PaginaOficial, *, por: Persona, ahora: datetime, **campos: Any) -> PaginaOficial:
    """Cambia los datos de una página; su historia queda."""
    for nombre, valor in campos.items():
        setattr(pagina, nombre, valor)
    validar(pagina)
    pagina.save(update_fields=list(campos))
    asentar("cambiar página oficial", pagina, por=por, ahora=ahora, campos=sorted(campos))
    return pagina


@transaction.atomic(durable=True)
def archivar_pagina(pagina: PaginaOficial, *, activa: bool, por: Persona, ahora: datetime) -> None:
    """La quita del inventario, o la regresa si nadie más ocupa su dirección."""
    if activa and PaginaOficial.objects.activas().filter(url=pagina.url).exclude(pk=pagina.pk).exists():
        raise NoSePuede("Esa dirección ya está en el inventario con otro nombre.")
    if PaginaOficial.objects.filter(pk=pagina.pk, activa=not activa).update(activa=activa):
        asentar("reactivar página oficial" if activa else "archivar página oficial", pagina, por=por, ahora=ahora)


@transaction.atomic(durable=True)
def anotar_revision(pagina: PaginaOficial, *, por: Persona, ahora: datetime) -> None:
    """Una persona la leyó y está al día: su plazo vuelve a empezar."""
    PaginaOficial.objects.filter(pk=pagina.pk).update(revisada_en=ahora)
    asentar("revisar página oficial", pagina, por=por, ahora=ahora)


@transaction.atomic(durable=True)
def pedir_lectura(pagina: PaginaOficial, *, motivo: str, por: Persona, ahora: datetime) -> Comprobacion:
    """Apunta una lectura; la hace el trabajo de fondo en unos segundos. Pedirla dos veces no la repite."""
    if not pagina.activa:
        raise NoSePuede("La página está archivada: reactívala para leerla.")
    return _pedir(pagina, motivo, por, ahora)


def _pedir(pagina: PaginaOficial, motivo: str, por: Persona | None, ahora: datetime) -> Comprobacion:
    comprobacion, _ = Comprobacion.objects.get_or_create(
        pagina=pagina,
        motivo=motivo,
        estado=EstadoComprobacion.PENDIENTE,
        defaults={"pedida_por": por, "pedida_en": ahora},
    )
    return comprobacion
