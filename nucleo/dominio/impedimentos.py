"""Las negativas son valores: se muestran antes de oprimir el botón y se levantan si se oprime igual."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Impedimento:
    """Por qué no se puede, en palabras de la oficina; `campo` señala dónde se arregla."""

    texto: str
    campo: str = ""
    enlace: str = ""

    def __str__(self) -> str:
        return self.texto


class NoSePuede(Exception):  # noqa: N818 - las excepciones son frases (CONTRIBUTING.md)
    """Base de las negativas del dominio. Lleva los impedimentos que la pantalla debe mostrar."""

    def __init__(self, impedimentos: list[Impedimento] | str) -> None:
        if isinstance(impedimentos, str):
            impedimentos = [Impedimento(impedimentos)]
        self.impedimentos = impedimentos
        super().__init__(" ".join(i.texto for i in impedimentos))


class YaCambio(NoSePuede):
    """Alguien ganó la carrera: la fila ya no está como la pantalla la mostraba."""


class NoTienePermiso(NoSePuede):
    """Quien lo intenta no tiene la capacidad que el acto pide."""
