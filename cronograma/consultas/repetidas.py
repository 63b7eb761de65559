"""Dónde cuenta ya un archivo o un enlace que alguien quiere agregar a mano."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from agenda.models import Evento
from cronograma.estados import ClaseDePrueba
from cronograma.models import EvidenciaManual, NoCuenta
from media_library.models import Evidencia
from produccion.models import Diseno, Reunion
from redes.estados import EstadoPublicacion
from redes.models import Publicacion


def donde_ya_cuenta(archivo: Evidencia | None, enlace: str) -> str:
    """La frase que dice dónde, o vacío si no cuenta en ningún lado. Lo que alguien sacó de la cuenta no estorba."""
    fuera = NoCuenta.objects.vigentes().filter(clase=ClaseDePrueba.A_MANO, cosa=OuterRef("pk"))
    a_mano = EvidenciaManual.objects.exclude(Exists(fuera)).select_related("actividad")
    dicho = ""
    if archivo is not None:
        dicho = _donde_el_archivo(archivo, a_mano)
    if enlace and not dicho:
        dicho = _donde_el_enlace(enlace, a_mano)
    return dicho


def _donde_el_archivo(archivo: Evidencia, a_mano: QuerySet[EvidenciaManual]) -> str:
    if ya := a_mano.filter(archivo__original=archivo.original_id).first():
        return f"Ese archivo ya cuenta en {ya.actividad.nombre_corto}, «{ya.titulo}»."
    if reunion := _reunion_con(archivo):
        return f"Ese archivo ya cuenta en las láminas de «{reunion}»."
    if diseno := _diseno_de(archivo):
        return f"Ese archivo es del diseño «{diseno}»: cuenta con él."
    if evento := Evento.objects.filter(evidencias__original=archivo.original_id).first():
        return f"Ese archivo es del evento «{evento.titulo}»: cuenta con su memoria."
    return ""


def _donde_el_enlace(enlace: str, a_mano: QuerySet[EvidenciaManual]) -> str:
    if ya := a_mano.filter(enlace=enlace).first():
        return f"Ese enlace ya cuenta en {ya.actividad.nombre_corto}, «{ya.titulo}»."
    if post := Publicacion.objects.filter(enlace=enlace, estado=EstadoPublicacion.PUBLICADA).first():
        return f"Ese enlace ya cuenta en las publicaciones de {post.get_red_display()}, «{post.titulo}»."
    if diseno := Diseno.objects.filter(enlace_publicado=enlace, usado_en__isnull=False).first():
        return f"Ese enlace ya cuenta con el diseño «{diseno}»."
    return ""


def _diseno_de(archivo: Evidencia) -> Diseno | None:
    """El diseño usado que ya lo trae: su archivo, o la foto de uno de sus lugares."""
    suyo = Q(archivo__original=archivo.original_id) | Q(colocaciones__foto__original=archivo.original_id)
    return Diseno.objects.filter(suyo, usado_en__isnull=False).first()


def _reunion_con(archivo: Evidencia) -> Reunion | None:
    """La reunión que ya recibió ese mismo archivo."""
    suyas = Reunion.objects.filter(versiones__huella=archivo.original.huella, entregada_en__isnull=False)
    return suyas.first()
