"""Vistas de boletines: permiso, formulario, una llamada al dominio, respuesta."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from agenda.models import Evento
from boletines import consultas, transiciones
from boletines.dominio import publicacion, redaccion, revision, textos
from boletines.dominio.documento import pdf_de_boletin
from boletines.estados import EDITABLES, EMITIDOS, EstadoBoletin
from boletines.forms import BoletinForm, MotivoForm
from boletines.models import Boletin
from nucleo.dominio.bitacora import de_objeto
from nucleo.dominio.impedimentos import NoSePuede, YaCambio
from nucleo.dominio.transiciones import puede
from nucleo.paginas import pagina_de
from nucleo.permisos import permiso
from personas.models import Dependencia
from personas.permisos import APROBAR_BOLETINES, ESCRIBIR_BOLETINES, PUBLICAR_BOLETINES, VER_BOLETINES


def _boletin(request: HttpRequest, pk: int) -> Boletin:
    boletines = Boletin.objects.visibles_para(request.user).select_related(
        "dependencia", "evento", "autor", "aprobado_por"
    )
    return get_object_or_404(boletines, pk=pk)


@require_GET
@permiso(VER_BOLETINES)
def lista(request: HttpRequest) -> HttpResponse:
    filtro = consultas.Filtro(
        *(request.GET.get(campo, "")[:100].replace("\0", "") for campo in ("q", "estado", "dependencia", "evento"))
    )
    pagina = pagina_de(consultas.lista_de(request.user, filtro), request.GET.get("pagina"), 25)
    contexto = {
        "pagina": pagina,
        "filtro": filtro,
        "estados": EstadoBoletin.choices,
        "dependencias": Dependencia.objects.filter(activa=True),
        "conteos": consultas.conteos_por_estado(request.user),
        "puede_escribir": request.user.puede(ESCRIBIR_BOLETINES),
    }
    return render(request, "boletines/lista.html", contexto)


@require_http_methods(["GET", "POST"])
@permiso(ESCRIBIR_BOLETINES)
def crear(request: HttpRequest) -> HttpResponse:
    form = BoletinForm(request.POST or None, initial={"lugar": "Mazamitla, Jalisco"})
    if request.method == "POST" and form.is_valid():
        campos = {k: v for k, v in form.cleaned_data.items() if k != "version"}
        boletin = redaccion.crear_boletin(por=request.user, ahora=timezone.now(), **campos)
        return redirect("boletines:editar", boletin.pk)
    return render(request, "boletines/editar.html", {"form": form, "boletin": None}, status=422 if form.errors else 200)


@require_POST
@permiso(ESCRIBIR_BOLETINES)
def crear_desde_evento(request: HttpRequest, evento_pk: int) -> HttpResponse:
    evento = get_object_or_404(Evento.objects.visibles_para(request.user), pk=evento_pk)
    boletin = redaccion.crear_boletin(por=request.user, ahora=timezone.now(), evento=evento)
    return redirect("boletines:editar", boletin.pk)


@require_GET
@permiso(VER_BOLETINES)
def ver(request: HttpRequest, pk: int) -> HttpResponse:
    return _pagina_del_boletin(request, _boletin(request, pk))


def _pagina_del_boletin(request: HttpRequest, boletin: Boletin, *, impedidos: list | None = None) -> HttpResponse:
    fotos = list(boletin.fotos.select_related("evidencia__original"))
    salidas, publicaciones = consultas.salidas_de(boletin) if boletin.estado in EMITIDOS else ([], [])
    contexto = {
        "boletin": boletin,
        "fotos": fotos,
        "resumen_de_salidas": salidas,
        "publicaciones": publicaciones,
        "historia": de_objeto(boletin),
        "acciones": {
            t.nombre.replace(" ", "_").replace("ó", "o"): puede(request.user, boletin, t) for t in transiciones.TODAS
        },
        "impedimentos": _impedimentos(request, boletin),
        "impedidos": impedidos or [],
        "motivo_form": MotivoForm(),
        "es_editable": boletin.estado in EDITABLES and request.user.puede(ESCRIBIR_BOLETINES),
        "whatsapp": textos.texto_para_whatsapp(boletin),
        "es_mio": boletin.autor_id == request.user.pk,
    }
    return render(request, "boletines/ver.html", contexto, status=409 if impedidos else 200)


def _impedimentos(request: HttpRequest, boletin: Boletin) -> list:
    if boletin.estado in EDITABLES:
        return revision.impedimentos_para_enviar(boletin)
    if boletin.estado == EstadoBoletin.EN_REVISION and request.user.puede(APROBAR_BOLETINES):
        return revision.impedimentos_para_aprobar(boletin, request.user)
    return publicacion.impedimentos_para_publicar(boletin) if boletin.estado == EstadoBoletin.APROBADO else []


@require_http_methods(["GET", "POST"])
@permiso(ESCRIBIR_BOLETINES)
def editar(request: HttpRequest, pk: int) -> HttpResponse:
    boletin = _boletin(request, pk)
    if boletin.estado not in EDITABLES:
        messages.info(request, f"Está {boletin.get_estado_display().lower()}: ya no se edita.")
        return redirect("boletines:ver", pk)
    if request.method == "POST":
        return _guardar(request, boletin)
    form = BoletinForm(instance=boletin, initial={"version": boletin.version})
    return render(request, "boletines/editar.html", {"form": form, "boletin": boletin})


def _guardar(request: HttpRequest, boletin: Boletin) -> HttpResponse:
    mio = Boletin(pk=boletin.pk)
    form = BoletinForm(request.POST, instance=mio)
    if not form.is_valid():
        return render(request, "boletines/editar.html", {"form": form, "boletin": boletin}, status=422)
    campos = {k: v for k, v in form.cleaned_data.items() if k != "version"}
    version = form.cleaned_data["version"] or 0
    try:
        redaccion.guardar_boletin(boletin, version=version, por=request.user, ahora=timezone.now(), **campos)
    except YaCambio as conflicto:
        return render(
            request, "boletines/conflicto.html", {"form": form, "boletin": boletin, "conflicto": conflicto}, status=409
        )
    except NoSePuede as error:
        messages.error(request, str(error))
        return redirect("boletines:ver", boletin.pk)
    except ValidationError as error:
        form.add_error(None, error)
        return render(request, "boletines/editar.html", {"form": form, "boletin": boletin}, status=422)
    messages.success(request, "Guardado.")
    return redirect("boletines:ver" if "terminar" in request.POST else "boletines:editar", boletin.pk)


@require_http_methods(["GET", "POST"])
@permiso(ESCRIBIR_BOLETINES)
def fotos(request: HttpRequest, pk: int) -> HttpResponse:
    boletin = _boletin(request, pk)
    if request.method == "POST":
        elegidas = [int(v) for v in request.POST.getlist("foto") if v.isdecimal() and len(v) < 18]  # noqa: PLR2004 - cabe en bigint
        return _acto(
            request,
            boletin,
            lambda: redaccion.elegir_fotos(boletin, evidencias=elegidas, por=request.user, ahora=timezone.now()),
            "Fotos elegidas.",
        )
    contexto = {
        "boletin": boletin,
        "candidatas": consultas.fotos_para_elegir(boletin, request.user),
        "elegidas": list(boletin.fotos.values_list("evidencia_id", flat=True)),
        "maximo": redaccion.FOTOS_MAXIMAS,
    }
    return render(request, "boletines/fotos.html", contexto)


@require_POST
@permiso(ESCRIBIR_BOLETINES)
def mover_foto(request: HttpRequest, pk: int, evidencia: int) -> HttpResponse:
    boletin = _boletin(request, pk)
    pasos = {"subir": -1, "bajar": 1}.get(request.POST.get("hacia", ""), 0)
    return _acto(
        request,
        boletin,
        lambda: redaccion.mover_foto(boletin, evidencia=evidencia, pasos=pasos, por=request.user, ahora=timezone.now()),
        "",
    )


@require_POST
@permiso(ESCRIBIR_BOLETINES)
def quitar_foto(request: HttpRequest, pk: int, evidencia: int) -> HttpResponse:
    boletin = _boletin(request, pk)
    return _acto(
        request,
        boletin,
        lambda: redaccion.quitar_foto(boletin, evidencia=evidencia, por=request.user, ahora=timezone.now()),
        "Se quitó del boletín; sigue en la biblioteca.",
    )


@require_POST
@permiso(ESCRIBIR_BOLETINES)
def enviar(request: HttpRequest, pk: int) -> HttpResponse:
    boletin = _boletin(request, pk)
    return _acto(
        request,
        boletin,
        lambda: revision.enviar_a_revision(boletin, por=request.user, ahora=timezone.now()),
        "Enviado a revisión.",
    )


@require_POST
@permiso(APROBAR_BOLETINES)
def pedir_cambios(request: HttpRequest, pk: int) -> HttpResponse:
    boletin = _boletin(request, pk)
    motivo = request.POST.get("motivo", "")[:500].replace("\0", "")
    return _acto(
        request,
        boletin,
        lambda: revision.pedir_cambios(boletin, motivo=motivo, por=request.user, ahora=timezone.now()),
        "Se regresó con los cambios que pediste.",
    )


@require_POST
@permiso(APROBAR_BOLETINES)
def aprobar(request: HttpRequest, pk: int) -> HttpResponse:
    boletin = _boletin(request, pk)
    return _acto(
        request,
        boletin,
        lambda: revision.aprobar_boletin(boletin, por=request.user, ahora=timezone.now()),
        "Aprobado. Ya se puede publicar.",
    )


@require_POST
@permiso(PUBLICAR_BOLETINES)
def publicar(request: HttpRequest, pk: int) -> HttpResponse:
    boletin = _boletin(request, pk)
    return _acto(
        request,
        boletin,
        lambda: publicacion.publicar_boletin(boletin, por=request.user, ahora=timezone.now()),
        "Publicado. En unos segundos estará en el portal.",
    )


@require_POST
@permiso(PUBLICAR_BOLETINES)
def retirar(request: HttpRequest, pk: int) -> HttpResponse:
    boletin = _boletin(request, pk)
    motivo = request.POST.get("motivo", "")[:300].replace("\0", "")
    return _acto(
        request,
        boletin,
        lambda: publicacion.retirar_boletin(boletin, motivo=motivo, por=request.user, ahora=timezone.now()),
        "Retirado. En su dirección queda el aviso con el motivo.",
    )


@require_GET
@permiso(VER_BOLETINES)
def pdf(request: HttpRequest, pk: int) -> HttpResponse:
    boletin = _boletin(request, pk)
    try:
        contenido = pdf_de_boletin(boletin)
    except NoSePuede as error:
        messages.error(request, str(error))
        return redirect("boletines:ver", pk)
    respuesta = HttpResponse(contenido, content_type="application/pdf")
    nombre = boletin.folio.replace("/", "-") or f"borrador-{boletin.pk}"
    respuesta["Content-Disposition"] = f'inline; filename="{nombre}.pdf"'
    return respuesta


def _acto(request: HttpRequest, boletin: Boletin, acto: Callable[[], object], exito: str) -> HttpResponse:
    """Ejecuta un acto; si se rechaza, la misma página con las razones y nada perdido."""
    try:
        acto()
    except NoSePuede as error:
        return _pagina_del_boletin(request, _boletin(request, boletin.pk), impedidos=error.impedimentos)
    if exito:
        messages.success(request, exito)
    return redirect("boletines:ver", boletin.pk)
