"""Lo que lee `calendario.js` para pintar día, semana y mes en un cuadro."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse

from cadena.consultas.calendario import Calendario, Entrada
from nucleo.texto.formato import CENTRO, hora
from personas.models import Persona
from personas.permisos import EDITAR_AGENDA
from suspension.models import PeriodoSuspension


def datos_del_cuadro(
    calendario: Calendario, suspensiones: Sequence[PeriodoSuspension], persona: Persona, ahora: datetime
) -> dict[str, Any]:
    """Lo que lee `calendario.js`. Las horas van como se dicen aquí, sin huso: el navegador no las recorre."""
    lapso = calendario.lapso
    return {
        "vista": lapso.vista,
        "dia": lapso.dia.isoformat(),
        "desde": lapso.desde.isoformat(),
        "ahora": _de_pared(ahora),
        "nuevo": reverse("agenda:crear"),
        "puede": persona.puede(EDITAR_AGENDA),
        "eventos": [_dato(e) for e in calendario.entradas],
        "suspensiones": [[_de_pared(s.inicio), _de_pared(s.fin), s.nombre] for s in suspensiones],
    }


def _de_pared(momento: datetime) -> str:
    return f"{momento.astimezone(CENTRO):%Y-%m-%dT%H:%M:%S}"


def _dato(entrada: Entrada) -> dict[str, Any]:
    e = entrada.evento
    return {
        "id": str(e.pk),
        "title": e.titulo,
        "start": _de_pared(e.inicio),
        "end": _de_pared(e.fin),
        "editable": entrada.se_mueve,
        "url": reverse("cadena:evento", args=[e.pk]),
        "extendedProps": {
            "hora": hora(e.inicio),
            "fin": hora(e.fin),
            "prioridad": e.prioridad,
            "dependencia": e.dependencia.nombre,
            "lugar": e.donde(),
            "palabra": entrada.palabra,
            "forma": entrada.forma,
            "cubre": entrada.cubre,
            "traslape": entrada.se_traslapa_con,
            "sinCobertura": entrada.sin_cobertura,
            "noSera": e.no_se_hace,
            "version": e.version,
            "mover": reverse("cadena:cambiar_hora", args=[e.pk]),
        },
    }
