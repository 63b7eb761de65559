"""Invitar a medios: a quién, con qué palabras y por dónde le llega a cada quien."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from agenda.dominio.suspension import no_se_invita_por_ahora
from difusion.consultas import freno_puesto
from medios import consultas
from medios.dominio.convocar import convocar, impedimentos_para_invitar, mensaje_propuesto
from medios.dominio.entregar.canales import LISTAS
from medios.dominio.entregar.entregas import cerrar_con_acuse, quitar_entrega
from medios.dominio.entregar.muestra import mandar_prueba, muestra_de
from medios.dominio.entregar.oficios import oficios_del_evento, pdf_de_oficios
from medios.dominio.entregar.pagina import PaginaDeInvitar, pagina_de_invitar
from medios.estados import RazonDeExclusion
from medios.forms import ConvocatoriaForm
from medios.models import Invitacion
from medios.views.convocar import evento_visible
from nucleo.dominio.impedimentos import Impedimento, NoSePuede
from nucleo.pantallas.deshacer import avisar_con_deshacer
from nucleo.pantallas.vistas import (
    avisar_y_volver,
    ejecutar,
    ejecutar_y_volver,
    entero_de,
    enteros_de,
    enviado,
    es_la_pagina,
    mostrar,
    opcion_de,
    texto_de,
)
from nucleo.permisos import permiso
from personas.permisos import INVITAR_MEDIOS

INVITADOS = "Invitación lista para {}. Los correos salen en 30 segundos."
OFICIOS_DETENIDOS = "El freno de mano está puesto: los oficios se imprimen cuando se suelte."
CON_FRENO = "Invitación lista para {}. El freno de mano está puesto: los correos salen cuando se suelte."


@require_http_methods(["GET", "POST"])
@permiso(INVITAR_MEDIOS)
def invitar(request: HttpRequest, pk: int) -> HttpResponse:
    return _pantalla(request, pk, opcion_de(request.POST, "accion", ("previa", "prueba"), "invitar"))


@require_POST
@permiso(INVITAR_MEDIOS)
def previa(request: HttpRequest, pk: int) -> HttpResponse:
    """La misma pantalla con lo que se lleva escogido; no invita a nadie."""
    es_la_pagina(request, reverse("medios:invitar", args=[pk]))
    return _pantalla(request, pk, "previa")


def _pantalla(request: HttpRequest, pk: int, accion: str) -> HttpResponse:
    evento, ahora = evento_visible(request, pk), timezone.now()
    asunto, mensaje = mensaje_propuesto(evento)
    form = ConvocatoriaForm(enviado(request), initial={"asunto": asunto, "mensaje": mensaje})
    contactos = consultas.contactos_por_invitar(evento)
    pagina = _pagina(request, form, evento, contactos)
    prueba = None
    if form.is_bound and accion == "invitar" and _invitar(request, form, evento, pagina):
        return redirect("medios:tablero", pk)
    visto = pagina.el_que_se_ve(entero_de(request.POST, "ver_como"))
    palabras = {"asunto": form["asunto"].value() or "", "mensaje": form["mensaje"].value() or ""}
    if accion == "prueba":
        prueba = ejecutar(request, lambda: mandar_prueba(evento, visto, por=request.user, ahora=ahora, **palabras))
    contexto = {
        "evento": evento,
        "form": form,
        "impedimentos": impedimentos_para_invitar(evento, ahora),
        "detenida": no_se_invita_por_ahora(evento, ahora),
        "pagina": pagina,
        "visto": visto,
        "muestra": muestra_de(evento, visto, ahora=ahora, **palabras),
        "prueba": prueba,
        "hay_contactos": bool(contactos),
    }
    if form.is_bound and accion != "invitar":
        form.errors.clear()
    return mostrar(request, "medios/invitar.html", contexto)


def _pagina(request: HttpRequest, form: ConvocatoriaForm, evento: object, contactos: list) -> PaginaDeInvitar:
    if not form.is_bound:
        lista = opcion_de(request.GET, "lista", LISTAS, "")
        return pagina_de_invitar(evento, contactos, lista=lista)  # type: ignore[arg-type] # es un evento
    return pagina_de_invitar(
        evento,  # type: ignore[arg-type] # es un evento
        contactos,
        lista=opcion_de(request.POST, "lista", LISTAS, ""),
        elegidos=set(enteros_de(request.POST, "contactos")),
        canales=form.de_cada_quien("canal"),
        razones=form.de_cada_quien("razon"),
    )


def _invitar(request: HttpRequest, form: ConvocatoriaForm, evento: object, pagina: PaginaDeInvitar) -> bool:
    def a_los_elegidos() -> int:
        datos = {c: v for c, v in form.cleaned_data.items() if c != "lista"}
        canales = form.de_cada_quien("canal")
        _, convocados = convocar(
            evento,  # type: ignore[arg-type] # es un evento
            por=request.user,
            ahora=timezone.now(),
            canales=canales,
            exclusiones=_exclusiones(pagina),
            **datos,
        )
        return len(convocados)

    dicho = CON_FRENO if freno_puesto() else INVITADOS
    return bool(ejecutar(request, a_los_elegidos, dicho.format, form=form))


def _exclusiones(pagina: PaginaDeInvitar) -> dict[int, str]:
    """A quién de la lista se deja fuera y por qué; sin razón no se manda: a todos se les trata igual."""
    faltan = [d.contacto for d in pagina.fuera if d.razon not in RazonDeExclusion.values]
    if faltan:
        raise NoSePuede([Impedimento(f"Di por qué dejas fuera a {c.nombre}, de {c.medio}.", "") for c in faltan[:5]])
    return {d.contacto.pk: d.razon for d in pagina.fuera}


def _la_invitacion(request: HttpRequest, pk: int) -> Invitacion:
    invitacion = get_object_or_404(Invitacion.objects.select_related("contacto__medio", "evento"), pk=pk)
    evento_visible(request, invitacion.evento_id)
    return invitacion


@require_POST
@permiso(INVITAR_MEDIOS)
def entregada(request: HttpRequest, pk: int) -> HttpResponse:
    invitacion = _la_invitacion(request, pk)
    archivo, nota = request.FILES.get("acuse"), texto_de(request.POST, "nota", largo=200)
    hecho = ejecutar(
        request,
        lambda: cerrar_con_acuse(invitacion, archivo=archivo, nota=nota, por=request.user, ahora=timezone.now()),
    )
    if hecho.negativa:
        return avisar_y_volver(request, hecho.negativa, "medios:tablero", invitacion.evento_id)
    quien = f"{invitacion.contacto.medio}, {invitacion.contacto.nombre}"
    frase = f"{quien}: {hecho.valor.get_canal_display()} entregado."
    avisar_con_deshacer(request, frase, reverse("medios:quitar_entrega", args=[pk]))
    return redirect("medios:tablero", invitacion.evento_id)


@require_POST
@permiso(INVITAR_MEDIOS)
def quitar(request: HttpRequest, pk: int) -> HttpResponse:
    invitacion = _la_invitacion(request, pk)
    return ejecutar_y_volver(
        request,
        lambda: quitar_entrega(invitacion, por=request.user, ahora=timezone.now()),
        f"{invitacion.contacto.medio}, {invitacion.contacto.nombre}: otra vez por entregar.",
        "medios:tablero",
        invitacion.evento_id,
    )


@require_GET
@permiso(INVITAR_MEDIOS)
def oficios(request: HttpRequest, pk: int) -> HttpResponse:
    """El lote entero, o uno con `?de=`: el mismo papel con su mismo folio las veces que haga falta."""
    evento = evento_visible(request, pk)
    if freno_puesto():
        return avisar_y_volver(request, NoSePuede(OFICIOS_DETENIDOS), "medios:tablero", pk)
    de, lote = entero_de(request.GET, "de"), oficios_del_evento(evento)
    if de is not None:
        lote = [o for o in lote if o.invitacion_id == de]
    if not lote:
        raise Http404
    respuesta = HttpResponse(pdf_de_oficios(evento, lote), content_type="application/pdf")
    respuesta["Content-Disposition"] = f'inline; filename="oficios-{pk}.pdf"'
    respuesta["Cache-Control"] = "no-store"
    return respuesta
