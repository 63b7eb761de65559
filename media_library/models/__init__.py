"""Los modelos de la biblioteca, un archivo por tema."""

from media_library.models.baja import BajaDocumental
from media_library.models.buzon import Buzon
from media_library.models.consentimiento import Consentimiento
from media_library.models.evidencia import Derivado, Evidencia, EvidenciaQuerySet, Original
from media_library.models.subida import Subida

__all__ = [
    "BajaDocumental",
    "Buzon",
    "Consentimiento",
    "Derivado",
    "Evidencia",
    "EvidenciaQuerySet",
    "Original",
    "Subida",
]
