"""El marco de toda página pública: la identidad que muestra y cómo se pinta."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from nucleo.formato import CENTRO, telefono
from personas.models import Oficina
from portal.edicion import Edicion


@dataclass(frozen=True)
class Telefono:
    enlace: str
    texto: str


@dataclass(frozen=True)
class Sitio:
    """La identidad que el marco público muestra. En suspensión es neutra: escudo y nombre de la dependencia."""

    nombre: str
    municipio: str
    domicilio: str
    telefonos: Sequence[Telefono]
    correo: str
    base_url: str
    url_transparencia: str
    oficina: str
    entidad: str
    lema: str
    imagen: str
    clase_de_imagen: str
    configurado_en: datetime | None


def sitio(edicion: Edicion) -> Sitio:
    """La identidad de esa edición (INE 2021: en suspensión no hay logotipo, lema ni nombres)."""
    if "sitio" not in edicion.memoria:
        edicion.memoria["sitio"] = _leer_sitio(edicion)
    return edicion.memoria["sitio"]


def oficina(edicion: Edicion) -> Oficina:
    """La oficina, leída una vez por edición."""
    if "oficina" not in edicion.memoria:
        edicion.memoria["oficina"] = Oficina.objects.actual()
    return edicion.memoria["oficina"]


def _leer_sitio(edicion: Edicion) -> Sitio:
    quien = oficina(edicion)
    gobierno = f"Gobierno de {quien.municipio}" if quien.municipio else "Gobierno Municipal"
    neutro = f"{quien.nombre} de {quien.municipio}" if quien.municipio else quien.nombre
    clase = "escudo" if edicion.suspension or not quien.logotipo else "logotipo"
    return Sitio(
        nombre=neutro if edicion.suspension else gobierno,
        municipio=quien.municipio,
        domicilio=quien.domicilio,
        correo=quien.correo,
        base_url=settings.BASE_URL,
        telefonos=[Telefono(f"tel:{t}", telefono(t)) for t in quien.telefonos],
        url_transparencia=quien.url_transparencia,
        oficina=quien.nombre,
        entidad=quien.entidad,
        lema="" if edicion.suspension else quien.lema,
        imagen=ruta_de_identidad(getattr(quien, clase)),
        clase_de_imagen=clase,
        configurado_en=quien.configurada_en,
    )


def ruta_de_identidad(imagen: Any) -> str:
    """La dirección pública del escudo o logotipo; cambia con el archivo, así que se puede guardar en caché."""
    return f"/identidad/{sha256(imagen.name.encode()).hexdigest()[:16]}.png" if imagen else ""


def pintar(plantilla: str, edicion: Edicion, **contexto: Any) -> str:
    """Una página del portal, sin petición ni persona."""
    quien: Sitio = contexto.pop("sitio", None) or sitio(edicion)
    base = {
        "sitio": quien,
        "seccion": "",
        "tema": "sistema",
        "suspension": edicion.suspension,
        "ejercicio_actual": edicion.ahora.astimezone(CENTRO).year,
    }
    contexto["actualizada_en"] = contexto.get("actualizada_en") or _actualizada_en(contexto, quien)
    return render_to_string(f"portal/{plantilla}", base | contexto)


def _actualizada_en(contexto: dict[str, Any], quien: Sitio) -> datetime | None:
    """La fecha de lo que la página muestra (LGTAIP art. 58): su boletín más nuevo o, sin boletines, la de la oficina.

    Depende sólo del contenido: rehacer la página sin cambios da los mismos octetos.
    """
    tarjetas = [*contexto.get("tarjetas", ()), *contexto.get("ultimos", ()), contexto.get("destacado")]
    fechas = [t.boletin.publicado_en for t in tarjetas if t and t.boletin.publicado_en]
    return max(fechas, default=quien.configurado_en)


def json_ld(datos: dict[str, Any]) -> SafeString:
    """JSON que no puede cerrar su etiqueta `script`, sea cual sea el texto."""
    texto = json.dumps(datos, ensure_ascii=False)
    for signo, escape in (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026")):
        texto = texto.replace(signo, escape)
    return mark_safe(texto)  # noqa: S308 - escapado renglones arriba
