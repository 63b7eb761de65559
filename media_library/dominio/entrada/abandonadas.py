"""Las subidas que nadie terminó: las que llegaron enteras se terminan, las viejas vencen y lo suelto se barre."""

from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction

from media_library import transiciones
from media_library.dominio.entrada.cierre import CARPETA, cerrar
from media_library.dominio.entrada.subidas import terminar
from media_library.models import Subida

ABANDONADA = timedelta(minutes=10)  # completa y sin entrar: quien la terminaba ya no existe


def atender(*, ahora: datetime) -> int:
    """Lo que quedó pendiente: termina lo que llegó entero y se quedó a medias, vence lo abandonado, barre lo suelto."""
    completas = Subida.objects.completas().filter(ultimo_en__lt=ahora - ABANDONADA).select_related("persona", "buzon")
    atendidas = [terminar(subida, ahora=ahora) for subida in completas.order_by("pk")[:50]]
    vencidas = list(Subida.objects.vencidas(ahora).order_by("pk")[:200])
    for subida in vencidas:
        vencer(subida, ahora=ahora)
    _barrer(ahora)
    return len(atendidas) + len(vencidas)


@transaction.atomic(durable=True)
def vencer(subida: Subida, *, ahora: datetime) -> Subida:
    """Pasó una semana sin recibir nada: se cierra y se borra lo recibido."""
    return cerrar(subida, transiciones.VENCER, "Pasaron siete días sin terminar.", ahora)


def _barrer(ahora: datetime) -> None:
    """Borra los archivos de hace más de una hora que ninguna subida en curso reclama."""
    limite = (ahora - timedelta(hours=1)).timestamp()
    viejos = {r.name: r for r in (Path(settings.DIR_SUBIDAS) / CARPETA).glob("*") if r.stat().st_mtime < limite}
    if not viejos:
        return
    vivas = {clave.hex for clave in Subida.objects.en_curso().values_list("clave", flat=True)}
    for nombre in viejos.keys() - vivas:
        viejos[nombre].unlink(missing_ok=True)
