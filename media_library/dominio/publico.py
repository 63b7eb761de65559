"""Los bytes que salen al público: un derivado ya recodificado, sin GPS, con crédito y pie en XMP (UTF-8)."""

import os
import tempfile
from pathlib import Path
from xml.sax.saxutils import escape

from media_library import bodega
from media_library.dominio.cabeceras import medidas_webp, trozos_riff
from media_library.estados import EstadoDerivado
from media_library.models import Derivado, Evidencia
from nucleo.dominio.impedimentos import NoSePuede

ENCABEZADO_XMP = b"http://ns.adobe.com/xap/1.0/\x00"
CON_XMP = 0x04
XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/">
{campos}
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


class DerivadoPendiente(NoSePuede):
    """El derivado todavía no está hecho, o no se pudo hacer."""


def paquete_xmp(evidencia: Evidencia, titulo: str = "") -> bytes:
    """El paquete XMP con título, pie, crédito y texto alternativo; nada de lugares ni de cámaras."""
    alternativo = ("Iptc4xmpCore:AltTextAccessibility", evidencia.texto_alternativo)
    idiomas = (("dc:title", titulo), ("dc:description", evidencia.pie), alternativo)
    campos = [
        f'<{clave}><rdf:Alt><rdf:li xml:lang="x-default">{escape(valor)}</rdf:li></rdf:Alt></{clave}>'
        for clave, valor in idiomas
        if valor
    ]
    if evidencia.credito:
        credito = escape(evidencia.credito)
        campos.append(f"<dc:creator><rdf:Seq><rdf:li>{credito}</rdf:li></rdf:Seq></dc:creator>")
        campos.append(f"<photoshop:Credit>{credito}</photoshop:Credit>")
    return XMP.format(campos="\n".join(campos)).encode()


def bytes_publicos(evidencia: Evidencia, receta: str, *, titulo: str = "") -> bytes:
    """Los bytes de un derivado listos para publicarse. Rechaza con `DerivadoPendiente` si aún no está hecho.

    Parte del derivado, que ya es una recodificación sin EXIF: nunca del original. Si se decidió difuminar, sólo de la
    versión difuminada.
    """
    derivado = hecho(evidencia, evidencia.receta_publica(receta))
    if derivado is None:
        raise DerivadoPendiente(f"«{evidencia}» todavía se está procesando; espera unos segundos.")
    try:
        with bodega.abrir(bodega.derivados(), derivado.archivo) as archivo:
            datos = archivo.read()
    except FileNotFoundError:
        raise DerivadoPendiente(f"Falta la versión ligera de «{evidencia}»; usa Reintentar en la biblioteca.") from None
    xmp = paquete_xmp(evidencia, titulo)
    if receta.endswith(".jpg"):
        return _con_xmp_jpeg(datos, xmp)
    return _con_xmp_webp(datos, xmp) if receta.endswith(".webp") else datos


def hecho(evidencia: Evidencia, receta: str) -> Derivado | None:
    """El derivado ya hecho, o nada. Con `original__derivados` leídos de antemano no pregunta a la base."""
    todos = evidencia.original.derivados.all()
    return next((d for d in todos if d.receta == receta and d.estado == EstadoDerivado.HECHO), None)


def escribir_publico(evidencia: Evidencia, receta: str, destino: Path, *, titulo: str = "") -> int:
    """Escribe los bytes públicos en `destino` de un solo paso (fsync y rename); devuelve cuántos octetos."""
    datos = bytes_publicos(evidencia, receta, titulo=titulo)
    destino.parent.mkdir(parents=True, exist_ok=True)
    descriptor, camino = tempfile.mkstemp(dir=destino.parent, prefix=".")
    try:
        with os.fdopen(descriptor, "wb") as salida:
            salida.write(datos)
            salida.flush()
            os.fsync(salida.fileno())
        Path(camino).chmod(0o644)
        Path(camino).replace(destino)
    except BaseException:
        Path(camino).unlink(missing_ok=True)
        raise
    return len(datos)


def _con_xmp_jpeg(datos: bytes, xmp: bytes) -> bytes:
    """Mete el paquete como APP1, después del segmento JFIF si lo hay."""
    lugar = 2
    if datos[2:4] == b"\xff\xe0":
        lugar = 4 + int.from_bytes(datos[4:6], "big")
    carga = ENCABEZADO_XMP + xmp
    return datos[:lugar] + b"\xff\xe1" + (len(carga) + 2).to_bytes(2, "big") + carga + datos[lugar:]


def _con_xmp_webp(datos: bytes, xmp: bytes) -> bytes:
    """Agrega el trozo XMP; un WebP simple pasa a extendido (VP8X)."""
    ancho, alto = medidas_webp(datos)
    trozos = [(nombre, datos[inicio : inicio + largo]) for nombre, inicio, largo in trozos_riff(datos)]
    if trozos[0][0] == b"VP8X":
        trozos[0] = (b"VP8X", bytes([trozos[0][1][0] | CON_XMP]) + trozos[0][1][1:])
    else:
        medidas = (ancho - 1).to_bytes(3, "little") + (alto - 1).to_bytes(3, "little")
        trozos.insert(0, (b"VP8X", bytes([CON_XMP, 0, 0, 0]) + medidas))
    trozos.append((b"XMP ", xmp))
    cuerpo = b"".join(n + len(d).to_bytes(4, "little") + d + (b"\0" if len(d) & 1 else b"") for n, d in trozos)
    return b"RIFF" + (len(cuerpo) + 4).to_bytes(4, "little") + b"WEBP" + cuerpo
