"""Las máquinas de estados del portal: suscripciones y mensajes del público."""

from nucleo.dominio.transiciones import Transicion
from personas.permisos import ATENDER_PORTAL, EDITAR_PORTAL
from portal.estados import EstadoDeMensaje as M
from portal.estados import EstadoDeSolicitud as T
from portal.estados import EstadoDeSuscripcion as S

CONFIRMAR = Transicion.de("confirmar suscripción", [S.POR_CONFIRMAR, S.BAJA, S.ACTIVA], S.ACTIVA)
DAR_DE_BAJA = Transicion.de("dar de baja suscripción", [S.POR_CONFIRMAR, S.ACTIVA, S.BAJA], S.BAJA)
ATENDER = Transicion.de("atender mensaje", [M.NUEVO, M.DESCARTADO], M.ATENDIDO, ATENDER_PORTAL)
DESCARTAR = Transicion.de("descartar mensaje", [M.NUEVO], M.DESCARTADO, ATENDER_PORTAL)
REABRIR = Transicion.de("reabrir mensaje", [M.ATENDIDO, M.DESCARTADO], M.NUEVO, ATENDER_PORTAL)

ENVIAR = Transicion.de("enviar a Transparencia", [T.POR_ENVIAR], T.ENVIADA, EDITAR_PORTAL)
RECIBIR = Transicion.de("registrar acuse", [T.ENVIADA], T.RECIBIDA, EDITAR_PORTAL)
PUBLICAR = Transicion.de("dar por publicada", [T.ENVIADA, T.RECIBIDA], T.PUBLICADA, EDITAR_PORTAL)
VERIFICAR = Transicion.de("verificar", [T.PUBLICADA], T.VERIFICADA, EDITAR_PORTAL)
DE_SOLICITUD = {"enviada": ENVIAR, "recibida": RECIBIR, "publicada": PUBLICAR, "verificada": VERIFICAR}
