"""Hacer la tarjeta, el PDF y el Word de un boletín que ya está en el portal, de uno en uno o de poco en poco."""

from dataclasses import dataclass, field
from datetime import datetime

from boletines.models import Boletin
from portal import consultas
from portal.dominio import construccion, documentos
from portal.dominio.actualizar import apuntar_lo_de_despues, apuntar_lo_que_falta
from portal.dominio.paginas import despues
from portal.edicion import Edicion, ediciones

EN_UNA_VUELTA = 20  # los que se hacen antes de soltar el turno: lo recién publicado no espera detrás
SE_MIRAN = 100


class FaltaAlgo(Exception):  # noqa: N818 - las excepciones son frases (CONTRIBUTING.md)
    """Un documento o la tarjeta no se pudo hacer; la página ya está."""


@dataclass
class Quedo:
    """Lo que se hizo de un boletín y lo que no se pudo."""

    hechos: list[str] = field(default_factory=list)
    fallas: list[str] = field(default_factory=list)


def completar_boletin(boletin: Boletin, ahora: datetime) -> None:
    """Hace lo que le falte en cada edición y vuelve a escribir su página con ello. Repetirlo no cambia nada.

    Si algo no se puede hacer, lo demás se hace igual y al final se dice qué faltó (`FaltaAlgo`).
    """
    fallas: list[str] = []
    for edicion in ediciones(ahora):
        visible = consultas.con_todo(edicion.boletines().filter(pk=boletin.pk)).first()
        if visible is not None:
            fallas += _completar(visible, edicion).fallas
    if fallas:
        raise FaltaAlgo(" ".join(dict.fromkeys(fallas)))


def completar_el_archivo(antes_de: int | None, ahora: datetime, *, en_una_vuelta: int = EN_UNA_VUELTA) -> None:
    """Los que quedaron sin lo suyo al rehacer el portal, del último al primero; deja apuntada la siguiente vuelta.

    Al que algo le falle se le apunta aparte, donde su falla se ve: no detiene a los demás.
    """
    emitidos = Boletin.objects.emitidos_al(ahora).order_by("-pk")
    claves = list((emitidos.filter(pk__lt=antes_de) if antes_de else emitidos).values_list("pk", flat=True)[:SE_MIRAN])
    hechos = 0
    for visto in claves:
        for edicion in ediciones(ahora):
            visible = consultas.con_todo(edicion.boletines().filter(pk=visto)).first()
            if visible is None:
                continue
            quedo = _completar(visible, edicion)
            hechos += bool(quedo.hechos or quedo.fallas)
            if quedo.fallas:
                apuntar_lo_de_despues(visible, ahora=ahora)
        if hechos >= en_una_vuelta:
            break
    if claves:
        apuntar_lo_que_falta(antes_de=visto, ahora=ahora)


def _completar(boletin: Boletin, edicion: Edicion) -> Quedo:
    quedo = Quedo()
    for ruta in despues.faltan(boletin, edicion):
        falla = documentos.hacer(ruta, boletin, edicion)
        (quedo.fallas if falla else quedo.hechos).append(falla or ruta)
    if quedo.hechos:
        construccion.escribir_visible(boletin, edicion)
    return quedo
