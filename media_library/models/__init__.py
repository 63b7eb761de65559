"""Los modelos de la biblioteca, un archivo por tema."""

from media_library.models.baja import BajaDocumental
from media_library.models.corte import Corte, CorteQuerySet, Subtitulos
from media_library.models.evidencia import Derivado, Evidencia, EvidenciaQuerySet, Original

__all__ = [
    "BajaDocumental",
    "Corte",
    "CorteQuerySet",
    "Derivado",
    "Evidencia",
    "EvidenciaQuerySet",
    "Original",
    "Subtitulos",
]
