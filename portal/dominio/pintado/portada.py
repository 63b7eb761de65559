"""Inicio, agenda pública, sala de prensa y el aviso del periodo de suspensión."""

from datetime import timedelta
from itertools import groupby
from typing import Any

from nucleo.texto.formato import CENTRO, fecha_larga
from personas.estados import Tema
from portal.consultas.actualidad import agenda_proxima, agenda_publica, avisos_urgentes
from portal.consultas.boletines import con_fotos, recientes
from portal.consultas.edicion import Edicion
from portal.dominio.pintado.marco import pintar
from portal.dominio.pintado.tarjetas import tarjetas


def inicio(edicion: Edicion) -> str:
    ultimos = tarjetas(recientes(edicion, 7), edicion)
    return pintar(
        "inicio.html",
        edicion,
        seccion="inicio",
        destacado=next(iter(ultimos), None),
        ultimos=ultimos[1:7],
        eventos=agenda_proxima(edicion, 7)[:6],
        ahora=edicion.ahora,
        tira=[t for t in tarjetas(con_fotos(edicion, 6), edicion) if t.foto],
        avisos=avisos_urgentes(edicion),
        temas=Tema.choices,
    )


def agenda(edicion: Edicion) -> str:
    hoy = edicion.ahora.astimezone(CENTRO).date()
    eventos = agenda_publica(hoy - timedelta(days=31), 31 + 60)
    proximos = [e for e in eventos if e.inicio.astimezone(CENTRO).date() >= hoy]
    pasados = [e for e in eventos if e.inicio.astimezone(CENTRO).date() < hoy]
    return pintar(
        "agenda.html",
        edicion,
        seccion="agenda",
        proximos=_por_dia(proximos),
        pasados=_por_dia(pasados[::-1]),
        actualizada_en=edicion.ahora,  # se rehace cada día: lo que anuncia depende de la fecha
    )


def _por_dia(eventos: list[Any]) -> list[tuple[str, list[Any]]]:
    return [(dia, list(grupo)) for dia, grupo in groupby(eventos, key=lambda e: fecha_larga(e.inicio, con_dia=True))]


def suspendido(edicion: Edicion) -> str:
    """El aviso que se ve en la dirección de lo oculto: el mismo en todas, sin contenido (docs/dominio.md, regla 3)."""
    desde = edicion.suspension.inicio if edicion.suspension else None
    return pintar("suspendido.html", edicion, seccion="", actualizada_en=desde)
