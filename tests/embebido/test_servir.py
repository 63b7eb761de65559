"""`manage.py servir` visto desde fuera: levanta, repone lo que muere y se detiene sin dejar rastro."""

import http.client
import os
import re
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request

import pytest

pytestmark = pytest.mark.lento
PAPELES = {"web", "worker", "beat", "postgres", "redis"}


class Servicio:
    """Un `servir` corriendo y lo que se ve de él."""

    def __init__(self, copia, migrada, *argumentos):
        self.copia = copia
        copia.nacer_de(migrada)
        self.salida = (copia.datos / "salida.txt").open("w+")
        self.proceso = copia.python(
            "manage.py", "servir", "--sin-demo", *argumentos, stdout=self.salida, stderr=subprocess.STDOUT
        )

    def texto(self):
        return (self.copia.datos / "salida.txt").read_text()

    def url(self):
        assert hasta(lambda: "http://" in self.texto() or self.proceso.poll() is not None, 60), self.texto()
        return re.search(r"http://\S+", self.texto())[0]

    def procesos(self):
        codigo = "from comsocial.embebido.procesos import corriendo\nfor p, n in corriendo(): print(p, n)"
        return [(p, int(n)) for p, n in (renglon.split() for renglon in self.copia.correr(codigo).splitlines())]

    def contesta(self):
        try:
            with urllib.request.urlopen(f"{self.url()}/salud/viva", timeout=2):
                return True
        except urllib.error.HTTPError as error:
            error.close()
            return True
        except (OSError, http.client.HTTPException):
            return False

    def terminar(self, senal=signal.SIGTERM):
        if self.proceso.poll() is None:
            self.proceso.send_signal(senal)
        codigo = self.proceso.wait(90)
        self.salida.close()
        return codigo


def hasta(condicion, segundos):
    limite = time.monotonic() + segundos
    while not condicion():
        if time.monotonic() > limite:
            return False
        time.sleep(0.1)
    return True


@pytest.fixture
def servicio(copia, migrada):
    uno = Servicio(copia, migrada)
    yield uno
    uno.terminar()


def test_corren_todos_y_el_sitio_contesta(servicio):
    servicio.url()

    assert {papel for papel, _ in servicio.procesos()} >= PAPELES
    assert hasta(servicio.contesta, 60)


def test_sin_cuentas_todavia_escribe_el_enlace_de_la_primera_donde_de_verdad_contesta(servicio):
    """El enlace siempre decía :8000, aunque el servidor estuviera en otro puerto."""
    assert hasta(lambda: "/r/cuenta/" in servicio.texto(), 60), servicio.texto()
    enlace = re.search(r"http://\S+/r/cuenta/\S+/", servicio.texto())[0]

    assert enlace.startswith(servicio.url())
    assert servicio.copia.sql("SELECT count(*) FROM personas_invitaciondepersona") == "1"


def test_lo_que_muere_se_repone(servicio):
    servicio.url()
    hasta(lambda: {p for p, _ in servicio.procesos()} >= PAPELES, 20)
    time.sleep(2)
    antes = servicio.procesos()

    for papel, pid in antes:
        if papel in PAPELES:
            os.kill(pid, signal.SIGKILL)

    def repuestos():
        ahora = servicio.procesos()
        return {p for p, _ in ahora} >= PAPELES and not {n for p, n in antes if p in PAPELES} & {n for _, n in ahora}

    assert hasta(repuestos, 40), servicio.procesos()
    assert hasta(servicio.contesta, 20)


def test_si_muere_el_supervisor_se_levanta_otro_sin_duplicar(servicio):
    servicio.url()
    (viejo,) = [pid for papel, pid in servicio.procesos() if papel == "supervisor"]
    os.kill(viejo, signal.SIGKILL)

    def repuesto():
        nuevos = [pid for papel, pid in servicio.procesos() if papel == "supervisor"]
        return len(nuevos) == 1 and nuevos[0] != viejo

    assert hasta(repuesto, 30)
    assert hasta(lambda: [p for p, _ in servicio.procesos()].count("web") == 1, 20)
    assert hasta(servicio.contesta, 20)


@pytest.mark.parametrize("senal", [signal.SIGTERM, signal.SIGINT])
def test_se_detiene_con_orden_y_no_deja_nada(servicio, senal):
    servicio.url()

    assert servicio.terminar(senal) == 0
    assert servicio.procesos() == []


def test_si_matan_a_servir_no_quedan_procesos_sueltos(servicio):
    servicio.url()
    servicio.terminar(signal.SIGKILL)

    assert hasta(lambda: {p for p, _ in servicio.procesos()} <= {"postgres", "redis"}, 60), servicio.procesos()


CARGA_LARGA = """
import sys, time
from comsocial.embebido.rutas import preparar_carpetas
from comsocial.embebido.supervisor import Servicio
preparar_carpetas()
servicio = Servicio("127.0.0.1", 0, True)
servicio._lanzar_aparte("demostracion", "shell", "-c", "import time; time.sleep(600)")
time.sleep(600)
"""


def test_si_matan_a_servir_la_carga_de_ejemplo_muere_con_el(copia):
    """Ni `parar` ni el siguiente arranque se encuentran con otra carga escribiendo."""
    copia.asegurar()
    padre = copia.python("-c", CARGA_LARGA)
    marcados = "from comsocial.embebido.maquina.sistema import marcados; print(sorted(marcados().values()))"
    assert hasta(lambda: copia.correr(marcados) == "['demostracion']", 60)

    padre.kill()
    padre.wait()

    assert hasta(lambda: copia.correr(marcados) == "[]", 30)


def test_parar_detiene_el_que_corre(servicio, copia):
    servicio.url()
    copia.detener()

    assert servicio.proceso.wait(5) == 0
    assert servicio.procesos() == []


def test_un_segundo_servir_en_la_misma_carpeta_se_niega(servicio, copia):
    servicio.url()
    segundo = copia.python("manage.py", "servir", stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    _, error = segundo.communicate(timeout=60)

    assert segundo.returncode == 1
    assert re.fullmatch(r"Ya está corriendo \(proceso \d+\)\. .*parar\n", error)


def test_con_el_puerto_pedido_ocupado_lo_dice_en_una_frase(copia):
    with socket.create_server(("127.0.0.1", 0)) as ocupado:
        puerto = ocupado.getsockname()[1]
        copia.entorno["PORT"] = str(puerto)
        proceso = copia.python("manage.py", "servir", stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        _, error = proceso.communicate(timeout=60)

    assert proceso.returncode == 1
    assert error == f"El puerto {puerto} está ocupado; elija otro con PORT= o --puerto.\n"


def test_dos_copias_a_la_vez_toman_puertos_distintos(servicio, otra, migrada):
    segundo = Servicio(otra, migrada)
    try:
        assert servicio.url() != segundo.url()
        assert hasta(servicio.contesta, 60)
        assert hasta(segundo.contesta, 60)
    finally:
        assert segundo.terminar() == 0
    assert hasta(servicio.contesta, 60)
