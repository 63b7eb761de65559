"""Hacer los derivados pendientes: se toman con arriendo, se hacen en la jaula y se anotan."""

import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from media_library import bodega
from media_library.consultas.biblioteca import versiones_publicas
from media_library.dominio.cortes.cortes import montajes_para
from media_library.dominio.derechos.difuminado import zonas_para
from media_library.dominio.versiones import fabrica
from media_library.dominio.versiones.fabrica import Encargo, Hecho, Pieza
from media_library.dominio.versiones.recetas import EXTRAS
from media_library.estados import Clase, EstadoDerivado
from media_library.models import Derivado, Evidencia, Original
from media_library.signals import versiones_listas
from nucleo.dominio.bitacora import asentar
from personas.models import Persona

INTENTOS = 3
EN_PARALELO = 2
POR_VUELTA = 16
# El arriendo dura más que el plazo de la jaula: vencido, quien lo tenía ya no existe.
ARRIENDO_FOTO = timedelta(minutes=10)
ARRIENDO_LARGO = timedelta(minutes=45)
SIN_TERMINAR = "Se intentó tres veces y el proceso no terminó. El original está intacto."


@contextmanager
def archivos_publicos(evidencias: Iterable[Evidencia], receta: str) -> Iterator[dict[int, Path]]:
    """Por evidencia, el archivo de su versión pública ya hecha, para un programa que pide rutas. Una consulta.

    De lo que se decidió difuminar, sólo la versión difuminada: si aún no está, no aparece.
    """
    with ExitStack() as pila:
        rutas = {}
        for pk, derivado in versiones_publicas(evidencias, receta).items():
            with suppress(FileNotFoundError):
                rutas[pk] = pila.enter_context(bodega.en_disco(bodega.derivados(), derivado.archivo))
        yield {pk: ruta for pk, ruta in rutas.items() if ruta.is_file()}


def derivar_todo(
    limite: int = 10_000,
    *,
    segundos: float | None = None,
    con_extras: bool = True,
    reloj: Callable[[], datetime] = timezone.now,
) -> int:
    """Hace derivados hasta que no quede nada pendiente, o se llegue al límite de originales o de tiempo.

    Primero lo indispensable de todos; los extras, cuando ya nada de eso espera, o nunca si `con_extras` es falso.
    Devuelve cuántos originales se atendieron. Toma lo recién subido de dos procesos a la vez.
    """
    empezo, atendidos = time.monotonic(), 0
    while atendidos < limite and (segundos is None or time.monotonic() - empezo < segundos):
        cuantos = min(POR_VUELTA, limite - atendidos)
        encargos = tomar(cuantos, ahora=reloj()) or (tomar(cuantos, extras=True, ahora=reloj()) if con_extras else [])
        if not encargos:
            break
        encargos = [
            replace(e, montajes=montajes_para(e.original, e.recetas), zonas=zonas_para(e.original, e.recetas))
            for e in encargos
        ]
        with ThreadPoolExecutor(EN_PARALELO) as hilos:
            for hechos in hilos.map(fabrica.hacer, fabrica.repartir(encargos, EN_PARALELO)):
                for hecho in hechos:
                    anotar(hecho, ahora=reloj())
        atendidos += len(encargos)
    return atendidos


def _disponibles(ahora: datetime, *, extras: bool) -> Q:
    """Pendientes que nadie tiene, o cuyo arriendo venció: los indispensables o los extras."""
    es_foto = Q(original__clase=Clase.FOTO)
    vencido = (es_foto & Q(tomado_en__lt=ahora - ARRIENDO_FOTO)) | (~es_foto & Q(tomado_en__lt=ahora - ARRIENDO_LARGO))
    cuales = EXTRAS if extras else ~EXTRAS
    return Q(estado=EstadoDerivado.PENDIENTE) & cuales & (Q(tomado_en__isnull=True) | vencido)


@transaction.atomic(durable=True)
def tomar(cuantos: int, *, extras: bool = False, ahora: datetime) -> list[Encargo]:
    """Aparta originales con trabajo (SKIP LOCKED) y marca sus derivados como tomados."""
    disponibles = _disponibles(ahora, extras=extras)
    agotados = Derivado.objects.filter(disponibles, intentos__gte=INTENTOS).values("pk")
    Derivado.objects.filter(pk__in=agotados).update(estado=EstadoDerivado.FALLIDO, error=SIN_TERMINAR, tomado_en=None)
    pendientes = Derivado.objects.filter(disponibles, original=OuterRef("pk"))
    # Por clase: audio, documento, foto y al final video, que es lo que más tarda.
    originales = {
        o.pk: o
        for o in Original.objects.filter(Exists(pendientes))
        .order_by("clase", "pk")
        .select_for_update(skip_locked=True, no_key=True)[:cuantos]
    }
    tomables = Derivado.objects.filter(disponibles, original__in=originales).values("pk")
    Derivado.objects.filter(pk__in=tomables).update(tomado_en=ahora, intentos=F("intentos") + 1)
    recetas: dict[int, list[str]] = {}
    repetidos = set()
    tomados = Derivado.objects.filter(
        EXTRAS if extras else ~EXTRAS, original__in=originales, tomado_en=ahora, estado=EstadoDerivado.PENDIENTE
    )
    for derivado in tomados:
        recetas.setdefault(derivado.original_id, []).append(derivado.receta)
        if derivado.intentos > 1:
            repetidos.add(derivado.original_id)
    return [Encargo(originales[pk], tuple(rs), ahora, a_solas=pk in repetidos) for pk, rs in recetas.items()]


@transaction.atomic(durable=True)
def anotar(hecho: Hecho, *, ahora: datetime) -> None:
    """Guarda cómo quedó cada receta y cuenta las que ya pueden verse; lo que falló se intenta hasta tres veces."""
    mios = Derivado.objects.filter(
        original=hecho.encargo.original,
        receta__in=hecho.encargo.recetas,
        tomado_en=hecho.encargo.tomado_en,
        estado=EstadoDerivado.PENDIENTE,
    )
    listas = [receta for receta, pieza in hecho.piezas.items() if _guardar(mios.filter(receta=receta), pieza)]
    faltantes = Derivado.objects.filter(pk__in=mios.values("pk"))
    error = (hecho.error or "No se pudo procesar.")[:300]
    ultimos = list(faltantes.filter(intentos__gte=INTENTOS).values_list("receta", flat=True))
    faltantes.filter(intentos__gte=INTENTOS).update(estado=EstadoDerivado.FALLIDO, error=error, tomado_en=None)
    faltantes.update(error=error, tomado_en=None)
    if hecho.medidas:
        _completar_medidas(hecho)
    if hecho.pistas:
        suyo, pistas = Original.objects.filter(pk=hecho.encargo.original.pk), dict(hecho.pistas)
        suyo.filter(thumbhash__isnull=True).update(thumbhash=bytes.fromhex(pistas.pop("thumbhash")))
        suyo.filter(dhash__isnull=True).update(**pistas)
    if ultimos:
        asentar("no se pudo procesar", hecho.encargo.original, por=None, ahora=ahora, recetas=ultimos, error=error)
    if listas:
        versiones_listas.send(Derivado, original=hecho.encargo.original.pk, recetas=listas, ahora=ahora)


def _guardar(suyo: QuerySet[Derivado], pieza: Pieza) -> int:
    return suyo.update(
        estado=EstadoDerivado.HECHO,
        archivo=pieza.archivo,
        ancho=pieza.ancho,
        alto=pieza.alto,
        octetos=pieza.octetos,
        error="",
        tomado_en=None,
    )


def _completar_medidas(hecho: Hecho) -> None:
    """Duración y tamaño que sólo se saben al abrir el video o audio; nunca pisa lo ya sabido."""
    original = Original.objects.filter(pk=hecho.encargo.original.pk)
    if segundos := hecho.medidas.get("duracion"):
        original.filter(duracion__isnull=True).update(duracion=Decimal(f"{segundos:.2f}"))
    if hecho.medidas.get("ancho"):
        original.filter(ancho__isnull=True).update(ancho=int(hecho.medidas["ancho"]), alto=int(hecho.medidas["alto"]))


@transaction.atomic(durable=True)
def reintentar(evidencia: Evidencia, *, por: Persona, ahora: datetime) -> int:
    """Vuelve a poner pendientes los derivados que fallaron y los hechos cuyo archivo ya no está."""
    suyos = Derivado.objects.filter(original=evidencia.original_id)
    perdidos = [
        d.pk for d in suyos.filter(estado=EstadoDerivado.HECHO) if bodega.pesa(bodega.derivados(), d.archivo) is None
    ]
    cuantos = suyos.filter(Q(estado=EstadoDerivado.FALLIDO) | Q(pk__in=perdidos)).update(
        estado=EstadoDerivado.PENDIENTE, intentos=0, error="", tomado_en=None
    )
    if cuantos:
        asentar("reintentar derivados", evidencia, por=por, ahora=ahora, cuantos=cuantos)
    return cuantos


@transaction.atomic(durable=True)
def reintentar_fallidas(*, por: Persona | None, ahora: datetime) -> int:
    """Vuelve a poner pendientes todas las versiones que no se pudieron hacer."""
    cuantas = Derivado.objects.filter(estado=EstadoDerivado.FALLIDO).update(
        estado=EstadoDerivado.PENDIENTE, intentos=0, error="", tomado_en=None
    )
    if cuantas:
        asentar("reintentar versiones fallidas", "media_library.derivados", por=por, ahora=ahora, cuantas=cuantas)
    return cuantas
