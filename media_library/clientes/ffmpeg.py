"""ffmpeg en la jaula: la orden con el formato que reconocimos nosotros y lo que se lee de lo que escribe."""

import re
from collections.abc import Sequence

import imageio_ffmpeg

from media_library.clientes import jaula

LIMITES = jaula.Limites(memoria=3072, procesador=3600, archivo=4096, plazo=1800)
ENTRADA = "entrada.bin"
SIN_DATOS = ("-map_metadata", "-1", "-map_chapters", "-1", "-dn", "-sn")
H264 = ("-c:v", "libx264", "-preset", "veryfast", "-crf", "24", "-threads", "2", "-movflags", "+faststart")
AAC = ("-c:a", "aac", "-b:a", "128k", "-ac", "2")


def orden(entrada: Sequence[str], formato: str, salida: Sequence[str]) -> list[str]:
    """La orden completa sobre `entrada.bin`, sin otro protocolo que el archivo local."""
    programa = [imageio_ffmpeg.get_ffmpeg_exe(), "-hide_banner", "-nostdin", "-y", "-threads", "1"]
    return [*programa, *entrada, "-protocol_whitelist", "file", "-f", formato, "-i", ENTRADA, *salida]


def leer_medidas(salida: str) -> dict[str, float]:
    """Duración y tamaño de la entrada, de lo que ffmpeg escribe al abrirla."""
    medidas: dict[str, float] = {}
    entrada = salida.partition("Output #0")[0]
    if d := re.search(r"Duration: (\d+):(\d\d):(\d\d\.\d+)", entrada):
        medidas["duracion"] = int(d[1]) * 3600 + int(d[2]) * 60 + float(d[3])
    if t := re.search(r"Stream #0:\d+.*?: Video: .*?\b(\d{2,5})x(\d{2,5})\b", entrada):
        medidas |= {"ancho": int(t[1]), "alto": int(t[2])}
    return medidas


def lado_de_salida(salida: str) -> tuple[int | None, int | None]:
    """Ancho y alto del video que se escribió, si lo hubo."""
    hecho = re.search(r"Stream #0:\d+.*?: Video: .*?\b(\d{2,5})x(\d{2,5})\b", salida.partition("Output #0")[2])
    if hecho:
        return (int(hecho[1]), int(hecho[2]))
    return (None, None)


def tiene_audio(salida: str) -> bool:
    """Si la entrada trae pista de audio."""
    return re.search(r"Stream #0:\d+.*?: Audio: ", salida.partition("Output #0")[0]) is not None
