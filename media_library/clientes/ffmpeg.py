"""ffmpeg en la jaula: la orden con el formato que reconocimos nosotros y lo que se lee de lo que escribe."""

import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import imageio_ffmpeg

from media_library.clientes import jaula

LIMITES = jaula.Limites(memoria=3072, procesador=3600, archivo=4096, plazo=1800)
ENTRADA = "entrada.bin"
PISTAS_MAXIMAS = 8  # las que se prueban
SIN_DATOS = ("-map_metadata", "-1", "-map_chapters", "-1", "-dn", "-sn")
H264 = ("-c:v", "libx264", "-preset", "veryfast", "-crf", "24", "-threads", "2", "-movflags", "+faststart")
AAC = ("-c:a", "aac", "-b:a", "128k", "-ac", "2")


def orden(entrada: Sequence[str], formato: str, salida: Sequence[str]) -> list[str]:
    """La orden completa sobre `entrada.bin`, sin otro protocolo que el archivo local."""
    programa = [imageio_ffmpeg.get_ffmpeg_exe(), "-hide_banner", "-nostdin", "-y", "-threads", "1"]
    # Sin otro formato que el nuestro: un AVI puede llevar dentro, como subtítulos, una lista de archivos ajenos.
    solo_el_nuestro = ["-protocol_whitelist", "file", "-format_whitelist", formato, "-f", formato]
    return [*programa, *entrada, *solo_el_nuestro, "-i", ENTRADA, *salida]


def se_abre_sin_fallas(ruta: Path, formato: str) -> bool:
    """Si se descodifica de principio a fin sin un solo error; lo que falte tras los datos no cuenta."""
    with tempfile.TemporaryDirectory(prefix="comsocial-") as carpeta:
        (Path(carpeta) / ENTRADA).symlink_to(ruta.resolve())
        estricto = ["-xerror", "-err_detect", "explode"]
        return jaula.correr(orden(estricto, formato, ["-f", "null", "-"]), Path(carpeta), LIMITES).bien


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


@dataclass(frozen=True)
class PistasUsadas:
    """Cuál de imagen y cuál de sonido se usan; `None` si de ésas no hay o ninguna se descodifica."""

    video: int | None = 0
    audio: int | None = 0


def cuantas(clase: str, salida: str) -> int:
    """Cuántas pistas de «Audio» o «Video» trae la entrada, sin contar la portada de un disco."""
    entrada = salida.partition("Output #0")[0]
    renglones = re.findall(rf"Stream #0:\d+.*?: {clase}: .*", entrada)
    return sum("(attached pic)" not in renglon for renglon in renglones)


def pistas_que_se_abren(carpeta: Path, formato: str, salida: str) -> PistasUsadas:
    """La primera de cada clase que se descodifica, de las que la entrada dijo traer.

    Los teléfonos ponen primero, a veces, una de sonido envolvente que casi nadie lee.
    """

    def primera(selector: str, hay: int) -> int | None:
        return next(
            (n for n in range(min(hay, PISTAS_MAXIMAS)) if _se_descodifica(carpeta, formato, f"0:{selector}:{n}")), None
        )

    return PistasUsadas(primera("V", cuantas("Video", salida)), primera("a", cuantas("Audio", salida)))


def _se_descodifica(carpeta: Path, formato: str, pista: str) -> bool:
    prueba = orden([], formato, ["-map", pista, "-t", "0.5", "-f", "null", "-"])
    return jaula.correr(prueba, carpeta, LIMITES).bien
