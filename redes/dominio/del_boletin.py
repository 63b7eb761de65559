"""Lo que las redes hacen cuando un boletín se publica, se corrige o se retira."""

from collections.abc import Iterable
from datetime import datetime

from boletines.dominio.salida.textos import texto_para_facebook
from boletines.models import Boletin
from boletines.models.retiro import PendienteDeRetiro, RetiroUrgente
from nucleo.dominio.transiciones import aplicar
from personas.models import Persona
from redes.dominio.salida import quitar_de_la_bandeja
from redes.estados import EDITABLES, EstadoPublicacion, Red
from redes.models import Composicion, FotoDeComposicion, Publicacion
from redes.transiciones import DESCARTAR

RETIRADO = "Su boletín se retiró."


def preparar_la_del_boletin(boletin: Boletin, *, sale: datetime, por: Persona, ahora: datetime) -> Publicacion:
    """Deja lista la de Facebook, para ponerla a mano; repetirlo devuelve la que ya estaba.

    Con embargo se ve preparada, pero no se puede dar por publicada antes de su hora.
    """
    texto = texto_para_facebook(boletin)
    composicion, nueva = Composicion.objects.get_or_create(
        boletin=boletin,
        automatica=True,
        defaults={
            "titulo": boletin.titulo,
            "texto": texto,
            "creada_en": ahora,
            "creada_por": por,
            "modificada_en": ahora,
        },
    )
    if nueva:
        copiar_fotos_del_boletin(composicion, boletin)
    publicacion, _ = Publicacion.objects.get_or_create(
        composicion=composicion,
        red=Red.FACEBOOK,
        defaults={
            "titulo": boletin.titulo,
            "texto": texto,
            "creada_en": ahora,
            "creada_por": por,
            "no_antes_desde": sale,
        },
    )
    return publicacion


def copiar_fotos_del_boletin(composicion: Composicion, boletin: Boletin) -> None:
    """Las del boletín, en su orden y con la descripción con que salieron."""
    fotos = boletin.fotos.select_related("evidencia")
    FotoDeComposicion.objects.bulk_create(
        FotoDeComposicion(
            composicion=composicion,
            evidencia=foto.evidencia,
            orden=lugar,
            texto_alternativo=foto.como_sale.texto_alternativo[:500],
        )
        for lugar, foto in enumerate(fotos)
    )


def poner_al_corriente(boletin: Boletin) -> None:
    """Al corregirlo, lo que espera a una persona dice el texto bueno; lo que alguien ya escribió no se toca."""
    texto = texto_para_facebook(boletin)
    suyas = Publicacion.objects.filter(composicion__boletin=boletin, composicion__automatica=True)
    suyas.filter(estado=EstadoPublicacion.POR_PUBLICAR, pedida_por__isnull=True).update(
        titulo=boletin.titulo, texto=texto
    )
    Composicion.objects.filter(boletin=boletin, automatica=True, version=1).update(titulo=boletin.titulo, texto=texto)


def dejar_de_publicar(boletin: Boletin, *, por: Persona, ahora: datetime) -> None:
    """Al retirarlo, nada suyo sale ya a ninguna red. Va en la transacción del retiro."""
    por_salir = [EstadoPublicacion.POR_PUBLICAR, *EDITABLES]
    suyas = Publicacion.objects.filter(composicion__boletin=boletin, estado__in=por_salir)
    for publicacion in suyas.select_related("envio").order_by("pk"):
        quitar_de_la_bandeja(publicacion, razon=RETIRADO, por=por, ahora=ahora)
        aplicar(publicacion, DESCARTAR, por=por, ahora=ahora, razon=RETIRADO)


def apuntar_lo_que_falta_quitar(retiro: RetiroUrgente, boletines: Iterable[Boletin]) -> None:
    """Cada publicación en redes de los boletines retirados, con su enlace, en la lista de lo que falta."""
    folios = {boletin.pk: boletin.folio for boletin in boletines}
    puestas = Publicacion.objects.filter(composicion__boletin__in=folios, estado=EstadoPublicacion.PUBLICADA)
    PendienteDeRetiro.objects.bulk_create(
        PendienteDeRetiro(
            retiro=retiro,
            que=f"Borrar de {p.get_red_display()}: {folios[p.composicion.boletin_id or 0]} {p.titulo}"[:250],
            enlace=p.enlace,
        )
        for p in puestas.select_related("composicion").order_by("pk")
    )
