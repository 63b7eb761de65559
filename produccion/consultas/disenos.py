"""La lista de diseños y lo que enseña la página de uno."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from django.db.models import Count, F, Q, QuerySet

from agenda.models import Evento
from media_library.consultas.cuadricula import Tarjeta, con_miniaturas, tarjetas
from media_library.estados import Clase
from media_library.models import Evidencia
from nucleo.paginas import Pagina, pagina_de
from nucleo.texto.formato import CENTRO, plegar
from personas.models import Dependencia
from pmd.models import ElementoDelPMD
from produccion.consultas.lineas import lineas_puestas
from produccion.estados import EN_LA_CALLE, SE_COLOCAN, SE_EDITAN, EstadoDiseno
from produccion.models import (
    AprobacionDeDependencia,
    Colocacion,
    ComentarioDeDiseno,
    Diseno,
    OrdenDeImpresion,
    VersionDeDiseno,
)

POR_PAGINA = 25
FOTOS_A_ESCOGER = 8


def disenos(*, texto: str, estado: str, dependencia: str, pedida: str | None) -> Pagina:
    """La lista, de lo último a lo primero, con cuántos lugares tiene cada uno."""
    filas = Diseno.objects.select_related("dependencia", "evento").annotate(
        lugares=Count("colocaciones", distinct=True),
        con_foto=Count("colocaciones", filter=Q(colocaciones__foto__isnull=False), distinct=True),
    )
    for palabra in plegar(texto).split():
        filas = filas.filter(busqueda__contains=palabra)
    if estado in EstadoDiseno.values:
        filas = filas.filter(estado=estado)
    if dependencia.isdecimal():
        filas = filas.filter(dependencia=int(dependencia[:9]))
    return pagina_de(filas.order_by("-creado_en", "-pk"), pedida, POR_PAGINA)


def del_evento(evento: Evento) -> list[Diseno]:
    return list(evento.disenos.order_by("-creado_en", "-pk")[:20])


def cuantos_por_estado() -> dict[str, int]:
    """Cuántos hay abiertos en cada estado."""
    filas = Diseno.objects.abiertos().order_by().values_list("estado").annotate(n=Count("pk"))
    return {EstadoDiseno(estado).label: n for estado, n in filas}


def dependencias_con_disenos() -> QuerySet[Dependencia]:
    return Dependencia.objects.filter(disenos__isnull=False).distinct()


def fotos_a_escoger(evento: Evento | None, puesta: Evidencia | None) -> list[Tarjeta]:
    """Las del evento o, si no hay, las últimas descritas; primero la que ya tiene."""
    vivas = Evidencia.objects.vivas().de_clase(Clase.FOTO)
    del_evento = vivas.filter(evento=evento) if evento else vivas.none()
    if not del_evento.exists():
        del_evento = vivas.exclude(texto_alternativo="")
    elegidas = list(con_miniaturas(del_evento.order_by("-calificacion", "-capturada_en", "-pk"))[:FOTOS_A_ESCOGER])
    if puesta and puesta not in elegidas:
        elegidas = [*con_miniaturas(Evidencia.objects.filter(pk=puesta.pk)), *elegidas[:-1]]
    return tarjetas(elegidas)


def de_la_pagina(pk: int) -> QuerySet[Diseno]:
    """El diseño con todo lo que su página dice de él."""
    con = ("dependencia", "evento", "foto__original", "archivo__original", "aprobado_por", "hecho_por", "creado_por")
    return Diseno.objects.select_related(*con).filter(pk=pk)


@dataclass(frozen=True)
class Lugar:
    """Un lugar con sus miniaturas: la de cuando se puso y la del retiro."""

    colocacion: Colocacion
    foto: Tarjeta | None
    retiro: Tarjeta | None


@dataclass(frozen=True)
class Revision:
    """Una comprobación antes de aprobar, dicha en una frase."""

    rubro: str
    frase: str
    bien: bool = True


@dataclass(frozen=True)
class LoDelDiseno:
    """Lo que cuelga de un diseño, leído una vez."""

    diseno: Diseno
    versiones: Sequence[VersionDeDiseno]
    aprobaciones: Sequence[AprobacionDeDependencia]
    ordenes: Sequence[OrdenDeImpresion]
    lugares: Sequence[Lugar]
    comentarios: Sequence[ComentarioDeDiseno]
    hoy: date
    fotos: Sequence[Tarjeta] = field(default_factory=list)
    lineas: Sequence[ElementoDelPMD] = field(default_factory=list)

    @property
    def se_edita(self) -> bool:
        return self.diseno.estado in SE_EDITAN

    @property
    def se_usa(self) -> bool:
        """Si ya se imprime, se publica y se coloca."""
        return self.diseno.estado in SE_COLOCAN

    @property
    def copias(self) -> int:
        return sum(lugar.colocacion.copias for lugar in self.lugares)

    @property
    def copias_con_foto(self) -> int:
        return sum(lugar.colocacion.copias for lugar in self.lugares if lugar.colocacion.foto_id)

    @property
    def con_foto(self) -> int:
        return sum(1 for lugar in self.lugares if lugar.colocacion.foto_id)

    @property
    def faltan(self) -> int:
        return len(self.lugares) - self.con_foto

    @cached_property
    def siguiente(self) -> Colocacion | None:
        """El primer lugar al que le falta su foto; en la calle y vencido, el primero por retirar."""
        puestas = [lugar.colocacion for lugar in self.lugares]
        if self.toca_retirar:
            return next((c for c in puestas if c.foto_id and not c.retirada_en), None)
        return next((c for c in puestas if not c.foto_id), None)

    @property
    def toca_retirar(self) -> bool:
        vencio = self.diseno.fecha_retiro is not None and self.diseno.fecha_retiro <= self.hoy
        return self.diseno.estado in EN_LA_CALLE and vencio

    @property
    def aprobo_la_dependencia(self) -> AprobacionDeDependencia | None:
        """Quien dijo que sí a la versión de ahora."""
        return next(
            (a for a in self.aprobaciones if a.respuesta == "aprueba" and a.version_respondida == self.diseno.version),
            None,
        )


def lo_del_diseno(diseno: Diseno, ahora: datetime) -> LoDelDiseno:
    """Versiones, aprobaciones, órdenes, lugares y comentarios; cuesta lo mismo con uno que con cuarenta."""
    puestas = list(diseno.colocaciones.select_related("comunidad", "puesta_por").order_by(F("fecha").asc(), "pk"))
    fotos = _miniaturas(pk for c in puestas for pk in (c.foto_id, c.foto_del_retiro_id) if pk)
    return LoDelDiseno(
        diseno=diseno,
        versiones=list(
            diseno.versiones.select_related("hecha_por", "foto__original", "archivo__original").order_by("-numero")
        ),
        aprobaciones=list(diseno.aprobaciones.select_related("pedida_por")),
        ordenes=list(diseno.ordenes.select_related("pedida_por")),
        lugares=[Lugar(c, fotos.get(c.foto_id or 0), fotos.get(c.foto_del_retiro_id or 0)) for c in puestas],
        comentarios=list(diseno.comentarios.select_related("escrito_por")),
        hoy=ahora.astimezone(CENTRO).date(),
        fotos=fotos_a_escoger(diseno.evento, diseno.foto) if diseno.estado in SE_EDITAN else [],
        lineas=lineas_puestas(diseno),
    )


def _miniaturas(pks: Iterable[int]) -> dict[int, Tarjeta]:
    pedidas = set(pks)
    if not pedidas:
        return {}
    return {t.evidencia.pk: t for t in tarjetas(con_miniaturas(Evidencia.objects.filter(pk__in=pedidas)))}
