"""Hablar tus como lo habla el teléfono."""

import base64

from django.urls import reverse

from tests.media_library.conftest import jpeg

TUS = {"Tus-Resumable": "1.0.0"}
FOTO = jpeg(200, 150)
PESO = len(FOTO)


def metadatos(**pares):
    nombres = {"nombre": "filename"}
    return ",".join(f"{nombres.get(c, c)} {base64.b64encode(v.encode()).decode()}" for c, v in pares.items())


def crear(client, octetos=PESO, *, cuerpo=b"", **pares):
    encabezados = TUS | {"Upload-Length": str(octetos), "Upload-Metadata": metadatos(**{"nombre": "foto.jpg", **pares})}
    tipo = "application/offset+octet-stream" if cuerpo else ""
    return client.generic("POST", reverse("media_library:subidas"), cuerpo, tipo, headers=encabezados)


def seguir(client, direccion, desde, cuerpo, **encabezados):
    propios = TUS | {"Upload-Offset": str(desde)} | {k.replace("_", "-"): v for k, v in encabezados.items()}
    return client.generic("PATCH", direccion, cuerpo, "application/offset+octet-stream", headers=propios)
