"""Lo que el portal lee. Todo pasa por la puerta: `Boletin.objects.publicos` o la edición que se construye."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.utils.text import slugify

from agenda.models import Evento
from boletines.consultas.lo_que_salio import como_salieron, que_llevan, ya_salieron
from boletines.estados import EMITIDOS, EstadoBoletin
from boletines.models import Boletin, Correccion, CorteDeBoletin, FotoDeBoletin
from nucleo.formato import CENTRO, MESES
from personas.estados import Categoria
from personas.models import Comunidad, Dependencia, RenglonDeCatalogo
from portal.edicion import Edicion
from portal.estados import ClaseDeAviso
from portal.models import AvisoUrgente

POR_PAGINA = 12
EN_FEED = 30
PAGINAS_JUNTAS = 20  # páginas de una lista que se leen de una vez
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


def _una_vez(edicion: Edicion, clave: Any, leer: Callable[[], Any]) -> Any:
    """Al escribir un solo boletín, lo que piden varias páginas se lee una vez; al rehacer todo, siempre de nuevo."""
    lecturas = edicion.memoria.get("lecturas")
    if lecturas is None:
        return leer()
    if clave not in lecturas:
        lecturas[clave] = leer()
    return lecturas[clave]


def recientes(edicion: Edicion, cuantos: int = POR_PAGINA) -> list[Boletin]:
    tope = EN_FEED if "lecturas" in edicion.memoria else cuantos
    return _una_vez(edicion, "recientes", lambda: list(publicos(edicion)[:tope]))[:cuantos]


def con_fotos(edicion: Edicion, cuantos: int = EN_GALERIA) -> list[Boletin]:
    """Los últimos que llevan fotografías."""
    tope = EN_GALERIA if "lecturas" in edicion.memoria else cuantos
    tiene = Q(Exists(FotoDeBoletin.objects.filter(boletin=OuterRef("pk"))))
    con_foto = publicos(edicion).filter(que_llevan("fotos", tiene, edicion.detenidas))
    return _una_vez(edicion, "con_fotos", lambda: list(con_foto[:tope]))[:cuantos]


@dataclass(frozen=True)
class Serie:
    """Una lista del archivo: todo, un tema o una dependencia, en páginas numeradas desde la más antigua."""

    ruta: str
    titulo: str
    filtro: tuple[tuple[str, Any], ...] = ()

    @property
    def canal(self) -> str:
        """La dirección de su RSS, sin extensión."""
        return f"/feeds{self.ruta.rstrip('/')}"

    def emitidos(self, edicion: Edicion) -> QuerySet[Boletin]:
        """La sucesión que numera las páginas. Cuenta lo retirado: un retiro no recorre a los demás."""
        emitidos = Boletin.objects.filter(estado__in=EMITIDOS, publicado_en__lte=edicion.ahora, **dict(self.filtro))
        return emitidos.permitidos_en(edicion.suspension).order_by("publicado_en", "pk")

    def lugar(self, boletin: Boletin, edicion: Edicion) -> int:
        """Cuántos se emitieron antes: fija su página."""
        cola = self._cola(edicion)
        if boletin.pk in cola:
            return self._cuentas(edicion)[0] - 1 - cola.index(boletin.pk)
        antes = Q(publicado_en__lt=boletin.publicado_en) | Q(publicado_en=boletin.publicado_en, pk__lt=boletin.pk)
        return self.emitidos(edicion).filter(antes).count()

    def _cuentas(self, edicion: Edicion) -> tuple[int, int]:
        """Cuántos se han emitido y cuántos de ellos antes de hoy."""
        return _una_vez(edicion, ("emitidos", self.ruta), lambda: self._contar(edicion))

    def _contar(self, edicion: Edicion) -> tuple[int, int]:
        antes = Q(publicado_en__lt=edicion.dia)
        cuentas = self.emitidos(edicion).aggregate(todos=Count("pk"), antes=Count("pk", filter=antes))
        return cuentas["todos"], cuentas["antes"]

    def paginas_cerradas(self, edicion: Edicion) -> int:
        """Cuántas páginas hay además de la cabeza.

        Una página se escribe al empezar el día y no mientras se publica, y la última llena sigue en la cabeza: así,
        publicar toca un solo archivo de cada lista aunque ese boletín llene las cuatro.
        """
        return max(0, self._cuentas(edicion)[1] // POR_PAGINA - 1)

    def _cola(self, edicion: Edicion) -> list[int]:
        """Lo que no está en una página cerrada, de lo último a lo primero: de doce a veintitrés y lo de hoy."""
        cuantos = self._cuentas(edicion)[0] - self.paginas_cerradas(edicion) * POR_PAGINA
        ultimos = self.emitidos(edicion).reverse().values_list("pk", flat=True)
        return _una_vez(edicion, ("cola", self.ruta), lambda: list(ultimos[:cuantos]))

    def por_paginas(self, numeros: range, edicion: Edicion) -> Iterator[tuple[int, list[Boletin]]]:
        """Páginas llenas seguidas, contadas desde la más antigua; dentro, de lo último a lo primero."""
        for inicio in range(numeros.start, numeros.stop, PAGINAS_JUNTAS):
            fin = min(inicio + PAGINAS_JUNTAS, numeros.stop)
            emitidos = self.emitidos(edicion).values_list("pk", flat=True)
            claves = list(emitidos[(inicio - 1) * POR_PAGINA : (fin - 1) * POR_PAGINA])
            visibles = {b.pk: b for b in publicos(edicion).filter(pk__in=claves)}
            for lugar, numero in enumerate(range(inicio, fin)):
                suyas = claves[lugar * POR_PAGINA : (lugar + 1) * POR_PAGINA]
                yield numero, [visibles[pk] for pk in reversed(suyas) if pk in visibles]

    def recientes(self, edicion: Edicion) -> list[Boletin]:
        """Los de la cabeza: lo que no está en una página cerrada."""
        cola = set(self._cola(edicion))
        if len(cola) > EN_FEED:  # un día de mucho trabajo
            return list(self.publicos(edicion).filter(pk__in=cola))
        return [b for b in self.ultimos(edicion) if b.pk in cola]

    def publicos(self, edicion: Edicion) -> QuerySet[Boletin]:
        return publicos(edicion).filter(**dict(self.filtro))

    def ultimos(self, edicion: Edicion) -> list[Boletin]:
        """Los que van en su canal."""
        if self == TODOS:
            return recientes(edicion, EN_FEED)
        return _una_vez(edicion, ("canal", self.ruta), lambda: list(self.publicos(edicion)[:EN_FEED]))


TODOS = Serie("/boletines/", "Boletines")


class Temas:
    """Las series por tema."""

    @staticmethod
    def serie(categoria: str) -> Serie:
        return Serie(f"/temas/{categoria}/", Categoria(categoria).label, (("categoria", categoria),))

    @classmethod
    def todas(cls) -> list[Serie]:
        return [cls.serie(c) for c in Categoria.values]


@dataclass(frozen=True)
class Catalogo:
    """Las series de un catálogo de la oficina: una por dependencia o por comunidad."""

    carpeta: str
    modelo: type[RenglonDeCatalogo]
    campo: str

    def ruta(self, renglon: RenglonDeCatalogo) -> str:
        return f"/{self.carpeta}/{renglon.pk}-{slugify(renglon.nombre)[:60]}/"

    def serie(self, renglon: RenglonDeCatalogo) -> Serie:
        return Serie(self.ruta(renglon), renglon.nombre, ((self.campo, renglon.pk),))

    def todas(self) -> list[Serie]:
        return [self.serie(r) for r in self.modelo._default_manager.order_by("orden", "pk")]

    def activos(self, edicion: Edicion) -> list[RenglonDeCatalogo]:
        """Los que se ofrecen en los filtros y los índices."""
        vigentes = self.modelo._default_manager.filter(activa=True).order_by("orden", "pk")
        return _una_vez(edicion, self.carpeta, lambda: list(vigentes))


Dependencias = Catalogo("dependencias", Dependencia, "dependencia_id")
Comunidades = Catalogo("comunidades", Comunidad, "comunidad_id")


def todas_las_series() -> list[Serie]:
    return [TODOS, *Temas.todas(), *Dependencias.todas(), *Comunidades.todas()]


def series_de(boletin: Boletin) -> list[Serie]:
    """Las listas donde aparece un boletín."""
    suyas = [TODOS, Temas.serie(boletin.categoria), Dependencias.serie(boletin.dependencia)]
    return [*suyas, Comunidades.serie(boletin.comunidad)] if boletin.comunidad else suyas


def del_mes(ejercicio: int, mes: int, edicion: Edicion) -> list[Boletin]:
    desde = datetime(ejercicio, mes, 1, tzinfo=CENTRO)
    hasta = datetime(ejercicio + mes // 12, mes % 12 + 1, 1, tzinfo=CENTRO)
    return list(publicos(edicion).filter(publicado_en__gte=desde, publicado_en__lt=hasta))


@dataclass(frozen=True)
class Mes:
    """Un mes con boletines."""

    ejercicio: int
    numero: int

    @property
    def nombre(self) -> str:
        return MESES[self.numero - 1]

    @property
    def clave(self) -> str:
        return f"{self.ejercicio}-{self.numero:02d}"

    @property
    def url(self) -> str:
        return f"/boletines/{self.ejercicio}/{self.numero:02d}/"


def meses_con_boletines(edicion: Edicion) -> list[Mes]:
    """Los meses que tienen algo publicado, del último al primero."""
    return _una_vez(edicion, "meses", lambda: _leer_meses(edicion))


def ejercicios(edicion: Edicion) -> list[int]:
    """Los años que se ofrecen, del último al primero. El que corre está desde que empieza, no desde que se publica."""
    return sorted({edicion.dia.year, *(m.ejercicio for m in meses_con_boletines(edicion))}, reverse=True)


# De mes en mes por el índice: cuesta lo mismo con doscientos boletines que con doscientos mil.
MESES_CON_ALGO = """
WITH RECURSIVE meses (ultimo) AS (
    SELECT max(publicado_en) FROM ({visibles}) v
    UNION ALL
    SELECT (SELECT max(publicado_en) FROM ({visibles}) v WHERE publicado_en < date_trunc('month', ultimo, %s))
    FROM meses WHERE ultimo IS NOT NULL
)
SELECT ultimo FROM meses WHERE ultimo IS NOT NULL
"""


def _leer_meses(edicion: Edicion) -> list[Mes]:
    visibles, valores = edicion.boletines().order_by().values("publicado_en").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(MESES_CON_ALGO.format(visibles=visibles), [*valores, *valores, CENTRO.key])
        ultimos = [ultimo.astimezone(CENTRO) for (ultimo,) in cursor.fetchall()]
    return [Mes(ultimo.year, ultimo.month) for ultimo in ultimos]


def agenda_publica(desde: date, dias: int) -> list[Evento]:
    """Los eventos de la agenda pública entre dos días, con los cancelados a la vista.

    Se queda en la suspensión: es información que la ley manda publicar (docs/dominio.md, regla 4; LGTAIP 63).
    """
    inicio = datetime(desde.year, desde.month, desde.day, tzinfo=CENTRO)
    eventos = Evento.objects.en_agenda_publica().entre(inicio, inicio + timedelta(days=dias))
    return list(eventos.select_related("dependencia", "comunidad").order_by("inicio", "pk"))


def ocultos(edicion: Edicion) -> QuerySet[Boletin]:
    """Lo emitido que la suspensión de esa edición no deja ver."""
    return Boletin.objects.emitidos_al(edicion.ahora).suspendidos_por(edicion.suspension).order_by("publicado_en", "pk")


def avisos_urgentes(edicion: Edicion) -> list[AvisoUrgente]:
    """Los avisos de la banda; en suspensión, sólo los de protección civil y servicios."""
    avisos = AvisoUrgente.objects.vigentes(edicion.ahora).order_by("inicio", "pk")
    return list(avisos.exclude(clase=ClaseDeAviso.OTRO) if edicion.suspension else avisos)


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
