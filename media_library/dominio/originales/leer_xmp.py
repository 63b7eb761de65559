"""Lo que un original dice de sí mismo en XMP, leído como lo que es: XML, en la codificación que traiga."""

import re
from html import unescape
from xml.etree import ElementTree as ET

XMP_MAXIMO = 256 * 1024
DC, PHOTOSHOP = "{http://purl.org/dc/elements/1.1/}", "{http://ns.adobe.com/photoshop/1.0/}"
EXIF, XMP = "{http://ns.adobe.com/exif/1.0/}", "{http://ns.adobe.com/xap/1.0/}"
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
CREDITO, AUTOR = f"{PHOTOSHOP}Credit", f"{DC}creator"
FECHAS = (f"{EXIF}DateTimeOriginal", f"{PHOTOSHOP}DateCreated", f"{XMP}CreateDate")
# Un XML mal hecho (sin declarar sus prefijos) todavía dice de quién es la foto.
A_MANO = {
    CREDITO: re.compile(r"<photoshop:Credit>([^<]{1,400})<|photoshop:Credit=\"([^\"]{1,400})\""),
    AUTOR: re.compile(r"<dc:creator>\s*<rdf:Seq>\s*<rdf:li[^>]{0,80}>([^<]{1,400})<"),
}
MARCAS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def campos_de(xmp: bytes | str) -> dict[str, str]:
    """Sus campos de un solo valor, o el primero de una lista, por su nombre completo."""
    texto = _decodificar(xmp)
    inicio, fin = texto.find("<"), texto.rfind(">")
    if inicio < 0 or "<!DOCTYPE" in texto or "<!ENTITY" in texto:  # ni entidades ni nada de fuera
        return {}
    try:
        raiz = ET.fromstring(texto[inicio : fin + 1])  # noqa: S314 - sin DOCTYPE no hay entidades
    except ET.ParseError:
        return _a_mano(texto)
    campos: dict[str, str] = {}
    for elemento in raiz.iter():
        for clave, valor in elemento.attrib.items():
            campos.setdefault(clave, valor)
        if not elemento.tag.startswith(RDF) and (valor := _valor(elemento)):
            campos.setdefault(elemento.tag, valor)
    return campos


def _valor(elemento: ET.Element) -> str:
    textos = (cada.text for cada in (*elemento.iter(f"{RDF}li"), elemento))
    return (next(textos) or "").strip()


def _decodificar(xmp: bytes | str) -> str:
    if isinstance(xmp, str):
        return xmp[:XMP_MAXIMO]
    codificacion = next((cual for marca, cual in MARCAS if xmp.startswith(marca)), "utf-8-sig")
    return xmp[:XMP_MAXIMO].decode(codificacion, "replace")


def _a_mano(texto: str) -> dict[str, str]:
    hallados = {clave: patron.search(texto) for clave, patron in A_MANO.items()}
    return {clave: unescape(next(g for g in h.groups() if g)) for clave, h in hallados.items() if h}
