"""Lo que preguntan las pantallas de derechos."""

from django.db.models import Count, QuerySet

from media_library.consultas.biblioteca import USOS, UsoEnBoletin, usos
from media_library.models import Consentimiento, Evidencia
from personas.models import Persona


def cartas() -> QuerySet[Consentimiento]:
    """Todas las cartas, con cuántas evidencias amparan."""
    return Consentimiento.objects.annotate(cuantas=Count("evidencias"))


def de_la_carta(carta: Consentimiento, persona: Persona) -> list[Evidencia]:
    """Las evidencias visibles que ampara una carta, con lo que hace falta para juzgarlas."""
    visibles = Evidencia.objects.visibles_para(persona).filter(consentimientos=carta).select_related("original")
    return list(visibles.prefetch_related("consentimientos", *USOS, "paquetes").order_by("-capturada_en", "-pk"))


def por_quitar(evidencias: list[Evidencia]) -> list[tuple[Evidencia, UsoEnBoletin]]:
    """Dónde siguen puestas unas evidencias ya sin permiso, enteras o en cortes: cada una con su uso."""
    return [(e, uso) for e in evidencias if not e.difuminado for uso in usos(e)]
