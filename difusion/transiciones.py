"""La máquina de estados de los envíos en lo que deciden las personas.

El despacho mueve los estados en curso con su ficha de arriendo (`dominio.despacho`).
"""

from difusion.estados import EstadoEnvio
from nucleo.dominio.transiciones import Transicion
from personas.permisos import DECIDIR_SALIDAS

DAR_POR_ENTREGADO = Transicion.de(
    "dar por entregado", [EstadoEnvio.POR_VERIFICAR], EstadoEnvio.ENTREGADO, DECIDIR_SALIDAS
)
LEER_QUE_LLEGO = Transicion.de("comprobar que llegó", [EstadoEnvio.POR_VERIFICAR], EstadoEnvio.ENTREGADO)
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
