"""Sirve el árbol público sin Django, sin base de datos y sin Redis: a lo más un `stat` por segundo y página.

Va por delante de la aplicación WSGI. Lo que no es un archivo del árbol pasa a Django.
"""

import gzip
import json
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from time import monotonic, time
from typing import Any, BinaryIO

TIPOS = {
    ".html": "text/html; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".rss": "application/rss+xml; charset=utf-8",
    ".atom": "application/atom+xml; charset=utf-8",
    ".json": "application/json",
    ".txt": "text/plain; charset=utf-8",
    ".pdf": "application/pdf",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".jpg": "image/jpeg",
    ".webp": "image/webp",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".csv": "text/csv; charset=utf-8",
    ".vtt": "text/vtt; charset=utf-8",
    ".mp4": "video/mp4",
    ".mp3": "audio/mpeg",
}
DE_DJANGO = ("/oficina", "/acceso", "/r/", "/static/", "/salud", "/metricas", "/buscar")
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; media-src 'self';"
    " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
EN_MEMORIA = 4000  # páginas guardadas por proceso
MAXIMO_EN_MEMORIA = 256 * 1024  # octetos; lo mayor se lee del disco por trozos
TROZO = 256 * 1024
CIFRAS = 18  # de un rango: más no es un archivo
Arranque = Callable[..., Any]
Aplicacion = Callable[[dict, Arranque], Iterable[bytes]]


class _Pagina:
    """Un archivo leído: cabeceras listas y su versión comprimida. El audio y el video grandes no se leen enteros."""

    __slots__ = (
        "cabeceras",
        "cabeceras_gzip",
        "comprimido",
        "contenido",
        "etag",
        "octetos",
        "ruta",
        "sello",
        "vigente_hasta",
    )

    def __init__(self, ruta: str, sello: tuple[int, int]) -> None:
        extension = os.path.splitext(ruta)[1]  # noqa: PTH122 - camino caliente: Path cuesta tres veces más
        self.sello = sello
        self.vigente_hasta = 0.0
        self.ruta = ruta
        self.etag = f'"{sello[0]:x}-{sello[1]:x}"'
        tipo = TIPOS.get(extension, "application/octet-stream")
        texto = tipo.startswith(("text/", "application/xml", "application/rss", "application/atom", "application/json"))
        self.contenido = self.comprimido = b""
        if texto or sello[1] <= MAXIMO_EN_MEMORIA:
            self.contenido = Path(ruta).read_bytes()
        self.octetos = len(self.contenido) or sello[1]
        se_guarda = "public, max-age=3600, s-maxage=10"
        if texto:
            self.comprimido = gzip.compress(self.contenido, 6, mtime=0)
            se_guarda = "public, max-age=10"
        comunes = [
            ("Content-Type", tipo),
            ("ETag", self.etag),
            ("X-Content-Type-Options", "nosniff"),
            ("Content-Security-Policy", CSP),
            ("Referrer-Policy", "same-origin"),
            ("X-Frame-Options", "DENY"),
            ("Vary", "Accept-Encoding"),
            ("Cache-Control", se_guarda),
        ]
        if not texto:
            comunes.append(("Accept-Ranges", "bytes"))
        self.cabeceras = [*comunes, ("Content-Length", str(self.octetos))]
        self.cabeceras_gzip = [*comunes, ("Content-Encoding", "gzip"), ("Content-Length", str(len(self.comprimido)))]


class Calendario:
    """Los periodos de suspensión que escribió `portal.dominio.turno`: qué se sirve lo dice la hora, sin base."""

    def __init__(self, raiz: str) -> None:
        self._archivo = f"{raiz}-periodos.json"
        self._sello = (0, 0)
        self._periodos: list[tuple[float, float]] = []

    def corre(self, momento: float) -> bool:
        self._leer()
        return any(inicio <= momento < fin for inicio, fin in self._periodos)

    def _leer(self) -> None:
        """Lo que no se entienda no cambia nada: vale lo último que se leyó bien."""
        try:
            estado = os.stat(self._archivo)  # noqa: PTH116 - como abajo
            sello = (estado.st_mtime_ns, estado.st_size)
            if sello != self._sello:
                leidos = json.loads(Path(self._archivo).read_bytes())
                self._periodos, self._sello = [(float(i), float(f)) for i, f in leidos], sello
        except (OSError, ValueError, TypeError):
            return


class ArbolPublico:
    """WSGI que contesta con archivos del árbol vigente y deja lo demás a `siguiente`.

    Un archivo leído vale `vigencia` segundos antes de volver a preguntar por él al disco, y nunca más allá de la hora
    en que toca volver a preguntar por la edición.
    """

    def __init__(self, siguiente: Aplicacion, raiz: Path, *, vigencia: float = 1.0) -> None:
        self._vigencia = vigencia
        self._siguiente = siguiente
        self._ordinaria = str(raiz)
        self._calendario = Calendario(str(raiz))
        self._revisar_en = 0.0
        # Juntos: un hilo que leía la edición anterior nunca guarda lo suyo en la memoria de la nueva.
        self._arbol: tuple[str, dict[str, _Pagina]] = (str(raiz), {})

    def __call__(self, environ: dict, start_response: Arranque) -> Iterable[bytes]:
        camino = environ["PATH_INFO"]
        # Lo que ya está en memoria pasó por las revisiones de abajo cuando se leyó.
        conocida = self._arbol[1].get(_archivo_de(camino))
        if conocida is not None and monotonic() < conocida.vigente_hasta and environ["REQUEST_METHOD"] == "GET":
            return _responder("200 OK", conocida, environ, start_response)
        return self._buscar(camino, environ, start_response)

    def _buscar(self, camino: str, environ: dict, start_response: Arranque) -> Iterable[bytes]:
        if (
            environ["REQUEST_METHOD"] not in ("GET", "HEAD")
            or camino.startswith(DE_DJANGO)
            or ".." in camino
            or "\0" in camino
            or "/." in camino
        ):
            return self._siguiente(environ, start_response)
        pagina = self._leer(_archivo_de(camino))
        if pagina is not None:
            return _responder("200 OK", pagina, environ, start_response)
        if camino.endswith("/") and (retiro := self._leer(camino + "retirado.410.html")):
            return _responder("410 Gone", retiro, environ, start_response)
        if not camino.endswith("/") and not camino.startswith("//") and self._leer(camino + "/index.html"):
            start_response("301 Moved Permanently", [("Location", f"{camino}/"), ("Content-Length", "0")])
            return []
        return self._siguiente(environ, start_response)

    def _leer(self, camino: str) -> _Pagina | None:
        ahora = monotonic()
        if ahora >= self._revisar_en:
            self._elegir_edicion(ahora)
        raiz, memoria = self._arbol
        pagina = memoria.get(camino)
        if pagina is not None and ahora < pagina.vigente_hasta:
            return pagina
        ruta = raiz + camino
        try:
            estado = os.stat(ruta)  # noqa: PTH116 - camino caliente: Path cuesta tres veces más
        except (OSError, ValueError):
            memoria.pop(camino, None)
            return None
        sello = (estado.st_mtime_ns, estado.st_size)
        if pagina is not None and pagina.sello == sello:
            pagina.vigente_hasta = min(ahora + self._vigencia, self._revisar_en)
            return pagina
        if not os.path.isfile(ruta) or not os.path.realpath(ruta).startswith(raiz + os.sep):  # noqa: PTH113 - camino caliente: Path cuesta tres veces más
            return None
        pagina = _Pagina(ruta, sello)
        if pagina.octetos <= MAXIMO_EN_MEMORIA:
            if len(memoria) >= EN_MEMORIA:
                memoria.clear()
            pagina.vigente_hasta = min(ahora + self._vigencia, self._revisar_en)
            memoria[camino] = pagina
        return pagina

    def _elegir_edicion(self, ahora: float) -> None:
        """La de suspensión mientras corre un periodo. Al cambiar, nada de lo que estaba en memoria vale."""
        raiz = self._ordinaria
        if self._calendario.corre(time()):
            raiz += "-suspension"
        if raiz != self._arbol[0]:
            self._arbol = (raiz, {})
        self._revisar_en = ahora + self._vigencia


def _archivo_de(camino: str) -> str:
    if camino[-1:] == "/":
        return camino + "index.html"
    return camino


def _responder(estado: str, pagina: _Pagina, environ: dict, start_response: Arranque) -> Iterable[bytes]:
    if environ.get("HTTP_IF_NONE_MATCH") == pagina.etag and estado.startswith("200"):
        start_response("304 Not Modified", [("ETag", pagina.etag), ("Cache-Control", "public, max-age=10")])
        return []
    if not pagina.comprimido:
        return _binario(estado, pagina, environ, start_response)
    cabeceras, cuerpo = pagina.cabeceras, pagina.contenido
    if "gzip" in environ.get("HTTP_ACCEPT_ENCODING", ""):
        cabeceras, cuerpo = pagina.cabeceras_gzip, pagina.comprimido
    start_response(estado, cabeceras)
    if environ["REQUEST_METHOD"] == "HEAD":
        return []
    return [cuerpo]


def _binario(estado: str, pagina: _Pagina, environ: dict, start_response: Arranque) -> Iterable[bytes]:
    """El archivo entero o el trozo pedido (RFC 9110 §14): sin él, Safari no toca audio ni video."""
    desde, hasta, cabeceras = 0, pagina.octetos, pagina.cabeceras
    rango = _rango_que_vale(pagina, environ)
    if rango is not None:
        desde, hasta = rango
        propias = [c for c in cabeceras if c[0] != "Content-Length"]
        if desde >= hasta:
            vacio = [("Content-Range", f"bytes */{pagina.octetos}"), ("Content-Length", "0")]
            start_response("416 Range Not Satisfiable", propias + vacio)
            return []
        lugar = f"bytes {desde}-{hasta - 1}/{pagina.octetos}"
        cabeceras = [*propias, ("Content-Range", lugar), ("Content-Length", str(hasta - desde))]
        estado = "206 Partial Content"
    if environ["REQUEST_METHOD"] == "HEAD":
        start_response(estado, cabeceras)
        return []
    if pagina.contenido or not pagina.octetos:
        start_response(estado, cabeceras)
        return [pagina.contenido[desde:hasta]]
    archivo = open(pagina.ruta, "rb")  # noqa: PTH123, SIM115 - lo cierra `_trozos`, al terminar o si el lector se va
    start_response(estado, cabeceras)
    return _trozos(archivo, desde, hasta)


def _rango_que_vale(pagina: _Pagina, environ: dict) -> tuple[int, int] | None:
    """El que se pide, si lo que ya tienen es de este mismo archivo (RFC 9110 §13.1.5); en HEAD no hay rangos."""
    pedido = environ.get("HTTP_RANGE")
    if not pedido or environ["REQUEST_METHOD"] != "GET" or environ.get("HTTP_IF_RANGE", pagina.etag) != pagina.etag:
        return None
    return _rango(pedido, pagina.octetos)


def _rango(pedido: str, octetos: int) -> tuple[int, int] | None:
    """De dónde a dónde pide (`hasta` no incluido); vacío si se sale. Nada si no se entiende o pide varios."""
    unidad, _, cual = pedido.partition("=")
    primero, guion, ultimo = cual.strip().partition("-")
    if unidad.strip() != "bytes" or not guion or not (primero or ultimo):
        return None
    if any(n and not (n.isascii() and n.isdigit() and len(n) <= CIFRAS) for n in (primero, ultimo)):
        return None
    if not primero:
        return (max(0, octetos - int(ultimo)), octetos)
    if not ultimo:
        return (int(primero), octetos)
    if int(ultimo) < int(primero):
        return None
    return (int(primero), min(int(ultimo) + 1, octetos))


def _trozos(archivo: BinaryIO, desde: int, hasta: int) -> Iterator[bytes]:
    with archivo:
        archivo.seek(desde)
        falta = hasta - desde
        while falta > 0 and (trozo := archivo.read(min(TROZO, falta))):
            falta -= len(trozo)
            yield trozo
