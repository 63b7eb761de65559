"""Los mismos ajustes, con estáticos sin huella y contraseñas rápidas: sólo cambia la velocidad de las pruebas."""

import os
import tempfile

# Cada proceso de pruebas escribe en su propia carpeta y deja intacto var/.
os.environ.setdefault("DIR_PUBLICO", tempfile.mkdtemp(prefix="comsocial-pub-"))
os.environ.setdefault("BASE_URL", "http://localhost:8000")

from pathlib import Path

from comsocial.settings import *  # noqa: F403 - hereda todos los ajustes
from comsocial.settings import ALLOWED_HOSTS, DATABASES, STORAGES, TEMPLATES

_PRUEBAS = Path(tempfile.mkdtemp(prefix="comsocial-pruebas-"))
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
DIR_ORIGINALES = _PRUEBAS / "originales"
DIR_DERIVADOS = _PRUEBAS / "derivados"
DIR_SUBIDAS = _PRUEBAS / "subidas"
MEDIA_ROOT = _PRUEBAS / "archivos"
STATIC_ROOT = _PRUEBAS / "static"  # WhiteNoise exige que exista, aunque nadie haya corrido collectstatic
FILE_UPLOAD_TEMP_DIR = None
LIBREOFFICE = ""  # el de la máquina, si lo hay, tarda: la prueba que lo necesita pone el suyo
STATIC_ROOT = _PRUEBAS / "static"
for _carpeta in (STATIC_ROOT, DIR_ORIGINALES, DIR_DERIVADOS, DIR_SUBIDAS, MEDIA_ROOT, STATIC_ROOT):
    _carpeta.mkdir(parents=True, exist_ok=True)
ALLOWED_HOSTS.append("testserver")
DATABASES["default"]["CONN_MAX_AGE"] = 0
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = "«VARIABLE INDEFINIDA: %s»"
