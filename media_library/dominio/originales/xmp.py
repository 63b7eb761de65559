"""El paquete XMP de lo que se publica y cómo se mete en cada formato, sin tocar la imagen ni el sonido.

XMP Specification Part 3: APP1 en JPEG, trozo `XMP ` en WebP, caja `uuid` al final del MP4, marco PRIV del ID3 en MP3.
"""

from collections.abc import Iterator
from xml.sax.saxutils import escape

from media_library.dominio.reconocimiento.cabeceras import medidas_webp, trozos_riff
from media_library.models import Evidencia

ENCABEZADO_XMP = b"http://ns.adobe.com/xap/1.0/\x00"
CAJA_XMP = bytes.fromhex("BE7ACFCB97A942E89C71999491E3AFAC")
CON_XMP = 0x04
XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/">
{campos}
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""
CABEZA_ID3, CABEZA_DE_MARCO = 10, 10
ID3_2_4 = 4
SIETE_BITS = 0x7F


def bloque_xmp(evidencia: Evidencia, titulo: str = "") -> bytes:
    """El bloque con título, pie, crédito y texto alternativo; nada de lugares, de cámaras ni de quiénes aparecen."""
    alternativo = ("Iptc4xmpCore:AltTextAccessibility", evidencia.texto_alternativo)
    idiomas = (("dc:title", titulo or evidencia.titulo), ("dc:description", evidencia.pie), alternativo)
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


def en_jpeg(datos: bytes, xmp: bytes) -> bytes:
    """Mete el bloque como APP1, después del segmento JFIF si lo hay."""
    lugar = 2
    if datos[2:4] == b"\xff\xe0":
        lugar = 4 + int.from_bytes(datos[4:6], "big")
    carga = ENCABEZADO_XMP + xmp
    return datos[:lugar] + b"\xff\xe1" + (len(carga) + 2).to_bytes(2, "big") + carga + datos[lugar:]


def en_webp(datos: bytes, xmp: bytes) -> bytes:
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


def caja_mp4(xmp: bytes) -> bytes:
    """La caja que va después de todo: los desplazamientos del video no cambian y sigue empezando por `moov`."""
    carga = b"uuid" + CAJA_XMP + xmp
    return (len(carga) + 4).to_bytes(4, "big") + carga


def largo_id3(cabeza: bytes) -> int:
    """Cuánto mide la etiqueta ID3v2 con que empieza un MP3; cero si no trae."""
    if cabeza[:3] != b"ID3" or len(cabeza) < CABEZA_ID3:
        return 0
    return CABEZA_ID3 + _de_siete_bits(cabeza[6:10])


def id3(anterior: bytes, xmp: bytes, *, titulo: str = "", credito: str = "") -> bytes:
    """La etiqueta con lo que ya traía, el XMP en su marco PRIV y, si le faltaban, título y autor. Nada más cambia."""
    version = ID3_2_4
    if anterior:
        version = anterior[3]
    # Con desincronización, encabezado extendido o pie no la escribimos nosotros: se hace de nuevo.
    marcos = list(_marcos(anterior, version)) if anterior and not anterior[5] else []
    tiene = {nombre for nombre, _ in marcos}
    nuevos = [(b"TIT2", titulo), (b"TPE1", credito)]
    marcos += [(n, _texto(valor, version)) for n, valor in nuevos if valor and n not in tiene]
    marcos.append((b"PRIV", b"XMP\0" + xmp))
    cuerpo = b"".join(_marco(nombre, carga, version) for nombre, carga in marcos)
    return b"ID3" + bytes([version, 0, 0]) + _a_siete_bits(len(cuerpo)) + cuerpo


def _marcos(etiqueta: bytes, version: int) -> Iterator[tuple[bytes, bytes]]:
    lugar = CABEZA_ID3
    while lugar + CABEZA_DE_MARCO <= len(etiqueta) and etiqueta[lugar]:
        nombre, medida = etiqueta[lugar : lugar + 4], etiqueta[lugar + 4 : lugar + 8]
        largo = _de_siete_bits(medida) if version == ID3_2_4 else int.from_bytes(medida, "big")
        inicio = lugar + CABEZA_DE_MARCO
        yield nombre, etiqueta[inicio : inicio + largo]
        lugar = inicio + largo


def _marco(nombre: bytes, carga: bytes, version: int) -> bytes:
    medida = _a_siete_bits(len(carga)) if version == ID3_2_4 else len(carga).to_bytes(4, "big")
    return nombre + medida + b"\0\0" + carga


def _texto(valor: str, version: int) -> bytes:
    """UTF-8 en ID3v2.4; en la 2.3, que no lo tiene, UTF-16 con su marca."""
    if version == ID3_2_4:
        return b"\x03" + valor.encode()
    return b"\x01" + valor.encode("utf-16")


def _a_siete_bits(numero: int) -> bytes:
    return bytes(numero >> (7 * n) & SIETE_BITS for n in (3, 2, 1, 0))


def _de_siete_bits(octetos: bytes) -> int:
    return sum((o & SIETE_BITS) << (7 * n) for n, o in zip((3, 2, 1, 0), octetos, strict=True))
