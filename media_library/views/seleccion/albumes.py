"""Los álbumes: verlos, cambiarles el nombre y quitarlos. Se llenan desde la selección de la biblioteca."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from media_library.consultas.albumes import albumes_de
from media_library.dominio.seleccion import colecciones
from media_library.forms.albumes import AlbumForm
from media_library.models import Album
from nucleo.pantallas.vistas import ejecutar, mostrar
from nucleo.permisos import permiso
from personas.permisos import EDITAR_EVIDENCIA, VER_BIBLIOTECA

POR_PANTALLA = 300


@require_GET
@permiso(VER_BIBLIOTECA)
def lista(request: HttpRequest) -> HttpResponse:
    return render(request, "media_library/albumes.html", {"albumes": albumes_de(request.user)[:POR_PANTALLA]})


@require_http_methods(["GET", "POST"])
@permiso(EDITAR_EVIDENCIA)
def album(request: HttpRequest, pk: int) -> HttpResponse:
    uno = get_object_or_404(albumes_de(request.user), pk=pk)
    form = AlbumForm(request.POST or None, initial={"nombre": uno.nombre, "descripcion": uno.descripcion})

    def guardar() -> None:
        colecciones.editar_album(uno, **form.cleaned_data, por=request.user, ahora=timezone.now())

    if ejecutar(request, guardar, "Álbum guardado.", form=form):
        return redirect("media_library:albumes")
    return mostrar(request, "media_library/album.html", {"album": uno, "form": form})


@require_POST
@permiso(EDITAR_EVIDENCIA)
def quitar(request: HttpRequest, pk: int) -> HttpResponse:
    uno = get_object_or_404(Album, pk=pk)
    colecciones.quitar_album(uno, por=request.user, ahora=timezone.now())
    messages.success(request, f"Se quitó «{uno.nombre}». Sus fotos siguen en la biblioteca.")
    return redirect("media_library:albumes")
