"""Difuminar rostros: se borran de todo octeto público y el original no se toca (docs/dominio.md, reglas 26 y 29)."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import F

from media_library.clientes import almacen
from media_library.dominio.seleccion import copias
from media_library.dominio.versiones import recetas
from media_library.estados import Clase, Difuminado, Menores
from media_library.models import Derivado, Evidencia, Original
from media_library.models.evidencia import clave_de
from media_library.models.receta import Receta, difuminadas
from media_library.signals import derechos_cambiaron
from nucleo.dominio.actos import rechazar_si
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.impedimentos import Impedimento
from personas.models import Persona

Zona = tuple[int, int, int, int]  # x, y, ancho y alto en centésimas de la foto
ZONAS_MAXIMAS = 50
CIEN = 100


def impedimentos_para_difuminar(evidencia: Evidencia, zonas: Sequence[Zona]) -> list[Impedimento]:
    """Por qué no se puede difuminar así."""
    if evidencia.original.clase != Clase.FOTO:
        return [Impedimento("Sólo se difuminan fotografías.")]
    if evidencia.menores == Menores.PROTEGIDOS:
        return [Impedimento("La ley protege a quienes aparecen: difuminar no basta y no se publica (LGDNNA art. 80).")]
    if not zonas:
        return [Impedimento("Marca al menos una zona de la foto.")]
    if len(zonas) > ZONAS_MAXIMAS:
        return [Impedimento(f"Son {len(zonas)} zonas; marca hasta {ZONAS_MAXIMAS}.")]
    if not all(_dentro(z) for z in zonas):
        return [Impedimento("Una de las zonas se sale de la foto.")]
    return []


def _dentro(zona: Zona) -> bool:
    x, y, ancho, alto = zona
    return x >= 0 and y >= 0 and ancho >= 1 and alto >= 1 and x + ancho <= CIEN and y + alto <= CIEN


@transaction.atomic(durable=True)
def difuminar(evidencia: Evidencia, *, zonas: Sequence[Zona], por: Persona, ahora: datetime) -> Evidencia:
    """Anota la decisión y deja pendientes las versiones difuminadas; desde ya, lo público sólo sale de ellas.

    Rechaza lo que no es foto, las zonas que se salen y a los menores que la ley protege.
    """
    evidencia = (
        Evidencia.objects.select_related("original").select_for_update(of=("self",), no_key=True).get(pk=evidencia.pk)
    )
    rechazar_si(impedimentos_para_difuminar(evidencia, zonas))
    anteriores = evidencia.zonas
    Evidencia.objects.filter(pk=evidencia.pk).update(
        difuminado=Difuminado.HECHO,
        zonas=[list(z) for z in zonas],
        difuminado_motivo="",
        difuminado_por=por,
        difuminado_en=ahora,
        version=F("version") + 1,
    )
    evidencia.refresh_from_db()
    recetas.apuntar_difuminadas(evidencia, ahora=ahora)
    if anteriores != evidencia.zonas:
        olvidar_versiones(evidencia.original, anteriores)
    asentar("difuminar", evidencia, por=por, ahora=ahora, zonas=evidencia.zonas)
    tocadas = copias.igualar([evidencia.pk], por=por, ahora=ahora)
    derechos_cambiaron.send(Evidencia, evidencias=tocadas, por=por, ahora=ahora)
    return evidencia


def olvidar_versiones(original: Original, zonas: Sequence[Sequence[int]]) -> None:
    """Borra las versiones de un difuminado que ya nadie usa, dentro del acto que lo cambia."""
    otras = Evidencia.objects.filter(original=original, difuminado=Difuminado.HECHO)
    if not zonas or any(clave_de(e.zonas) == clave_de(zonas) for e in otras):
        return
    viejos = Derivado.objects.filter(difuminadas(clave_de(zonas)), original=original)
    archivos = list(viejos.exclude(archivo="").values_list("archivo", flat=True))
    viejos.delete()
    transaction.on_commit(partial(_borrar, archivos))


def _borrar(archivos: Iterable[str]) -> None:
    for archivo in archivos:
        almacen.derivados().delete(archivo)


def zonas_para(original: Original, pedidas: Iterable[Receta]) -> dict[str, list[list[int]]]:
    """Por clave de difuminado, las zonas de las recetas pedidas."""
    claves = {receta.difuminado for receta in pedidas if receta.difuminado}
    if not claves:
        return {}
    evidencias = Evidencia.objects.filter(original=original, difuminado=Difuminado.HECHO).only("zonas")
    return {clave: e.zonas for e in evidencias if (clave := clave_de(e.zonas)) in claves}
