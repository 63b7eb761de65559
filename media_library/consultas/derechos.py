"""Lo que preguntan las pantallas de derechos."""

from django.db.models import Count, Model, QuerySet

from media_library.models import Consentimiento, Evidencia
from personas.models import Persona


def cartas() -> QuerySet[Consentimiento]:
    """Todas las cartas, con cuántas evidencias amparan."""
    return Consentimiento.objects.annotate(cuantas=Count("evidencias"))


def de_la_carta(carta: Consentimiento, persona: Persona) -> list[Evidencia]:
    """Las evidencias visibles que ampara una carta, con lo que hace falta para juzgarlas."""
    visibles = Evidencia.objects.visibles_para(persona).filter(consentimientos=carta)
    usos = ("consentimientos", "en_boletines__boletin", "paquetes")
    return list(visibles.prefetch_related(*usos).order_by("-capturada_en", "-pk"))


def por_quitar(evidencias: list[Evidencia]) -> list[tuple[Evidencia, Model]]:
    """Dónde siguen puestas unas evidencias ya sin permiso: cada una con el boletín que la usa. Se quitan a mano."""
    return [(e, uso.boletin) for e in evidencias if not e.difuminado for uso in e.en_boletines.all()]
