"""Los álbumes, con cuántas evidencias vivas llevan y cuál hace de portada."""

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from media_library.estados import Clase
from media_library.models import Album, Evidencia
from personas.models import Persona


def albumes_para(persona: Persona) -> QuerySet[Album]:
    """Por cuáles puede filtrar, sin contarlos."""
    if persona.es_solo_enlace:
        return albumes_de(persona)
    return Album.objects.all()


def albumes_de(persona: Persona) -> QuerySet[Album]:
    """Los que la persona puede abrir: a un enlace, sólo los que llevan algo de su dependencia. Una consulta."""
    visibles = Evidencia.objects.visibles_para(persona).vivas()
    portada = visibles.filter(albumes=OuterRef("pk"), original__clase=Clase.FOTO).order_by("-capturada_en", "-pk")
    vivas = Q(evidencias__papelera_en__isnull=True)
    if persona.es_solo_enlace:
        vivas &= Q(evidencias__dependencia=persona.dependencia_id)
    albumes = Album.objects.annotate(
        cuantas=Count("evidencias", filter=vivas), portada=Subquery(portada.values("pk")[:1])
    ).order_by("nombre")
    if persona.es_solo_enlace:
        return albumes.filter(cuantas__gt=0)
    return albumes
