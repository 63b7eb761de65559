"""La cuenta propia, el índice de ajustes, la bienvenida y la bitácora."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from nucleo.pantallas.vistas import ejecutar, ejecutar_y_volver, leer_o_escribir, mostrar, opcion_de
from nucleo.pantallas.volver import volver_a
from nucleo.permisos import permiso
from personas import consultas
from personas.dominio import oficina as de_la_oficina
from personas.dominio import personas as cuentas
from personas.forms.ajustes import BitacoraForm, InvitarForm, OficinaForm, PerfilForm
from personas.models import Oficina, Persona
from personas.permisos import ADMINISTRAR_PERSONAS, AJUSTAR_OFICINA, VER_BITACORA

POR_PAGINA = 50


@leer_o_escribir
@permiso()
def perfil(request: HttpRequest) -> HttpResponse:
    # Otra instancia: el formulario escribe en la suya aunque rechace, y el marco pinta con request.user.
    form = PerfilForm(request.POST or None, instance=Persona.objects.get(pk=request.user.pk))

    def guardar() -> None:
        cuentas.editar_perfil(datos=form.cleaned_data, por=request.user, ahora=timezone.now())

    if ejecutar(request, guardar, "Tu cuenta quedó guardada.", form=form):
        return redirect("personas:perfil")
    return mostrar(request, "personas/perfil.html", {"form": form})


@require_POST
@permiso()
def colores(request: HttpRequest) -> HttpResponse:
    pedido = request.POST.get("colores", "")
    return ejecutar_y_volver(
        request,
        lambda: cuentas.cambiar_colores(colores=pedido, por=request.user, ahora=timezone.now()),
        "",
        volver_a(request, si_no=reverse("personas:perfil")),
    )


@dataclass(frozen=True)
class Seccion:
    """Una sección de ajustes."""

    ruta: str
    nombre: str
    icono: str
    frase: str
    capacidad: str = ""

    @property
    def url(self) -> str:
        return reverse(self.ruta)


SECCIONES = (
    Seccion("personas:perfil", "Tu cuenta", "circle-user", "Nombre, cargo, colores, contraseña y segundo paso."),
    Seccion("personas:oficina", "Oficina", "building-2", "Nombre, teléfonos, escudo y logotipo.", AJUSTAR_OFICINA),
    Seccion("personas:identidad", "Identidad", "image", "Colores, letras y qué no hacer con ellos.", AJUSTAR_OFICINA),
    Seccion("personas:personas", "Personas", "users", "Quién entra y qué puede hacer.", ADMINISTRAR_PERSONAS),
    Seccion("personas:dependencias", "Dependencias", "flag", "Las áreas del Ayuntamiento.", AJUSTAR_OFICINA),
    Seccion("personas:comunidades", "Comunidades", "map-pin", "La cabecera y las comunidades.", AJUSTAR_OFICINA),
    Seccion("suspension:calendario", "Calendario", "calendar", "Días inhábiles y de suspensión.", AJUSTAR_OFICINA),
    Seccion("media_library:espacio", "Espacio y archivo", "images", "Cuánto queda y las bajas.", AJUSTAR_OFICINA),
    Seccion("personas:bitacora", "Bitácora", "history", "Quién hizo qué y cuándo; no se puede cambiar.", VER_BITACORA),
)


@require_GET
@permiso()
def ajustes(request: HttpRequest) -> HttpResponse:
    secciones = [s for s in SECCIONES if not s.capacidad or request.user.puede(s.capacidad)]
    return render(request, "personas/ajustes.html", {"secciones": secciones})


PASOS = ("oficina", "personas", "medios", "metas", "correo")


@leer_o_escribir
@permiso(AJUSTAR_OFICINA)
def bienvenida(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        de_la_oficina.terminar_bienvenida(por=request.user, ahora=timezone.now())
        messages.success(request, "Listo. Todo esto se puede cambiar después en Ajustes.")
        return redirect("hoy")
    paso = opcion_de(request.GET, "paso", PASOS, PASOS[0])
    lugar = PASOS.index(paso)
    anterior, _, siguiente = ("", *PASOS, "")[lugar : lugar + 3]
    contexto = {
        "paso": paso,
        "numero": lugar + 1,
        "total": len(PASOS),
        "siguiente": siguiente,
        "anterior": anterior,
        "form": _form_del_paso(paso),
        "hay_correo": bool(settings.SMTP_HOST),
        "remitente": settings.CORREO_REMITENTE,
    }
    return render(request, "personas/bienvenida.html", contexto)


def _form_del_paso(paso: str) -> OficinaForm | InvitarForm | None:
    if paso == "oficina":
        return OficinaForm(instance=Oficina.objects.actual())
    if paso == "personas":
        return InvitarForm()
    return None


@require_GET
@permiso(VER_BITACORA)
def bitacora(request: HttpRequest) -> HttpResponse:
    form = BitacoraForm(request.GET)
    pagina = Paginator(consultas.asientos(form.filtro()), POR_PAGINA).get_page(request.GET.get("pagina"))
    contexto = {"form": form, "pagina": pagina, "renglones": consultas.en_palabras(pagina.object_list)}
    return mostrar(request, "personas/bitacora.html", contexto)
