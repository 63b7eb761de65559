"""Vistas del directorio de medios."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from medios import consultas
from medios.dominio import directorio as acto
from medios.estados import Cobertura, TipoDeMedio
from medios.forms import ContactoForm, MedioForm
from medios.models import Contacto, Invitacion, Medio
from nucleo.dominio.bitacora import de_objeto
from nucleo.pantallas.deshacer import avisar_con_deshacer
from nucleo.pantallas.vistas import ejecutar, mostrar
from nucleo.permisos import permiso
from personas.permisos import EDITAR_MEDIOS, VER_MEDIOS


@require_GET
@permiso(VER_MEDIOS)
def directorio(request: HttpRequest) -> HttpResponse:
    filtros = consultas.filtros_del_directorio(request.GET)
    pagina = Paginator(consultas.directorio(**filtros), 25).get_page(request.GET.get("pagina"))
    contexto = {
        "pagina": pagina,
        **filtros,
        "tipos": TipoDeMedio.choices,
        "coberturas": Cobertura.choices,
        "puede_editar": request.user.puede(EDITAR_MEDIOS),
        "hay_filtros": any(filtros.values()),
    }
    return render(request, "medios/directorio.html", contexto)


@require_GET
@permiso(VER_MEDIOS)
def ver(request: HttpRequest, pk: int) -> HttpResponse:
    medio = get_object_or_404(Medio, pk=pk)
    invitaciones = (
        Invitacion.objects.filter(contacto__medio=medio)
        .select_related("contacto", "convocatoria")
        .order_by("-creada_en")[:20]
    )
    contexto = {
        "medio": medio,
        "contactos": list(medio.contactos.all()),
        "invitaciones": list(invitaciones),
        "cuenta": consultas.cuenta_del_medio(medio),
        "historia": de_objeto(medio),
        "puede_editar": request.user.puede(EDITAR_MEDIOS),
    }
    return render(request, "medios/ver.html", contexto)


def _guardar_medio(request: HttpRequest, medio: Medio) -> HttpResponse:
    form = MedioForm(request.POST or None, instance=medio)

    def guardar() -> Medio:
        return acto.guardar_medio(form.instance, por=request.user, ahora=timezone.now())

    if guardado := ejecutar(request, guardar, "Medio guardado.", form=form):
        return redirect("medios:ver", guardado.valor.pk)
    return mostrar(request, "medios/editar.html", {"form": form, "medio": medio})


@require_http_methods(["GET", "POST"])
@permiso(EDITAR_MEDIOS)
def crear(request: HttpRequest) -> HttpResponse:
    return _guardar_medio(request, Medio())


@require_http_methods(["GET", "POST"])
@permiso(EDITAR_MEDIOS)
def editar(request: HttpRequest, pk: int) -> HttpResponse:
    return _guardar_medio(request, get_object_or_404(Medio, pk=pk))


def _guardar_contacto(request: HttpRequest, contacto: Contacto) -> HttpResponse:
    form = ContactoForm(request.POST or None, instance=contacto)

    def guardar() -> None:
        acto.guardar_contacto(form.instance, por=request.user, ahora=timezone.now())

    if ejecutar(request, guardar, "Contacto guardado.", form=form):
        return redirect("medios:ver", contacto.medio_id)
    contexto = {"form": form, "contacto": contacto, "medio": contacto.medio}
    return mostrar(request, "medios/contacto.html", contexto)


@require_http_methods(["GET", "POST"])
@permiso(EDITAR_MEDIOS)
def crear_contacto(request: HttpRequest, medio_pk: int) -> HttpResponse:
    return _guardar_contacto(request, Contacto(medio=get_object_or_404(Medio, pk=medio_pk)))


@require_http_methods(["GET", "POST"])
@permiso(EDITAR_MEDIOS)
def editar_contacto(request: HttpRequest, pk: int) -> HttpResponse:
    return _guardar_contacto(request, get_object_or_404(Contacto.objects.con_datos(), pk=pk))


@require_POST
@permiso(EDITAR_MEDIOS)
def archivar(request: HttpRequest, pk: int) -> HttpResponse:
    medio = acto.archivar(
        get_object_or_404(Medio, pk=pk), activo="reactivar" in request.POST, por=request.user, ahora=timezone.now()
    )
    if medio.activo:
        messages.success(request, "Medio reactivado.")
    else:
        avisar_con_deshacer(request, "Medio archivado.", reverse("medios:archivar", args=[pk]), reactivar="1")
    return redirect("medios:ver", pk)


@require_POST
@permiso(EDITAR_MEDIOS)
def archivar_contacto(request: HttpRequest, pk: int) -> HttpResponse:
    contacto = acto.archivar(
        get_object_or_404(Contacto, pk=pk, borrado_en=None),
        activo="reactivar" in request.POST,
        por=request.user,
        ahora=timezone.now(),
    )
    if contacto.activo:
        messages.success(request, "Contacto reactivado.")
    else:
        regreso = reverse("medios:archivar_contacto", args=[pk])
        avisar_con_deshacer(request, "Contacto archivado: dejó de trabajar aquí.", regreso, reactivar="1")
    return redirect("medios:ver", contacto.medio_id)
