"""Buscar en toda la oficina: eventos, boletines, solicitudes, medios y evidencia, con o sin acentos."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from agenda.models import Evento
from boletines.estados import como_se_ve
from boletines.models import Boletin
from media_library.consultas import cuadricula
from media_library.consultas.fechas import dia_en_corto
from media_library.consultas.filtros import filtrar
from media_library.dominio.derechos.reserva import palabras_reservadas
from media_library.models import Evidencia
from medios.models import Medio
from nucleo.pantallas.vistas import texto_de
from nucleo.permisos import permiso
from nucleo.texto.formato import fecha_media, plegar
from personas import permisos
from personas.models import Persona
from solicitudes.consultas.pendientes import que_digan

POR_GRUPO = 8


@dataclass(frozen=True)
class Hallazgo:
    """Un renglón encontrado."""

    titulo: str
    detalle: str
    url: str


@dataclass(frozen=True)
class Grupo:
    """Lo encontrado de una clase."""

    nombre: str
    icono: str
    hallazgos: list[Hallazgo]


@require_GET
@permiso()
def buscar(request: HttpRequest) -> HttpResponse:
    texto = texto_de(request.GET, "q").strip()[:100]
    grupos = encontrar(request.user, texto) if len(texto) > 1 else []
    return render(
        request,
        "cadena/buscar.html",
        {"texto": texto, "grupos": grupos, "total": sum(len(g.hallazgos) for g in grupos)},
    )


def encontrar(persona: Persona, texto: str) -> list[Grupo]:
    """Hasta ocho por clase, sólo de lo que la persona puede ver."""
    grupos = []
    for capacidad, nombre, icono, busqueda in BUSQUEDAS:
        if persona.puede(capacidad) and (hallazgos := busqueda(persona, texto)):
            grupos.append(Grupo(nombre, icono, hallazgos))
    return grupos


def _eventos(persona: Persona, texto: str) -> list[Hallazgo]:
    eventos = (
        Evento.objects.visibles_para(persona).filter(busqueda__contains=plegar(texto)).order_by("-inicio")[:POR_GRUPO]
    )
    return [
        Hallazgo(e.titulo, f"{fecha_media(e.inicio)} · {e.lugar}", reverse("cadena:evento", args=[e.pk]))
        for e in eventos
    ]


def _boletines(persona: Persona, texto: str) -> list[Hallazgo]:
    boletines = (
        Boletin.objects.visibles_para(persona).filter(busqueda__contains=plegar(texto)).order_by("-modificado_en")
    )
    return [
        Hallazgo(
            b.titulo,
            _de_un_boletin(b),
            reverse("boletines:ver", args=[b.pk]),
        )
        for b in boletines.defer("cuerpo", "busqueda", "vector")[:POR_GRUPO]
    ]


def _de_un_boletin(boletin: Boletin) -> str:
    """Su folio y cuándo se publicó; si espera el fin del embargo, hasta cuándo; si no tiene folio, su estado."""
    ahora = timezone.now()
    palabra, _ = como_se_ve(boletin.estado, boletin.embargo_hasta, ahora)
    if boletin.folio and boletin.esta_embargado(ahora):
        return f"{boletin.folio} · {palabra}"
    return f"{boletin.folio or palabra} · {fecha_media(boletin.publicado_en or boletin.modificado_en)}"


def _medios(persona: Persona, texto: str) -> list[Hallazgo]:  # noqa: ARG001 - todas las búsquedas tienen la misma forma
    medios = Medio.objects.que_digan(texto).order_by("orden", "pk")[:POR_GRUPO]
    return [Hallazgo(m.nombre, m.get_tipo_display(), reverse("medios:ver", args=[m.pk])) for m in medios]


def _evidencia(persona: Persona, texto: str) -> list[Hallazgo]:
    ahora, todas = timezone.now(), Evidencia.objects.visibles_para(persona).vivas()
    halladas = filtrar(todas, {"q": texto}, persona=persona, ahora=ahora)
    pocas = cuadricula.contar(halladas).son_pocas
    primeras = cuadricula.primeras(halladas, POR_GRUPO, pocas=pocas)
    return [
        Hallazgo(
            "Evidencia reservada" if palabras_reservadas(persona, e, ahora=ahora) else str(e),
            f"{e.original.get_clase_display()} · {dia_en_corto(e)}",
            reverse("media_library:ver", args=[e.pk]),
        )
        for e in primeras.con_revocadas().select_related("original").defer("vector")
    ]


def _solicitudes(persona: Persona, texto: str) -> list[Hallazgo]:
    return [
        Hallazgo(s.titulo, f"{s.folio} · {s.dependencia}", reverse("solicitudes:ver", args=[s.pk]))
        for s in que_digan(texto, persona)[:POR_GRUPO]
    ]


BUSQUEDAS: tuple[tuple[str, str, str, Callable[[Persona, str], list[Hallazgo]]], ...] = (
    (permisos.VER_AGENDA, "Eventos", "calendar", _eventos),
    (permisos.VER_BOLETINES, "Boletines", "newspaper", _boletines),
    (permisos.VER_SOLICITUDES, "Solicitudes", "clipboard-check", _solicitudes),
    (permisos.VER_MEDIOS, "Medios", "megaphone", _medios),
    (permisos.VER_BIBLIOTECA, "Biblioteca", "images", _evidencia),
)
