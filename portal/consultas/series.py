"""Las listas del archivo: todo, un tema, una dependencia o una comunidad, en páginas numeradas desde la más antigua."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Q, QuerySet
from django.utils.text import slugify

from boletines.estados import EMITIDOS
from boletines.models import Boletin
from nucleo.models import Asiento
from nucleo.referencias import ref
from personas.estados import Tema
from personas.models import Comunidad, Dependencia, RenglonDeCatalogo
from portal.consultas.boletines import EN_FEED, Lectura, lectura_de_recientes, publicos, visibles
from portal.consultas.edicion import Edicion

POR_PAGINA = 12
PAGINAS_JUNTAS = 20  # páginas de una lista que se leen de una vez


@dataclass(frozen=True)
class CuentaDeSerie:
    """Cuántos se han emitido, cuántos de ellos antes de hoy, y cuándo se retiró el último que se retiró."""

    todos: int
    antes: int
    retirado_en: datetime | None

    @staticmethod
    def de(emitidos: Q, edicion: Edicion, nombre: str = "") -> dict[str, Any]:
        """Las tres cuentas de lo que cumple esa condición, para pedirlas juntas a la base."""
        return {
            f"todos{nombre}": Count("pk", filter=emitidos),
            f"antes{nombre}": Count("pk", filter=emitidos & Q(publicado_en__lt=edicion.dia)),
            f"retirado_en{nombre}": Max("retirado_en", filter=emitidos),
        }

    @classmethod
    def leer(cls, contados: dict[str, Any], nombre: str = "") -> "CuentaDeSerie":
        return cls(contados[f"todos{nombre}"], contados[f"antes{nombre}"], contados[f"retirado_en{nombre}"])


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
            return self._cuenta(edicion).todos - 1 - cola.index(boletin.pk)
        antes = Q(publicado_en__lt=boletin.publicado_en) | Q(publicado_en=boletin.publicado_en, pk__lt=boletin.pk)
        return self.emitidos(edicion).filter(antes).count()

    def _cuenta(self, edicion: Edicion) -> CuentaDeSerie:
        return edicion.una_vez(("emitidos", self.ruta), lambda: self._contar(edicion))

    def _contar(self, edicion: Edicion) -> CuentaDeSerie:
        todos = self.emitidos(edicion).order_by()
        return CuentaDeSerie.leer(todos.aggregate(**CuentaDeSerie.de(Q(publicado_en__isnull=False), edicion)))

    def ultimo_retiro(self, edicion: Edicion) -> datetime | None:
        """Cuándo salió de la lista el último que se retiró: también es un cambio de su canal."""
        return self._cuenta(edicion).retirado_en

    def paginas_cerradas(self, edicion: Edicion) -> int:
        """Cuántas páginas hay además de la cabeza.

        Una página se escribe al empezar el día y no mientras se publica, y la última llena sigue en la cabeza: así,
        publicar toca un solo archivo de cada lista aunque ese boletín llene las cuatro.
        """
        return max(0, self._cuenta(edicion).antes // POR_PAGINA - 1)

    def _cola(self, edicion: Edicion) -> list[int]:
        """Lo que no está en una página cerrada, de lo último a lo primero: de doce a veintitrés y lo de hoy."""
        return self._lectura_de_la_cola(edicion).llaves(edicion)

    def _lectura_de_la_cola(self, edicion: Edicion) -> Lectura:
        cuantos = self._cuenta(edicion).todos - self.paginas_cerradas(edicion) * POR_PAGINA
        return Lectura(("cola", self.ruta), self.emitidos(edicion).reverse()[:cuantos])

    def _lectura_del_canal(self, edicion: Edicion) -> Lectura:
        if self == TODOS:
            return lectura_de_recientes(edicion)
        return Lectura(("canal", self.ruta), visibles(edicion).filter(**dict(self.filtro))[:EN_FEED])

    def lecturas(self, edicion: Edicion) -> list[Lectura]:
        """Lo que piden su cabeza y su canal."""
        return [self._lectura_de_la_cola(edicion), self._lectura_del_canal(edicion)]

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
            return list(publicos(edicion).filter(pk__in=cola))
        return [b for b in self.ultimos(edicion) if b.pk in cola]

    def ultimos(self, edicion: Edicion) -> list[Boletin]:
        """Los que van en su canal."""
        return self._lectura_del_canal(edicion).leer(edicion)


TODOS = Serie("/boletines/", "Boletines")


class Temas:
    """Las series por tema."""

    @staticmethod
    def serie(tema: str) -> Serie:
        return Serie(f"/temas/{tema}/", Tema(tema).label, (("tema", tema),))

    @classmethod
    def todas(cls) -> list[Serie]:
        return [cls.serie(c) for c in Tema.values]


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
        return edicion.una_vez(self.carpeta, lambda: list(vigentes))

    def ultimo_cambio(self) -> datetime | None:
        """Cuándo se agregó, se renombró o se desactivó el último de sus renglones."""
        renglones = [ref(renglon) for renglon in self.modelo._default_manager.only("pk").order_by("pk")]
        return Asiento.objects.filter(objeto__in=renglones).aggregate(ultimo=Max("ocurrio_en"))["ultimo"]


Dependencias = Catalogo("dependencias", Dependencia, "dependencia_id")
Comunidades = Catalogo("comunidades", Comunidad, "comunidad_id")


def todas_las_series() -> list[Serie]:
    return [TODOS, *Temas.todas(), *Dependencias.todas(), *Comunidades.todas()]


def contar_de_una_vez(series: Sequence[Serie], edicion: Edicion) -> None:
    """Cuántos se han emitido en cada serie, y cuántos antes de hoy, en una sola pasada."""
    cuentas: dict[str, Any] = {}
    for lugar, serie in enumerate(series):
        cuentas |= CuentaDeSerie.de(Q(publicado_en__isnull=False, **dict(serie.filtro)), edicion, f"_{lugar}")
    contados = TODOS.emitidos(edicion).order_by().aggregate(**cuentas)
    for lugar, serie in enumerate(series):
        edicion.leido["emitidos", serie.ruta] = CuentaDeSerie.leer(contados, f"_{lugar}")


def series_de(boletin: Boletin) -> list[Serie]:
    """Las listas donde aparece un boletín."""
    suyas = [TODOS, Temas.serie(boletin.tema), Dependencias.serie(boletin.dependencia)]
    return [*suyas, Comunidades.serie(boletin.comunidad)] if boletin.comunidad else suyas
