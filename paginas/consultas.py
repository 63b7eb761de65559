"""Consultas de las pantallas de páginas oficiales."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Q, Subquery

from nucleo.texto.formato import clave_orden, plegar, plural
from paginas.estados import EstadoComprobacion, EstadoSolicitud
from paginas.models import Comprobacion, PaginaOficial, Solicitud


@dataclass(frozen=True)
class LoVisto:
    """Lo que se ha leído de una página, de lo último a lo primero, y si se está leyendo otra vez."""

    lecturas: Sequence[Comprobacion]
    leyendo: bool

    @property
    def ultima(self) -> Comprobacion | None:
        return next((lectura for lectura in self.lecturas if lectura.hecha_en), None)


@dataclass(frozen=True)
class Renglon:
    """Una página en el inventario, con lo último que se vio en ella."""

    pagina: PaginaOficial
    ultima: Comprobacion | None
    vencida: bool

    @property
    def problemas(self) -> list[str]:
        if self.ultima:
            return list(self.ultima.problemas)
        return []

    @property
    def tono(self) -> str:
        if self.problemas:
            return "cam"
        if self.vencida:
            return "rev"
        if self.ultima:
            return "pub"
        return "bor"

    @property
    def palabra(self) -> str:
        if self.problemas:
            return plural(len(self.problemas), "1 problema", "{} problemas")
        if self.vencida:
            return "Toca revisarla"
        if self.ultima:
            return "Al día"
        return "Sin leer"


def inventario(ahora: datetime, *, texto: str = "", archivadas: bool = False) -> list[Renglon]:
    """Las páginas con lo que pide atención primero. Dos consultas."""
    ultimas = Comprobacion.objects.leidas().filter(pagina=OuterRef("pk")).order_by("-pk").values("pk")[:1]
    del_inventario = PaginaOficial.objects.filter(activa=not archivadas).con_vencimiento()
    paginas = list(del_inventario.annotate(ultima_pk=Subquery(ultimas)).select_related("responsable", "dependencia"))
    leidas = Comprobacion.objects.in_bulk([p.ultima_pk for p in paginas if p.ultima_pk])
    renglones = [
        Renglon(p, leidas.get(p.ultima_pk), p.vence_en <= ahora)
        for p in paginas
        if plegar(texto) in plegar(f"{p.nombre} {p.url}")
    ]
    return sorted(renglones, key=lambda r: (not r.problemas, not r.vencida, clave_orden(r.pagina.nombre)))


def vencidas_de(persona_pk: int, ahora: datetime) -> list[PaginaOficial]:
    """Las que le toca revisar a una persona: las suyas y las que no tienen responsable."""
    suyas = PaginaOficial.objects.vencidas(ahora).filter(Q(responsable=persona_pk) | Q(responsable__isnull=True))
    return sorted(suyas, key=lambda p: p.vence_en)[:5]


def solicitudes_por_estado(estado: str) -> list[Solicitud]:
    """Las solicitudes a Transparencia; sin estado, las que siguen abiertas."""
    abiertas = [EstadoSolicitud.ENVIADA, EstadoSolicitud.RECIBIDA, EstadoSolicitud.PUBLICADA]
    filtro = [estado] if estado in EstadoSolicitud.values else abiertas
    solicitudes = Solicitud.objects.filter(estado__in=filtro).select_related("pagina", "enviada_por")
    return list(solicitudes[:200])


def hay_pendientes(pagina: PaginaOficial) -> bool:
    return pagina.comprobaciones.filter(estado=EstadoComprobacion.PENDIENTE).exists()
