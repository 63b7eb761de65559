"""Una imitación de Facebook Graph por HTTP: fotos sin publicar, publicaciones del muro, su lectura y sus fallas.

El mando (`/__ctl__/…`) pide fallas y lee el diario; `/__ui__/page/ID` muestra el muro como lo vería un ciudadano y
`/ID/posts/N` es la dirección pública de cada publicación.
"""

import json
import re
import threading
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

from doubles import linea
from doubles.muro import Datos, ErrorGraph, Falla, Muro

VERSION = "v26.0"


PRIMERA_PAGINA = 1_000_000


def responder(muro: Muro, metodo: str, ruta: str, datos: Datos) -> Datos:
    """Lo que contestaría Graph a una ruta sin su versión."""
    partes = ruta.strip("/").split("/")
    if metodo == "GET":
        return leer(muro, partes, datos)
    match (metodo, partes):
        case ("POST", [pagina, "photos"]):
            return muro.crear_foto(pagina, datos)
        case ("POST", [pagina, "feed"]):
            return muro.publicar(pagina, datos)
        case ("POST", [clave]) if "_" in clave:
            return muro.editar(clave, datos)
        case ("DELETE", [clave]):
            return muro.borrar(clave)
    raise ErrorGraph("Unknown path components", 2500)


def leer(muro: Muro, partes: list[str], datos: Datos) -> Datos:
    match partes:
        case [pagina, "published_posts" | "feed"]:
            muro.exigir("lista", datos)
            lista = muro.visibles(pagina)[::-1][: min(100, int(datos.get("limit", 25)))]
            return {"data": [muro.leer(p["id"]) for p in lista]}
        case ["me"]:
            return {"id": str(PRIMERA_PAGINA), "name": muro.nombre(str(PRIMERA_PAGINA))}
        case [clave] if clave.isdecimal() and int(clave) >= PRIMERA_PAGINA:
            return {"id": clave, "name": muro.nombre(clave)}
        case [clave]:
            muro.exigir("leer", datos)
            return muro.campos(clave, datos["fields"]) if datos.get("fields") else muro.leer(clave)
    raise ErrorGraph("Unknown path components", 2500)


class _Peticion(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: "_Servidor"

    def log_message(self, *_: object) -> None:
        """El diario ya lo cuenta."""

    def datos(self) -> Datos:
        consulta = {k: v[-1] for k, v in parse_qs(urlsplit(self.path).query).items()}
        cuerpo = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        tipo = self.headers.get("Content-Type", "")
        if tipo.startswith("application/json"):
            return consulta | json.loads(cuerpo or b"{}")
        if tipo.startswith("multipart/"):
            mensaje = message_from_bytes(f"Content-Type: {tipo}\r\n\r\n".encode() + cuerpo, policy=policy.HTTP)
            return consulta | dict(map(self._parte, mensaje.iter_parts()))
        lista = parse_qs(cuerpo.decode("utf-8", "replace"))
        adjuntos = [v[0] for k, v in sorted(lista.items()) if k.startswith("attached_media[")]
        simples = {k: v[-1] for k, v in lista.items() if not k.startswith("attached_media[")}
        return consulta | simples | ({"attached_media": adjuntos} if adjuntos else {})

    @staticmethod
    def _parte(parte: Any) -> tuple[str, Any]:
        nombre = parte.get_param("name", header="content-disposition")
        contenido = parte.get_payload(decode=True)
        return nombre, contenido if parte.get_filename() else contenido.decode()

    def atender(self) -> None:
        muro, ruta = self.server.muro, urlsplit(self.path).path
        datos = self.datos()
        if ruta.startswith("/__ctl__/"):
            return self.contestar(200, muro.mandar(ruta, datos))
        if not re.match(r"^/v\d+\.\d+/", ruta):
            return self.publica(ruta)
        falla = muro.falla(self.command, ruta)
        estado, cuerpo = self.resultado(muro, ruta, datos) if falla is None or falla.acepta else (0, {})
        sin_bytes = {k: (f"{len(v)} bytes" if isinstance(v, bytes) else v) for k, v in datos.items()}
        sin_bytes.pop("access_token", None)
        muro.diario.append(
            {
                "metodo": self.command,
                "ruta": ruta,
                "datos": sin_bytes,
                "estado": estado,
                "falla": falla.tipo if falla else "",
                "respuesta": cuerpo,
            }
        )
        return self.portarse_mal(falla, estado, cuerpo) if falla else self.contestar(estado, cuerpo)

    do_GET = do_POST = do_DELETE = atender  # noqa: N815 - nombres de http.server

    def publica(self, ruta: str) -> None:
        """Lo que abre la gente: el muro, una publicación y sus fotos."""
        muro, html = self.server.muro, "text/html; charset=utf-8"
        match ruta.strip("/").split("/"):
            case ["__ui__", "page", pagina]:
                return self.enviar(200, linea.pagina_html(muro, pagina), html)
            case ["__ui__", "foto", clave] if imagen := muro.imagen(clave):
                return self.enviar(200, imagen, "image/jpeg")
            case [pagina, "posts", numero] if hoja := linea.publicacion_html(muro, pagina, numero):
                return self.enviar(200, hoja, html)
        return self.enviar(404, b"<!doctype html><title>No existe</title>", html)

    def resultado(self, muro: Muro, ruta: str, datos: Datos) -> tuple[int, Datos]:
        autorizacion = self.headers.get("Authorization", "").removeprefix("Bearer ").removeprefix("OAuth ")
        try:
            muro.revisar_token(autorizacion or str(datos.get("access_token", "")))
            return 200, responder(muro, self.command, re.sub(r"^/v\d+\.\d+", "", ruta), datos)
        except ErrorGraph as error:
            return error.codigo_http, error.cuerpo

    def portarse_mal(self, falla: Falla, estado: int, cuerpo: Datos) -> None:
        if falla.tipo in {"aceptar_y_colgar", "lento"}:
            self.server.muro.alto.wait(falla.segundos)
        if falla.tipo in {"responder", "aceptar_y_responder"}:
            return self.contestar(falla.estado, falla.cuerpo, falla.cabeceras)
        if falla.tipo == "lento":
            return self.contestar(estado, cuerpo)
        self.close_connection = True
        if falla.tipo == "truncar":
            self.enviar(200, json.dumps(cuerpo).encode()[:-4], "application/json")
        if falla.tipo == "gotear":
            self._gotear(json.dumps(cuerpo).encode(), falla.segundos)
        return None

    def _gotear(self, cuerpo: bytes, pausa: float) -> None:
        """Un octeto a la vez: ningún plazo de lectura se cumple, sólo el de la petición entera."""
        self.send_response(200)
        self.send_header("Content-Length", str(len(cuerpo)))
        self.end_headers()
        for octeto in cuerpo:
            try:
                self.wfile.write(bytes([octeto]))
                self.wfile.flush()
            except OSError:
                return
            if self.server.muro.alto.wait(pausa):
                return

    def contestar(self, estado: int, cuerpo: Any, cabeceras: dict[str, str] | None = None) -> None:
        self.enviar(estado, json.dumps(cuerpo).encode(), "application/json; charset=UTF-8", cabeceras)

    def enviar(self, estado: int, cuerpo: bytes, tipo: str, cabeceras: dict[str, str] | None = None) -> None:
        self.send_response(estado)
        self.send_header("Content-Type", tipo)
        self.send_header("Content-Length", str(len(cuerpo)))
        self.send_header("facebook-api-version", VERSION)
        for nombre, valor in (cabeceras or {}).items():
            self.send_header(nombre, valor)
        self.end_headers()
        self.wfile.write(cuerpo)


class _Servidor(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    muro: Muro


class ServidorGraph:
    """`with ServidorGraph() as graph: graph.url, graph.muro`."""

    def __init__(self, puerto: int = 0, carpeta: str = "") -> None:
        self._servidor = _Servidor(("127.0.0.1", puerto), _Peticion)
        self._servidor.muro = self.muro = Muro(carpeta)
        self._hilo = threading.Thread(target=self._servidor.serve_forever, args=(0.05,), daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._servidor.server_address[1]}"

    def __enter__(self) -> Self:
        self._hilo.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.muro.alto.set()
        self._servidor.shutdown()
        self._servidor.server_close()
