"""Palabras dobles y repetidas: «delegaciones y delegaciones» (docs/dominio.md, «El boletín por dentro»)."""

import re
from collections import Counter
from collections.abc import Iterator

from boletines.dominio.revisor.texto import CONVIENE, DATO, Aviso, Texto, palabras
from nucleo.texto.formato import plegar

DOBLE = re.compile(r"\b(\w{2,})(\s+(?:y|o|e|u)\s+|\s+)\1\b", re.IGNORECASE)
DOBLES_BUENAS = {"que que", "uno a uno", "poco a poco", "casa casa", "no no", "muy muy"}
LARGO_QUE_CUENTA = 6
DE_MAS = 6
COMUNES = {"municipal", "municipio", "gobierno", "mazamitla", "personas", "presidente", "presidenta", "comunidad"}


def revisar_repeticiones(texto: Texto) -> Iterator[Aviso]:
    """Lo que se tecleó dos veces y lo que cansa."""
    for campo, pedazo in texto.por_campo():
        for hallado in DOBLE.finditer(pedazo):
            if hallado[0].casefold() not in DOBLES_BUENAS:
                yield Aviso(CONVIENE, f"Se repite: «{' '.join(hallado[0].split())}».", campo, hallado[0])
    cuentas = Counter(plegar(p) for parrafo in texto.parrafos for p in palabras(parrafo))
    for palabra, veces in cuentas.most_common(12):
        if veces >= DE_MAS and len(palabra) >= LARGO_QUE_CUENTA and palabra not in COMUNES:
            yield Aviso(DATO, f"«{palabra}» sale {veces} veces.")
