"""Las plantillas de la identidad y las medidas: qué campos deja libre cada una, cuánto cabe y en qué tamaño sale."""

from collections.abc import Mapping
from dataclasses import dataclass

from produccion.estados import Medida, Plantilla

PUNTOS_POR_MM = 72 / 25.4
LEGIBLE = 3  # puntos por cuadro del código, a 100 ppp o en pantalla (ISO/IEC 18004 pide que el lector los distinga)


@dataclass(frozen=True)
class Campo:
    """Un texto libre de una plantilla: cómo se llama en la pantalla y cuánto admite."""

    nombre: str
    rotulo: str
    maximo: int
    ayuda: str = ""


@dataclass(frozen=True)
class Hoja:
    """Una plantilla: sus campos, la palabra que lleva arriba y si va de luto."""

    campos: tuple[Campo, ...]
    rubro: str = ""
    luto: bool = False


HOJAS: Mapping[str, Hoja] = {
    Plantilla.AVISO: Hoja(
        (
            Campo("titulo", "Título", 80, "Qué hay que saber, en pocas palabras"),
            Campo("cuando", "Día y hora", 60),
            Campo("lugar", "Lugar", 80),
            Campo("detalle", "Detalle", 220, "No sale en lona ni en espectacular"),
        ),
        rubro="Aviso",
    ),
    Plantilla.EVENTO: Hoja(
        (
            Campo("titulo", "Título", 80, "Cabe mejor en dos líneas"),
            Campo("cuando", "Día y hora", 60),
            Campo("lugar", "Lugar", 80),
            Campo("detalle", "Detalle", 160, "No sale en lona ni en espectacular"),
        ),
    ),
    Plantilla.AGUA: Hoja(
        (
            Campo("titulo", "Qué pasa", 80, "Por ejemplo: Sin agua en el Centro"),
            Campo("cuando", "Desde y hasta", 80),
            Campo("lugar", "Zona", 100, "Calles o colonias"),
            Campo("detalle", "Por qué y qué hacer", 220, "No sale en lona ni en espectacular"),
        ),
        rubro="Corte de agua",
    ),
    Plantilla.CONVOCATORIA: Hoja(
        (
            Campo("titulo", "A qué se convoca", 90),
            Campo("cuando", "Hasta cuándo", 60),
            Campo("lugar", "Dónde se pide informes", 100),
            Campo("detalle", "Quiénes y con qué requisitos", 300, "No sale en lona ni en espectacular"),
        ),
        rubro="Convocatoria",
    ),
    Plantilla.CITA: Hoja(
        (
            Campo("titulo", "La frase", 160),
            Campo("lugar", "Quién la dijo", 80),
            Campo("cuando", "Su cargo o cuándo", 80),
        ),
    ),
    Plantilla.ESQUELA: Hoja(
        (
            Campo("titulo", "Nombre", 80),
            Campo("cuando", "Fechas", 60),
            Campo("lugar", "Velación y misa", 100),
            Campo("detalle", "Pésame", 220),
        ),
        rubro="El Gobierno Municipal lamenta el fallecimiento de",
        luto=True,
    ),
    Plantilla.EFEMERIDE: Hoja(
        (
            Campo("titulo", "Qué se recuerda", 80),
            Campo("cuando", "Día", 60),
            Campo("detalle", "En una frase", 160),
        ),
        rubro="Un día como hoy",
    ),
    Plantilla.PROPIO: Hoja((Campo("titulo", "Cómo se llama", 120),)),
}


@dataclass(frozen=True)
class Tamano:
    """Una medida: en papel va en milímetros, con rebase y marcas; en pantalla, en pixeles exactos."""

    medida: Medida
    ancho: float
    alto: float
    en_pixeles: bool = False
    rebase: float = 0  # milímetros que la tinta se pasa del corte
    con_qr: bool = True
    con_detalle: bool = True
    libre_arriba: float = 0  # fracción que la red tapa con lo suyo
    libre_abajo: float = 0
    nota: str = ""

    @property
    def nombre(self) -> str:
        return str(self.medida.label)

    @property
    def puntos(self) -> tuple[float, float]:
        """El tamaño ya cortado, en puntos; un pixel es un punto."""
        if self.en_pixeles:
            return self.ancho, self.alto
        return self.ancho * PUNTOS_POR_MM, self.alto * PUNTOS_POR_MM

    @property
    def puntos_por_pulgada(self) -> int:
        """A cuántos se mira el código: lo impreso a 100, lo de pantalla a los suyos."""
        if self.en_pixeles:
            return 72
        return 100

    @property
    def dicho(self) -> str:
        """«28 × 43 cm, con corte y rebase» o «1080 × 1920»."""
        if self.en_pixeles:
            return f"{self.ancho:.0f} × {self.alto:.0f} puntos{self.nota}"
        if self.ancho >= 1000:  # noqa: PLR2004 - de un metro en adelante se dice en metros
            return f"{self.ancho / 1000:g} × {self.alto / 1000:g} m{self.nota}"
        return f"{self.ancho / 10:.0f} × {self.alto / 10:.0f} cm{self.nota}"

    @property
    def es_grande(self) -> bool:
        """Lo que se lee de lejos: sin código ni letra chica."""
        return not self.con_qr


TAMANOS: Mapping[str, Tamano] = {
    tamano.medida: tamano
    for tamano in (
        Tamano(Medida.TABLOIDE, 279.4, 431.8, rebase=3, nota=", con corte y rebase"),
        Tamano(
            Medida.HISTORIA,
            1080,
            1920,
            en_pixeles=True,
            libre_arriba=0.13,
            libre_abajo=0.17,
            nota=", libre lo que tapa la red",
        ),
        Tamano(Medida.PUBLICACION, 1080, 1350, en_pixeles=True),
        Tamano(Medida.PANTALLA, 1920, 1080, en_pixeles=True),
        Tamano(Medida.CARTA, 215.9, 279.4, rebase=3, nota=", con corte y rebase"),
        Tamano(Medida.VOLANTE, 139.7, 215.9, rebase=3, nota=", con corte y rebase"),
        Tamano(Medida.LONA, 2000, 1000, rebase=20, con_qr=False, con_detalle=False, nota=". Se lee a 20 m, sin QR"),
        Tamano(
            Medida.ESPECTACULAR,
            1290,
            720,
            rebase=10,
            con_qr=False,
            con_detalle=False,
            nota=". Va a escala 1:10 para 12.90 × 7.20 m, sin QR",
        ),
    )
}


def campo_de(plantilla: str, nombre: str) -> Campo | None:
    """El campo de esa plantilla, o nada si no lo tiene."""
    return next((campo for campo in HOJAS[plantilla].campos if campo.nombre == nombre), None)
