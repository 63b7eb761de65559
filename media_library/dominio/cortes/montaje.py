"""Sacar un corte de una grabación con ffmpeg: de dónde a dónde, sonoridad, fundidos, encuadre, logotipo y cortina.

No toca la base de datos. El texto de las personas entra por un archivo de etiquetas, nunca en la orden.
"""

import json
import re
from dataclasses import dataclass, field
from pathlib import Path

from media_library.clientes import ffmpeg, jaula
from media_library.estados import Ajuste, Encuadre, Sonoridad

# LUFS integrados y pico real en dBTP: EBU R 128 para radio y televisión; lo usual en redes.
METAS = {Sonoridad.RADIO: (-23, -1.0), Sonoridad.REDES: (-16, -1.5)}
MEDIDAS = {Encuadre.HORIZONTAL: (1280, 720), Encuadre.CUADRADO: (1080, 1080), Encuadre.VERTICAL: (1080, 1920)}
LADO_ORIGINAL = "scale='if(gte(iw,ih),-2,min(720,iw))':'if(gte(iw,ih),min(720,ih),-2)'"
SEGUNDOS_DE_CORTINA = 2.5
CUADROS = 30
SONIDO = "aresample=48000,aformat=sample_fmts=fltp:channel_layouts=stereo"


@dataclass(frozen=True)
class Montaje:
    """Cómo se saca un corte. `etiquetas` son las del MP3 o MP4; las imágenes, PNG ya limpios."""

    inicio: float
    fin: float
    fundido: float = 0.0
    sonoridad: str = Sonoridad.ORIGINAL
    encuadre: str = Encuadre.ORIGINAL
    ajuste: str = Ajuste.COMPLETO
    foco: tuple[int, int] = (50, 50)
    logotipo: bytes = b""
    cortina: bytes = b""
    etiquetas: dict[str, str] = field(default_factory=dict)

    @property
    def segundos(self) -> float:
        return self.fin - self.inicio

    @property
    def intervalo(self) -> list[str]:
        return ["-ss", f"{self.inicio:.2f}", "-to", f"{self.fin:.2f}"]


def montar(montaje: Montaje, formato: str, salida: Path) -> jaula.Corrida:
    """Escribe el corte en `salida` (MP3 o MP4 según su extensión) y devuelve cómo terminó ffmpeg."""
    carpeta = salida.parent
    (carpeta / "etiquetas.txt").write_text(_etiquetas(montaje.etiquetas), encoding="utf-8")
    vistazo = jaula.correr(ffmpeg.orden([], formato, []), carpeta, ffmpeg.LIMITES)  # sin salida: sólo dice qué trae
    pistas = ffmpeg.pistas_que_se_abren(carpeta, formato, vistazo.salida)
    sonido = ""
    if pistas.audio is not None:
        sonido = _filtro_de_sonido(montaje, formato, carpeta, pistas)
    if salida.suffix == ".mp3":
        orden = _orden_de_audio(montaje, formato, sonido, pistas)
    else:
        orden = _orden_de_video(montaje, formato, sonido, carpeta, pistas)
    return jaula.correr([*orden, salida.name], carpeta, ffmpeg.LIMITES)


def _etiquetas(etiquetas: dict[str, str]) -> str:
    """Un archivo FFMETADATA1: cada valor en un renglón y con sus signos especiales escapados."""
    renglones = [f"{clave}={_escapada(valor)}" for clave, valor in etiquetas.items() if valor]
    return "\n".join([";FFMETADATA1", *renglones, ""])


def _escapada(valor: str) -> str:
    return re.sub(r"([=;#\\])", r"\\\1", " ".join(valor.split()))


def _orden_de_audio(montaje: Montaje, formato: str, sonido: str, pistas: ffmpeg.PistasUsadas) -> list[str]:
    pista = f"0:a:{pistas.audio or 0}"
    salida = ["-f", "ffmetadata", "-i", "etiquetas.txt", "-map_metadata", "1", "-map", pista, "-vn"]
    filtro = ",".join(f for f in (sonido, _fundido("afade", montaje)) if f)
    return ffmpeg.orden(
        montaje.intervalo,
        formato,
        [*salida, "-af", filtro, "-c:a", "libmp3lame", "-b:a", "192k", "-id3v2_version", "3", "-f", "mp3"],
    )


def _filtro_de_sonido(montaje: Montaje, formato: str, carpeta: Path, pistas: ffmpeg.PistasUsadas) -> str:
    """Primero mide y luego ajusta de manera lineal: no aplasta la voz. Un pedazo en silencio no se ajusta."""
    if montaje.sonoridad not in METAS:
        return SONIDO
    lufs, pico = METAS[Sonoridad(montaje.sonoridad)]
    meta = f"loudnorm=I={lufs}:TP={pico}:LRA=11"
    medir = [*("-map", f"0:a:{pistas.audio}", "-vn", "-af", f"{meta}:print_format=json"), "-f", "null", "-"]
    corrida = jaula.correr(ffmpeg.orden(montaje.intervalo, formato, medir), carpeta, ffmpeg.LIMITES)
    medido = leer_sonoridad(corrida.salida)
    if not medido:
        return SONIDO
    pares = ":".join(f"{clave}={medido[leida]}" for clave, leida in LEIDAS.items())
    return f"{meta}:{pares}:linear=true,{SONIDO}"


LEIDAS = {
    "measured_I": "input_i",
    "measured_TP": "input_tp",
    "measured_LRA": "input_lra",
    "measured_thresh": "input_thresh",
    "offset": "target_offset",
}


def leer_sonoridad(salida: str) -> dict[str, str]:
    """Lo que midió `loudnorm`; vacío si no midió o si todo es silencio (−inf)."""
    hallado = re.search(r"\{[^{}]*\"input_i\"[^{}]*\}", salida)
    if hallado is None:
        return {}
    medido = json.loads(hallado[0])
    numeros = {leida: str(medido.get(leida, "")) for leida in LEIDAS.values()}
    if all(re.fullmatch(r"-?\d+(\.\d+)?", n) for n in numeros.values()):
        return numeros
    return {}


def _fundido(filtro: str, montaje: Montaje) -> str:
    """Entra y sale suave, sin que los dos fundidos se encimen."""
    dura = min(montaje.fundido, montaje.segundos / 2)
    if dura <= 0:
        return ""
    return f"{filtro}=t=in:st=0:d={dura:.2f},{filtro}=t=out:st={montaje.segundos - dura:.2f}:d={dura:.2f}"


def _orden_de_video(
    montaje: Montaje, formato: str, sonido: str, carpeta: Path, pistas: ffmpeg.PistasUsadas
) -> list[str]:
    con_audio = pistas.audio is not None
    entradas = ["-f", "ffmetadata", "-i", "etiquetas.txt"]
    partes = [f"[0:V:{pistas.video or 0}]{_encuadre(montaje)}[cuadro]"]
    ultimo, numero = "cuadro", 2
    if montaje.logotipo:
        (carpeta / "logotipo.png").write_bytes(montaje.logotipo)
        entradas += ["-f", "png_pipe", "-i", "logotipo.png"]
        partes.append(f"[{numero}:v]scale=-1:72[logo];[{ultimo}][logo]overlay=W-w-24:H-h-24[firmado]")
        ultimo, numero = "firmado", numero + 1
    cierre = ",".join(f for f in (_fundido("fade", montaje), f"fps={CUADROS},setsar=1,format=yuv420p") if f)
    partes.append(f"[{ultimo}]{cierre}[video]")
    if con_audio:
        partes.append(f"[0:a:{pistas.audio}]{','.join(f for f in (sonido, _fundido('afade', montaje)) if f)}[audio]")
    imagen, audio = "video", "audio"
    if montaje.cortina:
        imagen, audio = "final", "sonoro"
        (carpeta / "cortina.png").write_bytes(montaje.cortina)
        entradas += ["-f", "image2", "-loop", "1", "-t", str(SEGUNDOS_DE_CORTINA), "-i", "cortina.png"]
        partes += _con_cortina(montaje, numero, con_audio=con_audio)
    mapas = ["-map", f"[{imagen}]"]
    if con_audio:
        mapas += ["-map", f"[{audio}]"]
    salida = [*entradas, "-filter_complex", ";".join(partes), *mapas, "-map_metadata", "1", "-map_chapters", "-1"]
    return ffmpeg.orden(montaje.intervalo, formato, [*salida, *ffmpeg.H264, *ffmpeg.AAC, "-f", "mp4"])


def _con_cortina(montaje: Montaje, numero: int, *, con_audio: bool) -> list[str]:
    """La imagen de entrada, del tamaño del encuadre y en silencio, pegada antes del video."""
    ancho, alto = MEDIDAS[Encuadre(montaje.encuadre)]
    apagar = f"fade=t=out:st={SEGUNDOS_DE_CORTINA - 0.4:.1f}:d=0.4"
    imagen = f"[{numero}:v]scale={ancho}:{alto},{apagar},fps={CUADROS},setsar=1,format=yuv420p[entrada]"
    if not con_audio:
        return [imagen, "[entrada][video]concat=n=2:v=1:a=0[final]"]
    silencio = f"anullsrc=r=48000:cl=stereo,atrim=duration={SEGUNDOS_DE_CORTINA},{SONIDO}[callado]"
    return [imagen, silencio, "[entrada][callado][video][audio]concat=n=2:v=1:a=1[final][sonoro]"]


def _encuadre(montaje: Montaje) -> str:
    """El cuadro en su proporción: recortado hacia el foco, o entero sobre su propia imagen difuminada."""
    if montaje.encuadre not in MEDIDAS:
        return LADO_ORIGINAL
    ancho, alto = MEDIDAS[Encuadre(montaje.encuadre)]
    llenar = f"scale={ancho}:{alto}:force_original_aspect_ratio=increase"
    x, y = montaje.foco
    if montaje.ajuste == Ajuste.RECORTE:
        return f"{llenar},crop={ancho}:{alto}:(iw-ow)*{x / 100}:(ih-oh)*{y / 100}"
    entero = f"scale={ancho}:{alto}:force_original_aspect_ratio=decrease:force_divisible_by=2"
    fondo = f"[atras]{llenar},crop={ancho}:{alto},boxblur=24:2[fondo]"
    return f"split[atras][frente];{fondo};[frente]{entero}[entero];[fondo][entero]overlay=(W-w)/2:(H-h)/2"
