"""Signos que el PDF y la tarjeta no pueden dibujar."""

from collections.abc import Iterable, Iterator

from boletines.dominio.revisor.texto import CONVIENE, Aviso
from personas.dominio.imprimible import SUSTITUTO, signos_sin_letra

DICHOS = 8  # con más, la frase ya no se lee


def revisar_signos(campos: Iterable[tuple[str, str]]) -> Iterator[Aviso]:
    """Un aviso por campo. La página del portal sí los muestra; lo impreso, no."""
    hallados: dict[str, dict[str, None]] = {}
    for campo, texto in campos:
        hallados.setdefault(campo, {}).update(dict.fromkeys(signos_sin_letra(texto)))
    for campo, signos in hallados.items():
        cuales = list(signos)
        if len(cuales) == 1:
            frase = f"Este signo no se puede imprimir: {cuales[0]}. En el PDF se verá «{SUSTITUTO}»."
            yield Aviso(CONVIENE, frase, campo, cuales[0])
        elif cuales:
            dichos = " ".join(cuales[:DICHOS]) + (" …" if len(cuales) > DICHOS else "")
            frase = f"Estos signos no se pueden imprimir: {dichos}. En el PDF se verán «{SUSTITUTO}»."
            yield Aviso(CONVIENE, frase, campo, cuales[0])
