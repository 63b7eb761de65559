"""Los modelos de la biblioteca, un archivo por tema."""

from media_library.models.album import Album, Etiqueta
from media_library.models.baja import BajaDocumental
from media_library.models.buzon import Buzon
from media_library.models.consentimiento import Consentimiento
from media_library.models.corte import Corte, CorteQuerySet, Subtitulos
from media_library.models.eleccion import Eleccion
from media_library.models.evidencia import Evidencia, EvidenciaQuerySet
from media_library.models.original import Derivado, Original
from media_library.models.paquete import Paquete
from media_library.models.subida import Subida

__all__ = [
    "Album",
    "BajaDocumental",
    "Buzon",
    "Consentimiento",
    "Corte",
    "CorteQuerySet",
    "Derivado",
    "Eleccion",
    "Etiqueta",
    "Evidencia",
    "EvidenciaQuerySet",
    "Original",
    "Paquete",
    "Subida",
    "Subtitulos",
]
