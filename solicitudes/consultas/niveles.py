"""Qué letra y qué clase se le sugieren a lo que mandó una dependencia."""

from agenda.dominio.eventos import prioridad_sugerida
from agenda.estados import Alcance, TipoDeEvento
from nucleo.texto.formato import plegar
from solicitudes.models import RenglonPedido

# Por la palabra con que empieza a notarse de qué se trata.
_TIPOS = (
    (TipoDeEvento.REUNION, ("reunion", "junta", "mesa de trabajo")),
    (TipoDeEvento.GIRA, ("gira", "supervision", "recorrido", "visita")),
    (TipoDeEvento.SESION, ("sesion", "cabildo")),
    (TipoDeEvento.OBRA, ("obra", "bacheo", "empedrado", "drenaje", "pavimento", "luminaria", "rehabilitacion")),
    (TipoDeEvento.SOCIAL, ("entrega de apoyo", "despensa", "becas", "sillas de ruedas")),
    (TipoDeEvento.CULTURAL, ("concierto", "torneo", "liga", "festival", "feria", "taller")),
)


def nivel_de(renglon: RenglonPedido) -> str:
    """La letra que se sugiere: lo que alguien preside o pide fotos interesa fuera."""
    alcance = Alcance.PRIVADO
    if renglon.preside:
        alcance = Alcance.PUBLICO
    elif renglon.con_fotos:
        alcance = Alcance.MEDIOS
    return prioridad_sugerida(tipo=tipo_de(renglon.que), alcance=alcance, preside=renglon.preside)[0]


def tipo_de(que: str) -> str:
    """De qué clase de evento suena lo que escribieron."""
    doblado = plegar(que)
    return next((tipo for tipo, palabras in _TIPOS if any(p in doblado for p in palabras)), TipoDeEvento.OTRO)
