"""Los boletines que una edición muestra. Todo pasa por la puerta: la edición que se mira."""

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, IntegerField, OuterRef, Prefetch, Q, QuerySet, Value

from boletines.consultas.lo_que_salio import ACTUALIZADO, como_salieron, que_llevan, ya_salieron
from boletines.estados import EstadoBoletin
from boletines.models import Boletin, Correccion, CorteDeBoletin, FotoDeBoletin
from portal.consultas.edicion import Edicion

EN_FEED = 30
EN_GALERIA = 48
EN_NOTICIAS = 1000  # lo más que admite un mapa de noticias
CARTAS = "evidencia__consentimientos"  # sin carta vigente, una foto no se ve
DERIVADOS = "evidencia__original__derivados"


def con_sus_fotos(boletines: QuerySet[Boletin], *ademas: str) -> QuerySet[Boletin]:
    """Como salieron, con su dependencia, sus fotos y las cartas de éstas en cuatro consultas; sin lo de buscar."""
    fotos = FotoDeBoletin.objects.select_related("evidencia__original").prefetch_related(CARTAS, *ademas)
    return (
        como_salieron(boletines)
        .annotate(actualizado_en=ACTUALIZADO)
        .defer("busqueda", "vector")
        .select_related("dependencia", "comunidad")
        .prefetch_related(Prefetch("fotos", fotos))
    )


def con_todo(boletines: QuerySet[Boletin]) -> QuerySet[Boletin]:
    """Lo que se escribe de un boletín: fotos, cortes, los archivos de ambos y correcciones, en nueve consultas."""
    cortes = CorteDeBoletin.objects.select_related("corte__evidencia__original", "corte__evidencia__subtitulos")
    cortes = cortes.prefetch_related(f"corte__{CARTAS}", f"corte__{DERIVADOS}")
    leidos = con_sus_fotos(boletines, DERIVADOS).annotate(sus_ejes=sus_ejes())
    return leidos.prefetch_related(Prefetch("cortes", cortes), "correcciones")


def sus_ejes() -> ArraySubquery:
    """Los ejes del plan municipal a los que sirve, leídos con él: saber si lleva alguno no cuesta otra consulta."""
    llevan = Boletin.lineas.through.objects.filter(boletin=OuterRef("pk"))
    return ArraySubquery(llevan.order_by().values("elementodelpmd__eje").distinct())


def visibles(edicion: Edicion) -> QuerySet[Boletin]:
    """Los boletines que esa edición muestra, de lo último a lo primero, para escoger de ellos."""
    emitidos = Boletin.objects.emitidos_al(edicion.ahora).permitidos_en(edicion.suspension)
    return emitidos.order_by("-publicado_en", "-pk")


def publicos(edicion: Edicion) -> QuerySet[Boletin]:
    """Los mismos, cada uno como salió y con lo que se pinta en una lista."""
    return con_sus_fotos(visibles(edicion))


@dataclass(frozen=True)
class Lectura:
    """Una lista de boletines, de lo último a lo primero: con qué nombre se recuerda y cuáles son."""

    clave: Hashable
    cuales: QuerySet[Boletin]

    def llaves(self, edicion: Edicion) -> list[int]:
        return edicion.una_vez(self.clave, lambda: list(self.cuales.values_list("pk", flat=True)))

    def leer(self, edicion: Edicion) -> list[Boletin]:
        """Sus boletines; el que ya se leyó para otra página no se lee otra vez."""
        return leer_los(self.llaves(edicion), edicion)


def leer_los(llaves: Sequence[int], edicion: Edicion) -> list[Boletin]:
    """Los de esas llaves, en su orden, con lo que se pinta en una lista."""
    leidos: dict[int, Boletin] = edicion.una_vez("boletines", dict)
    if faltan := [pk for pk in llaves if pk not in leidos]:
        leidos |= {b.pk: b for b in con_sus_fotos(Boletin.objects.filter(pk__in=faltan))}
    return [leidos[pk] for pk in llaves if pk in leidos]


def adelantar(lecturas: Sequence[Lectura], edicion: Edicion) -> None:
    """Lee varias listas de una vez: una consulta para saber cuáles son y una lectura para todos."""
    partes = [
        lectura.cuales.values_list(Value(lugar, IntegerField()), "publicado_en", "pk")
        for lugar, lectura in enumerate(lecturas)
    ]
    por_lista: dict[int, list[tuple[datetime, int]]] = defaultdict(list)
    for lugar, publicado_en, pk in partes[0].union(*partes[1:], all=True):
        por_lista[lugar].append((publicado_en, pk))
    for lugar, lectura in enumerate(lecturas):
        edicion.leido[lectura.clave] = [pk for _, pk in sorted(por_lista[lugar], reverse=True)]
    leer_los(list({pk for suyos in por_lista.values() for _, pk in suyos}), edicion)


def lectura_de_recientes(edicion: Edicion) -> Lectura:
    return Lectura("recientes", visibles(edicion)[:EN_FEED])


def recientes(edicion: Edicion, cuantos: int = EN_FEED) -> list[Boletin]:
    """Los últimos; hasta treinta."""
    return lectura_de_recientes(edicion).leer(edicion)[:cuantos]


def lectura_de_noticias(edicion: Edicion) -> Lectura:
    desde = edicion.ahora - timedelta(hours=48)
    return Lectura("noticias", visibles(edicion).filter(publicado_en__gt=desde)[:EN_NOTICIAS])


def de_dos_dias(edicion: Edicion) -> list[Boletin]:
    """Lo publicado en las últimas 48 horas: lo que los buscadores leen como noticia."""
    return lectura_de_noticias(edicion).leer(edicion)


def lectura_de_con_fotos(edicion: Edicion) -> Lectura:
    tiene = Q(Exists(FotoDeBoletin.objects.filter(boletin=OuterRef("pk"))))
    return Lectura("con fotos", visibles(edicion).filter(que_llevan("fotos", tiene, edicion.detenidas))[:EN_GALERIA])


def con_fotos(edicion: Edicion, cuantos: int = EN_GALERIA) -> list[Boletin]:
    """Los últimos que llevan fotografías."""
    return lectura_de_con_fotos(edicion).leer(edicion)[:cuantos]


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
