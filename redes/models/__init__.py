"""Lo que se escribe para las redes, cómo va en cada una, lo que se intentó y las cuentas de la oficina."""

from redes.models.composicion import Composicion, FotoDeComposicion
from redes.models.cuenta import CuentaDeRed
from redes.models.intento import IntentoEnRed
from redes.models.publicacion import Publicacion

__all__ = ["Composicion", "CuentaDeRed", "FotoDeComposicion", "IntentoEnRed", "Publicacion"]
