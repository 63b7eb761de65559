"""La solicitud a Transparencia, de enviada a verificada."""

from nucleo.dominio.transiciones import Transicion
from paginas.estados import EstadoSolicitud as E
from personas.permisos import EDITAR_PAGINAS

RECIBIR = Transicion.de("anotar el acuse", [E.ENVIADA], E.RECIBIDA, EDITAR_PAGINAS)
PUBLICAR = Transicion.de("anotar que ya se publicó", [E.ENVIADA, E.RECIBIDA], E.PUBLICADA, EDITAR_PAGINAS)
VERIFICAR = Transicion.de("verificar la publicación", [E.PUBLICADA], E.VERIFICADA, EDITAR_PAGINAS)
CANCELAR = Transicion.de("cancelar la solicitud", [E.ENVIADA, E.RECIBIDA, E.PUBLICADA], E.CANCELADA, EDITAR_PAGINAS)
TODAS = (RECIBIR, PUBLICAR, VERIFICAR, CANCELAR)
