import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest


class Sitio(ThreadingHTTPServer):
    """Un sitio en esta máquina: contesta lo que la prueba diga y cuenta quién llegó."""

    daemon_threads = True

    def __init__(self):
        self.paginas = {}
        self.visitas = []
        super().__init__(("127.0.0.1", 0), Respondedor)

    @property
    def url(self):
        return f"http://localhost:{self.server_port}"

    def poner(self, camino, cuerpo="", codigo=200, tipo="text/html; charset=utf-8", **cabeceras):
        self.paginas[camino] = (codigo, tipo, cuerpo.encode() if isinstance(cuerpo, str) else cuerpo, cabeceras)


class Respondedor(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.visitas.append((self.command, self.path))
        codigo, tipo, cuerpo, cabeceras = self.server.paginas.get(self.path, (404, "text/html", b"no existe", {}))
        self.send_response(codigo)
        self.send_header("Content-Type", tipo)
        for nombre, valor in cabeceras.items():
            self.send_header(nombre, valor)
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(cuerpo)

    do_HEAD = do_GET  # noqa: N815 - nombre que exige http.server

    def log_message(self, *_):
        pass


@pytest.fixture
def sitio(settings, tmp_path):
    servidor = Sitio()
    hilo = threading.Thread(target=servidor.serve_forever, daemon=True)
    hilo.start()
    settings.BASE_URL = servidor.url
    settings.PAGINAS_PERMITIDAS = []
    settings.PAGINAS_REDES_PRIVADAS = ["127.0.0.0/8", "::1/128"]
    settings.DIR_DATOS = tmp_path
    yield servidor
    servidor.shutdown()
    hilo.join()
    servidor.server_close()
