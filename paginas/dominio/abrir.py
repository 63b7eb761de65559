"""Qué hay en una dirección que alguien pegó como prueba, leída sin llegar a donde no se debe."""

import ipaddress
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings

from paginas.clientes.web import Lector, NoSePuedeLeer
from paginas.dominio.codificacion import texto_de_la_pagina
from paginas.dominio.lectura import ver

SE_ABRE = range(200, 300)
LARGO = 200


@dataclass(frozen=True)
class LoHallado:
    """Si abrió, y su título o por qué no."""

    abrio: bool
    dice: str


def que_hay_en(url: str) -> LoHallado:
    """Abre cualquier dirección pública y dice su título. Nunca falla: lo que no abre dice por qué, en una frase."""
    try:
        respuesta = _lector(url).leer(url)
    except NoSePuedeLeer as error:
        return LoHallado(abrio=False, dice=str(error)[:LARGO])
    if respuesta.codigo not in SE_ABRE:
        return LoHallado(abrio=False, dice=f"El sitio contesta con el código {respuesta.codigo}.")
    titulo = ""
    if "html" in respuesta.tipo:
        titulo = ver(texto_de_la_pagina(respuesta.cuerpo, respuesta.tipo), respuesta.url).titulo
    return LoHallado(abrio=True, dice=(titulo or "Abre, sin título.")[:LARGO])


def _lector(url: str) -> Lector:
    """Lo de fuera, nunca por una red interna; lo nuestro, por donde viva."""
    propio, redes, puertos = urlsplit(settings.BASE_URL), [], {80, 443}
    if urlsplit(url).netloc == propio.netloc:
        redes = [ipaddress.ip_network(red) for red in settings.PAGINAS_REDES_PRIVADAS]
        puertos.add(propio.port or 443)
    return Lector(None, redes, frozenset(puertos))
