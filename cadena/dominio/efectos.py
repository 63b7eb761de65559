"""Lo que un cambio arregla o estropea: los traslapes que se quitan y los que aparecen."""

from dataclasses import dataclass

from agenda.dominio.eventos import traslapes
from agenda.estados import NO_SE_HACEN
from agenda.models import Cobertura, Evento
from cadena.consultas.afectados import POR_CUBRIR, Afectados
from nucleo.texto.formato import hora
from personas.models import Persona

DE_LA_CITA = {"la hora", "la fecha", "el lugar"}


@dataclass(frozen=True)
class Efecto:
    """Un traslape que se quita, o uno que aparece."""

    texto: str
    bien: bool


def efectos_de(a: Afectados, por: Persona) -> list[Efecto]:
    """De quien preside, del lugar y de quienes cubren, antes y después."""
    if not DE_LA_CITA & set(a.que) or a.queda.estado in NO_SE_HACEN:
        return []
    antes, despues = _choques(a.evento, a, por), _choques(a.queda, a, por)
    quita = [Efecto(f"Se quita: {texto}", bien=True) for texto in antes if texto not in despues]
    return quita + [Efecto(texto, bien=False) for texto in despues if texto not in antes]


def _choques(evento: Evento, a: Afectados, por: Persona) -> list[str]:
    del_acto = traslapes(
        inicio=evento.inicio,
        fin=evento.fin,
        preside=evento.preside,
        lugar=evento.lugar,
        por=por,
        excepto=evento.pk,
    )
    a_esa_hora = Cobertura.objects.filter(evento__inicio__lt=evento.fin, evento__fin__gt=evento.inicio)
    suyas = a_esa_hora.filter(persona__in=[c.persona_id for c in a.coberturas], estado__in=POR_CUBRIR)
    suyas = suyas.exclude(evento=evento.pk).exclude(evento__estado__in=NO_SE_HACEN)
    return [str(choque) for choque in del_acto] + [
        f"{c.persona} cubre «{c.evento.titulo}» a las {hora(c.evento.inicio)} h."
        for c in suyas.select_related("persona", "evento").order_by("evento__inicio", "pk")
    ]
