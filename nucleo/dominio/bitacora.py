"""Escribir en la bitácora y comprobarla."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.models import Model

from nucleo.archivos import agregar_renglon
from nucleo.models import Ancla, Asiento
from nucleo.referencias import ref
from nucleo.texto.formato import CENTRO

SISTEMA = "sistema"

# El disparador calcula con esta misma expresión; ver la migración 0002.
HUELLA_SQL = """encode(sha256(convert_to(jsonb_build_array(
    previo, numero, to_char(ocurrio_en at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
    to_char(registrado_en at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
    accion, objeto, por_ref, por_nombre, detalle)::text, 'UTF8')), 'hex')"""


def asentar(accion: str, objeto: Model | str, *, por: Model | None, ahora: datetime, **detalle: Any) -> None:
    """Agrega un renglón a la bitácora, en la transacción del acto que lo causó.

    `por=None` es el propio sistema. El renglón no se puede cambiar ni borrar.
    """
    texto = json.dumps(detalle, default=str)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO nucleo_asiento (ocurrio_en, accion, objeto, por_ref, por_nombre, detalle)"
            " VALUES (%s, %s, %s, %s, %s, %s::jsonb)",
            [ahora, accion, objeto if isinstance(objeto, str) else ref(objeto), _quien(por), _nombre(por), texto],
        )


def _quien(por: Model | None) -> str:
    if por is not None:
        return ref(por)
    return SISTEMA


def _nombre(por: Model | None) -> str:
    if por is not None:
        return str(por)[:200]
    return "Sistema"


def de_objeto(objeto: Model, *, limite: int = 30) -> list[Asiento]:
    """La historia de un objeto, de lo último a lo primero."""
    return list(Asiento.objects.filter(objeto=ref(objeto))[:limite])


def roturas() -> list[int]:
    """Los números de asiento donde la cadena no cuadra; lista vacía si está entera."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT numero FROM (
                SELECT numero, huella, previo, {HUELLA_SQL} AS calculada,
                       lag(huella, 1, '') OVER (ORDER BY numero) AS anterior,
                       row_number() OVER (ORDER BY numero) AS lugar
                FROM nucleo_asiento) t
            WHERE huella <> calculada OR previo <> anterior OR numero <> lugar ORDER BY numero"""  # noqa: S608 - SQL propio, sin datos ajenos
        )
        return [fila[0] for fila in cursor.fetchall()]


def anclar(*, ahora: datetime, archivo: Path) -> Ancla | None:
    """Copia la cabeza de la cadena a un archivo fuera de la base: así se nota si cortan la cola."""
    ultimo = Asiento.objects.order_by("-numero").first()
    if ultimo is None:
        return None
    ancla, nueva = Ancla.objects.get_or_create(
        fecha=ahora.astimezone(CENTRO).date(), defaults={"numero": ultimo.numero, "huella": ultimo.huella}
    )
    if nueva:
        renglon = {"fecha": str(ancla.fecha), "numero": ancla.numero, "huella": ancla.huella}
        agregar_renglon(archivo, json.dumps(renglon))
    return ancla


def anclas_rotas(archivo: Path) -> list[str]:
    """Las anclas externas que ya no coinciden con la bitácora (cola cortada o reescrita), por su fecha.

    De un renglón que no se entiende dice su número.
    """
    anclas = _anclas_de(archivo)
    vivas = dict(Asiento.objects.filter(numero__in=[a["numero"] for a in anclas]).values_list("numero", "huella"))
    return [a["fecha"] for a in anclas if vivas.get(a["numero"]) != a["huella"]]


def anclas_ausentes(archivo: Path) -> list[str]:
    """Las fechas que la base ancló y el archivo de fuera no tiene: sin él no hay con qué comprobar."""
    escritas = {ancla["fecha"] for ancla in _anclas_de(archivo)}
    fechas = map(str, Ancla.objects.order_by("fecha").values_list("fecha", flat=True))
    return [fecha for fecha in fechas if fecha not in escritas]


def _anclas_de(archivo: Path) -> list[dict[str, Any]]:
    if not archivo.exists():
        return []
    renglones = archivo.read_text().splitlines()
    return [_leer_ancla(renglon, n) for n, renglon in enumerate(renglones, 1) if renglon.strip()]


def _leer_ancla(renglon: str, lugar: int) -> dict[str, Any]:
    try:
        leida = json.loads(renglon)
        return {"fecha": str(leida["fecha"]), "numero": int(leida["numero"]), "huella": str(leida["huella"])}
    except (ValueError, TypeError, KeyError):
        return {"fecha": f"renglón {lugar}, que no se entiende", "numero": 0, "huella": ""}
