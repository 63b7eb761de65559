"""La base de verdad, con el sistema levantado por `servir`: con qué papel entra cada proceso y qué puede.

Tabla por tabla, en `tests/operacion/test_papeles.py`; aquí se entra con el papel mismo, sin ser nunca el dueño.
"""

import http.cookiejar
import json
import re
import subprocess
import urllib.parse
import urllib.request
from urllib.parse import quote

import pytest

from doubles.smtp import ServidorSMTP
from tests.embebido.conftest import Copia
from tests.embebido.test_servir import Servicio, hasta
from tests.operacion.test_papeles import PROHIBIDO, SIN_PERMISO

pytestmark = pytest.mark.lento
APLICACION = "comsocial_aplicacion"
QUIENES = "SELECT DISTINCT usename FROM pg_stat_activity WHERE datname = 'comsocial' AND pid <> pg_backend_pid()"


def comando(copia, *argumentos):
    proceso = copia.python("manage.py", *argumentos, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    salida, error = proceso.communicate(timeout=240)
    assert proceso.returncode == 0, error
    return salida


def con_el_papel(copia, papel, *ordenes, base=""):
    """Lo que contesta PostgreSQL a cada orden en su propia transacción: sus renglones, o el código de su negativa."""
    codigo = (
        "import json, psycopg2; from comsocial.embebido.rutas import url_postgres\n"
        f"c = psycopg2.connect(url_postgres({papel!r}){base}); visto = []\n"
        f"for orden in {ordenes!r}:\n"
        "    k = c.cursor()\n"
        "    try:\n"
        "        k.execute(orden); visto.append(k.fetchall() if k.description else None); c.commit()\n"
        "    except psycopg2.Error as error:\n"
        "        visto.append(error.pgcode); c.rollback()\n"
        "print(json.dumps(visto))"
    )
    return json.loads(copia.correr(codigo))


class Visita:
    """Un navegador sin pantalla: guarda sus cookies y repite el testigo de cada formulario."""

    def __init__(self, url):
        self.url = url
        galletas = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.abridor = urllib.request.build_opener(galletas)

    def abrir(self, camino, **datos):
        cuerpo = urllib.parse.urlencode(datos).encode() if datos else None
        with self.abridor.open(f"{self.url}{camino}", cuerpo, timeout=30) as respuesta:
            return respuesta.read().decode()

    def entrar(self, usuario, clave):
        testigo = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.abrir("/acceso/login/"))[1]
        return self.abrir("/acceso/login/", csrfmiddlewaretoken=testigo, login=usuario, password=clave)


@pytest.fixture(scope="module")
def oficina(tmp_path_factory, migrada):
    """Un sistema entero en marcha, con un día de trabajo hecho por sus propios comandos."""
    carpeta = tmp_path_factory.mktemp("papeles")
    copia = Copia(carpeta / "var")
    with ServidorSMTP(carpeta / "correo") as correo:
        copia.entorno |= {"SMTP_HOST": "127.0.0.1", "SMTP_PORT": str(correo.puerto), "CORREO_RITMO_POR_DOMINIO": "0"}
        servicio = Servicio(copia, migrada)
        comando(copia, "collectstatic", "--noinput", "--verbosity", "0")
        servicio.url()
        comando(copia, "cargar_demo", "--meses", "0", "--forzar")
        servicio.correo = correo
        yield servicio
        servicio.terminar()
        copia.detener()


def test_todo_lo_que_corre_entra_con_el_papel_de_la_aplicacion(oficina):
    def quienes():
        return con_el_papel(oficina.copia, "postgres", QUIENES)[0]

    Visita(oficina.url()).abrir("/acceso/login/")

    assert hasta(lambda: quienes() == [[APLICACION]], 20), quienes()


def test_con_ese_papel_nada_de_lo_que_vigila_se_apaga(oficina):
    de_un_dueno = ("SET ROLE comsocial", "SET ROLE postgres", "SET SESSION AUTHORIZATION comsocial")
    ordenes = (*PROHIBIDO, *de_un_dueno)
    antes = con_el_papel(oficina.copia, APLICACION, "SELECT count(*), max(huella) FROM nucleo_asiento")

    negadas = con_el_papel(oficina.copia, APLICACION, *ordenes)

    assert {orden: codigo for orden, codigo in zip(ordenes, negadas, strict=True) if codigo != SIN_PERMISO} == {}
    assert con_el_papel(oficina.copia, APLICACION, "SELECT count(*), max(huella) FROM nucleo_asiento") == antes
    assert antes[0][0][0] > 50


def test_y_hace_todo_lo_de_un_dia(oficina):
    """Crear, revisar, publicar y enviar lo hizo la demostración, con sus trabajadores; aquí se ve y se busca."""
    (hecho,) = con_el_papel(
        oficina.copia,
        APLICACION,
        "SELECT (SELECT count(*) FROM boletines_boletin WHERE estado = 'publicado'),"
        " (SELECT count(*) FROM difusion_envio WHERE canal = 'correo' AND estado = 'entregado'),"
        " (SELECT count(*) FROM media_library_derivado WHERE estado = 'hecho'), (SELECT count(*) FROM agenda_evento)",
    )
    assert min(hecho[0]) > 0
    assert len(oficina.correo.diario()) > 0
    visita = Visita(oficina.url())

    assert "Hoy" in visita.entrar("directora", "demo-mazamitla")
    assert "boletines/" in visita.abrir("/oficina/buscar/?q=a")
    assert "boletines/" in visita.abrir("/buscar?q=a")
    assert con_el_papel(oficina.copia, APLICACION, "SELECT count(*) > 0 FROM django_session") == [[[True]]]


def test_los_comandos_de_siempre_ya_levantan_los_dos_papeles(oficina):
    assert "Todo está como se guardó." in comando(oficina.copia, "verificar")


@pytest.fixture
def de_antes(copia, migrada):
    """Una carpeta de la versión de un solo papel: sin el segundo, y con lo que PUBLIC podía."""
    copia.nacer_de(migrada)
    comando(copia, "crear_directora", "--usuario", "dirige", "--correo", "dirige@oficina.invalid")
    quitar = con_el_papel(
        copia,
        "postgres",
        f"DROP OWNED BY {APLICACION}",
        f"DROP ROLE {APLICACION}",
        "GRANT TEMPORARY ON DATABASE comsocial TO PUBLIC",
    )
    assert quitar == [None, None, None]
    (copia.datos / "postgres" / "papeles_creados").unlink()
    return copia


def test_una_carpeta_de_antes_estrena_el_segundo_papel_sin_migrar(de_antes):
    assert "Todo está como se guardó." in comando(de_antes, "verificar")

    (suyos,) = con_el_papel(
        de_antes,
        APLICACION,
        "SELECT has_table_privilege('nucleo_asiento', 'DELETE'), has_table_privilege('agenda_evento', 'DELETE')",
    )
    assert suyos == [[False, True]]


@pytest.mark.parametrize("papeles", [2, 1])
def test_restaurar_en_una_base_de_fuera_con_los_dos_papeles_y_con_uno(copia, migrada, otra, tmp_path, papeles):
    """El servidor de una copia hace de PostgreSQL administrado para la otra."""
    copia.nacer_de(migrada)
    comando(copia, "crear_directora", "--usuario", "dirige", "--correo", "dirige@oficina.invalid")
    comando(copia, "respaldar", str(tmp_path / "respaldo"))
    con_el_papel(copia, "postgres", "CREATE ROLE de_fuera LOGIN", "CREATE ROLE quien_migra LOGIN")
    copia.correr(
        "import psycopg2; from comsocial.embebido.rutas import url_postgres\n"
        "c = psycopg2.connect(url_postgres('postgres')); c.autocommit = True\n"
        "c.cursor().execute('CREATE DATABASE administrada OWNER quien_migra')"
    )
    enchufe = quote(copia.correr("from comsocial.embebido.rutas import dir_enchufe_postgres as d; print(d())"))
    quien = {2: "de_fuera", 1: "quien_migra"}[papeles]
    otra.entorno["DATABASE_URL"] = f"postgres://{quien}@/administrada?host={enchufe}"
    if papeles == 2:
        otra.entorno["DATABASE_URL_DUENO"] = f"postgres://quien_migra@/administrada?host={enchufe}"

    salida = comando(otra, "restaurar", str(tmp_path / "respaldo"), "--ensayo")

    assert "Todo está como se guardó." in salida
    assert ("AVISO: El papel «quien_migra»" in salida) == (papeles == 1)
    if papeles == 2:
        comando(otra, "respaldar", str(tmp_path / "otro"))
        assert "Todo está como se guardó." in comando(otra, "restaurar", str(tmp_path / "otro"), "--sobre-escribir")
        del otra.entorno["DATABASE_URL_DUENO"]  # quien sólo trabaja no la necesita, ni para revisar
        assert "AVISO" not in comando(otra, "verificar")
