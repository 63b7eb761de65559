"""Lo que se congela al aprobar y su huella: lo que sale es eso, o no sale."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.conf import settings

from redes.models import Publicacion


def congelar(publicacion: Publicacion) -> dict[str, Any]:
    """Lo que dirá en su red: texto, enlace medido y fotos en orden, cada una con la huella de su original."""
    composicion = publicacion.composicion
    fotos = composicion.fotos.select_related("evidencia__original")
    marca = f"p{publicacion.pk}"
    return {
        "red": publicacion.red,
        "texto": publicacion.texto,
        "enlace": con_medida(composicion.enlace, red=publicacion.red, marca=marca),
        "marca": marca,
        "fotos": [
            {"evidencia": f.evidencia_id, "sha256": f.evidencia.original.huella, "alt": f.texto_alternativo}
            for f in fotos
        ],
    }


def huella_de(congelada: Mapping[str, Any]) -> str:
    """SHA-256 de lo congelado en JSON canónico."""
    return hashlib.sha256(json.dumps(congelada, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def con_medida(enlace: str, *, red: str, marca: str) -> str:
    """El mismo enlace con de dónde viene. El ajeno va tal cual: no es nuestro para marcarlo."""
    if not enlace or urlsplit(enlace).netloc != urlsplit(settings.BASE_URL).netloc:
        return enlace
    partes = urlsplit(enlace)
    medida = {"utm_source": red, "utm_medium": "social", "utm_content": marca}
    return urlunsplit(partes._replace(query=urlencode([*parse_qsl(partes.query), *medida.items()])))
