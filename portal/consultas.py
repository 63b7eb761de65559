"""Lo que el portal lee. Todo pasa por la puerta `Boletin.objects.publicos`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import F, Prefetch, Q, QuerySet
from django.db.models.functions import ExtractMonth, ExtractYear

from agenda.models import Evento
from boletines.estados import EMITIDOS, Categoria
from boletines.models import Boletin, FotoDeBoletin
from nucleo.formato import CENTRO, MESES, plegar

POR_PAGINA = 12
EN_FEED = 30
CANDIDATOS = 240  # veinte páginas de resultados


def _con_fotos(boletines: QuerySet[Boletin]) -> QuerySet[Boletin]:
    fotos = FotoDeBoletin.objects.select_related("evidencia__original")
    return (
        boletines.defer("busqueda", "vector").select_related("dependencia").prefetch_related(Prefetch("fotos", fotos))
    )


def publicos(ahora: datetime) -> QuerySet[Boletin]:
    """Los boletines que el público puede ver, de lo último a lo primero."""
    return _con_fotos(Boletin.objects.publicos(ahora)).order_by("-publicado_en", "-pk")


def recientes(ahora: datetime, cuantos: int = POR_PAGINA) -> list[Boletin]:
    return list(publicos(ahora)[:cuantos])


def lugar_en_el_archivo(boletin: Boletin) -> int:
    """Cuántos se emitieron antes: fija su página para siempre (un retiro no recorre a los demás)."""
    antes = Q(publicado_en__lt=boletin.publicado_en) | Q(publicado_en=boletin.publicado_en, pk__lt=boletin.pk)
    return Boletin.objects.filter(antes, estado__in=EMITIDOS).count()


def pagina_del_archivo(numero: int, ahora: datetime) -> list[Boletin]:
    """La página `numero` contada desde el más antiguo; dentro, de lo último a lo primero."""
    desde = (numero - 1) * POR_PAGINA
    emitidos = Boletin.objects.filter(estado__in=EMITIDOS).order_by("publicado_en", "pk")
    claves = list(emitidos.values_list("pk", flat=True)[desde : desde + POR_PAGINA])
    return list(publicos(ahora).filter(pk__in=claves))


def paginas_del_archivo() -> int:
    total = Boletin.objects.filter(estado__in=EMITIDOS).count()
    return max(1, -(-total // POR_PAGINA))


def del_mes(ejercicio: int, mes: int, ahora: datetime) -> list[Boletin]:
    desde = datetime(ejercicio, mes, 1, tzinfo=CENTRO)
    hasta = datetime(ejercicio + mes // 12, mes % 12 + 1, 1, tzinfo=CENTRO)
    return list(publicos(ahora).filter(publicado_en__gte=desde, publicado_en__lt=hasta))


def de_la_categoria(categoria: str, ahora: datetime) -> list[Boletin]:
    return list(publicos(ahora).filter(categoria=categoria)[:POR_PAGINA])


@dataclass(frozen=True)
class Mes:
    """Un mes con boletines."""

    ejercicio: int
    numero: int

    @property
    def nombre(self) -> str:
        return MESES[self.numero - 1]

    @property
    def url(self) -> str:
        return f"/boletines/{self.ejercicio}/{self.numero:02d}/"


def meses_con_boletines(ahora: datetime) -> list[Mes]:
    """Los meses que tienen algo publicado, del último al primero."""
    filas = (
        Boletin.objects.publicos(ahora)
        .annotate(a=ExtractYear("publicado_en", tzinfo=CENTRO), m=ExtractMonth("publicado_en", tzinfo=CENTRO))
        .values_list("a", "m")
        .distinct()
        .order_by("-a", "-m")
    )
    return [Mes(a, m) for a, m in filas]


def categorias() -> list[tuple[str, str]]:
    return list(Categoria.choices)


def relacionados(boletin: Boletin, ahora: datetime) -> list[Boletin]:
    """Tres anteriores de la misma categoría: no cambian cuando se publica algo nuevo."""
    anteriores = publicos(ahora).filter(categoria=boletin.categoria, publicado_en__lt=boletin.publicado_en)
    return list(anteriores[:3])


def que_lo_relacionan(boletin: Boletin, ahora: datetime) -> list[Boletin]:
    """Los tres siguientes de su categoría: los únicos en cuya página aparece como relacionado."""
    siguientes = publicos(ahora).filter(categoria=boletin.categoria, publicado_en__gt=boletin.publicado_en)
    return list(siguientes.order_by("publicado_en", "pk")[:3])


def agenda_publica(desde: date, dias: int) -> list[Evento]:
    """Los eventos de la agenda pública entre dos días, con los cancelados a la vista."""
    inicio = datetime(desde.year, desde.month, desde.day, tzinfo=CENTRO)
    eventos = Evento.objects.en_agenda_publica().entre(inicio, inicio + timedelta(days=dias))
    return list(eventos.select_related("dependencia").order_by("inicio", "pk"))


@dataclass(frozen=True)
class Hallazgos:
    """Resultado de una búsqueda."""

    boletines: Sequence[Boletin]
    hay_mas: bool


def buscar(texto: str, ahora: datetime, *, pagina: int = 1) -> Hallazgos:
    """Busca en español sin importar acentos, de lo más parecido a lo menos. Dos consultas.

    El parecido se mide entre los más recientes que coinciden: así una palabra común cuesta lo mismo
    con doscientos boletines que con doscientos mil.
    """
    publicos_ = Boletin.objects.publicos(ahora)
    desde = (pagina - 1) * POR_PAGINA
    if folio := _folio(texto):
        encontrados = publicos_.filter(**folio).order_by("-pk")
    else:
        consulta = SearchQuery(texto, config="spanish", search_type="websearch") | SearchQuery(
            plegar(texto), config="spanish", search_type="websearch"
        )
        recientes_ = publicos_.filter(vector=consulta).order_by("-publicado_en", "-pk").values("pk")[:CANDIDATOS]
        parecido = SearchRank(F("vector"), consulta)
        encontrados = Boletin.objects.filter(pk__in=recientes_).order_by(parecido.desc(), "-publicado_en", "-pk")
    claves = list(encontrados.values_list("pk", flat=True)[desde : desde + POR_PAGINA + 1])
    orden = {pk: lugar for lugar, pk in enumerate(claves[:POR_PAGINA])}
    boletines = sorted(_con_fotos(Boletin.objects.filter(pk__in=orden)), key=lambda b: orden[b.pk])
    return Hallazgos(boletines, len(claves) > POR_PAGINA)


def _folio(texto: str) -> dict[str, object]:
    """Si el texto es un folio («CS/045/2021»), el filtro que lo encuentra."""
    partes = texto.strip().upper().split("/")
    if len(partes) == 3 and partes[1].isdecimal() and partes[2].isdecimal() and len(partes[1] + partes[2]) < 12:  # noqa: PLR2004 - serie/número/año
        return {"serie": partes[0], "consecutivo": int(partes[1]), "ejercicio": int(partes[2])}
    return {}
