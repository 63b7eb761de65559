"""Las máquinas de estados del portal: suscripciones y mensajes del público."""

from nucleo.dominio.transiciones import Transicion
from personas.permisos import ATENDER_PORTAL
from portal.estados import EstadoDeMensaje as M
from portal.estados import EstadoDeSuscripcion as S

CONFIRMAR = Transicion.de("confirmar suscripción", [S.POR_CONFIRMAR, S.BAJA, S.ACTIVA], S.ACTIVA)
DAR_DE_BAJA = Transicion.de("dar de baja suscripción", [S.POR_CONFIRMAR, S.ACTIVA, S.BAJA], S.BAJA)
ATENDER = Transicion.de("atender mensaje", [M.NUEVO, M.DESCARTADO], M.ATENDIDO, ATENDER_PORTAL)
DESCARTAR = Transicion.de("descartar mensaje", [M.NUEVO], M.DESCARTADO, ATENDER_PORTAL)
REABRIR = Transicion.de("reabrir mensaje", [M.ATENDIDO, M.DESCARTADO], M.NUEVO, ATENDER_PORTAL)
