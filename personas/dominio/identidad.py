"""El juego de identidad: con qué colores, letras y escudo se presenta la administración en todo lo que sale."""

from dataclasses import dataclass
from pathlib import Path

from django.core.files.storage import FileSystemStorage

from personas.models import Oficina

PRINCIPAL, ACENTO = "#7A2E1C", "#A5412A"  # los de la casa (static/tokens.json)


@dataclass(frozen=True)
class Identidad:
    """Lo que rige hoy, listo para typst: colores, letras y el escudo en el disco."""

    gobierno: str
    principal: str = PRINCIPAL
    acento: str = ACENTO
    letra_de_titulo: str = "Faustina"
    letra: str = "Public Sans"
    escudo: str = ""  # su ruta, o nada si no lo han puesto o vive en otro almacén


def identidad_de(oficina: Oficina | None = None) -> Identidad:
    """La identidad de la administración en turno."""
    oficina = oficina or Oficina.objects.actual()
    gobierno = f"Gobierno de {oficina.municipio}" if oficina.municipio else "Gobierno Municipal"
    return Identidad(gobierno=gobierno, escudo=escudo_en_disco(oficina))


def escudo_en_disco(oficina: Oficina) -> str:
    """La ruta del escudo, para un programa que pide archivos."""
    escudo = oficina.escudo
    local = escudo and isinstance(escudo.storage, FileSystemStorage) and escudo.storage.exists(escudo.name or "")
    return str(Path(escudo.path)) if local else ""
