"""La forma de onda de una grabación: sus alturas se guardan en un derivado y aquí se dibujan."""

import json
from array import array
from pathlib import Path
from typing import Any

from media_library.clientes import almacen
from media_library.estados import EstadoDerivado
from media_library.models import Derivado
from media_library.models.receta import ONDA, Receta

PICOS = 800
MUESTRAS_POR_SEGUNDO = 2000


def picos(crudo: Path) -> dict[str, Any]:
    """La forma de onda en 800 alturas de 0 a 100, para dibujarla sin bajar el audio."""
    muestras = array("h")
    muestras.frombytes(crudo.read_bytes()[: crudo.stat().st_size // 2 * 2])
    paso = max(1, -(-len(muestras) // PICOS))
    alturas = [abs(max(t, key=abs)) for i in range(0, len(muestras), paso) if (t := muestras[i : i + paso])]
    return {
        "segundos": round(len(muestras) / MUESTRAS_POR_SEGUNDO, 2),
        "picos": [round(altura * 100 / 32768) for altura in alturas],
    }


def trazo(derivados: dict[Receta, Derivado]) -> str:
    """El trazo SVG de la forma de onda (800 × 100), o nada si aún no está."""
    derivado = derivados.get(ONDA)
    if derivado is None or derivado.estado != EstadoDerivado.HECHO:
        return ""
    try:
        with almacen.abrir(almacen.derivados(), derivado.archivo) as archivo:
            alturas_guardadas = json.load(archivo)["picos"]
    except (OSError, ValueError, KeyError):
        return ""
    # Lo más fuerte llena la altura: una grabación lejana también se ve dónde habla.
    mayor = max([1, *alturas_guardadas])
    alturas = [max(1, altura * 96 / mayor) / 2 for altura in alturas_guardadas]
    return " ".join(f"M{x} {50 - alto:.1f}V{50 + alto:.1f}" for x, alto in enumerate(alturas))
