"""Lo que el editor hace sin que nadie lo pida: guardar solo y avisar que se cerró."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_POST

from boletines.dominio.redaccion import borrador as redaccion
from boletines.dominio.redaccion import presencia
from boletines.models import Boletin
from boletines.views.comun import boletin_de
from boletines.views.redaccion.editor import formulario_de, lo_vivo
from boletines.views.redaccion.palabras import (
    describir,
    fotos_por_describir,
    frase_del_choque,
    frases_de_las_fotos,
    para_el_editor,
    son_validas,
)
from boletines.views.redaccion.quien_guardo import quien_guardo
from nucleo.dominio.impedimentos import NoSePuede
from nucleo.pantallas.vistas import ejecutar, frases_de
from nucleo.permisos import permiso
from nucleo.texto.formato import hora
from personas.models import Persona
from personas.permisos import ESCRIBIR_BOLETINES


@require_POST
@permiso(ESCRIBIR_BOLETINES)
def dejar_de_editar(request: HttpRequest, pk: int) -> HttpResponse:
    """Lo avisa la página al cerrarse: ya nadie la ve «editando»."""
    presencia.quitar_presencia(boletin_de(request, pk), por=request.user)
    return JsonResponse({"estado": "cerrado"})


@require_POST
@permiso(ESCRIBIR_BOLETINES)
def autoguardar(request: HttpRequest, pk: int) -> HttpResponse:
    """Guarda sin salir del editor. Contesta siempre JSON, con la frase que se muestra."""
    boletin, ahora = boletin_de(request, pk), timezone.now()
    form, fotos = formulario_de(request, boletin), fotos_por_describir(request, boletin)
    if not son_validas(fotos) or not form.is_valid():
        frases = [*frases_de(form, con_nombre=True), *frases_de_las_fotos(fotos)]
        return JsonResponse({"estado": "incompleto", "frase": " ".join(frases)}, status=422)
    descritas = describir(request, boletin, fotos)
    if descritas.negativa:
        return _no_se_guardo(boletin, descritas.negativa, request.user)
    dichas = para_el_editor(fotos, descritas.valor)
    resultado = ejecutar(
        request,
        lambda: redaccion.guardar_boletin(
            boletin,
            version=form.cleaned_data["version"] or 0,
            automatico="a_mano" not in request.POST,
            por=request.user,
            ahora=ahora,
            **form.campos(),
        ),
    )
    if resultado.negativa:
        return _no_se_guardo(boletin, resultado.negativa, request.user, dichas)
    guardado = resultado.valor
    presencia.marcar_presencia(guardado, por=request.user, ahora=ahora)
    panel = render_to_string("boletines/_revisar.html", {"boletin": guardado, **lo_vivo(request, guardado)}, request)
    dicho = {"version": guardado.version, "panel": panel, "fotos": dichas}
    if frase := frase_del_choque(fotos):
        return JsonResponse({"estado": "incompleto", "frase": frase, **dicho}, status=409)
    return JsonResponse({"estado": "guardado", "frase": f"Guardado a las {hora(ahora)}", **dicho})


def _no_se_guardo(
    boletin: Boletin, negativa: NoSePuede, persona: Persona, fotos: dict[str, Any] | None = None
) -> JsonResponse:
    """Lo que el editor hace con cada negativa: unir, dejar de guardar solo o señalar el campo."""
    if isinstance(negativa, redaccion.OtraPersonaGuardo):
        frase = f"{quien_guardo(boletin, persona)}. Únelo con lo que escribiste aquí."
        return JsonResponse({"estado": "choque", "frase": frase, "fotos": fotos or {}}, status=409)
    if any(impedimento.campo for impedimento in negativa.impedimentos):
        return JsonResponse({"estado": "incompleto", "frase": str(negativa)}, status=422)
    return JsonResponse({"estado": "cerrado", "frase": str(negativa)}, status=409)
