"""Redes en modo asistido: copiar el texto, bajar las fotos, publicar y pegar el enlace."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_POST

from difusion.dominio.freno import impedimentos_del_freno
from media_library.dominio.compartir.zip import empaquetar, nombre_del_zip
from media_library.estados import Calidad
from media_library.models import Evidencia
from nucleo.dominio.impedimentos import NoSePuede
from nucleo.pantallas.vistas import avisar_y_volver, ejecutar, ejecutar_y_volver, mostrar, opcion_de, texto_de
from nucleo.permisos import permiso
from personas.permisos import PUBLICAR_EN_REDES, VER_SALIDAS
from redes.dominio import compuerta, cuentas, publicaciones
from redes.dominio.revision import donde_se_abre
from redes.estados import FRASES, EstadoPublicacion, Red
from redes.models import Publicacion

PAGINAS_DE_LA_RED = {"facebook": "https://www.facebook.com/", "youtube": "https://studio.youtube.com/"}


@require_GET
@permiso(VER_SALIDAS)
def lista(request: HttpRequest) -> HttpResponse:
    estado = opcion_de(request.GET, "estado", EstadoPublicacion.values, EstadoPublicacion.POR_PUBLICAR)
    publicaciones_ = Publicacion.objects.con_origen().filter(estado=estado).order_by("-creada_en", "-pk")
    pagina, ahora = Paginator(publicaciones_, 25).get_page(request.GET.get("pagina")), timezone.now()
    filas, esperan = list(pagina), estado == EstadoPublicacion.POR_PUBLICAR
    detenidas = compuerta.lo_que_las_detiene(filas, ahora) if esperan else [None] * len(filas)
    contexto = {
        "pagina": pagina,
        "filas": list(zip(filas, detenidas, strict=True)),
        "estado": estado,
        "estados": EstadoPublicacion.choices,
        "puede_publicar": request.user.puede(PUBLICAR_EN_REDES),
        "esperan_decision": Publicacion.objects.por_resolver().count(),
        "cuenta": cuentas.de_la_red(Red.FACEBOOK),
    }
    return render(request, "redes/lista.html", contexto)


@require_GET
@permiso(VER_SALIDAS)
def publicacion(request: HttpRequest, pk: int) -> HttpResponse:
    return _pagina(request, pk)


def _pagina(request: HttpRequest, pk: int, *, enlace: str = "", negativa: NoSePuede | None = None) -> HttpResponse:
    """La publicación con sus pasos; si no se pudo marcar, con el enlace pegado y por qué no vale."""
    con_todo = Publicacion.objects.con_origen().select_related("publicada_por", "aprobada_por")
    publicacion_ = get_object_or_404(con_todo, pk=pk)
    ahora, boletin = timezone.now(), publicacion_.composicion.boletin
    contexto = {
        "publicacion": publicacion_,
        "frase": FRASES[publicacion_.estado],
        "abrir": PAGINAS_DE_LA_RED[publicacion_.red],
        "ver": publicacion_.enlace and donde_se_abre(publicacion_.enlace),
        "fotos": _fotos(publicacion_),
        "lineas": boletin and list(boletin.lineas.order_by("orden")),
        "detenida": publicacion_.se_pone_a_mano and compuerta.lo_que_la_detiene(publicacion_, ahora),
        "puede_publicar": request.user.puede(PUBLICAR_EN_REDES),
        "enlace": enlace,
        "negativa": negativa,
    }
    return mostrar(request, "redes/publicacion.html", contexto, negativa)


def _fotos(publicacion_: Publicacion) -> list[Evidencia]:
    """Las suyas; si todavía no tiene, las de su boletín."""
    propias = [f.evidencia for f in publicacion_.composicion.fotos.select_related("evidencia")]
    boletin = publicacion_.composicion.boletin
    if propias or boletin is None:
        return propias
    return [f.evidencia for f in boletin.fotos.select_related("evidencia")]


@require_GET
@permiso(VER_SALIDAS)
def fotos(request: HttpRequest, pk: int) -> HttpResponse:
    """El ZIP de sus fotos en orden, sin ubicación, con las descripciones en su archivo."""
    publicacion_, ahora = get_object_or_404(Publicacion.objects.con_origen(), pk=pk), timezone.now()
    impedimentos = impedimentos_del_freno()
    if impedimentos:
        messages.error(request, str(impedimentos[0]))
        return redirect("redes:publicacion", pk)
    armado = ejecutar(
        request, lambda: empaquetar(_fotos(publicacion_), calidad=Calidad.WEB, por=request.user, ahora=ahora)
    )
    if armado.negativa:
        return avisar_y_volver(request, armado.negativa, "redes:publicacion", pk)
    respuesta = StreamingHttpResponse(armado.valor, content_type="application/zip")
    respuesta["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=nombre_del_zip(ahora))
    return respuesta


@require_POST
@permiso(PUBLICAR_EN_REDES)
def marcar(request: HttpRequest, pk: int) -> HttpResponse:
    publicacion_, enlace = get_object_or_404(Publicacion, pk=pk), texto_de(request.POST, "enlace", largo=400)
    resultado = ejecutar(
        request,
        lambda: publicaciones.marcar_publicada(publicacion_, enlace=enlace, por=request.user, ahora=timezone.now()),
        "Publicada. Ya cuenta en el cronograma.",
    )
    if resultado.negativa:
        return _pagina(request, pk, enlace=enlace, negativa=resultado.negativa)
    return redirect("redes:publicacion", pk)


@require_POST
@permiso(PUBLICAR_EN_REDES)
def descartar(request: HttpRequest, pk: int) -> HttpResponse:
    publicacion_ = get_object_or_404(Publicacion, pk=pk)
    return ejecutar_y_volver(
        request,
        lambda: publicaciones.descartar(publicacion_, por=request.user, ahora=timezone.now()),
        "Descartada. La puedes recuperar.",
        "redes:publicacion",
        pk,
    )


@require_POST
@permiso(PUBLICAR_EN_REDES)
def recuperar(request: HttpRequest, pk: int) -> HttpResponse:
    publicacion_ = get_object_or_404(Publicacion, pk=pk)
    return ejecutar_y_volver(
        request,
        lambda: publicaciones.recuperar(publicacion_, por=request.user, ahora=timezone.now()),
        "Otra vez está por publicar.",
        "redes:publicacion",
        pk,
    )
