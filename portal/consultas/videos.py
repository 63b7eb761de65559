"""Los videos del portal: los propios, que son cortes de un boletín, y los que están en YouTube."""

from django.db.models import Exists, OuterRef, Q

from boletines.consultas.lo_que_salio import que_llevan
from boletines.models import Boletin, CorteDeBoletin
from media_library.estados import Clase
from portal.consultas.boletines import con_todo
from portal.consultas.edicion import Edicion
from portal.consultas.series import POR_PAGINA
from redes.estados import EstadoPublicacion, Red
from redes.models import Publicacion

CORTES_DE_VIDEO = CorteDeBoletin.objects.filter(corte__evidencia__original__clase=Clase.VIDEO)


def videos(edicion: Edicion) -> list[tuple[Publicacion, Boletin]]:
    """Los videos publicados en YouTube de boletines a la vista, del último al primero."""
    publicadas = Publicacion.objects.filter(
        red=Red.YOUTUBE, estado=EstadoPublicacion.PUBLICADA, composicion__boletin__isnull=False
    ).select_related("composicion")
    ultimas = publicadas.order_by("-publicada_en", "-pk")[:60]
    por_pk = {p.composicion.boletin_id: p for p in ultimas if p.composicion.boletin_id}
    visibles = edicion.boletines().filter(pk__in=por_pk).in_bulk()
    return [(publicacion, visibles[pk]) for pk, publicacion in por_pk.items() if pk in visibles]


def con_video_propio(edicion: Edicion) -> list[Boletin]:
    """Los últimos boletines a la vista que llevan un corte de video."""
    tiene = Q(Exists(CORTES_DE_VIDEO.filter(boletin=OuterRef("pk"))))
    con_video = edicion.boletines().filter(que_llevan("cortes", tiene, edicion.detenidas))
    return list(con_todo(con_video).order_by("-publicado_en", "-pk")[:POR_PAGINA])


def lleva_video(boletin: Boletin) -> bool:
    """Si se ve en la página de videos, o se veía antes de una corrección."""
    llevaba_cortes = any(correccion.antes.get("cortes") for correccion in boletin.correcciones.all())
    return llevaba_cortes or any(
        elegido.corte.evidencia.original.clase == Clase.VIDEO for elegido in boletin.cortes.all()
    )
