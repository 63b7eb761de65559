"""La máquina de estados de una subida por partes."""

from media_library.estados import EstadoSubida as S
from nucleo.dominio.transiciones import Transicion

ENTREGAR = Transicion.de("entregar la subida", [S.EN_CURSO], S.ENTREGADA)
RECHAZAR = Transicion.de("rechazar la subida", [S.EN_CURSO], S.RECHAZADA)
CANCELAR = Transicion.de("cancelar la subida", [S.EN_CURSO], S.CANCELADA)
VENCER = Transicion.de("dar por vencida la subida", [S.EN_CURSO], S.VENCIDA)
