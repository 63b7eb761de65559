"""Quién ocupa los hilos del servidor web: Django no puede con todos, y nadie los ocupa esperando.

granian da un número fijo de hilos por proceso. Los que sobran de esta cuenta son siempre del portal, que sólo lee
archivos: con la base congelada o con cien conexiones lentas se sigue viendo (docs/fiabilidad.md).
"""

import io
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import BoundedSemaphore, Lock
from time import monotonic
from typing import Any

Arranque = Callable[..., Any]
Aplicacion = Callable[[dict, Arranque], Iterable[bytes]]

GRANDE = 1024 * 1024  # octetos; lo menor se junta antes de pedir lugar
TRAMO = "application/offset+octet-stream"
VIVA = "/salud/viva"
GRACIA, RITMO = 10.0, 10_000  # segundos para empezar y octetos por segundo después: el teléfono más lento pasa
AL_INSTANTE = 0.2
PAGINA = (
    '<!DOCTYPE html><html lang="es-MX"><meta charset="utf-8"><title>Un momento</title>'
    "<h1>{titulo}</h1>"
    '<p>Los <a href="/boletines/">boletines</a> se pueden leer. Intenta otra vez en unos segundos.</p></html>'
)
HTML = [("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "no-store")]


class NoHay(Exception):  # noqa: N818 - las excepciones son frases (CONTRIBUTING.md)
    """Se contesta esto en lugar de pasar a Django."""

    def __init__(self, linea: str, titulo: str) -> None:
        super().__init__(titulo)
        self.linea, self.titulo = linea, titulo


@dataclass(frozen=True)
class Cuentas:
    """Cuántos hilos a lo más. La suma, más los del portal, son los de granian (`comsocial.embebido.configuracion`)."""

    de_django: int = 14
    de_subidas: int = 6
    en_fila: int = 28
    leyendo: int = 16
    leyendo_por_conexion: int = 6  # una sola dirección no ocupa a todos los lectores

    @property
    def todos(self) -> int:
        return self.de_django + self.de_subidas + self.en_fila + self.leyendo


class LugaresParaDjango:
    """Reparte los lugares: primero llega el cuerpo, luego se hace fila y hasta entonces entra a Django.

    Quien no alcanza lugar en `espera` segundos recibe un 503 amable, no un hilo colgado.
    """

    def __init__(
        self, aplicacion: Aplicacion, cuentas: Cuentas = Cuentas(), *, espera: float = 1.0, gracia: float = GRACIA
    ) -> None:
        self._aplicacion, self._espera, self._gracia = aplicacion, espera, gracia
        self._django, self._subidas = BoundedSemaphore(cuentas.de_django), BoundedSemaphore(cuentas.de_subidas)
        self._fila, self._lectores = BoundedSemaphore(cuentas.en_fila), BoundedSemaphore(cuentas.leyendo)
        self._por_conexion = cuentas.leyendo_por_conexion
        self._leyendo: Counter[str] = Counter()
        self._cuenta = Lock()

    def __call__(self, environ: dict, start_response: Arranque) -> Iterable[bytes]:
        if environ["PATH_INFO"] == VIVA and environ["REQUEST_METHOD"] in ("GET", "HEAD"):
            start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8"), HTML[1]])
            return [b"viva\n"]
        try:
            lugares = self._django
            if _llega_despacio(environ):
                lugares = self._subidas
            elif octetos := int(environ.get("CONTENT_LENGTH") or 0):
                environ["wsgi.input"] = self._juntar(environ, octetos)
            with self._lugar(lugares):
                return self._aplicacion(environ, start_response)
        except NoHay as razon:
            start_response(razon.linea, [*HTML, ("Retry-After", "10"), ("Connection", "close")])
            return [PAGINA.format(titulo=razon.titulo).encode()]

    @contextmanager
    def _lugar(self, lugares: BoundedSemaphore) -> Iterator[None]:
        """Un lugar libre, o la fila. La fila también se llena: quien espera ocupa un hilo que no es del portal."""
        if not lugares.acquire(blocking=False):
            if not self._fila.acquire(blocking=False):
                raise NoHay("503 Service Unavailable", "El sistema está ocupado")
            try:
                if not lugares.acquire(timeout=self._espera):
                    raise NoHay("503 Service Unavailable", "El sistema está ocupado")
            finally:
                self._fila.release()
        try:
            yield
        finally:
            lugares.release()

    def _juntar(self, environ: dict, octetos: int) -> io.BytesIO:
        """El cuerpo entero en memoria, leído por uno de los lectores."""
        quien = environ.get("REMOTE_ADDR", "")
        with self._cuenta:
            if self._leyendo[quien] >= self._por_conexion or not self._lectores.acquire(blocking=False):
                raise NoHay("503 Service Unavailable", "El sistema está ocupado")
            self._leyendo[quien] += 1
        try:
            return self._leer(environ["wsgi.input"], octetos)
        finally:
            self._lectores.release()
            with self._cuenta:
                self._leyendo[quien] -= 1
                self._leyendo += Counter()  # olvida a quien ya no lee nada

    def _leer(self, entrada: Any, octetos: int) -> io.BytesIO:
        """granian no regresa hasta juntar lo pedido: se pide de a poco a quien manda de a poco, y se le corta."""
        empezo, cuerpo, pide = monotonic(), bytearray(), 1
        while len(cuerpo) < octetos:
            antes = monotonic()
            trozo = entrada.read(min(pide, octetos - len(cuerpo)))
            if not trozo:
                raise NoHay("400 Bad Request", "Lo que mandaste llegó incompleto")
            cuerpo += trozo
            pide = min(pide * 2, 65536) if monotonic() - antes < AL_INSTANTE else 1
            if monotonic() - empezo > self._gracia + len(cuerpo) / RITMO:
                raise NoHay("408 Request Timeout", "Tu conexión es muy lenta")
        return io.BytesIO(bytes(cuerpo))


def _llega_despacio(environ: dict) -> bool:
    """Lo que no se junta: un archivo, el tramo de una subida, o lo que no dice cuánto mide."""
    largo = environ.get("CONTENT_LENGTH") or ""
    if not largo.isascii() or not largo.isdecimal():
        return "HTTP_TRANSFER_ENCODING" in environ or bool(largo)
    return int(largo) > GRANDE or environ.get("CONTENT_TYPE", "").startswith(TRAMO)
