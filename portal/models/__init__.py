"""Los modelos del portal, un archivo por tema."""

from portal.models.acta import ActaDeEdicion
from portal.models.aviso import AvisoUrgente

__all__ = ["ActaDeEdicion", "AvisoUrgente"]
