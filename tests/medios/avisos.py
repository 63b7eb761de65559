"""Lo que comparten las pruebas de los avisos de cambio."""

from medios.dominio.tablero import tablero_de
from tests.fabricas.medios import InvitacionFactory, convocatoria_de


def invitado(evento, **cambios_):
    return InvitacionFactory(convocatoria=convocatoria_de(evento), **cambios_)


def no_saben(evento, ahora):
    evento.refresh_from_db()
    return tablero_de(evento, ahora).no_saben


def parte(mensaje, tipo):
    return next(p.get_payload(decode=True).decode() for p in mensaje.walk() if p.get_content_type() == tipo)


def calendario_de(mensaje):
    """Los renglones del calendario que trae, por nombre."""
    renglones = parte(mensaje, "text/calendar").splitlines()
    return dict(r.split(":", 1) for r in renglones if ":" in r)
