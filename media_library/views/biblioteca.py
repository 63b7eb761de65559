from collections.abc import Sequence

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from media_library.consultas import biblioteca as consultas
from media_library.consultas import cuadricula
from media_library.consultas.filtros import filtrar
from media_library.consultas.pagina import LugarEnLaBiblioteca
from media_library.dominio.entrada import ingesta
from media_library.dominio.entrada.al_subir import coberturas_por_entregar
from media_library.dominio.originales import papelera
from media_library.dominio.originales.espacio import espacio_libre
from media_library.forms.biblioteca import SubirForm
from media_library.forms.filtros import FiltroForm
from media_library.forms.seleccion import SeleccionForm
from media_library.models import Evidencia, EvidenciaQuerySet
from nucleo.enlaces.qr import qr_svg
from nucleo.pantallas.vistas import avisar_y_volver, ejecutar, frases_de, mostrar
from nucleo.permisos import permiso
from nucleo.texto.formato import plural
from personas.models import Persona
from personas.permisos import EDITAR_EVIDENCIA, SUBIR_EVIDENCIA, VER_BIBLIOTECA


def evidencia_de(request: HttpRequest, pk: int) -> Evidencia:
    visibles = Evidencia.objects.visibles_para(request.user).select_related("original", "dependencia", "subida_por")
    return get_object_or_404(visibles, pk=pk)


@require_GET
@permiso(VER_BIBLIOTECA)
def biblioteca(request: HttpRequest) -> HttpResponse:
    filtro = FiltroForm(request.GET, persona=request.user)
    datos = filtro.limpios()
    todas = Evidencia.objects.visibles_para(request.user).vivas()
    visibles = filtrar(todas, datos, persona=request.user, ahora=timezone.now())
    fichas = filtro.fichas()
    cuenta = None
    if fichas or request.user.es_solo_enlace:
        cuenta = cuadricula.contar(visibles)
    pocas = cuenta is not None and cuenta.son_pocas
    pagina = cuadricula.pagina(visibles, request.GET.get("antes", ""), pocas=pocas)
    contexto = {
        "filtro": filtro,
        "fichas": fichas,
        "pagina": pagina,
        "evento": consultas.evento_para(str(datos.get("evento", "")), request.user),
        "aqui": _aqui(request, pagina),
        "consulta": con(request, antes=""),
        "cuenta": cuenta or cuadricula.Cuenta(0),
        "anios": _anios(visibles, pagina, request.user, pocas=pocas) if "antes" not in request.GET else [],
        "deshacer": request.session.pop("biblioteca_deshacer", None),
    }
    return render(request, "media_library/biblioteca.html", contexto)


def _aqui(request: HttpRequest, pagina: cuadricula.Pagina) -> LugarEnLaBiblioteca:
    return LugarEnLaBiblioteca(
        es_primera="antes" not in request.GET,
        siguiente=con(request, antes=pagina.siguiente) if pagina.siguiente else "",
        con_filtros="filtros" in request.GET,
        otros=[par for par in request.GET.items() if par[0] not in {"q", "antes", "evento", "filtros"}],
    )


def _anios(visibles: EvidenciaQuerySet, pagina: cuadricula.Pagina, persona: Persona, *, pocas: bool) -> list[int]:
    """Los años del índice de fechas, del último al primero; si son muchas, hasta el de la más vieja de todas."""
    if not pagina.siguiente:
        return []
    entre = visibles
    if not pocas:
        entre = Evidencia.objects.visibles_para(persona).vivas()
    primera = cuadricula.primera_fecha(entre, pocas=pocas)
    if primera:
        return list(range(pagina.dias[0].fecha.year, primera.year - 1, -1))
    return []


def con(request: HttpRequest, **cambios: str) -> str:
    """Los parámetros de la dirección actual, cambiados; vacío quita."""
    parametros = request.GET.copy()
    for clave, valor in cambios.items():
        parametros.pop(clave, None)
        if valor:
            parametros[clave] = valor
    if parametros:
        return f"?{parametros.urlencode()}"
    return ""


@require_http_methods(["GET", "POST"])
@permiso(SUBIR_EVIDENCIA)
def subir(request: HttpRequest) -> HttpResponse:
    if request.method == "GET":
        inicial = {"evento": request.GET.get("evento", ""), "credito": consultas.ultimo_credito(request.user)}
        return _pagina_de_subir(request, SubirForm(persona=request.user, initial=inicial), inicial["evento"])
    form = SubirForm(request.POST, request.FILES, persona=request.user)
    suelto = request.headers.get("X-Requested-With") == "XMLHttpRequest"
    if not form.is_valid():
        if suelto:
            return render(request, "media_library/subir.html#rechazo", {"frases": frases_de(form)}, status=422)
        return _pagina_de_subir(request, form, request.POST.get("evento", ""))
    resultados = ingesta.ingresar_varios(por=request.user, ahora=timezone.now(), **form.datos())
    if suelto:
        estado = 200
        if any(r.rechazo for r in resultados):
            estado = 422
        return render(request, "media_library/_resultados.html", {"resultados": resultados}, status=estado)
    se_queda = {campo: form.cleaned_data[campo] for campo in ("evento", "credito", "etiquetas")}
    nuevo = SubirForm(persona=request.user, initial=se_queda)
    return _pagina_de_subir(request, nuevo, request.POST.get("evento", ""), resultados)


def _pagina_de_subir(
    request: HttpRequest,
    form: SubirForm,
    pedido: str,
    resultados: Sequence[ingesta.ResultadoDeIngreso] = (),
) -> HttpResponse:
    evento = consultas.evento_para(pedido, request.user)
    direccion = reverse("media_library:subir")
    if evento:
        direccion += f"?evento={evento.pk}"
        cercanos, por_entregar = [], [evento]
    else:
        cercanos = por_entregar = consultas.eventos_cercanos(request.user, timezone.now(), 12)
    contexto = {
        "form": form,
        "evento": evento,
        "resultados": resultados,
        "qr": qr_svg(settings.BASE_URL + direccion),
        "cercanos": cercanos,
        "pasos": coberturas_por_entregar(request.user, por_entregar),
        "libre": espacio_libre(),
        "etiquetas": consultas.etiquetas_a_la_mano(request.user),
        "marcadas": [str(v) for v in form["etiquetas"].value() or []],
    }
    return mostrar(request, "media_library/subir.html", contexto)


@require_POST
@permiso(EDITAR_EVIDENCIA)
def tirar(request: HttpRequest, pk: int) -> HttpResponse:
    evidencia = evidencia_de(request, pk)
    resultado = ejecutar(request, lambda: papelera.tirar([evidencia], por=request.user, ahora=timezone.now()))
    if resultado.negativa:
        return avisar_y_volver(request, resultado.negativa, "media_library:ver", pk)
    request.session["biblioteca_deshacer"] = [pk]
    return redirect("media_library:biblioteca")


@require_POST
@permiso(EDITAR_EVIDENCIA)
def restaurar(request: HttpRequest) -> HttpResponse:
    form = SeleccionForm(request.POST, persona=request.user)
    if not form.is_valid():
        messages.error(request, " ".join(frases_de(form)))
        return redirect("media_library:papelera")
    cuantas = papelera.restaurar(form.cleaned_data["evidencias"], por=request.user, ahora=timezone.now())
    messages.success(request, plural(cuantas, "Se restauró.", "Se restauraron {}."))
    return redirect("media_library:biblioteca")


@require_GET
@permiso(VER_BIBLIOTECA)
def ver_papelera(request: HttpRequest) -> HttpResponse:
    tiradas = Evidencia.objects.visibles_para(request.user).filter(papelera_en__isnull=False)
    pagina = cuadricula.pagina(tiradas, request.GET.get("antes", ""))
    siguiente = ""
    if pagina.siguiente:
        siguiente = con(request, antes=pagina.siguiente)
    return render(request, "media_library/papelera.html", {"pagina": pagina, "siguiente": siguiente})
