"""Lo que pasa con lo que alguien confirma por la sala de prensa."""

from medios.estados import EstadoAnotacion as C
from nucleo.dominio.transiciones import Transicion
from personas.permisos import INVITAR_MEDIOS

RECONOCER = Transicion.de("reconocer anotación", [C.POR_RECONOCER], C.RECONOCIDA, INVITAR_MEDIOS)
DESCARTAR = Transicion.de("descartar anotación", [C.POR_RECONOCER], C.DESCARTADA, INVITAR_MEDIOS)
REABRIR = Transicion.de("reabrir anotación", [C.DESCARTADA], C.POR_RECONOCER, INVITAR_MEDIOS)
