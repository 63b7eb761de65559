"""Lo que enseña la pantalla de un informe: sus partes con su texto, sus fotos y sus versiones."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db.models import Prefetch

from cronograma.consultas.cuenta import ejercicios
from cronograma.dominio.informes.contenido import ContenidoDelInforme, leer_contenido
from cronograma.dominio.informes.fotos import FotoQueFalta, candidatas, del_informe, que_faltan
from cronograma.dominio.informes.informes import ParteEscrita, actividades_del, huella_de_las_partes, periodo_del
from cronograma.dominio.informes.periodo import Periodo, periodo_de
from cronograma.dominio.informes.textos import propuesta
from cronograma.estados import Formato, SeccionDeInforme, TipoDeInforme
from cronograma.models import Actividad, ArchivoDeInforme, FotoDeInforme, Informe, VersionDeInforme
from media_library.models import Evidencia
from personas.models import Persona

SIN_TEXTO = (SeccionDeInforme.ACTIVIDADES, SeccionDeInforme.ANEXO, SeccionDeInforme.FIRMAS)


@dataclass(frozen=True)
class ParteEnPantalla:
    """Una sección con el texto que va a salir y si es el que proponen los datos."""

    seccion: str
    va: bool
    texto: str
    es_propuesto: bool

    @property
    def nombre(self) -> str:
        return str(SeccionDeInforme(self.seccion).label)

    @property
    def lleva_texto(self) -> bool:
        return self.seccion not in SIN_TEXTO


@dataclass(frozen=True)
class PaginaDelInforme:
    """El informe como se ve en la oficina."""

    informe: Informe
    periodo: Periodo
    contenido: ContenidoDelInforme
    escritas: Sequence[ParteEscrita]
    ahora: datetime

    @cached_property
    def partes(self) -> list[ParteEnPantalla]:
        return [self._parte(escrita) for escrita in self.escritas]

    def _parte(self, escrita: ParteEscrita) -> ParteEnPantalla:
        propuesto = propuesta(escrita.seccion, self.contenido)
        texto = escrita.texto or propuesto
        return ParteEnPantalla(escrita.seccion, escrita.va, texto, es_propuesto=texto == propuesto)

    @cached_property
    def versiones(self) -> list[VersionDeInforme]:
        ligeros = Prefetch("archivos", ArchivoDeInforme.objects.defer("octetos"))
        return list(self.informe.versiones.select_related("pedida_por").prefetch_related(ligeros).order_by("-numero"))

    @cached_property
    def huella_de_las_partes(self) -> str:
        return huella_de_las_partes(self.informe)

    @property
    def ultima(self) -> VersionDeInforme | None:
        return next(iter(self.versiones), None)

    @property
    def sigue(self) -> bool:
        return self.ultima is not None and self.ultima.se_esta_haciendo

    @cached_property
    def fotos(self) -> list[FotoDeInforme]:
        return del_informe(self.informe)

    @cached_property
    def faltan(self) -> list[FotoQueFalta]:
        return que_faltan(self.fotos, self.ahora)

    @property
    def formatos(self) -> list[tuple[str, str]]:
        return [(f.value, str(f.label)) for f in Formato]


def pagina_del_informe(
    informe: Informe, *, por: Persona, ahora: datetime, escritas: Sequence[ParteEscrita] | None = None
) -> PaginaDelInforme:
    """La página; `escritas`, lo que alguien tecleó y no se pudo guardar."""
    periodo = periodo_del(informe)
    contenido = leer_contenido(periodo, por=por, ahora=ahora, con_pruebas=False)
    guardadas = escritas or [ParteEscrita(p.seccion, p.va, p.texto) for p in informe.partes.all()]
    return PaginaDelInforme(informe, periodo, contenido, guardadas, ahora)


def sin_lo_propuesto(
    informe: Informe, escritas: Iterable[ParteEscrita], *, por: Persona, ahora: datetime
) -> list[ParteEscrita]:
    """Lo que es igual a lo que proponen los datos no se guarda: si los datos cambian, cambia con ellos."""
    contenido = leer_contenido(periodo_del(informe), por=por, ahora=ahora, con_pruebas=False)
    limpias = []
    for e in escritas:
        texto = e.texto.strip()
        if texto == propuesta(e.seccion, contenido).strip():
            texto = ""
        limpias.append(ParteEscrita(e.seccion, e.va, texto))
    return limpias


@dataclass(frozen=True)
class FotosDeActividad:
    """Las fotos que se ofrecen para una actividad; `escogidas`, las que ya van."""

    actividad: Actividad
    fotos: Sequence[Evidencia]
    escogidas: frozenset[int]


def fotos_por_actividad(informe: Informe, *, por: Persona, ahora: datetime) -> Iterator[FotosDeActividad]:
    """De cada actividad, las que ya van y las demás que podrían ir."""
    periodo, puestas = periodo_del(informe), del_informe(informe)
    en_otra = {f.evidencia_id: f.actividad_id for f in puestas}
    for actividad in actividades_del(periodo):
        suyas = [f.evidencia for f in puestas if f.actividad_id == actividad.pk]
        escogidas = frozenset(e.pk for e in suyas)
        ofrecidas = candidatas(actividad, periodo, por=por, ahora=ahora)
        demas = [e for e in ofrecidas if en_otra.get(e.pk, actividad.pk) == actividad.pk and e.pk not in escogidas]
        if suyas or demas:
            yield FotosDeActividad(actividad, [*suyas, *demas], escogidas)


def opciones_de_periodo() -> list[tuple[str, list[tuple[str, str]]]]:
    """Por año con plan, sus periodos: «2026-03» y «Marzo de 2026»."""
    return [(str(ano), [_opcion(p) for p in _periodos(ano)]) for ano in ejercicios()]


def _periodos(ano: int) -> Iterator[Periodo]:
    for tipo, cuantos in ((TipoDeInforme.MENSUAL, 12), (TipoDeInforme.TRIMESTRAL, 4), (TipoDeInforme.SEMESTRAL, 2)):
        yield from (periodo_de(tipo, ano, lugar) for lugar in range(1, cuantos + 1))
    yield periodo_de(TipoDeInforme.ANUAL, ano)
    yield periodo_de(TipoDeInforme.GOBIERNO, ano)


def _opcion(periodo: Periodo) -> tuple[str, str]:
    nombre = periodo.nombre[:1].upper() + periodo.nombre[1:]
    if periodo.tipo == TipoDeInforme.ANUAL:
        nombre = f"Todo {nombre}"
    if periodo.tipo == TipoDeInforme.GOBIERNO:
        nombre = f"Informe de gobierno {periodo.hasta[0]}"
    return periodo.clave, nombre
