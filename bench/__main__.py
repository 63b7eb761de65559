"""`make bench`: prepara una base aparte, mide y la borra."""

import os
import tempfile

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
    from django.db import connection  # noqa: PLC0415 - ídem
    from django.test.utils import setup_test_environment  # noqa: PLC0415 - ídem

    settings.DATABASES["default"]["OPTIONS"] = {}
    setup_test_environment()
    anterior = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        medir_todo()
    finally:
        connection.creation.destroy_test_db(anterior, verbosity=0)


def medir_todo() -> None:
    from django.test import Client  # noqa: PLC0415 - ídem

    from bench import fotos, paginas, peso, servidores  # noqa: PLC0415 - necesitan Django listo
    from comsocial.operacion.volumen import PERFILES, cargar  # noqa: PLC0415 - ídem

    paginas.preparar_persona()
    chica = paginas.listas()
    print(f"Cargando el volumen «{PERFIL}»…", flush=True)
    cargar(PERFILES[PERFIL])
    html = paginas.articulo_de_muestra()
    servidores.portal(html)
    paginas.publicar()
    paginas.buscar()
    paginas.pdf()
    fotos.fotos()
    paginas.correo()
    paginas.comparar_listas(chica, paginas.listas())
    peso.peso(html, "artículo del portal", "≤ 150")
    peso.peso(Client(headers={"host": "localhost"}).get("/acceso/login/").content, "marco de la oficina", "≤ 140")


principal()
