"""Volver a sacar cada huella que se guarda: una que nadie recalcula no prueba nada.

Los originales los relee `media_library.dominio.originales.integridad`; la bitácora, `nucleo.dominio.bitacora`.
"""

import gzip
import hashlib
import zlib
from collections.abc import Iterator

from boletines.dominio.despues import retiro
from boletines.dominio.revision.huella import huella_del_contenido
from boletines.models import Boletin, Captura, RetiroUrgente
from media_library.clientes import almacen
from media_library.dominio.originales.guardar import nombre_de
from media_library.models import Original
from paginas.dominio.comprobar import carpeta_de_capturas
from paginas.models import Comprobacion
from portal.dominio.ediciones import actas
from portal.models import ActaDeEdicion

POR_VUELTA = 200


def aprobados_cambiados() -> Iterator[str]:
    """Los boletines publicados o retirados que ya no dicen lo que se aprobó."""
    emitidos = Boletin.objects.exclude(publicado_en=None).exclude(huella_aprobada="").order_by("pk")
    for boletin in emitidos.prefetch_related("fotos__evidencia").iterator(POR_VUELTA):
        if huella_del_contenido(boletin) != boletin.huella_aprobada:
            yield f"{boletin.folio} no dice lo que se aprobó: su texto o sus fotos cambiaron fuera del sistema."


def relaciones_cambiadas() -> Iterator[str]:
    """Las actas cuya relación ya no da su huella."""
    for acta in ActaDeEdicion.objects.order_by("pk").iterator(POR_VUELTA):
        if actas.huella_de(acta.relacion) != acta.huella:
            yield f"El acta de edición {acta.pk} no da su huella: su relación cambió."
    for urgente in RetiroUrgente.objects.order_by("pk").iterator(POR_VUELTA):
        if retiro.huella_de(urgente.relacion) != urgente.huella:
            yield f"El acta del retiro urgente {urgente.pk} no da su huella: su relación cambió."


def capturas_cambiadas() -> Iterator[str]:
    """Las capturas de páginas, las nuestras y las oficiales, que faltan o ya no son lo que se recibió."""
    for captura in Captura.objects.order_by("pk").iterator(POR_VUELTA):
        if hashlib.sha256(captura.contenido).hexdigest() != captura.huella:
            yield f"La captura de retiro {captura.huella} cambió."
    nombres = Comprobacion.objects.exclude(archivo="").order_by("archivo").values_list("archivo", flat=True).distinct()
    for nombre in nombres.iterator(POR_VUELTA):
        if falta := _que_le_pasa_a_la_captura(nombre):
            yield f"La captura {nombre} {falta}."


def _que_le_pasa_a_la_captura(nombre: str) -> str:
    try:
        contenido = gzip.decompress((carpeta_de_capturas() / nombre).read_bytes())
    except FileNotFoundError:
        return "falta"
    except (OSError, EOFError, zlib.error):
        return "está dañada"
    if hashlib.sha256(contenido).hexdigest() != nombre.partition(".")[0]:
        return "cambió"
    return ""


def originales_ajenos() -> Iterator[str]:
    """Lo que hay en la carpeta de originales y no es de ninguno: nadie debe escribir ahí a mano."""
    donde = almacen.originales()
    if not almacen.es_local(donde):
        return
    conocidos = {nombre_de(huella) for huella in Original.objects.values_list("huella", flat=True).iterator()}
    yield from (f"originales/{nombre} no es de ningún original." for nombre in almacen.nombres(donde) - conocidos)
