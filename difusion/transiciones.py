"""La máquina de estados de envíos y publicaciones en lo que deciden las personas.

El despacho mueve los estados en curso con su ficha de arriendo (`dominio.despacho`).
"""

from difusion.estados import EstadoEnvio, EstadoPublicacion
from nucleo.dominio.transiciones import Transicion
from personas.permisos import DECIDIR_SALIDAS, PUBLICAR_EN_REDES

DAR_POR_ENTREGADO = Transicion.de(
    "dar por entregado", [EstadoEnvio.POR_VERIFICAR], EstadoEnvio.ENTREGADO, DECIDIR_SALIDAS
)
REENVIAR = Transicion.de(
    "reenviar",
    [
        EstadoEnvio.POR_VERIFICAR,
        EstadoEnvio.FALLIDO,
        EstadoEnvio.VENCIDO,
        EstadoEnvio.CANCELADO,
        EstadoEnvio.SUSPENDIDO,
    ],
    EstadoEnvio.PENDIENTE,
    DECIDIR_SALIDAS,
)
CANCELAR = Transicion.de(
    "cancelar",
    [EstadoEnvio.PENDIENTE, EstadoEnvio.POR_VERIFICAR, EstadoEnvio.FALLIDO],
    EstadoEnvio.CANCELADO,
    DECIDIR_SALIDAS,
)
MARCAR_PUBLICADA = Transicion.de(
    "marcar como publicada", [EstadoPublicacion.POR_PUBLICAR], EstadoPublicacion.PUBLICADA, PUBLICAR_EN_REDES
)
DESCARTAR = Transicion.de(
    "descartar", [EstadoPublicacion.POR_PUBLICAR], EstadoPublicacion.DESCARTADA, PUBLICAR_EN_REDES
)
RECUPERAR = Transicion.de(
    "recuperar", [EstadoPublicacion.DESCARTADA], EstadoPublicacion.POR_PUBLICAR, PUBLICAR_EN_REDES
)
