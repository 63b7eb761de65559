"""Los modelos del portal, un archivo por tema."""

from portal.models.acta import ActaDeEdicion
from portal.models.aviso import AvisoUrgente
from portal.models.descarga import DescargaDePrensa
from portal.models.mensaje import MensajeDelPublico
from portal.models.pagina import VersionDePagina
from portal.models.palabra import Palabra
from portal.models.suscripcion import Suscripcion

__all__ = [
    "ActaDeEdicion",
    "AvisoUrgente",
    "DescargaDePrensa",
    "MensajeDelPublico",
    "Palabra",
    "Suscripcion",
    "VersionDePagina",
]
