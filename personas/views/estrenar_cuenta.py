"""La página de quien estrena su cuenta: sin sesión, con el enlace de su invitación."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from nucleo.dominio.impedimentos import NoSePuede
from nucleo.enlaces_personales import abrir_enlace
from nucleo.permisos import sin_sesion
from personas.consultas import invitacion_del_token
from personas.dominio.personas import aceptar_invitacion
from personas.forms.ajustes import AceptarForm, mostrar_negativa
from personas.views.ajustes import leer_o_escribir


@leer_o_escribir
@sin_sesion(token=True)
def aceptar(request: HttpRequest, token: str) -> HttpResponse:
    invitacion = abrir_enlace(invitacion_del_token, token, si_no="personas/enlace_vencido.html")
    form = AceptarForm(request.POST or None, initial={"usuario": invitacion.usuario, "correo": invitacion.correo})
    if request.method == "POST" and form.is_valid():
        datos = {campo: form.cleaned_data.get(campo, "") for campo in ("usuario", "clave", "correo")}
        try:
            aceptar_invitacion(token=token, ahora=timezone.now(), **datos)
        except NoSePuede as error:
            mostrar_negativa(form, error)
        else:
            messages.success(request, "Tu cuenta quedó lista. Entra con tu usuario y tu contraseña.")
            return redirect("account_login")
    contexto = {"form": form, "invitacion": invitacion}
    return render(request, "personas/aceptar.html", contexto, status=422 if form.errors else 200)
