"""Hacer la tarjeta y el Word de un boletín que ya está en el portal, de uno en uno o de poco en poco."""

from datetime import datetime

from boletines.dominio.docx import docx_de_boletin
from boletines.models import Boletin
from personas.dominio.documento import compilar_imagen
from portal import consultas
from portal.dominio import arbol, construccion
from portal.dominio.actualizar import apuntar_lo_que_falta
from portal.dominio.paginas import despues
from portal.dominio.paginas.marco import oficina
from portal.edicion import Edicion, ediciones

EN_UNA_VUELTA = 20  # los que se hacen antes de soltar el turno: lo recién publicado no espera detrás
SE_MIRAN = 100


def completar_boletin(boletin: Boletin, ahora: datetime) -> None:
    """Hace lo que le falte en cada edición y vuelve a escribir su página con ello. Repetirlo no cambia nada."""
    for edicion in ediciones(ahora):
        visible = consultas.con_todo(edicion.boletines().filter(pk=boletin.pk)).first()
        if visible is not None:
            _completar(visible, edicion)


def completar_el_archivo(antes_de: int | None, ahora: datetime, *, en_una_vuelta: int = EN_UNA_VUELTA) -> None:
    """Los que quedaron sin lo suyo al rehacer el portal, del último al primero; deja apuntada la siguiente vuelta."""
    emitidos = Boletin.objects.emitidos_al(ahora).order_by("-pk")
    claves = list((emitidos.filter(pk__lt=antes_de) if antes_de else emitidos).values_list("pk", flat=True)[:SE_MIRAN])
    hechos = 0
    for visto in claves:
        for edicion in ediciones(ahora):
            visible = consultas.con_todo(edicion.boletines().filter(pk=visto)).first()
            hechos += visible is not None and _completar(visible, edicion)
        if hechos >= en_una_vuelta:
            break
    if claves:
        apuntar_lo_que_falta(antes_de=visto, ahora=ahora)


def _completar(boletin: Boletin, edicion: Edicion) -> bool:
    faltan = despues.faltan(boletin, edicion)
    for ruta in faltan:
        arbol.escribir(ruta, _hacer(ruta, boletin, edicion), en=edicion.raiz)
    if faltan:
        construccion.escribir_visible(boletin, edicion)
    return bool(faltan)


def _hacer(ruta: str, boletin: Boletin, edicion: Edicion) -> bytes:
    if ruta.endswith(".docx"):
        return docx_de_boletin(boletin, edicion.ahora, oficina=oficina(edicion))
    return compilar_imagen("tarjeta_de_boletin.typ", despues.datos_de_tarjeta(boletin, edicion))
