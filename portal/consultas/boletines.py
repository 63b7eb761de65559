"""Los boletines que una edición muestra. Todo pasa por la puerta: la edición que se mira."""

from datetime import datetime

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet

from boletines.consultas.lo_que_salio import como_salieron, que_llevan, ya_salieron
from boletines.estados import EstadoBoletin
from boletines.models import Boletin, Correccion, CorteDeBoletin, FotoDeBoletin
from portal.consultas.edicion import Edicion

EN_FEED = 30
EN_GALERIA = 48
CARTAS = "evidencia__consentimientos"  # sin carta vigente, una foto no se ve
DERIVADOS = "evidencia__original__derivados"


def con_sus_fotos(boletines: QuerySet[Boletin], *ademas: str) -> QuerySet[Boletin]:
    """Como salieron, con su dependencia, sus fotos y las cartas de éstas en cuatro consultas; sin lo de buscar."""
    fotos = FotoDeBoletin.objects.select_related("evidencia__original").prefetch_related(CARTAS, *ademas)
    return (
        como_salieron(boletines)
        .defer("busqueda", "vector")
        .select_related("dependencia", "comunidad")
        .prefetch_related(Prefetch("fotos", fotos))
    )


def con_todo(boletines: QuerySet[Boletin]) -> QuerySet[Boletin]:
    """Lo que se escribe de un boletín: fotos, cortes, los archivos de ambos y correcciones, en nueve consultas."""
    cortes = CorteDeBoletin.objects.select_related("corte__evidencia__original", "corte__evidencia__subtitulos")
    cortes = cortes.prefetch_related(f"corte__{CARTAS}", f"corte__{DERIVADOS}")
    return con_sus_fotos(boletines, DERIVADOS).prefetch_related(Prefetch("cortes", cortes), "correcciones")


def publicos(edicion: Edicion) -> QuerySet[Boletin]:
    """Los boletines que esa edición muestra, de lo último a lo primero."""
    return con_sus_fotos(edicion.boletines()).order_by("-publicado_en", "-pk")


def recientes(edicion: Edicion, cuantos: int) -> list[Boletin]:
    """Los últimos; hasta treinta."""
    return edicion.una_vez("recientes", lambda: list(publicos(edicion)[:EN_FEED]))[:cuantos]


def con_fotos(edicion: Edicion, cuantos: int = EN_GALERIA) -> list[Boletin]:
    """Los últimos que llevan fotografías."""
    tiene = Q(Exists(FotoDeBoletin.objects.filter(boletin=OuterRef("pk"))))
    con_foto = publicos(edicion).filter(que_llevan("fotos", tiene, edicion.detenidas))
    return edicion.una_vez("con fotos", lambda: list(con_foto[:EN_GALERIA]))[:cuantos]


def ocultos(edicion: Edicion) -> QuerySet[Boletin]:
    """Lo emitido que la suspensión de esa edición no deja ver."""
    return Boletin.objects.emitidos_al(edicion.ahora).suspendidos_por(edicion.suspension).order_by("publicado_en", "pk")


def correcciones(edicion: Edicion, desde: datetime) -> list[Correccion]:
    """Las correcciones publicadas de boletines a la vista, de la última a la primera."""
    hechas = Correccion.objects.filter(boletin__in=edicion.boletines(), corregido_en__gt=desde)
    ultimas = list(ya_salieron(hechas).order_by("-corregido_en", "-pk")[:200])
    corregidos = edicion.boletines().in_bulk({c.boletin_id for c in ultimas})
    for correccion in ultimas:
        correccion.boletin = corregidos[correccion.boletin_id]
    return ultimas


def retirados(edicion: Edicion, desde: datetime) -> list[Boletin]:
    """Los retirados que alguna vez se vieron; en suspensión, sólo los que esa edición mostraría."""
    filas = Boletin.objects.filter(estado=EstadoBoletin.RETIRADO, retirado_en__gt=desde)
    filas = filas.exclude(embargo_hasta__isnull=False, retirado_en__lt=F("embargo_hasta"))
    return list(como_salieron(filas.permitidos_en(edicion.suspension)).order_by("-retirado_en", "-pk")[:200])
