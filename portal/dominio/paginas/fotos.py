"""Las fotos como se publican y las tarjetas de las listas."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from boletines.dominio.derechos import fotos_que_salen
from boletines.models import Boletin

ANCHOS = (320, 800, 1600)


@dataclass(frozen=True)
class FotoPublica:
    """Una foto como se publica: direcciones por tamaño dentro de la carpeta al azar del boletín."""

    base: str
    texto_alternativo: str
    pie: str
    credito: str
    ancho: int
    alto: int

    @property
    def srcset(self) -> str:
        return ", ".join(f"{self.base}-w{a}.webp {a}w" for a in ANCHOS)

    @property
    def src(self) -> str:
        return f"{self.base}-w800.jpg"

    @property
    def grande(self) -> str:
        return f"{self.base}-w1600.jpg"


def fotos_publicas(boletin: Boletin, ahora: datetime) -> list[FotoPublica]:
    """Las fotos de un boletín que en ese momento pueden verse, en su orden."""
    fotos = []
    for lugar, foto in fotos_que_salen(boletin, ahora):
        evidencia = foto.evidencia
        fotos.append(
            FotoPublica(
                f"/medios/{boletin.clave}/foto-{lugar}",
                evidencia.texto_alternativo,
                evidencia.pie,
                evidencia.credito,
                evidencia.original.ancho or 3,
                evidencia.original.alto or 2,
            )
        )
    return fotos


@dataclass(frozen=True)
class Tarjeta:
    """Un boletín en una lista."""

    boletin: Boletin
    foto: FotoPublica | None


def tarjetas(boletines: Sequence[Boletin], ahora: datetime) -> list[Tarjeta]:
    return [Tarjeta(b, next(iter(fotos_publicas(b, ahora)), None)) for b in boletines]
