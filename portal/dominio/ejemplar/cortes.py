"""Los cortes de audio y video como se publican, en la carpeta al azar del boletín."""

from dataclasses import dataclass

from media_library.dominio.cortes.subtitulos import vtt_del_corte
from media_library.dominio.versiones.publico import hecho
from media_library.estados import Clase
from media_library.models import Corte


@dataclass(frozen=True)
class CortePublico:
    """Un corte con su dirección pública y el de la biblioteca del que sale."""

    corte: Corte
    ruta: str
    es_video: bool
    vtt: str = ""
    portada: str = ""

    @property
    def titulo(self) -> str:
        return self.corte.titulo

    @property
    def quien_habla(self) -> str:
        return self.corte.quien_habla

    @property
    def transcripcion(self) -> str:
        return self.corte.transcripcion

    @property
    def segundos(self) -> float:
        return self.corte.segundos

    @property
    def subtitulos(self) -> str:
        """La dirección de sus subtítulos (WebVTT), si los tiene."""
        return f"{self.ruta.rpartition('.')[0]}.vtt" if self.vtt else ""

    @property
    def versiones(self) -> dict[str, str]:
        """El nombre público de cada archivo que sale de un derivado y su receta."""
        suyas = {nombre_de(self.ruta): self.corte.receta}
        if self.portada:
            suyas[nombre_de(self.portada)] = self.corte.evidencia.receta_de_portada
        return suyas


def corte_publico(base: str, corte: Corte) -> CortePublico:
    """Ese corte de la biblioteca como se publica, con sus archivos en `base`."""
    evidencia = corte.evidencia
    if evidencia.original.clase != Clase.VIDEO:
        return CortePublico(corte, f"{base}.mp3", es_video=False)
    portada = f"{base}.jpg" if hecho(evidencia, evidencia.receta_de_portada) else ""
    return CortePublico(corte, f"{base}.mp4", es_video=True, vtt=vtt_del_corte(corte), portada=portada)


def nombre_de(ruta: str) -> str:
    """El nombre de archivo de una dirección."""
    return ruta.rpartition("/")[2]
