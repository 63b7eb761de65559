"""La última actualización que dice cada página (LGTAIP art. 58): la de lo más nuevo que muestra, no la de hoy.

Depende sólo del contenido: rehacer la página sin cambios da los mismos octetos.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from nucleo.texto.formato import CENTRO
from portal.dominio.pintado.tarjetas import Tarjeta

# Cuándo cambió por última vez el texto que trae el programa; al cambiarlo, una prueba pide poner aquí la fecha nueva.
DE_FABRICA = {
    "accesibilidad.html": datetime(2026, 11, 30, 12, tzinfo=CENTRO),
    "buscar.html": datetime(2026, 11, 30, 12, tzinfo=CENTRO),
    "contacto.html": datetime(2026, 11, 30, 12, tzinfo=CENTRO),
    "datos.html": datetime(2026, 11, 30, 12, tzinfo=CENTRO),
    "indice.html": datetime(2026, 11, 30, 12, tzinfo=CENTRO),
    "mapa.html": datetime(2026, 11, 30, 12, tzinfo=CENTRO),
    "privacidad.html": datetime(2026, 11, 30, 12, tzinfo=CENTRO),
    "suscripcion.html": datetime(2026, 11, 30, 12, tzinfo=CENTRO),
}
# Se hacen para quien las pide: no hay nada que actualizar.
SIN_FECHA = frozenset(
    {
        "asistencia.html",
        "confirmar.html",
        "contacto_faltas.html",
        "en_preparacion.html",
        "no_existe.html",
        "resultado.html",
    }
)


def actualizada_en(plantilla: str, contexto: Mapping[str, Any], configurada: datetime | None) -> datetime | None:
    """La de lo más nuevo entre sus boletines, actos y avisos; sin nada de eso, la de su texto o la de la oficina."""
    if plantilla in SIN_FECHA:
        return None
    fechas = [
        contexto.get("actualizada_en"),
        contexto.get("retirado_en"),
        *(_de_tarjeta(tarjeta) for tarjeta in _tarjetas(contexto)),
        *(acto.creado_en for acto in contexto.get("eventos", ())),
        *(aviso.inicio for aviso in contexto.get("avisos", ())),
    ]
    return max(filter(None, fechas), default=DE_FABRICA.get(plantilla, configurada))


def _tarjetas(contexto: Mapping[str, Any]) -> list[Tarjeta]:
    sueltas = [contexto.get("destacado")]
    for nombre in ("tarjetas", "ultimos", "tira"):
        sueltas += contexto.get(nombre, ())
    return [tarjeta for tarjeta in sueltas if tarjeta]


def _de_tarjeta(tarjeta: Tarjeta) -> datetime | None:
    """Su última corrección o, sin ella, su publicación."""
    return getattr(tarjeta.boletin, "actualizado_en", None) or tarjeta.boletin.publicado_en
