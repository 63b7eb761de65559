"""La cuadrícula: una página por llave, por día, con lo que cada tarjeta dibuja.

Cuesta lo mismo con mil fotos que con dos millones. Lo que filtra mucho se busca por su índice y se ordena; lo que
filtra poco se recorre en orden y se para en cuanto se llena la página. PostgreSQL no sabe cuál es cuál, y con una
palabra rara recorrería la biblioteca entera: por eso se cuenta antes.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import groupby

from django.db.models import F, Prefetch, Q

from media_library.consultas.biblioteca import portadas_de
from media_library.estados import Clase, EstadoDerivado
from media_library.models import Derivado, Evidencia, EvidenciaQuerySet
from media_library.models.receta import MINIATURA, POSTER, Receta, difuminadas, empieza_con
from nucleo.texto.formato import CENTRO

POR_PAGINA = 60
CORTE = re.compile(r"([0-9]{1,10}\.\d{6})_([0-9]{1,18})")
CUENTA_MAXIMA = 10_000
GRANDE = 50_000  # desde tantas, contar hasta el tope ya se nota
MUESTRA = 2_000  # tantas dicen qué tan densas son las que se buscan
DE_LA_CUADRICULA = empieza_con("cuadro") | empieza_con("portada") | difuminadas() | Q(receta__in=(MINIATURA, POSTER))
ESPERADA = {Clase.FOTO: MINIATURA, Clase.VIDEO: POSTER}


@dataclass(frozen=True)
class Tarjeta:
    """Una evidencia en la cuadrícula, con la miniatura que ya esté hecha."""

    evidencia: Evidencia
    miniatura: Receta | None = None
    ligera: Receta | None = None
    fallida: bool = False
    espera: Receta | None = None  # la versión que falta y se está haciendo
    parecidas: int = 0  # cuántas de las que siguen son casi la misma toma
    va_con: int = 0  # de cuál es casi la misma toma, la más nítida de ellas


@dataclass(frozen=True)
class Dia:
    """Las evidencias de un día."""

    fecha: date
    tarjetas: list[Tarjeta]


@dataclass(frozen=True)
class Pagina:
    """Hasta sesenta evidencias por día y de dónde sigue la lista."""

    dias: list[Dia]
    siguiente: str = ""

    @property
    def cuantas(self) -> int:
        return sum(len(dia.tarjetas) for dia in self.dias)


@dataclass(frozen=True)
class Cuenta:
    """Cuántas se hallaron; con `hay_mas`, se dejó de contar ahí."""

    cuantas: int
    hay_mas: bool = False

    @property
    def son_pocas(self) -> bool:
        """Si conviene hallarlas por su índice y ordenarlas, en vez de recorrer la biblioteca en orden."""
        return not self.hay_mas


def tarjetas(evidencias: Iterable[Evidencia]) -> list[Tarjeta]:
    """Las tarjetas de evidencias traídas con `con_miniaturas`."""
    return [_tarjeta(evidencia) for evidencia in evidencias]


def con_miniaturas(evidencias: EvidenciaQuerySet) -> EvidenciaQuerySet:
    """Trae de una vez lo que la cuadrícula dibuja y si sus palabras están reservadas."""
    ligeros = Derivado.objects.filter(DE_LA_CUADRICULA).only("original_id", "receta", "estado")
    return (
        evidencias.con_revocadas()
        .select_related("original")
        .defer("vector", "original__metadatos")
        .prefetch_related(Prefetch("original__derivados", queryset=ligeros, to_attr="miniaturas"))
    )


def _tarjeta(evidencia: Evidencia) -> Tarjeta:
    hechos = {d.receta for d in evidencia.original.miniaturas if d.estado == EstadoDerivado.HECHO}
    preferidas = (Receta.de_recorte("cuadro", evidencia.foco), MINIATURA, *portadas_de(evidencia))
    miniatura = next((r for r in preferidas if evidencia.receta_publica(r) in hechos), None)
    fallida = not miniatura and any(d.estado == EstadoDerivado.FALLIDO for d in evidencia.original.miniaturas)
    ligera = next((r for r in (MINIATURA, POSTER) if evidencia.receta_publica(r) in hechos), None)
    espera = None
    if not (miniatura or fallida):
        espera = ESPERADA.get(Clase(evidencia.original.clase))
    return Tarjeta(evidencia, miniatura, ligera, fallida, espera)


def contar(
    evidencias: EvidenciaQuerySet, *, tope: int = CUENTA_MAXIMA, grande: int = GRANDE, muestra: int = MUESTRA
) -> Cuenta:
    """Cuántas son, hasta donde sirve saberlo: contar dos millones no le sirve a nadie.

    En una biblioteca grande se miran primero las últimas: si más de la mitad cumplen, ahí se deja. Si no, las halla su
    índice, hasta el tope.
    """
    muchas = muestra // 2
    if (Evidencia.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) > grande:
        # Por su llave: con una fecha, PostgreSQL recorrería antes el índice entero de la palabra.
        ultimas = Evidencia.objects.vivas().order_by("-capturada_en", "-pk").values("pk")[:muestra]
        if _hasta(muchas, evidencias.filter(pk__in=ultimas).order_by()) > muchas:
            return Cuenta(muchas, hay_mas=True)
    cuantas = _hasta(tope, evidencias.order_by())
    return Cuenta(min(cuantas, tope), hay_mas=cuantas > tope)


def _hasta(tope: int, evidencias: EvidenciaQuerySet) -> int:
    return evidencias[: tope + 1].count()


def en_orden(evidencias: EvidenciaQuerySet, *, pocas: bool, al_reves: bool = False) -> EvidenciaQuerySet:
    """De lo último a lo primero, o al revés. Si son pocas, se le esconde a PostgreSQL el índice por fecha."""
    fecha = F("capturada_en") + timedelta(0) if pocas else F("capturada_en")
    if al_reves:
        return evidencias.order_by(fecha.asc(), "pk")
    return evidencias.order_by(fecha.desc(), "-pk")


def primeras(evidencias: EvidenciaQuerySet, cuantas: int, *, pocas: bool) -> EvidenciaQuerySet:
    """Las primeras en su orden; si son pocas, se hallan antes de traer nada más de ellas.

    De una palabra por su principio PostgreSQL supone que la lleva una de cada cincuenta, y por eso juntaría con sus
    originales la biblioteca entera.
    """
    if not pocas:
        return en_orden(evidencias, pocas=False)[:cuantas]
    halladas = en_orden(evidencias, pocas=True).values("pk")[:cuantas]
    return en_orden(Evidencia.objects.filter(pk__in=halladas), pocas=True)


def pagina(
    evidencias: EvidenciaQuerySet, corte: str = "", por_pagina: int = POR_PAGINA, *, pocas: bool = False
) -> Pagina:
    """Una página por llave (fecha y número): cuesta lo mismo la primera que la última."""
    if hallado := CORTE.fullmatch(corte):
        desde = datetime.fromtimestamp(float(hallado[1]), CENTRO)
        evidencias = evidencias.filter(
            Q(capturada_en__lte=desde) & (Q(capturada_en__lt=desde) | Q(pk__lt=int(hallado[2])))
        )
    filas = list(con_miniaturas(primeras(evidencias, por_pagina + 1, pocas=pocas)))
    ultima = None
    if len(filas) > por_pagina:
        ultima = filas[por_pagina - 1]
    siguiente = ""
    if ultima:
        siguiente = f"{ultima.capturada_en.timestamp():.6f}_{ultima.pk}"
    por_dia = groupby(filas[:por_pagina], key=lambda e: e.capturada_en.astimezone(CENTRO).date())
    return Pagina([Dia(fecha, apilar(tarjetas(grupo))) for fecha, grupo in por_dia], siguiente)


def apilar(todas: Iterable[Tarjeta]) -> list[Tarjeta]:
    """Las de una ráfaga, seguidas y del mismo evento, van juntas con la más nítida al frente. No se quita ninguna."""
    rafagas: list[list[Tarjeta]] = []
    for tarjeta in todas:
        if rafagas and _es_la_misma_toma(rafagas[-1][-1].evidencia, tarjeta.evidencia):
            rafagas[-1].append(tarjeta)
        else:
            rafagas.append([tarjeta])
    return [tarjeta for rafaga in rafagas for tarjeta in _juntas(rafaga)]


def _es_la_misma_toma(una: Evidencia, otra: Evidencia) -> bool:
    return una.evento_id == otra.evento_id and una.original.se_parece_a(otra.original)


def _juntas(rafaga: list[Tarjeta]) -> list[Tarjeta]:
    frente, *resto = sorted(rafaga, key=lambda t: -(t.evidencia.original.nitidez or 0))
    return [replace(frente, parecidas=len(resto)), *(replace(t, va_con=frente.evidencia.pk) for t in resto)]


def vecinas(
    evidencias: EvidenciaQuerySet, evidencia: Evidencia, *, pocas: bool = False
) -> tuple[Evidencia | None, Evidencia | None]:
    """La anterior y la siguiente en la cuadrícula (de lo último a lo primero)."""
    momento, pk = evidencia.capturada_en, evidencia.pk
    despues = Q(capturada_en__gt=momento) | Q(capturada_en=momento, pk__gt=pk)
    antes = Q(capturada_en__lt=momento) | Q(capturada_en=momento, pk__lt=pk)
    return (
        en_orden(evidencias.filter(despues), pocas=pocas, al_reves=True).first(),
        en_orden(evidencias.filter(antes), pocas=pocas).first(),
    )


def primera_fecha(evidencias: EvidenciaQuerySet, *, pocas: bool = False) -> date | None:
    """El día de la más antigua."""
    momento = en_orden(evidencias, pocas=pocas, al_reves=True).values_list("capturada_en", flat=True).first()
    if momento:
        return momento.astimezone(CENTRO).date()
    return None
