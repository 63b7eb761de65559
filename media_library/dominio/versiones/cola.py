"""La cola de derivados: los pendientes se toman con arriendo, los hace el taller y aquí se anotan."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

from django.db import connection, transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from media_library.clientes import almacen
from media_library.dominio.cortes.cortes import montajes_para
from media_library.dominio.derechos.difuminado import zonas_para
from media_library.dominio.versiones import taller
from media_library.dominio.versiones.recetas import EXTRAS
from media_library.dominio.versiones.taller import ArchivoHecho, Terminado, Trabajo
from media_library.estados import Clase, EstadoDerivado
from media_library.models import Derivado, Evidencia, Original
from media_library.models.receta import Receta
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
        hechos = _una_vuelta(cuantos, reloj)
        if con_extras and not hechos:
            hechos = _una_vuelta(cuantos, reloj, extras=True)
        if not hechos:
            break
        atendidos += hechos
    return atendidos


def _una_vuelta(cuantos: int, reloj: Callable[[], datetime], *, extras: bool = False) -> int:
    ahora = reloj()
    with _presente(ahora):
        trabajos = [
            replace(t, montajes=montajes_para(t.original, t.recetas), zonas=zonas_para(t.original, t.recetas))
            for t in tomar(cuantos, extras=extras, ahora=ahora)
        ]
        with ThreadPoolExecutor(EN_PARALELO) as hilos:
            for grupo in hilos.map(taller.hacer, taller.repartir(trabajos, EN_PARALELO)):
                for terminado in grupo:
                    anotar(terminado, ahora=reloj())
    return len(trabajos)


def _turno_de(tomado_en: datetime) -> list[str]:
    return [f"taller:{tomado_en.timestamp()}"]


@contextmanager
def _presente(tomado_en: datetime) -> Iterator[None]:
    """Un candado de sesión por cada vuelta: si el proceso muere, PostgreSQL lo suelta en ese instante."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(hashtextextended(%s, 0))", _turno_de(tomado_en))
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", _turno_de(tomado_en))


@transaction.atomic(durable=True)
def devolver_lo_abandonado() -> int:
    """Lo tomado por quien ya no está vuelve a la cola sin esperar su arriendo. El intento cuenta: pudo matarlo."""
    tomados = Derivado.objects.filter(estado=EstadoDerivado.PENDIENTE, tomado_en__isnull=False)
    devueltos = 0
    for tomado_en in set(filter(None, tomados.values_list("tomado_en", flat=True))):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))", _turno_de(tomado_en))
            (nadie_lo_tiene,) = cursor.fetchone()
        if nadie_lo_tiene:
            devueltos += tomados.filter(tomado_en=tomado_en).update(tomado_en=None)
    return devueltos


def _cuales(*, extras: bool) -> Q:
    if extras:
        return EXTRAS
    return ~EXTRAS


def _disponibles(ahora: datetime, *, extras: bool) -> Q:
    """Pendientes que nadie tiene, o cuyo arriendo venció: los indispensables o los extras."""
    es_foto = Q(original__clase=Clase.FOTO)
    vencido = (es_foto & Q(tomado_en__lt=ahora - ARRIENDO_FOTO)) | (~es_foto & Q(tomado_en__lt=ahora - ARRIENDO_LARGO))
    return Q(estado=EstadoDerivado.PENDIENTE) & _cuales(extras=extras) & (Q(tomado_en__isnull=True) | vencido)


@transaction.atomic(durable=True)
def tomar(cuantos: int, *, extras: bool = False, ahora: datetime) -> list[Trabajo]:
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
    recetas: dict[int, list[Receta]] = {}
    repetidos = set()
    tomados = Derivado.objects.filter(
        _cuales(extras=extras), original__in=originales, tomado_en=ahora, estado=EstadoDerivado.PENDIENTE
    )
    for derivado in tomados:
        recetas.setdefault(derivado.original_id, []).append(derivado.receta)
        if derivado.intentos > 1:
            repetidos.add(derivado.original_id)
    return [Trabajo(originales[pk], tuple(rs), ahora, a_solas=pk in repetidos) for pk, rs in recetas.items()]


@transaction.atomic(durable=True)
def anotar(terminado: Terminado, *, ahora: datetime) -> None:
    """Guarda cómo quedó cada receta y cuenta las que ya pueden verse; lo que falló se intenta hasta tres veces."""
    mios = Derivado.objects.filter(
        original=terminado.trabajo.original,
        receta__in=terminado.trabajo.recetas,
        tomado_en=terminado.trabajo.tomado_en,
        estado=EstadoDerivado.PENDIENTE,
    )
    listas = [receta for receta, archivo in terminado.archivos.items() if _guardar(mios.filter(receta=receta), archivo)]
    faltantes = Derivado.objects.filter(pk__in=mios.values("pk"))
    error = (terminado.error or "No se pudo procesar.")[:300]
    ultimos = [str(r) for r in faltantes.filter(intentos__gte=INTENTOS).values_list("receta", flat=True)]
    faltantes.filter(intentos__gte=INTENTOS).update(estado=EstadoDerivado.FALLIDO, error=error, tomado_en=None)
    faltantes.update(error=error, tomado_en=None)
    if terminado.medidas:
        _completar_medidas(terminado)
    if terminado.sin_sonido:
        _avisar_que_va_mudo(terminado.trabajo.original)
    if terminado.pistas:
        suyo, pistas = Original.objects.filter(pk=terminado.trabajo.original.pk), dict(terminado.pistas)
        suyo.filter(thumbhash__isnull=True).update(thumbhash=bytes.fromhex(pistas.pop("thumbhash")))
        suyo.filter(dhash__isnull=True).update(**pistas)
    if ultimos:
        asentar("no se pudo procesar", terminado.trabajo.original, por=None, ahora=ahora, recetas=ultimos, error=error)
    if listas:
        versiones_listas.send(Derivado, original=terminado.trabajo.original.pk, recetas=listas, ahora=ahora)


def _guardar(suyo: QuerySet[Derivado], archivo: ArchivoHecho) -> int:
    return suyo.update(
        estado=EstadoDerivado.HECHO,
        archivo=archivo.nombre,
        ancho=archivo.ancho,
        alto=archivo.alto,
        octetos=archivo.octetos,
        error="",
        tomado_en=None,
    )


def _avisar_que_va_mudo(original: Original) -> None:
    """Trae sonido que nadie puede leer: se dice en su página, y el original queda intacto."""
    fila = Original.objects.select_for_update(no_key=True).get(pk=original.pk)
    fila.metadatos["sin_sonido"] = True
    fila.save(update_fields=["metadatos"])


def _completar_medidas(terminado: Terminado) -> None:
    """Duración y tamaño que sólo se saben al abrir el video o audio; nunca pisa lo ya sabido."""
    original = Original.objects.filter(pk=terminado.trabajo.original.pk)
    if segundos := terminado.medidas.get("duracion"):
        original.filter(duracion__isnull=True).update(duracion=Decimal(f"{segundos:.2f}"))
    if ancho := terminado.medidas.get("ancho"):
        original.filter(ancho__isnull=True).update(ancho=int(ancho), alto=int(terminado.medidas["alto"]))


@transaction.atomic(durable=True)
def reintentar(evidencia: Evidencia, *, por: Persona, ahora: datetime) -> int:
    """Vuelve a poner pendientes los derivados que fallaron y los hechos cuyo archivo ya no está."""
    suyos = Derivado.objects.filter(original=evidencia.original_id)
    perdidos = [
        d.pk for d in suyos.filter(estado=EstadoDerivado.HECHO) if almacen.pesa(almacen.derivados(), d.archivo) is None
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
