"""La baja documental: destruir originales con dictamen y acta (Ley General de Archivos, art. 31 y 37).

La papelera no borra nada; esto sí, y deja constancia de cada huella. Primero se confirma el acta en la base y
después se borran los archivos: si el proceso muere en medio, `borrar_dados_de_baja` los borra en la noche.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.db.models import Exists, OuterRef

from media_library.clientes import almacen
from media_library.consultas.fechas import dia_de_captura
from media_library.dominio.originales import guardar
from media_library.models import BajaDocumental, Derivado, Evidencia, EvidenciaQuerySet, Original
from nucleo.dominio.actos import rechazar_si, validar
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.impedimentos import Impedimento, NoSePuede
from nucleo.texto.formato import fecha_larga
from personas.models import Persona

EN_PAPELERA = timedelta(days=30)


def candidatas(*, ahora: datetime) -> EvidenciaQuerySet:
    """Lo que puede darse de baja: más de treinta días en la papelera y su archivo no vive en otro evento."""
    viva = Evidencia.objects.vivas().filter(original=OuterRef("original"))
    return (
        Evidencia.objects.filter(papelera_en__lt=ahora - EN_PAPELERA, original__baja__isnull=True)
        .filter(~Exists(viva), en_boletines__isnull=True, original__cartas__isnull=True)
        .select_related("original")
    )


def impedimentos_para_dar_de_baja(evidencias: Iterable[Evidencia], *, ahora: datetime) -> list[Impedimento]:
    """Por qué no procede, una frase por evidencia."""
    pueden = set(candidatas(ahora=ahora).filter(pk__in=[e.pk for e in evidencias]).values_list("pk", flat=True))
    return [
        Impedimento(
            f"«{e}» no puede darse de baja: debe llevar treinta días en la papelera y no usarse en ningún lado."
        )
        for e in evidencias
        if e.pk not in pueden
    ]


@transaction.atomic(durable=True)
def dar_de_baja(
    evidencias: Iterable[Evidencia], *, dictamen: str, serie: str, motivo: str, por: Persona, ahora: datetime
) -> BajaDocumental:
    """Levanta el acta y destruye los originales; no hay vuelta atrás. Todas o ninguna."""
    filas = list(
        Evidencia.objects.filter(pk__in=[e.pk for e in evidencias])
        .select_related("original")
        .select_for_update()
        .order_by("pk")
    )
    if not filas:
        raise NoSePuede([Impedimento("Escoge al menos una evidencia de la papelera.")])
    rechazar_si(impedimentos_para_dar_de_baja(filas, ahora=ahora))
    baja = BajaDocumental(
        dictamen=dictamen.strip(),
        serie=serie.strip(),
        motivo=motivo.strip(),
        relacion=_relacion(filas),
        hecha_por=por,
        hecha_en=ahora,
    )
    validar(baja)
    baja.save()
    Original.objects.filter(pk__in={e.original_id for e in filas}).update(baja=baja)
    asentar(
        "dar de baja documental",
        baja,
        por=por,
        ahora=ahora,
        dictamen=baja.dictamen,
        huellas=[r["sha256"] for r in baja.relacion],
    )
    transaction.on_commit(partial(borrar_dados_de_baja, ahora=ahora))
    return baja


def _relacion(filas: list[Evidencia]) -> list[dict]:
    """Un renglón por original, con todos los nombres que tuvo."""
    renglones: dict[str, dict] = {}
    for fila in filas:
        original = fila.original
        renglon = renglones.setdefault(
            original.huella,
            {
                "sha256": original.huella,
                "tipo": original.tipo,
                "octetos": original.octetos,
                "tomada": dia_de_captura(fila),
                "subida": fecha_larga(fila.subida_en),
                "nombres": [],
                "pie": fila.pie,
            },
        )
        renglon["nombres"].append(fila.nombre_de_archivo)
    return list(renglones.values())


def borrar_dados_de_baja(*, ahora: datetime) -> int:
    """Borra del disco lo que ya tiene acta y sigue ahí; se puede repetir. Devuelve cuántos originales borró."""
    borrados = 0
    while _borrar_uno(ahora):
        borrados += 1
    return borrados


@transaction.atomic
def _borrar_uno(ahora: datetime) -> bool:
    """Con el renglón apartado: quien vuelva a subir ese archivo espera y ve que ya no está."""
    por_borrar = Original.objects.filter(baja__isnull=False, borrado_en__isnull=True)
    original = por_borrar.select_for_update(skip_locked=True, of=("self",)).order_by("pk").first()
    if original is None:
        return False
    derivados = Derivado.objects.filter(original=original)
    for derivado in derivados.exclude(archivo=""):
        almacen.derivados().delete(derivado.archivo)
    derivados.delete()
    almacen.originales().delete(guardar.nombre_de(original.huella))
    Original.objects.filter(pk=original.pk).update(borrado_en=ahora)
    return True
