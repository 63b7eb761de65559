"""Meta 7: seis versiones de una foto de 12 y 24 Mpx, contadas en decodificaciones completas."""

import io
import tempfile
from pathlib import Path

from PIL import Image

from bench.medir import decir, intercalar, titulo
from media_library import taller
from media_library.dominio.versiones.recetas import RECORTES, recorte

EXTRAS = ["w2400.webp", "w2400.jpg", *(recorte(nombre, (50, 50)) for nombre in RECORTES)]


def _jpeg(ancho: int, alto: int) -> bytes:
    imagen = Image.effect_noise((ancho // 8, alto // 8), 60).resize((ancho, alto)).convert("RGB")
    salida = io.BytesIO()
    imagen.save(salida, "JPEG", quality=88)
    return salida.getvalue()


def fotos() -> None:
    titulo("Fotografía → 320, 800 y 1600 px en WebP y JPEG")
    recetas = [f"w{ancho}.{formato}" for ancho in (320, 800, 1600) for formato in ("webp", "jpg")]
    for nombre, medidas, meta in (("12 Mpx", (4000, 3000), "≤ 8"), ("24 Mpx", (6000, 4000), "≤ 4")):
        octetos = _jpeg(*medidas)
        with tempfile.TemporaryDirectory() as carpeta:
            Path(carpeta, "entrada.bin").write_bytes(octetos)
            seis, extras, una = intercalar(
                lambda carpeta=carpeta: taller.hacer_foto(Path(carpeta), "JPEG", recetas, {}),
                lambda carpeta=carpeta: taller.hacer_foto(Path(carpeta), "JPEG", EXTRAS, {}),
                lambda octetos=octetos: Image.open(io.BytesIO(octetos)).load(),
                vueltas=5,
            )
        decir(f"{nombre}: seis versiones / una decodificación", seis / una, meta, f"{1000 * seis:.0f} ms")
        decir(
            f"{nombre}: 2400 px y cuatro recortes, después / una", extras / una, "sin meta", f"{1000 * extras:.0f} ms"
        )
