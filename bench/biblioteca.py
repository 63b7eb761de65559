"""La biblioteca con dos millones de fotos contra una de mil: `python -m bench.biblioteca` (tarda minutos en cargar)."""

import os
import tempfile
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comsocial.settings_test")
os.environ["DIR_PUBLICO"] = f"{tempfile.mkdtemp(prefix='comsocial-bench-')}/publico"

BASE = "/oficina/biblioteca/"
PAGINAS = {
    "primera página": BASE,
    "a media lista": "",  # se arma con la llave de la foto de en medio
    "buscar una palabra rara": f"{BASE}?q=foto-777",
    "buscar la que todas tienen": f"{BASE}?q=pie",
    "una fecha": f"{BASE}?hasta=2026-06-30",
    "horizontales con calificación": f"{BASE}?orientacion=horizontal&desde=2026-01-01",
}


def principal() -> None:
    from comsocial.embebido.arranque import asegurar_servidores  # noqa: PLC0415 - antes que Django

    asegurar_servidores(["bench", "medir"])
    django.setup()
    from django.conf import settings  # noqa: PLC0415 - después de django.setup
    from django.test.utils import setup_test_environment  # noqa: PLC0415 - ídem

    settings.DATABASES["default"]["OPTIONS"] = {}
    setup_test_environment()
    chica, grande = medir("mil-fotos"), medir("fototeca")
    from bench.medir import decir, titulo  # noqa: PLC0415 - necesita Django listo

    titulo("Biblioteca: 2,000,000 de fotos / 1,000")
    for nombre, tardo in grande.items():
        decir(nombre, tardo / chica[nombre], "≤ 1.3", f"{1000 * tardo:.0f} ms contra {1000 * chica[nombre]:.0f}")


def medir(perfil: str) -> dict[str, float]:
    """Segundos de cada página con ese volumen. Las consultas las cuenta la suite."""
    from django.db import connection  # noqa: PLC0415 - necesita Django listo

    from bench import paginas  # noqa: PLC0415 - ídem
    from comsocial.operacion.volumen import PERFILES, cargar  # noqa: PLC0415 - ídem

    anterior = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        paginas.preparar_persona()
        print(f"Cargando «{perfil}»…", flush=True)
        cargar(PERFILES[perfil])
        return _de_cada_pagina()
    finally:
        connection.creation.destroy_test_db(anterior, verbosity=0)


def _de_cada_pagina() -> dict[str, float]:
    from django.test import Client  # noqa: PLC0415 - necesita Django listo

    from bench.medir import intercalar  # noqa: PLC0415 - ídem
    from media_library.models import Evidencia  # noqa: PLC0415 - ídem
    from personas.models import Persona  # noqa: PLC0415 - ídem

    cliente = Client(headers={"host": "localhost"})
    cliente.force_login(Persona.objects.get(username="bench"))
    cuantas = Evidencia.objects.order_by("-pk").values_list("pk", flat=True).first()
    media = Evidencia.objects.filter(pk__lte=cuantas // 2).order_by("-pk").only("capturada_en").first()
    paginas = PAGINAS | {"a media lista": f"{BASE}?antes={media.capturada_en.timestamp():.6f}_{media.pk}"}
    resultado: dict[str, float] = {}
    for nombre, ruta in paginas.items():

        def pedir(ruta: str = ruta) -> Any:
            respuesta = cliente.get(ruta)
            assert respuesta.status_code == 200, ruta

        pedir()
        resultado[nombre] = intercalar(pedir, vueltas=7)[0]
    return resultado


if __name__ == "__main__":
    principal()
