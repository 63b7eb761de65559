"""Lo que se escribe de un boletín, como un solo paquete que se guarda, se compara y se une."""

import hashlib
from typing import Any

from nucleo.texto import rico as texto_rico

CAMPOS_DE_TEXTO = ("titulo", "sumario", "balazos", "cuerpo", "frase", "frase_de")
NOMBRES = {
    "titulo": "Cabeza",
    "sumario": "Sumario",
    "balazos": "Balazos",
    "cuerpo": "Cuerpo",
    "frase": "Frase destacada",
    "frase_de": "Quién la dijo",
}
SIN_TITULO = "Boletín sin título"

Contenido = dict[str, Any]


def contenido_de(objeto: Any) -> Contenido:
    """El paquete de texto de un boletín o de una de sus versiones."""
    return {campo: getattr(objeto, campo) for campo in CAMPOS_DE_TEXTO}


def limpiar_campos(campos: dict[str, Any]) -> dict[str, Any]:
    """Los campos listos para guardarse: el cuerpo limpio y sin cabeza vacía (un borrador puede ir incompleto)."""
    limpios = dict(campos)
    if "cuerpo" in limpios:
        limpios["cuerpo"] = texto_rico.limpiar(limpios["cuerpo"])
    if "titulo" in limpios:
        limpios["titulo"] = limpios["titulo"].strip() or SIN_TITULO
    return limpios


def ancla_de(parrafo: str) -> str:
    """La huella con que un comentario sigue a su párrafo."""
    return hashlib.sha256(" ".join(parrafo.split()).encode()).hexdigest()
