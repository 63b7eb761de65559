"""Una imitación delgada de Facebook Graph: fotos sin publicar, publicaciones del muro y su lectura.

El estado vive en memoria. El mando (`/__ctl__/…`) pide fallas y lee el diario;
`/__ui__/page/ID` muestra el muro como lo vería un ciudadano.
"""

import html
import json
import re
import threading
import time
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

VERSION = "v26.0"
FOTO_MAXIMA = 4 * 1024 * 1024
Datos = dict[str, Any]


class ErrorGraph(Exception):  # noqa: N818 - nombre del dominio
    """Un error con la forma de los de Graph."""

    def __init__(self, mensaje: str, codigo: int, subcodigo: int = 0, estado: int = 400) -> None:
        super().__init__(mensaje)
        self.codigo_http = estado
        self.cuerpo = {"error": {"message": mensaje, "type": "OAuthException", "code": codigo,
                                 "error_subcode": subcodigo, "fbtrace_id": "doble"}}  # fmt: skip


@dataclass
class Falla:
    """`tipo`: responder · cortar · aceptar_y_cortar · aceptar_y_colgar · aceptar_y_responder · truncar · lento."""

    tipo: str
    ruta: str = ""
    metodo: str = "POST"
    veces: int = 1
    estado: int = 500
    cuerpo: Datos = field(default_factory=lambda: {"error": {"message": "falla pedida", "code": 2}})
    segundos: float = 60

    @property
    def acepta(self) -> bool:
        return self.tipo not in {"responder", "cortar"}


class Muro:
    """El estado: fotos, publicaciones, fallas pedidas y diario de peticiones."""

    def __init__(self) -> None:
        self.candado = threading.RLock()
        self.alto = threading.Event()
        self.vaciar()

    def vaciar(self) -> None:
        with self.candado:
            self.fotos: dict[str, Datos] = {}
            self.publicaciones: dict[str, Datos] = {}
            self.fallas: list[Falla] = []
            self.diario: list[Datos] = []
            self.tokens: dict[str, str] = {}  # token → vencido | revocado | usuario; el resto vale
            self.retraso = 0.0
            self._n = 100

    def nuevo_id(self) -> str:
        self._n += 1
        return str(self._n)

    def falla(self, metodo: str, ruta: str) -> Falla | None:
        with self.candado:
            for falla in self.fallas:
                if falla.veces and falla.metodo == metodo and re.search(falla.ruta, ruta):
                    falla.veces -= 1
                    return falla
        return None

    def visibles(self, pagina: str) -> list[Datos]:
        """Lo que ve el público, de lo más viejo a lo más nuevo; respeta el retraso de aparición."""
        limite = time.monotonic() - self.retraso
        return [p for p in self.publicaciones.values() if p["pagina"] == pagina and p["desde"] <= limite]

    def revisar_token(self, token: str) -> None:
        estado = self.tokens.get(token, "" if token else "ausente")
        if estado == "usuario":
            raise ErrorGraph("(#200) Unpublished posts must be posted to a page as the page itself", 200, estado=403)
        if estado:
            raise ErrorGraph("Error validating access token", 190, 463 if estado == "vencido" else 460, 401)

    def crear_foto(self, pagina: str, datos: Datos) -> Datos:
        imagen = datos.get("source") or datos.get("url")
        if not imagen:
            raise ErrorGraph("(#324) Requires upload file", 324)
        if isinstance(imagen, bytes) and len(imagen) > FOTO_MAXIMA:
            raise ErrorGraph("Photo too large", 100, 1366046)
        with self.candado:
            foto = {"id": self.nuevo_id(), "pagina": pagina, "page_story_id": "", "bytes": len(imagen),
                    "alt_text_custom": datos.get("alt_text_custom", "")}  # fmt: skip
            self.fotos[foto["id"]] = foto
            if str(datos.get("published", "true")).lower() != "false":
                texto = datos.get("message") or datos.get("caption", "")
                return {"id": foto["id"], "post_id": self._publicar(pagina, texto, "", [foto])}
        return {"id": foto["id"]}

    def publicar(self, pagina: str, datos: Datos) -> Datos:
        adjuntos = datos.get("attached_media") or []
        adjuntos = json.loads(adjuntos) if isinstance(adjuntos, str) else adjuntos
        adjuntos = [json.loads(a) if isinstance(a, str) else a for a in adjuntos]
        texto, liga = datos.get("message", ""), datos.get("link", "")
        if not (texto or liga or adjuntos):
            raise ErrorGraph("(#100) Missing message or attachment", 100)
        with self.candado:
            fotos = [self.fotos.get(str(a.get("media_fbid"))) for a in adjuntos]
            if any(f is None or f["pagina"] != pagina or f["page_story_id"] for f in fotos):
                raise ErrorGraph("(#100) Invalid attached_media", 100)
            previas = [p for p in self.publicaciones.values() if p["pagina"] == pagina]
            if texto and previas and previas[-1]["message"] == texto:
                raise ErrorGraph("(#506) Duplicate status message", 506, 1455006)
            return {"id": self._publicar(pagina, texto, liga, [f for f in fotos if f])}

    def _publicar(self, pagina: str, texto: str, liga: str, fotos: list[Datos]) -> str:
        clave = f"{pagina}_{self.nuevo_id()}"
        ahora = time.strftime("%Y-%m-%dT%H:%M:%S+0000", time.gmtime())
        self.publicaciones[clave] = {
            "id": clave, "pagina": pagina, "message": texto, "link": liga, "fotos": [f["id"] for f in fotos],
            "created_time": ahora, "is_published": True, "permalink_url": f"https://www.facebook.com/{clave}",
            "desde": time.monotonic(),
        }  # fmt: skip
        for foto in fotos:
            foto["page_story_id"] = clave
        return clave

    def leer(self, clave: str) -> Datos:
        objeto = self.publicaciones.get(clave) or self.fotos.get(clave)
        if objeto is None:
            raise ErrorGraph(f"Unsupported get request. Object with ID '{clave}' does not exist", 100, 33)
        return {k: v for k, v in objeto.items() if k not in {"pagina", "desde"}}

    def responder(self, metodo: str, ruta: str, datos: Datos) -> Datos:
        """Lo que contestaría Graph a una ruta sin su versión."""
        partes = ruta.strip("/").split("/")
        match (metodo, partes):
            case ("POST", [pagina, "photos"]):
                return self.crear_foto(pagina, datos)
            case ("POST", [pagina, "feed"]):
                return self.publicar(pagina, datos)
            case ("GET", [pagina, "published_posts" | "feed"]):
                lista = self.visibles(pagina)[::-1][: int(datos.get("limit", 25))]
                return {"data": [self.leer(p["id"]) for p in lista]}
            case ("GET", [clave]):
                return self.leer(clave)
            case ("DELETE", [clave]):
                self.leer(clave)
                del self.publicaciones[clave]
                return {"success": True}
        raise ErrorGraph("Unknown path components", 2500)

    def mandar(self, ruta: str, datos: Datos) -> Any:
        """El mando de las pruebas."""
        match ruta.strip("/").split("/")[1:]:
            case ["reset"]:
                self.vaciar()
            case ["faults"]:
                self.fallas.append(Falla(**datos))
            case ["tokens"]:
                self.tokens[datos["token"]] = datos["state"]
            case ["delay"]:
                self.retraso = float(datos["seconds"])
            case ["journal"]:
                return self.diario
            case ["pages", pagina, "timeline"]:
                return [self.leer(p["id"]) for p in self.visibles(pagina)]
            case _:
                raise ErrorGraph("mando desconocido", 2500)
        return {"ok": True}

    def pagina_html(self, pagina: str) -> bytes:
        filas = "".join(f"<article><time>{p['created_time']}</time><p>{html.escape(p['message'])}</p>"
                        f"<p>{html.escape(p['link'])}</p><p>{len(p['fotos'])} fotografías</p></article>"
                        for p in self.visibles(pagina)[::-1])  # fmt: skip
        cabeza = f"<!doctype html><html lang='es'><meta charset='utf-8'><title>Muro {html.escape(pagina)}</title>"
        return f"{cabeza}{filas}".encode()


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
        if ruta.startswith("/__ui__/page/"):
            return self.enviar(200, muro.pagina_html(ruta.rsplit("/", 1)[1]), "text/html; charset=utf-8")
        falla = muro.falla(self.command, ruta)
        estado, cuerpo = self.resultado(muro, ruta, datos) if falla is None or falla.acepta else (0, {})
        sin_bytes = {k: (f"{len(v)} bytes" if isinstance(v, bytes) else v) for k, v in datos.items()}
        sin_bytes.pop("access_token", None)
        muro.diario.append({"metodo": self.command, "ruta": ruta, "datos": sin_bytes, "estado": estado,
                            "falla": falla.tipo if falla else "", "respuesta": cuerpo})  # fmt: skip
        return self.portarse_mal(falla, estado, cuerpo) if falla else self.contestar(estado, cuerpo)

    do_GET = do_POST = do_DELETE = atender  # noqa: N815 - nombres de http.server

    def resultado(self, muro: Muro, ruta: str, datos: Datos) -> tuple[int, Datos]:
        autorizacion = self.headers.get("Authorization", "").removeprefix("Bearer ").removeprefix("OAuth ")
        try:
            muro.revisar_token(autorizacion or str(datos.get("access_token", "")))
            return 200, muro.responder(self.command, re.sub(r"^/v\d+\.\d+", "", ruta), datos)
        except ErrorGraph as error:
            return error.codigo_http, error.cuerpo

    def portarse_mal(self, falla: Falla, estado: int, cuerpo: Datos) -> None:
        if falla.tipo in {"aceptar_y_colgar", "lento"}:
            self.server.muro.alto.wait(falla.segundos)
        if falla.tipo in {"responder", "aceptar_y_responder"}:
            return self.contestar(falla.estado, falla.cuerpo)
        if falla.tipo == "lento":
            return self.contestar(estado, cuerpo)
        self.close_connection = True
        if falla.tipo == "truncar":
            self.enviar(200, json.dumps(cuerpo).encode()[:-4], "application/json")
        return None

    def contestar(self, estado: int, cuerpo: Any) -> None:
        self.enviar(estado, json.dumps(cuerpo).encode(), "application/json; charset=UTF-8")

    def enviar(self, estado: int, cuerpo: bytes, tipo: str) -> None:
        self.send_response(estado)
        self.send_header("Content-Type", tipo)
        self.send_header("Content-Length", str(len(cuerpo)))
        self.send_header("facebook-api-version", VERSION)
        self.end_headers()
        self.wfile.write(cuerpo)


class _Servidor(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    muro: Muro


class ServidorGraph:
    """`with ServidorGraph() as graph: graph.url, graph.muro`."""

    def __init__(self, puerto: int = 0) -> None:
        self._servidor = _Servidor(("127.0.0.1", puerto), _Peticion)
        self._servidor.muro = self.muro = Muro()
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
