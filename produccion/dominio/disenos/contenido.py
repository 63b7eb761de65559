"""Lo que se aprueba de un diseño y su huella: su texto, su foto o su archivo, su código y su leyenda."""

import hashlib
import json
from typing import Any

from nucleo.dominio.impedimentos import NoSePuede, YaCambio
from produccion.models import Diseno


def contenido_de(diseno: Diseno) -> dict[str, Any]:
    """Todo lo que dice la pieza, como se congela en cada versión."""
    return {
        "plantilla": diseno.plantilla,
        **diseno.campos(),
        "enlace_del_qr": diseno.enlace_del_qr,
        "leyenda": diseno.leyenda,
        "dependencia": diseno.dependencia.nombre,
        "foto": diseno.foto.original.huella if diseno.foto else "",
        "alternativo": diseno.foto.texto_alternativo if diseno.foto else "",
        "archivo": diseno.archivo.original.huella if diseno.archivo else "",
    }


def huella_de(contenido: dict[str, Any]) -> str:
    """SHA-256 de lo que se aprueba."""
    return hashlib.sha256(json.dumps(contenido, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def huella_del_diseno(diseno: Diseno) -> str:
    """La huella de lo que hoy enseña su página; regresa con cada acto de voluntad."""
    return huella_de(contenido_de(diseno))


def exigir_lo_mostrado(diseno: Diseno, huella_vista: str) -> str:
    """Rechaza decidir sobre lo que no se vio. `diseno` debe ser la fila tomada por el acto."""
    ahora = huella_del_diseno(diseno)
    if not huella_vista:
        raise NoSePuede("No llegó qué diseño estaba a la vista. Hay que verlo aquí y oprimir otra vez el botón.")
    if huella_vista != ahora:
        raise YaCambio("El diseño cambió mientras se veía. Aquí está como quedó; hay que verlo antes de decidir.")
    return ahora
