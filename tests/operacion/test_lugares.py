"""Quién ocupa los hilos del servidor: ni la espera ni un cuerpo lento tocan los del portal ni los lugares de Django."""

import io
import threading
import time
from wsgiref.util import setup_testing_defaults

import pytest

from comsocial.embebido import configuracion
from comsocial.servidor.lugares import Cuentas, LugaresParaDjango


def pedir(aplicacion, camino="/", cuerpo=b"", **mas):
    visto = []
    environ = {"PATH_INFO": camino, "REMOTE_ADDR": "10.0.0.1", "CONTENT_LENGTH": str(len(cuerpo)), **mas}
    setup_testing_defaults(environ)
    environ["wsgi.input"] = mas.get("wsgi.input", io.BytesIO(cuerpo))
    respuesta = b"".join(aplicacion(environ, lambda estado, _c: visto.append(int(estado[:3]))))
    return visto[0], respuesta


def contesta(environ, start_response):
    start_response("200 OK", [])
    return [environ["wsgi.input"].read()]


class Detenida:
    """Una aplicación que no suelta a quien entra hasta que se le dice."""

    def __init__(self):
        self.dentro, self.soltar = threading.Semaphore(0), threading.Event()

    def __call__(self, environ, start_response):
        self.dentro.release()
        self.soltar.wait(5)
        return contesta(environ, start_response)

    def llenar(self, aplicacion, cuantos, **mas):
        hilos = [threading.Thread(target=pedir, args=(aplicacion,), kwargs=mas) for _ in range(cuantos)]
        for hilo in hilos:
            hilo.start()
            self.dentro.acquire()
        return hilos


class QueGotea:
    """Un teléfono que manda un octeto cada tanto; sin `cada`, ninguno hasta que cuelga."""

    def __init__(self, cada=0.0):
        self.cada, self.colgar, self.leidos, self.leyendo = cada, threading.Event(), 0, threading.Event()

    def read(self, cuantos):
        self.leyendo.set()
        if not self.cada:
            self.colgar.wait(5)
            return b""
        time.sleep(self.cada * cuantos)
        self.leidos += cuantos
        return b"x" * cuantos


@pytest.fixture
def detenida():
    una = Detenida()
    yield una
    una.soltar.set()


def test_quien_no_cabe_en_la_fila_no_espera(detenida):
    aplicacion = LugaresParaDjango(detenida, Cuentas(de_django=1, en_fila=1), espera=2)
    detenida.llenar(aplicacion, 1)
    threading.Thread(target=pedir, args=(aplicacion,)).start()
    time.sleep(0.05)

    antes = time.monotonic()
    estado, cuerpo = pedir(aplicacion)

    assert (estado, "ocupado" in cuerpo.decode()) == (503, True)
    assert time.monotonic() - antes < 0.5


def test_viva_contesta_aunque_no_quede_un_lugar(detenida):
    aplicacion = LugaresParaDjango(detenida, Cuentas(de_django=1, en_fila=0), espera=2)
    detenida.llenar(aplicacion, 1)

    assert pedir(aplicacion, "/salud/viva") == (200, b"viva\n")


def test_un_cuerpo_lento_no_ocupa_un_lugar():
    aplicacion = LugaresParaDjango(contesta, Cuentas(de_django=1, en_fila=0, leyendo=3))
    lentas = [QueGotea() for _ in range(3)]
    for lenta in lentas:
        mas = {"REQUEST_METHOD": "POST", "wsgi.input": lenta, "CONTENT_LENGTH": "4000"}
        threading.Thread(target=pedir, args=(aplicacion,), kwargs=mas).start()
        lenta.leyendo.wait(5)

    assert pedir(aplicacion)[0] == 200
    assert pedir(aplicacion, cuerpo=b"a=1", REQUEST_METHOD="POST")[0] == 503  # ya no hay quién lea, y no espera
    for lenta in lentas:
        lenta.colgar.set()


def test_una_sola_conexion_no_ocupa_a_todos_los_lectores():
    aplicacion = LugaresParaDjango(contesta, Cuentas(leyendo=4, leyendo_por_conexion=1))
    lenta = QueGotea()
    mas = {"REQUEST_METHOD": "POST", "wsgi.input": lenta, "CONTENT_LENGTH": "4000"}
    threading.Thread(target=pedir, args=(aplicacion,), kwargs=mas).start()
    lenta.leyendo.wait(5)

    assert pedir(aplicacion, cuerpo=b"a=1", REQUEST_METHOD="POST")[0] == 503
    assert pedir(aplicacion, cuerpo=b"a=1", REQUEST_METHOD="POST", REMOTE_ADDR="10.0.0.2") == (200, b"a=1")
    lenta.colgar.set()


def test_al_que_gotea_se_le_corta():
    aplicacion = LugaresParaDjango(contesta, gracia=0.6)
    lenta = QueGotea(cada=0.25)

    antes = time.monotonic()
    estado, _ = pedir(aplicacion, REQUEST_METHOD="POST", CONTENT_LENGTH="4000", **{"wsgi.input": lenta})

    assert estado == 408
    assert time.monotonic() - antes < 2


def test_el_cuerpo_llega_entero_y_el_incompleto_se_dice():
    aplicacion = LugaresParaDjango(contesta)
    cuerpo = bytes(range(256)) * 4000

    assert pedir(aplicacion, cuerpo=cuerpo, REQUEST_METHOD="POST") == (200, cuerpo)
    assert pedir(aplicacion, cuerpo=b"abc", REQUEST_METHOD="POST", CONTENT_LENGTH="9")[0] == 400


@pytest.mark.parametrize(
    "mas",
    [
        {"CONTENT_LENGTH": str(8 * 1024**3)},
        {"CONTENT_TYPE": "application/offset+octet-stream", "CONTENT_LENGTH": "500000"},
        {"CONTENT_LENGTH": "", "HTTP_TRANSFER_ENCODING": "chunked"},
    ],
)
def test_las_subidas_tienen_sus_lugares_y_no_tocan_los_demas(detenida, mas):
    aplicacion = LugaresParaDjango(detenida, Cuentas(de_django=1, de_subidas=1, en_fila=0))
    detenida.llenar(aplicacion, 1, REQUEST_METHOD="POST", **mas)

    assert pedir(aplicacion, REQUEST_METHOD="POST", **mas)[0] == 503
    detenida.soltar.set()
    assert pedir(aplicacion)[0] == 200


def test_los_hilos_de_granian_son_mas_que_los_que_django_puede_ocupar():
    orden = configuracion.web("127.0.0.1", 8000).orden

    assert int(orden[orden.index("--blocking-threads") + 1]) >= Cuentas().todos + 6
