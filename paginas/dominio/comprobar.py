"""Leer las páginas pendientes: se toma una, se lee sin transacción abierta y se anota lo que se vio."""

import gzip
import hashlib
import ipaddress
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction

from nucleo.archivos import escribir_entero
from nucleo.texto.formato import CENTRO
from paginas.clientes.web import Lector, NoSePuedeLeer, Respuesta
from paginas.dominio.codificacion import texto_de_la_pagina
from paginas.dominio.lectura import Vista, problemas_de, ver
from paginas.estados import EstadoComprobacion, Motivo, TipoDePagina
from paginas.models import Comprobacion, PaginaOficial

BIEN = 200
ROTOS_A_LA_VISTA = 5
SE_CONSERVAN = timedelta(days=90)
Reloj = Callable[[], datetime]


def lector() -> Lector:
    """El que lee sólo los sitios de los ajustes y nuestro propio portal."""
    propio = urlsplit(settings.BASE_URL)
    redes = [ipaddress.ip_network(red) for red in settings.PAGINAS_REDES_PRIVADAS]
    anfitriones = frozenset({propio.hostname or "", *(a.lower() for a in settings.PAGINAS_PERMITIDAS)})
    return Lector(anfitriones, redes, frozenset({80, 443, propio.port or 443}))


@transaction.atomic(durable=True)
def apuntar_la_noche(*, ahora: datetime) -> int:
    """Deja por leer cada página activa y tira las lecturas nocturnas de hace más de noventa días."""
    viejas = Comprobacion.objects.filter(motivo=Motivo.NOCHE, pedida_en__lt=ahora - SE_CONSERVAN)
    viejas.delete()
    nuevas = [
        Comprobacion(pagina_id=pk, motivo=Motivo.NOCHE, pedida_en=ahora)
        for pk in PaginaOficial.objects.activas().values_list("pk", flat=True)
    ]
    return len(Comprobacion.objects.bulk_create(nuevas, ignore_conflicts=True))


def leer_pendientes(*, reloj: Reloj, segundos: float) -> int:
    """Lee lo pendiente hasta acabar o agotar el tiempo; devuelve cuántas leyó. Repetir una lectura no daña."""
    empezo, leidas, web = time.monotonic(), 0, lector()
    vistas: set[int] = set()
    while time.monotonic() - empezo < segundos:
        pendiente = Comprobacion.objects.filter(estado=EstadoComprobacion.PENDIENTE).exclude(pk__in=vistas)
        comprobacion = pendiente.select_related("pagina").order_by("pk").first()
        if comprobacion is None:
            break
        vistas.add(comprobacion.pk)
        leer_una(comprobacion, web, reloj)
        leidas += 1
    return leidas


def leer_una(comprobacion: Comprobacion, web: Lector, reloj: Reloj) -> None:
    """Lee la página y anota código, huella y problemas; las de antes y después guardan el HTML."""
    pagina = comprobacion.pagina
    try:
        respuesta = web.leer(pagina.url)
    except NoSePuedeLeer as error:
        _anotar(comprobacion, reloj(), estado=EstadoComprobacion.FALLIDA, problemas=[str(error)])
        return
    vista = ver(_texto(respuesta), respuesta.url) if "html" in respuesta.tipo else Vista("—", "—")
    problemas = _problemas(pagina, respuesta, vista, web, reloj())
    guardado = _guardar(respuesta.cuerpo) if comprobacion.motivo in (Motivo.ANTES, Motivo.DESPUES) else ""
    _anotar(
        comprobacion,
        reloj(),
        estado=EstadoComprobacion.HECHA,
        codigo=respuesta.codigo,
        huella=vista.huella if "html" in respuesta.tipo else hashlib.sha256(respuesta.cuerpo).hexdigest(),
        archivo=guardado,
        problemas=problemas,
    )


def _texto(respuesta: Respuesta) -> str:
    return texto_de_la_pagina(respuesta.cuerpo, respuesta.tipo)


def _problemas(pagina: PaginaOficial, respuesta: Respuesta, vista: Vista, web: Lector, ahora: datetime) -> list[str]:
    if respuesta.codigo != BIEN:
        return [f"Contesta con el código {respuesta.codigo}."]
    exige = pagina.tipo == TipoDePagina.TRANSPARENCIA
    propios = problemas_de(vista, ahora.astimezone(CENTRO).date(), exige_fecha=exige)
    return propios + _enlaces_rotos(vista, web)


def _enlaces_rotos(vista: Vista, web: Lector) -> list[str]:
    """Los enlaces a sitios de la lista que ya no llevan a nada; los demás no se tocan."""
    rotos = []
    for enlace in (e for e in vista.enlaces if web.permite(e)):
        try:
            codigo = web.leer(enlace, metodo="HEAD").codigo
        except NoSePuedeLeer as error:
            rotos.append(f"El enlace {enlace[:200]} no se pudo abrir: {error}")
        else:
            if codigo in {404, 410} or codigo >= 500:  # noqa: PLR2004 - desde 500 falla el servidor
                rotos.append(f"El enlace {enlace[:200]} contesta con el código {codigo}.")
    return rotos[:ROTOS_A_LA_VISTA]


def carpeta_de_capturas() -> Path:
    return Path(settings.DIR_DATOS) / "capturas"


def _guardar(cuerpo: bytes) -> str:
    """La captura comprimida, con la huella de lo recibido por nombre: la misma página no se guarda dos veces."""
    nombre = f"{hashlib.sha256(cuerpo).hexdigest()}.html.gz"
    destino = carpeta_de_capturas() / nombre
    if not destino.exists():
        destino.parent.mkdir(parents=True, exist_ok=True)
        escribir_entero(destino, gzip.compress(cuerpo, mtime=0))
    return nombre


@transaction.atomic(durable=True)
def _anotar(comprobacion: Comprobacion, ahora: datetime, **campos: object) -> None:
    """Escribe lo visto si sigue pendiente y, si el texto cambió desde la lectura anterior, la hora del cambio."""
    pendiente = Comprobacion.objects.filter(pk=comprobacion.pk, estado=EstadoComprobacion.PENDIENTE)
    anterior = _ultima_huella(comprobacion)
    if not pendiente.update(hecha_en=ahora, **campos):
        return
    nueva = campos.get("huella")
    if nueva and anterior and nueva != anterior:
        PaginaOficial.objects.filter(pk=comprobacion.pagina_id).update(cambio_en=ahora)


def _ultima_huella(comprobacion: Comprobacion) -> str:
    """La de la última lectura buena: una noche sin servicio no es un cambio."""
    buenas = Comprobacion.objects.filter(
        pagina=comprobacion.pagina_id, estado=EstadoComprobacion.HECHA, codigo=BIEN, pk__lt=comprobacion.pk
    )
    return buenas.order_by("-pk").values_list("huella", flat=True).first() or ""
