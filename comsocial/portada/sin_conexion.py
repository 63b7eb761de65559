"""La página que se ve cuando no hay señal, y el trabajador de servicio que la enseña."""

import hashlib
import re

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from nucleo.permisos import sin_sesion
from personas.dominio.icono import marca_de_la_casa
from personas.models import Oficina

ESTILOS = ("tokens.css", "base.css", "oficina.css")
LETRAS = re.compile(r"@font-face\s*\{[^}]*\}")  # no se pueden pedir: se usa la del aparato


@require_safe
@sin_sesion()
def pagina(request: HttpRequest) -> HttpResponse:
    """Lleva su estilo adentro: sin señal no se puede pedir nada más."""
    hojas = "\n".join((settings.BASE_DIR / "static" / "css" / nombre).read_text() for nombre in ESTILOS)
    estilo = LETRAS.sub("", hojas)
    respuesta = render(request, "sin_conexion.html", {"estilo": estilo})
    respuesta["Cache-Control"] = "no-cache"
    return respuesta


@require_safe
@sin_sesion()
def icono(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - firma de Django
    """El icono mientras el árbol del portal no se escribe; después lo sirve el árbol, con el escudo."""
    return HttpResponse(marca_de_la_casa(), content_type="image/x-icon", headers={"Cache-Control": "max-age=3600"})


@require_safe
@sin_sesion()
def trabajador(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - firma de Django
    """El trabajador de servicio, con su alcance limitado a la oficina. Cambia cuando cambia algo de lo que guarda."""
    carpeta = settings.BASE_DIR / "static" / "js"
    piezas = [(carpeta / nombre).read_text() for nombre in ("archivos_por_subir.js", "sin_conexion.js")]
    contexto = {"oficina": Oficina.objects.actual(), "colores": "sistema", "usa_atajos": False}
    pantalla = render_to_string("media_library/subir_sin_senal.html", contexto)
    version = hashlib.sha256("".join([*piezas, pantalla]).encode()).hexdigest()[:12]
    guion = f'const VERSION = "{version}";\n' + "\n".join(piezas)
    respuesta = HttpResponse(guion, content_type="text/javascript; charset=utf-8")
    respuesta["Cache-Control"] = "no-cache"
    return respuesta


@require_safe
@sin_sesion()
def manifiesto(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - firma de Django
    """Lo que hace instalable la oficina en el teléfono y la pone en el menú Compartir (Web App Manifest)."""
    oficina = Oficina.objects.actual()
    datos = {
        "name": f"{oficina.nombre} · {oficina.municipio}" if oficina.municipio else oficina.nombre,
        "short_name": oficina.nombre[:24],
        "lang": "es-MX",
        "start_url": "/oficina/",
        "scope": "/oficina/",
        "display": "standalone",
        "background_color": "#FAF6F0",
        "theme_color": "#7A2E1C",
        "icons": [{"src": static("icono.svg"), "type": "image/svg+xml", "sizes": "any"}],
        "shortcuts": [{"name": "Subir evidencia", "url": reverse("media_library:subir")}],
        "share_target": {
            "action": reverse("media_library:compartir"),
            "method": "POST",
            "enctype": "multipart/form-data",
            "params": {"files": [{"name": "archivos", "accept": ["image/*", "video/*", "audio/*", "application/pdf"]}]},
        },
    }
    respuesta = JsonResponse(datos, content_type="application/manifest+json")
    respuesta["Cache-Control"] = "no-cache"
    return respuesta
