"""La página con que un medio deja de recibir los boletines: se abre desde el correo, sin cuenta."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from medios.dominio.bajas import contacto_de_la_baja, dejar_de_recibir_boletines
from nucleo.enlaces.personales import abrir_enlace
from nucleo.pantallas.vistas import leer_o_escribir
from nucleo.permisos import sin_sesion


@csrf_exempt  # RFC 8058: el programa de correo manda el POST sin galleta
@leer_o_escribir
@sin_sesion(token=True)
def baja(request: HttpRequest, ficha: str) -> HttpResponse:
    """Con GET sólo se muestra el botón: los revisores de correo abren los enlaces solos."""
    contacto = abrir_enlace(contacto_de_la_baja, ficha, si_no="medios/baja_incompleta.html")
    hecha = request.method == "POST"
    if hecha:
        dejar_de_recibir_boletines(contacto, ahora=timezone.now())
    return render(request, "medios/baja.html", {"hecha": hecha})
