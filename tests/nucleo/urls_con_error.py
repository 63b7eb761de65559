"""Una ruta que falla, con las páginas de error de verdad."""

from django.urls import path

from nucleo.permisos import sin_sesion


@sin_sesion()
def falla(_request):
    raise RuntimeError("error a propósito")


urlpatterns = [path("falla/", falla)]
handler500 = "comsocial.errores.fallo"
