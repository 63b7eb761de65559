"""Los catálogos que la oficina lleva en Ajustes: dependencias y comunidades."""

from dataclasses import dataclass

from django.contrib import messages
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from nucleo.permisos import permiso
from personas.dominio import catalogos
from personas.forms.ajustes import ComunidadForm, DependenciaForm
from personas.models import Comunidad, Dependencia, RenglonDeCatalogo
from personas.permisos import AJUSTAR_OFICINA
from personas.views.ajustes import leer_o_escribir
from personas.views.oficina import guarda, hace


@dataclass(frozen=True)
class Catalogo:
    """Un catálogo con sus palabras y sus direcciones."""

    modelo: type[RenglonDeCatalogo]
    form: type[ModelForm]
    titulo: str
    una: str
    frase: str

    @property
    def url_lista(self) -> str:
        return f"personas:{self.titulo.lower()}"

    @property
    def url_renglon(self) -> str:
        return f"personas:{self.una}"

    @property
    def url_mover(self) -> str:
        return f"personas:mover_{self.una}"


CATALOGOS = {
    "dependencias": Catalogo(
        Dependencia, DependenciaForm, "Dependencias", "dependencia",
        "Las áreas del Ayuntamiento. No se borran: lo que ya las usa las conserva.",
    ),
    "comunidades": Catalogo(
        Comunidad, ComunidadForm, "Comunidades", "comunidad",
        "La cabecera, las delegaciones y las rancherías. Sirven para buscar y filtrar eventos y boletines.",
    ),
}  # fmt: skip


@leer_o_escribir
@permiso(AJUSTAR_OFICINA)
def lista(request: HttpRequest, cual: str) -> HttpResponse:
    catalogo = CATALOGOS[cual]
    form = catalogo.form(request.POST or None)
    nuevo, ahora = catalogo.modelo(), timezone.now()
    if request.method == "POST" and guarda(
        form, lambda: catalogos.guardar_en_catalogo(nuevo, **form.cleaned_data, por=request.user, ahora=ahora)
    ):
        messages.success(request, f"{catalogo.una.capitalize()} agregada.")
        return redirect(catalogo.url_lista)
    renglones = catalogo.modelo._default_manager.order_by("-activa", "orden", "pk")
    contexto = {"form": form, "catalogo": catalogo, "renglones": renglones}
    return render(request, "personas/catalogo.html", contexto, status=422 if form.errors else 200)


@leer_o_escribir
@permiso(AJUSTAR_OFICINA)
def renglon(request: HttpRequest, pk: int, cual: str) -> HttpResponse:
    catalogo = CATALOGOS[cual]
    una = get_object_or_404(catalogo.modelo, pk=pk)
    # Otra instancia: el formulario escribe en la suya aunque rechace, y el título pinta el nombre guardado.
    form = catalogo.form(request.POST or None, instance=catalogo.modelo._default_manager.get(pk=pk))
    ahora = timezone.now()
    if request.method == "POST" and guarda(
        form, lambda: catalogos.guardar_en_catalogo(una, **form.cleaned_data, por=request.user, ahora=ahora)
    ):
        messages.success(request, f"{catalogo.una.capitalize()} guardada.")
        return redirect(catalogo.url_lista)
    contexto = {"form": form, "catalogo": catalogo, "una": una}
    return render(request, "personas/renglon_de_catalogo.html", contexto, status=422 if form.errors else 200)


@require_POST
@permiso(AJUSTAR_OFICINA)
def mover(request: HttpRequest, pk: int, cual: str) -> HttpResponse:
    catalogo = CATALOGOS[cual]
    una, activa = get_object_or_404(catalogo.modelo, pk=pk), "activar" in request.POST
    palabra = catalogo.una.capitalize()
    hace(
        request,
        lambda: catalogos.mover_en_catalogo(una, activa=activa, por=request.user, ahora=timezone.now()),
        f"{palabra} reactivada." if activa else f"{palabra} desactivada: ya no se ofrece en lo nuevo.",
    )
    return redirect(catalogo.url_lista)
