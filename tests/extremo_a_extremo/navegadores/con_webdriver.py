"""El puente sobre WebDriver (W3C): por HTTP, como lo habla WebKit, o por Marionette, como lo habla Firefox."""

import contextlib
import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from tests.extremo_a_extremo.navegadores.puente import Navegador, TodaviaNo

ELEMENTO = "element-6066-11e4-a52e-4f735466cecf"  # W3C WebDriver §12.2: así se nombra un elemento
AUN_NO = {
    "element click intercepted",
    "element not interactable",
    "invalid element state",
    "javascript error",
    "no such element",
    "no such window",
    "detached shadow root",
    "stale element reference",
}
ANCHO_Y_ALTO = {"width": 390, "height": 844}  # un teléfono
A_LA_VISTA = "arguments[0].scrollIntoView({ block: 'center' })"
MINIBROWSER = "*-linux-gnu*/webkit2gtk-4.*/MiniBrowser"


class FallaDelNavegador(Exception):  # noqa: N818 - es una frase
    """Lo que el navegador contestó y no es cosa de esperar."""


def _negar(error, mensaje):
    raise (TodaviaNo if error in AUN_NO else FallaDelNavegador)(f"{error}: {mensaje}")


class ConWebDriver(Navegador):
    """`mandar(orden, parametros, elemento)` la lleva y devuelve su valor."""

    def __init__(self, mandar):
        self.mandar = mandar
        with contextlib.suppress(FallaDelNavegador):  # sin gestor de ventanas hay quien no cambia de tamaño
            mandar("medir", ANCHO_Y_ALTO)

    def ir(self, direccion):
        self.mandar("ir", {"url": direccion})

    def donde(self):
        return self.mandar("donde", {})

    def correr(self, guion, *argumentos):
        return self.mandar("correr", {"script": guion, "args": list(argumentos)})

    def oprimir(self, elemento):
        self.mandar("oprimir", {}, elemento[ELEMENTO])

    def teclear(self, elemento, texto):
        try:
            self.mandar("vaciar", {}, elemento[ELEMENTO])
        except TodaviaNo:  # WebKitGTK no recorre la página si el campo está apenas debajo de la orilla
            self.correr(A_LA_VISTA, elemento)
            raise
        self.mandar("teclear", {"text": texto}, elemento[ELEMENTO])

    def adjuntar(self, elemento, rutas):
        self.mandar("teclear", {"text": "\n".join(str(ruta) for ruta in rutas)}, elemento[ELEMENTO])

    def olvidar(self):
        self.mandar("olvidar", {})
        self.ir("about:blank")


# --- WebKit: WebKitWebDriver, con el MiniBrowser de WebKitGTK en una pantalla virtual --------------------------------
POR_HTTP = {
    "ir": ("POST", "/url"),
    "donde": ("GET", "/url"),
    "correr": ("POST", "/execute/sync"),
    "medir": ("POST", "/window/rect"),
    "olvidar": ("DELETE", "/cookie"),
    "oprimir": ("POST", "/element/{}/click"),
    "vaciar": ("POST", "/element/{}/clear"),
    "teclear": ("POST", "/element/{}/value"),
}


def falta_para_webkit():
    """Por qué no se puede usar aquí; vacío si se puede."""
    if shutil.which("WebKitWebDriver") is None or _minibrowser() is None:
        return "WebKitGTK y su WebDriver (apt install webkit2gtk-driver)"
    if shutil.which("Xvfb") is None:
        return "una pantalla virtual (apt install xvfb)"
    return ""


def _minibrowser():
    return next(iter(sorted(Path("/usr/lib").glob(MINIBROWSER))), None)


def _pedir(metodo, direccion, cuerpo):
    datos = json.dumps(cuerpo).encode() if metodo == "POST" else None
    peticion = Request(direccion, data=datos, method=metodo, headers={"Content-Type": "application/json"})
    try:
        with urlopen(peticion, timeout=90) as respuesta:
            return json.load(respuesta)["value"]
    except HTTPError as error:
        with error:
            dicho = json.load(error)["value"]
        _negar(dicho["error"], dicho.get("message", ""))


@contextlib.contextmanager
def _proceso(orden, **entorno):
    proceso = subprocess.Popen(
        orden, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=os.environ | entorno
    )
    try:
        yield proceso
    finally:
        proceso.terminate()
        try:
            proceso.wait(10)
        except subprocess.TimeoutExpired:
            proceso.kill()
            proceso.wait(10)
        proceso.stdout.close()


def _puerto_libre():
    with socket.socket() as enchufe:
        enchufe.bind(("127.0.0.1", 0))
        return enchufe.getsockname()[1]


def _esperar_puerto(puerto):
    for _ in range(300):
        with contextlib.suppress(OSError):
            return socket.create_connection(("127.0.0.1", puerto), timeout=60)
        time.sleep(0.1)
    raise FallaDelNavegador(f"Nadie contesta en el puerto {puerto}.")


@contextlib.contextmanager
def webkit():
    puerto = _puerto_libre()
    pantalla = ["Xvfb", "-displayfd", "1", "-screen", "0", "1280x1024x24", "-nolisten", "tcp"]
    with contextlib.ExitStack() as pila:
        casa = pila.enter_context(tempfile.TemporaryDirectory(prefix="webkit-", ignore_cleanup_errors=True))
        numero = pila.enter_context(_proceso(pantalla)).stdout.readline().decode().strip()
        propias = dict.fromkeys(("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"), casa)
        propias |= {"DISPLAY": f":{numero}", "GDK_BACKEND": "x11", "LIBGL_ALWAYS_SOFTWARE": "1", "NO_AT_BRIDGE": "1"}
        orden = ["WebKitWebDriver", "--host=127.0.0.1", f"--port={puerto}"]
        pila.enter_context(_proceso(orden, WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS="1", **propias))
        _esperar_puerto(puerto).close()
        opciones = {"binary": str(_minibrowser()), "args": ["--automation"]}
        pedido = {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": opciones}}}
        sesion = _pedir("POST", f"http://127.0.0.1:{puerto}/session", pedido)["sessionId"]
        base = f"http://127.0.0.1:{puerto}/session/{sesion}"

        def mandar(orden, parametros, elemento=""):
            metodo, camino = POR_HTTP[orden]
            return _pedir(metodo, base + camino.format(elemento), parametros)

        yield ConWebDriver(mandar)
        _pedir("DELETE", base, {})


# --- Firefox: Marionette, que es lo que geckodriver traduce (firefox-source-docs.mozilla.org/testing/marionette) -----
POR_MARIONETTE = {
    "ir": "WebDriver:Navigate",
    "donde": "WebDriver:GetCurrentURL",
    "correr": "WebDriver:ExecuteScript",
    "medir": "WebDriver:SetWindowRect",
    "olvidar": "WebDriver:DeleteAllCookies",
    "oprimir": "WebDriver:ElementClick",
    "vaciar": "WebDriver:ElementClear",
    "teclear": "WebDriver:ElementSendKeys",
}
AJUSTES = {
    "marionette.port": "0",  # el que haya; lo deja escrito en su perfil
    "intl.accept_languages": '"es-MX,es"',
    "browser.shell.checkDefaultBrowser": "false",
    "app.update.enabled": "false",
    "network.captive-portal-service.enabled": "false",
    "network.connectivity-service.enabled": "false",
    "datareporting.policy.dataSubmissionEnabled": "false",
    "toolkit.telemetry.enabled": "false",
}


def _firefox():
    return shutil.which("firefox-esr") or shutil.which("firefox")


def falta_para_firefox():
    """Por qué no se puede usar aquí; vacío si se puede."""
    return "" if _firefox() else "Firefox (apt install firefox-esr)"


class _Marionette:
    """Una conexión: cada mensaje lleva su largo por delante."""

    def __init__(self, conexion):
        self.archivo, self.numero = conexion.makefile("rwb"), 0
        conexion.close()
        self._leer()

    def _leer(self):
        largo = b""
        while (cifra := self.archivo.read(1)) != b":":
            largo += cifra
        return json.loads(self.archivo.read(int(largo)))

    def pedir(self, orden, parametros):
        self.numero += 1
        mensaje = json.dumps([0, self.numero, orden, parametros]).encode()
        self.archivo.write(b"%d:%s" % (len(mensaje), mensaje))
        self.archivo.flush()
        _, _, error, resultado = self._leer()
        if error:
            _negar(error["error"], error["message"])
        return resultado

    def mandar(self, orden, parametros, elemento=""):
        propios = parametros | ({"id": elemento} if elemento else {})
        return (self.pedir(POR_MARIONETTE[orden], propios) or {}).get("value")


@contextlib.contextmanager
def firefox():
    with contextlib.ExitStack() as pila:
        perfil = Path(pila.enter_context(tempfile.TemporaryDirectory(prefix="firefox-", ignore_cleanup_errors=True)))
        (perfil / "user.js").write_text("".join(f'user_pref("{k}", {v});\n' for k, v in AJUSTES.items()))
        orden = [_firefox(), "--headless", "--marionette", "--no-remote", "--profile", str(perfil), "about:blank"]
        pila.enter_context(_proceso(orden, HOME=str(perfil), MOZ_CRASHREPORTER_DISABLE="1"))
        marionette = _Marionette(_esperar_puerto(_puerto_de(perfil)))
        pila.callback(marionette.archivo.close)
        marionette.pedir("WebDriver:NewSession", {})
        yield ConWebDriver(marionette.mandar)
        marionette.pedir("Marionette:Quit", {"flags": ["eForceQuit"]})


def _puerto_de(perfil):
    for _ in range(600):
        with contextlib.suppress(OSError, ValueError):
            return int((perfil / "MarionetteActivePort").read_text())
        time.sleep(0.1)
    raise FallaDelNavegador("Firefox no abrió Marionette.")
