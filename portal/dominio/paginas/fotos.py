"""Las fotos como se publican y las tarjetas de las listas."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from boletines.dominio.derechos import fotos_que_salen
from boletines.models import Boletin
from media_library.dominio.versiones.publico import derivado_hecho
from media_library.dominio.versiones.recetas import DE_FOTO, GRANDES
from media_library.models import Evidencia
from media_library.models.receta import ANCHO_GRANDE, ANCHOS, RECORTES, Receta


@dataclass(frozen=True)
class FotoPublica:
    """Una foto como se publica: direcciones por tamaño dentro de la carpeta al azar del boletín."""

    base: str
    texto_alternativo: str
    pie: str
    credito: str
    ancho: int
    alto: int
    archivos: frozenset[str] = frozenset()  # los que se hacen después y ya están; en las listas no se miran

    @property
    def srcset(self) -> str:
        anchos = (*ANCHOS, ANCHO_GRANDE) if self.tiene(f"w{ANCHO_GRANDE}.webp") else ANCHOS
        return ", ".join(f"{self.base}-w{a}.webp {a}w" for a in anchos)

    @property
    def src(self) -> str:
        return f"{self.base}-w800.jpg"

    @property
    def grande(self) -> str:
        """La de mayor tamaño que hay."""
        return f"{self.base}-w{ANCHO_GRANDE if self.tiene(f'w{ANCHO_GRANDE}.jpg') else ANCHOS[-1]}.jpg"

    def tiene(self, cual: str) -> bool:
        return f"{self.base.rpartition('/')[2]}-{cual}" in self.archivos

    def recorte(self, cual: str) -> str:
        """Su dirección; si aún no se hace, la foto entera."""
        return f"{self.base}-{cual}.jpg" if self.tiene(f"{cual}.jpg") else self.grande


def fotos_publicas(boletin: Boletin, ahora: datetime) -> list[FotoPublica]:
    """Las fotos de un boletín que en ese momento pueden verse, en su orden."""
    return [_publica(boletin, lugar, foto.evidencia) for lugar, foto in fotos_que_salen(boletin, ahora)]


def fotos_de_la_pagina(boletin: Boletin, ahora: datetime) -> list[FotoPublica]:
    """Lo mismo, y además cuáles tamaños y recortes ya están: para la página del boletín y su paquete de prensa."""
    return [
        _publica(boletin, lugar, evidencia, frozenset(nombres))
        for lugar, evidencia, nombres in _por_foto(boletin, ahora)
    ]


def archivos_de_fotos(boletin: Boletin, ahora: datetime) -> Iterable[tuple[str, Evidencia, Receta]]:
    """Cada archivo con que se publican sus fotos: nombre público, evidencia y receta.

    Los indispensables van siempre, y si faltan detienen la escritura; los que se hacen después, sólo si ya están.
    """
    for _, evidencia, nombres in _por_foto(boletin, ahora):
        yield from ((nombre, evidencia, receta) for nombre, receta in nombres.items())


def _por_foto(boletin: Boletin, ahora: datetime) -> Iterable[tuple[int, Evidencia, dict[str, Receta]]]:
    for orden, (lugar, foto) in enumerate(fotos_que_salen(boletin, ahora)):
        yield lugar, foto.evidencia, _nombres(lugar, foto.evidencia, es_principal=orden == 0)


def _nombres(lugar: int, evidencia: Evidencia, *, es_principal: bool) -> dict[str, Receta]:
    """El nombre público de cada versión y su receta. La principal lleva los recortes para compartirla."""
    siempre = {f"foto-{lugar}-{receta}": receta for receta in DE_FOTO}
    despues = {f"foto-{lugar}-{receta}": receta for receta in GRANDES}
    if es_principal:
        for recorte in RECORTES.values():
            if recorte.en_el_portal:
                receta = Receta.de_recorte(recorte.nombre, evidencia.foco)
                despues[f"foto-{lugar}-{recorte.en_el_portal}.{receta.extension}"] = receta
    estan = {n: r for n, r in despues.items() if derivado_hecho(evidencia, evidencia.receta_publica(r))}
    return siempre | estan


def _publica(boletin: Boletin, lugar: int, evidencia: Evidencia, archivos: frozenset[str] = frozenset()) -> FotoPublica:
    return foto_publica(f"/medios/{boletin.clave}/foto-{lugar}", evidencia, archivos)


def foto_publica(base: str, evidencia: Evidencia, archivos: frozenset[str] = frozenset()) -> FotoPublica:
    """Esa evidencia como foto de una página, con sus archivos en `base`."""
    return FotoPublica(
        base,
        evidencia.texto_alternativo,
        evidencia.pie,
        evidencia.credito,
        evidencia.original.ancho or 3,
        evidencia.original.alto or 2,
        archivos,
    )


@dataclass(frozen=True)
class Tarjeta:
    """Un boletín en una lista."""

    boletin: Boletin
    foto: FotoPublica | None


def tarjetas(boletines: Sequence[Boletin], ahora: datetime) -> list[Tarjeta]:
    return [Tarjeta(b, next(iter(fotos_publicas(b, ahora)), None)) for b in boletines]
