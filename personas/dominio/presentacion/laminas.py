"""La lámina: qué dice cada una de una presentación, sin saber si será PPTX o imagen."""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Lamina:
    """Una hoja de la presentación: su título y lo que dice en voz alta quien la expone."""

    titulo: str
    notas: str = ""


@dataclass(frozen=True)
class LaminaDePortada(Lamina):
    """La primera: de qué es, de cuándo y de quién."""

    subtitulo: str = ""


@dataclass(frozen=True)
class LaminaDeSeccion(Lamina):
    """La que abre una parte."""

    texto: str = ""


@dataclass(frozen=True)
class LaminaDeRenglones(Lamina):
    """Frases, una por renglón."""

    renglones: Sequence[str] = ()


@dataclass(frozen=True)
class CifraGrande:
    """Un número que se lee desde el fondo de la sala y qué es."""

    valor: str
    que_es: str


@dataclass(frozen=True)
class LaminaDeCifras(Lamina):
    """Cifras grandes, cada una en su tarjeta."""

    cifras: Sequence[CifraGrande] = ()


@dataclass(frozen=True)
class LaminaDeTabla(Lamina):
    """Una tabla; `anchos` son las partes que le tocan a cada columna."""

    encabezados: Sequence[str] = ()
    filas: Sequence[Sequence[str]] = ()
    anchos: Sequence[float] = ()


@dataclass(frozen=True)
class LaminaDeGrafica(Lamina):
    """Una gráfica de barras con sus datos dentro: quien la recibe la puede editar. `hallazgo` dice qué se ve."""

    hallazgo: str = ""
    categorias: Sequence[str] = ()
    series: Sequence[tuple[str, Sequence[float]]] = ()


@dataclass(frozen=True)
class FotoDeLamina:
    """Una foto ya convertida (JPEG), con las palabras que la acompañan."""

    jpeg: bytes = field(repr=False)
    ancho: int
    alto: int
    pie: str = ""
    credito: str = ""
    alternativo: str = ""


@dataclass(frozen=True)
class LaminaDeFotos(Lamina):
    """Una foto grande con su texto al lado, o dos con el suyo debajo."""

    fotos: Sequence[FotoDeLamina] = ()
