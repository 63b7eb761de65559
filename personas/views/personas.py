"""Quién entra al sistema: invitar, papeles, acceso y sesiones."""

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from nucleo.dominio.bitacora import de_objeto
from nucleo.pantallas.vistas import ejecutar, ejecutar_y_volver, leer_o_escribir, mostrar
from nucleo.pantallas.volver import volver_a
from nucleo.permisos import permiso
from personas.dominio import personas as cuentas
from personas.dominio.credenciales import cambiar_correo
from personas.forms.ajustes import CorreoForm, InvitarForm, PapelesForm
from personas.models import InvitacionDePersona, Persona
from personas.permisos import ADMINISTRAR_PERSONAS
from personas.views.ajustes import POR_PAGINA
from personas.views.confirmacion import exigir_confirmacion


@leer_o_escribir
@permiso(ADMINISTRAR_PERSONAS)
def personas(request: HttpRequest) -> HttpResponse:
    form = InvitarForm(request.POST or None)

    def invitar() -> cuentas.Invitada:
        if "directora" in form.cleaned_data["papeles"]:
            exigir_confirmacion(request)
        return cuentas.invitar_persona(**form.cleaned_data, por=request.user, ahora=timezone.now())

    if invitada := ejecutar(request, invitar, form=form):
        # El enlace se enseña una sola vez y no viaja en la dirección ni en los avisos.
        contexto = {"invitada": invitada.valor, "volver": volver_a(request, si_no="")}
        return render(request, "personas/invitada.html", contexto)
    cuenta = Persona.objects.select_related("dependencia").order_by("-is_active", "first_name", "pk")
    contexto = {
        "form": form,
        "pagina": Paginator(cuenta, POR_PAGINA).get_page(request.GET.get("pagina")),
        "invitaciones": InvitacionDePersona.objects.por_estrenar(timezone.now()).order_by("vence_en", "pk"),
    }
    return mostrar(request, "personas/personas.html", contexto)


@require_POST
@permiso(ADMINISTRAR_PERSONAS)
def retirar(request: HttpRequest, pk: int) -> HttpResponse:
    invitacion = get_object_or_404(InvitacionDePersona, pk=pk)
    return ejecutar_y_volver(
        request,
        lambda: cuentas.retirar_invitacion(invitacion, por=request.user, ahora=timezone.now()),
        "La invitación ya no sirve.",
        "personas:personas",
    )


@leer_o_escribir
@permiso(ADMINISTRAR_PERSONAS)
def persona(request: HttpRequest, pk: int) -> HttpResponse:
    una = get_object_or_404(Persona.objects.select_related("dependencia"), pk=pk)
    inicial = {"papeles": una.papeles, "dependencia": una.dependencia_id}
    form = PapelesForm(request.POST or None, initial=inicial)

    def cambiar() -> None:
        exigir_confirmacion(request)
        cuentas.cambiar_papeles(una, **form.cleaned_data, por=request.user, ahora=timezone.now())

    if ejecutar(request, cambiar, "Papeles guardados.", form=form):
        return redirect("personas:persona", pk)
    return _ver(request, una, papeles=form)


def _ver(
    request: HttpRequest, una: Persona, *, papeles: PapelesForm | None = None, correo: CorreoForm | None = None
) -> HttpResponse:
    """La página de una cuenta, con el formulario que se rechazó como lo dejaron."""
    contexto = {
        "una": una,
        "form": papeles or PapelesForm(initial={"papeles": una.papeles, "dependencia": una.dependencia_id}),
        "form_correo": correo or CorreoForm(initial={"correo": una.email}),
        "historia": de_objeto(una, limite=10),
        "es_propia": una.pk == request.user.pk,
        "sesiones": UserSession.objects.filter(user=una).count(),
    }
    return mostrar(request, "personas/persona.html", contexto)


@require_POST
@permiso(ADMINISTRAR_PERSONAS)
def correo(request: HttpRequest, pk: int) -> HttpResponse:
    una = get_object_or_404(Persona.objects.select_related("dependencia"), pk=pk)
    form = CorreoForm(request.POST, initial={"correo": una.email})

    def cambiar() -> None:
        exigir_confirmacion(request)
        cambiar_correo(una, **form.cleaned_data, por=request.user, ahora=timezone.now())

    if ejecutar(request, cambiar, "Correo cambiado. Se avisó al de antes y al nuevo.", form=form):
        return redirect("personas:persona", pk)
    return _ver(request, una, correo=form)


ACCESO = {
    "desactivar": (cuentas.desactivar_persona, "Cuenta desactivada y sesiones cerradas."),
    "reactivar": (cuentas.reactivar_persona, "Cuenta reactivada."),
    "cerrar": (cuentas.cerrar_sesiones, "Salió de todos sus equipos."),
}


@require_POST
@permiso(ADMINISTRAR_PERSONAS)
def acceso(request: HttpRequest, pk: int) -> HttpResponse:
    una = get_object_or_404(Persona, pk=pk)
    decision = ACCESO.get(request.POST.get("accion", ""))
    if decision is None:
        messages.error(request, "Elige qué hacer con esta cuenta.")
        return redirect("personas:persona", pk)
    acto, exito = decision
    if acto is not cuentas.cerrar_sesiones:
        exigir_confirmacion(request)
    return ejecutar_y_volver(
        request, lambda: acto(una, por=request.user, ahora=timezone.now()), exito, "personas:persona", pk
    )
