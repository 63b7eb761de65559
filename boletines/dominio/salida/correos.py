"""Los correos de un boletín esperan un momento: lo que ya salió no se puede recoger, y un dedo se equivoca."""

from datetime import datetime

from boletines.estados import EstadoBoletin
from boletines.models import Boletin
from difusion.dominio.bandeja import GRACIA, cancelar_lo_que_espera
from difusion.estados import Canal, EstadoEnvio
from difusion.models import Envio
from nucleo.referencias import ref
from personas.models import Persona


def cuando_salen(boletin: Boletin, ahora: datetime) -> datetime:
    """Pasada la gracia o, si es después, al terminar el embargo."""
    return max(filter(None, (ahora + GRACIA, boletin.embargo_hasta)))


def correos_por_salir(boletin: Boletin, ahora: datetime) -> int:
    """Cuántos esperan su primera salida; lo que se reintenta se ve en Salidas. De lo retirado ya no sale ninguno."""
    if boletin.estado == EstadoBoletin.RETIRADO:
        return 0
    suyos = Envio.objects.de(ref(boletin)).filter(canal=Canal.CORREO, estado=EstadoEnvio.PENDIENTE, intento=0)
    return suyos.filter(no_antes_desde__gt=ahora).count()


def detener_correos(boletin: Boletin, *, por: Persona, ahora: datetime) -> int:
    """Los que no han salido quedan «Cancelado» y pueden reenviarse; lo publicado no cambia. Devuelve cuántos."""
    return cancelar_lo_que_espera(objeto=ref(boletin), canal=Canal.CORREO, por=por, ahora=ahora)
