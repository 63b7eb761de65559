"""Revisar: enviar, comentar, pedir cambios, aprobar, firmar lo urgente y pedir el visto bueno."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from boletines.dominio.redaccion import descarte
from boletines.dominio.revision import aprobacion as revision
from boletines.dominio.revision import atencion, comentarios, visto_bueno
from boletines.dominio.salida import urgencia
from boletines.forms.boletin import VistoBuenoForm
from boletines.models import Comentario, VistoBueno
from boletines.views.comun import (
    boletin_de,
    ejecutar_y_ver,
    huella_vista,
    pagina_del_boletin,
    preguntar_por_correcciones,
)
from nucleo.dominio.impedimentos import Impedimento
from nucleo.pantallas.deshacer import avisar_con_deshacer
from nucleo.pantallas.vistas import Escrito, ejecutar, entero_de, texto_de
from nucleo.permisos import permiso
from personas.permisos import APROBAR_BOLETINES, ESCRIBIR_BOLETINES

BIGINT = 2**62


@require_POST
@permiso(ESCRIBIR_BOLETINES)
def enviar(request: HttpRequest, pk: int) -> HttpResponse:
    boletin = boletin_de(request, pk)
    return ejecutar_y_ver(
        request,
        boletin,
        lambda: revision.enviar_a_revision(
            boletin, huella_vista=huella_vista(request), por=request.user, ahora=timezone.now()
        ),
        "Enviado a revisión.",
    )


@require_POST
@permiso(APROBAR_BOLETINES)
def pedir_cambios(request: HttpRequest, pk: int) -> HttpResponse:
    boletin, motivo = boletin_de(request, pk), texto_de(request.POST, "motivo")
    return ejecutar_y_ver(
        request,
        boletin,
        lambda: revision.pedir_cambios(boletin, motivo=motivo, por=request.user, ahora=timezone.now()),
        "Se regresó con los cambios que pediste.",
        escrito=Escrito("motivo-cambios", motivo),
    )


@require_POST
@permiso(APROBAR_BOLETINES)
def aprobar(request: HttpRequest, pk: int) -> HttpResponse:
    boletin = boletin_de(request, pk)
    if pregunta := preguntar_por_correcciones(request, boletin, "Aprobar", "boletines:aprobar"):
        return pregunta
    return ejecutar_y_ver(
        request,
        boletin,
        lambda: revision.aprobar_boletin(
            boletin, huella_vista=huella_vista(request), por=request.user, ahora=timezone.now()
        ),
        "Aprobado. Ya se puede publicar.",
    )


@require_POST
@permiso(APROBAR_BOLETINES)
def firmar(request: HttpRequest, pk: int) -> HttpResponse:
    boletin = boletin_de(request, pk)
    return ejecutar_y_ver(
        request,
        boletin,
        lambda: urgencia.firmar_urgente(
            boletin, huella_vista=huella_vista(request), por=request.user, ahora=timezone.now()
        ),
        "Firmado: ya no falta el visto bueno.",
    )


@require_POST
@permiso(ESCRIBIR_BOLETINES, APROBAR_BOLETINES)
def comentar(request: HttpRequest, pk: int) -> HttpResponse:
    boletin, texto = boletin_de(request, pk), texto_de(request.POST, "texto")
    numero = entero_de(request.POST, "lugar", cifras=3) or 0
    return ejecutar_y_ver(
        request,
        boletin,
        lambda: comentarios.comentar(boletin, lugar=numero, texto=texto, por=request.user, ahora=timezone.now()),
        "",
        ancla=f"#p-{numero}",
        escrito=Escrito(f"c-{numero}", texto, "texto"),
    )


@require_POST
@permiso(ESCRIBIR_BOLETINES, APROBAR_BOLETINES)
def resolver(request: HttpRequest, pk: int, comentario: int) -> HttpResponse:
    boletin = boletin_de(request, pk)
    dicho = get_object_or_404(Comentario, pk=min(comentario, BIGINT), boletin=boletin)
    return ejecutar_y_ver(
        request,
        boletin,
        lambda: comentarios.resolver_comentario(dicho, por=request.user, ahora=timezone.now()),
        "",
        ancla="#texto",
    )


@require_POST
@permiso(ESCRIBIR_BOLETINES)
def pedir_visto_bueno(request: HttpRequest, pk: int) -> HttpResponse:
    boletin, form = boletin_de(request, pk), VistoBuenoForm(request.POST, auto_id="id_visto_%s")
    if not form.is_valid():
        faltas = [Impedimento(f"{form[c].label}: {e}", c) for c, errores in form.errors.items() for e in errores]
        return pagina_del_boletin(request, boletin, impedidos=faltas, visto_form=form)
    resultado = ejecutar(
        request,
        lambda: visto_bueno.pedir_visto_bueno(boletin, por=request.user, ahora=timezone.now(), **form.cleaned_data),
        _como_se_pidio,
    )
    if resultado.negativa:
        fresco = boletin_de(request, pk)
        return pagina_del_boletin(request, fresco, impedidos=resultado.negativa.impedimentos, visto_form=form)
    return redirect(reverse("boletines:ver", args=[pk]) + "#visto-bueno")


def _como_se_pidio(pedido: tuple[VistoBueno, str]) -> str:
    visto, enlace = pedido
    if enlace:
        return "Se manda por correo un enlace que vence en cinco días."
    return (
        f"A {visto.nombre} ya se le pidió sobre este texto y no ha contestado. Para mandarle otro, retira el primero."
    )


@require_POST
@permiso(ESCRIBIR_BOLETINES)
def retirar_visto_bueno(request: HttpRequest, pk: int, visto: int) -> HttpResponse:
    boletin = boletin_de(request, pk)
    pedido = get_object_or_404(VistoBueno, pk=min(visto, BIGINT), boletin=boletin)
    return ejecutar_y_ver(
        request,
        boletin,
        lambda: visto_bueno.retirar_visto_bueno(pedido, por=request.user, ahora=timezone.now()),
        "El enlace ya no sirve.",
        ancla="#visto-bueno",
    )


@require_POST
@permiso(ESCRIBIR_BOLETINES, APROBAR_BOLETINES)
def atender_correcciones(request: HttpRequest, pk: int, visto: int) -> HttpResponse:
    boletin = boletin_de(request, pk)
    pedido = get_object_or_404(VistoBueno, pk=min(visto, BIGINT), boletin=boletin)
    nota, vista = texto_de(request.POST, "nota"), texto_de(request.POST, "vista")
    resultado = ejecutar(
        request,
        lambda: atencion.atender_correcciones(pedido, nota=nota, vista=vista, por=request.user, ahora=timezone.now()),
    )
    if resultado.negativa:
        escrito, faltas = Escrito(f"nota-{pedido.pk}", nota, "nota"), resultado.negativa.impedimentos
        return pagina_del_boletin(request, boletin_de(request, pk), impedidos=faltas, escrito=escrito)
    url = reverse("boletines:reabrir_correcciones", args=[pk, pedido.pk])
    avisar_con_deshacer(request, f"Atendido lo que pidió {pedido.nombre}.", url)
    return redirect(reverse("boletines:ver", args=[pk]) + "#visto-bueno")


@require_POST
@permiso(ESCRIBIR_BOLETINES, APROBAR_BOLETINES)
def reabrir_correcciones(request: HttpRequest, pk: int, visto: int) -> HttpResponse:
    boletin = boletin_de(request, pk)
    pedido = get_object_or_404(VistoBueno, pk=min(visto, BIGINT), boletin=boletin)
    return ejecutar_y_ver(
        request,
        boletin,
        lambda: atencion.reabrir_correcciones(pedido, por=request.user, ahora=timezone.now()),
        "Otra vez están por atender.",
        ancla="#visto-bueno",
    )


@require_POST
@permiso(ESCRIBIR_BOLETINES)
def descartar(request: HttpRequest, pk: int) -> HttpResponse:
    boletin = boletin_de(request, pk)
    return ejecutar_y_ver(
        request,
        boletin,
        lambda: descarte.descartar_boletin(boletin, por=request.user, ahora=timezone.now()),
        "Descartado. No se borra: se puede recuperar.",
    )


@require_POST
@permiso(ESCRIBIR_BOLETINES)
def recuperar(request: HttpRequest, pk: int) -> HttpResponse:
    boletin = boletin_de(request, pk)
    return ejecutar_y_ver(
        request,
        boletin,
        lambda: descarte.recuperar_boletin(boletin, por=request.user, ahora=timezone.now()),
        "Otra vez es un borrador.",
    )
