"""La interfaz de datos abiertos: sólo lee, sin registro, y pasa por la misma puerta que las páginas."""

import re
from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import NinjaAPI, Path, Query, Schema
from ninja.errors import HttpError, ValidationError
from pydantic import BeforeValidator, Field

from agenda.models import Evento
from boletines.consultas.lo_que_salio import valores_como_salieron
from nucleo.permisos import sin_sesion
from nucleo.texto.formato import CENTRO
from personas.estados import Tema
from portal.consultas.actualidad import agenda_publica
from portal.consultas.busqueda import Filtro, acotados, buscar_en
from portal.consultas.edicion import Edicion
from portal.dominio.pintado.datos import LEIDAS, de_valores, renglon

POR_PAGINA = 50
DIAS_MAXIMO = 92
PRIMER_DIA, ULTIMO_DIA = date(1900, 1, 1), date(2199, 12, 31)  # fechas que PostgreSQL y Python entienden igual
COMO_DIA = "^(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}$"  # los mismos, como los dice un esquema

api = NinjaAPI(
    title="Datos abiertos",
    version="1.0",
    docs_url=None,
    openapi_url="openapi.json",
    urls_namespace="datos",
    description="Boletines y agenda pública. Sólo lectura, sin registro. Horas en la del centro de México.",
)


class BoletinDeDatos(Schema):
    """Un boletín publicado."""

    folio: str
    titulo: str
    sumario: str
    tema: str
    dependencia: str
    comunidad: str
    lugar: str
    publicado_en: datetime
    direccion: str
    pdf: str
    cuerpo: str = Field("", description="El texto completo, sin formato; sólo al pedir un boletín")
    html: str = Field("", description="El mismo texto en HTML limpio; sólo al pedir un boletín")


class PaginaDeBoletines(Schema):
    """Una página de resultados y si hay más."""

    boletines: list[BoletinDeDatos]
    pagina: int
    hay_mas: bool


class EventoDeDatos(Schema):
    """Un acto de la agenda pública."""

    titulo: str
    inicio: datetime
    fin: datetime
    lugar: str
    dependencia: str
    estado: str


class TemaDeDatos(Schema):
    """Un tema y su nombre."""

    clave: str
    nombre: str


class Negativa(Schema):
    """Por qué no se contestó, en una frase."""

    detail: str


def _escrito_como_dia(valor: Any) -> Any:
    """Sólo AAAA-MM-DD: un número suelto no es una fecha, aunque se pueda contar desde 1970."""
    if isinstance(valor, str) and not re.match(COMO_DIA, valor):
        raise ValueError("No es un día.")
    return valor


Dia = Annotated[
    date,
    Field(ge=PRIMER_DIA, le=ULTIMO_DIA, json_schema_extra={"pattern": COMO_DIA}),
    BeforeValidator(_escrito_como_dia),
]


class FiltrosDeBoletines(Schema):
    """Lo que se puede acotar."""

    q: str = Field("", max_length=120, description="Palabras o folio; los acentos no importan")
    tema: str = Field("", max_length=20)
    dependencia: int | None = Field(None, ge=1, le=2**31 - 1)
    comunidad: int | None = Field(None, ge=1, le=2**31 - 1)
    desde: Dia | None = Field(None, description="Desde este día (AAAA-MM-DD)")
    hasta: Dia | None = Field(None, description="Hasta este día, inclusive")
    pagina: int = Field(1, ge=1, le=2000)

    def filtro(self) -> Filtro:
        texto = self.q.replace("\0", "").strip()
        return Filtro(texto, self.tema, self.dependencia, self.comunidad, self.desde, self.hasta)


class FiltroDeAgenda(Schema):
    """Cuántos días."""

    # El límite va en el esquema y no en el tipo: la negativa lo dice con todas sus letras.
    dias: int = Field(30, json_schema_extra={"minimum": 1, "maximum": DIAS_MAXIMO}, description="Desde hoy, cuántos")


@api.exception_handler(ValidationError)
def _mal_pedido(request: HttpRequest, error: ValidationError) -> Any:
    campos = ", ".join(sorted({str(e["loc"][-1]) for e in error.errors}))
    return api.create_response(request, {"detail": f"Revisa estos parámetros: {campos}."}, status=422)


@api.exception_handler(HttpError)
def _negativa(request: HttpRequest, error: HttpError) -> Any:
    return api.create_response(request, {"detail": str(error)}, status=error.status_code)


@api.get("/boletines", response={200: PaginaDeBoletines, 422: Negativa}, summary="Boletines, del último al primero")
def boletines(request: HttpRequest, filtros: Query[FiltrosDeBoletines]) -> dict[str, Any]:  # noqa: ARG001 - firma de ninja
    filtro, edicion = filtros.filtro(), Edicion.vigente(timezone.now())
    if filtro.texto:
        hallazgos = buscar_en(filtro, edicion, pagina=min(filtros.pagina, 20))
        hallados = [renglon(b) for b in hallazgos.boletines]
        return {"boletines": hallados, "pagina": filtros.pagina, "hay_mas": hallazgos.hay_mas}
    desde = (filtros.pagina - 1) * POR_PAGINA
    filas = acotados(filtro, edicion).order_by("-publicado_en", "-pk")[desde : desde + POR_PAGINA + 1]
    pedidas = list(valores_como_salieron(filas, LEIDAS))
    de_la_pagina = [de_valores(leido) for leido in pedidas[:POR_PAGINA]]
    return {"boletines": de_la_pagina, "pagina": filtros.pagina, "hay_mas": len(pedidas) > POR_PAGINA}


@api.get(
    "/boletines/{ejercicio}/{consecutivo}",
    response={200: BoletinDeDatos, 404: Negativa, 422: Negativa},
    summary="Un boletín con su texto",
)
def boletin(
    request: HttpRequest,  # noqa: ARG001 - firma de ninja
    ejercicio: int = Path(..., example=2026),
    consecutivo: int = Path(..., example=45),
) -> dict[str, Any]:
    if max(ejercicio, consecutivo) > 2_000_000_000:  # noqa: PLR2004 - cabe en un entero de PostgreSQL
        raise HttpError(404, "No existe.")
    publicos = Edicion.vigente(timezone.now()).boletines().select_related("dependencia", "comunidad")
    uno = publicos.filter(ejercicio=ejercicio, consecutivo=consecutivo).first()
    if uno is None:
        raise HttpError(404, "No existe.")
    return renglon(uno) | {"cuerpo": uno.texto, "html": uno.cuerpo_html}


@api.get("/agenda", response={200: list[EventoDeDatos], 422: Negativa}, summary="Agenda pública de hoy en adelante")
def agenda(request: HttpRequest, filtro: Query[FiltroDeAgenda]) -> list[dict[str, Any]]:  # noqa: ARG001 - firma de ninja
    if not 1 <= filtro.dias <= DIAS_MAXIMO:
        raise HttpError(422, f"Pide de 1 a {DIAS_MAXIMO} días.")
    eventos: list[Evento] = agenda_publica(timezone.localdate(), filtro.dias)
    return [
        {
            "titulo": e.titulo,
            "inicio": e.inicio.astimezone(CENTRO),
            "fin": e.fin.astimezone(CENTRO),
            "lugar": e.donde(),
            "dependencia": e.dependencia.nombre,
            "estado": e.get_estado_display(),
        }
        for e in eventos
    ]


@api.get("/temas", response=list[TemaDeDatos], summary="Los temas")
def temas(request: HttpRequest) -> list[dict[str, str]]:  # noqa: ARG001 - firma de ninja
    return [{"clave": clave, "nombre": nombre} for clave, nombre in Tema.choices]


def rutas_abiertas() -> list[Any]:
    """Las rutas de la interfaz, con su regla declarada: la casa no arranca con una sin pensar."""
    rutas = api.urls[0]
    for ruta in rutas:
        ruta.callback = sin_sesion()(_tambien_head(ruta.callback))
    return rutas


def _tambien_head(vista: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Django Ninja sólo atiende lo que declara, y los revisores de enlaces preguntan con HEAD (RFC 9110 §9.3.2)."""

    @wraps(vista)
    def atender(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "HEAD":
            request.method = "GET"
        return vista(request, *args, **kwargs)

    return atender
