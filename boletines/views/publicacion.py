"""Publicar ahora, a su hora o de urgencia; corregir y retirar."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from boletines.dominio.despues import correccion, retiro
from boletines.dominio.revision.atencion import correcciones_por_atender
from boletines.dominio.salida import correos, programacion, publicacion, urgencia
from boletines.estados import EstadoBoletin
from boletines.forms.boletin import HoraForm
from boletines.models import Boletin
from boletines.views.comun import (
    boletin_de,
    ejecutar_y_ver,
    huella_vista,
    pagina_del_boletin,
    preguntar_por_correcciones,
)
from nucleo.dominio.impedimentos import Impedimento, NoSePuede
from nucleo.pantallas.vistas import Escrito, ejecutar, mostrar_negativa, texto_de
from nucleo.permisos import permiso
from nucleo.texto.formato import fecha_larga, hora, plural
from personas.permisos import DECIDIR_SALIDAS, ESCRIBIR_BOLETINES, PUBLICAR_BOLETINES


@require_POST
@permiso(PUBLICAR_BOLETINES)
def publicar(request: HttpRequest, pk: int) -> HttpResponse:
    """Publica; si está en revisión, antes aprueba."""
    boletin = boletin_de(request, pk)
    publicar_ya, verbo = publicacion.publicar_boletin, "Publicar"
    if boletin.estado == EstadoBoletin.EN_REVISION:
        publicar_ya, verbo = publicacion.aprobar_y_publicar, "Aprobar y publicar"
    if pregunta := preguntar_por_correcciones(request, boletin, verbo, "boletines:publicar"):
        return pregunta
    return ejecutar_y_ver(
        request,
        boletin,
        lambda: publicar_ya(boletin, huella_vista=huella_vista(request), por=request.user, ahora=timezone.now()),
        _cuando_sale(boletin),
    )


def _cuando_sale(boletin: Boletin) -> str:
    hasta = boletin.embargo_hasta
    if hasta and hasta > timezone.now():
        return f"Tiene folio; saldrá el {fecha_larga(hasta, con_dia=True)} a las {hora(hasta)} h."
    return "Publicado. En unos segundos estará en el portal."


@require_POST
@permiso(PUBLICAR_BOLETINES)
def programar(request: HttpRequest, pk: int) -> HttpResponse:
    """Programa; si está en revisión, antes aprueba. Con advertencias, primero pregunta."""
    boletin, form = boletin_de(request, pk), HoraForm(request.POST, auto_id="id_hora_%s")
    if not form.is_valid():
        return _hora_rechazada(request, boletin, form)
    momento = form.cleaned_data["publicar_en"]
    avisos = [*programacion.advertencias(boletin, momento), *correcciones_por_atender(boletin)]
    if avisos and "confirmado" not in request.POST and momento > timezone.now():
        contexto = {"boletin": boletin, "momento": momento, "avisos": avisos, "huella": huella_vista(request)}
        return render(request, "boletines/confirmar_hora.html", contexto)
    programar_a_su_hora = programacion.programar_boletin
    if boletin.estado == EstadoBoletin.EN_REVISION:
        programar_a_su_hora = programacion.aprobar_y_programar
    resultado = ejecutar(
        request,
        lambda: programar_a_su_hora(
            boletin,
            publicar_en=momento,
            huella_vista=huella_vista(request),
            por=request.user,
            ahora=timezone.now(),
        ),
        f"Se publicará el {fecha_larga(momento, con_dia=True)} a las {hora(momento)} h.",
    )
    if resultado.negativa:
        return _hora_rechazada(request, boletin_de(request, pk), form, resultado.negativa)
    return redirect("boletines:ver", boletin.pk)


def _hora_rechazada(
    request: HttpRequest, boletin: Boletin, form: HoraForm, negativa: NoSePuede | None = None
) -> HttpResponse:
    """La página con la hora como se escribió y su razón junto al campo."""
    faltas = [Impedimento(e, "publicar_en") for e in form.errors.get("publicar_en", [])]
    if negativa:
        faltas = negativa.impedimentos
        de_la_hora = [i for i in faltas if i.campo in form.fields]
        mostrar_negativa(form, NoSePuede(de_la_hora))
    return pagina_del_boletin(request, boletin, impedidos=faltas, hora_form=form)


@require_POST
@permiso(DECIDIR_SALIDAS)
def detener_correos(request: HttpRequest, pk: int) -> HttpResponse:
    """Dentro de la gracia, los correos que aún no salen ya no salen."""
    cuantos = correos.detener_correos(boletin_de(request, pk), por=request.user, ahora=timezone.now())
    if cuantos:
        que = plural(cuantos, "Se detuvo 1 correo", "Se detuvieron {} correos")
        messages.success(request, f"{que}. Si deben salir, reenvíalos desde Salidas.")
    else:
        messages.error(request, "Los correos ya habían salido y no se recogen. Si hay un error, corrige o retira.")
    return redirect("boletines:ver", pk)


@require_POST
@permiso(PUBLICAR_BOLETINES)
def desprogramar(request: HttpRequest, pk: int) -> HttpResponse:
    boletin = boletin_de(request, pk)
    return ejecutar_y_ver(
        request,
        boletin,
        lambda: programacion.quitar_de_programados(boletin, por=request.user, ahora=timezone.now()),
        "Ya no sale solo: queda aprobado.",
    )


@require_POST
@permiso(PUBLICAR_BOLETINES)
def publicar_de_urgencia(request: HttpRequest, pk: int) -> HttpResponse:
    boletin, motivo = boletin_de(request, pk), texto_de(request.POST, "motivo")
    return ejecutar_y_ver(
        request,
        boletin,
        lambda: urgencia.publicar_de_urgencia(
            boletin, motivo=motivo, huella_vista=huella_vista(request), por=request.user, ahora=timezone.now()
        ),
        "Publicado sin revisión. Queda la marca «falta visto bueno» hasta que otra persona lo firme.",
        escrito=Escrito("motivo-urgencia", motivo),
    )


@require_POST
@permiso(ESCRIBIR_BOLETINES)
def corregir(request: HttpRequest, pk: int) -> HttpResponse:
    boletin = boletin_de(request, pk)
    resultado = ejecutar(
        request, lambda: correccion.proponer_correccion(boletin, por=request.user, ahora=timezone.now())
    )
    if resultado.negativa:
        return pagina_del_boletin(request, boletin_de(request, pk), impedidos=resultado.negativa.impedimentos)
    return redirect("boletines:editar", resultado.valor.pk)


@require_POST
@permiso(PUBLICAR_BOLETINES)
def publicar_correccion(request: HttpRequest, pk: int) -> HttpResponse:
    propuesta = boletin_de(request, pk)
    ruta = "boletines:publicar_correccion"
    if pregunta := preguntar_por_correcciones(request, propuesta, "Publicar la corrección", ruta):
        return pregunta
    resultado = ejecutar(
        request,
        lambda: correccion.publicar_correccion(
            propuesta, huella_vista=huella_vista(request), por=request.user, ahora=timezone.now()
        ),
        "Corregido. La página se actualiza y la fe de erratas va a quien recibió la primera.",
    )
    if resultado.negativa:
        return pagina_del_boletin(request, boletin_de(request, pk), impedidos=resultado.negativa.impedimentos)
    return redirect("boletines:ver", resultado.valor.pk)


@require_POST
@permiso(PUBLICAR_BOLETINES)
def retirar(request: HttpRequest, pk: int) -> HttpResponse:
    boletin, motivo = boletin_de(request, pk), texto_de(request.POST, "motivo")
    return ejecutar_y_ver(
        request,
        boletin,
        lambda: retiro.retirar_boletin(boletin, motivo=motivo, por=request.user, ahora=timezone.now()),
        "Retirado. En su dirección queda el aviso con el motivo.",
        escrito=Escrito("motivo-retiro", motivo),
    )
