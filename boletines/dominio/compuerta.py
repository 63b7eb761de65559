"""Lo que boletines contesta a la compuerta justo antes de que algo suyo salga."""

from datetime import datetime

from boletines.estados import EstadoBoletin
from boletines.models import Boletin
from difusion.dominio.compuerta import Negativa
from difusion.estados import Canal
from difusion.models import Envio
from nucleo.referencias import resolver


def puede_salir_boletin(envio: Envio, ahora: datetime) -> Negativa | None:
    """Sólo sale lo que ahora es público; el aviso de retiro sale siempre. Niega por defecto."""
    boletin = resolver(envio.objeto)
    if not isinstance(boletin, Boletin):
        return Negativa("El boletín ya no existe.", definitiva=True)
    if envio.canal == Canal.PORTAL and boletin.estado == EstadoBoletin.RETIRADO:
        return None
    if Boletin.objects.publicos(ahora).filter(pk=boletin.pk).exists():
        return None
    if boletin.embargo_hasta and boletin.embargo_hasta > ahora:
        return Negativa("Está embargado: espera a su hora.")
    return Negativa("El boletín ya no es público.", definitiva=True)
