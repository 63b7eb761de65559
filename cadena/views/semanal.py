"""«Enviar cada lunes»: a quién le llega el resumen del tablero, y dejar de recibirlo."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from cronograma.dominio import semanal as acto
from cronograma.models import ResumenSemanal
from nucleo.dominio.impedimentos import NoSePuede
from nucleo.pantallas.vistas import ejecutar, ejecutar_y_volver, enteros_de, leer_o_escribir, mostrar
from nucleo.permisos import permiso
from nucleo.texto.formato import plural
from personas.permisos import AJUSTAR_OFICINA, VER_TABLERO


@leer_o_escribir
@permiso(VER_TABLERO)
def cada_lunes(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _pagina(request)
    resultado = ejecutar(
        request,
        lambda: acto.escoger_a_quienes(enteros_de(request.POST, "personas"), por=request.user, ahora=timezone.now()),
        _a_cuantas,
    )
    if resultado.negativa:
        return _pagina(request, resultado.negativa)
    return redirect("cadena:cada_lunes")


def _a_cuantas(cuantas: int) -> str:
    if not cuantas:
        return "Ya no le llega a nadie."
    return f"Cada lunes le llegará a {plural(cuantas, '1 persona', '{} personas')}."


def _pagina(request: HttpRequest, negativa: NoSePuede | None = None) -> HttpResponse:
    les_llega = set(ResumenSemanal.objects.values_list("persona", flat=True))
    contexto = {
        "personas": [(persona, persona.pk in les_llega) for persona in acto.pueden_recibirlo()],
        "me_llega": request.user.pk in les_llega,
        "puede_escoger": request.user.puede(AJUSTAR_OFICINA),
        "negativa": negativa,
    }
    return mostrar(request, "cadena/cada_lunes.html", contexto, negativa)


@require_POST
@permiso(VER_TABLERO)
def dejar_de_recibir(request: HttpRequest) -> HttpResponse:
    return ejecutar_y_volver(
        request,
        lambda: acto.dejar_de_recibirlo(por=request.user, ahora=timezone.now()),
        "Ya no te llega.",
        "cadena:cada_lunes",
    )
