"""La búsqueda pública: en español, sin importar acentos, con lo escrito tal cual por delante."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import F, Q, QuerySet

from boletines.estados import Categoria
from boletines.models import Boletin
from nucleo.formato import CENTRO, plegar
from portal.consultas import POR_PAGINA, con_sus_fotos

CANDIDATOS = 240  # veinte páginas de resultados
# Pesos D, C, B, A: el texto plegado es C; sin él, sólo cuenta lo escrito con sus acentos y su ñ (domain.md §4).
SOLO_EXACTO = [0.0, 0.0, 0.4, 1.0]


@dataclass(frozen=True)
class Filtro:
    """Lo que acota la búsqueda."""

    texto: str = ""
    tema: str = ""
    dependencia: str = ""
    ejercicio: str = ""

    @property
    def hay(self) -> bool:
        return bool(self.texto or self.tema or self.dependencia or self.ejercicio)


@dataclass(frozen=True)
class Hallazgos:
    """Resultado de una búsqueda."""

    boletines: Sequence[Boletin]
    hay_mas: bool


def buscar(filtro: Filtro, ahora: datetime, *, pagina: int = 1) -> Hallazgos:
    """Busca entre lo público, de lo más parecido a lo menos. Cinco consultas a lo más.

    El parecido se mide entre los más recientes que coinciden: así una palabra común cuesta lo mismo
    con doscientos boletines que con doscientos mil.
    """
    desde = (pagina - 1) * POR_PAGINA
    encontrados = _encontrados(filtro, _acotados(filtro, ahora))
    claves = list(encontrados.values_list("pk", flat=True)[desde : desde + POR_PAGINA + 1])
    orden = {pk: lugar for lugar, pk in enumerate(claves[:POR_PAGINA])}
    boletines = sorted(con_sus_fotos(Boletin.objects.filter(pk__in=orden)), key=lambda b: orden[b.pk])
    return Hallazgos(boletines, len(claves) > POR_PAGINA)


def hay_algo_con(palabra: str, ahora: datetime) -> bool:
    """Si el público encontraría algo con esa palabra: una sugerencia no puede delatar lo que no se ve."""
    return Boletin.objects.publicos(ahora).filter(vector=_consulta(palabra)).exists()


def _acotados(filtro: Filtro, ahora: datetime) -> QuerySet[Boletin]:
    boletines = Boletin.objects.publicos(ahora)
    if filtro.tema in Categoria.values:
        boletines = boletines.filter(categoria=filtro.tema)
    if filtro.dependencia.isdecimal():
        boletines = boletines.filter(dependencia_id=int(filtro.dependencia[:9]))
    if filtro.ejercicio.isdecimal() and len(filtro.ejercicio) == 4 and "1900" <= filtro.ejercicio < "2100":  # noqa: PLR2004 - cuatro cifras
        desde = datetime(int(filtro.ejercicio), 1, 1, tzinfo=CENTRO)
        boletines = boletines.filter(publicado_en__gte=desde, publicado_en__lt=desde.replace(year=desde.year + 1))
    return boletines


def _encontrados(filtro: Filtro, boletines: QuerySet[Boletin]) -> QuerySet[Boletin]:
    if not filtro.texto:
        return boletines.order_by("-publicado_en", "-pk")
    if folio := _folio(filtro.texto):
        return boletines.filter(**folio).order_by("-pk")
    coincide = Q(vector=_consulta(filtro.texto))
    if filtro.texto.isdecimal() and len(filtro.texto) < 7:  # noqa: PLR2004 - «45» y «045» también son un folio
        coincide |= Q(consecutivo=int(filtro.texto))
    recientes = boletines.filter(coincide).order_by("-publicado_en", "-pk").values("pk")[:CANDIDATOS]
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
