"""Lo que se hace dentro de la jaula con cada clase de original. No toca la base de datos."""

import json
import shutil
import sys
import tempfile
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from media_library import bodega, jaula
from media_library.dominio.cortes import montaje
from media_library.dominio.originales.almacen import nombre_de, ruta_de
from media_library.dominio.originales.tipos import POR_MIME
from media_library.dominio.versiones import ffmpeg, recetas
from media_library.estados import Clase
from media_library.models import Original

TALLER = Path(jaula.__file__).with_name("taller.py")
POR_PROCESO = 4
LIMITES_FOTO = jaula.Limites(memoria=1024, procesador=60, archivo=50, plazo=120)
LADO_VIDEO = "scale='if(gte(iw,ih),-2,min(720,iw))':'if(gte(iw,ih),min(720,ih),-2)',format=yuv420p"
ANCHO_DE_PORTADA = "scale='min(1280,iw)':-2"
UN_CUADRO = ("-frames:v", "1", "-q:v", "4", "-f", "image2", "-update", "1")
PICOS = 800
CUADROS_DE_TIRA = 10
LARGO = 60  # segundos: desde ahí la tira lee sólo los cuadros completos del video
MUESTRAS_POR_SEGUNDO = 2000


@dataclass(frozen=True)
class Encargo:
    """Un original con las recetas que le faltan, apartado en un instante."""

    original: Original
    recetas: tuple[str, ...]
    tomado_en: datetime
    a_solas: bool = False
    montajes: dict[str, montaje.Montaje] = field(default_factory=dict)
    zonas: dict[str, list[list[int]]] = field(default_factory=dict)


@dataclass(frozen=True)
class Pieza:
    """Un derivado hecho, ya en su lugar."""

    archivo: str
    octetos: int
    ancho: int | None = None
    alto: int | None = None


@dataclass
class Hecho:
    """Cómo terminó un encargo."""

    encargo: Encargo
    piezas: dict[str, Pieza] = field(default_factory=dict)
    error: str = ""
    medidas: dict[str, float] = field(default_factory=dict)
    pistas: dict[str, Any] = field(default_factory=dict)


def repartir(encargos: Sequence[Encargo], partes: int) -> list[list[Encargo]]:
    """Fotos de pocas en pocas por proceso; videos, audios y lo que ya falló una vez, cada uno a solas."""
    juntas = [e for e in encargos if e.original.clase == Clase.FOTO and not e.a_solas]
    solos = [[e] for e in encargos if e not in juntas]
    grupo = max(1, min(POR_PROCESO, -(-len(juntas) // partes)))
    return [juntas[i : i + grupo] for i in range(0, len(juntas), grupo)] + solos


def hacer(encargos: Sequence[Encargo]) -> list[Hecho]:
    """Hace un grupo de encargos de la misma clase en una carpeta vacía que se borra al terminar."""
    taller = Path(settings.DIR_DERIVADOS) / ".taller"
    taller.mkdir(parents=True, exist_ok=True)
    carpeta = Path(tempfile.mkdtemp(dir=taller))
    try:
        if encargos[0].original.clase == Clase.FOTO:
            return _fotos(encargos, carpeta)
        return [_audiovisual(encargo, carpeta) for encargo in encargos]
    except OSError as error:
        return [Hecho(e, error=f"No se pudo escribir en el servidor: {error.strerror or error}.") for e in encargos]
    finally:
        shutil.rmtree(carpeta, ignore_errors=True)


def _entrada(encargo: Encargo, carpeta: Path) -> None:
    """El original entra con un nombre nuestro; el suyo no llega a ningún programa."""
    carpeta.mkdir(exist_ok=True)
    entrada, huella = carpeta / "entrada.bin", encargo.original.huella
    if bodega.es_local(bodega.originales()):
        entrada.symlink_to(ruta_de(huella).resolve())
    else:
        bodega.bajar(bodega.originales(), nombre_de(huella), entrada)


def _fotos(encargos: Sequence[Encargo], carpeta: Path) -> list[Hecho]:
    fotos = []
    for encargo in encargos:
        propia = carpeta / str(encargo.original.pk)
        _entrada(encargo, propia)
        formato = POR_MIME[encargo.original.tipo].formato
        trabajo_de_foto = {
            "carpeta": str(propia),
            "formato": formato,
            "recetas": encargo.recetas,
            "zonas": encargo.zonas,
        }
        fotos.append(trabajo_de_foto)
    trabajo = carpeta / "trabajo.json"
    trabajo.write_text(json.dumps({"fotos": fotos}))
    corrida = jaula.correr([sys.executable, "-I", str(TALLER), str(trabajo)], carpeta, LIMITES_FOTO)
    return [_recoger_foto(e, carpeta / str(e.original.pk), corrida) for e in encargos]


def _recoger_foto(encargo: Encargo, carpeta: Path, corrida: jaula.Corrida) -> Hecho:
    hecho = Hecho(encargo)
    try:
        resultado = json.loads((carpeta / "resultado.json").read_text())
    except (OSError, ValueError):
        hecho.error = "La foto tardó demasiado." if corrida.vencida else "El proceso que abría la foto se detuvo."
        return hecho
    hecho.error = resultado.get("error", "")
    hecho.pistas = resultado.get("pistas", {})
    for receta, (ancho, alto) in resultado.get("hechas", {}).items():
        hecho.piezas[receta] = _colocar(carpeta / receta, encargo.original, ancho, alto)
    return hecho


def _colocar(ruta: Path, original: Original, ancho: int | None = None, alto: int | None = None) -> Pieza:
    """Pone lo hecho en la bodega, bajo `ab/<huella>/<receta>`, de un solo paso."""
    nombre, octetos = f"{nombre_de(original.huella)}/{ruta.name}", ruta.stat().st_size
    bodega.poner(bodega.derivados(), ruta, nombre, durable=False)
    return Pieza(nombre, octetos, ancho, alto)


def _tira(original: Original) -> list[str]:
    """Diez cuadros repartidos en el video, en una sola imagen; el último se repite si faltan."""
    dura = f"{max(original.duracion or 1, 1):.2f}"
    cuadros = f"tpad=stop_mode=clone:stop_duration={dura},fps={CUADROS_DE_TIRA}/{dura}"
    medida = "scale=160:90:force_original_aspect_ratio=increase,crop=160:90"
    filtro = f"{cuadros},{medida},tile={CUADROS_DE_TIRA}x1"
    return [*ffmpeg.SIN_DATOS, *("-map", "0:v:0", "-vf", filtro, "-frames:v", "1", "-c:v", "libwebp", "-f", "webp")]


def _salidas(receta: str, original: Original) -> list[str]:
    if receta == recetas.TIRA:
        return _tira(original)
    if receta.startswith("portada-"):
        return [*ffmpeg.SIN_DATOS, "-map", "0:v:0", "-vf", ANCHO_DE_PORTADA, *UN_CUADRO]
    return {
        "poster.jpg": [*ffmpeg.SIN_DATOS, "-map", "0:v:0", "-vf", f"thumbnail=30,{ANCHO_DE_PORTADA}", *UN_CUADRO],
        "v720.mp4": [
            *ffmpeg.SIN_DATOS,
            *("-map", "0:v:0", "-map", "0:a:0?", "-vf", LADO_VIDEO),
            *(*ffmpeg.H264, *ffmpeg.AAC, "-f", "mp4"),
        ],
        "a128.mp3": [*ffmpeg.SIN_DATOS, "-map", "0:a:0", "-vn", "-c:a", "libmp3lame", "-b:a", "128k", "-f", "mp3"],
        "onda.json": [
            *ffmpeg.SIN_DATOS,
            *("-map", "0:a:0", "-vn", "-ac", "1", "-ar", str(MUESTRAS_POR_SEGUNDO), "-f", "s16le"),
        ],
    }[receta]


def _desde(receta: str, original: Original) -> list[str]:
    """La portada elegida empieza en su cuadro: `portada-350.jpg`, segundo 3.50. La tira de lo largo va a saltos."""
    if receta == recetas.TIRA and (original.duracion or 0) > LARGO:
        return ["-skip_frame", "nokey"]
    if not receta.startswith("portada-"):
        return []
    return ["-ss", f"{int(receta.removeprefix('portada-').removesuffix('.jpg')) / 100:.2f}"]


def _audiovisual(encargo: Encargo, carpeta: Path) -> Hecho:
    hecho, original = Hecho(encargo), encargo.original
    _entrada(encargo, carpeta)
    formato = POR_MIME[original.tipo].formato
    for receta in encargo.recetas:
        salida = carpeta / receta
        crudo = salida.with_suffix(".pcm") if receta == "onda.json" else salida
        corrida = _correr(encargo, receta, formato, crudo)
        hecho.medidas |= ffmpeg.leer_medidas(corrida.salida)
        if not corrida.bien or not crudo.exists() or not crudo.stat().st_size:
            hecho.error = _por_que(original.clase, corrida)
            continue
        if receta == "onda.json":
            salida.write_text(json.dumps(picos(crudo)))
        hecho.piezas[receta] = _colocar(salida, original, *_lado(receta, corrida.salida))
    return hecho


def _correr(encargo: Encargo, receta: str, formato: str, salida: Path) -> jaula.Corrida:
    if receta in encargo.montajes:
        return montaje.montar(encargo.montajes[receta], formato, salida)
    if receta.startswith("corte-"):
        return jaula.Corrida(1, "")  # de una revisión que ya se cambió: nadie la espera
    orden = ffmpeg.orden(_desde(receta, encargo.original), formato, [*_salidas(receta, encargo.original), salida.name])
    return jaula.correr(orden, salida.parent, ffmpeg.LIMITES)


def _por_que(clase: str, corrida: jaula.Corrida) -> str:
    que = "el video" if clase == Clase.VIDEO else "el audio"
    if corrida.vencida:
        return f"Procesar {que} tardó más de {ffmpeg.LIMITES.plazo // 60} minutos."
    return f"No se pudo leer {que}; puede estar incompleto o dañado."


def _lado(receta: str, salida: str) -> tuple[int | None, int | None]:
    return ffmpeg.lado_de_salida(salida) if receta.endswith((".jpg", ".mp4", ".webp")) else (None, None)


def picos(crudo: Path) -> dict:
    """La forma de onda en 800 alturas de 0 a 100, para dibujarla sin bajar el audio."""
    muestras = array("h")
    muestras.frombytes(crudo.read_bytes()[: crudo.stat().st_size // 2 * 2])
    paso = max(1, -(-len(muestras) // PICOS))
    alturas = [abs(max(t, key=abs)) for i in range(0, len(muestras), paso) if (t := muestras[i : i + paso])]
    return {
        "segundos": round(len(muestras) / MUESTRAS_POR_SEGUNDO, 2),
        "picos": [round(altura * 100 / 32768) for altura in alturas],
    }
