"""Lo que sabe hacer el cliente de una red y lo que puede pasar con cada cosa que se le pide.

Una red nueva es un cliente con estos métodos, un renglón en `estados.Red` y otro en `clientes.PROVEEDORES`.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

REPETIDA = 506  # «es igual a la anterior»: puede ser la nuestra, que sí salió


@dataclass(frozen=True)
class Dicho:
    """Lo que contestó la red, para la bitácora: su mensaje, sus códigos y su rastro."""

    respuesta: str = ""
    codigo: int | None = None
    subcodigo: int | None = None
    rastro: str = ""


NADA_DICHO = Dicho()


@dataclass(frozen=True)
class Bien:
    """Salió, y así la llama la red."""

    id_remoto: str
    enlace: str
    dicho: Dicho = NADA_DICHO


@dataclass(frozen=True)
class Rechazada:
    """No salió nada y repetirlo igual no sirve."""

    frase: str
    dicho: Dicho = NADA_DICHO


@dataclass(frozen=True)
class HayQueAguardar:
    """No salió nada: la red pidió esperar."""

    frase: str
    cuanto: timedelta
    dicho: Dicho = NADA_DICHO


@dataclass(frozen=True)
class CuentaDetenida:
    """No salió nada: la cuenta no deja publicar. Con `cuanto` se le pasa sola; si no, alguien la reconecta."""

    frase: str
    cuanto: timedelta | None = None
    dicho: Dicho = NADA_DICHO


@dataclass(frozen=True)
class NoSeSabe:
    """Pudo haber salido: no se repite. Todo lo que no se entienda es esto."""

    frase: str
    dicho: Dicho = NADA_DICHO


@dataclass(frozen=True)
class Hallada:
    """Está en la página. `segura` si la red dice que la puso este sistema; si no, la mira una persona."""

    id_remoto: str
    enlace: str
    texto: str = ""
    creada_en: str = ""
    segura: bool = True


@dataclass(frozen=True)
class NoEsta:
    """Se leyó la página y no está."""


Resultado = Bien | Rechazada | HayQueAguardar | CuentaDetenida | NoSeSabe
Vista = Hallada | NoEsta | NoSeSabe
LeerFoto = Callable[[int], bytes]


class NoSePudo(Exception):  # noqa: N818 - las excepciones son frases (CONTRIBUTING.md)
    """Un paso repetible no terminó; lleva qué pasó."""

    def __init__(self, que: Rechazada | HayQueAguardar | CuentaDetenida | NoSeSabe) -> None:
        super().__init__(que.frase)
        self.que = que


@dataclass(frozen=True)
class Limites:
    """Lo que la red acepta; lo comparten el que valida y la pantalla."""

    texto: int
    fotos: int
    octetos_por_foto: int
    corta_en: int  # letras que se ven antes de «Ver más»
    etiquetas: int = 0


class Proveedor(Protocol):
    """El cliente de una red. Preparar, mirar y verificar se repiten sin daño; publicar es una sola petición."""

    def validar(self, congelada: Mapping[str, Any]) -> list[str]: ...

    def preparar(
        self, congelada: Mapping[str, Any], etapa: dict[str, Any], leer: LeerFoto, guardar: Callable[[], None]
    ) -> None:
        """Sube lo que haga falta sin publicarlo y anota en `etapa` cada cosa subida. Rechaza con `NoSePudo`."""

    def publicar(self, congelada: Mapping[str, Any], etapa: Mapping[str, Any]) -> Resultado: ...

    def mirar(
        self, congelada: Mapping[str, Any], etapa: Mapping[str, Any], desde: datetime, ajenas: Collection[str]
    ) -> Vista:
        """Si ya está en la página. No cambia nada."""

    def verificar(self, id_remoto: str) -> Vista: ...

    def editar(self, id_remoto: str, texto: str) -> Resultado: ...

    def borrar(self, id_remoto: str) -> Resultado: ...

    def cerrar(self) -> None: ...
