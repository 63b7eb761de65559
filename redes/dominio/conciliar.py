"""Saber si salió lo que quedó en duda: se lee la página; nunca se vuelve a publicar solo."""

from datetime import datetime, timedelta

from django.db import transaction

from difusion.dominio import bandeja
from difusion.estados import EstadoEnvio
from redes.clientes.contrato import Hallada, NoEsta, Vista
from redes.dominio import cuentas, salida
from redes.estados import EstadoPublicacion, Paso, ResultadoDeIntento
from redes.models import Publicacion
from redes.transiciones import DUDAR

# Cuánto después de pedirla se mira: la página tarda en enseñar lo recién puesto.
MIRADAS = (timedelta(seconds=20), timedelta(seconds=90), timedelta(minutes=5), timedelta(minutes=15))
HAY_UNA_IGUAL = "Hay una igual en la página, pero la página no dice quién la publicó."


def conciliar(*, ahora: datetime) -> int:
    """Mira lo que ya toca de todo lo que está por verificar. Devuelve cuántas se encontraron."""
    _poner_al_corriente(ahora)
    dudosas = Publicacion.objects.con_origen().select_related("envio")
    dudosas = dudosas.filter(estado=EstadoPublicacion.POR_VERIFICAR).order_by("pk")
    return sum(mirar_una(p, ahora=ahora) for p in dudosas if _le_toca(p, ahora))


def _poner_al_corriente(ahora: datetime) -> None:
    """Lo que un proceso muerto o un respaldo dejó a medias entre la publicación y su envío."""
    dudosos = Publicacion.objects.filter(envio__estado=EstadoEnvio.POR_VERIFICAR).select_related("envio")
    for publicacion in dudosos.filter(estado=EstadoPublicacion.PUBLICADA):
        if publicacion.envio:
            with transaction.atomic(durable=True):
                bandeja.comprobar_leyendo(publicacion.envio, razon="Está en la página.", ahora=ahora)
    for publicacion in dudosos.filter(estado__in=DUDAR.desde):
        if publicacion.envio:
            salida.mover(publicacion, DUDAR, razon=publicacion.envio.razon, ahora=ahora)


def _le_toca(publicacion: Publicacion, ahora: datetime) -> bool:
    ultimo = publicacion.intentos.filter(paso=Paso.PUBLICAR).last()
    if ultimo is None:
        return False
    miradas = publicacion.intentos.filter(paso=Paso.MIRAR, pk__gt=ultimo.pk).count()
    return miradas < len(MIRADAS) and ahora >= ultimo.empezo_en + MIRADAS[miradas]


def mirar_una(publicacion: Publicacion, *, ahora: datetime) -> bool:
    """La busca en la página y anota lo que vio. Si la halla y es segura, queda publicada."""
    vista = buscar(publicacion)
    if isinstance(vista, Hallada) and vista.segura:
        salida.hallar(publicacion, vista, ahora=ahora)
        return True
    candidata = None
    if isinstance(vista, Hallada):
        resultado, frase = ResultadoDeIntento.HALLADO, HAY_UNA_IGUAL
        candidata = {"id": vista.id_remoto, "enlace": vista.enlace, "texto": vista.texto, "en": vista.creada_en}
    elif isinstance(vista, NoEsta):
        resultado, frase = ResultadoDeIntento.NO_ESTA, "Miramos la página: no está."
    else:
        resultado, frase = ResultadoDeIntento.DESCONOCIDO, vista.frase
    salida.anotar(publicacion, Paso.MIRAR, resultado, frase, ahora=ahora)
    publicacion.etapa = {**publicacion.etapa, "candidata": candidata}
    publicacion.save(update_fields=["etapa"])
    return False


def buscar(publicacion: Publicacion) -> Vista:
    """Lo que la red dice de ella ahora. Sólo lee."""
    cuenta = cuentas.de_la_red(publicacion.red)
    if cuenta is None or not cuenta.llave_cifrada:
        return NoEsta()
    proveedor = cuentas.proveedor_de(cuenta)
    try:
        desde = salida.desde_cuando(publicacion) or publicacion.creada_en
        return proveedor.mirar(publicacion.congelada, publicacion.etapa, desde, salida.ajenas_a(publicacion))
    finally:
        proveedor.cerrar()
