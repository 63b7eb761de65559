"""El retiro urgente: hallar, marcar, retirar en un acto y llevar lo que queda afuera."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from boletines.consultas import retiro as consultas
from boletines.dominio.despues import retiro as dominio
from boletines.forms.retiro import BuscarRetiroForm, RetirarForm
from boletines.models.retiro import PendienteDeRetiro, RetiroUrgente
from nucleo.pantallas.vistas import codigo_de, ejecutar, enteros_de, texto_de
from nucleo.permisos import permiso
from personas.permisos import PUBLICAR_BOLETINES, VER_BOLETINES


@require_http_methods(["GET", "POST"])
@permiso(PUBLICAR_BOLETINES)
def retiro_urgente(request: HttpRequest) -> HttpResponse:
    buscar = BuscarRetiroForm(request.GET)
    filtro = buscar.filtro()
    form = RetirarForm(request.POST or None)
    elegidos = enteros_de(request.POST, "boletin")

    def retirar() -> RetiroUrgente:
        return dominio.retirar_varios(elegidos, **form.cleaned_data, por=request.user, ahora=timezone.now())

    if retiro := ejecutar(request, retirar, _cuantos, form=form):
        return redirect("boletines:acta_de_retiro", retiro.valor.pk)
    hallados = list(consultas.por_retirar(filtro)[: consultas.TOPE + 1]) if filtro.hay else []
    contexto = {
        "buscar": buscar,
        "hay_filtro": filtro.hay,
        "hallados": hallados[: consultas.TOPE],
        "hay_mas": len(hallados) > consultas.TOPE,
        "tope": consultas.TOPE,
        "form": form,
        # Retirar no tiene regreso: nada va marcado mientras alguien no lo marque.
        "marcar_todos": bool(request.GET.get("todos")) and not form.is_bound,
        "elegidos": set(request.POST.getlist("boletin")),
        "retiros": RetiroUrgente.objects.select_related("hecho_por")[:20],
    }
    return render(request, "boletines/retiro_urgente.html", contexto, status=codigo_de([form]))


def _cuantos(retiro: RetiroUrgente) -> str:
    return f"Retirados {len(retiro.relacion)}. En segundos dejan de verse en el portal."


@require_GET
@permiso(VER_BOLETINES)
def acta(request: HttpRequest, pk: int) -> HttpResponse:
    retiro = get_object_or_404(RetiroUrgente.objects.select_related("hecho_por"), pk=pk)
    pendientes = list(retiro.pendientes.select_related("hecho_por"))
    contexto = {
        "retiro": retiro,
        "pendientes": pendientes,
        "faltan": sum(p.hecho_en is None for p in pendientes),
        "puede": request.user.puede(PUBLICAR_BOLETINES),
    }
    return render(request, "boletines/acta_de_retiro.html", contexto)


@require_GET
@permiso(VER_BOLETINES)
def acta_pdf(request: HttpRequest, pk: int) -> HttpResponse:  # noqa: ARG001 - firma de Django
    retiro = get_object_or_404(RetiroUrgente.objects.select_related("hecho_por"), pk=pk)
    respuesta = HttpResponse(dominio.pdf_del_retiro(retiro), content_type="application/pdf")
    respuesta["Content-Disposition"] = f'inline; filename="acta-de-retiro-{pk}.pdf"'
    return respuesta


@require_POST
@permiso(PUBLICAR_BOLETINES)
def cumplir(request: HttpRequest, pk: int) -> HttpResponse:
    pendiente = get_object_or_404(PendienteDeRetiro.objects.select_related("retiro"), pk=pk)
    nota = texto_de(request.POST, "nota")
    dominio.marcar_pendiente(pendiente, nota=nota, por=request.user, ahora=timezone.now())
    messages.success(request, "Hecho.")
    return redirect("boletines:acta_de_retiro", pendiente.retiro_id)
