"""Cuándo dos fotos son casi la misma toma, por su huella visual (dHash)."""

BITS_DISTINTOS = 6  # con dHash de 64 bits, hasta seis distintos es casi la misma toma


def parecidas(uno: int | None, otro: int | None) -> bool:
    """Si dos huellas visuales son casi la misma foto; la que todavía no tiene huella no se parece a ninguna."""
    return uno is not None and otro is not None and ((uno ^ otro) & (2**64 - 1)).bit_count() <= BITS_DISTINTOS
