"""El embudo de la cadena: cada paso cuenta los eventos que pasaron por todos los de antes, así que sólo baja."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cadena.consultas.tablero.hechos import BoletinVisto, EventoVisto, Hechos
from nucleo.texto.formato import plural

PASOS: tuple[tuple[str, str, Callable[[EventoVisto], bool]], ...] = (
    ("Con invitación a medios", "sin invitar", lambda e: e.invitados > 0),
    ("Confirmó al menos un medio", "sin confirmar", lambda e: e.confirmaron),
    ("Con cobertura", "sin cubrir", lambda e: e.cubierto),
    ("Salieron en boletín", "sin boletín", lambda e: e.con_boletin),
    ("En redes", "sin poner en redes", lambda e: e.en_redes),
)


@dataclass(frozen=True)
class PasoDelEmbudo:
    """Un paso con los eventos que llegaron a él y los que se quedaron en el de antes."""

    nombre: str
    caida: str
    eventos: Sequence[EventoVisto]
    caidos: Sequence[EventoVisto]

    @property
    def cuantos(self) -> int:
        return len(self.eventos)

    @property
    def frase_de_la_caida(self) -> str:
        return f"{len(self.caidos)} {self.caida}" if self.caidos else ""


@dataclass(frozen=True)
class Embudo:
    """Los pasos, su hallazgo y lo que va por fuera."""

    pasos: Sequence[PasoDelEmbudo]
    hallazgo: str
    por_fuera: str

    @property
    def total(self) -> int:
        return self.pasos[0].cuantos

    @property
    def se_quedaron(self) -> list[EventoVisto]:
        return [e for paso in self.pasos for e in paso.caidos]


def embudo_de(hechos: Hechos) -> Embudo:
    quedan = list(hechos.eventos)
    pasos = [PasoDelEmbudo("Eventos realizados", "", quedan, [])]
    for nombre, caida, llega in PASOS:
        siguen = [e for e in quedan if llega(e)]
        pasos.append(PasoDelEmbudo(nombre, caida, siguen, [e for e in quedan if not llega(e)]))
        quedan = siguen
    en_boletin = {e.pk for e in pasos[4].eventos}
    return Embudo(pasos, _hallazgo(pasos), _por_fuera(hechos.boletines, en_boletin))


def _hallazgo(pasos: Sequence[PasoDelEmbudo]) -> str:
    total, fin = pasos[0].cuantos, pasos[-1].cuantos
    if not total:
        return "No hubo eventos en estas fechas."
    llegaron = f"{fin} de {plural(total, '1 evento', '{} eventos')} {'llegó' if fin == 1 else 'llegaron'} hasta redes."
    mayor = max(pasos[1:], key=lambda p: len(p.caidos))
    if not mayor.caidos:
        return llegaron
    return f"{llegaron} La mayor pérdida: {mayor.frase_de_la_caida}."


def _por_fuera(boletines: Sequence[BoletinVisto], en_boletin: set[int]) -> str:
    """Los boletines que no vienen de un evento que llegó hasta ahí."""
    sueltos = sum(b.evento is None for b in boletines)
    de_otros = sum(b.evento is not None and b.evento not in en_boletin for b in boletines)
    if not sueltos + de_otros:
        return ""
    partes = []
    if de_otros:
        partes.append(f"{de_otros} de un evento que se quedó antes o es de otras fechas")
    if sueltos:
        partes.append(f"{sueltos} sin evento")
    cuantos = plural(sueltos + de_otros, "Otro boletín va", "Otros {} boletines van")
    return f"{cuantos} por fuera: {' y '.join(partes)}."
