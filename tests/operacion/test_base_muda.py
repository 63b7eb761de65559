"""Una base que deja de contestar se nota aunque la conexión ya estuviera abierta; la que sólo tarda, no."""

import selectors
import socket
import threading
import time
from contextlib import suppress

import psycopg2
import pytest
from django.db import connection

from comsocial.servidor.base_muda import Vigia


class Intermediario:
    """Entre el cliente y PostgreSQL; congelado, acepta conexiones y no pasa nada."""

    def __init__(self, destino):
        self.congelado, self.alto = threading.Event(), threading.Event()
        self.puerta = socket.create_server(("127.0.0.1", 0))
        self.puerto = self.puerta.getsockname()[1]
        self.hilo = threading.Thread(target=self._pasar, args=(destino,))
        self.hilo.start()

    def _pasar(self, destino):
        mira = selectors.DefaultSelector()
        mira.register(self.puerta, selectors.EVENT_READ)
        while not self.alto.is_set():
            if self.congelado.is_set():
                time.sleep(0.01)
                continue
            for clave, _ in mira.select(0.02):
                if clave.fileobj is self.puerta:
                    cliente, servidor = self.puerta.accept()[0], socket.socket(socket.AF_UNIX)
                    servidor.connect(destino)
                    mira.register(cliente, selectors.EVENT_READ, servidor)
                    mira.register(servidor, selectors.EVENT_READ, cliente)
                elif leido := clave.fileobj.recv(65536):
                    with suppress(OSError):  # el otro lado pudo colgar antes
                        clave.data.sendall(leido)
                else:
                    mira.unregister(clave.fileobj)
                    clave.fileobj.close()
        for clave in list(mira.get_map().values()):
            clave.fileobj.close()

    def cerrar(self):
        self.alto.set()
        self.hilo.join()


@pytest.fixture
def intermediario(db):
    ajustes = connection.settings_dict
    if not ajustes["HOST"].startswith("/"):
        pytest.skip("la base no es la embebida")
    uno = Intermediario(f"{ajustes['HOST']}/.s.PGSQL.{ajustes['PORT'] or 5432}")
    vigia = Vigia("127.0.0.1", str(uno.puerto), paciencia=0.15, respuesta=0.15)
    psycopg2.extensions.set_wait_callback(vigia.esperar)
    conexion = psycopg2.connect(
        host="127.0.0.1", port=uno.puerto, user=ajustes["USER"], dbname=ajustes["NAME"], sslmode="disable"
    )
    yield uno, conexion
    psycopg2.extensions.set_wait_callback(None)
    conexion.close()
    uno.cerrar()


def segundos(hacer):
    antes = time.monotonic()
    with pytest.raises(psycopg2.OperationalError, match="no contesta"):
        hacer()
    return time.monotonic() - antes


@pytest.mark.lento
def test_la_conexion_abierta_y_la_nueva_fallan_pronto(intermediario):
    congelable, conexion = intermediario
    cursor = conexion.cursor()
    cursor.execute("SELECT 1")
    congelable.congelado.set()

    assert segundos(lambda: cursor.execute("SELECT 2")) < 1
    assert conexion.closed
    nueva = {"host": "127.0.0.1", "port": congelable.puerto, "user": "x", "dbname": "x", "sslmode": "disable"}
    assert segundos(lambda: psycopg2.connect(**nueva)) < 1


@pytest.mark.lento
def test_la_que_tarda_pero_vive_contesta(intermediario):
    _, conexion = intermediario
    cursor = conexion.cursor()

    cursor.execute("SELECT pg_sleep(0.5)::text, 7")

    assert cursor.fetchone()[1] == 7
