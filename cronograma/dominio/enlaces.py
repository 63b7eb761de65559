"""Los enlaces que alguien pegó como prueba: se abren y la celda dice qué se halló."""

import time
from collections.abc import Callable
from datetime import datetime

from cronograma.models import EvidenciaManual
from paginas.dominio.abrir import que_hay_en


def abrir_pendientes(*, reloj: Callable[[], datetime], segundos: float) -> int:
    """Abre los que nadie ha visto, de uno en uno, hasta acabar o agotar el tiempo. Devuelve cuántos.

    Sin transacción abierta mientras se lee. Lo hallado no cambia la cuenta: lo decide una persona con «No cuenta».
    """
    empezo, abiertos = time.monotonic(), 0
    while time.monotonic() - empezo < segundos:
        pendiente = EvidenciaManual.objects.por_abrir().order_by("pk").first()
        if pendiente is None:
            break
        hallado = que_hay_en(pendiente.enlace)
        EvidenciaManual.objects.por_abrir().filter(pk=pendiente.pk).update(
            enlace_abrio=hallado.abrio, enlace_dice=hallado.dice, enlace_visto_en=reloj()
        )
        abiertos += 1
    return abiertos
