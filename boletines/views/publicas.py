"""Lo que se abre sin cuenta: el visto bueno de la dependencia, el adelanto de un reportero y la liga corta."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from boletines.dominio.despues.derechos import fotos_que_salen
from boletines.dominio.revision import visto_bueno
from boletines.dominio.salida import adelantos
from boletines.estados import CERRADOS
from boletines.forms.boletin import RespuestaDeVistoBuenoForm
from boletines.models import Adelanto, Boletin
from boletines.models.suspension import SuspensionDeBoletines
from difusion.dominio.freno import cerrar_si_esta_puesto
from media_library.dominio.versiones.publico import DerivadoPendiente, bytes_publicos
from media_library.models.receta import FOTO_MEDIANA
from nucleo.enlaces.conexion import conexion_de
from nucleo.enlaces.personales import abrir_enlace
from nucleo.pantallas.vistas import ejecutar, enviado, mostrar
from nucleo.permisos import sin_sesion

ENTERO = 2**31 - 1
NO_VALE = "boletines/publicas/no_vale.html"


@csrf_exempt  # el token del enlace es el secreto; quien contesta no tiene sesión que proteger
@require_http_methods(["GET", "HEAD", "POST"])
@sin_sesion(token=True)
def responder_visto_bueno(request: HttpRequest, token: str) -> HttpResponse:
    visto = abrir_enlace(visto_bueno.visto_bueno_del_token, token, si_no=NO_VALE)
    inicial = {} if visto.respondido_en is None else {"respuesta": visto.respuesta, "correcciones": visto.correcciones}
    form = RespuestaDeVistoBuenoForm(enviado(request), initial=inicial)
    huella = request.POST.get("huella_vista", "")

    def responder() -> None:
        visto_bueno.responder_visto_bueno(visto, huella_vista=huella, ahora=timezone.now(), **form.cleaned_data)

    if ejecutar(request, responder, form=form):
        return redirect("boletines_publicas:visto_bueno", token)
    contexto = {
        "visto": visto,
        "boletin": visto.boletin,
        "fotos": fotos_que_salen(visto.boletin, timezone.now()),
        "form": form,
        "huella": visto_bueno.huella_a_la_vista(visto),
        "token": token,
        "cerrado": visto.boletin.estado in CERRADOS,
        "cambia": visto.respondido_en is None or "cambiar" in request.GET or form.errors,
    }
    return mostrar(request, "boletines/publicas/visto_bueno.html", contexto)


def _adelanto_abierto(token: str) -> Adelanto:
    dado = abrir_enlace(adelantos.adelanto_del_token, token, si_no=NO_VALE)
    cerrar_si_esta_puesto()
    return dado


def la_abre_una_persona(request: HttpRequest) -> bool:
    """No cuenta como lectura lo que pide el propio navegador por adelantado ni un revisor que sólo pregunta si está."""
    por_adelantado = request.headers.get("Sec-Purpose", "") + request.headers.get("Purpose", "")
    return request.method == "GET" and "prefetch" not in por_adelantado.lower()


@require_safe
@sin_sesion(token=True)
def adelanto(request: HttpRequest, token: str) -> HttpResponse:
    ahora = timezone.now()
    dado = _adelanto_abierto(token)
    boletin = dado.boletin
    if Boletin.objects.publicos(ahora).filter(pk=boletin.pk).exists():
        return redirect(boletin.ruta_publica, permanent=True)
    if la_abre_una_persona(request):
        adelantos.apuntar_apertura(dado, ahora=ahora, desde_ip=conexion_de(request) or None)
    contexto = {
        "adelanto": dado,
        "boletin": boletin,
        "fotos": fotos_que_salen(boletin, ahora),
        "token": token,
        "ancho_de_marca": 80 + 11 * len(dado.nombre),
    }
    return render(request, "boletines/publicas/adelanto.html", contexto)


@require_safe
@sin_sesion(token=True)
def foto_de_visto_bueno(request: HttpRequest, token: str, numero: int) -> HttpResponse:  # noqa: ARG001 - firma de Django
    """Una foto de lo que se pregunta si está bien: el mismo enlace, revisado en cada petición."""
    visto = abrir_enlace(visto_bueno.visto_bueno_del_token, token, si_no=NO_VALE)
    return _foto(visto.boletin, numero)


@require_safe
@sin_sesion(token=True)
def foto_de_adelanto(request: HttpRequest, token: str, numero: int) -> HttpResponse:  # noqa: ARG001 - firma de Django
    """Una foto del adelanto, y de nadie más: el mismo enlace, revisado en cada petición."""
    dado = _adelanto_abierto(token)
    return _foto(dado.boletin, numero)


def _foto(boletin: Boletin, numero: int) -> HttpResponse:
    foto = dict(fotos_que_salen(boletin, timezone.now())).get(numero)
    if foto is None:
        raise Http404
    try:
        contenido = bytes_publicos(foto.evidencia, receta=FOTO_MEDIANA)
    except DerivadoPendiente as error:
        raise Http404 from error
    return HttpResponse(contenido, content_type="image/jpeg")


@require_safe
@sin_sesion()
def corta(request: HttpRequest, ejercicio: int | str, consecutivo: int | str) -> HttpResponse:  # noqa: ARG001 - ídem
    """La liga corta lleva a la página, o a su aviso de retiro o de suspensión; de lo que nunca se vio no dice nada."""
    ahora = timezone.now()
    con_direccion = Boletin.objects.con_direccion(ahora)
    buscado = {"ejercicio": min(int(ejercicio), 9999), "consecutivo": min(int(consecutivo), ENTERO)}
    boletin = con_direccion.filter(**buscado).first()
    if boletin is None:
        raise Http404
    if not con_direccion.permitidos_en(SuspensionDeBoletines.en(ahora)).filter(pk=boletin.pk).exists():
        return redirect("/")  # de lo que la suspensión oculta no se dice ni el título, que va en su dirección
    return redirect(boletin.ruta_publica, permanent=True)
