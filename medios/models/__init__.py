from medios.models.anotacion import Anotacion
from medios.models.convocatoria import AvisoDeCambio, Convocatoria, Invitacion, Respuesta
from medios.models.directorio import Contacto, Medio
from medios.models.importacion import FilaImportada, Importacion
from medios.models.llamada import Llamada

__all__ = [
    "Anotacion",
    "AvisoDeCambio",
    "Contacto",
    "Convocatoria",
    "FilaImportada",
    "Importacion",
    "Invitacion",
    "Llamada",
    "Medio",
    "Respuesta",
]
