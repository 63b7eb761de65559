"""Entregar la cobertura desde el evento o al terminar de subir."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, resolve_url
from django.utils import timezone
from django.views.decorators.http import require_POST

from agenda.models import Cobertura, Evento
from media_library.dominio.entrada.cobertura import entregar_cobertura
from nucleo.pantallas.vistas import ejecutar, texto_de
from nucleo.permisos import permiso
from personas.permisos import SUBIR_EVIDENCIA

RECIBIDO = 2000  # lo que pase de su largo se rechaza con una frase y se devuelve


@require_POST
@permiso(SUBIR_EVIDENCIA)
def entregar(request: HttpRequest, pk: int) -> HttpResponse:
    visibles = Evento.objects.visibles_para(request.user)
    cobertura = get_object_or_404(Cobertura.objects.filter(evento__in=visibles).select_related("evento"), pk=pk)
    por_que = texto_de(request.POST, "sin_archivos", largo=RECIBIDO)
    donde = resolve_url("cadena:evento", cobertura.evento_id) + "#cobertura"
    hecho = ejecutar(
        request,
        lambda: entregar_cobertura(cobertura, por=request.user, ahora=timezone.now(), sin_archivos=por_que),
        "Cobertura entregada.",
    )
    if hecho.negativa:
        escrito = f" Escribiste: «{por_que}»." if por_que else ""
        messages.error(request, f"{hecho.negativa}{escrito}")
    return redirect(donde)
