"""Hacer las versiones ligeras mientras se vive lo demás: usa el segundo procesador."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from time import monotonic, sleep

from django.db import connection

from media_library.dominio.versiones.cola import derivar_todo
from media_library.dominio.versiones.recetas import EXTRAS
from media_library.estados import EstadoDerivado
from media_library.models import Derivado

ESPERA_DE_DERIVADOS = 180


@contextmanager
def derivando() -> Iterator[None]:
    """Un hilo que hace lo pendiente, a la par del trabajador si lo hay, hasta salir del bloque."""
    alto = Event()
    hilo = Thread(target=_derivar, args=(alto,), daemon=True)
    hilo.start()
    try:
        yield
    finally:
        alto.set()
        hilo.join()


def _derivar(alto: Event) -> None:
    try:
        while not alto.is_set():
            if not derivar_todo(8, con_extras=False):
                alto.wait(0.3)
    finally:
        connection.close()


def esperar_derivados(evidencias: list[int]) -> None:
    """Espera las versiones ligeras de estas evidencias; si algo se atora, sigue: el portal reintenta."""
    limite = monotonic() + ESPERA_DE_DERIVADOS
    faltan = Derivado.objects.filter(~EXTRAS, estado=EstadoDerivado.PENDIENTE, original__evidencias__in=evidencias)
    while faltan.exists() and monotonic() < limite:
        sleep(0.1)
