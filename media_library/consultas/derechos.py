"""Lo que preguntan las pantallas de derechos."""

from collections.abc import Iterable

from django.db.models import Count, Model, QuerySet

from difusion.models import Publicacion
from media_library.consultas.biblioteca import USOS, UsoEnBoletin, usos
from media_library.models import Consentimiento, Evidencia
from nucleo.referencias import ref
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


def publicaciones_de(boletines: Iterable[Model]) -> list[Publicacion]:
    """Lo ya puesto en redes de esos boletines, con su enlace: sólo se quita allá, a mano. Una consulta."""
    referencias = {ref(b) for b in boletines}
    return (
        list(Publicacion.objects.filter(origen__in=referencias).exclude(enlace="").order_by("pk"))
        if referencias
        else []
    )
