"""Meta 7: seis versiones de una foto de 12 y 24 Mpx, contadas en decodificaciones completas."""

import io
import tempfile
from pathlib import Path

from PIL import Image

from bench.medir import decir, intercalar, titulo
from media_library.clientes import programa_de_fotos
from media_library.dominio.versiones.recetas import DE_FOTO, GRANDES, RECORTES_EXTRA
from media_library.dominio.versiones.taller import como_version
from media_library.models.receta import Receta

SEIS = [como_version(receta) for receta in DE_FOTO]
RECORTADAS = (Receta.de_recorte(nombre, (50, 50)) for nombre in RECORTES_EXTRA)
EXTRAS = [como_version(receta) for receta in (*GRANDES, *RECORTADAS)]


def _jpeg(ancho: int, alto: int) -> bytes:
    imagen = Image.effect_noise((ancho // 8, alto // 8), 60).resize((ancho, alto)).convert("RGB")
    salida = io.BytesIO()
    imagen.save(salida, "JPEG", quality=88)
    return salida.getvalue()


def fotos() -> None:
    titulo("Fotografía → 320, 800 y 1600 px en WebP y JPEG")
    for nombre, medidas, meta in (("12 Mpx", (4000, 3000), "≤ 8"), ("24 Mpx", (6000, 4000), "≤ 4")):
        octetos = _jpeg(*medidas)
        with tempfile.TemporaryDirectory() as carpeta:
            Path(carpeta, "entrada.bin").write_bytes(octetos)
            seis, extras, una = intercalar(
                lambda carpeta=carpeta: programa_de_fotos.hacer_foto(Path(carpeta), "JPEG", SEIS, {}),
                lambda carpeta=carpeta: programa_de_fotos.hacer_foto(Path(carpeta), "JPEG", EXTRAS, {}),
                lambda octetos=octetos: Image.open(io.BytesIO(octetos)).load(),
                vueltas=5,
            )
        decir(f"{nombre}: seis versiones / una decodificación", seis / una, meta, f"{1000 * seis:.0f} ms")
        decir(
            f"{nombre}: 2400 px y cuatro recortes, después / una", extras / una, "sin meta", f"{1000 * extras:.0f} ms"
        )
