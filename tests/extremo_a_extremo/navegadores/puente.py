"""Lo que hace una persona en una página, dicho una vez para cualquier navegador."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

PACIENCIA = 30  # segundos
BOTONES = "self::button or self::a or self::summary or self::label"
# El primero que se ve: por selector, o por el texto entero de un botón o de un enlace.
HALLAR = """
const [como, que, aunqueNoSeVea] = arguments;
const todos = [];
if (como === "selector") todos.push(...document.querySelectorAll(que));
else {
    const hallados = document.evaluate(que, document, null, XPathResult.ORDERED_NODE_SNAPSHOT_TYPE, null);
    for (let i = 0; i < hallados.snapshotLength; i += 1) todos.push(hallados.snapshotItem(i));
}
return todos.find((e) => aunqueNoSeVea || e.checkVisibility({ visibilityProperty: true })) ?? null;
"""
SE_LEE = "return document.body !== null && document.body.innerText.includes(arguments[0])"


class TodaviaNo(Exception):  # noqa: N818 - se reintenta
    """El navegador dijo que aún no: tapado, fuera de la vista, o la página cambió debajo."""


class Navegador:
    """Lo que cada uno hace a su modo. Un elemento es lo que devuelve `correr` y sólo él entiende."""

    def ir(self, direccion: str) -> None:
        raise NotImplementedError

    def donde(self) -> str:
        raise NotImplementedError

    def correr(self, guion: str, *argumentos: Any) -> Any:
        raise NotImplementedError

    def oprimir(self, elemento: Any) -> None:
        raise NotImplementedError

    def teclear(self, elemento: Any, texto: str) -> None:
        """En lugar de lo que hubiera."""
        raise NotImplementedError

    def adjuntar(self, elemento: Any, rutas: Sequence[Path]) -> None:
        raise NotImplementedError

    def olvidar(self) -> None:
        """Sin sesión y en una página vacía."""
        raise NotImplementedError


class Visita:
    """Una persona ante un navegador: lee, oprime, escribe y espera a que la página conteste."""

    def __init__(self, navegador: Navegador, sitio: str) -> None:
        self.navegador, self.sitio = navegador, sitio

    def abrir(self, direccion: str) -> None:
        self.navegador.ir(direccion if direccion.startswith("http") else f"{self.sitio}{direccion}")

    def entrar(self, usuario: str, clave: str = "una-clave-larga-9") -> None:
        self.navegador.olvidar()
        self.abrir("/acceso/login/")
        self.escribir("#id_login", usuario)
        self.escribir("#id_password", clave)
        self.oprimir("Entrar")
        self.en("/oficina/")

    def escribir(self, campo: str, texto: str) -> None:
        self._hacer(lambda: self.navegador.teclear(self._hallar("selector", campo), texto), campo)

    def oprimir(self, que: str) -> None:
        """Por su texto entero; si empieza como selector (`#`, `.`, `[`), por selector."""
        como, cual = "selector", que
        if not que.startswith(("#", ".", "[")):
            como, cual = "xpath", f'//*[{BOTONES}][normalize-space()="{que}"]'
        self._hacer(lambda: self.navegador.oprimir(self._hallar(como, cual)), que)

    def adjuntar(self, campo: str, *rutas: Path) -> None:
        self._hacer(lambda: self.navegador.adjuntar(self._hallar("selector", campo, oculto=True), rutas), campo)

    def leer(self, texto: str) -> None:
        self._hacer(lambda: self._exigir(self.navegador.correr(SE_LEE, texto)), texto)

    def en(self, parte: str) -> None:
        self._hacer(lambda: self._exigir(parte in self.navegador.donde()), parte)

    def _hallar(self, como: str, que: str, *, oculto: bool = False) -> Any:
        return self._exigir(self.navegador.correr(HALLAR, como, que, oculto))

    def _exigir(self, hallado: Any) -> Any:
        if not hallado:
            raise TodaviaNo
        return hallado

    def _hacer(self, acto: Callable[[], Any], que: str) -> None:
        limite = time.monotonic() + PACIENCIA
        while True:
            try:
                acto()
            except TodaviaNo as razon:
                if time.monotonic() > limite:
                    leido = self.navegador.correr("return document.body.innerText")
                    raise AssertionError(f"«{que}» no llegó en {self.navegador.donde()} ({razon}):\n{leido}") from razon
                time.sleep(0.1)
            else:
                return
