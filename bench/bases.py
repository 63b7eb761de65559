"""Bases con volumen que se conservan de una corrida a otra, para medir chico contra grande."""

import os
import tempfile

import django


def arrancar() -> None:
    """Levanta los servidores embebidos y Django, con el árbol público en una carpeta de paso."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comsocial.settings_test")
    os.environ["DIR_PUBLICO"] = f"{tempfile.mkdtemp(prefix='comsocial-bench-')}/publico"
    from comsocial.embebido.arranque import asegurar_servidores  # noqa: PLC0415 - antes que Django

    asegurar_servidores(["bench", "medir"])
    django.setup()
    from django.conf import settings  # noqa: PLC0415 - después de django.setup
    from django.test.utils import setup_test_environment  # noqa: PLC0415 - ídem

    for base in filter(None, (settings.DATABASES["default"], settings.BASE_DEL_DUENO)):
        base["OPTIONS"] = {}
    settings.USERSESSIONS_TRACK_ACTIVITY = False
    setup_test_environment()


def base_de(perfil: str) -> str:
    return f"bench_{perfil.replace('-', '_')}"


def usar(perfil: str) -> None:
    from django.db import connection  # noqa: PLC0415 - necesita Django listo

    connection.close()
    connection.settings_dict["NAME"] = base_de(perfil)


def preparar(perfil: str) -> None:
    """La base de ese perfil: la que ya estaba, al día, o una recién cargada. Queda en uso."""
    from django.core.management import call_command  # noqa: PLC0415 - necesita Django listo
    from django.db import connection  # noqa: PLC0415 - ídem

    from bench import paginas  # noqa: PLC0415 - ídem
    from comsocial.operacion.dueno import como_dueno  # noqa: PLC0415 - ídem
    from comsocial.operacion.volumen import PERFILES, cargar  # noqa: PLC0415 - ídem

    with como_dueno(), connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT 1 FROM pg_database WHERE datname = %s)", [base_de(perfil)])
        if not cursor.fetchone()[0]:
            cursor.execute(f'CREATE DATABASE "{base_de(perfil)}"')
    usar(perfil)
    call_command("migrate", verbosity=0)
    from boletines.models import Boletin  # noqa: PLC0415 - ídem

    if not Boletin.objects.exists():
        print(f"Cargando «{perfil}»…", flush=True)
        paginas.preparar_persona()
        cargar(PERFILES[perfil])
    with como_dueno(), connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
