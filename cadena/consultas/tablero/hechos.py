"""Lo que pasó en los periodos que compara el tablero, leído una vez: de aquí salen las cifras y sus listas."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import (
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce

from agenda.estados import EstadoCobertura, EstadoEvento
from agenda.models import Cobertura, Evento
from boletines.estados import EMITIDOS, EstadoBoletin
from boletines.models import Boletin
from boletines.models.folio import folio_de
from boletines.models.queryset import SALIO_EN
from cronograma.consultas.meses import Lapso
from media_library.models import Evidencia
from medios.estados import CONFIRMADAS, EstadoRespuesta
from medios.models import Invitacion
from personas.models import Persona
from redes.estados import EstadoPublicacion
from redes.models import Publicacion

SE_REALIZAN = (EstadoEvento.CONFIRMADO, EstadoEvento.REALIZADO)


@dataclass(frozen=True)
class EventoVisto:
    """Un evento que ya fue, con lo que la cadena hizo por él."""

    pk: int
    titulo: str
    inicio: datetime
    dependencia: int
    invitados: int
    respondieron: int
    confirmaron: bool
    cubierto: bool
    con_boletin: bool
    en_redes: bool


@dataclass(frozen=True)
class BoletinVisto:
    """Un boletín con cuándo salió y de qué evento."""

    pk: int
    folio: str
    titulo: str
    estado: str
    salio_en: datetime
    retirado_en: datetime | None
    sin_visto_bueno: bool
    evento: int | None
    evento_titulo: str
    evento_fin: datetime | None
    autor: int

    @property
    def tardo(self) -> timedelta | None:
        """Desde que terminó su evento; el que salió antes de que terminara no tardó."""
        if self.evento_fin is None:
            return None
        return max(timedelta(0), self.salio_en - self.evento_fin)


def _cubierto() -> Q:
    """Con una cobertura entregada o con algo suyo en la biblioteca."""
    entregadas = Cobertura.objects.filter(evento=OuterRef("pk"), estado=EstadoCobertura.ENTREGADA)
    return Q(Exists(entregadas)) | Q(Exists(Evidencia.objects.vivas().filter(evento=OuterRef("pk"))))


def eventos_cubiertos(hasta: datetime) -> QuerySet[Evento]:
    """Los que ya fueron y se cubrieron."""
    return Evento.objects.filter(_cubierto(), estado__in=SE_REALIZAN, inicio__lt=hasta)


def leer_eventos(lapsos: Sequence[Lapso], persona: Persona, ahora: datetime) -> list[EventoVisto]:
    """Los realizados en esos lapsos, del primero al último. Una consulta."""
    en_alguno = Q()
    for lapso in lapsos:
        en_alguno |= Q(inicio__gte=lapso.desde, inicio__lt=min(lapso.hasta, ahora))
    invitaciones = Invitacion.objects.filter(evento=OuterRef("pk"))
    contestadas = invitaciones.exclude(estado=EstadoRespuesta.PENDIENTE)
    puestos = Publicacion.objects.filter(composicion__boletin=OuterRef("pk"), estado=EstadoPublicacion.PUBLICADA)
    salidos = Boletin.objects.con_su_hora(ahora).filter(evento=OuterRef("pk"))
    eventos = Evento.objects.visibles_para(persona).filter(en_alguno, estado__in=SE_REALIZAN)
    filas = eventos.order_by("inicio", "pk").values_list(
        "pk",
        "titulo",
        "inicio",
        "dependencia",
        _cuantas(invitaciones),
        _cuantas(contestadas),
        Exists(invitaciones.filter(estado__in=CONFIRMADAS)),
        ExpressionWrapper(_cubierto(), BooleanField()),
        Exists(salidos),
        Exists(salidos.filter(Exists(puestos))),
    )
    return [EventoVisto(*fila) for fila in filas]


def _cuantas(filas: QuerySet[Any]) -> Coalesce:
    por_evento = filas.order_by().values("evento").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(por_evento), 0)


def leer_boletines(lapsos: Sequence[Lapso], ahora: datetime) -> list[BoletinVisto]:
    """Los que salieron o se retiraron en esos lapsos, del primero al último. Una consulta."""
    en_alguno = Q()
    for lapso in lapsos:
        for campo in ("publicado_en", "embargo_hasta", "retirado_en"):
            en_alguno |= Q(**{f"{campo}__gte": lapso.desde, f"{campo}__lt": min(lapso.hasta, ahora)})
    emitidos = Boletin.objects.filter(en_alguno, estado__in=EMITIDOS).annotate(salio_en=SALIO_EN)
    filas = (
        emitidos.filter(salio_en__lte=ahora)
        .order_by("salio_en", "pk")
        .values(
            "pk",
            "serie",
            "consecutivo",
            "ejercicio",
            "titulo",
            "estado",
            "salio_en",
            "retirado_en",
            "urgencia_por",
            "aprobado_por",
            "evento",
            "evento__titulo",
            "evento__fin",
            "autor",
        )
    )
    return [_boletin(fila) for fila in filas]


def _boletin(fila: Mapping[str, Any]) -> BoletinVisto:
    return BoletinVisto(
        pk=fila["pk"],
        folio=folio_de(fila["serie"], fila["consecutivo"], fila["ejercicio"]),
        titulo=fila["titulo"],
        estado=fila["estado"],
        salio_en=fila["salio_en"],
        retirado_en=fila["retirado_en"],
        sin_visto_bueno=fila["urgencia_por"] is not None and fila["aprobado_por"] is None,
        evento=fila["evento"],
        evento_titulo=fila["evento__titulo"] or "",
        evento_fin=fila["evento__fin"],
        autor=fila["autor"],
    )


@dataclass(frozen=True)
class Hechos:
    """Los eventos y los boletines de un lapso."""

    eventos: Sequence[EventoVisto]
    boletines: Sequence[BoletinVisto]
    retirados: Sequence[BoletinVisto]

    @property
    def cubiertos(self) -> list[EventoVisto]:
        return [e for e in self.eventos if e.cubierto]

    @property
    def invitaciones(self) -> int:
        return sum(e.invitados for e in self.eventos)

    @property
    def respuestas(self) -> int:
        return sum(e.respondieron for e in self.eventos)

    @property
    def sin_visto_bueno(self) -> list[BoletinVisto]:
        return [b for b in self.boletines if b.sin_visto_bueno]

    @property
    def de_un_evento(self) -> list[BoletinVisto]:
        return [b for b in self.boletines if b.evento is not None]


def del_lapso(lapso: Lapso, eventos: Sequence[EventoVisto], boletines: Sequence[BoletinVisto]) -> Hechos:
    """Lo de un lapso, de lo leído. Lo retirado no cuenta como salido (`Boletin.objects.salidos_entre`)."""
    return Hechos(
        [e for e in eventos if _toca(e.inicio, lapso)],
        [b for b in boletines if b.estado == EstadoBoletin.PUBLICADO and _toca(b.salio_en, lapso)],
        [b for b in boletines if b.retirado_en and _toca(b.retirado_en, lapso)],
    )


def _toca(momento: datetime, lapso: Lapso) -> bool:
    return lapso.desde <= momento < lapso.hasta
