"""Las pruebas de una celda, por clase y por páginas: las mismas cosas que suma la cuenta."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet, Sum

from cronograma.consultas.cuenta import que_cuentan
from cronograma.consultas.decir import pruebas_de
from cronograma.consultas.fuentes import DE_A_MANO, Fuente, Parametros, fuentes_de, ordenadas
from cronograma.consultas.meses import Lapso, Mes, lapso_del_mes, mes_de, primer_instante, sumar_meses
from cronograma.consultas.reglas import parametros_de, todas_las_versiones, tramos_de
from cronograma.estados import Regla
from cronograma.models import Actividad
from nucleo.paginas import Pagina, pagina_de
from personas.models import Persona

EN_LA_CELDA = 10
POR_PAGINA = 50


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
        return self.pruebas.has_other_pages()


def fuentes_de_la_actividad(actividad: Actividad) -> list[Fuente]:
    """Primero lo agregado a mano, después las clases de su regla."""
    return [DE_A_MANO, *fuentes_de([actividad.regla])]


def cosas_del_mes(fuente: Fuente, actividad: Actividad, mes: Mes) -> QuerySet:
    """Las cosas de una clase hechas en un mes que cuentan y todavía no están en un cierre: las que suma `contar`."""
    return _cosas(fuente, actividad, lapso_del_mes(mes), parametros_de(actividad.regla, mes, todas_las_versiones()))


def _cosas(fuente: Fuente, actividad: Actividad, lapso: Lapso, parametros: Parametros) -> QuerySet:
    cosas = que_cuentan(fuente, lapso, parametros)
    if not fuente.rige(parametros):
        return cosas.none()
    if fuente is DE_A_MANO:
        return cosas.filter(_suyas(actividad)).select_related("agregada_por", "archivo__original")
    return cosas.select_related(*fuente.con)


def _suyas(actividad: Actividad) -> Q:
    """Las de esa actividad y las de su igual del año pasado: lo tardío de diciembre cuenta en enero."""
    del_ano_pasado = Q(actividad__ejercicio=actividad.ejercicio - 1, actividad__regla=actividad.regla)
    if actividad.regla == Regla.MANUAL:
        del_ano_pasado &= Q(actividad__nombre=actividad.nombre)
    return Q(actividad=actividad) | del_ano_pasado


def tardias_de(actividad: Actividad, meses: Collection[Mes]) -> list[Any]:
    """Lo hecho en meses ya cerrados que no entró en su cierre: una consulta por clase, haya los meses que haya."""
    if not meses:
        return []
    lapso = Lapso(primer_instante(min(meses)), primer_instante(sumar_meses(max(meses), 1)))
    tramos = list(tramos_de(actividad.regla, lapso, todas_las_versiones()))
    return [
        cosa
        for fuente in fuentes_de_la_actividad(actividad)
        for tramo in tramos
        for cosa in ordenadas(_cosas(fuente, actividad, tramo.lapso, tramo.parametros), fuente.campo)
        if _mes_de(getattr(cosa, fuente.campo)) in meses
    ]


def _mes_de(cuando: datetime | date) -> Mes:
    if isinstance(cuando, datetime):
        return mes_de(cuando)
    return cuando.year, cuando.month


@dataclass(frozen=True)
class Busqueda:
    """Lo que se pidió ver de una celda: todo, o una clase con su página, y con qué palabras."""

    clase: str = ""
    pagina: str = ""
    palabras: str = ""


def grupos_abiertos(
    actividad: Actividad, mes: int, *, persona: Persona, ahora: datetime, pedido: Busqueda
) -> list[GrupoDePruebas]:
    """Lo que cuenta en un mes abierto, por clase: las primeras de cada una o, de la pedida, su página."""
    grupos: list[GrupoDePruebas] = []
    vistas = 0
    for fuente in fuentes_de_la_actividad(actividad):
        if pedido.clase not in ("", fuente.clase):
            continue
        cosas = con_palabras(cosas_del_mes(fuente, actividad, (actividad.ejercicio, mes)), fuente, pedido.palabras)
        if cuantas := _suma(cosas, fuente):
            trozo = pagina_de(
                ordenadas(cosas, fuente.campo), pedido.pagina, POR_PAGINA if pedido.clase else EN_LA_CELDA
            )
            dichas = replace(trozo, object_list=pruebas_de(trozo.object_list, persona=persona, ahora=ahora))
            abierto = bool(pedido.clase) or vistas < EN_LA_CELDA
            grupos.append(GrupoDePruebas(fuente.clase, fuente.nombre, cuantas, dichas, abierto))
            vistas += len(dichas.object_list)
    return grupos


def con_palabras(cosas: QuerySet, fuente: Fuente, palabras: str) -> QuerySet:
    """Las que dicen todas las palabras en alguno de sus textos."""
    for palabra in palabras.split():
        alguno = Q()
        for campo in fuente.busca:
            alguno |= Q(**{f"{campo}__icontains": palabra})
        cosas = cosas.filter(alguno)
    return cosas


def _suma(cosas: QuerySet, fuente: Fuente) -> int:
    if fuente.suma:
        return cosas.aggregate(n=Sum(fuente.suma))["n"] or 0
    return cosas.count()
