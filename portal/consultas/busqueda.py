"""La búsqueda pública: en español, sin importar acentos, con lo escrito tal cual por delante."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import F, Q, QuerySet, Value

from boletines.consultas.lo_que_salio import que_dicen
from boletines.models import Boletin
from nucleo.texto.formato import CENTRO, plegar
from portal.consultas.boletines import con_sus_fotos
from portal.consultas.edicion import Edicion
from portal.consultas.series import POR_PAGINA

CANDIDATOS = 240  # veinte páginas de resultados
# Pesos D, C, B, A: el plegado es C; sin él, sólo cuenta lo escrito con sus acentos y su ñ (docs/dominio.md, regla 39).
SOLO_EXACTO = [0.0, 0.0, 0.4, 1.0]
FACETAS = ("tema", "dependencia", "comunidad")


@dataclass(frozen=True)
class Filtro:
    """Lo que acota la búsqueda; todo viaja en la dirección."""

    texto: str = ""
    tema: str = ""
    dependencia: int | None = None
    comunidad: int | None = None
    desde: date | None = None
    hasta: date | None = None

    @property
    def hay(self) -> bool:
        return bool(self.parametros())

    def con(self, **cambios: Any) -> "Filtro":
        return replace(self, **cambios)

    def parametros(self) -> dict[str, Any]:
        """Lo que va en la dirección, sin lo vacío."""
        todos = {"q": self.texto} | {c: getattr(self, c) for c in (*FACETAS, "desde", "hasta")}
        return {clave: valor for clave, valor in todos.items() if valor}


@dataclass(frozen=True)
class Hallazgos:
    """Una página de lo encontrado, cuántos son (hasta `CANDIDATOS`) y cómo se reparten."""

    boletines: Sequence[Boletin]
    hay_mas: bool
    total: int = 0
    hay_mas_de_lo_contado: bool = False
    reparto: dict[str, Counter[Any]] = field(default_factory=dict)


def buscar_en(filtro: Filtro, edicion: Edicion, *, pagina: int = 1) -> Hallazgos:
    """Busca entre lo que muestra esa edición, de lo más parecido a lo menos. Cinco consultas; seis, muy adentro.

    El parecido y las cuentas se toman de los más recientes que coinciden: así una palabra común cuesta lo mismo
    con doscientos boletines que con doscientos mil.
    """
    encontrados = _encontrados(filtro, edicion)
    filas = list(encontrados.values_list("pk", "tema", "dependencia_id", "comunidad_id")[: CANDIDATOS + 1])
    desde, hay_de_mas = (pagina - 1) * POR_PAGINA, len(filas) > CANDIDATOS
    claves = [fila[0] for fila in filas[desde : min(desde + POR_PAGINA + 1, CANDIDATOS)]]
    if hay_de_mas and not filtro.texto and desde + POR_PAGINA >= CANDIDATOS:
        claves = list(encontrados.values_list("pk", flat=True)[desde : desde + POR_PAGINA + 1])
    orden = {pk: lugar for lugar, pk in enumerate(claves[:POR_PAGINA])}
    boletines = sorted(con_sus_fotos(Boletin.objects.filter(pk__in=orden)), key=lambda b: orden[b.pk])
    columnas = zip(*filas, strict=True) if filas and not hay_de_mas else ()
    reparto = {clave: Counter(valores) for clave, valores in zip(("", *FACETAS), columnas, strict=False) if clave}
    return Hallazgos(boletines, len(claves) > POR_PAGINA, min(len(filas), CANDIDATOS), hay_de_mas, reparto)


def la_primera_que_halla(propuestas: Sequence[str], edicion: Edicion) -> str:
    """La primera con que se encontraría algo en esa edición: una sugerencia no puede delatar lo que no se ve."""
    visibles = edicion.boletines().order_by()
    una_por_propuesta = [
        visibles.filter(que_dicen(_consulta(p), edicion.detenidas)).annotate(n=Value(n)).values_list("n", flat=True)[:1]
        for n, p in enumerate(propuestas)
    ]
    if not una_por_propuesta:
        return ""
    hallan = una_por_propuesta[0].union(*una_por_propuesta[1:], all=True)
    return propuestas[min(hallan)] if hallan else ""


def acotados(filtro: Filtro, edicion: Edicion) -> QuerySet[Boletin]:
    """Los que muestra esa edición y cumplen lo que no son palabras."""
    boletines = edicion.boletines()
    iguales = {"tema": filtro.tema, "dependencia_id": filtro.dependencia, "comunidad_id": filtro.comunidad}
    boletines = boletines.filter(**{campo: valor for campo, valor in iguales.items() if valor})
    if filtro.desde:
        boletines = boletines.filter(publicado_en__gte=_al_empezar(filtro.desde))
    if filtro.hasta:
        boletines = boletines.filter(publicado_en__lt=_al_empezar(filtro.hasta + timedelta(days=1)))
    return boletines


def _al_empezar(dia: date) -> datetime:
    return datetime.combine(dia, time(tzinfo=CENTRO))


def _encontrados(filtro: Filtro, edicion: Edicion) -> QuerySet[Boletin]:
    boletines = acotados(filtro, edicion)
    if not filtro.texto:
        return boletines.order_by("-publicado_en", "-pk")
    if folio := _folio(filtro.texto):
        return boletines.filter(**folio).order_by("-pk")
    coincide = que_dicen(_consulta(filtro.texto), edicion.detenidas)
    if filtro.texto.isdecimal() and len(filtro.texto) < 7:  # noqa: PLR2004 - «45» y «045» también son un folio
        coincide |= Q(consecutivo=int(filtro.texto))
    recientes = boletines.filter(coincide).order_by("-publicado_en", "-pk").values("pk")[: CANDIDATOS + 1]
    exacto = SearchRank(F("vector"), _exacta(filtro.texto), weights=SOLO_EXACTO)
    parecido = SearchRank(F("vector"), _consulta(filtro.texto))
    return Boletin.objects.filter(pk__in=recientes).order_by(exacto.desc(), parecido.desc(), "-publicado_en", "-pk")


def _exacta(texto: str) -> SearchQuery:
    return SearchQuery(texto, config="spanish", search_type="websearch")


def _consulta(texto: str) -> SearchQuery:
    return _exacta(texto) | _exacta(plegar(texto))


def _folio(texto: str) -> dict[str, object]:
    """Si el texto es un folio («CS/045/2021»), el filtro que lo encuentra."""
    partes = texto.strip().upper().split("/")
    if len(partes) == 3 and partes[1].isdecimal() and partes[2].isdecimal() and len(partes[1] + partes[2]) < 12:  # noqa: PLR2004 - serie/número/año
        return {"serie": partes[0], "consecutivo": int(partes[1]), "ejercicio": int(partes[2])}
    return {}
