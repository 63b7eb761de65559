"""La máquina de estados de un boletín, en una pantalla."""

from boletines.estados import EstadoBoletin as E
from nucleo.dominio.transiciones import Transicion
from personas.permisos import APROBAR_BOLETINES, ESCRIBIR_BOLETINES, PUBLICAR_BOLETINES

ENVIAR_A_REVISION = Transicion.de("enviar a revisión", [E.BORRADOR, E.CON_CAMBIOS], E.EN_REVISION, ESCRIBIR_BOLETINES)
PEDIR_CAMBIOS = Transicion.de("pedir cambios", [E.EN_REVISION, E.APROBADO], E.CON_CAMBIOS, APROBAR_BOLETINES)
APROBAR = Transicion.de("aprobar", [E.EN_REVISION], E.APROBADO, APROBAR_BOLETINES)
PUBLICAR = Transicion.de("publicar", [E.APROBADO], E.PUBLICADO, PUBLICAR_BOLETINES)
RETIRAR = Transicion.de("retirar", [E.PUBLICADO], E.RETIRADO, PUBLICAR_BOLETINES)
TODAS = (ENVIAR_A_REVISION, PEDIR_CAMBIOS, APROBAR, PUBLICAR, RETIRAR)
