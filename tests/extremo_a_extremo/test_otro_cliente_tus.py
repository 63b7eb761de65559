"""Un cliente tus que no escribimos, por una línea que se corta: sube, se cae a la mitad y sigue donde iba."""

import contextlib
import hashlib
import socket
import socketserver
import threading
from urllib.parse import urlsplit

import pytest
from tusclient.client import TusClient
from tusclient.exceptions import TusCommunicationError, TusUploadFailed

from media_library.models import Evidencia, Subida
from tests.extremo_a_extremo.conftest import esperar
from tests.fabricas.mundo import TOKEN, crear_mundo
from tests.media_library.conftest import jpeg

pytestmark = [pytest.mark.cliente_ajeno, pytest.mark.lento]
TRAMO = 64 * 1024


class _Linea(socketserver.ThreadingTCPServer):
    """Pasa lo que le llega al sitio y, mientras `corta_en` no sea nada, se cae al pasar de tantos octetos."""

    daemon_threads = True
    allow_reuse_address = True
    block_on_close = False

    def __init__(self, hacia):
        super().__init__(("127.0.0.1", 0), _Ida)
        self.hacia, self.corta_en, self.pasaron, self.candado = hacia, None, 0, threading.Lock()


class _Ida(socketserver.BaseRequestHandler):
    def handle(self):
        with socket.create_connection(self.server.hacia) as sitio:
            vuelta = threading.Thread(target=self._vuelta, args=(sitio,), daemon=True)
            vuelta.start()
            with contextlib.suppress(OSError):
                while (octetos := self.request.recv(TRAMO)) and self._cabe(len(octetos)):
                    sitio.sendall(octetos)
                sitio.shutdown(socket.SHUT_WR)
            vuelta.join(10)

    def _vuelta(self, sitio):
        with contextlib.suppress(OSError):
            while octetos := sitio.recv(TRAMO):
                self.request.sendall(octetos)
            self.request.shutdown(socket.SHUT_RDWR)

    def _cabe(self, cuantos):
        with self.server.candado:
            self.server.pasaron += cuantos
            if self.server.corta_en is None or self.server.pasaron < self.server.corta_en:
                return True
        self.request.shutdown(socket.SHUT_RDWR)
        return False


@pytest.fixture
def linea(sitio):
    partes = urlsplit(sitio)
    with _Linea((partes.hostname, partes.port)) as servidor:
        threading.Thread(target=servidor.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        yield servidor
        servidor.shutdown()


def test_otro_cliente_se_corta_a_la_mitad_sigue_y_queda_con_la_misma_huella(linea, tmp_path):
    crear_mundo()
    archivo = tmp_path / "gira.jpg"
    archivo.write_bytes(jpeg(300, 200) + b"\0" * 2_000_000)  # lo que sobra tras la foto no estorba
    direccion = f"http://localhost:{linea.server_address[1]}/r/buzon/{TOKEN}/subidas/"

    linea.corta_en = 1_000_000
    with archivo.open("rb") as octetos:
        primero = _subida(direccion, octetos, archivo)
        with pytest.raises((TusUploadFailed, TusCommunicationError)):
            primero.upload()
    esperar(lambda: Subida.objects.get(nombre="gira.jpg").recibidos > 0)
    llevaba = Subida.objects.get(nombre="gira.jpg").recibidos
    linea.corta_en, linea.pasaron = None, 0
    with archivo.open("rb") as octetos:  # otro programa: sólo conserva la dirección de su subida
        _subida(direccion, octetos, archivo, url=primero.url).upload()

    evidencia = Evidencia.objects.select_related("original").get(nombre_de_archivo="gira.jpg")
    assert evidencia.original.huella == hashlib.sha256(archivo.read_bytes()).hexdigest()
    assert Subida.objects.filter(nombre="gira.jpg").count() == 1
    assert linea.pasaron < archivo.stat().st_size - llevaba + 10_000  # lo que ya estaba no se mandó otra vez


def _subida(direccion, octetos, archivo, **mas):
    return TusClient(direccion).uploader(
        file_stream=octetos, chunk_size=archivo.stat().st_size, metadata={"filename": archivo.name}, **mas
    )
