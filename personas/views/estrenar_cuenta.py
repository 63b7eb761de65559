"""La página de quien estrena su cuenta: sin sesión, con el enlace de su invitación."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from nucleo.enlaces.personales import abrir_enlace
from nucleo.pantallas.vistas import ejecutar, leer_o_escribir, mostrar
from nucleo.permisos import sin_sesion
from personas.consultas import invitacion_del_token
from personas.dominio.personas import aceptar_invitacion
from personas.forms.ajustes import AceptarForm

LISTA = "Tu cuenta quedó lista. Entra con tu usuario y tu contraseña."


@leer_o_escribir
@sin_sesion(token=True)
def aceptar(request: HttpRequest, token: str) -> HttpResponse:
    invitacion = abrir_enlace(invitacion_del_token, token, si_no="personas/enlace_vencido.html")
    form = AceptarForm(request.POST or None, initial={"usuario": invitacion.usuario, "correo": invitacion.correo})

    def aceptar_la_invitacion() -> None:
        datos = {campo: form.cleaned_data.get(campo, "") for campo in ("usuario", "clave", "correo")}
        aceptar_invitacion(token=token, ahora=timezone.now(), **datos)

    if ejecutar(request, aceptar_la_invitacion, LISTA, form=form):
        return redirect("account_login")
    return mostrar(request, "personas/aceptar.html", {"form": form, "invitacion": invitacion})
