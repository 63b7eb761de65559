"""Cómo se verá en el portal un boletín que todavía no se publica: su página y la imagen con que se comparte."""

import re
from datetime import datetime

from boletines.dominio.despues.derechos import fotos_que_salen
from boletines.models import Boletin
from media_library.dominio.versiones.publico import DerivadoPendiente, bytes_publicos, derivado_hecho
from media_library.models.receta import FOTO_MEDIANA, Receta
from personas.dominio.documento import compilar_imagen
from portal.consultas.boletines import con_todo
from portal.consultas.edicion import Edicion
from portal.dominio.ejemplar.documentos import datos_de_tarjeta
from portal.dominio.ejemplar.ejemplar import Ejemplar
from portal.dominio.pintado.articulo import articulo

ARCHIVO = re.compile(r"foto-(\d{1,4})-(w(?:320|800|1600)\.(?:webp|jpg))")


def pagina_previa(pk: int, ahora: datetime) -> str:
    """La misma página del portal, con la fecha en que saldría y las fotos servidas desde la oficina."""
    return articulo(Ejemplar(_como_saldria(pk, ahora), Edicion.vigente(ahora), es_previa=True))


def _como_saldria(pk: int, ahora: datetime) -> Boletin:
    boletin = con_todo(Boletin.objects.filter(pk=pk)).get()
    boletin.publicado_en = boletin.publicado_en or max(
        filter(None, (ahora, boletin.publicar_en, boletin.embargo_hasta))
    )
    return boletin


def foto_previa(pk: int, archivo: str, ahora: datetime) -> bytes | None:
    """Una versión de una de sus fotos, si puede verse y ya está hecha."""
    pedida = ARCHIVO.fullmatch(archivo)
    foto = dict(fotos_que_salen(_como_saldria(pk, ahora), ahora)).get(int(pedida[1])) if pedida else None
    try:
        return bytes_publicos(foto.evidencia, receta=Receta.leer(pedida[2])) if foto and pedida else None
    except DerivadoPendiente:
        return None


def imagen_al_compartir(pk: int, ahora: datetime) -> tuple[bytes, str]:
    """La imagen de las redes y su tipo: el recorte de la foto principal o, sin fotos, la tarjeta."""
    boletin = _como_saldria(pk, ahora)
    salen = fotos_que_salen(boletin, ahora)
    if not salen:
        datos = datos_de_tarjeta(boletin, Edicion.vigente(ahora))
        return compilar_imagen("tarjeta_de_boletin.typ", datos), "image/png"
    evidencia = salen[0][1].evidencia
    receta = Receta.de_recorte("og", evidencia.foco)
    esta = derivado_hecho(evidencia, evidencia.receta_publica(receta))
    return bytes_publicos(evidencia, receta=receta if esta else FOTO_MEDIANA), "image/jpeg"
