"""Rutas para probar los revisores: una con regla, una sin ella, una de allauth y una anidada."""

from allauth.account.views import login
from django.http import HttpResponse
from django.urls import include, path

from nucleo.permisos import permiso, sin_sesion


@permiso("agenda.ver")
def con_regla(_request):
    return HttpResponse("con permiso")


@sin_sesion()
def publica(_request):
    return HttpResponse("público")


def sin_regla(_request):
    return HttpResponse("nadie la pensó")


urlpatterns = [
    path("con/", con_regla, name="con"),
    path("publica/", publica),
    path("acceso/", login),
    path("dentro/", include([path("sin/<int:pk>/", sin_regla, name="sin")])),
]
