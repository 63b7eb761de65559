"""Las direcciones: la oficina, el acceso, los enlaces personales y el portal."""

from django.urls import include, path

from cadena.views import avisos, buscar, hoy
from comsocial.portada import salud, sin_conexion
from portal.views.datos_abiertos import rutas_abiertas

# Cada app escribe su dirección completa en `urls_oficina.py`; la cadena va primero porque compone páginas de otras.
CON_OFICINA = (
    "cadena",
    "solicitudes",
    "agenda",
    "media_library",
    "medios",
    "boletines",
    "portal",
    "cronograma",
    "produccion",
    "paginas",
    "redes",
    "difusion",
    "suspension",
    "pmd",
    "personas",
)

urlpatterns = [
    path("oficina/", hoy.hoy, name="hoy"),
    path("oficina/buscar/", buscar.buscar, name="buscar"),
    path("oficina/avisos/", avisos.avisos, name="avisos"),
    path("oficina/avisos/campana/", avisos.campana, name="campana"),
    path("oficina/ayuda/", avisos.ayuda, name="ayuda"),
    path("oficina/sin-conexion/", sin_conexion.pagina, name="sin_conexion"),
    path("oficina/manifest.webmanifest", sin_conexion.manifiesto, name="manifiesto"),
    path("oficina/sw.js", sin_conexion.trabajador, name="trabajador"),
    path("favicon.ico", sin_conexion.icono, name="icono"),
    *(path("oficina/", include(f"{app}.urls_oficina")) for app in CON_OFICINA),
    path("", include("personas.urls_publicas")),
    path("", include("solicitudes.urls_publicas")),
    path("", include("boletines.urls_publicas")),
    path("", include("produccion.urls_publicas")),
    path("", include("media_library.urls_publicas")),
    path("", include("medios.urls_publicas")),
    path("acceso/", include("personas.urls_acceso")),
    path("salud/viva", salud.viva, name="salud_viva"),
    path("salud/lista", salud.lista, name="salud_lista"),
    path("metricas", salud.metricas, name="metricas"),
    path("datos/api/", include((rutas_abiertas(), "datos"))),
    path("", include("portal.urls_publicas")),
]
handler404 = "comsocial.errores.no_existe"
handler403 = "comsocial.errores.sin_permiso"
handler500 = "comsocial.errores.fallo"
