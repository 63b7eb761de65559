"""Traer una página oficial sin dejarse llevar a donde no debe (reliability.md A18).

Sólo anfitriones de la lista; se resuelve, se revisan todas las direcciones y se conecta a la revisada; cada redirección
se vuelve a revisar; hay tope de tiempo y de tamaño.
"""

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Collection
from dataclasses import dataclass
from time import monotonic
from urllib.parse import urljoin, urlsplit

from django.conf import settings

ESPERA = 5.0  # segundos por paso
PLAZO = 15.0  # segundos en total
MAXIMO = 1024 * 1024  # octetos
REDIRECCIONES = 3
NAT64 = ipaddress.ip_network("64:ff9b::/96")
PUERTOS = {"http": 80, "https": 443}
Direccion = ipaddress.IPv4Address | ipaddress.IPv6Address


class NoSePudoTraer(Exception):  # noqa: N818 - las excepciones son frases (style.md)
    """Por qué no, en una frase."""


@dataclass(frozen=True)
class Traida:
    """Lo que contestó el sitio."""

    url: str
    codigo: int
    tipo: str
    cuerpo: bytes


def traer(url: str, anfitriones: Collection[str], *, metodo: str = "GET") -> Traida:
    """La página, siguiendo hasta tres redirecciones dentro de la lista. Levanta `NoSePudoTraer` con la razón."""
    limite = monotonic() + PLAZO
    for _ in range(REDIRECCIONES + 1):
        codigo, destino, traida = _una(url, anfitriones, metodo, limite)
        if codigo not in {301, 302, 303, 307, 308} or not destino:
            return traida
        url = urljoin(url, destino)
    raise NoSePudoTraer("Redirige demasiadas veces.")


def _una(url: str, anfitriones: Collection[str], metodo: str, limite: float) -> tuple[int, str, Traida]:
    try:
        partes = urlsplit(url)
        anfitrion, puerto = (partes.hostname or "").lower(), partes.port or PUERTOS.get(partes.scheme, 0)
    except ValueError as error:
        raise NoSePudoTraer("La dirección no se entiende.") from error
    if partes.scheme not in PUERTOS or partes.username or not anfitrion:
        raise NoSePudoTraer("Sólo direcciones http o https, sin usuario.")
    if anfitrion not in anfitriones:
        raise NoSePudoTraer(f"{anfitrion} no está en la lista de páginas oficiales.")
    conexion = _conectar(partes.scheme, anfitrion, puerto, _direccion_permitida(anfitrion, puerto), limite)
    try:
        camino = (partes.path or "/") + (f"?{partes.query}" if partes.query else "")
        conexion.request(metodo, camino, headers={"User-Agent": "comsocial-vigilancia/1", "Accept": "text/html,*/*"})
        respuesta = conexion.getresponse()
        cuerpo = b"" if metodo == "HEAD" else _leer(respuesta, limite)
        tipo = respuesta.headers.get("Content-Type", "")
        return respuesta.status, respuesta.headers.get("Location", ""), Traida(url, respuesta.status, tipo, cuerpo)
    except (OSError, http.client.HTTPException, UnicodeError) as error:
        raise NoSePudoTraer(f"No contestó: {error}"[:200]) from error
    finally:
        conexion.close()


def _leer(respuesta: http.client.HTTPResponse, limite: float) -> bytes:
    """El cuerpo por trozos: ni un goteo ni un archivo enorme detienen la vigilancia."""
    cuerpo = bytearray()
    while trozo := respuesta.read1(65536):
        cuerpo += trozo
        if len(cuerpo) > MAXIMO:
            raise NoSePudoTraer("La página pesa más de 1 MB.")
        if monotonic() > limite:
            raise NoSePudoTraer("Tardó más de quince segundos.")
    return bytes(cuerpo)


def _direccion_permitida(anfitrion: str, puerto: int) -> str:
    """La dirección a la que se conecta; si una sola de las resueltas es interna, no se conecta a ninguna."""
    try:
        resueltas = {fila[4][0] for fila in socket.getaddrinfo(anfitrion, puerto, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError) as error:
        raise NoSePudoTraer(f"No se halló {anfitrion}.") from error
    for una in resueltas:
        if not es_permitida(str(una)):
            raise NoSePudoTraer(f"{anfitrion} lleva a una dirección interna.")
    return str(min(resueltas))


def es_permitida(texto: str) -> bool:
    """Pública, o de las redes que el ajuste `VIGILANCIA_REDES` permite; desenvuelve IPv4 metida en IPv6."""
    try:
        direccion = _desenvolver(ipaddress.ip_address(texto.partition("%")[0]))
        permitidas = [ipaddress.ip_network(r, strict=False) for r in settings.VIGILANCIA_REDES]
    except ValueError:
        return False
    if any(direccion.version == red.version and direccion in red for red in permitidas):
        return True
    return direccion.is_global and not direccion.is_multicast and not direccion.is_reserved


def _desenvolver(direccion: Direccion) -> Direccion:
    if isinstance(direccion, ipaddress.IPv4Address):
        return direccion
    if direccion in NAT64:
        return ipaddress.IPv4Address(int(direccion) & 0xFFFFFFFF)
    teredo = direccion.teredo[1] if direccion.teredo else None
    return direccion.ipv4_mapped or direccion.sixtofour or teredo or direccion


def _conectar(esquema: str, anfitrion: str, puerto: int, direccion: str, limite: float) -> http.client.HTTPConnection:
    """Abre el enchufe a la dirección ya revisada: el nombre no se vuelve a resolver."""
    espera = max(0.1, min(ESPERA, limite - monotonic()))
    conexion = http.client.HTTPConnection(anfitrion, puerto, timeout=espera)
    try:
        enchufe = socket.create_connection((direccion, puerto), timeout=espera)
        if esquema == "https":
            enchufe = ssl.create_default_context().wrap_socket(enchufe, server_hostname=anfitrion)
    except OSError as error:
        raise NoSePudoTraer(f"No se pudo conectar con {anfitrion}: {error}"[:200]) from error
    conexion.sock = enchufe
    return conexion
