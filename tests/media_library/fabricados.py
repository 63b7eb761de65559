"""Archivos que se fabrican en la prueba porque pesan demasiado para guardarse."""

import io
import struct
import subprocess

import imageio_ffmpeg
from PIL import Image


def ruido(ancho=1600, alto=1000):
    salida = io.BytesIO()
    Image.effect_noise((ancho, alto), 120).convert("RGB").save(salida, "JPEG", quality=92)
    return salida.getvalue()


def wav(marca, segundos=1, frecuencia=8000):
    """Un WAV preparado para pasar de 4 GB: sus tamaños de siempre valen −1 y los buenos van en `ds64`."""
    datos = b"\1\0" * frecuencia * segundos
    forma = struct.pack("<HHIIHH", 1, 1, frecuencia, frecuencia * 2, 2, 16)
    ds64 = struct.pack("<QQQI", len(datos) + 72, len(datos), frecuencia * segundos, 0)
    return b"".join(
        [
            *(marca, b"\xff" * 4, b"WAVE", b"ds64", struct.pack("<I", len(ds64)), ds64),
            *(b"fmt ", struct.pack("<I", len(forma)), forma, b"data", b"\xff" * 4, datos),
        ]
    )


def con_ffmpeg(carpeta, extension, *salida, desde="sine=frequency=440:duration=1"):
    ruta = carpeta / f"hecho.{extension}"
    orden = [
        imageio_ffmpeg.get_ffmpeg_exe(),
        "-loglevel",
        "error",
        "-y",
        "-f",
        "lavfi",
        "-i",
        desde,
        *salida,
        str(ruta),
    ]
    subprocess.run(orden, check=True)
    return ruta.read_bytes()
