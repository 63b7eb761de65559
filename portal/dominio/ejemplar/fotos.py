"""Las fotos de un boletín como se publican: sus direcciones y de qué versión sale cada archivo."""

from dataclasses import dataclass

from media_library.dominio.versiones.publico import hecho
from media_library.dominio.versiones.recetas import recorte
from media_library.models import Evidencia

ANCHOS = (320, 800, 1600)
GRANDE = 2400
# Cómo se llama en público cada recorte de la foto principal, y su receta: la tarjeta y las tres que pide schema.org.
RECORTES = {"og": "og", "16x9": "ancha", "4x3": "estandar", "1x1": "cuadrada"}


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
        anchos = (*ANCHOS, GRANDE) if self.tiene(f"w{GRANDE}.webp") else ANCHOS
        return ", ".join(f"{self.base}-w{a}.webp {a}w" for a in anchos)

    @property
    def src(self) -> str:
        return f"{self.base}-w800.jpg"

    @property
    def grande(self) -> str:
        """La de mayor tamaño que hay."""
        return f"{self.base}-w{GRANDE if self.tiene(f'w{GRANDE}.jpg') else ANCHOS[-1]}.jpg"

    def tiene(self, cual: str) -> bool:
        return f"{self.base.rpartition('/')[2]}-{cual}" in self.archivos

    def recorte(self, cual: str) -> str:
        """Su dirección; si aún no se hace, la foto entera."""
        return f"{self.base}-{cual}.jpg" if self.tiene(f"{cual}.jpg") else self.grande


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


def versiones_de(lugar: int, evidencia: Evidencia, *, es_principal: bool) -> dict[str, str]:
    """El nombre público de cada versión con que se publica y su receta.

    Las indispensables van siempre, y si faltan detienen la escritura; las que se hacen después, sólo si ya están.
    """
    foco = (evidencia.foco_x, evidencia.foco_y)
    siempre = {f"foto-{lugar}-w{a}.{f}": f"w{a}.{f}" for a in ANCHOS for f in ("webp", "jpg")}
    despues = {f"foto-{lugar}-w{GRANDE}.{f}": f"w{GRANDE}.{f}" for f in ("webp", "jpg")}
    if es_principal:
        despues |= {f"foto-{lugar}-{publico}.jpg": recorte(receta, foco) for publico, receta in RECORTES.items()}
    return siempre | {n: r for n, r in despues.items() if hecho(evidencia, evidencia.receta_publica(r))}
