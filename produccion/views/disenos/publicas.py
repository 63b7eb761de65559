"""Lo que abre sin cuenta quien pidió el diseño: verlo en sus medidas y decir si se hace así."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from nucleo.enlaces.personales import abrir_enlace
from nucleo.pantallas.vistas import ejecutar, enviado, mostrar, texto_de
from nucleo.permisos import sin_sesion
from produccion.dominio.disenos import aprobacion
from produccion.dominio.disenos.contenido import huella_del_diseno
from produccion.dominio.disenos.pintar import previas, texto_equivalente
from produccion.estados import EstadoDiseno
from produccion.forms.disenos import RespuestaForm

NO_VALE = "produccion/publicas/no_vale.html"


@csrf_exempt  # el token del enlace es el secreto; quien contesta no tiene sesión que proteger
@require_http_methods(["GET", "HEAD", "POST"])
@sin_sesion(token=True)
def aprobar(request: HttpRequest, token: str) -> HttpResponse:
    pedida = abrir_enlace(aprobacion.aprobacion_del_token, token, si_no=NO_VALE)
    form = RespuestaForm(enviado(request))
    huella = texto_de(request.POST, "huella_vista", largo=64)

    def responder() -> None:
        aprobacion.responder_aprobacion(pedida, huella_vista=huella, ahora=timezone.now(), **form.cleaned_data)

    if ejecutar(request, responder, form=form):
        return redirect("produccion_publicas:aprobar", token)
    diseno = pedida.diseno
    contexto = {
        "pedida": pedida,
        "diseno": diseno,
        "previas": previas(diseno),
        "texto": texto_equivalente(diseno),
        "form": form,
        "huella": huella_del_diseno(diseno),
        "token": token,
        "cerrado": diseno.estado != EstadoDiseno.EN_PRUEBA,
        "contestada": pedida.version_respondida == diseno.version and not form.errors,
    }
    return mostrar(request, "produccion/publicas/aprobar.html", contexto)
