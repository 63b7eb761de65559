"""Dónde vive cada cosa: carpeta de datos, enchufes y direcciones de PostgreSQL y Redis.

No importa Django: `manage.py` y `comsocial/settings.py` lo usan antes de que exista.
"""

import hashlib
import os
from pathlib import Path
from typing import Any
from urllib.parse import quote

RAIZ = Path(__file__).resolve().parent.parent.parent
BASE = DUENO = "comsocial"
APLICACION = "comsocial_aplicacion"  # con el que corre todo menos migrar y restaurar
# Un enchufe Unix no admite más de 107 bytes de ruta; aquí caben siempre, viva donde viva el proyecto.
# Fija, y no TMPDIR: dos terminales con distinto TMPDIR deben encontrar los mismos servidores.
RAIZ_DE_ENCHUFES = Path("/tmp")  # noqa: S108 - la carpeta de adentro es propia y se comprueba su dueño


class ErrorDeArranque(SystemExit):
    """El arranque no puede seguir; lleva una frase en español y termina con código 1."""


def dir_datos() -> Path:
    """Carpeta de datos: `DIR_DATOS` o `var/` junto al código."""
    return Path(os.environ.get("DIR_DATOS") or RAIZ / "var").expanduser().resolve()


def huella() -> str:
    """Ocho letras que distinguen esta carpeta de datos de cualquier otra de la máquina."""
    return hashlib.sha256(str(dir_datos()).encode()).hexdigest()[:8]


def dir_registro() -> Path:
    """Carpeta de los registros de cada proceso."""
    return dir_datos() / "registro"


def dir_enchufes() -> Path:
    """Carpeta corta de los enchufes; se calcula de la de datos, así dos copias no chocan."""
    return RAIZ_DE_ENCHUFES / f"comsocial-{os.getuid()}-{huella()}"


def dir_enchufe_postgres() -> Path:
    """Carpeta propia del enchufe de PostgreSQL: su usuario puede ser otro que el nuestro."""
    return dir_enchufes() / "pg"


def enchufe_redis() -> Path:
    """Ruta del enchufe de Redis."""
    return dir_enchufes() / "redis.sock"


def config_postgres(papel: str = APLICACION) -> dict[str, Any]:
    """La base embebida, vista por uno de sus papeles, en la forma de `DATABASES["default"]`."""
    return {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": str(dir_enchufe_postgres()),
        "PORT": "",
        "NAME": BASE,
        "USER": papel,
        "PASSWORD": "",
    }


def url_postgres(papel: str = DUENO) -> str:
    """La base embebida como URL de libpq."""
    return f"postgresql:///{BASE}?user={papel}&host={quote(str(dir_enchufe_postgres()), safe='')}"


def url_redis() -> str:
    """El Redis embebido como URL de redis-py (caché y límites)."""
    return f"unix://{enchufe_redis()}?db=0"


def url_broker() -> str:
    """El Redis embebido como URL de Celery; otra base, para vaciar la caché sin tocar la cola."""
    return f"redis+socket://{enchufe_redis()}?virtual_host=1"


def preparar_carpetas() -> None:
    """Crea la carpeta de datos y la de enchufes, y rechaza la que sea de alguien más."""
    try:
        dir_registro().mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ErrorDeArranque(f"No se puede escribir en {dir_datos()} ({error.strerror}).") from None
    carpeta = dir_enchufes()
    carpeta.mkdir(mode=0o711, exist_ok=True)
    dueno = carpeta.lstat()
    if carpeta.is_symlink() or dueno.st_uid != os.getuid():
        raise ErrorDeArranque(f"La carpeta {carpeta} es de otro usuario; bórrela y vuelva a arrancar.")
    carpeta.chmod(0o711)
