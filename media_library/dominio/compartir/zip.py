"""Un ZIP que sale conforme se arma, con un archivo de pies y créditos."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from zipstream import ZIP_STORED, ZipStream

from media_library.clientes import almacen
from media_library.consultas.fechas import dia_de_captura
from media_library.dominio.derechos import reserva
from media_library.dominio.originales.guardar import nombre_de
from media_library.dominio.reconocimiento.nombres import con_su_terminacion, para_bajar, tronco_de
from media_library.dominio.reconocimiento.tipos import POR_MIME
from media_library.dominio.versiones.publico import DerivadoPendiente, publico_de
from media_library.dominio.versiones.recetas import PARA_WEB
from media_library.estados import Calidad, Clase, Difuminado
from media_library.models import Evidencia, Original
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.impedimentos import NoSePuede
from nucleo.referencias import ref
from nucleo.texto.formato import CENTRO
from nucleo.texto.llano import celda
from personas.models import Persona

LEEME = "pies-y-creditos.csv"
OCULTA = "Reservada por los derechos de quien aparece."


def nombre_del_zip(ahora: datetime) -> str:
    return f"fotos-{ahora.astimezone(CENTRO):%Y-%m-%d-%H%M}.zip"


def empaquetar(
    evidencias: Sequence[Evidencia], *, calidad: Calidad, por: Persona | None, ahora: datetime
) -> Iterator[bytes]:
    """El ZIP de una selección y su asiento. `web` lleva versiones sin ubicación y con crédito; `alta`, los originales.

    A quien no lleva los derechos, de lo difuminado le va la versión difuminada y de lo oculto, nada. Rechaza si nada se
    puede empacar. Lo que falte se dice en el archivo de pies y no detiene lo demás.
    """
    originales = Original.objects.in_bulk({e.original_id for e in evidencias})
    ocultas = reserva.ocultas_para(por, evidencias, ahora=ahora)
    if not any(_hay(originales[e.original_id], calidad) for e in evidencias if e.pk not in ocultas):
        raise NoSePuede("Nada de lo elegido puedes bajarlo: está reservado, o espera a que se procese.")
    reservados = reserva.originales_reservados(evidencias, ahora=ahora)
    sin_original = reservados
    if reserva.la_lleva(por):
        sin_original = set()
    with transaction.atomic(durable=True):
        objeto = ref(evidencias[0]) if len(evidencias) == 1 else f"seleccion:{len(evidencias)}"
        detalle: dict[str, object] = {"calidad": calidad, "evidencias": [e.pk for e in evidencias]}
        if calidad == Calidad.ALTA and reserva.la_lleva(por):
            detalle["reservadas"] = [e.pk for e in evidencias if e.original_id in reservados]
        asentar("descargar", objeto, por=por, ahora=ahora, **detalle)
    piezas = [_Pieza(e, _calidad_de(e, calidad, sin_original), oculta=e.pk in ocultas) for e in evidencias]
    return iter(_armar(piezas, originales))


@dataclass(frozen=True)
class _Pieza:
    """Una evidencia del ZIP y en qué calidad va."""

    evidencia: Evidencia
    calidad: Calidad
    oculta: bool


def _calidad_de(evidencia: Evidencia, pedida: Calidad, sin_original: set[int]) -> Calidad:
    if evidencia.original_id in sin_original:
        return Calidad.WEB
    return pedida


def _hay(original: Original, calidad: Calidad) -> bool:
    return calidad == Calidad.ALTA or original.clase in PARA_WEB


def _armar(piezas: Sequence[_Pieza], originales: dict[int, Original]) -> ZipStream:
    # Sin comprimir: fotos, videos y audios ya vienen comprimidos.
    zip_ = ZipStream(compress_type=ZIP_STORED)
    renglones = []
    for numero, pieza in enumerate(piezas, start=1):
        evidencia = pieza.evidencia
        evidencia.original = originales[evidencia.original_id]
        nombre = _nombre(numero, evidencia, pieza.calidad)
        falta = OCULTA if pieza.oculta else _agregar(zip_, evidencia, nombre, pieza.calidad)
        renglones.append((nombre, evidencia, falta))
    zip_.add(_leeme(renglones), LEEME)
    return zip_


def _nombre(numero: int, evidencia: Evidencia, calidad: Calidad) -> str:
    dia = evidencia.capturada_en.astimezone(CENTRO)
    nombre = con_su_terminacion(evidencia.nombre_de_archivo, POR_MIME[evidencia.original.tipo])
    receta = PARA_WEB.get(Clase(evidencia.original.clase))
    if calidad == Calidad.WEB and receta:
        nombre = f"{tronco_de(nombre)}.{receta.extension}"
    return para_bajar(f"{numero:03d}-{dia:%Y-%m-%d}-{nombre}")


def _agregar(zip_: ZipStream, evidencia: Evidencia, nombre: str, calidad: Calidad) -> str:
    """Agrega el archivo o dice por qué no va."""
    original = evidencia.original
    if calidad == Calidad.ALTA:
        if almacen.pesa(almacen.originales(), nombre_de(original.huella)) is None:
            return "El original no está en el servidor."
        zip_.add(almacen.por_trozos(almacen.originales(), nombre_de(original.huella)), nombre)
        return ""
    try:
        zip_.add(publico_de(evidencia, PARA_WEB[Clase(original.clase)]).trozos(), nombre)
    except (DerivadoPendiente, KeyError):
        return "Todavía no tiene versión para web."
    if evidencia.difuminado == Difuminado.HECHO:
        return "Va difuminada."
    return ""


def _leeme(renglones: Iterable[tuple[str, Evidencia, str]]) -> bytes:
    """CSV en UTF-8 con marca, que Excel abre con sus acentos; nada que parezca fórmula."""
    texto = io.StringIO()
    hoja = csv.writer(texto)
    hoja.writerow(
        ["Archivo", "Fecha", "Título", "Pie de foto", "Crédito", "Quiénes aparecen", "Texto alternativo", "Nota"]
    )
    for nombre, e, falta in renglones:
        if falta == OCULTA:
            hoja.writerow(["", "", "", "", "", "", "", falta])
            continue
        celdas = (
            nombre,
            dia_de_captura(e),
            e.titulo,
            e.pie,
            e.credito,
            e.personas,
            e.texto_alternativo,
            falta,
        )
        hoja.writerow([celda(c) for c in celdas])
    return texto.getvalue().encode("utf-8-sig")
