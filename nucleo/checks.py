"""Convenciones que revisa la máquina al arrancar."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error
from django.db.models import DateField, DateTimeField
from django.urls import URLPattern, URLResolver, get_resolver

from nucleo.casa import APPS
from nucleo.permisos import Regla

# Vistas que no escribimos nosotros. allauth decide por vista si pide sesión; estáticos sólo en desarrollo.
DE_TERCEROS = {
    "allauth.": Regla(publico=True),
    "django.contrib.staticfiles.": Regla(publico=True),
}
FECHAS_AJENAS = {"date_joined", "last_login"}  # nombres que pone Django


def rutas(resolver: URLResolver | None = None, prefijo: str = "") -> Iterator[tuple[str, str, Any]]:
    """Todas las rutas del sitio: patrón completo, nombre con espacio y vista."""
    for patron in (resolver or get_resolver()).url_patterns:
        camino = prefijo + str(patron.pattern)
        if isinstance(patron, URLResolver):
            yield from rutas(patron, camino)
        elif isinstance(patron, URLPattern):
            yield camino, patron.name or "", patron.callback


def regla_de(vista: Any) -> Regla | None:
    """La regla declarada por la vista, o la de su paquete si no es nuestra."""
    propia = getattr(vista, "regla", None)
    if propia is not None:
        return propia
    modulo = getattr(getattr(vista, "view_class", vista), "__module__", "")
    return next((regla for inicio, regla in DE_TERCEROS.items() if modulo.startswith(inicio)), None)


def toda_ruta_declara_regla(app_configs: Any, **_: Any) -> list[CheckMessage]:  # noqa: ARG001 - firma de Django
    """Una ruta sin regla detiene el arranque: nadie la pensó."""
    return [
        Error(
            f"La ruta «{camino}» no declara quién puede usarla.", hint="Usa @permiso o @sin_sesion.", id="nucleo.E001"
        )
        for camino, _, vista in rutas()
        if regla_de(vista) is None
    ]


def nombres_de_fechas(app_configs: Any, **_: Any) -> list[CheckMessage]:  # noqa: ARG001 - firma de Django
    """Los instantes terminan en `_en` (o `_desde`, `_hasta`); los días empiezan con `fecha`."""
    errores = []
    for modelo in (m for etiqueta in APPS for m in apps.get_app_config(etiqueta).get_models()):
        for campo in modelo._meta.local_fields:
            if campo.name in FECHAS_AJENAS:
                continue
            if isinstance(campo, DateTimeField):
                bien = campo.name.endswith(("_en", "_desde", "_hasta")) or campo.name in {"inicio", "fin"}
            elif isinstance(campo, DateField):
                bien = campo.name.startswith("fecha")
            else:
                continue
            if not bien:
                errores.append(
                    Error(f"{modelo._meta.label}.{campo.name} no sigue el nombre de las fechas.", id="nucleo.E002")
                )
    return errores
