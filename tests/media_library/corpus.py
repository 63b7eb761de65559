"""El corpus hostil (docs/fiabilidad.md, «Archivos ajenos»), hecho por programa: nada se descarga ni es de nadie."""

import io
import random
import struct
import zlib

from PIL import Image

HTML = b"<html><script>alert(1)</script></html>"
SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"


def imagen(formato="JPEG", modo="RGB", medidas=(64, 48), **opciones):
    salida = io.BytesIO()
    Image.new(modo, medidas).save(salida, formato, **opciones)
    return salida.getvalue()


def _trozo(nombre, datos, *, crc=None):
    suma = zlib.crc32(nombre + datos) if crc is None else crc
    return struct.pack(">I", len(datos)) + nombre + datos + struct.pack(">I", suma)


def png(ancho, alto, *, color=0, datos=None, extras=b"", crc=None):
    cabeza = struct.pack(">IIBBBBB", ancho, alto, 8 if color else 1, color, 0, 0, 0)
    cuerpo = zlib.compress(b"\0" * 4000) if datos is None else datos
    return (
        b"\x89PNG\r\n\x1a\n"
        + _trozo(b"IHDR", cabeza, crc=crc)
        + extras
        + _trozo(b"IDAT", cuerpo)
        + _trozo(b"IEND", b"")
    )


def jpeg_de(ancho, alto):
    """Un JPEG que dice medir otra cosa."""
    octetos = bytearray(imagen())
    lugar = octetos.index(b"\xff\xc0")
    octetos[lugar + 5 : lugar + 9] = struct.pack(">HH", alto, ancho)
    return bytes(octetos)


def _caja(nombre, datos):
    return struct.pack(">I", len(datos) + 8) + nombre + datos


def mp4(cuerpo):
    return _caja(b"ftyp", b"isom\0\0\2\0isomiso2mp41") + cuerpo


def _exif():
    exif = Image.Exif()
    exif[0x010F], exif[0x9286] = "<script>alert(1)</script>", "x" * 60000
    return imagen(exif=exif)


def imagenes():
    base, gif = imagen(), imagen("GIF", "P")
    yield "uno-bit-50000.png", png(50_000, 50_000)
    yield "rgb-13300.png", png(13_300, 13_300, color=2)
    yield "ihdr-miente.png", png(4000, 4000, color=2, datos=zlib.compress(b"\0" * 10))
    yield "crc-malo.png", png(10, 10, crc=1)
    yield "diez-mil-textos.png", png(10, 10, extras=_trozo(b"tEXt", b"a\0b") * 10_000)
    yield "ztxt-bomba.png", png(10, 10, extras=_trozo(b"zTXt", b"a\0\0" + zlib.compress(b"x" * 30_000_000)))
    yield "sof-65535.jpg", jpeg_de(65_535, 65_535)
    yield "sof-cero.jpg", jpeg_de(0, 0)
    yield "cmyk.jpg", imagen(modo="CMYK")
    yield "dieciseis-bits.png", imagen("PNG", "I;16")
    yield "exif-con-guion.jpg", _exif()
    yield "xmp-con-guion.jpg", imagen(xmp=b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><script>1</script></x:xmpmeta>")
    yield "perfil-de-4-megas.jpg", imagen(icc_profile=b"\0" * 4_000_000)
    yield "muchos-barridos.jpg", imagen(medidas=(600, 400), progressive=True)
    yield "jpeg-con-html.jpg", base + HTML
    yield "html-en-comentario.jpg", base[:2] + b"\xff\xfe" + struct.pack(">H", len(HTML) + 2) + HTML + base[2:]
    yield "jpeg-con-zip.jpg", base + b"PK\x03\x04" + b"\0" * 100
    yield "gif-con-guion.jpg", gif[:6] + b"/*" + gif[8:] + b"*/=1;alert(1)"
    yield "gif-largo.gif", gif + gif * 200
    yield from (("svg.jpg", SVG), ("svg-con-xml.svg", b"<?xml version='1.0'?>" + SVG), ("html.jpg", HTML))
    yield "eps.jpg", b"%!PS-Adobe-3.0 EPSF-3.0\n(/etc/passwd) (r) file"
    yield "psd.jpg", b"8BPS\0\1" + b"\0" * 200
    yield "tiff.jpg", imagen("TIFF")
    yield "ico.jpg", imagen("ICO")
    yield "fits.jpg", b"SIMPLE  =                    T" + b" " * 2850
    yield "webp.webp", imagen("WEBP")
    yield "avif.avif", imagen("AVIF")
    yield from _giradas_y_cortadas(base)


def _giradas_y_cortadas(base):
    for orientacion in range(1, 9):
        exif = Image.Exif()
        exif[0x0112] = orientacion
        yield f"girada-{orientacion}.jpg", imagen(exif=exif)
    for corte in range(0, len(base), 97):
        yield f"cortada-{corte}.jpg", base[:corte]


def audiovisuales(puerto):
    url = f"http://127.0.0.1:{puerto}/robo".encode()
    lista = b"#EXTM3U\n#EXTINF:1,\n" + url + b"\n#EXT-X-ENDLIST\n"
    yield "ffconcat.mp4", b"ffconcat version 1.0\nfile /etc/passwd\nfile " + url + b"\n"
    yield "hls.mp4", lista
    yield "hls.ts", lista
    yield "hls-en-mp4.mp4", mp4(_caja(b"mdat", lista))
    yield "dash.mp4", b"<?xml version='1.0'?><MPD><BaseURL>" + url + b"</BaseURL></MPD>"
    yield "subfile.mp4", b"subfile,,start,0,end,0,,:/etc/passwd"
    yield "avi-gab2.mp4", b"RIFF\0\1\0\0AVI LIST" + b"GAB2" + lista
    yield "moov-500-megas.mp4", mp4(struct.pack(">I", 500_000_000) + b"moov" + b"\0" * 100)
    mvhd = b"\0" * 12 + struct.pack(">II", 1, 10**9) + b"\0" * 76
    yield "mil-millones-de-segundos.mp4", mp4(_caja(b"moov", _caja(b"mvhd", mvhd)))
    yield "mil-pistas.mp4", mp4(_caja(b"moov", _caja(b"trak", _caja(b"mdia", b"")) * 1000))
    yield "caja-de-cero.mp4", mp4(b"\0\0\0\0moov")
    yield "cajas-anidadas.mp4", mp4(_anidadas(500))
    yield "mp3-con-imagen.mp3", b"ID3\x03\0\0" + b"\x0c\x58\0\0" + b"APIC" + b"\0" * 200_000
    yield (
        "wav-de-4-gigas.wav",
        b"RIFF\xff\xff\xff\xffWAVEfmt \x10\0\0\0" + b"\1\0\1\0\x44\xac\0\0\x88\x58\1\0\2\0\x10\0data\xff\xff\xff\xff",
    )
    yield "webm-roto.webm", b"\x1aE\xdf\xa3\x9fB\x86\x81\1B\x82\x84webm" + b"\xff" * 300
    yield "mkv.mkv", b"\x1aE\xdf\xa3\xa3B\x82\x88matroska" + b"\0" * 100
    yield "ogg-roto.ogg", b"OggS" + b"\xff" * 500
    yield "vacio.mp4", b""


def _anidadas(cuantas):
    caja = b""
    for _ in range(cuantas):
        caja = _caja(b"moov", caja)
    return caja


def documentos():
    yield "guion.pdf", b"%PDF-1.4\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj\n%%EOF"
    yield "lanza.pdf", b"%PDF-1.4\n1 0 obj<</S/Launch/F(/bin/sh)>>endobj\n%%EOF"
    yield "sin-final.pdf", b"%PDF-1.4\n"
    yield "pdf-y-jpeg.pdf", b"%PDF-1.4\n" + imagen() + b"%%EOF"
    yield "documento.docx", b"PK\x03\x04" + b"\0" * 200
    yield "programa.exe", b"MZ" + b"\0" * 200
    yield "guion.sh", b"#!/bin/sh\nrm -rf /\n"
    yield "php.jpg", b"<?php system($_GET[0]); ?>"


NOMBRES = (
    "../../../etc/cron.d/x.jpg", "..\\..\\x.jpg", "%2e%2e%2fx.jpg", "/etc/passwd.jpg", "nul\0o.jpg", "ren\nglón.jpg",
    "\u202egpj.exe.jpg", "😀.jpg", "n\u0303and\u00fa.jpg", "x" * 4096 + ".jpg", "CON.jpg", ".htaccess", "punto..jpg.",
    " espacio .jpg", "a;b|c&d.jpg", "\"comillas'.jpg", "=cmd|'/c calc'!A1.jpg", "<script>.jpg", "",
)  # fmt: skip


def mutaciones(bases, cuantas, semilla=2026):
    """Cambios, cortes y empalmes de los archivos buenos, siempre los mismos."""
    azar = random.Random(semilla)
    for numero in range(cuantas):
        octetos = bytearray(azar.choice(bases))
        for _ in range(azar.randint(1, 12)):
            lugar = azar.randrange(len(octetos))
            modo = azar.randrange(4)
            if modo == 0:
                octetos[lugar] = azar.randrange(256)
            elif modo == 1:
                del octetos[lugar : lugar + azar.randint(1, 64)]
            elif modo == 2:
                octetos[lugar:lugar] = azar.randbytes(azar.randint(1, 64))
            else:
                otra = azar.choice(bases)
                desde = azar.randrange(len(otra))
                octetos[lugar:] = otra[desde:]
            if not octetos:
                octetos = bytearray(b"\0")
        yield f"mutada-{numero}", bytes(octetos)
