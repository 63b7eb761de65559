"""Videos y audios cortos de la demostración, hechos con ffmpeg: un acercamiento lento a una foto y un tono suave."""

import subprocess
import tempfile
from io import BytesIO
from pathlib import Path
from random import Random

import imageio_ffmpeg

from comsocial.demo.fotos import CARPETA


def _ffmpeg(extension: str, *opciones: str) -> BytesIO:
    with tempfile.TemporaryDirectory(prefix="comsocial-demo-") as carpeta:
        salida = Path(carpeta) / f"salida.{extension}"
        orden = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-y", *opciones, str(salida)]
        subprocess.run(orden, check=True, stdin=subprocess.DEVNULL, timeout=120)  # noqa: S603 - orden nuestra
        return BytesIO(salida.read_bytes())


def video(foto: str, azar: Random) -> BytesIO:
    """MP4 H.264 de tres segundos."""
    acercar = f"zoompan=z='1+0.0{azar.randint(10, 40)}*on/30':d=72:s=640x360:fps=24,format=yuv420p"
    entrada = ("-loop", "1", "-t", "0.04", "-i", str(CARPETA / f"{foto}.jpg"))
    return _ffmpeg(
        "mp4", *entrada, "-vf", acercar, "-t", "3", "-c:v", "libx264", "-preset", "ultrafast", "-movflags", "+faststart"
    )


def audio(azar: Random) -> BytesIO:
    """MP3 de seis segundos: un tono que sube y baja, para que su forma de onda diga algo."""
    tono = f"sine=frequency={azar.randint(180, 420)}:duration=6,tremolo=f={azar.uniform(0.6, 3):.2f}:d=0.9"
    return _ffmpeg("mp3", "-f", "lavfi", "-i", tono, "-b:a", "96k")
