"""Cifras con su fuente: un número sin quien lo diga es lo primero que pregunta un reportero."""

import re
from collections.abc import Iterator
from itertools import islice

from boletines.dominio.revisor.texto import CONVIENE, Aviso, Texto, frases

CIFRA = re.compile(
    r"\$\s?\d[\d,.]*(?:\s+(?:mil|millones)(?:\s+de\s+pesos)?)?"
    r"|\b\d+(?:[.,]\d+)?\s?(?:%|por ciento)"
    r"|\b(?:\d{1,3}(?:,\d{3})+|\d+)\s+(?:personas|familias|habitantes|beneficiari\w+|estudiantes|alumn\w+|apoyos|becas|toneladas|turistas|visitantes)\b"
    r"|\b\d{1,3}(?:,\d{3})+\b"
    r"|\b\d+\s+(?:mil|millones)\b",
    re.IGNORECASE,
)
# «Dijo» no basta: repetir una cifra no es decir de dónde sale.
FUENTE = re.compile(
    r"según|informó|informa|señaló|explicó|detalló|reportó|precisó|indicó|de acuerdo con|conforme a|con base en"
    r"|datos de|fuente|registro|padrón|lista|censo|inegi|conapo|coneval|presupuesto|ramo \d+|fondo|convenio|contrato"
    r"|conteo|cálculo|estimación",
    re.IGNORECASE,
)

POR_FRASE = 3


def revisar_cifras(texto: Texto) -> Iterator[Aviso]:
    """Los párrafos con cifras donde nadie dice de dónde salen."""
    for parrafo in texto.redactado:
        if FUENTE.search(parrafo):
            continue
        for frase in frases(parrafo):
            for hallada in islice(CIFRA.finditer(frase), POR_FRASE):
                yield Aviso(
                    CONVIENE, f"«{hallada[0]}» no dice de dónde sale: agrega quién lo informa.", fragmento=hallada[0]
                )
