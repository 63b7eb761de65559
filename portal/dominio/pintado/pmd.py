"""El plan municipal en el portal: el índice de ejes y la página de cada uno."""

from pmd.models import ElementoDelPMD
from portal.consultas.edicion import Edicion
from portal.consultas.pmd import boletines_del_eje, ejes, plan_que_rige, ruta_del_eje
from portal.dominio.pintado.marco import pintar
from portal.dominio.pintado.tarjetas import tarjetas


def indice(edicion: Edicion) -> str:
    plan = plan_que_rige(edicion)
    return pintar(
        "plan_municipal.html",
        edicion,
        plan=plan,
        ejes=[(ruta_del_eje(eje), eje) for eje in ejes(edicion)],
        actualizada_en=plan.cargado_en if plan else None,
    )


def eje(cual: ElementoDelPMD, edicion: Edicion) -> str:
    plan = plan_que_rige(edicion)
    return pintar(
        "eje.html",
        edicion,
        plan=plan,
        eje=cual,
        objetivos=[e for e in cual.de_este_eje.order_by("orden", "pk") if e.nivel == "objetivo"],
        tarjetas=tarjetas(boletines_del_eje(cual, edicion), edicion),
        actualizada_en=plan.cargado_en if plan else None,
    )
