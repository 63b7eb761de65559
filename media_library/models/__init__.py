"""Los modelos de la biblioteca, un archivo por tema."""

from media_library.models.baja import BajaDocumental
from media_library.models.consentimiento import Consentimiento
from media_library.models.evidencia import Derivado, Evidencia, EvidenciaQuerySet, Original

__all__ = ["BajaDocumental", "Consentimiento", "Derivado", "Evidencia", "EvidenciaQuerySet", "Original"]
