"""Los cortes de audio y video como se publican, en la carpeta al azar del boletín."""

from dataclasses import dataclass
from datetime import datetime

from boletines.dominio.derechos import cortes_que_salen
from boletines.models import Boletin
from media_library.estados import Clase
from media_library.models import Corte


@dataclass(frozen=True)
class CortePublico:
    """Un corte con su dirección pública."""

    ruta: str
    titulo: str
    quien_habla: str
    transcripcion: str
    segundos: float
    es_video: bool


def cortes_publicos(boletin: Boletin, ahora: datetime) -> list[tuple[CortePublico, Corte]]:
    """Los cortes del boletín que en ese momento pueden oírse, en su orden, con el de la biblioteca del que salen."""
    return [(_publico(boletin, lugar, e.corte), e.corte) for lugar, e in cortes_que_salen(boletin, ahora)]


def _publico(boletin: Boletin, lugar: int, corte: Corte) -> CortePublico:
    es_video = corte.evidencia.original.clase == Clase.VIDEO
    nombre = f"corte-{lugar}.{'mp4' if es_video else 'mp3'}"
    return CortePublico(
        f"/medios/{boletin.clave}/{nombre}",
        corte.titulo,
        corte.quien_habla,
        corte.transcripcion,
        corte.segundos,
        es_video,
    )
