"""La jaula donde se abre lo ajeno: sin red, sin secretos y con topes (docs/fiabilidad.md, «Archivos ajenos»)."""

import os
import shutil
import signal
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

MB = 1024 * 1024
# `ulimit` en el propio hijo: preexec_fn no es seguro cuando el padre tiene hilos.
TOPES = 'ulimit -c 0; ulimit -v "$1"; ulimit -t "$2"; ulimit -f "$3"; shift 3; exec nice -n 5 "$@"'
SALIDA = ".salida.txt"


@dataclass(frozen=True)
class Limites:
    """Memoria y tamaño de archivo en MB; procesador y plazo en segundos."""

    memoria: int = 1024
    procesador: int = 60
    archivo: int = 200
    plazo: int = 90


@dataclass(frozen=True)
class Corrida:
    """Cómo terminó un proceso enjaulado y lo último que dijo."""

    codigo: int
    salida: str
    vencida: bool = False

    @property
    def bien(self) -> bool:
        return self.codigo == 0


@cache
def sin_red() -> tuple[str, ...]:
    """El prefijo que quita la red, si este equipo deja crear espacios de nombres sin ser root."""
    unshare = shutil.which("unshare")
    if unshare is None:
        return ()
    prueba = subprocess.run([unshare, "-rn", "true"], capture_output=True, check=False)  # noqa: S603 - orden nuestra
    return (unshare, "-rn", "--") if prueba.returncode == 0 else ()


def correr(orden: list[str], carpeta: Path, limites: Limites) -> Corrida:
    """Corre una orden dentro de `carpeta` con los topes puestos. Al vencer el plazo mata a todo el grupo."""
    topes = [str(limites.memoria * 1024), str(limites.procesador), str(limites.archivo * 2048)]
    completa = [*sin_red(), "/bin/sh", "-c", TOPES, "jaula", *topes, *orden]
    with (carpeta / SALIDA).open("wb") as salida:
        proceso = subprocess.Popen(  # noqa: S603 - órdenes armadas por nosotros, nunca con texto del usuario
            completa,
            cwd=carpeta,
            env=_entorno(carpeta),
            stdin=subprocess.DEVNULL,
            stdout=salida,
            stderr=salida,
            start_new_session=True,
        )
        try:
            codigo, vencida = proceso.wait(limites.plazo), False
        except subprocess.TimeoutExpired:
            os.killpg(proceso.pid, signal.SIGKILL)
            codigo, vencida = proceso.wait(), True
    texto = (carpeta / SALIDA).read_bytes()[-20_000:].decode("utf-8", "replace")
    return Corrida(codigo, texto, vencida)


def _entorno(carpeta: Path) -> dict[str, str]:
    """Nada del entorno del servidor: ni contraseñas ni direcciones."""
    return {
        "PATH": "/usr/bin:/bin",
        "HOME": str(carpeta),
        "TMPDIR": str(carpeta),
        "LANG": "C.UTF-8",
        "OMP_NUM_THREADS": "1",
    }
