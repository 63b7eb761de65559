"""Lo que el tablero cuenta sin leerlo entero: fotos, correcciones, publicaciones, y lo de cada persona y comunidad.

Cada conteo es de un conjunto con nombre; la lista que abre su cifra es ese mismo conjunto.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from agenda.estados import EstadoCobertura
from agenda.models import Cobertura, Evento
from boletines.models import Boletin, Correccion, FotoDeBoletin
from cadena.consultas.tablero.hechos import eventos_cubiertos
from cronograma.consultas.meses import Lapso
from media_library.estados import Difuminado, Menores
from media_library.models import Consentimiento
from nucleo.texto.formato import CENTRO
from personas.models import Comunidad, Persona
from produccion.models import Diseno
from redes.estados import EstadoPublicacion
from redes.models import Publicacion

FOTOS, SIN_TEXTO, SIN_CARTA, CORRECCIONES, PUBLICACIONES = "fotos", "sin-texto", "sin-carta", "erratas", "publicaciones"
SIN_ARCHIVOS = "sin-archivos"
Conteos = Mapping[tuple[str, int], int]  # qué y de cuál de los lapsos


def fotos_publicadas(lapso: Lapso, ahora: datetime) -> QuerySet[FotoDeBoletin]:
    """Las de los boletines que salieron en ese lapso."""
    salidos = Boletin.objects.salidos_entre(lapso.desde, lapso.hasta, ahora).values("pk")
    return FotoDeBoletin.objects.filter(boletin__in=salidos)


def fotos_sin_texto(lapso: Lapso, ahora: datetime) -> QuerySet[FotoDeBoletin]:
    """Las que se publicaron sin texto alternativo."""
    de_la_biblioteca = Q(texto_alternativo__isnull=True, evidencia__texto_alternativo="")
    return fotos_publicadas(lapso, ahora).filter(Q(texto_alternativo="") | de_la_biblioteca)


def fotos_sin_carta(lapso: Lapso, ahora: datetime) -> QuerySet[FotoDeBoletin]:
    """Las que muestran a menores, sin difuminar y sin carta vigente de su madre, padre o tutor."""
    hoy = ahora.astimezone(CENTRO).date()
    cartas = Consentimiento.objects.vigentes(hoy).filter(es_menor=True, evidencias=OuterRef("evidencia"))
    con_menores = fotos_publicadas(lapso, ahora).filter(
        evidencia__menores=Menores.SI, evidencia__difuminado=Difuminado.SIN_DECIDIR
    )
    return con_menores.exclude(Exists(cartas))


def correcciones_hechas(lapso: Lapso) -> QuerySet[Correccion]:
    return Correccion.objects.filter(corregido_en__gte=lapso.desde, corregido_en__lt=lapso.hasta)


def publicaciones_hechas(lapso: Lapso) -> QuerySet[Publicacion]:
    puestas = Publicacion.objects.filter(estado=EstadoPublicacion.PUBLICADA)
    return puestas.filter(publicada_en__gte=lapso.desde, publicada_en__lt=lapso.hasta)


def coberturas_entregadas(lapso: Lapso) -> QuerySet[Cobertura]:
    entregadas = Cobertura.objects.filter(estado=EstadoCobertura.ENTREGADA)
    return entregadas.filter(entregada_en__gte=lapso.desde, entregada_en__lt=lapso.hasta)


def entregadas_sin_archivos(lapso: Lapso) -> QuerySet[Cobertura]:
    return coberturas_entregadas(lapso).exclude(sin_archivos="")


def disenos_usados(lapso: Lapso) -> QuerySet[Diseno]:
    """Los que cuentan en el cronograma: aprobados y con su prueba de uso."""
    return Diseno.objects.usados_entre(lapso.desde, lapso.hasta)


def contar_en(lapsos: Sequence[Lapso], ahora: datetime) -> Conteos:
    """Cuántas hay de cada conjunto en cada lapso, en una sola consulta."""
    partes = []
    for lugar, lapso in enumerate(lapsos):
        conjuntos: list[tuple[str, QuerySet]] = [
            (FOTOS, fotos_publicadas(lapso, ahora)),
            (SIN_TEXTO, fotos_sin_texto(lapso, ahora)),
            (SIN_CARTA, fotos_sin_carta(lapso, ahora)),
            (CORRECCIONES, correcciones_hechas(lapso)),
            (PUBLICACIONES, publicaciones_hechas(lapso)),
            (SIN_ARCHIVOS, entregadas_sin_archivos(lapso)),
        ]
        partes += [_parte(que, lugar, filas) for que, filas in conjuntos]
    return {(que, lugar): cuantas for que, lugar, cuantas in partes[0].union(*partes[1:], all=True)}


def _parte(que: str, lugar: int, filas: QuerySet) -> QuerySet:
    return (
        filas.order_by()
        .annotate(que_=Value(que), lugar_=Value(lugar))
        .values("que_", "lugar_")
        .annotate(cuantas_=Count("pk"))
        .values_list("que_", "lugar_", "cuantas_")
    )


@dataclass(frozen=True)
class Carga:
    """Los trabajos que terminó una persona."""

    pk: int
    nombre: str
    coberturas: int
    boletines: int
    publicaciones: int
    disenos: int

    @property
    def total(self) -> int:
        return self.coberturas + self.boletines + self.publicaciones + self.disenos


def cargas(lapso: Lapso, ahora: datetime) -> list[Carga]:
    """La de cada persona que terminó algo, de más a menos. Una consulta."""
    salidos = Boletin.objects.salidos_entre(lapso.desde, lapso.hasta, ahora)
    personas = Persona.objects.annotate(
        de_coberturas=_cuantos(coberturas_entregadas(lapso).filter(persona=OuterRef("pk")), "persona"),
        de_boletines=_cuantos(salidos.filter(autor=OuterRef("pk")), "autor"),
        de_publicaciones=_cuantos(publicaciones_hechas(lapso).filter(publicada_por=OuterRef("pk")), "publicada_por"),
        de_disenos=_cuantos(disenos_usados(lapso).filter(hecho_por=OuterRef("pk")), "hecho_por"),
    )
    halladas = [
        Carga(p.pk, str(p), p.de_coberturas, p.de_boletines, p.de_publicaciones, p.de_disenos) for p in personas
    ]
    return sorted((c for c in halladas if c.total), key=lambda c: (-c.total, c.nombre))


def _cuantos(filas: QuerySet, de: str) -> Coalesce:
    por_uno = filas.order_by().values(de).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(por_uno, output_field=IntegerField()), 0)


@dataclass(frozen=True)
class ComunidadVista:
    """Una comunidad, cuándo se cubrió por última vez y cuántos eventos suyos en el plazo."""

    pk: int
    nombre: str
    ultima: date | None
    en_el_plazo: int

    def dias(self, al: date) -> int | None:
        if self.ultima is None:
            return None
        return max(0, (al - self.ultima).days)


def cubiertos_en(momento: datetime, dias: int) -> QuerySet[Evento]:
    """Los que se cubrieron en los días anteriores a ese momento."""
    return eventos_cubiertos(momento).filter(inicio__gte=momento - timedelta(days=dias))


def comunidades_al(momento: datetime, dias: int) -> list[ComunidadVista]:
    """Las activas, con su última cobertura hasta ese momento. Una consulta."""
    cubiertos = eventos_cubiertos(momento).filter(comunidad=OuterRef("pk"))
    recientes = cubiertos_en(momento, dias).filter(comunidad=OuterRef("pk"))
    filas = Comunidad.objects.filter(activa=True).values_list(
        "pk",
        "nombre",
        Subquery(cubiertos.order_by("-inicio").values("inicio")[:1]),
        _cuantos(recientes, "comunidad"),
    )
    return [
        ComunidadVista(pk, nombre, ultima.astimezone(CENTRO).date() if ultima else None, cuantos)
        for pk, nombre, ultima, cuantos in filas
    ]
