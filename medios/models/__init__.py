from medios.models.anotacion import Anotacion
from medios.models.convocatoria import AvisoDeCambio, Convocatoria, Invitacion, Respuesta
from medios.models.directorio import Contacto, Medio
from medios.models.entrega import Entrega, Exclusion
from medios.models.fusion import Distintos, Fusion
from medios.models.importacion import FilaImportada, Importacion
from medios.models.llamada import Llamada

__all__ = [
    "Anotacion",
    "AvisoDeCambio",
    "Contacto",
    "Convocatoria",
    "Distintos",
    "Entrega",
    "Exclusion",
    "FilaImportada",
    "Fusion",
    "Importacion",
    "Invitacion",
    "Llamada",
    "Medio",
    "Respuesta",
]
