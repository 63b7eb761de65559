"""Qué tan fácil se lee: perspicuidad de Szigriszt-Pazos (1993) con la escala INFLESZ (Barrio-Cantalejo, 2008)."""

import re
from collections.abc import Iterator

from boletines.dominio.revisor.texto import CONVIENE, DATO, Aviso, Texto, frases, palabras

FUERTES = "aeoáéóíú"  # la í y la ú con acento rompen el diptongo
DEBILES = "iuü"
MUDAS = re.compile(r"(?<=q)u(?=[eéií])|(?<=g)u(?=[eéií])")
ESCALA = ((80, "muy fácil"), (65, "bastante fácil"), (55, "normal"), (40, "algo difícil"), (0, "muy difícil"))
MINIMO_DE_PALABRAS = 60  # con menos, el índice no dice nada
NORMAL = 40


def silabas(palabra: str) -> int:
    """Cuántas sílabas tiene una palabra en español."""
    letras = MUDAS.sub("", palabra.casefold())
    letras = re.sub(r"y$", "i", letras)
    cuantas, anterior = 0, ""
    for letra in letras:
        if letra in FUERTES:
            hace_diptongo = bool(anterior) and anterior in DEBILES
            cuantas += 0 if hace_diptongo else 1
        elif letra in DEBILES:
            cuantas += 0 if anterior and anterior not in "íú" else 1
        anterior = letra if letra in FUERTES + DEBILES else ""
    return max(1, cuantas)


def perspicuidad(parrafos: list[str]) -> float | None:
    """206.835 − 62.3 × sílabas/palabra − palabras/frase; `None` si el texto es muy corto."""
    todas = [p for parrafo in parrafos for p in palabras(parrafo)]
    cuantas_frases = sum(len(frases(p)) for p in parrafos)
    if len(todas) < MINIMO_DE_PALABRAS or not cuantas_frases:
        return None
    return 206.835 - 62.3 * sum(map(silabas, todas)) / len(todas) - len(todas) / cuantas_frases


def nombre_en_la_escala(indice: float) -> str:
    """El grado INFLESZ."""
    return next((nombre for minimo, nombre in ESCALA if indice >= minimo), "muy difícil")


def revisar_legibilidad(texto: Texto) -> Iterator[Aviso]:
    """El índice siempre se dice; se pide mejorar sólo si queda en «muy difícil»."""
    indice = perspicuidad(texto.redactado)
    if indice is None:
        return
    grado = nombre_en_la_escala(indice)
    consejo = " Usa frases y palabras más cortas." if indice < NORMAL else ""
    yield Aviso(
        CONVIENE if indice < NORMAL else DATO, f"Lectura: {grado} ({indice:.0f} en la escala INFLESZ).{consejo}"
    )
