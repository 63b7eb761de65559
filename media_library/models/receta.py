"""La receta: cuál versión ligera de un original es un derivado.

Es un valor. Su texto es el nombre del archivo y lo que guarda la columna: `w800.webp` (por ancho), `og-50-50.jpg`
(recorte por su punto focal), `poster.jpg` y `portada-350.jpg` (el cuadro de un video), `corte-3-1.mp4`; con
`dif-<clave>-` delante, la misma difuminada. Nadie más lo arma ni lo desarma.
"""

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.db import models

ANCHOS = (320, 800, 1600)  # en píxeles: los indispensables de una foto
ANCHO_GRANDE = 2400
MIME = {
    "webp": "image/webp",
    "jpg": "image/jpeg",
    "mp4": "video/mp4",
    "mp3": "audio/mpeg",
    "json": "application/json",
}
IMAGENES = ("webp", "jpg")


@dataclass(frozen=True)
class Recorte:
    """Una proporción en que se recorta una foto, conservando su punto focal."""

    nombre: str
    ancho: int
    alto: int
    extension: str = "jpg"
    en_el_portal: str = ""  # cómo se llama su archivo en público
    en_el_visor: str = ""  # cómo se nombra donde se ve por adelantado
    al_bajar: str = ""
    es_extra: bool = True  # se hace al final, cuando ya nadie espera lo indispensable
    se_agranda: bool = False  # si no, una foto chica da un recorte chico con la misma proporción
    octetos_maximos: int = 0  # baja la calidad hasta no pasar; cero, sin tope


# WhatsApp no enseña la imagen de un enlace si pasa de 300 kB; al publicarla todavía se le agregan pie y crédito.
# La tarjeta de redes, el cuadro de la cuadrícula y los demás; schema.org pide tres proporciones.
RECORTES = {
    recorte.nombre: recorte
    for recorte in (
        Recorte("ancha", 1600, 900, en_el_portal="16x9", en_el_visor="Portada 16:9", al_bajar="Horizontal 16:9"),
        Recorte(
            "og",
            1200,
            630,
            en_el_portal="og",
            en_el_visor="Facebook 1200 × 630",
            es_extra=False,
            se_agranda=True,
            octetos_maximos=290_000,
        ),
        Recorte("cuadro", 400, 400, "webp", en_el_visor="Cuadrado", es_extra=False, se_agranda=True),
        Recorte("vertical", 1080, 1350, en_el_visor="Vertical 4:5", al_bajar="Vertical 4:5"),
        Recorte("estandar", 1600, 1200, en_el_portal="4x3"),
        Recorte("cuadrada", 1200, 1200, en_el_portal="1x1"),
    )
}

TEXTO = re.compile(r"(?:dif-(?P<clave>[0-9a-f]{8})-)?(?P<nombre>[a-z]+)(?P<numeros>[0-9-]*)\.(?P<extension>[a-z0-9]+)")
SIN_GUION = ("w", "v", "a")  # el número va pegado: w800, v720, a128


@dataclass(frozen=True, eq=False)
class Receta:
    """Un nombre, sus números, la extensión del archivo y, si se difumina, la clave de sus zonas.

    Dos son la misma si su texto lo es; se arma una vez porque al publicar se comparan muchas.
    """

    nombre: str
    extension: str
    numeros: tuple[int, ...] = ()
    difuminado: str = ""
    texto: str = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "texto", self._armar())

    def __eq__(self, otra: object) -> bool:
        return isinstance(otra, Receta) and self.texto == otra.texto

    def __hash__(self) -> int:
        return hash(self.texto)

    def __str__(self) -> str:
        return self.texto

    @staticmethod
    def leer(texto: str) -> "Receta":
        """La receta de ese texto. `ValueError` si no lo es."""
        return _leida(texto)

    @staticmethod
    @lru_cache(maxsize=64)
    def de_ancho(ancho: int, extension: str = "webp") -> "Receta":
        return Receta("w", extension, (ancho,))

    @staticmethod
    @lru_cache(maxsize=4096)
    def de_recorte(nombre: str, foco: tuple[int, int]) -> "Receta":
        return Receta(nombre, RECORTES[nombre].extension, foco)

    @classmethod
    def de_portada(cls, segundo: Decimal) -> "Receta":
        """El cuadro de ese segundo, contado en centésimas."""
        return cls("portada", "jpg", (int(segundo * 100),))

    @classmethod
    def de_corte(cls, pk: int, revision: int, extension: str) -> "Receta":
        return cls("corte", extension, (pk, revision))

    def _armar(self) -> str:
        guion = "-"
        if self.nombre in SIN_GUION or not self.numeros:
            guion = ""
        numeros = "-".join(str(numero) for numero in self.numeros)
        prefijo = ""
        if self.difuminado:
            prefijo = f"dif-{self.difuminado}-"
        return f"{prefijo}{self.nombre}{guion}{numeros}.{self.extension}"

    @property
    def mime(self) -> str:
        return MIME[self.extension]

    @property
    def es_imagen(self) -> bool:
        return self.extension in IMAGENES

    @property
    def tiene_cuadro(self) -> bool:
        """Si es imagen o video: lleva ancho y alto."""
        return self.es_imagen or self.extension == "mp4"

    @property
    def ancho(self) -> int | None:
        """El ancho que pide, si no es un recorte ni otra cosa."""
        if self.nombre == "w":
            return self.numeros[0]
        return None

    @property
    def recorte(self) -> Recorte | None:
        return RECORTES.get(self.nombre)

    @property
    def portada_en(self) -> Decimal | None:
        """El segundo del video de donde sale la portada elegida."""
        if self.nombre == "portada":
            return Decimal(self.numeros[0]) / 100
        return None

    @property
    def corte(self) -> int | None:
        """La llave del corte del que es el archivo."""
        if self.nombre == "corte":
            return self.numeros[0]
        return None

    def difuminada(self, clave: str) -> "Receta":
        return replace(self, difuminado=clave)


@lru_cache(maxsize=4096)
def _leida(texto: str) -> Receta:
    partes = TEXTO.fullmatch(texto)
    if partes is None:
        raise ValueError(f"«{texto}» no es una receta.")
    numeros = tuple(int(numero) for numero in partes["numeros"].split("-") if numero)
    receta = Receta(partes["nombre"], partes["extension"], numeros, partes["clave"] or "")
    if str(receta) != texto or receta.extension not in MIME:
        raise ValueError(f"«{texto}» no es una receta.")
    return receta


def empieza_con(nombre: str) -> models.Q:
    """Filtra derivados: las recetas de ese nombre, con los números que sean."""
    return models.Q(receta__startswith=f"{nombre}-")


def difuminadas(clave: str = "") -> models.Q:
    """Filtra derivados: los difuminados, o los de esas zonas."""
    return models.Q(receta__startswith=f"dif-{clave}-" if clave else "dif-")


MINIATURA = Receta.de_ancho(ANCHOS[0])
FOTO_MEDIANA = Receta.de_ancho(800, "jpg")
POSTER = Receta("poster", "jpg")
VIDEO_LIGERO = Receta("v", "mp4", (720,))
AUDIO_LIGERO = Receta("a", "mp3", (128,))
ONDA = Receta("onda", "json")
TIRA = Receta("tira", "webp")
DEL_VISOR = (Receta.de_ancho(1600), Receta.de_ancho(800))  # la mayor que ya esté

if TYPE_CHECKING:
    CampoDeTexto = models.CharField[Receta | str, Receta]
else:
    CampoDeTexto = models.CharField


class RecetaField(CampoDeTexto):
    """En la base es su texto; en el código, una `Receta`."""

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        nombre, _, args, kwargs = super().deconstruct()
        return nombre, "django.db.models.CharField", args, kwargs

    def from_db_value(self, valor: str | None, *_: object) -> Receta | None:
        if valor is None:
            return None
        return Receta.leer(valor)

    def to_python(self, valor: Any) -> Receta | None:
        if valor is None or isinstance(valor, Receta):
            return valor
        return Receta.leer(valor)

    def get_prep_value(self, valor: Any) -> str | None:
        if valor is None:
            return None
        return str(valor)
