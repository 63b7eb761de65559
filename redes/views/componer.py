"""El compositor: se escribe una vez, cada red lo enseña como se verá, y otra persona lo aprueba."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from agenda.models import Evento
from boletines.models import Boletin
from media_library.models import Evidencia
from nucleo.dominio.impedimentos import NoSePuede
from nucleo.pantallas.vistas import ejecutar, ejecutar_y_volver, entero_de, leer_o_escribir, mostrar
from nucleo.permisos import permiso
from personas.estados import Tema
from personas.permisos import DECIDIR_SALIDAS, PUBLICAR_EN_REDES, VER_SALIDAS
from redes.clientes import LIMITES
from redes.consultas import que_se_ofrecen, siguiente_espacio
from redes.dominio import aprobacion, cuentas, redaccion, validacion
from redes.dominio.huella import con_medida
from redes.estados import EstadoPublicacion, Red
from redes.forms import leer_fecha, lo_escrito
from redes.models import Composicion, Publicacion
from redes.transiciones import CORREGIR

EXITOS = ("Guardada.", "Enviada a aprobación: otra persona la revisa.")


@require_POST
@permiso(PUBLICAR_EN_REDES)
def nueva(request: HttpRequest) -> HttpResponse:
    """Empieza un borrador de un boletín, un evento, una foto o de nada; con día y hora si se eligió un espacio."""
    modelos = {
        "boletin": Boletin.objects.all(),
        "evento": Evento.objects.visibles_para(request.user),
        "evidencia": Evidencia.objects.visibles_para(request.user),
    }
    origen = {
        nombre: get_object_or_404(filas, pk=clave)
        for nombre, filas in modelos.items()
        if (clave := entero_de(request.POST, nombre)) is not None
    }

    def empezar() -> Composicion:
        sale_en = leer_fecha(request.POST) if request.POST.get("fecha") else None
        return redaccion.componer(por=request.user, ahora=timezone.now(), sale_en=sale_en, **origen)

    resultado = ejecutar(request, empezar)
    if resultado.negativa:
        messages.error(request, str(resultado.negativa))
        return redirect("redes:lista")
    return redirect("redes:componer", resultado.valor.pk)


@leer_o_escribir
@permiso(VER_SALIDAS)
def componer(request: HttpRequest, pk: int) -> HttpResponse:
    composicion = _composicion(pk)
    if request.method == "POST":
        return _guardar(request, composicion)
    return _pagina(request, composicion)


def _composicion(pk: int) -> Composicion:
    con_todo = Composicion.objects.select_related("boletin", "evento", "evidencia")
    return get_object_or_404(con_todo.prefetch_related("publicaciones"), pk=pk)


def _guardar(request: HttpRequest, composicion: Composicion) -> HttpResponse:
    """Guarda; si se pidió, la envía a aprobación. Lo que no se pudo se dice en la misma página, con lo escrito."""
    ahora = timezone.now()

    def guardar() -> Composicion:
        escrito = lo_escrito(request.POST, composicion, ahora)
        version = entero_de(request.POST, "version") or 0
        suya = redaccion.guardar(composicion, escrito, version=version, por=request.user, ahora=ahora)
        if "enviar" in request.POST:
            aprobacion.pedir_aprobacion(suya, por=request.user, ahora=ahora)
        return suya

    exito = EXITOS["enviar" in request.POST]
    resultado = ejecutar(request, guardar, exito)
    if resultado.negativa:
        return _pagina(request, _composicion(composicion.pk), negativa=resultado.negativa, con_lo_escrito=True)
    return redirect("redes:componer", composicion.pk)


@dataclass(frozen=True)
class VersionEnPantalla:
    """Una red del compositor: si va, qué dice y cuánto cabe."""

    red: str
    nombre: str
    va: bool
    texto: str
    es_igual: bool
    sale_sola: bool
    limite: int
    corta_en: int


def _versiones(composicion: Composicion, request: HttpRequest, *, con_lo_escrito: bool) -> list[VersionEnPantalla]:
    hay = {p.red: p for p in composicion.publicaciones.all()}
    datos = request.POST if con_lo_escrito else None
    en_pantalla = []
    for red in Red:
        texto = hay[red].texto if red in hay else composicion.texto
        va, es_igual = red in hay, texto == composicion.texto
        if datos is not None:
            texto, va = datos.get(f"texto_{red}", ""), red in datos.getlist("red")
            es_igual = bool(datos.get(f"igual_{red}"))
        limites = LIMITES[red]
        sola = cuentas.publica_sola(red)
        en_pantalla.append(
            VersionEnPantalla(red, red.label, va, texto, es_igual, sola, limites.texto, limites.corta_en)
        )
    return en_pantalla


def _pagina(
    request: HttpRequest, composicion: Composicion, *, negativa: NoSePuede | None = None, con_lo_escrito: bool = False
) -> HttpResponse:
    ahora, puede_escribir = timezone.now(), request.user.puede(PUBLICAR_EN_REDES)
    fotos = validacion.fotos_de(composicion, ahora)
    marca = next((f"p{p.pk}" for p in composicion.publicaciones.all()), "")
    contexto: dict[str, Any] = {
        "composicion": composicion,
        "texto": request.POST.get("texto", "") if con_lo_escrito else composicion.texto,
        "versiones": _versiones(composicion, request, con_lo_escrito=con_lo_escrito),
        "fotos": fotos,
        "repaso": _repaso(composicion, ahora),
        "mesa": puede_escribir and _mesa(request, composicion),
        "decision": _decision(request, composicion),
        "cuenta": cuentas.de_la_red(Red.FACEBOOK),
        "enlace": con_medida(composicion.enlace, red=Red.FACEBOOK, marca=marca),
        "negativa": negativa,
    }
    return mostrar(request, "redes/componer.html", contexto, negativa)


@dataclass(frozen=True)
class Repaso:
    """Lo que falta y lo que conviene mirar."""

    faltas: list[Any]
    avisos: list[validacion.Aviso]


def _repaso(composicion: Composicion, ahora: Any) -> Repaso:
    return Repaso(validacion.impedimentos_para_enviar(composicion, ahora), validacion.avisos_de(composicion, ahora))


@dataclass(frozen=True)
class Mesa:
    """Lo que necesita quien la está escribiendo."""

    ofrecidas: list[Evidencia]
    no_se_ofrecen: int
    espacio: Any
    sale_en: Any
    temas: Any


def _mesa(request: HttpRequest, composicion: Composicion) -> Mesa | None:
    if not redaccion.se_puede_escribir(composicion):
        return None
    ahora = timezone.now()
    todas = list(que_se_ofrecen(composicion, request.user))
    buenas = [e for e in todas if not validacion.impedimentos_para_publicar(e, ahora)]
    sale_en = next((p.sale_en for p in composicion.publicaciones.all()), None)
    return Mesa(
        buenas,
        len(todas) - len(buenas),
        siguiente_espacio(ahora, sin=composicion),
        sale_en,
        Tema.choices,
    )


@dataclass(frozen=True)
class Decision:
    """Lo que se ofrece cuando ya no es borrador."""

    publicaciones: list[Publicacion]
    aprueba: bool
    huella: str
    es_suya: bool
    se_corrige: bool
    se_mueve: bool


def _decision(request: HttpRequest, composicion: Composicion) -> Decision | None:
    versiones = list(composicion.publicaciones.all())
    if redaccion.se_puede_escribir(composicion):
        return None
    piden = [p for p in versiones if p.estado == EstadoPublicacion.POR_APROBAR]
    mueven = (EstadoPublicacion.POR_APROBAR, EstadoPublicacion.PROGRAMADA)
    return Decision(
        versiones,
        bool(piden) and request.user.puede(DECIDIR_SALIDAS),
        aprobacion.huella_mostrada(composicion),
        any(p.pedida_por_id == request.user.pk for p in piden),
        request.user.puede(PUBLICAR_EN_REDES) and any(p.estado in CORREGIR.desde for p in versiones),
        request.user.puede(PUBLICAR_EN_REDES) and any(p.estado in mueven for p in versiones),
    )


@require_POST
@permiso(DECIDIR_SALIDAS)
def aprobar(request: HttpRequest, pk: int) -> HttpResponse:
    composicion, huella = _composicion(pk), request.POST.get("huella", "")
    return ejecutar_y_volver(
        request,
        lambda: aprobacion.aprobar(composicion, huella_vista=huella, por=request.user, ahora=timezone.now()),
        "Aprobada: queda para su hora.",
        "redes:componer",
        pk,
    )


@require_POST
@permiso(DECIDIR_SALIDAS)
def devolver(request: HttpRequest, pk: int) -> HttpResponse:
    return ejecutar_y_volver(
        request,
        lambda: aprobacion.devolver(_composicion(pk), por=request.user, ahora=timezone.now()),
        "Volvió a borrador para que la corrijan.",
        "redes:componer",
        pk,
    )


@require_POST
@permiso(PUBLICAR_EN_REDES)
def escribir(request: HttpRequest, pk: int) -> HttpResponse:
    return ejecutar_y_volver(
        request,
        lambda: aprobacion.volver_a_escribir(_composicion(pk), por=request.user, ahora=timezone.now()),
        "Está en borrador: al terminar, pide que la aprueben otra vez.",
        "redes:componer",
        pk,
    )
