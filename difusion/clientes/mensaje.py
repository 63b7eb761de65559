"""El mensaje MIME de un envío: encabezados de siete bits que cualquier programa lee igual que se escribieron.

Los encabezados estructurados los escribe `email.header` (RFC 2047): la política nueva de Python corta palabras
codificadas a la mitad y les agrega espacios. El cuerpo va siempre en siete bits: pasa por cualquier relevo (RFC 6152).
"""

import re
from collections.abc import Iterator
from email import policy
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import formataddr, parseaddr
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError

from difusion.clientes.contrato import ErrorDeEntrega
from difusion.models import Envio
from nucleo.texto.correos import correo_canonico
from personas.dominio.identidad import escudo_en_disco
from personas.models import Oficina

EXTENSION = {"jpeg": "jpg", "png": "png"}
POR_RENGLON = 74  # RFC 2047 §2: una palabra codificada mide 75 o menos
MARGEN = 14  # lo que ocupa el nombre de un encabezado en su primer renglón


class _SieteBits(EmailPolicy):
    """La política de siempre, con los encabezados escritos palabra por palabra."""

    def fold_binary(self, name: str, value: Any) -> bytes:
        return f"{name}: {_valor(name, value)}\r\n".encode("ascii")


SIETE_BITS = _SieteBits(linesep="\r\n", cte_type="7bit", max_line_length=policy.SMTP.max_line_length)


def direccion_de(envio: Envio) -> str:
    """Su destinatario como va al cable. Lo que ningún relevo aceptaría falla para siempre: reintentar no lo arregla."""
    if envio.destinatario.isascii():
        return envio.destinatario
    try:
        return correo_canonico(envio.destinatario)
    except ValidationError as error:
        raise ErrorDeEntrega(" ".join(error.messages), permanente=True) from None


def armar(envio: Envio) -> EmailMessage:
    """El mensaje de un envío, para un solo destinatario y con Message-ID siempre igual.

    El calendario va sólo como archivo adjunto: hay programas que, si viaja como una versión más del texto, lo
    enseñan en lugar de la invitación y de su enlace.
    """
    nombre, remitente = parseaddr(settings.CORREO_REMITENTE)
    dominio = remitente.partition("@")[2]
    carga = envio.carga | envio.secreto
    mensaje = EmailMessage(policy=SIETE_BITS)
    mensaje["From"] = Address(nombre, addr_spec=remitente)
    mensaje["To"] = Address(carga.get("nombre", ""), addr_spec=direccion_de(envio))
    if carga.get("responder_a"):
        mensaje["Reply-To"] = carga["responder_a"]
    mensaje["Subject"] = envio.asunto
    mensaje["Date"] = envio.creado_en
    mensaje["Message-ID"] = f"<{envio.clave.replace(':', '.')}@{dominio}>"
    mensaje["Auto-Submitted"] = "auto-generated"
    for cabecera, valor in carga.get("cabeceras", {}).items():
        mensaje[cabecera] = valor
    mensaje.set_content(carga["texto"])
    if carga.get("html"):
        _poner_html(mensaje, carga["html"], carga.get("imagenes", []))
    if carga.get("ics"):
        _adjuntar_calendario(mensaje, carga["ics"], carga.get("metodo_ics", "PUBLISH"))
    return mensaje


def _poner_html(mensaje: EmailMessage, html: str, imagenes: list[dict[str, str]]) -> None:
    """El HTML con sus imágenes dentro (RFC 2392): al abrirlo no se pide nada a ningún sitio.

    Cada una es un archivo del portal como está ahora: si ya no puede verse, su lugar (entre `<!--cid-->` y
    `<!--/cid-->`) se quita del mensaje.
    """
    hay = []
    for cid, ruta, subtipo in [*_del_portal(imagenes), *_escudo(html)]:
        try:
            hay.append((cid, subtipo, ruta.read_bytes()))
        except OSError:
            html = re.sub(f"<!--{cid}-->.*?<!--/{cid}-->", "", html, flags=re.DOTALL)
    mensaje.add_alternative(html, subtype="html")
    *_, parte = mensaje.iter_parts()
    for cid, subtipo, octetos in hay:
        nombre = f"{cid}.{EXTENSION[subtipo]}"
        parte.add_related(
            octetos, maintype="image", subtype=subtipo, cid=f"<{cid}>", disposition="inline", filename=nombre
        )


def _del_portal(imagenes: list[dict[str, str]]) -> Iterator[tuple[str, Path, str]]:
    for imagen in imagenes:
        yield imagen["cid"], settings.DIR_PUBLICO / imagen["ruta"].lstrip("/"), "jpeg"


def _escudo(html: str) -> Iterator[tuple[str, Path, str]]:
    """El de la banda, como está al salir el correo; si ya no está en el disco, su lugar se quita."""
    if "cid:escudo" in html:
        yield "escudo", Path(escudo_en_disco(Oficina.objects.actual()) or "/no-hay"), "png"


def _adjuntar_calendario(mensaje: EmailMessage, ics: str, metodo: str) -> None:
    """RFC 6047 §2.4: el tipo dice el mismo método que el calendario."""
    parametros = {"method": metodo, "charset": "utf-8"}
    mensaje.add_attachment(
        ics.encode(), maintype="text", subtype="calendar", filename="evento.ics", params=parametros, cte="base64"
    )


def _valor(nombre: str, valor: Any) -> str:
    direcciones = getattr(valor, "addresses", None)
    if direcciones is not None:
        return ",\r\n ".join(_direccion(una) for una in direcciones)
    return _escrito(str(valor), nombre)


def _direccion(una: Address) -> str:
    nombre = una.display_name
    if not _es_llano(nombre):
        nombre = _escrito(nombre, "Reply-To")
    return formataddr((nombre, una.addr_spec))


def _escrito(texto: str, nombre: str) -> str:
    """El texto tal cual si es llano; si no, en palabras codificadas completas. La primera le deja lugar al nombre."""
    juego = "us-ascii" if _es_llano(texto) else "utf-8"
    return Header(texto, juego, maxlinelen=POR_RENGLON, header_name=nombre).encode(linesep="\r\n")


def _es_llano(texto: str) -> bool:
    """Sin acentos, y con espacios donde doblarse."""
    return texto.isascii() and all(len(palabra) < POR_RENGLON - MARGEN for palabra in texto.split(" "))
