"""`manage.py servir`: todo en primer plano bajo supervisord; Ctrl-C o SIGTERM detienen todo."""

import contextlib
import fcntl
import os
import signal
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from typing import IO

from comsocial.embebido import arranque, configuracion, direccion
from comsocial.embebido.maquina import puertos
from comsocial.embebido.maquina.disco import aviso_de_disco
from comsocial.embebido.maquina.sistema import esperar, marcados, terminar
from comsocial.embebido.rutas import RAIZ, ErrorDeArranque, dir_datos, dir_registro, preparar_carpetas

SUPERVISOR = "supervisor"
CONSTRUCTOR, DEMOSTRACION = "portal", "demostracion"
APARTE = frozenset({CONSTRUCTOR, DEMOSTRACION})  # los lanza `servir` y no supervisord
ESPERA_DE_PARO = 60


def decir(frase: str) -> None:
    """Una frase para quien mira la terminal; si ya nadie mira, no importa."""
    with contextlib.suppress(OSError):
        sys.stdout.write(f"{frase}\n")
        sys.stdout.flush()


def archivo_de_turno() -> str:
    """Archivo cuyo candado tiene el `servir` que corre; adentro, su pid."""
    return str(dir_datos() / ".servir.candado")


def tomar_turno() -> IO[str]:
    """Un solo `servir` por carpeta de datos."""
    archivo = open(archivo_de_turno(), "a+")  # noqa: SIM115, PTH123 - vive lo que viva el proceso
    try:
        fcntl.flock(archivo, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        archivo.seek(0)
        pid = archivo.read().strip()
        raise ErrorDeArranque(f"Ya está corriendo (proceso {pid}). Deténgalo con: python manage.py parar") from None
    archivo.truncate(0)
    archivo.write(str(os.getpid()))
    archivo.flush()
    return archivo


def pid_en_turno() -> int | None:
    """El pid del `servir` que corre, o `None`."""
    try:
        with open(archivo_de_turno(), "r+") as archivo:  # noqa: PTH123 - igual que arriba
            try:
                fcntl.flock(archivo, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                return int(archivo.read().strip() or 0) or None
    except FileNotFoundError:
        pass
    return None


@dataclass
class Servicio:
    """Lo que `servir` levanta y vigila."""

    anfitrion: str
    puerto: int
    demo: bool
    dobles: dict[str, int] = field(default_factory=dict)
    alto: threading.Event = field(default_factory=threading.Event)
    hijo: subprocess.Popen[bytes] | None = None
    demostracion: subprocess.Popen[bytes] | None = None
    constructor: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """La dirección que se abre en el navegador."""
        return os.environ["BASE_URL"]

    def preparar_entorno(self) -> None:
        """Lo que los procesos hijos leen del entorno. Lo que la persona haya fijado no se toca."""
        os.environ["DIR_DATOS"] = str(dir_datos())
        os.environ["DEMO"] = "1" if self.demo else "0"
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comsocial.settings")
        os.environ.pop("DATABASE_URL_DUENO", None)  # nada de lo que aquí corre es el dueño de la base ni sabe su clave
        if not os.environ.get("BASE_URL"):
            os.environ["BASE_URL"] = f"http://localhost:{self.puerto}"
        direccion.anotar(self.url)
        if self.demo and not os.environ.get("SMTP_HOST"):
            self.dobles["smtp"] = puertos.cualquiera()
            os.environ |= {"SMTP_HOST": "127.0.0.1", "SMTP_PORT": str(self.dobles["smtp"])}
            os.environ.setdefault("CORREO_RITMO_POR_DOMINIO", "0")  # el doble no se queja; un año sale en minutos
        if self.demo and not os.environ.get("FACEBOOK_BASE_URL"):
            self.dobles["graph"] = puertos.cualquiera()
            doble = f"http://127.0.0.1:{self.dobles['graph']}"
            os.environ |= {"FACEBOOK_BASE_URL": doble, "FACEBOOK_SITIO": doble}

    def lanzar_supervisor(self) -> None:
        """supervisord en su propia sesión: el Ctrl-C de la terminal nos llega sólo a nosotros."""
        archivo = configuracion.escribir(configuracion.programas(self.anfitrion, self.puerto, self.dobles))
        orden = [
            sys.executable,
            "-m",
            "comsocial.embebido.lanzar",
            SUPERVISOR,
            "--",
            sys.executable,
            "-m",
            "supervisor.supervisord",
            "-n",
            "-c",
            str(archivo),
        ]
        self.hijo = subprocess.Popen(  # noqa: S603 - orden nuestra
            orden, cwd=RAIZ, stdin=subprocess.DEVNULL, start_new_session=True
        )

    def responde(self) -> bool:
        """Si el servidor web contesta algo, o ya no tiene caso esperar."""
        if self.alto.is_set():
            return True
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.puerto}/salud/viva", timeout=2):
                return True
        except urllib.error.HTTPError:
            return True
        except OSError:
            return False

    def anunciar(self) -> None:
        """Dice la dirección cuando de verdad se puede abrir."""
        if not esperar(self.responde, 60, pausa=0.1):
            decir(f"El sitio tarda en contestar; revise {dir_registro() / 'web.log'}.")
        if not self.alto.is_set():
            decir(f"\n  Comunicación Social: {self.url}\n  Oficina:             {self.url}/oficina/")
            decir(f"  Registros en {dir_registro()}. Ctrl-C detiene todo.\n")

    def invitar_a_quien_dirige(self) -> None:
        """Si nadie tiene cuenta todavía, escribe el enlace de la primera."""
        if not self.demo and not self.alto.is_set():
            orden = [sys.executable, "manage.py", "crear_directora", "--si-falta"]
            subprocess.run(orden, cwd=RAIZ, stdin=subprocess.DEVNULL, check=False)  # noqa: S603 - orden nuestra

    def construir_portal(self) -> None:
        """Rehace el portal por detrás si cambió su apariencia o su dirección; si no, no hace nada."""
        self.constructor = self._lanzar_aparte(CONSTRUCTOR, "construir_portal", "--si-cambio")

    def _lanzar_aparte(self, programa: str, *comando: str) -> subprocess.Popen[bytes]:
        """Un comando por detrás que muere con nosotros y que el siguiente arranque y `parar` reconocen por su marca."""
        orden = [
            sys.executable,
            "-m",
            "comsocial.embebido.lanzar",
            programa,
            "--",
            sys.executable,
            "manage.py",
            *comando,
        ]
        return subprocess.Popen(orden, cwd=RAIZ, stdin=subprocess.DEVNULL)  # noqa: S603 - orden nuestra

    def cargar_demostracion(self) -> None:
        """Llena los datos de ejemplo por detrás; el comando mismo escribe las cuentas."""
        if self.demo and not self.alto.is_set():
            decir("Cargando los datos de demostración…")
            self.demostracion = self._lanzar_aparte(DEMOSTRACION, "cargar_demo")

    def vigilar(self) -> None:
        """Espera la señal de alto; si muere supervisord, lo levanta de nuevo."""
        while not self.alto.wait(0.3):
            if self.hijo is not None and self.hijo.poll() is not None:
                decir("El supervisor murió; se levanta de nuevo.")
                terminar((pid for pid, suyo in marcados().items() if suyo not in APARTE), espera=10)
                self.lanzar_supervisor()
            if self.constructor is not None and self.constructor.poll() is not None:
                self.constructor = None
            if self.demostracion is not None and self.demostracion.poll() is not None:
                if self.demostracion.returncode:
                    decir("Los datos de demostración no se cargaron completos; el sistema sigue corriendo.")
                self.demostracion = None

    def parar(self) -> None:
        """Detiene todo en orden y no deja nada corriendo."""
        for proceso in (self.constructor, self.demostracion, self.hijo):
            if proceso is not None and proceso.poll() is None:
                proceso.terminate()
                with contextlib.suppress(subprocess.TimeoutExpired):
                    proceso.wait(ESPERA_DE_PARO)
        terminar(marcados())
        if arranque.embebidos():
            arranque.detener()


def servir(anfitrion: str, puerto: int | None, *, demo: bool) -> int:
    """Levanta todo y espera; devuelve 0 cuando se detuvo con orden."""
    preparar_carpetas()
    if aviso := aviso_de_disco(dir_datos()):
        decir(aviso)
    turno = tomar_turno()
    numero, apartado = puertos.elegir(anfitrion, puerto or puertos.pedido_en_entorno())
    servicio = Servicio(anfitrion, numero, demo)
    for senal in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(senal, lambda *_: servicio.alto.set())
    try:
        terminar(marcados())
        arranque.levantar()
        servicio.preparar_entorno()
        servicio.lanzar_supervisor()
        servicio.construir_portal()
        servicio.anunciar()
        servicio.invitar_a_quien_dirige()
        servicio.cargar_demostracion()
        servicio.vigilar()
    finally:
        decir("Deteniendo…")
        servicio.parar()
        direccion.olvidar()
        apartado.close()
        turno.close()
    decir("Todo detenido.")
    return 0


def parar() -> None:
    """`manage.py parar`: detiene el `servir` que corra aquí y los servidores embebidos."""
    preparar_carpetas()
    pid = pid_en_turno()
    if pid is not None:
        terminar([pid], espera=ESPERA_DE_PARO)
    terminar(marcados())
    arranque.detener()
