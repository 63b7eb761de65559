"""Largos que funcionan: cabeza, sumario, balazos, entrada y total (docs/dominio.md, «El boletín por dentro»)."""

from collections.abc import Iterator

from boletines.dominio.revisor.texto import CONVIENE, DATO, Aviso, Texto, corto, frases

CABEZA_COMODA = 90
SUMARIO_COMODO = 160
BALAZO_PALABRAS = 20
ENTRADA = (15, 50)
TOTAL = (80, 450)
FRASE_LARGA = 40


def revisar_largos(texto: Texto) -> Iterator[Aviso]:
    """Lo que pasa de lo que se lee de un vistazo."""
    if len(texto.titulo) > CABEZA_COMODA:
        yield Aviso(
            DATO, f"La cabeza tiene {len(texto.titulo)} caracteres; hasta {CABEZA_COMODA} se lee completa.", "titulo"
        )
    if len(texto.sumario) > SUMARIO_COMODO:
        yield Aviso(DATO, f"El sumario tiene {len(texto.sumario)} caracteres; {SUMARIO_COMODO} bastan.", "sumario")
    for numero, balazo in enumerate(texto.balazos, start=1):
        if len(balazo.split()) > BALAZO_PALABRAS:
            yield Aviso(DATO, f"El balazo {numero} pasa de {BALAZO_PALABRAS} palabras.", "balazos")
    yield from _del_cuerpo(texto)


def _del_cuerpo(texto: Texto) -> Iterator[Aviso]:
    total = sum(len(p.split()) for p in texto.parrafos)
    entrada = len(texto.redactado[0].split()) if texto.redactado else 0
    if entrada > ENTRADA[1]:
        yield Aviso(
            CONVIENE,
            f"La entrada tiene {entrada} palabras; con {ENTRADA[1]} se dice qué, quién, cuándo y dónde.",
            fragmento=corto(texto.redactado[0], 40).rstrip("…"),
        )
    if TOTAL[1] < total:
        yield Aviso(DATO, f"Son {total} palabras; los medios usan entre {TOTAL[0]} y {TOTAL[1]}.")


def revisar_frases_largas(texto: Texto) -> Iterator[Aviso]:
    """Las frases que piden un punto."""
    for parrafo in texto.redactado:
        for frase in frases(parrafo):
            cuantas = len(frase.split())
            if cuantas > FRASE_LARGA:
                yield Aviso(
                    CONVIENE,
                    f"Frase de {cuantas} palabras: «{corto(frase)}». Pártela en dos.",
                    fragmento=corto(frase, 50).rstrip("…"),
                )
