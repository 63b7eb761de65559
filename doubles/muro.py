"""Lo que sabe la imitación de Graph: fotos, publicaciones, fallas pedidas, diario y reloj."""

import json
import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

FOTO_MAXIMA = 4 * 1024 * 1024
APLICACION = "900"
Datos = dict[str, Any]
# Los nombres que Graph v26 acepta y esta casa usa: uno de más se rechaza, como en el de verdad.
DE_TODAS = {"access_token", "appsecret_proof", "fields", "locale"}
PARAMETROS = {
    "feed": {"message", "link", "attached_media", "published", "scheduled_publish_time", "unpublished_content_type"},
    "photos": {"source", "url", "caption", "message", "published", "temporary", "alt_text_custom", "no_story"},
    "editar": {"message", "is_published", "scheduled_publish_time"},
    "lista": {"limit", "after", "before", "include_hidden", "show_expired", "with"},
    "leer": set(),
}
PLAZO = (600, 30 * 86400)  # lo programado: de diez minutos a treinta días


class ErrorGraph(Exception):  # noqa: N818 - nombre del dominio
    """Un error con la forma de los de Graph."""

    def __init__(self, mensaje: str, codigo: int, subcodigo: int = 0, estado: int = 400) -> None:
        super().__init__(mensaje)
        self.codigo_http = estado
        self.cuerpo = {
            "error": {
                "message": mensaje,
                "type": "OAuthException",
                "code": codigo,
                "error_subcode": subcodigo,
                "fbtrace_id": "doble",
            }
        }


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
    cabeceras: dict[str, str] = field(default_factory=dict)
    salta: int = 0  # cuántas peticiones deja pasar antes

    @property
    def acepta(self) -> bool:
        return self.tipo not in {"responder", "cortar"}


class Muro:
    """El estado. Con carpeta, lo guarda: la demostración que se detiene y sigue enseña lo mismo."""

    def __init__(self, carpeta: str = "") -> None:
        self.candado = threading.RLock()
        self.alto = threading.Event()
        self.carpeta = Path(carpeta) if carpeta else None
        self.vaciar()
        self._abrir()

    def vaciar(self) -> None:
        with self.candado:
            self.fotos: dict[str, Datos] = {}
            self.imagenes: dict[str, bytes] = {}
            self.publicaciones: dict[str, Datos] = {}
            self.fallas: list[Falla] = []
            self.diario: list[Datos] = []
            self.tokens: dict[str, str] = {}  # token → vencido | revocado | usuario; el resto vale
            self.nombres: dict[str, str] = {}
            self.retraso = 0.0
            self.dice_quien = True
            self.adelanto = 0.0  # segundos que su reloj va adelante del de verdad
            self._n = 100

    def _abrir(self) -> None:
        archivo = self.carpeta / "muro.json" if self.carpeta else None
        if archivo and archivo.is_file():
            guardado = json.loads(archivo.read_text())
            self.fotos, self.publicaciones = guardado["fotos"], guardado["publicaciones"]
            self.nombres, self._n = guardado["nombres"], guardado["n"]

    def guardar(self) -> None:
        if self.carpeta is None:
            return
        self.carpeta.mkdir(parents=True, exist_ok=True)
        todo = {"fotos": self.fotos, "publicaciones": self.publicaciones, "nombres": self.nombres, "n": self._n}
        nuevo = self.carpeta / "muro.json.nuevo"
        nuevo.write_text(json.dumps(todo, ensure_ascii=False))
        nuevo.replace(self.carpeta / "muro.json")

    def ahora(self) -> float:
        return time.time() + self.adelanto

    def nuevo_id(self) -> str:
        self._n += 1
        return str(self._n)

    def nombre(self, pagina: str) -> str:
        return self.nombres.get(pagina, "Gobierno de Mazamitla")

    def falla(self, metodo: str, ruta: str) -> Falla | None:
        with self.candado:
            for falla in self.fallas:
                if falla.veces and falla.metodo == metodo and re.search(falla.ruta, ruta):
                    if falla.salta:
                        falla.salta -= 1
                        return None
                    falla.veces -= 1
                    return falla
        return None

    def visibles(self, pagina: str) -> list[Datos]:
        """Lo que ve el público, de lo más viejo a lo más nuevo; respeta el retraso de aparición."""
        limite = time.time() - self.retraso
        return [
            p
            for p in self.publicaciones.values()
            if p["pagina"] == pagina and p["is_published"] and p["desde"] <= limite
        ]

    def publicados(self) -> int:
        """Cuántas veces se pidió publicar: lo que se mira en el diario."""
        return sum(1 for r in self.diario if r["metodo"] == "POST" and r["ruta"].endswith("/feed"))

    def revisar_token(self, token: str) -> None:
        estado = self.tokens.get(token, "" if token else "ausente")
        if estado == "usuario":
            raise ErrorGraph("(#200) Unpublished posts must be posted to a page as the page itself", 200, estado=403)
        if estado:
            raise ErrorGraph("Error validating access token", 190, 463 if estado == "vencido" else 460, 401)

    def exigir(self, cual: str, datos: Datos) -> None:
        sobran = {k for k in datos if not k.startswith("attached_media[")} - PARAMETROS[cual] - DE_TODAS
        if sobran:
            raise ErrorGraph(f"(#100) Tried accessing nonexisting field ({', '.join(sorted(sobran))})", 100)

    def crear_foto(self, pagina: str, datos: Datos) -> Datos:
        self.exigir("photos", datos)
        imagen = datos.get("source") or datos.get("url")
        if not imagen:
            raise ErrorGraph("(#324) Requires upload file", 324)
        if isinstance(imagen, bytes) and len(imagen) > FOTO_MAXIMA:
            raise ErrorGraph("Photo too large", 100, 1366046)
        with self.candado:
            foto = {
                "id": self.nuevo_id(),
                "pagina": pagina,
                "page_story_id": "",
                "bytes": len(imagen),
                "alt_text_custom": datos.get("alt_text_custom", ""),
            }
            self.fotos[foto["id"]] = foto
            self._guardar_imagen(foto["id"], imagen)
            if str(datos.get("published", "true")).lower() != "false":
                texto = datos.get("message") or datos.get("caption", "")
                return {"id": foto["id"], "post_id": self._publicar(pagina, texto, "", [foto])}
        return {"id": foto["id"]}

    def _guardar_imagen(self, clave: str, imagen: object) -> None:
        if not isinstance(imagen, bytes):
            return
        if self.carpeta is None:
            self.imagenes[clave] = imagen
            return
        (self.carpeta / "fotos").mkdir(parents=True, exist_ok=True)
        (self.carpeta / "fotos" / f"{clave}.jpg").write_bytes(imagen)

    def imagen(self, clave: str) -> bytes | None:
        archivo = self.carpeta / "fotos" / f"{clave}.jpg" if self.carpeta else None
        if archivo and clave.isdecimal() and archivo.is_file():
            return archivo.read_bytes()
        return self.imagenes.get(clave)

    def publicar(self, pagina: str, datos: Datos) -> Datos:
        self.exigir("feed", datos)
        adjuntos = datos.get("attached_media") or []
        adjuntos = json.loads(adjuntos) if isinstance(adjuntos, str) else adjuntos
        adjuntos = [json.loads(a) if isinstance(a, str) else a for a in adjuntos]
        texto, liga = datos.get("message", ""), datos.get("link", "")
        if not (texto or liga or adjuntos):
            raise ErrorGraph("(#100) Missing message or attachment", 100)
        self._revisar_hora(datos)
        with self.candado:
            fotos = [self.fotos.get(str(a.get("media_fbid"))) for a in adjuntos]
            if any(f is None or f["pagina"] != pagina or f["page_story_id"] for f in fotos):
                raise ErrorGraph("(#100) Invalid attached_media", 100, 1366051)
            previas = [p for p in self.publicaciones.values() if p["pagina"] == pagina]
            if texto and previas and previas[-1]["message"] == texto:
                raise ErrorGraph("(#506) Duplicate status message", 506, 1455006)
            clave = self._publicar(pagina, texto, liga, [f for f in fotos if f])
            return self.campos(clave, str(datos.get("fields", "id")))

    def _revisar_hora(self, datos: Datos) -> None:
        if "scheduled_publish_time" in datos:
            falta = float(datos["scheduled_publish_time"]) - self.ahora()
            if not PLAZO[0] <= falta <= PLAZO[1]:
                raise ErrorGraph("(#100) The specified scheduled publish time is invalid.", 100)

    def _publicar(self, pagina: str, texto: str, liga: str, fotos: list[Datos]) -> str:
        n = self.nuevo_id()
        clave = f"{pagina}_{n}"
        self.publicaciones[clave] = {
            "id": clave,
            "pagina": pagina,
            "message": texto,
            "link": liga,
            "attachments": {"data": [{"unshimmed_url": liga}] if liga else []},
            "fotos": [f["id"] for f in fotos],
            "created_time": f"{datetime.fromtimestamp(self.ahora(), UTC):%Y-%m-%dT%H:%M:%S}+0000",
            "is_published": True,
            "permalink_url": f"https://www.facebook.com/{pagina}/posts/{n}",
            "application": {"id": APLICACION, "name": "Comunicación Social"},
            "desde": time.time(),
        }
        for foto in fotos:
            foto["page_story_id"] = clave
        self.guardar()
        return clave

    def leer(self, clave: str) -> Datos:
        objeto = self.publicaciones.get(clave) or self.fotos.get(clave)
        if objeto is None:
            raise ErrorGraph(f"Unsupported get request. Object with ID '{clave}' does not exist", 100, 33)
        fuera = {"pagina", "desde"} if self.dice_quien else {"pagina", "desde", "application"}
        return {k: v for k, v in objeto.items() if k not in fuera}

    def campos(self, clave: str, pedidos: str) -> Datos:
        """Sólo lo que se pide, como Graph; `id` va siempre."""
        nombres = re.sub(r"\{[^}]*\}", "", pedidos).split(",")
        leido = self.leer(clave)
        return {"id": leido["id"]} | {n: leido[n] for n in nombres if leido.get(n) not in ("", None)}

    def editar(self, clave: str, datos: Datos) -> Datos:
        self.exigir("editar", datos)
        self.leer(clave)
        self.publicaciones[clave]["message"] = datos.get("message", self.publicaciones[clave]["message"])
        self.guardar()
        return {"success": True}

    def borrar(self, clave: str) -> Datos:
        self.leer(clave)
        del self.publicaciones[clave]
        self.guardar()
        return {"success": True}

    def mandar(self, ruta: str, datos: Datos) -> Any:
        """El mando de las pruebas."""
        match ruta.strip("/").split("/")[1:]:
            case ["journal"]:
                return self.diario
            case ["pages", pagina, "timeline"]:
                return [self.leer(p["id"]) for p in self.visibles(pagina)]
            case [cual] if cual in (ordenes := self._ordenes(datos)):
                ordenes[cual]()
                return {"ok": True}
        raise ErrorGraph("mando desconocido", 2500)

    def _ordenes(self, datos: Datos) -> dict[str, Callable[[], Any]]:
        return {
            "reset": self.vaciar,
            "faults": lambda: self.fallas.append(Falla(**datos)),
            "tokens": lambda: self.tokens.update({datos["token"]: datos["state"]}),
            "delay": lambda: setattr(self, "retraso", float(datos["seconds"])),
            "clock": lambda: self.poner_en_hora(datos.get("now", "")),
            "names": lambda: self.nombres.update(datos),
        }

    def poner_en_hora(self, momento: str) -> None:
        """Lo que se publique desde ahora lleva esa hora; vacía, vuelve a la de verdad."""
        self.adelanto = datetime.fromisoformat(momento).timestamp() - time.time() if momento else 0.0
