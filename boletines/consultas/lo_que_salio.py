"""Lo que el público ve de un boletín mientras el freno de mano detiene una corrección suya: lo último que salió.

La corrección ya está en la base, aprobada y publicada, pero su página espera. Quien lee para el público pasa por aquí.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Literal

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce
from django.db.models.query import ModelIterable

from boletines.estados import CORREGIBLES
from boletines.models import Boletin, Correccion, CorteDeBoletin, FotoDeBoletin
from boletines.models.foto import PALABRAS
from difusion.estados import EstadoEnvio
from difusion.models import Freno
from media_library.models import Corte, Evidencia

ESPERAN = Correccion.objects.exclude(antes={}).filter(envio__estado=EstadoEnvio.PENDIENTE).order_by("version", "pk")
Detenidas = dict[int, int]
FRENADO = Exists(Freno.objects.filter(puesto=True))
# La primera de las que esperan: lo que decía antes de ella es lo último que salió. Sin freno no cuesta nada.
DETENIDA = Case(When(FRENADO, then=Subquery(ESPERAN.filter(boletin=OuterRef("pk")).values("pk")[:1])))
# Cuándo cambió lo que se ve: la última corrección que salió, o su publicación.
ACTUALIZADO = Coalesce(
    Subquery(
        Correccion.objects.filter(boletin=OuterRef("pk"))
        .exclude(FRENADO, pk__in=ESPERAN.order_by().values("pk"))
        .order_by("-corregido_en")
        .values("corregido_en")[:1]
    ),
    "publicado_en",
)
# El mismo peso por campo que `boletines.models.boletin.VECTOR`.
VECTOR_DE_ANTES = (
    SearchVector(KT("antes__titulo"), config="spanish", weight="A")
    + SearchVector(KT("antes__sumario"), KT("antes__cuerpo"), config="spanish", weight="B")
    + SearchVector(KT("antes__busqueda"), config="spanish", weight="C")
)


def como_salieron(boletines: QuerySet[Boletin]) -> QuerySet[Boletin]:
    """Los mismos, cada uno con el texto, las fotos, los cortes y las correcciones que el público puede ver."""
    if "detenida" in boletines.query.annotations:
        return boletines
    fieles = boletines.annotate(detenida=DETENIDA)
    # Se aplica a cada boletín que se lea, sin que nadie deba acordarse; Django no da otra entrada.
    fieles._iterable_class = _ComoSalieron  # noqa: SLF001 - ídem
    return fieles


def valores_como_salieron(boletines: QuerySet[Boletin], campos: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Lo mismo que `values(*campos)`."""
    for leido in como_salieron(boletines).values(*campos, "detenida"):
        if detenida := leido.pop("detenida"):
            antes = Correccion.objects.get(pk=detenida).antes
            leido |= {campo: antes[campo] for campo in campos if campo in CORREGIBLES}
        yield leido


def ya_salieron(correcciones: QuerySet[Correccion]) -> QuerySet[Correccion]:
    """Sin las que el freno detiene."""
    return correcciones.exclude(FRENADO, pk__in=ESPERAN.order_by().values("pk"))


def detenidas() -> Detenidas:
    """De cada boletín con una corrección detenida, cuál es la primera."""
    return dict(ESPERAN.filter(FRENADO).reverse().values_list("boletin", "pk"))


def que_dicen(consulta: SearchQuery, frenadas: Detenidas) -> Q:
    """La condición de los que se hallan con esas palabras: una corrección detenida tampoco se puede adivinar así."""
    de_antes = Correccion.objects.alias(v=VECTOR_DE_ANTES).filter(v=consulta)
    return _como_se_ve(Q(vector=consulta), de_antes, frenadas)


def que_llevan(medio: Literal["fotos", "cortes"], tiene: Q, frenadas: Detenidas) -> Q:
    """La condición de los que llevan fotos o cortes, según la condición que lo dice de los demás."""
    return _como_se_ve(tiene, Correccion.objects.exclude(**{f"antes__{medio}": []}), frenadas)


def _como_se_ve(condicion: Q, de_antes: QuerySet[Correccion], frenadas: Detenidas) -> Q:
    """Lo que vale para todos y, de los que tienen una corrección detenida, los que cumplían antes de ella."""
    if not frenadas:
        return condicion
    cumplian = list(de_antes.filter(pk__in=frenadas.values()).values_list("boletin", flat=True))
    return (condicion & ~Q(pk__in=frenadas.keys())) | Q(pk__in=cumplian)


class _ComoSalieron(ModelIterable):
    def __iter__(self) -> Iterator[Boletin]:
        for boletin in super().__iter__():
            if boletin.detenida:
                _volver(boletin, Correccion.objects.get(pk=boletin.detenida))
            yield boletin


def _volver(boletin: Boletin, detenida: Correccion) -> None:
    for campo in CORREGIBLES:
        setattr(boletin, campo, detenida.antes[campo])
    fotos = Evidencia.objects.select_related("original").prefetch_related("consentimientos", "original__derivados")
    cortes = Corte.objects.select_related("evidencia__original", "evidencia__subtitulos").prefetch_related(
        "evidencia__consentimientos", "evidencia__original__derivados"
    )
    palabras = {pk: dict(zip(PALABRAS, dichas, strict=True)) for pk, *dichas in detenida.antes["fotos"]}
    _recordar(
        boletin,
        "fotos",
        [
            FotoDeBoletin(boletin=boletin, evidencia=una, orden=lugar, **palabras[una.pk])
            for lugar, una in enumerate(_en_su_orden(fotos, list(palabras)))
        ],
    )
    _recordar(
        boletin,
        "cortes",
        [
            CorteDeBoletin(boletin=boletin, corte=uno, orden=lugar)
            for lugar, uno in enumerate(_en_su_orden(cortes, detenida.antes["cortes"]))
        ],
    )
    _recordar(boletin, "correcciones", list(Correccion.objects.filter(boletin=boletin, version__lt=detenida.version)))


def _en_su_orden(todas: QuerySet[Any], claves: list[int]) -> list[Any]:
    halladas = todas.in_bulk(claves)
    return [halladas[pk] for pk in claves if pk in halladas]


def _recordar(boletin: Boletin, relacion: str, filas: list[Any]) -> None:
    """Pone lo que una consulta anticipada habría traído."""
    conjunto = getattr(boletin, relacion).all()
    conjunto._result_cache, conjunto._prefetch_done = filas, True  # noqa: SLF001 - lo mismo que hace Django
    anticipado = boletin.__dict__.setdefault("_prefetched_objects_cache", {})
    anticipado[relacion] = conjunto
