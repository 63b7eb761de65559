"""Los ejes del plan municipal que rige y los boletines de cada uno, por la puerta de la edición."""

from django.utils.text import slugify

from boletines.models import Boletin
from pmd.models import ElementoDelPMD, PlanMunicipal
from portal.consultas.boletines import publicos
from portal.consultas.edicion import Edicion

CARPETA = "/plan-municipal/"
EN_EL_EJE = 48  # los últimos; los demás están en el archivo


def plan_que_rige(edicion: Edicion) -> PlanMunicipal | None:
    return edicion.una_vez("pmd", lambda: PlanMunicipal.objects.filter(rige=True).first())


def ejes(edicion: Edicion) -> list[ElementoDelPMD]:
    return edicion.una_vez("ejes", lambda: list(ElementoDelPMD.objects.del_que_rige().ejes().order_by("orden", "pk")))


def ruta_del_eje(eje: ElementoDelPMD) -> str:
    return f"{CARPETA}{eje.pk}-{slugify(eje.texto)[:60]}/"


def boletines_del_eje(eje: ElementoDelPMD, edicion: Edicion) -> list[Boletin]:
    """Los que esa edición muestra, de lo último a lo primero; el que lleva dos líneas del eje va una vez."""
    llevan = Boletin.lineas.through.objects.filter(elementodelpmd__eje=eje).values("boletin")
    return list(publicos(edicion).filter(pk__in=llevan)[:EN_EL_EJE])


def ejes_del_boletin(boletin: Boletin, edicion: Edicion) -> list[ElementoDelPMD]:
    """Los suyos, del plan que rige. Quien lo leyó con todo ya sabe si lleva alguno."""
    suyos = getattr(boletin, "sus_ejes", None)
    if suyos is None:
        suyos = list(boletin.lineas.values_list("eje", flat=True))
    return [eje for eje in ejes(edicion) if eje.pk in suyos] if suyos else []
