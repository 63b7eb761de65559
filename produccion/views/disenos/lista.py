"""La lista de diseños, pedir uno y su vista previa viva."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from agenda.models import Evento
from nucleo.pantallas.vistas import ejecutar, enviado, mostrar, texto_de
from nucleo.permisos import permiso
from personas.permisos import PRODUCIR, VER_PRODUCCION
from produccion.consultas import disenos as consultas
from produccion.dominio.disenos import pedir
from produccion.dominio.disenos.pintar import previas
from produccion.dominio.disenos.revisar import revision_de
from produccion.estados import EstadoDiseno
from produccion.forms.disenos import DisenoForm
from produccion.models import Diseno

DE_TEXTO = ("titulo", "cuando", "lugar", "detalle", "enlace_del_qr", "programa", "tema")
LARGO = 500


@require_GET
@permiso(VER_PRODUCCION)
def lista(request: HttpRequest) -> HttpResponse:
    texto, estado = texto_de(request.GET, "q", largo=100), texto_de(request.GET, "estado", largo=20)
    dependencia = texto_de(request.GET, "dependencia", largo=9)
    pagina = consultas.disenos(texto=texto, estado=estado, dependencia=dependencia, pedida=request.GET.get("pagina"))
    contexto = {
        "pagina": pagina,
        "texto": texto,
        "estado": estado,
        "dependencia": dependencia,
        "estados": EstadoDiseno.choices,
        "dependencias": [(d.pk, d.nombre) for d in consultas.dependencias_con_disenos()],
        "abiertos": consultas.cuantos_por_estado(),
        "hoy": timezone.localdate(),
    }
    return render(request, "produccion/disenos/lista.html", contexto)


def _evento(request: HttpRequest) -> Evento | None:
    pedido = texto_de(request.GET, "evento", largo=9) or texto_de(request.POST, "evento", largo=9)
    if not pedido.isdecimal():
        return None
    return Evento.objects.visibles_para(request.user).select_related("comunidad").filter(pk=int(pedido)).first()


@require_GET
@permiso(VER_PRODUCCION)
def inicio(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - firma de Django
    """Quien recorta la dirección llega a lo que más se hace aquí."""
    return redirect("produccion:disenos")


@require_http_methods(["GET", "POST"])
@permiso(PRODUCIR)
def nuevo(request: HttpRequest) -> HttpResponse:
    evento = _evento(request)
    inicial = {"enlace_del_qr": f"{settings.BASE_URL}/agenda/", **(pedir.del_evento(evento) if evento else {})}
    form = DisenoForm(enviado(request), initial=inicial, fotos=consultas.fotos_a_escoger(evento, None))

    def apuntar() -> Diseno:
        return pedir.pedir_diseno(datos=form.datos() | {"evento": evento}, por=request.user, ahora=timezone.now())

    if pedido := ejecutar(request, apuntar, "Diseño guardado. Revísalo y mándalo a aprobación.", form=form):
        return redirect("produccion:diseno", pedido.valor.pk)
    contexto = {"form": form, "evento": evento, "previas": previas(_en_borrador(form, evento))}
    return mostrar(request, "produccion/disenos/nuevo.html", contexto)


@require_POST
@permiso(PRODUCIR)
def previa(request: HttpRequest) -> HttpResponse:
    """Todas las medidas con lo que se lleva escrito, sin guardar nada."""
    pk = texto_de(request.POST, "diseno", largo=9)
    guardado = consultas.de_la_pagina(int(pk)).first() if pk.isdecimal() else None
    form = DisenoForm(request.POST, instance=guardado)
    diseno = _en_borrador(form, guardado.evento if guardado else _evento(request))
    vistas = previas(diseno)
    contexto = {"previas": vistas, "diseno": diseno, "revision": revision_de(diseno, vistas, timezone.now())}
    return render(request, "produccion/disenos/previa.html", contexto)


def _en_borrador(form: DisenoForm, evento: Evento | None) -> Diseno:
    """El diseño como iría, sin guardarlo: con lo escrito, aunque todavía no valga."""
    diseno = Diseno(pk=form.instance.pk, plantilla=form.elegida, evento=evento, archivo=form.instance.archivo)
    escrito = form.data if form.is_bound else form.initial
    for campo in DE_TEXTO:
        setattr(diseno, campo, str(escrito.get(campo) or "")[:LARGO])
    limpio: dict[str, Any] = {}
    if form.is_bound:
        form.is_valid()  # lo que no vale no está en lo limpio; lo que ya se negó, se conserva
        limpio = form.cleaned_data
    diseno.foto, diseno.fecha_retiro = limpio.get("foto"), limpio.get("fecha_retiro")
    diseno.dependencia = limpio.get("dependencia") or (evento.dependencia if evento else None)
    return diseno
