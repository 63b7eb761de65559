"""Cuánto participa cada dependencia, y de cuáles no hay noticias."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, F, Max, Q, QuerySet

from personas.models import Dependencia
from solicitudes.estados import Destino
from solicitudes.models import Puerta

SIN_NOTICIAS = timedelta(days=14)
MES, TRIMESTRE = timedelta(days=30), timedelta(days=90)


@dataclass(frozen=True)
class Participacion:
    """Lo que una dependencia ha mandado."""

    dependencia: Dependencia
    puerta: Puerta | None
    ultima_en: datetime | None
    del_mes: int
    del_trimestre: int
    con_fruto: int  # las del trimestre que se convirtieron en algo
    recordada_en: datetime | None
    calla: bool


def participacion(ahora: datetime) -> list[Participacion]:
    """La de cada dependencia activa, la que más manda primero. Una consulta."""
    desde_mes = Q(solicitudes__recibida_en__gte=ahora - MES)
    desde_trimestre = Q(solicitudes__recibida_en__gte=ahora - TRIMESTRE)
    sin_fruto = [Destino.NO_PROCEDE, Destino.REPETIDA, ""]
    filas = (
        Dependencia.objects.filter(activa=True)
        .select_related("puerta")
        .annotate(
            ultima_en=Max("solicitudes__recibida_en"),
            del_mes=Count("solicitudes", filter=desde_mes, distinct=True),
            del_trimestre=Count("solicitudes", filter=desde_trimestre, distinct=True),
            con_fruto=Count(
                "solicitudes", filter=desde_trimestre & ~Q(solicitudes__destino__in=sin_fruto), distinct=True
            ),
            recordada_en=Max("recordatorios__mandado_en"),
        )
        .order_by("-del_mes", "-del_trimestre", "orden", "pk")
    )
    return [
        Participacion(
            dependencia=d,
            puerta=getattr(d, "puerta", None),
            ultima_en=d.ultima_en,
            del_mes=d.del_mes,
            del_trimestre=d.del_trimestre,
            con_fruto=d.con_fruto,
            recordada_en=d.recordada_en,
            calla=d.ultima_en is None or d.ultima_en < ahora - SIN_NOTICIAS,
        )
        for d in filas
    ]


def dependencias_con_puerta() -> QuerySet[Dependencia]:
    """Las activas, con su puerta si tienen y cuándo mandaron algo por última vez."""
    con_ultima = Dependencia.objects.filter(activa=True).annotate(
        ultima_en=Max("solicitudes__recibida_en"), por_su_puerta=Count(F("puerta__solicitudes"))
    )
    return con_ultima.select_related("puerta").order_by("orden", "pk")
