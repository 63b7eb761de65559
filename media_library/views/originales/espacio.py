"""El archivo: cuánto espacio queda, qué originales están dañados y las bajas documentales."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from media_library.consultas import biblioteca as consultas
from media_library.consultas.cuadricula import con_miniaturas, tarjetas
from media_library.dominio.entrada.cierre import cancelar_a_medias
from media_library.dominio.originales import espacio
from media_library.dominio.originales.acta import pdf_del_acta
from media_library.dominio.originales.baja import candidatas, dar_de_baja
from media_library.dominio.versiones import cola, completar
from media_library.forms.baja import BajaForm
from media_library.models import BajaDocumental, Original, Subida
from nucleo.pantallas.vistas import avisar_y_volver, ejecutar, mostrar
from nucleo.permisos import permiso
from personas.permisos import AJUSTAR_OFICINA, DAR_DE_BAJA

POR_PANTALLA = 120


@require_GET
@permiso(AJUSTAR_OFICINA)
def ver_espacio(request: HttpRequest) -> HttpResponse:
    vivos = Original.objects.filter(baja__isnull=True)
    danados = vivos.exclude(dano="").prefetch_related("evidencias").order_by("pk")
    contexto = {
        "espacio": espacio.medir(ahora=timezone.now()),
        "a_medias": Subida.objects.en_curso().select_related("persona", "buzon")[:POR_PANTALLA],
        "danados": list(danados[:POR_PANTALLA]),
        "mas_viejo": vivos.order_by(*Original.POR_REVISAR).first(),
        "atrasados": completar.atrasados(),
        "fallidas": consultas.originales_con_fallas(POR_PANTALLA),
    }
    return render(request, "media_library/espacio.html", contexto)


@require_POST
@permiso(AJUSTAR_OFICINA)
def cancelar_subida(request: HttpRequest, clave: UUID) -> HttpResponse:
    """La de cualquiera que se quedó a medias: suelta el lugar que apartó."""
    subida = get_object_or_404(Subida, clave=clave)
    resultado = ejecutar(
        request,
        lambda: cancelar_a_medias(subida, por=request.user, ahora=timezone.now()),
        "Se canceló y se borró lo que había llegado.",
    )
    if resultado.negativa:
        return avisar_y_volver(request, resultado.negativa, reverse("media_library:espacio"))
    return redirect("media_library:espacio")


@require_POST
@permiso(AJUSTAR_OFICINA)
def reintentar_fallidas(request: HttpRequest) -> HttpResponse:
    cuantas = cola.reintentar_fallidas(por=request.user, ahora=timezone.now())
    messages.success(request, "Se volverán a hacer." if cuantas else "No hay nada que reintentar.")
    return redirect("media_library:espacio")


@require_GET
@permiso(AJUSTAR_OFICINA)
def bajas(request: HttpRequest) -> HttpResponse:
    actas = BajaDocumental.objects.select_related("hecha_por")[:POR_PANTALLA]
    return render(
        request, "media_library/bajas.html", {"actas": actas, "puede_dar_de_baja": request.user.puede(DAR_DE_BAJA)}
    )


@require_http_methods(["GET", "POST"])
@permiso(DAR_DE_BAJA)
def nueva_baja(request: HttpRequest) -> HttpResponse:
    ahora = timezone.now()
    de_baja = candidatas(ahora=ahora)
    form = BajaForm(request.POST or None, candidatas=de_baja)

    def destruir() -> int:
        datos = dict(form.cleaned_data)
        baja = dar_de_baja(datos.pop("evidencias"), **datos, por=request.user, ahora=ahora)
        return len(baja.relacion)

    if ejecutar(request, destruir, "Se levantó el acta y se destruyeron {} originales.".format, form=form):
        return redirect("media_library:bajas")
    contexto = {
        "form": form,
        "tarjetas": tarjetas(con_miniaturas(de_baja.order_by("papelera_en", "pk"))[:POR_PANTALLA]),
        "marcadas": set(request.POST.getlist("evidencias")),
    }
    return mostrar(request, "media_library/baja.html", contexto)


@require_GET
@permiso(AJUSTAR_OFICINA)
def acta(request: HttpRequest, pk: int) -> HttpResponse:  # noqa: ARG001 - firma de Django
    baja = get_object_or_404(BajaDocumental.objects.select_related("hecha_por"), pk=pk)
    respuesta = HttpResponse(pdf_del_acta(baja), content_type="application/pdf")
    respuesta["Content-Disposition"] = f'inline; filename="baja-documental-{baja.pk}.pdf"'
    return respuesta
