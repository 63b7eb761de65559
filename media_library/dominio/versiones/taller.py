"""El taller: hace los derivados de cada clase de original, siempre dentro de la jaula. No toca la base de datos.

Las fotos las hace `clientes.programa_de_fotos`; los videos y audios, ffmpeg.
"""

import json
import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from media_library.clientes import almacen, ffmpeg, jaula
from media_library.dominio.cortes import montaje
from media_library.dominio.originales.guardar import nombre_de, ruta_de
from media_library.dominio.reconocimiento.tipos import POR_MIME
from media_library.dominio.versiones.onda import MUESTRAS_POR_SEGUNDO, picos
from media_library.estados import Clase
from media_library.models import Original
from media_library.models.receta import AUDIO_LIGERO, ONDA, POSTER, TIRA, VIDEO_LIGERO, Receta

PROGRAMA = Path(jaula.__file__).with_name("programa_de_fotos.py")
POR_PROCESO = 4
LIMITES_FOTO = jaula.Limites(memoria=1024, procesador=60, archivo=50, plazo=120)
LADO_VIDEO = "scale='if(gte(iw,ih),-2,min(720,iw))':'if(gte(iw,ih),min(720,ih),-2)',format=yuv420p"
ANCHO_DE_PORTADA = "scale='min(1280,iw)':-2"
UN_CUADRO = ("-frames:v", "1", "-q:v", "4", "-f", "image2", "-update", "1")
CUADROS_DE_TIRA = 10
LARGO = 60  # segundos: desde ahí la tira lee sólo los cuadros completos del video


@dataclass(frozen=True)
class Trabajo:
    """Un original con las recetas que le faltan, apartado en un instante."""

    original: Original
    recetas: tuple[Receta, ...]
    tomado_en: datetime
    a_solas: bool = False
    montajes: dict[Receta, montaje.Montaje] = field(default_factory=dict)
    zonas: dict[str, list[list[int]]] = field(default_factory=dict)


@dataclass(frozen=True)
class ArchivoHecho:
    """El archivo de un derivado, ya en su lugar."""

    nombre: str
    octetos: int
    ancho: int | None = None
    alto: int | None = None


@dataclass
class Terminado:
    """Cómo terminó un trabajo."""

    trabajo: Trabajo
    archivos: dict[Receta, ArchivoHecho] = field(default_factory=dict)
    error: str = ""
    medidas: dict[str, float] = field(default_factory=dict)
    pistas: dict[str, Any] = field(default_factory=dict)
    sin_sonido: bool = False  # trae audio, y ninguna de sus pistas se pudo leer


def repartir(trabajos: Sequence[Trabajo], partes: int) -> list[list[Trabajo]]:
    """Fotos de pocas en pocas por proceso; videos, audios y lo que ya falló una vez, cada uno a solas."""
    juntas = [t for t in trabajos if t.original.clase == Clase.FOTO and not t.a_solas]
    solos = [[t] for t in trabajos if t not in juntas]
    grupo = max(1, min(POR_PROCESO, -(-len(juntas) // partes)))
    return [juntas[i : i + grupo] for i in range(0, len(juntas), grupo)] + solos


def hacer(trabajos: Sequence[Trabajo]) -> list[Terminado]:
    """Hace un grupo de trabajos de la misma clase en una carpeta vacía que se borra al terminar."""
    taller = Path(settings.DIR_DERIVADOS) / ".taller"
    taller.mkdir(parents=True, exist_ok=True)
    carpeta = Path(tempfile.mkdtemp(dir=taller))
    try:
        if trabajos[0].original.clase == Clase.FOTO:
            return _fotos(trabajos, carpeta)
        return [_audiovisual(trabajo, carpeta) for trabajo in trabajos]
    except OSError as error:
        frase = f"No se pudo escribir en el servidor: {error.strerror or error}."
        return [Terminado(trabajo, error=frase) for trabajo in trabajos]
    finally:
        shutil.rmtree(carpeta, ignore_errors=True)


def _entrada(trabajo: Trabajo, carpeta: Path) -> None:
    """El original entra con un nombre nuestro; el suyo no llega a ningún programa."""
    carpeta.mkdir(exist_ok=True)
    entrada, huella = carpeta / "entrada.bin", trabajo.original.huella
    if almacen.es_local(almacen.originales()):
        entrada.symlink_to(ruta_de(huella).resolve())
    else:
        almacen.bajar(almacen.originales(), nombre_de(huella), entrada)


def _fotos(trabajos: Sequence[Trabajo], carpeta: Path) -> list[Terminado]:
    fotos = []
    for trabajo in trabajos:
        propia = carpeta / str(trabajo.original.pk)
        _entrada(trabajo, propia)
        formato = POR_MIME[trabajo.original.tipo].formato
        trabajo_de_foto = {
            "carpeta": str(propia),
            "formato": formato,
            "versiones": [como_version(receta) for receta in trabajo.recetas],
            "zonas": trabajo.zonas,
        }
        fotos.append(trabajo_de_foto)
    pedido = carpeta / "trabajo.json"
    pedido.write_text(json.dumps({"fotos": fotos}))
    corrida = jaula.correr([sys.executable, "-I", str(PROGRAMA), str(pedido)], carpeta, LIMITES_FOTO)
    return [_recoger_foto(trabajo, carpeta / str(trabajo.original.pk), corrida) for trabajo in trabajos]


def como_version(receta: Receta) -> dict[str, Any]:
    """La receta como la entiende el programa, que no sabe de recetas."""
    comun: dict[str, Any] = {"archivo": str(receta), "difuminado": receta.difuminado}
    if receta.recorte is None:
        return {**comun, "ancho": receta.ancho}
    lados = (receta.recorte.ancho, receta.recorte.alto)
    return {
        **comun,
        "lados": lados,
        "foco": receta.numeros,
        "se_agranda": receta.recorte.se_agranda,
        "octetos_maximos": receta.recorte.octetos_maximos,
    }


def _recoger_foto(trabajo: Trabajo, carpeta: Path, corrida: jaula.Corrida) -> Terminado:
    terminado = Terminado(trabajo)
    try:
        resultado = json.loads((carpeta / "resultado.json").read_text())
    except (OSError, ValueError):
        terminado.error = "El proceso que abría la foto se detuvo."
        if corrida.vencida:
            terminado.error = "La foto tardó demasiado."
        return terminado
    terminado.error = resultado.get("error", "")
    terminado.pistas = resultado.get("pistas", {})
    for archivo, (ancho, alto) in resultado.get("hechas", {}).items():
        terminado.archivos[Receta.leer(archivo)] = _colocar(carpeta / archivo, trabajo.original, ancho, alto)
    return terminado


def _colocar(ruta: Path, original: Original, ancho: int | None = None, alto: int | None = None) -> ArchivoHecho:
    """Pone lo hecho en el almacén, bajo `ab/<huella>/<receta>`, de un solo paso."""
    nombre, octetos = f"{nombre_de(original.huella)}/{ruta.name}", ruta.stat().st_size
    almacen.poner(almacen.derivados(), ruta, nombre, durable=False)
    return ArchivoHecho(nombre, octetos, ancho, alto)


def _tira(original: Original, imagen: str) -> list[str]:
    """Diez cuadros repartidos en el video, en una sola imagen; el último se repite si faltan."""
    dura = f"{max(original.duracion or 1, 1):.2f}"
    cuadros = f"tpad=stop_mode=clone:stop_duration={dura},fps={CUADROS_DE_TIRA}/{dura}"
    medida = "scale=160:90:force_original_aspect_ratio=increase,crop=160:90"
    filtro = f"{cuadros},{medida},tile={CUADROS_DE_TIRA}x1"
    return [*ffmpeg.SIN_DATOS, *("-map", imagen, "-vf", filtro, "-frames:v", "1", "-c:v", "libwebp", "-f", "webp")]


def _salidas(receta: Receta, original: Original, pistas: ffmpeg.PistasUsadas) -> list[str]:
    imagen, sonido = f"0:V:{pistas.video or 0}", ["-map", f"0:a:{pistas.audio or 0}?"]
    if pistas.audio is None:
        sonido = ["-an"]
    if receta == TIRA:
        return _tira(original, imagen)
    if receta.portada_en is not None:
        return [*ffmpeg.SIN_DATOS, "-map", imagen, "-vf", ANCHO_DE_PORTADA, *UN_CUADRO]
    return {
        POSTER: [*ffmpeg.SIN_DATOS, "-map", imagen, "-vf", f"thumbnail=30,{ANCHO_DE_PORTADA}", *UN_CUADRO],
        VIDEO_LIGERO: [
            *ffmpeg.SIN_DATOS,
            *("-map", imagen, *sonido, "-vf", LADO_VIDEO),
            *(*ffmpeg.H264, *ffmpeg.AAC, "-f", "mp4"),
        ],
        AUDIO_LIGERO: [*ffmpeg.SIN_DATOS, *sonido, "-vn", "-c:a", "libmp3lame", "-b:a", "128k", "-f", "mp3"],
        ONDA: [
            *ffmpeg.SIN_DATOS,
            *(*sonido, "-vn", "-ac", "1", "-ar", str(MUESTRAS_POR_SEGUNDO), "-f", "s16le"),
        ],
    }[receta]


def _desde(receta: Receta, original: Original) -> list[str]:
    """La portada elegida empieza en su cuadro; la tira de lo largo va a saltos."""
    if receta == TIRA and (original.duracion or 0) > LARGO:
        return ["-skip_frame", "nokey"]
    if receta.portada_en is None:
        return []
    return ["-ss", f"{receta.portada_en:.2f}"]


def _audiovisual(trabajo: Trabajo, carpeta: Path) -> Terminado:
    terminado, original = Terminado(trabajo), trabajo.original
    _entrada(trabajo, carpeta)
    formato, pistas = POR_MIME[original.tipo].formato, ffmpeg.PistasUsadas()
    for receta in trabajo.recetas:
        salida = crudo = carpeta / str(receta)
        if receta == ONDA:
            crudo = salida.with_suffix(".pcm")
        corrida = _correr(trabajo, receta, formato, crudo, pistas)
        if not (corrida.bien or corrida.vencida) and pistas == ffmpeg.PistasUsadas() and receta not in trabajo.montajes:
            pistas = ffmpeg.pistas_que_se_abren(carpeta, formato, corrida.salida)
            terminado.sin_sonido = pistas.audio is None and ffmpeg.cuantas("Audio", corrida.salida) > 0
            if pistas != ffmpeg.PistasUsadas():
                corrida = _correr(trabajo, receta, formato, crudo, pistas)
        terminado.medidas |= ffmpeg.leer_medidas(corrida.salida)
        if not corrida.bien or not crudo.exists() or not crudo.stat().st_size:
            terminado.error = _por_que(original.clase, corrida)
            continue
        if receta == ONDA:
            salida.write_text(json.dumps(picos(crudo)))
        ancho, alto = ffmpeg.lado_de_salida(corrida.salida) if receta.tiene_cuadro else (None, None)
        terminado.archivos[receta] = _colocar(salida, original, ancho, alto)
    return terminado


def _correr(trabajo: Trabajo, receta: Receta, formato: str, salida: Path, pistas: ffmpeg.PistasUsadas) -> jaula.Corrida:
    if receta in trabajo.montajes:
        return montaje.montar(trabajo.montajes[receta], formato, salida)
    if receta.corte is not None:
        return jaula.Corrida(1, "")  # de una revisión que ya se cambió: nadie la espera
    salidas = [*_salidas(receta, trabajo.original, pistas), salida.name]
    orden = ffmpeg.orden(_desde(receta, trabajo.original), formato, salidas)
    return jaula.correr(orden, salida.parent, ffmpeg.LIMITES)


def _por_que(clase: str, corrida: jaula.Corrida) -> str:
    que = "el audio"
    if clase == Clase.VIDEO:
        que = "el video"
    if corrida.vencida:
        return f"Procesar {que} tardó más de {ffmpeg.LIMITES.plazo // 60} minutos."
    return f"No se pudo leer {que}; puede estar incompleto o dañado."
