"""Lo que el público manda: suscripciones y mensajes. Sin sesión, sin galletas y sin JavaScript."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from agenda.models import Evento
from medios.dominio.anotaciones import anotarse
from nucleo.enlaces.conexion import conexion_de, huella_de_origen
from nucleo.pantallas.vistas import ejecutar, enviado, frases_de, leer_o_escribir, texto_de
from nucleo.permisos import sin_sesion
from nucleo.texto.formato import fecha_larga, hora
from portal.consultas.actualidad import acto_que_se_confirma
from portal.consultas.edicion import Edicion
from portal.dominio import mensajes, suscripcion
from portal.dominio.pintado.marco import pintar
from portal.forms import AnotacionForm, ContactoForm, SuscripcionForm

REVISA = "Te enviamos un correo para confirmar. Revisa también No deseados."


def _origen(request: HttpRequest) -> str:
    return huella_de_origen(conexion_de(request))


def _resultado(titulo: str, frase: str, *, status: int = 200, detalle: str = "", baja: str = "") -> HttpResponse:
    contexto = {"titulo": titulo, "frase": frase, "detalle": detalle, "baja": baja}
    return HttpResponse(pintar("resultado.html", Edicion.vigente(timezone.now()), **contexto), status=status)


@csrf_exempt  # sin sesión ni galleta no hay a quién suplantar
@require_POST
@sin_sesion()
def suscribirse(request: HttpRequest) -> HttpResponse:
    form = SuscripcionForm(request.POST)
    if form.es_programa:
        return _resultado("Revisa tu correo", REVISA)
    if not form.is_valid():
        frases = " ".join(frases_de(form))
        return _resultado("No se pudo suscribir", frases, status=422, detalle="Regresa, corrígelo y envíalo otra vez.")
    datos = {campo: form.cleaned_data[campo] for campo in ("correo", "temas", "frecuencia")}
    resultado = ejecutar(
        request, lambda: suscripcion.pedir_suscripcion(**datos, origen=_origen(request), ahora=timezone.now())
    )
    if resultado.negativa:
        return _resultado("Espera un poco", str(resultado.negativa), status=429)
    return _resultado("Revisa tu correo", REVISA)


@csrf_exempt  # ídem
@leer_o_escribir
@sin_sesion(token=True)
def confirmar(request: HttpRequest, ficha: str) -> HttpResponse:
    """Sólo confirma quien marca la casilla: un revisor de correo abre el enlace y hasta oprime el botón solo."""
    pedido = suscripcion.lo_pedido(ficha)
    if pedido and request.POST.get("quiero") != "si":
        contexto = {
            "accion": f"/suscripcion/confirmar/{ficha}/",
            "pedido": pedido,
            "falta_la_casilla": request.method == "POST",
        }
        return HttpResponse(pintar("confirmar.html", Edicion.vigente(timezone.now()), **contexto))
    if pedido is None or suscripcion.confirmar_suscripcion(ficha=ficha, ahora=timezone.now()) is None:
        return _resultado(
            "Este enlace ya no sirve", "Venció o está incompleto. Pide otro en Recibir por correo.", status=404
        )
    frase = f"Recibirás los boletines en tu correo: {', '.join(pedido.temas)}. {pedido.frecuencia}."
    return _resultado("Listo", frase, detalle="Cada correo trae el enlace para darte de baja.")


@csrf_exempt  # RFC 8058: el programa de correo manda el POST sin galleta
@leer_o_escribir
@sin_sesion(token=True)
def baja(request: HttpRequest, ficha: str) -> HttpResponse:
    una = suscripcion.suscripcion_de_la_baja(ficha)
    if una is None:
        return _resultado("Este enlace está incompleto", "Copia la dirección entera del correo.", status=404)
    if request.method != "POST":
        frase = "Dejarás de recibir los boletines por correo."
        return _resultado("¿Darte de baja?", frase, baja=f"/suscripcion/baja/{ficha}/")
    suscripcion.dar_de_baja(una, ahora=timezone.now())
    return _resultado("Quedaste de baja", "Ya no recibirás los boletines. Puedes volver cuando quieras.")


@csrf_exempt  # ídem
@require_POST
@sin_sesion()
def contacto(request: HttpRequest) -> HttpResponse:
    form = ContactoForm(request.POST)
    if form.es_programa:
        return _resultado("Recibimos tu mensaje", "Te contestaremos al correo que dejaste.")
    if not form.is_valid():
        return _contacto_con_faltas(form, {c: " ".join(str(e) for e in form.errors.get(c, [])) for c in form.fields})
    datos = {campo: form.cleaned_data[campo] for campo in ("nombre", "correo", "asunto", "mensaje")}
    resultado = ejecutar(
        request, lambda: mensajes.recibir_mensaje(**datos, origen=_origen(request), ahora=timezone.now())
    )
    if resultado.negativa:
        faltas = dict.fromkeys(form.fields, "") | {"mensaje": str(resultado.negativa)}
        return _contacto_con_faltas(form, faltas, status=429)
    frase = f"Tu folio es {resultado.valor.folio}. Te contestaremos al correo que dejaste, en días y horas hábiles."
    return _resultado("Recibimos tu mensaje", frase, detalle="Guarda el folio: con él podemos decirte cómo va.")


def _contacto_con_faltas(form: ContactoForm, faltas: dict[str, str], *, status: int = 422) -> HttpResponse:
    """El mismo formulario con lo que se escribió y lo que falta."""
    datos = {campo: texto_de(form.data, campo, largo=4000) for campo in form.fields}
    contexto = {"datos": datos, "faltas": faltas, "seccion": "contacto"}
    return HttpResponse(pintar("contacto_faltas.html", Edicion.vigente(timezone.now()), **contexto), status=status)


@csrf_exempt  # ídem
@leer_o_escribir
@sin_sesion()
def asistencia(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirmar por la sala de prensa: llega al tablero del evento, por reconocer."""
    ahora = timezone.now()
    acto = acto_que_se_confirma(pk, ahora)
    if acto is None:
        frase = "Ya empezó, cambió o no se invitó a medios. Si tienes duda, llama a la oficina."
        return _resultado("A este acto no se confirma aquí", frase, status=404)
    form = AnotacionForm(enviado(request))
    if form.es_programa:
        return _anotada(acto)
    if not form.is_valid():
        return _asistencia(acto, form, {c: " ".join(map(str, form.errors[c])) for c in form.errors})
    datos = {campo: form.cleaned_data[campo] for campo in ("nombre", "medio", "personas", "localizar")}
    resultado = ejecutar(request, lambda: anotarse(acto, **datos, origen=_origen(request), ahora=ahora))
    if resultado.negativa:
        return _asistencia(acto, form, {"nombre": str(resultado.negativa)}, status=429)
    return _anotada(acto)


def _anotada(acto: Evento) -> HttpResponse:
    cuando = f"{fecha_larga(acto.inicio, con_dia=True)}, {hora(acto.inicio)} h, {acto.donde()}"
    detalle = "La oficina revisa quién confirma antes de contarlo. Si tienes duda, llámanos."
    return _resultado("Te esperamos", f"{acto.titulo}: {cuando}.", detalle=detalle)


def _asistencia(acto: Evento, form: AnotacionForm, faltas: dict[str, str], *, status: int = 422) -> HttpResponse:
    """El formulario: vacío, o con lo que se escribió y lo que falta."""
    vacias = dict.fromkeys(form.fields, "")
    datos = {campo: texto_de(form.data, campo, largo=254) for campo in form.fields} if faltas else vacias
    contexto = {"acto": acto, "datos": datos, "faltas": vacias | faltas, "hay_faltas": bool(faltas), "seccion": "sala"}
    pagina = pintar("asistencia.html", Edicion.vigente(timezone.now()), **contexto)
    return HttpResponse(pagina, status=status if faltas else 200)
