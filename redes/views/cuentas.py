"""La cuenta de la oficina en Facebook: conectarla y ver si sigue bien."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from nucleo.pantallas.vistas import ejecutar, enviado, leer_o_escribir, mostrar
from nucleo.permisos import permiso
from personas.permisos import AJUSTAR_OFICINA
from redes.dominio import cuentas
from redes.estados import Red
from redes.forms import CuentaForm


@leer_o_escribir
@permiso(AJUSTAR_OFICINA)
def cuenta(request: HttpRequest) -> HttpResponse:
    actual = cuentas.de_la_red(Red.FACEBOOK)
    form = CuentaForm(enviado(request), initial=CuentaForm.de(actual))
    if request.method == "POST" and ejecutar(
        request,
        lambda: cuentas.conectar_revisando(
            red=Red.FACEBOOK, **form.cleaned_data, por=request.user, ahora=timezone.now()
        ),
        "Conectada. Lo aprobado sale solo a su hora.",
        form=form,
    ):
        return redirect("redes:cuenta")
    return mostrar(request, "redes/cuenta.html", {"form": form, "cuenta": actual})
