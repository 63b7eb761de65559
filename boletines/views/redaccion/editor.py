"""Escribir: crear, editar, guardar solo y unir lo que chocó."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from agenda.models import Evento
from boletines.consultas import boletines as consultas
from boletines.dominio.redaccion import borrador as redaccion
from boletines.dominio.redaccion import presencia
from boletines.dominio.redaccion.plantillas import PLANTILLAS, plantilla_de
from boletines.dominio.redaccion.union import GUARDADO, LOS_DOS, MIO
from boletines.dominio.revision import aprobacion as revision
from boletines.dominio.revisor.completo import revisar
from boletines.estados import EDITABLES
from boletines.forms.boletin import BoletinForm, NuevoForm
from boletines.models import Boletin
from boletines.views.comun import boletin_de
from boletines.views.redaccion.palabras import (
    FotoPorDescribir,
    fotos_por_describir,
    negativa_al_describir,
    son_validas,
)
from boletines.views.redaccion.quien_guardo import quien_guardo
from nucleo.dominio.impedimentos import Impedimento, NoSePuede
from nucleo.pantallas.vistas import (
    CIFRAS_DE_ENTERO,
    Resultado,
    codigo_de,
    ejecutar,
    entero_de,
    mostrar,
    mostrar_negativa,
)
from nucleo.permisos import permiso
from personas.permisos import EDITAR_EVIDENCIA, ESCRIBIR_BOLETINES

BOTONES = (
    ("negrita", "Negrita", "bold", "Ctrl B"),
    ("cursiva", "Cursiva", "italic", "Ctrl I"),
    ("subtitulo", "Subtítulo", "heading-2", "Ctrl Alt 2"),
    ("lista", "Lista", "list", "Ctrl Mayús 8"),
    ("numeros", "Lista numerada", "list-ordered", "Ctrl Mayús 7"),
    ("cita", "Cita", "quote", "Ctrl Mayús B"),
    ("enlace", "Enlace", "link", ""),
    ("deshacer", "Deshacer", "undo", "Ctrl Z"),
    ("rehacer", "Rehacer", "redo", "Ctrl Y"),
)


@require_http_methods(["GET", "POST"])
@permiso(ESCRIBIR_BOLETINES)
def crear(request: HttpRequest) -> HttpResponse:
    form = NuevoForm(request.POST or None, initial={"dependencia": request.user.dependencia_id})

    def crear_el_borrador() -> Boletin:
        datos = form.cleaned_data
        return redaccion.crear_boletin(
            por=request.user,
            ahora=timezone.now(),
            plantilla=plantilla_de(datos["plantilla"]),
            titulo=datos["titulo"],
            dependencia=datos["dependencia"],
        )

    if creado := ejecutar(request, crear_el_borrador, form=form):
        return redirect("boletines:editar", creado.valor.pk)
    contexto = {"form": form, "plantillas": PLANTILLAS}
    return mostrar(request, "boletines/nuevo.html", contexto)


@require_POST
@permiso(ESCRIBIR_BOLETINES)
def crear_desde_evento(request: HttpRequest, evento_pk: int) -> HttpResponse:
    evento = get_object_or_404(Evento.objects.visibles_para(request.user), pk=evento_pk)
    boletin = redaccion.crear_boletin(por=request.user, ahora=timezone.now(), evento=evento)
    return redirect("boletines:editar", boletin.pk)


@require_http_methods(["GET", "POST"])
@permiso(ESCRIBIR_BOLETINES)
def editar(request: HttpRequest, pk: int) -> HttpResponse:
    boletin = boletin_de(request, pk)
    if boletin.estado not in EDITABLES:
        messages.info(request, f"Está {boletin.get_estado_display().lower()}: ya no se edita.")
        return redirect("boletines:ver", pk)
    if request.method == "POST":
        return _guardar(request, boletin)
    presencia.marcar_presencia(boletin, por=request.user, ahora=timezone.now())
    return _pantalla(request, boletin, BoletinForm(instance=boletin, initial={"version": boletin.version}))


def _pantalla(
    request: HttpRequest,
    boletin: Boletin,
    form: BoletinForm,
    negativa: NoSePuede | None = None,
    fotos: list[FotoPorDescribir] | None = None,
) -> HttpResponse:
    """El editor. Si lo guardado se rechazó, con todo lo escrito: aunque ya no se edite, se puede copiar."""
    if negativa:
        mostrar_negativa(form, negativa)
    if fotos is None:
        fotos = fotos_por_describir(request, boletin)
    contexto = {
        "form": form,
        "boletin": boletin,
        "botones": BOTONES,
        "falta": "falta" in request.GET,
        "plantilla": plantilla_de(boletin.plantilla),
        "fotos": fotos,
        "describe": request.user.puede(EDITAR_EVIDENCIA),
        "recorrido": ",".join(str(f.pk) for f in fotos),
        "versiones": list(boletin.versiones.select_related("guardada_por")[:8]),
        **consultas.comentarios_del_editor(boletin),
        **lo_vivo(request, boletin),
    }
    codigo = codigo_de([form, *(f.form for f in fotos)], negativa)
    return render(request, "boletines/editar.html", contexto, status=codigo)


def lo_vivo(request: HttpRequest, boletin: Boletin) -> dict[str, Any]:
    """Lo que se refresca con cada guardado."""
    return {
        "impedimentos": revision.impedimentos_para_enviar(boletin),
        "avisos": revisar(boletin, ahora=timezone.now()),
        "presentes": presencia.quienes_editan(boletin, salvo=request.user, ahora=timezone.now()),
    }


def formulario_de(request: HttpRequest, boletin: Boletin) -> BoletinForm:
    return BoletinForm(request.POST, instance=Boletin(pk=boletin.pk, corrige_id=boletin.corrige_id))


def _guardar(request: HttpRequest, boletin: Boletin) -> HttpResponse:
    form, fotos = formulario_de(request, boletin), fotos_por_describir(request, boletin)
    if not son_validas(fotos) or not form.is_valid():
        return _pantalla(request, boletin, form, fotos=fotos)
    if negativa := negativa_al_describir(request, boletin, fotos):
        return _pantalla(request, boletin_de(request, boletin.pk), form, negativa, fotos)
    return _guardar_el_texto(request, boletin, form)


def _guardar_el_texto(request: HttpRequest, boletin: Boletin, form: BoletinForm) -> HttpResponse:
    version = form.cleaned_data["version"] or 0
    datos = {"version": version, "por": request.user, "ahora": timezone.now(), **form.campos()}
    if "enviar" in request.POST:
        resultado = ejecutar(request, lambda: revision.guardar_y_enviar(boletin, **datos))
    else:
        resultado = ejecutar(request, lambda: redaccion.guardar_boletin(boletin, **datos), "Guardado.")
    if isinstance(resultado.negativa, redaccion.OtraPersonaGuardo):
        return _comparar(request, form, version)
    if resultado.negativa:
        return _pantalla(request, boletin_de(request, boletin.pk), form, resultado.negativa)
    if "enviar" in request.POST:
        return _tras_enviar(request, *resultado.valor)
    return redirect(_a_donde_sigue(request, boletin))


def _a_donde_sigue(request: HttpRequest, boletin: Boletin) -> str:
    """Tras guardar: a ver el boletín, o al editor, en la foto que se guardó si fue una."""
    if "terminar" in request.POST:
        return reverse("boletines:ver", args=[boletin.pk])
    editor = reverse("boletines:editar", args=[boletin.pk])
    if foto := entero_de(request.POST, "foto"):
        return f"{editor}#foto-{foto}"
    return editor


def _tras_enviar(request: HttpRequest, boletin: Boletin, impedimentos: list[Impedimento]) -> HttpResponse:
    if impedimentos:
        return redirect(f"{reverse('boletines:editar', args=[boletin.pk])}?falta=1")
    messages.success(request, "Enviado a revisión.")
    return redirect("boletines:ver", boletin.pk)


def _comparar(request: HttpRequest, form: BoletinForm, version: int, *, frase: str = "") -> HttpResponse:
    """Otra persona guardó antes: lo que no se encima se une solo; lo demás se escoge."""
    boletin, ahora = boletin_de(request, form.instance.pk), timezone.now()
    mio = form.contenido()
    union = redaccion.union_con_lo_guardado(boletin, version=version, mio=mio)
    if not union.choques and not frase:
        resultado = ejecutar(
            request,
            lambda: redaccion.unir_y_guardar(
                boletin, version=version, vista=boletin.version, mio=mio, elecciones={}, por=request.user, ahora=ahora
            ),
            f"{quien_guardo(boletin, request.user)}. Se unieron los dos textos; revísalos.",
        )
        if resultado:
            return redirect("boletines:editar", boletin.pk)
        return _sin_unir(request, form, version, resultado)
    redaccion.apartar_choque(boletin, version=version, mio=mio, por=request.user, ahora=ahora)
    contexto = {
        "boletin": boletin,
        "form": form,
        "union": union,
        "version": version,
        "frase": frase,
        "quien": quien_guardo(boletin, request.user),
    }
    return render(request, "boletines/conflicto.html", contexto, status=409)


def _sin_unir(request: HttpRequest, form: BoletinForm, version: int, resultado: Resultado) -> HttpResponse:
    """Por qué no se unió: volvieron a guardar entre leer y unir, o ya no se edita. Lo escrito sigue en la página."""
    if isinstance(resultado.negativa, redaccion.OtraPersonaGuardo):
        return _comparar(request, form, version, frase=str(resultado.negativa))
    return _pantalla(request, boletin_de(request, form.instance.pk), form, resultado.negativa)


@require_POST
@permiso(ESCRIBIR_BOLETINES)
def unir(request: HttpRequest, pk: int) -> HttpResponse:
    boletin = boletin_de(request, pk)
    form = formulario_de(request, boletin)
    if not form.is_valid():
        return _pantalla(request, boletin, form)
    elecciones = {
        nombre.removeprefix("eleccion-"): valor
        for nombre, valor in request.POST.items()
        if nombre.startswith("eleccion-") and valor in {GUARDADO, MIO, LOS_DOS}
    }
    version = form.cleaned_data["version"] or 0
    resultado = ejecutar(
        request,
        lambda: redaccion.unir_y_guardar(
            boletin,
            version=version,
            vista=entero_de(request.POST, "vista", cifras=CIFRAS_DE_ENTERO) or 0,
            mio=form.contenido(),
            elecciones=elecciones,
            por=request.user,
            ahora=timezone.now(),
        ),
        "Se unieron los dos textos.",
    )
    if resultado:
        return redirect("boletines:editar", pk)
    return _sin_unir(request, form, version, resultado)
