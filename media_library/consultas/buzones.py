"""Lo que preguntan las pantallas de los buzones."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Min, Q, QuerySet

from media_library.models import Buzon, Evidencia, Subida
from personas.models import Persona

DE_BUZON = Q(evidencias__papelera_en__isnull=True)


def todos() -> QuerySet[Buzon]:
    """Los buzones con cuántas llegaron, cuántas faltan por revisar y cuándo llegó lo último."""
    return Buzon.objects.select_related("dependencia", "creado_por").annotate(
        llegaron=Count("evidencias", filter=DE_BUZON),
        faltan=Count("evidencias", filter=DE_BUZON & Q(evidencias__revisada_en__isnull=True)),
        ultima_en=Max("evidencias__subida_en"),
    )


@dataclass(frozen=True)
class PorRevisar:
    """Cuánto espera de un buzón y desde cuándo."""

    buzon_id: int
    nombre: str
    cuantas: int
    desde: datetime


def por_revisar(persona: Persona) -> list[PorRevisar]:
    """Lo que llegó por buzones y espera revisión, por buzón. Una consulta."""
    esperan = Evidencia.objects.visibles_para(persona).por_revisar()
    filas = (
        esperan.order_by("buzon").values("buzon", "buzon__nombre").annotate(cuantas=Count("pk"), desde=Min("subida_en"))
    )
    return [PorRevisar(f["buzon"], f["buzon__nombre"], f["cuantas"], f["desde"]) for f in filas]


def recibidas(buzon: Buzon) -> list[Subida]:
    """Lo último que llegó o viene llegando por el buzón."""
    return list(buzon.subidas.select_related("evidencia").order_by("-creada_en", "-pk")[:60])
