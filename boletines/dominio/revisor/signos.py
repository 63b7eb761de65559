"""Signos que el PDF y la tarjeta no pueden dibujar."""

from collections.abc import Iterable, Iterator

from boletines.dominio.revisor.texto import CONVIENE, Aviso
from personas.dominio.imprimible import SUSTITUTO, signos_sin_letra

DICHOS = 8  # con más, la frase ya no se lee


def revisar_signos(campos: Iterable[tuple[str, str]]) -> Iterator[Aviso]:
    """Un solo aviso, que lleva al primero. La página del portal sí los muestra; lo impreso, no."""
    donde: dict[str, str] = {}
    for campo, texto in campos:
        for signo in signos_sin_letra(texto):
            donde.setdefault(signo, campo)
    signos = list(donde)
    if not signos:
        return
    dichos = " ".join(signos[:DICHOS]) + (" …" if len(signos) > DICHOS else "")
    frase = f"Este signo no se puede imprimir: {dichos}. En el PDF se verá «{SUSTITUTO}»."
    if len(signos) > 1:
        frase = f"Estos signos no se pueden imprimir: {dichos}. En el PDF se verán «{SUSTITUTO}»."
    yield Aviso(CONVIENE, frase, donde[signos[0]], signos[0])
