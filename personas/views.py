from django.http import HttpRequest, HttpResponse

from nucleo.permisos import permiso


@permiso()
def perfil(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


tema = ajustes = bienvenida = perfil
