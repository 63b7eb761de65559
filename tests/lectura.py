"""Una página como se lee: los renglones en que está escrita su plantilla no se ven, y una prueba no los mira."""

import re


def de_corrido(html: str) -> str:
    """El HTML en un solo renglón, sin los espacios que nadie ve: los de junto a lo que abre o cierra."""
    junto = re.sub(r" (/?>)", r"\1", " ".join(html.split()))
    return re.sub(r"(<[a-z][^>]*>) ", r"\1", junto).replace(" </", "</")
