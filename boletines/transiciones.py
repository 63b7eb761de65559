"""La máquina de estados de un boletín, en una pantalla."""

from boletines.estados import EstadoBoletin as E
from nucleo.dominio.transiciones import Transicion
from personas.permisos import APROBAR_BOLETINES, ESCRIBIR_BOLETINES, PUBLICAR_BOLETINES

_SIN_EMITIR = [E.BORRADOR, E.EN_REVISION, E.CON_CAMBIOS, E.APROBADO]

ENVIAR_A_REVISION = Transicion.de("enviar a revisión", [E.BORRADOR, E.CON_CAMBIOS], E.EN_REVISION, ESCRIBIR_BOLETINES)
PEDIR_CAMBIOS = Transicion.de(
    "pedir cambios", [E.EN_REVISION, E.APROBADO, E.PROGRAMADO], E.CON_CAMBIOS, APROBAR_BOLETINES
)
APROBAR = Transicion.de("aprobar", [E.EN_REVISION], E.APROBADO, APROBAR_BOLETINES)
PROGRAMAR = Transicion.de("programar", [E.APROBADO], E.PROGRAMADO, PUBLICAR_BOLETINES)
DESPROGRAMAR = Transicion.de("quitar de programados", [E.PROGRAMADO], E.APROBADO, PUBLICAR_BOLETINES)
NO_SALIO = Transicion.de("no pudo publicarse a su hora", [E.PROGRAMADO], E.APROBADO, PUBLICAR_BOLETINES)
PUBLICAR = Transicion.de("publicar", [E.APROBADO, E.PROGRAMADO], E.PUBLICADO, PUBLICAR_BOLETINES)
PUBLICAR_DE_URGENCIA = Transicion.de(
    "publicar sin revisión", [E.BORRADOR, E.CON_CAMBIOS, E.EN_REVISION], E.PUBLICADO, PUBLICAR_BOLETINES
)
RETIRAR = Transicion.de("retirar", [E.PUBLICADO], E.RETIRADO, PUBLICAR_BOLETINES)
APLICAR_CORRECCION = Transicion.de("publicar la corrección", [E.APROBADO], E.APLICADO, PUBLICAR_BOLETINES)
DESCARTAR = Transicion.de("descartar", _SIN_EMITIR, E.DESCARTADO, ESCRIBIR_BOLETINES)
RECUPERAR = Transicion.de("recuperar", [E.DESCARTADO], E.BORRADOR, ESCRIBIR_BOLETINES)
TODAS = (
    ENVIAR_A_REVISION,
    PEDIR_CAMBIOS,
    APROBAR,
    PROGRAMAR,
    DESPROGRAMAR,
    NO_SALIO,
    PUBLICAR,
    PUBLICAR_DE_URGENCIA,
    RETIRAR,
    APLICAR_CORRECCION,
    DESCARTAR,
    RECUPERAR,
)
