"""Un servidor SMTP de verdad que guarda lo que recibe y, si se le pide, se porta mal.

Sirve a las pruebas (un hilo, puerto 0) y a la demostración (`python -m doubles smtp`).
El diario dice qué se guardó aunque el cliente no haya oído la respuesta: es el oráculo.
"""

import json
import re
import socketserver
import threading
import uuid
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import Message
from pathlib import Path
from typing import Self

TAMANO_MAXIMO = 35 * 1024 * 1024
RENGLON_MAXIMO = 1000  # RFC 5321 §4.5.3.1.6, con su CRLF
DIRECCION = re.compile(r"^(?:FROM|TO):\s*<([^<>\s]*)>(.*)$", re.IGNORECASE)
TIPOS = frozenset(
    {"rcpt-451", "rcpt-550", "punto-452", "punto-421", "punto-550", "cortar-antes", "cortar-despues",
     "colgar-despues", "lento"}
)  # fmt: skip
RESPUESTAS = {
    "rcpt-451": "451 4.7.1 Intente más tarde (lista gris)",
    "rcpt-550": "550 5.1.1 No existe ese buzón",
    "punto-452": "452 4.3.1 Sin espacio",
    "punto-421": "421 4.7.0 Demasiados mensajes",
    "punto-550": "550 5.7.1 Mensaje rechazado",
}


@dataclass
class Falla:
    """Una mala conducta: en el mensaje `n` (0: todos), para quien contenga `para`, tantas `veces` (-1: siempre)."""

    tipo: str
    n: int = 0
    para: str = ""
    veces: int = -1
    segundos: float = 60

    def __post_init__(self) -> None:
        if self.tipo not in TIPOS:
            raise ValueError(f"«{self.tipo}» no es una falla conocida: {', '.join(sorted(TIPOS))}")


@dataclass
class Sobre:
    """Lo que lleva una transacción: remitente y destinatarios."""

    n: int
    de: str
    para: list[str] = field(default_factory=list)


class Cortar(Exception):  # noqa: N818 - no es un error: es la conducta pedida
    """Cierra la conexión sin decir nada."""


class _Conversacion(socketserver.StreamRequestHandler):
    server: "_Servidor"
    timeout = 300
    disable_nagle_algorithm = True  # con órdenes en fila, la segunda respuesta no espera al acuse de la primera

    def handle(self) -> None:
        """Atiende órdenes hasta QUIT, un corte pedido o que el cliente se vaya."""
        self.sobre: Sobre | None = None
        try:
            self.decir("220 doble.invalid ESMTP listo")
            while renglon := self.rfile.readline(4096):
                if not self.atender(renglon.decode("utf-8", "replace").strip()):
                    return
        except (Cortar, OSError):
            return

    def decir(self, *renglones: str) -> None:
        self.wfile.write("".join(f"{renglon}\r\n" for renglon in renglones).encode())

    def atender(self, renglon: str) -> bool:
        verbo, _, resto = renglon.partition(" ")
        metodo = getattr(self, f"orden_{verbo.lower()}", None)
        if metodo is None:
            self.decir("500 5.5.1 Orden desconocida")
            return True
        return metodo(resto) is not False

    def orden_helo(self, _: str) -> None:
        self.decir("250 doble.invalid")

    def orden_ehlo(self, _: str) -> None:
        self.decir("250-doble.invalid", "250-PIPELINING", f"250-SIZE {TAMANO_MAXIMO}", "250-8BITMIME",
                   "250-ENHANCEDSTATUSCODES", "250 SMTPUTF8")  # fmt: skip

    def orden_noop(self, _: str) -> None:
        self.decir("250 2.0.0 Bien")

    def orden_rset(self, _: str) -> None:
        self.sobre = None
        self.decir("250 2.0.0 Bien")

    def orden_quit(self, _: str) -> bool:
        self.decir("221 2.0.0 Adiós")
        return False

    def orden_mail(self, resto: str) -> None:
        partes = DIRECCION.match(resto)
        tamano = re.search(r"SIZE=(\d+)", resto, re.IGNORECASE)
        if partes is None or self.sobre is not None:
            self.decir("501 5.5.4 MAIL mal formado" if partes is None else "503 5.5.1 Ya hay un remitente")
        elif tamano and int(tamano[1]) > TAMANO_MAXIMO:
            self.decir("552 5.3.4 Mensaje demasiado grande")
        else:
            self.sobre = Sobre(self.server.buzon.siguiente(), partes[1])
            self.decir("250 2.1.0 Bien")

    def orden_rcpt(self, resto: str) -> None:
        partes = DIRECCION.match(resto)
        if self.sobre is None or partes is None or not partes[1]:
            self.decir("503 5.5.1 Falta MAIL" if self.sobre is None else "501 5.5.4 RCPT mal formado")
            return
        falla = self.server.buzon.falla("rcpt-", self.sobre, partes[1])
        if falla:
            self.server.buzon.anotar(self.sobre, guardado=False, falla=falla.tipo, para=[partes[1]])
            self.decir(RESPUESTAS[falla.tipo])
            return
        self.sobre.para.append(partes[1])
        self.decir("250 2.1.5 Bien")

    def orden_data(self, _: str) -> bool | None:
        if self.sobre is None or not self.sobre.para:
            self.decir("503 5.5.1 Falta RCPT")
            return None
        self.decir("354 Mande el mensaje y termine con <CRLF>.<CRLF>")
        sobre, self.sobre = self.sobre, None
        cuerpo, problema = self.leer_cuerpo()
        if problema:
            self.server.buzon.anotar(sobre, guardado=False, falla=problema)
            self.decir(problema)
            return None
        return self.responder_punto(sobre, cuerpo)

    def leer_cuerpo(self) -> tuple[bytes, str]:
        """Sólo <CRLF>.<CRLF> termina el mensaje; un salto sin CR se rechaza (RFC 5321 §2.3.8)."""
        renglones: list[bytes] = []
        problema, tamano = "", 0
        while renglon := self.rfile.readline():
            if renglon == b".\r\n" and (not renglones or renglones[-1].endswith(b"\r\n")):
                return b"".join(renglones), problema
            tamano += len(renglon)
            if not renglon.endswith(b"\r\n"):
                problema = problema or "554 5.6.0 Salto de renglón sin CR"
            elif len(renglon) > RENGLON_MAXIMO:
                problema = problema or "554 5.6.0 Renglón de más de 1000 bytes"
            elif tamano > TAMANO_MAXIMO:
                problema, renglones = "552 5.3.4 Mensaje demasiado grande", [b"\r\n"]
                continue
            renglones.append(renglon[1:] if renglon.startswith(b".") else renglon)
        raise Cortar  # se fue sin el punto final: el mensaje no existe

    def responder_punto(self, sobre: Sobre, cuerpo: bytes) -> bool | None:
        """El instante que importa: entre el punto final y la respuesta."""
        buzon = self.server.buzon
        falla = buzon.falla(("punto-", "cortar-", "colgar-", "lento"), sobre, *sobre.para)
        tipo = falla.tipo if falla else ""
        guardado = not tipo.startswith("punto-") and tipo != "cortar-antes"
        if falla and tipo == "lento":
            buzon.alto.wait(falla.segundos)
        buzon.anotar(sobre, guardado=guardado, falla=tipo, cuerpo=cuerpo)
        if falla and tipo == "colgar-despues":
            buzon.alto.wait(falla.segundos)
        if tipo.startswith(("cortar-", "colgar-")):
            raise Cortar
        self.decir(RESPUESTAS.get(tipo, f"250 2.0.0 Guardado {sobre.n}"))
        return False if tipo == "punto-421" else None


class _Servidor(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False
    buzon: "ServidorSMTP"


class ServidorSMTP:
    """El buzón: carpeta de mensajes, diario y fallas pedidas. `with ServidorSMTP(carpeta) as smtp: …`."""

    def __init__(self, carpeta: Path | str, *, puerto: int = 0, fallas: tuple[Falla, ...] = ()) -> None:
        self.carpeta = Path(carpeta)
        self.carpeta.mkdir(parents=True, exist_ok=True)
        self.alto = threading.Event()
        self._candado = threading.Lock()
        self._fallas = list(fallas)
        self._n = max((renglon["n"] for renglon in self.diario()), default=0)
        self._servidor = _Servidor(("127.0.0.1", puerto), _Conversacion)
        self._servidor.buzon = self
        self._hilo = threading.Thread(target=self._servidor.serve_forever, args=(0.05,), daemon=True)

    @property
    def puerto(self) -> int:
        return int(self._servidor.server_address[1])

    def __enter__(self) -> Self:
        self._hilo.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.alto.set()
        self._servidor.shutdown()
        self._servidor.server_close()

    def fallar(self, tipo: str, **opciones: object) -> None:
        """Pide una mala conducta a partir de ahora."""
        with self._candado:
            self._fallas.append(Falla(tipo, **opciones))  # type: ignore[arg-type] - campos de Falla por nombre

    def portarse_bien(self) -> None:
        """Olvida las fallas pedidas, también las del archivo de control."""
        with self._candado:
            self._fallas.clear()
            (self.carpeta / "fallas.json").unlink(missing_ok=True)

    def diario(self) -> list[dict[str, object]]:
        """Todo lo que pasó, en orden: qué se guardó y qué no."""
        archivo = self.carpeta / "diario.jsonl"
        return [json.loads(renglon) for renglon in archivo.read_text().splitlines()] if archivo.exists() else []

    def mensajes(self) -> list[Message]:
        """Los mensajes guardados, en orden."""
        return [message_from_bytes(archivo.read_bytes()) for archivo in sorted(self.carpeta.glob("*.eml"))]

    def siguiente(self) -> int:
        with self._candado:
            self._n += 1
            return self._n

    def falla(self, tipos: str | tuple[str, ...], sobre: Sobre, *destinos: str) -> Falla | None:
        """La primera falla que toca a este mensaje; consume una de sus veces."""
        with self._candado:
            self._leer_control()
            for falla in self._fallas:
                toca = falla.tipo.startswith(tipos) and falla.veces and falla.n in {0, sobre.n}
                if toca and any(falla.para in destino for destino in destinos):
                    falla.veces -= 1 if falla.veces > 0 else 0
                    return falla
        return None

    def _leer_control(self) -> None:
        """`fallas.json` en la carpeta: así se le piden fallas desde otro proceso. Se lee una vez y se borra."""
        archivo = self.carpeta / "fallas.json"
        if archivo.exists():
            self._fallas = [Falla(**renglon) for renglon in json.loads(archivo.read_text())]
            archivo.unlink()

    def anotar(
        self, sobre: Sobre, *, guardado: bool, falla: str = "", cuerpo: bytes = b"", para: list[str] | None = None
    ) -> None:
        """Guarda el mensaje (si toca) y luego lo anota: el diario nunca dice guardado sin archivo."""
        nombre = f"{sobre.n:06d}-{uuid.uuid4().hex[:8]}.eml" if guardado else ""
        if guardado:
            temporal = self.carpeta / f".{nombre}"
            temporal.write_bytes(cuerpo)
            temporal.rename(self.carpeta / nombre)
        identificador = message_from_bytes(cuerpo)["Message-ID"] if cuerpo else None
        renglon = asdict(sobre) | {
            "para": para or sobre.para, "momento": datetime.now(UTC).isoformat(), "guardado": guardado,
            "message_id": (identificador or "").strip(), "falla": falla, "archivo": nombre,
        }  # fmt: skip
        with self._candado, (self.carpeta / "diario.jsonl").open("a") as diario:
            diario.write(json.dumps(renglon, ensure_ascii=False) + "\n")
