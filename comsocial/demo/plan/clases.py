"""Las clases de evento de `datos/clases.toml` y el boletín que produce cada una."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

ARCHIVO = Path(__file__).parent.parent / "datos" / "clases.toml"


@dataclass(frozen=True)
class Clase:
    """Una clase de evento; los textos llevan `{c}` comunidad, `{n}` y `{m}` cifras, y `{dia}`."""

    clave: str
    dependencia: str
    tipo: str
    tema: str
    prioridad: str
    evento: str
    lugar: str
    cabezas: list[str]
    sumario: str
    cuerpo: str
    cifras: list[int]
    fotos: list[str]
    preside: str = "Presidencia Municipal"
    programa: str = "no"  # qué leyenda de ley lleva (LGCS art. 11)
    en_veda: bool = False  # excepción de ley: salud, educación y protección civil (Const. 41 III-C)
    meses: tuple[int, ...] | list[int] = ()
    fija: tuple[int, ...] | list[int] = ()  # mes, día y hora de lo que pasa una vez al año

    @property
    def por_comunidad(self) -> bool:
        return "{c}" in self.evento

    def es_de(self, mes: int) -> bool:
        """Si puede tocar ese mes; lo de fecha fija se agenda aparte."""
        return not self.fija and (not self.meses or mes in self.meses)


CLASES = tuple(Clase(**datos) for datos in tomllib.loads(ARCHIVO.read_text(encoding="utf-8"))["clase"])
INTERNA = Clase(  # lo que no se difunde: sin tema, sin quien presida y sin boletín
    clave="",
    dependencia="",
    tipo="",
    tema="",
    prioridad="C",
    evento="",
    lugar="",
    cabezas=[],
    sumario="",
    cuerpo="",
    cifras=[],
    fotos=[],
    preside="",
)
POR_CLAVE = {clase.clave: clase for clase in CLASES}
