"""La identidad con que una edición se presenta: la oficina y, en suspensión, sólo su escudo y su nombre."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.conf import settings

from nucleo.models import Asiento
from nucleo.referencias import ref
from nucleo.texto.formato import telefono
from personas.models import Oficina
from portal.consultas.edicion import Edicion


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
    return edicion.una_vez("sitio", lambda: _leer_sitio(edicion))


def oficina(edicion: Edicion) -> Oficina:
    """La oficina que publica esa edición."""
    return edicion.una_vez("oficina", Oficina.objects.actual)


def oficina_cambiada_en(edicion: Edicion) -> datetime | None:
    """Cuándo se guardaron por última vez sus datos."""
    cambios = Asiento.objects.filter(objeto=ref(oficina(edicion)), accion="guardar oficina")
    return cambios.values_list("ocurrio_en", flat=True).first()


def _leer_sitio(edicion: Edicion) -> Sitio:
    if edicion.suspension:
        return _de_suspension(oficina(edicion))
    return _ordinario(oficina(edicion))


def _ordinario(quien: Oficina) -> Sitio:
    nombre, clase = "Gobierno Municipal", "escudo"
    if quien.municipio:
        nombre = f"Gobierno de {quien.municipio}"
    if quien.logotipo:
        clase = "logotipo"
    return _sitio(quien, nombre=nombre, lema=quien.lema, clase=clase)


def _de_suspension(quien: Oficina) -> Sitio:
    nombre = quien.nombre
    if quien.municipio:
        nombre = f"{quien.nombre} de {quien.municipio}"
    return _sitio(quien, nombre=nombre, lema="", clase="escudo")


def _sitio(quien: Oficina, *, nombre: str, lema: str, clase: str) -> Sitio:
    return Sitio(
        nombre=nombre,
        municipio=quien.municipio,
        domicilio=quien.domicilio,
        correo=quien.correo,
        base_url=settings.BASE_URL,
        telefonos=[Telefono(f"tel:{t}", telefono(t)) for t in quien.telefonos],
        url_transparencia=quien.url_transparencia,
        oficina=quien.nombre,
        entidad=quien.entidad,
        lema=lema,
        imagen=ruta_de_identidad(getattr(quien, clase)),
        clase_de_imagen=clase,
        configurado_en=quien.configurada_en,
    )


def ruta_de_identidad(imagen: Any) -> str:
    """La dirección pública del escudo o logotipo; cambia con el archivo, así que se puede guardar en caché."""
    if not imagen:
        return ""
    return f"/identidad/{sha256(imagen.name.encode()).hexdigest()[:16]}.png"
