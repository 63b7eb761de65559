"""Leer una página de fuera sin que nadie pueda usar este servidor para llegar a donde no debe.

Sólo direcciones de la lista; se resuelve el nombre, se revisan todas las direcciones y se conecta a la revisada
(no a otra que el nombre dé después); cada redirección pasa por lo mismo (docs/fiabilidad.md, «Archivos ajenos»).
"""

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from urllib.parse import urljoin, urlsplit

REDIRECCIONES = 3
SEGUNDOS = 8.0
OCTETOS = 2 * 1024 * 1024
TROZO = 64 * 1024
AGENTE = "ComunicacionSocial/1.0 (revision de paginas oficiales)"
PUERTOS = {"http": 80, "https": 443}
Direccion = ipaddress.IPv4Address | ipaddress.IPv6Address
Redes = list[ipaddress.IPv4Network | ipaddress.IPv6Network]


class NoSePuedeLeer(Exception):  # noqa: N818 - las excepciones son frases (CONTRIBUTING.md)
    """Por qué no se leyó, en palabras de la oficina."""


@dataclass(frozen=True)
class Respuesta:
    """Lo que contestó el otro lado."""

    codigo: int
    tipo: str
    cuerpo: bytes
    url: str


@dataclass(frozen=True)
class Lector:
    """Lee páginas de los anfitriones de la lista; sin lista, de cualquiera. `redes`: las privadas que se permiten."""

    anfitriones: frozenset[str] | None
    redes: Redes
    puertos: frozenset[int] = frozenset({80, 443})
    segundos: float = SEGUNDOS

    def leer(self, url: str, *, metodo: str = "GET") -> Respuesta:
        """La respuesta final, siguiendo a lo más tres redirecciones. Rechaza con `NoSePuedeLeer`."""
        limite = monotonic() + self.segundos
        for _ in range(REDIRECCIONES + 1):
            respuesta, destino = self._pedir(url, metodo, limite)
            if not destino:
                return respuesta
            url = urljoin(url, destino)
        raise NoSePuedeLeer("Redirige demasiadas veces.")

    def permite(self, url: str) -> bool:
        """Si la dirección es de la web y su anfitrión está en la lista."""
        try:
            partes = urlsplit(url)
            de_la_web = partes.scheme in {"http", "https"} and bool(partes.hostname)
            return de_la_web and (self.anfitriones is None or _anfitrion(partes.hostname) in self.anfitriones)
        except ValueError:
            return False

    def _pedir(self, url: str, metodo: str, limite: float) -> tuple[Respuesta, str]:
        if not self.permite(url):
            raise NoSePuedeLeer("Esa dirección no está en la lista de sitios que se revisan.")
        partes = urlsplit(url)
        anfitrion, puerto = _anfitrion(partes.hostname), self._puerto(url)
        conexion = self._conectar(anfitrion, puerto, limite, cifrada=partes.scheme == "https")
        try:
            camino = "?".join(filter(None, (partes.path or "/", partes.query)))
            conexion.request(metodo, camino, headers=_cabeceras(anfitrion, puerto, partes.scheme))
            return _recibir(conexion.getresponse(), url, metodo, limite)
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise NoSePuedeLeer(_por_que(error)) from error
        finally:
            conexion.close()

    def _puerto(self, url: str) -> int:
        partes = urlsplit(url)
        try:
            puerto = partes.port or PUERTOS[partes.scheme]
        except ValueError:
            raise NoSePuedeLeer("La dirección no se entiende.") from None
        if puerto not in self.puertos:
            raise NoSePuedeLeer(f"El puerto {puerto} no se revisa.")
        return puerto

    def _conectar(self, anfitrion: str, puerto: int, limite: float, *, cifrada: bool) -> http.client.HTTPConnection:
        espera = max(0.1, limite - monotonic())
        try:
            enchufe = socket.create_connection((str(self._revisada(anfitrion, puerto)), puerto), timeout=espera)
            if cifrada:
                enchufe = ssl.create_default_context().wrap_socket(enchufe, server_hostname=anfitrion)
        except OSError as error:
            raise NoSePuedeLeer(_por_que(error)) from error
        conexion = http.client.HTTPConnection(anfitrion, puerto, timeout=espera)
        conexion.sock = enchufe
        return conexion

    def _revisada(self, anfitrion: str, puerto: int) -> Direccion:
        """Una dirección a la que sí se puede ir; si alguna de las que da el nombre no se permite, ninguna."""
        try:
            datos = socket.getaddrinfo(anfitrion, puerto, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            raise NoSePuedeLeer("El nombre del sitio no existe.") from None
        direcciones = [ipaddress.ip_address(str(dato[4][0]).partition("%")[0]) for dato in datos]
        if not direcciones or not all(self._se_permite(d) for d in direcciones):
            raise NoSePuedeLeer("El sitio apunta a una red interna; no se lee.")
        return direcciones[0]

    def _se_permite(self, direccion: Direccion) -> bool:
        real = _sin_envoltura(direccion)
        return (real.is_global and not real.is_multicast) or any(
            real in red for red in self.redes if red.version == real.version
        )


def _anfitrion(nombre: str | None) -> str:
    return (nombre or "").rstrip(".").lower()


def _sin_envoltura(direccion: Direccion) -> Direccion:
    """La IPv4 que va dentro de una IPv6 (mapeada, 6to4, Teredo, NAT64), que es a donde de verdad se llega."""
    if isinstance(direccion, ipaddress.IPv4Address):
        return direccion
    if direccion in ipaddress.ip_network("64:ff9b::/96"):
        return ipaddress.IPv4Address(int(direccion) & 0xFFFFFFFF)
    if direccion.teredo:
        return direccion.teredo[1]
    return direccion.ipv4_mapped or direccion.sixtofour or direccion


def _cabeceras(anfitrion: str, puerto: int, esquema: str) -> dict[str, str]:
    if puerto != PUERTOS[esquema]:
        anfitrion = f"{anfitrion}:{puerto}"
    return {
        "Host": anfitrion,
        "User-Agent": AGENTE,
        "Accept": "text/html,*/*;q=0.5",
        "Accept-Encoding": "identity",
        "Connection": "close",
    }


def _recibir(respuesta: http.client.HTTPResponse, url: str, metodo: str, limite: float) -> tuple[Respuesta, str]:
    destino, cuerpo = "", b""
    if respuesta.status in {301, 302, 303, 307, 308}:
        destino = respuesta.headers.get("Location", "")
    if not destino and metodo != "HEAD":
        cuerpo = _cuerpo(respuesta.read1, limite)
    return Respuesta(respuesta.status, respuesta.headers.get_content_type(), cuerpo, url), destino


def _cuerpo(leer: Callable[[int], bytes], limite: float) -> bytes:
    partes, octetos = [], 0
    while octetos < OCTETOS and (trozo := leer(TROZO)):
        partes.append(trozo)
        octetos += len(trozo)
        if monotonic() > limite:
            raise NoSePuedeLeer("Tardó demasiado en contestar completa.")
    return b"".join(partes)[:OCTETOS]


def _por_que(error: Exception) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return "Su certificado de seguridad no es válido."
    if isinstance(error, TimeoutError):
        return "No contestó a tiempo."
    if isinstance(error, ConnectionRefusedError):
        return "El sitio no acepta conexiones."
    return "La conexión se cortó o la respuesta no se entiende."
