"""Mandar un archivo guardado: rango, ETag y que nada suyo se ejecute (docs/fiabilidad.md, «Archivos ajenos»)."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from django.conf import settings
from django.core.files.storage import Storage
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotModified,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.utils.http import content_disposition_header, parse_etags

from media_library.clientes.almacen import TROZO, Disco, pesa

if TYPE_CHECKING:
    from storages.backends.s3 import S3Storage

DIA = 86400  # segundos
SEGUNDOS_DE_LA_DIRECCION = 240  # menos de lo que dura firmada (comsocial.settings)
Respuesta = HttpResponse | StreamingHttpResponse
RANGO = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


def responder_archivo(  # noqa: PLR0913 - son los encabezados de la respuesta
    request: HttpRequest,
    almacen: Storage,
    guardado: str,
    *,
    etiqueta: str,
    mime: str,
    nombre: str,
    adjunto: bool,
    segundos: int = DIA,
) -> Respuesta:
    """Responde el archivo entero, un solo rango (206), 416 o 304. De un almacén remoto, una dirección que caduca.

    Con los dos almacenes el archivo llega con su nombre legible, su tipo y, si es `adjunto`, para bajarse y no abrirse.
    `segundos` es cuánto lo guarda el navegador; cero, pregunta cada vez.
    """
    disposicion = content_disposition_header(adjunto, nombre) or "inline"
    total = pesa(almacen, guardado)
    if total is None:
        raise Http404("El archivo no está en el servidor.")
    if not isinstance(almacen, Disco):
        return _a_su_almacen(almacen, guardado, mime, disposicion, segundos)
    etag, ruta = f'"{etiqueta}"', Path(almacen.path(guardado))
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        return _encabezados(HttpResponseNotModified(), etag, "", segundos)
    prefijo = getattr(settings, "NGINX_ACCEL", "")
    if prefijo:
        response: Respuesta = HttpResponse(content_type=mime)
        response["X-Accel-Redirect"] = f"{prefijo.rstrip('/')}/{almacen.interna}/{guardado}"
    else:
        response = _cuerpo(request, ruta, total, etag, mime)
    return _encabezados(response, etag, disposicion, segundos)


SVG_DEL_LETRERO = """<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300" viewBox="0 0 400 300" role="img">
<title>{frase}</title><rect width="400" height="300" fill="#4A433A"/>
<text x="200" y="158" fill="#F4EDE3" font-family="system-ui, sans-serif" font-size="24"
 text-anchor="middle">{frase}</text></svg>"""


def letrero(frase: str, estado: int) -> HttpResponse:
    """Una imagen que dice por qué no está la que se pidió. El navegador la pinta aunque el estado sea 403 o 404."""
    response = HttpResponse(SVG_DEL_LETRERO.format(frase=frase), status=estado, content_type="image/svg+xml")
    response["Cache-Control"] = "no-store"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def _a_su_almacen(almacen: Storage, guardado: str, mime: str, disposicion: str, segundos: int) -> Respuesta:
    """La dirección firmada obliga al almacén a poner esos encabezados: la firma no deja cambiarlos."""
    encabezados = {"ResponseContentType": mime, "ResponseContentDisposition": disposicion}
    response = HttpResponseRedirect(cast("S3Storage", almacen).url(guardado, parameters=encabezados))
    response["Cache-Control"] = _guardable(min(segundos, SEGUNDOS_DE_LA_DIRECCION))
    response["Referrer-Policy"] = "no-referrer"
    return response


def _guardable(segundos: int) -> str:
    if segundos:
        return f"private, max-age={segundos}"
    return "private, no-cache"


def _encabezados(response: Respuesta, etag: str, disposicion: str, segundos: int) -> Respuesta:
    response["ETag"] = etag
    response["Cache-Control"] = _guardable(segundos)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    if disposicion:
        response["Accept-Ranges"] = "bytes"
        response["Content-Disposition"] = disposicion
    return response


def _cuerpo(request: HttpRequest, ruta: Path, total: int, etag: str, mime: str) -> Respuesta:
    rango = rango_pedido(request, total, etag)
    if rango is None:
        response = FileResponse(ruta.open("rb"), content_type=mime)
        response.block_size = TROZO
        return response
    inicio, fin = rango
    if inicio > fin:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{total}"})
    parte = ParteDelArchivo(ruta.open("rb"), inicio, fin - inicio + 1)
    response = StreamingHttpResponse(parte, status=206, content_type=mime)
    response["Content-Length"] = str(fin - inicio + 1)
    response["Content-Range"] = f"bytes {inicio}-{fin}/{total}"
    return response


def rango_pedido(request: HttpRequest, total: int, etag: str) -> tuple[int, int] | None:
    """El rango pedido; `None` si no hay o no se entiende (se manda entero) e inicio > fin si no existe."""
    pedido = RANGO.fullmatch(request.headers.get("Range", "").strip())
    condicion = request.headers.get("If-Range", etag)
    if pedido is None or condicion != etag or not (pedido[1] or pedido[2]):
        return None
    if not pedido[1]:
        ultimos = int(pedido[2])
        if ultimos:
            return (max(0, total - ultimos), total - 1)
        return (total, total - 1)
    inicio, fin = int(pedido[1]), min(int(pedido[2] or total - 1), total - 1)
    if pedido[2] and int(pedido[2]) < inicio:
        return None
    if inicio < total:
        return (inicio, fin)
    return (total, total - 1)


class ParteDelArchivo:
    """Lee una parte de un archivo y lo cierra al terminar la respuesta."""

    def __init__(self, archivo: BinaryIO, inicio: int, largo: int) -> None:
        self.archivo, self.resta = archivo, largo
        archivo.seek(inicio)

    def __iter__(self) -> Iterator[bytes]:
        while self.resta > 0 and (trozo := self.archivo.read(min(TROZO, self.resta))):
            self.resta -= len(trozo)
            yield trozo

    def close(self) -> None:
        self.archivo.close()
