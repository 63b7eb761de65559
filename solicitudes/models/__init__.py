"""Los modelos de solicitudes, un archivo por tema."""

from solicitudes.models.conversacion import Adjunto, Mensaje
from solicitudes.models.plazo import PlazoDeAtencion
from solicitudes.models.puerta import Puerta, Recordatorio
from solicitudes.models.renglon import RenglonPedido
from solicitudes.models.solicitud import Solicitud

__all__ = ["Adjunto", "Mensaje", "PlazoDeAtencion", "Puerta", "Recordatorio", "RenglonPedido", "Solicitud"]
