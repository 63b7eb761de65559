"""`make bench`: prepara una base aparte, mide y la borra."""

import os
import tempfile
from collections.abc import Callable
from types import ModuleType
from typing import Any

import django

PERFIL = os.environ.get("BENCH_PERFIL", "pueblo")
CARPETA = tempfile.mkdtemp(prefix="comsocial-bench-")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comsocial.settings_test")
os.environ["DIR_PUBLICO"] = f"{CARPETA}/publico"


def principal() -> None:
    from comsocial.embebido.arranque import asegurar_servidores  # noqa: PLC0415 - antes que Django

    asegurar_servidores(["bench", "medir"])
    django.setup()
    from django.conf import settings  # noqa: PLC0415 - después de django.setup
    from django.test.utils import setup_test_environment  # noqa: PLC0415 - ídem

    settings.DATABASES["default"]["OPTIONS"] = {}
    setup_test_environment()
    chica = en_otra_base("minimo", lambda paginas: paginas.listas())
    en_otra_base(PERFIL, lambda _: medir_todo(chica))


def en_otra_base(perfil: str, accion: Callable[[ModuleType], Any]) -> Any:
    """Crea una base aparte con el volumen del perfil, hace algo en ella y la borra."""
    from django.db import connection  # noqa: PLC0415 - necesita Django listo

    from bench import paginas  # noqa: PLC0415 - ídem
    from comsocial.operacion.volumen import PERFILES, cargar  # noqa: PLC0415 - ídem

    anterior = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        paginas.preparar_persona()
        print(f"Cargando el volumen «{perfil}»…", flush=True)
        cargar(PERFILES[perfil])
        return accion(paginas)
    finally:
        connection.creation.destroy_test_db(anterior, verbosity=0)


def medir_todo(chica: dict[str, tuple[float, int]]) -> None:
    from django.test import Client  # noqa: PLC0415 - ídem

    from bench import fotos, paginas, peso, servidores  # noqa: PLC0415 - necesitan Django listo

    html = paginas.articulo_de_muestra()
    servidores.portal(html)
    paginas.construir()
    paginas.publicar()
    paginas.pdf()
    fotos.fotos()
    paginas.correo()
    paginas.comparar_listas(chica, paginas.listas())
    peso.peso(html, "artículo del portal", "≤ 150")
    peso.peso(Client(headers={"host": "localhost"}).get("/acceso/login/").content, "marco de la oficina", "≤ 140")


principal()
