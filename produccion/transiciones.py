"""La vida de un diseño, de pedido a retirado."""

from nucleo.dominio.transiciones import Transicion
from personas.permisos import APROBAR_PRODUCCION, PRODUCIR
from produccion.estados import EN_LA_CALLE
from produccion.estados import EstadoDiseno as E

PROPONER = Transicion.de("enviar a aprobación", [E.PEDIDO], E.EN_PRUEBA, PRODUCIR)
CAMBIAR = Transicion.de("hacer otra versión", [E.EN_PRUEBA, E.APROBADO], E.EN_PRUEBA, PRODUCIR)
APROBAR = Transicion.de("aprobar", [E.EN_PRUEBA], E.APROBADO, APROBAR_PRODUCCION)
IMPRIMIR = Transicion.de("anotar la entrega", [E.APROBADO, E.PUBLICADO], E.IMPRESO, PRODUCIR)
PUBLICAR = Transicion.de("anotar que se publicó", [E.APROBADO], E.PUBLICADO, PRODUCIR)
COLOCAR = Transicion.de("colocar", [E.APROBADO, E.IMPRESO, E.PUBLICADO], E.COLOCADO, PRODUCIR)
VENCER = Transicion.de("avisar que hay que retirarlo", [E.COLOCADO], E.POR_RETIRAR)
RETIRAR = Transicion.de("retirar de la calle", EN_LA_CALLE, E.RETIRADO, PRODUCIR)
CANCELAR = Transicion.de("cancelar", [E.PEDIDO, E.EN_PRUEBA, E.APROBADO], E.CANCELADO, PRODUCIR)
TODAS = (PROPONER, CAMBIAR, APROBAR, IMPRIMIR, PUBLICAR, COLOCAR, VENCER, RETIRAR, CANCELAR)
