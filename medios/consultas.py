"""Consultas del directorio."""

from django.db.models import Count, Prefetch, Q, QuerySet

from medios.estados import CONFIRMADAS
from medios.models import Contacto, Medio


def directorio(*, texto: str = "", tipo: str = "", archivados: bool = False) -> QuerySet[Medio]:
    """Los medios con sus contactos y cuántas veces confirmaron."""
    medios = Medio.objects.filter(activo=not archivados)
    if texto:
        medios = Medio.objects.filter(pk__in=medios.que_digan(texto).values("pk"))
    if tipo:
        medios = medios.filter(tipo=tipo)
    contactos = Prefetch("contactos", Contacto.objects.filter(activo=True))
    medios = medios.annotate(
        invitados=Count("contactos__invitaciones", distinct=True),
        confirmados=Count(
            "contactos__invitaciones", filter=Q(contactos__invitaciones__estado__in=CONFIRMADAS), distinct=True
        ),
    )
    return medios.prefetch_related(contactos).order_by("orden", "pk")
