"""Un navegador de verdad contra el sitio de verdad: árbol por delante, Django detrás, correo simulado."""

import os
import shutil
import socketserver
import threading
import time
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.conf import settings as ajustes
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.wsgi import get_wsgi_application
from django.db import connections

from doubles.smtp import ServidorSMTP
from portal.servidor import ArbolPublico

AXE = (Path(__file__).parents[1] / "vendor" / "axe.min.js").read_text()
BANDERAS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def esperar(condicion):
    """Hasta 30 s para que se cumpla; si no, la prueba falla."""
    limite = time.monotonic() + 30
    while not condicion() and time.monotonic() < limite:
        time.sleep(0.1)
    assert condicion()


def _chromium():
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


class _Hilos(socketserver.ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Callado(WSGIRequestHandler):
    def log_message(self, *_):
        """Sin ruido en la salida de las pruebas."""


class _CierraConexiones:
    """Cada hilo cierra su conexión al terminar, y se sabe cuántos siguen: la base de pruebas se puede vaciar."""

    def __init__(self, siguiente):
        self.siguiente, self.atendiendo, self.cambio = siguiente, 0, threading.Condition()

    def __call__(self, environ, start_response):
        self._contar(1)
        try:
            respuesta = self.siguiente(environ, start_response)
            try:
                yield from respuesta
            finally:
                if hasattr(respuesta, "close"):
                    respuesta.close()
                connections.close_all()
        finally:
            self._contar(-1)

    def _contar(self, cuanto):
        with self.cambio:
            self.atendiendo += cuanto
            self.cambio.notify_all()

    def esperar_a_que_terminen(self):
        """Lo que la página guardó al cerrarse acaba antes de vaciar la base; sin esto, se traban."""
        with self.cambio:
            assert self.cambio.wait_for(lambda: self.atendiendo == 0, timeout=20)


@pytest.fixture
def sitio(transactional_db, settings, tmp_path):
    """La dirección del sitio corriendo en un hilo."""
    for clave in ("DIR_ORIGINALES", "DIR_DERIVADOS", "DIR_SUBIDAS", "DIR_PUBLICO"):
        carpeta = tmp_path / clave.lower()
        carpeta.mkdir()
        setattr(settings, clave, carpeta)
    settings.ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
    django = StaticFilesHandler(get_wsgi_application())
    aplicacion = _CierraConexiones(ArbolPublico(django, ajustes.DIR_PUBLICO, vigencia=0))
    servidor = make_server("127.0.0.1", 0, aplicacion, _Hilos, _Callado)
    hilo = threading.Thread(target=servidor.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    hilo.start()
    url = f"http://localhost:{servidor.server_port}"
    settings.BASE_URL, settings.CSRF_TRUSTED_ORIGINS = url, [url]
    yield url
    servidor.shutdown()
    aplicacion.esperar_a_que_terminen()
    servidor.server_close()


@pytest.fixture
def correo(tmp_path, settings):
    with ServidorSMTP(tmp_path / "correo") as smtp:
        settings.SMTP_HOST, settings.SMTP_PORT, settings.CORREO_RITMO_POR_DOMINIO = "127.0.0.1", smtp.puerto, 0
        yield smtp


@pytest.fixture(scope="module")
def chromium():
    """Uno por archivo: arrancarlo tarda más que muchas pruebas. Sin él no hay prueba (`.ci/run` lo instala siempre)."""
    ejecutable = _chromium()
    if ejecutable is None:
        if os.environ.get("CI"):
            pytest.fail("Falta Chromium: la integración continua debe instalarlo.")
        pytest.skip("No se encontró Chromium en esta máquina.")
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - sólo quien use navegador lo carga

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright abre un bucle asíncrono en este hilo
    with sync_playwright() as playwright:
        abierto = playwright.chromium.launch(executable_path=ejecutable, args=BANDERAS)
        yield abierto
        abierto.close()
    os.environ.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)


@pytest.fixture
def navegador(chromium):
    """Chromium sin nada de la prueba anterior: ni sesiones, ni trabajadores de servicio, ni páginas abiertas."""
    yield chromium
    for contexto in chromium.contexts:
        contexto.close()


@pytest.fixture
def entrar(navegador, sitio):
    """Abre una sesión del navegador como una persona y devuelve su página."""

    def _entrar(usuario, *, clave="una-clave-larga-9", ancho=1280, oscuro=False):
        contexto = navegador.new_context(
            viewport={"width": ancho, "height": 860},
            color_scheme="dark" if oscuro else "light",
            locale="es-MX",
            timezone_id="America/Mexico_City",
            bypass_csp=False,
        )
        contexto.set_default_timeout(30000)
        pagina = contexto.new_page()
        if usuario:
            pagina.goto(f"{sitio}/acceso/login/")
            pagina.fill("#id_login", usuario)
            pagina.fill("#id_password", clave)
            pagina.click("main button[type=submit]")
            pagina.wait_for_url("**/oficina/")
        return pagina

    return _entrar
