"""Cada prueba de servidores corre en procesos aparte, con su propia carpeta de datos."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

RAIZ = Path(__file__).resolve().parents[2]
HEREDADAS = ("DATABASE_URL", "DATABASE_URL_DUENO", "REDIS_URL", "BROKER_URL", "DIR_PUBLICO",
             "DJANGO_SETTINGS_MODULE", "PORT", "DEMO", "BASE_URL", "SMTP_HOST", "SMTP_PORT",
             "FACEBOOK_BASE_URL", "PYTHONWARNINGS")  # fmt: skip


class Copia:
    """Una copia del sistema vista desde fuera: una carpeta de datos y sus comandos."""

    def __init__(self, datos: Path) -> None:
        self.datos = datos
        self.entorno = {k: v for k, v in os.environ.items() if k not in HEREDADAS and not k.startswith("PYTEST")}
        self.entorno |= {"DIR_DATOS": str(datos), "PYTHONPATH": str(RAIZ)}

    def python(self, *argumentos, **opciones):
        return subprocess.Popen([sys.executable, *argumentos], cwd=RAIZ, env=self.entorno, text=True, **opciones)

    def correr(self, codigo):
        """Corre un trozo de Python en esta copia y devuelve lo que escribió."""
        proceso = self.python("-c", codigo, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        salida, error = proceso.communicate(timeout=90)
        assert proceso.returncode == 0, error
        return salida.strip()

    def migrar(self):
        proceso = self.python("manage.py", "migrate", "--noinput", "--verbosity", "0")
        assert proceso.wait(300) == 0

    def nacer_de(self, migrada):
        """Empieza con una copia de la carpeta ya migrada, con sus dueños y permisos."""
        self.datos.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(["cp", "-a", str(migrada), str(self.datos)], check=True)

    def asegurar(self):
        return self.correr("from comsocial.embebido.arranque import levantar; levantar()")

    def detener(self):
        return self.correr("from comsocial.embebido.supervisor import parar; parar()")

    def pid(self, servidor):
        return int(self.correr(f"from comsocial.embebido import {servidor} as s; print(s.pid() or 0)"))

    def sql(self, orden):
        return self.correr(
            "import psycopg2; from comsocial.embebido.rutas import url_postgres\n"
            "c = psycopg2.connect(url_postgres()); c.autocommit = True; k = c.cursor()\n"
            f"k.execute({orden!r}); print(k.fetchone()[0] if k.description else '')"
        )

    def ping(self):
        return self.correr(
            "import redis; from comsocial.embebido.rutas import url_redis; print(redis.from_url(url_redis()).ping())"
        )


@pytest.fixture(scope="session")
def migrada(tmp_path_factory):
    """Una carpeta de datos recién migrada y detenida: migrar cien tablas por cada prueba no prueba nada más."""
    una = Copia(tmp_path_factory.mktemp("migrada") / "var")
    una.migrar()
    una.detener()
    return una.datos


@pytest.fixture
def copia(tmp_path):
    una = Copia(tmp_path / "carpeta con espacios y ñ" / "var")
    yield una
    una.detener()


@pytest.fixture
def otra(tmp_path):
    una = Copia(tmp_path / "otra" / "var")
    yield una
    una.detener()
