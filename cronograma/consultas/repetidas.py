"""Dónde cuenta ya un archivo o un enlace que alguien quiere agregar a mano."""

from django.db.models import Exists, OuterRef

from agenda.models import Evento
from cronograma.estados import ClaseDePrueba
from cronograma.models import EvidenciaManual, NoCuenta
from media_library.models import Evidencia
from produccion.models import Reunion
from redes.estados import EstadoPublicacion
from redes.models import Publicacion


def donde_ya_cuenta(archivo: Evidencia | None, enlace: str) -> str:
    """La frase que dice dónde, o vacío si no cuenta en ningún lado. Lo que alguien sacó de la cuenta no estorba."""
    fuera = NoCuenta.objects.vigentes().filter(clase=ClaseDePrueba.A_MANO, cosa=OuterRef("pk"))
    a_mano = EvidenciaManual.objects.exclude(Exists(fuera)).select_related("actividad")
    if archivo is not None:
        if ya := a_mano.filter(archivo__original=archivo.original_id).first():
            return f"Ese archivo ya cuenta en {ya.actividad.nombre_corto}, «{ya.titulo}»."
        if reunion := _reunion_con(archivo):
            return f"Ese archivo ya cuenta en las láminas de «{reunion}»."
        if evento := Evento.objects.filter(evidencias__original=archivo.original_id).first():
            return f"Ese archivo es del evento «{evento.titulo}»: cuenta con su memoria."
    if enlace:
        if ya := a_mano.filter(enlace=enlace).first():
            return f"Ese enlace ya cuenta en {ya.actividad.nombre_corto}, «{ya.titulo}»."
        if post := Publicacion.objects.filter(enlace=enlace, estado=EstadoPublicacion.PUBLICADA).first():
            return f"Ese enlace ya cuenta en las publicaciones de {post.get_red_display()}, «{post.titulo}»."
    return ""


def _reunion_con(archivo: Evidencia) -> Reunion | None:
    """La reunión que ya recibió ese mismo archivo."""
    suyas = Reunion.objects.filter(versiones__huella=archivo.original.huella, entregada_en__isnull=False)
    return suyas.first()
