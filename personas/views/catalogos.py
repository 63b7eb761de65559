"""Los catálogos que la oficina lleva en Ajustes: dependencias y comunidades."""

from dataclasses import dataclass

from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from nucleo.pantallas.vistas import ejecutar, ejecutar_y_volver, leer_o_escribir, mostrar
from nucleo.permisos import permiso
from personas.dominio import catalogos
from personas.forms.ajustes import ComunidadForm, DependenciaForm
from personas.models import Comunidad, Dependencia, RenglonDeCatalogo
from personas.permisos import AJUSTAR_OFICINA


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
        Dependencia,
        DependenciaForm,
        "Dependencias",
        "dependencia",
        "Las áreas del Ayuntamiento. No se borran: lo que ya las usa las conserva.",
    ),
    "comunidades": Catalogo(
        Comunidad,
        ComunidadForm,
        "Comunidades",
        "comunidad",
        "La cabecera, las delegaciones y las rancherías. Sirven para buscar y filtrar eventos y boletines.",
    ),
}


@leer_o_escribir
@permiso(AJUSTAR_OFICINA)
def lista(request: HttpRequest, cual: str) -> HttpResponse:
    catalogo = CATALOGOS[cual]
    form = catalogo.form(request.POST or None)
    nuevo = catalogo.modelo()

    def agregar() -> None:
        catalogos.guardar_en_catalogo(nuevo, **form.cleaned_data, por=request.user, ahora=timezone.now())

    if ejecutar(request, agregar, f"{catalogo.una.capitalize()} agregada.", form=form):
        return redirect(catalogo.url_lista)
    renglones = catalogo.modelo._default_manager.order_by("-activa", "orden", "pk")
    contexto = {"form": form, "catalogo": catalogo, "renglones": renglones}
    return mostrar(request, "personas/catalogo.html", contexto)


@leer_o_escribir
@permiso(AJUSTAR_OFICINA)
def renglon(request: HttpRequest, pk: int, cual: str) -> HttpResponse:
    catalogo = CATALOGOS[cual]
    una = get_object_or_404(catalogo.modelo, pk=pk)
    # Otra instancia: el formulario escribe en la suya aunque rechace, y el título pinta el nombre guardado.
    form = catalogo.form(request.POST or None, instance=catalogo.modelo._default_manager.get(pk=pk))

    def guardar() -> None:
        catalogos.guardar_en_catalogo(una, **form.cleaned_data, por=request.user, ahora=timezone.now())

    if ejecutar(request, guardar, f"{catalogo.una.capitalize()} guardada.", form=form):
        return redirect(catalogo.url_lista)
    contexto = {"form": form, "catalogo": catalogo, "una": una}
    return mostrar(request, "personas/renglon_de_catalogo.html", contexto)


@require_POST
@permiso(AJUSTAR_OFICINA)
def mover(request: HttpRequest, pk: int, cual: str) -> HttpResponse:
    catalogo = CATALOGOS[cual]
    una, activa = get_object_or_404(catalogo.modelo, pk=pk), "activar" in request.POST
    exito = f"{catalogo.una.capitalize()} reactivada."
    if not activa:
        exito = f"{catalogo.una.capitalize()} desactivada: ya no se ofrece en lo nuevo."
    return ejecutar_y_volver(
        request,
        lambda: catalogos.mover_en_catalogo(una, activa=activa, por=request.user, ahora=timezone.now()),
        exito,
        catalogo.url_lista,
    )
