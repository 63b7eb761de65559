"""La máquina de estados de las publicaciones: todo lo decide una persona."""

from nucleo.dominio.transiciones import Transicion
from personas.permisos import PUBLICAR_EN_REDES
from redes.estados import EstadoPublicacion

MARCAR_PUBLICADA = Transicion.de(
    "marcar como publicada", [EstadoPublicacion.POR_PUBLICAR], EstadoPublicacion.PUBLICADA, PUBLICAR_EN_REDES
)
DESCARTAR = Transicion.de(
    "descartar", [EstadoPublicacion.POR_PUBLICAR], EstadoPublicacion.DESCARTADA, PUBLICAR_EN_REDES
)
RECUPERAR = Transicion.de(
    "recuperar", [EstadoPublicacion.DESCARTADA], EstadoPublicacion.POR_PUBLICAR, PUBLICAR_EN_REDES
)
