"""Las redes de la demostración: lo puesto a mano está de verdad en el doble, y lo de hoy sale por la bandeja."""

from datetime import datetime, timedelta

import httpx
from django.conf import settings
from django.utils import timezone

from boletines.models import Boletin
from comsocial.demo.plan.elenco import Elenco
from difusion.dominio.despacho import despachar
from redes.consultas import siguiente_espacio
from redes.dominio import aprobacion, cuentas, redaccion
from redes.dominio.validacion import impedimentos_para_enviar
from redes.models import Composicion, Publicacion

PAGINA, NOMBRE, LLAVE = "1000000", "Gobierno de Mazamitla", "llave-de-la-demostracion"


def hay_doble() -> bool:
    """Sólo en la demostración hay dónde publicar de mentiras; en cualquier otro lado no se toca ninguna red."""
    return settings.FACEBOOK_BASE_URL.startswith("http://127.0.0.1:")


def puesta_a_mano(publicacion: Publicacion, cuando: datetime, *, si_no: str) -> str:
    """Lo que hace quien lleva las redes: la pone en la página y copia su enlace. Sin doble, un enlace de ejemplo."""
    if not hay_doble():
        return si_no
    doble = settings.FACEBOOK_BASE_URL
    with httpx.Client(timeout=10, trust_env=False, headers={"Authorization": f"Bearer {LLAVE}"}) as cliente:
        cliente.post(f"{doble}/__ctl__/clock", json={"now": cuando.isoformat()})
        campos = {"message": publicacion.texto, "fields": "id,permalink_url"}
        dicho = cliente.post(f"{doble}/{settings.GRAPH_VERSION}/{PAGINA}/feed", data=campos).json()
        cliente.post(f"{doble}/__ctl__/clock", json={})
    return str(dicho.get("permalink_url", si_no))


def de_hoy(elenco: Elenco, ahora: datetime) -> None:
    """Conecta la página y deja una publicada por la bandeja, dos programadas, una por aprobar y un borrador."""
    if not hay_doble():
        return
    escribe, aprueba = elenco["redes"], elenco["directora"]
    cuentas.conectar(red="facebook", nombre=NOMBRE, id_remoto=PAGINA, llave=LLAVE, por=aprueba, ahora=ahora)
    boletines = Boletin.objects.publicos(ahora).filter(fotos__isnull=False).distinct().order_by("-publicado_en")[:5]
    todas = [redaccion.componer(por=escribe, ahora=ahora, boletin=b) for b in boletines]
    compuestas = [c for c in todas if not impedimentos_para_enviar(c, ahora)]
    espacio = siguiente_espacio(ahora)
    horas = (None, espacio, espacio + timedelta(days=1))
    for composicion, sale_en in zip(compuestas[:3], horas, strict=False):
        _programar(composicion, sale_en, elenco, ahora)
    for composicion in compuestas[3:4]:
        aprobacion.pedir_aprobacion(composicion, por=escribe, ahora=ahora)
    despachar(reloj=timezone.now)


def _programar(composicion: Composicion, sale_en: datetime | None, elenco: Elenco, ahora: datetime) -> None:
    composicion.publicaciones.update(sale_en=sale_en)
    aprobacion.pedir_aprobacion(composicion, por=elenco["redes"], ahora=ahora)
    vista = aprobacion.huella_mostrada(composicion)
    aprobacion.aprobar(composicion, huella_vista=vista, por=elenco["directora"], ahora=ahora)
