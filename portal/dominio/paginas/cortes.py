"""Los cortes de audio y video como se publican, en la carpeta al azar del boletín."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from boletines.dominio.derechos import cortes_que_salen
from boletines.models import Boletin
from media_library.dominio.cortes.subtitulos import vtt_del_corte
from media_library.dominio.versiones.publico import derivado_hecho
from media_library.estados import Clase
from media_library.models import Corte, Evidencia
from media_library.models.receta import Receta


@dataclass(frozen=True)
class CortePublico:
    """Un corte con su dirección pública."""

    ruta: str
    titulo: str
    quien_habla: str
    transcripcion: str
    segundos: float
    es_video: bool
    subtitulos: str = ""
    portada: str = ""


def cortes_publicos(boletin: Boletin, ahora: datetime) -> list[tuple[CortePublico, Corte]]:
    """Los cortes del boletín que en ese momento pueden oírse, en su orden, con el de la biblioteca del que salen."""
    return [(_publico(boletin, lugar, e.corte), e.corte) for lugar, e in cortes_que_salen(boletin, ahora)]


def archivos_de_cortes(boletin: Boletin, ahora: datetime) -> Iterable[tuple[str, Evidencia, Receta]]:
    """Cada archivo que sale de un derivado: nombre público, evidencia y receta."""
    for publico, corte in cortes_publicos(boletin, ahora):
        yield _nombre(publico.ruta), corte.evidencia, corte.receta
        if publico.portada:
            yield _nombre(publico.portada), corte.evidencia, corte.evidencia.receta_de_portada


def subtitulos_de_cortes(boletin: Boletin, ahora: datetime) -> dict[str, str]:
    """Los archivos de subtítulos (WebVTT) de sus videos, por su nombre público."""
    cortes = cortes_publicos(boletin, ahora)
    return {_nombre(publico.subtitulos): vtt_del_corte(corte) for publico, corte in cortes if publico.subtitulos}


def _nombre(ruta: str) -> str:
    return ruta.rpartition("/")[2]


def _publico(boletin: Boletin, lugar: int, corte: Corte) -> CortePublico:
    evidencia, base = corte.evidencia, f"/medios/{boletin.clave}/corte-{lugar}"
    es_video = evidencia.original.clase == Clase.VIDEO
    return CortePublico(
        f"{base}.{'mp4' if es_video else 'mp3'}",
        corte.titulo,
        corte.quien_habla,
        corte.transcripcion,
        corte.segundos,
        es_video,
        subtitulos=f"{base}.vtt" if es_video and vtt_del_corte(corte) else "",
        portada=f"{base}.jpg" if es_video and derivado_hecho(evidencia, evidencia.receta_de_portada) else "",
    )
