"""Lo que salió y no debió salir así: fotos sin permiso o sin descripción, correcciones, retiros y lo no firmado."""

from collections.abc import Sequence
from dataclasses import dataclass

from cadena.consultas.tablero.conteos import CORRECCIONES, FOTOS, SIN_ARCHIVOS, SIN_CARTA, SIN_TEXTO, Conteos
from cadena.consultas.tablero.hechos import Hechos
from nucleo.texto.formato import numero, plural


@dataclass(frozen=True)
class Falla:
    """Un renglón de calidad: cuántas, de qué, y cuántas hubo antes."""

    clave: str
    nombre: str
    cuantas: int
    antes: int
    nota: str

    @property
    def empeoro(self) -> bool:
        return self.cuantas > self.antes


@dataclass(frozen=True)
class Calidad:
    fallas: Sequence[Falla]
    hallazgo: str


def calidad_de(hechos: Hechos, antes: Hechos, conteos: Conteos, *, antes_de: str) -> Calidad:
    def falla(clave: str, nombre: str, cuantas: int, previas: int, nota: str = "") -> Falla:
        return Falla(clave, nombre, cuantas, previas, f"{nota} En {antes_de}: {numero(previas)}.".strip())

    def contadas(que: str) -> tuple[int, int]:
        return conteos.get((que, 0), 0), conteos.get((que, 1), 0)

    fotos = conteos.get((FOTOS, 0), 0)
    fallas = [
        falla("sin-carta", "Fotos con menores sin carta", *contadas(SIN_CARTA), "Están publicadas."),
        falla("sin-texto", "Fotos sin texto alternativo", *contadas(SIN_TEXTO), f"De {numero(fotos)} publicadas."),
        falla("sin-archivos", "Coberturas sin archivos", *contadas(SIN_ARCHIVOS), "Cada una dice por qué."),
        falla("erratas", "Correcciones publicadas", *contadas(CORRECCIONES)),
        falla("retirados", "Boletines retirados", len(hechos.retirados), len(antes.retirados)),
        falla(
            "sin-visto-bueno",
            "Publicados sin visto bueno",
            len(hechos.sin_visto_bueno),
            len(antes.sin_visto_bueno),
        ),
    ]
    return Calidad(fallas, _hallazgo(fallas))


def _hallazgo(fallas: Sequence[Falla]) -> str:
    total, peores = sum(f.cuantas for f in fallas), [f for f in fallas if f.empeoro]
    if not total:
        return "Nada por señalar en estas fechas."
    cuantas = plural(total, "Queda 1 cosa por revisar", "Quedan {} cosas por revisar")
    if peores:
        return f"{cuantas}. Empeoró: {', '.join(f.nombre.lower() for f in peores)}."
    return f"{cuantas}; ninguna empeoró."
