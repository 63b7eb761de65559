"""Las pruebas de una celda: cada cosa real que cuenta, con su miniatura y a dónde lleva."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db.models import F
from django.urls import reverse

from agenda.models import Evento
from boletines.models import Boletin, FotoDeBoletin
from cronograma.consultas.cuenta import FUENTES, del_mes
from cronograma.models import Actividad
from difusion.estados import MotivoDeEnvio
from difusion.models import Envio
from media_library.consultas.fechas import aviso_de_fecha
from media_library.dominio.derechos.reserva import ocultas_para
from media_library.estados import Clase
from media_library.models import Evidencia
from nucleo.paginas import Pagina, pagina_de
from nucleo.referencias import etiqueta_de, llave_de
from paginas.models import Actualizacion
from personas.models import Persona
from personas.permisos import VER_SALIDAS
from redes.models import Publicacion

EN_LA_CELDA = 10
POR_PAGINA = 50
# Lo que no es un boletín y se escribe en el portal: qué es y dónde se ve.
PAGINAS_DEL_PORTAL = {
    MotivoDeEnvio.AGENDA: ("Agenda pública", "/agenda/"),
    MotivoDeEnvio.PAGINAS: ("Páginas del portal", "/"),
}
SE_HIZO = {
    MotivoDeEnvio.CORREGIR: "Portal, corregido",
    MotivoDeEnvio.SUSPENSION: "Portal, por suspensión",
}


@dataclass(frozen=True)
class Prueba:
    """Una cosa real que cuenta para una celda."""

    cuando: datetime
    titulo: str
    clase: str
    url: str
    foto: int | None = None  # la evidencia de su miniatura, si la tiene y la persona puede verla
    registro: str = ""  # el registro de la salida que escribió esa página


@dataclass(frozen=True)
class GrupoDePruebas:
    """Las pruebas de una clase en un mes: cuántas son y la página que se enseña, de lo último a lo primero."""

    clave: str
    nombre: str
    cuantas: int
    pruebas: Pagina
    abierto: bool = True  # pasadas las primeras diez de la celda, los demás grupos se ven plegados con su cuenta

    @property
    def faltan(self) -> bool:
        return self.cuantas > len(self.pruebas.object_list)


@dataclass(frozen=True)
class _ALaMano:
    """Lo que se trae de una vez para todas las pruebas de una página: fotos, boletines y qué puede ver la persona."""

    de_boletines: dict[int, int] = field(default_factory=dict)
    de_eventos: dict[int, int] = field(default_factory=dict)
    boletines: dict[int, Boletin] = field(default_factory=dict)
    publicos: set[int] = field(default_factory=set)
    ve_salidas: bool = False


def grupos_de(
    actividad: Actividad, mes: int, *, persona: Persona, ahora: datetime, clase: str = "", pagina: str = ""
) -> list[GrupoDePruebas]:
    """Las cosas reales que cuentan para una celda, por clase: las primeras de cada una o, de la pedida, su página."""
    grupos: list[GrupoDePruebas] = []
    vistas = 0
    for fuente in FUENTES[actividad.regla]:
        todas = fuente.consulta(*del_mes(actividad.ejercicio, mes)).order_by(F(fuente.campo).desc(), "-pk")
        for una in fuente.clases:
            cosas = todas.filter(una.cuales)
            if clase in ("", una.clave) and (cuantas := cosas.count()):
                trozo = pagina_de(cosas, pagina, POR_PAGINA if clase else EN_LA_CELDA)
                dichas = replace(trozo, object_list=pruebas_de(trozo.object_list, persona=persona, ahora=ahora))
                abierto = bool(clase) or vistas < EN_LA_CELDA
                grupos.append(GrupoDePruebas(una.clave, una.nombre, cuantas, dichas, abierto))
                vistas += len(dichas.object_list)
    return grupos


def pruebas_de(cosas: Sequence[Any], *, persona: Persona, ahora: datetime) -> list[Prueba]:
    """Cada cosa como prueba. Cuesta lo mismo con una que con cincuenta."""
    con = _a_la_mano(cosas, persona, ahora)
    return [_prueba(cosa, con) for cosa in cosas]


def _a_la_mano(cosas: Sequence[Any], persona: Persona, ahora: datetime) -> _ALaMano:
    escritos = {
        llave_de(c.objeto) for c in cosas if isinstance(c, Envio) and etiqueta_de(c.objeto) == "boletines.boletin"
    }
    propios = {c.pk for c in cosas if isinstance(c, Boletin)}
    eventos = [c.pk for c in cosas if isinstance(c, Evento)]
    de_boletines = _primera_de_cada_boletin(escritos | propios)
    de_eventos = _primera_de_cada_evento(eventos)
    ocultas = _ocultas([*de_boletines.values(), *de_eventos.values()], persona, ahora)
    ligeros = Boletin.objects.defer("cuerpo", "busqueda", "vector")
    return _ALaMano(
        de_boletines={pk: foto for pk, foto in de_boletines.items() if foto not in ocultas},
        de_eventos={pk: foto for pk, foto in de_eventos.items() if foto not in ocultas},
        boletines=ligeros.in_bulk(escritos) if escritos else {},
        publicos=set(Boletin.objects.publicos(ahora).filter(pk__in=escritos).values_list("pk", flat=True)),
        ve_salidas=persona.puede(VER_SALIDAS),
    )


def _primera_de_cada_boletin(boletines: Iterable[int]) -> dict[int, int]:
    fotos = FotoDeBoletin.objects.filter(boletin__in=boletines).order_by("boletin_id", "orden", "pk")
    return dict(fotos.distinct("boletin_id").values_list("boletin_id", "evidencia_id"))


def _primera_de_cada_evento(eventos: Iterable[int]) -> dict[int, int]:
    fotos = Evidencia.objects.vivas().de_clase(Clase.FOTO).filter(evento__in=eventos)
    return dict(fotos.order_by("evento_id", "capturada_en", "pk").distinct("evento_id").values_list("evento_id", "pk"))


def _ocultas(fotos: Iterable[int], persona: Persona, ahora: datetime) -> set[int]:
    return ocultas_para(persona, [Evidencia(pk=pk) for pk in fotos], ahora=ahora)


def _prueba(cosa: object, con: _ALaMano) -> Prueba:
    match cosa:
        case Boletin():
            url = reverse("boletines:ver", args=[cosa.pk])
            foto = con.de_boletines.get(cosa.pk)
            return Prueba(cosa.sale_en, f"{cosa.folio} {cosa.titulo}", "Boletín", url, foto)
        case Evento():
            url, foto = reverse("cadena:evento", args=[cosa.pk]), con.de_eventos.get(cosa.pk)
            return Prueba(cosa.inicio, cosa.titulo, "Evento con fotografías", url, foto)
        case Evidencia():
            url = reverse("media_library:ver", args=[cosa.pk])
            clase = " · ".join(filter(None, (cosa.original.get_clase_display(), aviso_de_fecha(cosa))))
            return Prueba(cosa.capturada_en, str(cosa), clase, url)
        case Publicacion():
            return Prueba(cosa.publicada_en or cosa.creada_en, cosa.titulo, cosa.get_red_display(), cosa.enlace)
        case Envio():
            return _del_portal(cosa, con)
        case Actualizacion():
            direccion = reverse("paginas:ver", args=[cosa.pagina_id])
            return Prueba(cosa.hecha_en, f"{cosa.pagina}: {cosa.nota}", "Página oficial", direccion)
    raise TypeError(type(cosa))


def _del_portal(envio: Envio, con: _ALaMano) -> Prueba:
    """La página que se escribió, como está hoy; lo que ya no está en el portal lleva a su boletín en la oficina."""
    cuando = envio.resuelto_en or envio.creado_en
    registro = reverse("difusion:ver", args=[envio.pk]) if con.ve_salidas else ""
    motivo, boletin = MotivoDeEnvio(envio.motivo), con.boletines.get(llave_de(envio.objeto))
    if boletin is None:
        titulo, url = PAGINAS_DEL_PORTAL.get(motivo, ("Portal", "/"))
        return Prueba(cuando, envio.asunto or titulo, "Portal", url, registro=registro)
    url = reverse("boletines:ver", args=[boletin.pk])
    if boletin.pk in con.publicos:
        url = boletin.ruta_publica
    clase = SE_HIZO.get(motivo, "Portal")
    titulo = f"{boletin.folio} {boletin.titulo}".strip()
    return Prueba(cuando, titulo, clase, url, con.de_boletines.get(boletin.pk), registro)
