"""La biblioteca con dos millones de fotos contra una de mil: `python -m bench.biblioteca`.

La primera vez carga minutos; las dos bases se conservan (`bench_…`). Se piden una y una en la misma corrida y se dice
el tiempo de procesador del servidor web, que casi no depende de qué más corra, y el de reloj, que incluye a PostgreSQL.
La palabra rara no compara lo mismo: en la chica halla dos fotos y en la grande mil, así que pinta treinta veces más.
"""

import statistics
import time
from typing import Any

from bench.bases import arrancar, preparar, usar
from bench.medir import decir, titulo

BASES = ("mil-fotos", "fototeca")
BASE = "/oficina/biblioteca/"
RONDAS, PETICIONES = 4, 5
PAGINAS = {
    "primera página": "",
    "a media lista": "{media}",
    "buscar una palabra rara": "?q=foto-777",
    "buscar la que todas tienen": "?q=pie",
    "buscar la que nadie tiene": "?q=nadie",
    "una fecha": "?hasta=2026-06-30",
    "horizontales": "?orientacion=horizontal&desde=2026-01-01",
    "verticales": "?orientacion=vertical",
    "con calificación": "?calificacion=3",
    "videos": "?clase=video",
    "con menores": "?derechos=con_menores",
    "repetidas": "?repetidas=on",
}


def principal() -> None:
    arrancar()
    for perfil in BASES:
        preparar(perfil)
    titulo("Biblioteca: 2,000,000 de fotos / 1,000, procesador y reloj")
    for nombre, ruta in PAGINAS.items():
        chica, grande = medir(ruta)
        decir(nombre, grande[0] / chica[0], "≤ 1.3", f"{1000 * grande[0]:.0f} ms contra {1000 * chica[0]:.0f}")
        decir("   de reloj", grande[1] / chica[1], "", f"{1000 * grande[1]:.0f} ms contra {1000 * chica[1]:.0f}")


def medir(ruta: str) -> list[tuple[float, float]]:
    """Medianas de procesador y de reloj de cada base, alternadas. Las consultas las cuenta la suite."""
    tomadas: dict[str, tuple[list[float], list[float]]] = {perfil: ([], []) for perfil in BASES}
    for _ in range(RONDAS):
        for perfil, (procesador, reloj) in tomadas.items():
            usar(perfil)
            cliente, direccion = _cliente(), BASE + ruta.format(media=_a_media_lista() if "{media}" in ruta else "")
            _pedir(cliente, direccion)
            for _ in range(PETICIONES):
                de_procesador, de_reloj = time.process_time(), time.perf_counter()
                _pedir(cliente, direccion)
                procesador.append(time.process_time() - de_procesador)
                reloj.append(time.perf_counter() - de_reloj)
    return [(statistics.median(p), statistics.median(r)) for p, r in tomadas.values()]


def _pedir(cliente: Any, direccion: str) -> None:
    respuesta = cliente.get(direccion)
    assert respuesta.status_code == 200, direccion


def _cliente() -> Any:
    from django.test import Client  # noqa: PLC0415 - necesita Django listo

    from personas.models import Persona  # noqa: PLC0415 - ídem

    cliente = Client(headers={"host": "localhost"})
    cliente.force_login(Persona.objects.get(username="bench"))
    return cliente


def _a_media_lista() -> str:
    """La llave de la foto de en medio."""
    from media_library.models import Evidencia  # noqa: PLC0415 - necesita Django listo

    cuantas = Evidencia.objects.order_by("-pk").values_list("pk", flat=True).first()
    media = Evidencia.objects.filter(pk__lte=cuantas // 2).order_by("-pk").only("capturada_en").first()
    return f"?antes={media.capturada_en.timestamp():.6f}_{media.pk}"


if __name__ == "__main__":
    principal()
