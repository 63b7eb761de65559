"""La máquina de estados de una solicitud."""

from nucleo.dominio.transiciones import Transicion
from personas.permisos import ATENDER_SOLICITUDES
from solicitudes.estados import EstadoSolicitud as E

SE_DECIDEN = (E.POR_DECIDIR, E.EN_ESPERA)
ENCARGAR = Transicion.de("decidir la solicitud", SE_DECIDEN, E.EN_CURSO, ATENDER_SOLICITUDES)
CERRAR = Transicion.de("cerrar la solicitud", SE_DECIDEN, E.CERRADA, ATENDER_SOLICITUDES)
DETENER = Transicion.de("poner en espera la solicitud", SE_DECIDEN, E.EN_ESPERA, ATENDER_SOLICITUDES)
RETOMAR = Transicion.de("retomar la solicitud", [E.EN_ESPERA], E.POR_DECIDIR)
CUMPLIR = Transicion.de("cumplir la solicitud", [E.EN_CURSO], E.CERRADA)
DESHACER = Transicion.de(
    "deshacer la decisión", [E.EN_ESPERA, E.EN_CURSO, E.CERRADA], E.POR_DECIDIR, ATENDER_SOLICITUDES
)
