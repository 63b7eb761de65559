"""Las dos ediciones del portal: cómo van, cómo se ven y las actas de cada cambio."""

import mimetypes

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from nucleo.paginas import numero_pedido
from nucleo.permisos import permiso
from personas.permisos import VER_BOLETINES
from portal.dominio.ediciones import actas, vista_previa
from portal.dominio.ediciones.situacion import situacion_de_las_ediciones
from portal.forms import BusquedaForm
from portal.models import ActaDeEdicion


@require_GET
@permiso(VER_BOLETINES)
def ediciones(request: HttpRequest) -> HttpResponse:
    contexto = {
        "ediciones": situacion_de_las_ediciones(timezone.now()),
        "actas": ActaDeEdicion.objects.select_related("periodo").defer("relacion")[:40],
    }
    return render(request, "portal_oficina/ediciones.html", contexto)


@require_GET
@permiso(VER_BOLETINES)
def vista(request: HttpRequest, cual: str, camino: str = "") -> HttpResponse:  # noqa: ARG001 - firma de Django
    """Un archivo de cualquiera de las dos ediciones, tal como lo verá el público."""
    archivo = vista_previa.abrir(cual, camino)
    if archivo is None:
        raise Http404
    tipo = mimetypes.guess_type(archivo.nombre)[0] or "application/octet-stream"
    respuesta = HttpResponse(archivo.contenido, content_type=f"{tipo}; charset=utf-8" if tipo == "text/html" else tipo)
    respuesta["X-Robots-Tag"] = "noindex"
    return respuesta


@require_GET
@permiso(VER_BOLETINES)
def buscar(request: HttpRequest, cual: str) -> HttpResponse:
    """La búsqueda de una edición: encuentra sólo lo que esa edición muestra."""
    form = BusquedaForm(request.GET)
    pagina = vista_previa.buscar(
        cual, form.filtro(), timezone.now(), pagina=numero_pedido(request.GET.get("pagina")), aviso=form.aviso
    )
    if pagina is None:
        raise Http404
    respuesta = HttpResponse(pagina)
    respuesta["X-Robots-Tag"] = "noindex"
    return respuesta


@require_GET
@permiso(VER_BOLETINES)
def acta(request: HttpRequest, pk: int) -> HttpResponse:
    una = get_object_or_404(ActaDeEdicion.objects.select_related("periodo"), pk=pk)
    return render(request, "portal_oficina/acta.html", {"acta": una, "relacion": una.relacion[:500]})


@require_GET
@permiso(VER_BOLETINES)
def acta_pdf(request: HttpRequest, pk: int) -> HttpResponse:  # noqa: ARG001 - firma de Django
    una = get_object_or_404(ActaDeEdicion.objects.select_related("periodo"), pk=pk)
    respuesta = HttpResponse(actas.pdf_del_acta(una), content_type="application/pdf")
    respuesta["Content-Disposition"] = f'inline; filename="acta-{una.pk}.pdf"'
    return respuesta


@require_GET
@permiso(VER_BOLETINES)
def acta_csv(request: HttpRequest, pk: int) -> HttpResponse:  # noqa: ARG001 - firma de Django
    una = get_object_or_404(ActaDeEdicion, pk=pk)
    respuesta = StreamingHttpResponse(actas.csv_del_acta(una), content_type="text/csv; charset=utf-8")
    respuesta["Content-Disposition"] = f'attachment; filename="acta-{una.pk}.csv"'
    return respuesta
