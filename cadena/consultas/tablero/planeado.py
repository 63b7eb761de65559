"""Lo planeado y lo hecho de cada actividad en el periodo, con su barra y su palabra."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from cadena.consultas.tablero.cifras import Mirada
from cadena.consultas.tablero.periodo import ClaseDePeriodo
from cronograma.dominio.celdas import Fila
from cronograma.estados import Avance
from cronograma.models import PlanAnual
from nucleo.texto.formato import enumerar, numero, plural

META_EN, HASTA = 110, 154  # píxeles: la marca de la meta y el 140 %
AL_CIEN = 100


@dataclass(frozen=True)
class Planeado:
    """Un renglón: cuánto se hizo de cuánto, con qué palabra y hasta dónde llega su barra."""

    nombre: str
    hecho: int
    meta: int | None
    palabra: str
    avance: str
    url: str
    suspendido: bool
    falta: int

    @property
    def lleno(self) -> int:
        if not self.meta:
            return 0
        return min(META_EN, META_EN * self.hecho // self.meta)

    @property
    def exceso(self) -> int:
        if not self.meta:
            return 0
        return max(0, min(HASTA, META_EN * self.hecho // self.meta) - META_EN)

    @property
    def tono(self) -> str:
        """La clase de la barra, como su ficha: cumplido, a medias o sin cumplir."""
        if self.avance in (Avance.CUMPLIDO, Avance.SOBRECUMPLIDO, Avance.FUERA_DE_PLAZO):
            return "f-pino"
        if self.avance == Avance.NO_CUMPLIDO:
            return "f-teja"
        return "f-ocote-luz"


@dataclass(frozen=True)
class PlaneadoYRealizado:
    """La tabla entera, con su hallazgo."""

    renglones: Sequence[Planeado]
    hallazgo: str
    pie: str


def planeado_y_realizado(mirada: Mirada) -> PlaneadoYRealizado:
    renglones = [_renglon(mirada, fila) for fila in mirada.filas]
    return PlaneadoYRealizado(renglones, _hallazgo(renglones, mirada), _pie(mirada))


def _renglon(mirada: Mirada, fila: Fila) -> Planeado:
    if mirada.periodo.clase == ClaseDePeriodo.MES:
        celda = fila.celdas[0]
        url = reverse("cronograma:celda", args=[fila.actividad.pk, celda.mes])
        suspendido = celda.avance == Avance.SUSPENDIDO
        palabra = "Suspendido, no cuenta" if suspendido else celda.palabra
        hecho, meta, avance = celda.realizado, celda.programado, celda.avance
    else:
        url = reverse("cronograma:ejercicio", args=[mirada.periodo.ano])
        avance = _avance(fila, mirada.tabla.plan if mirada.tabla else PlanAnual())
        suspendido = avance == Avance.SUSPENDIDO
        palabra = "Suspendido, no cuenta" if suspendido else str(avance.label)
        hecho, meta = fila.hasta_la_meta, fila.programado  # como el total de la tabla: de cada mes, hasta su meta
    falta = sum(c.falta for c in fila.celdas if c.cuenta)
    return Planeado(fila.actividad.nombre_corto, hecho, meta, palabra, avance, url, suspendido, falta)


def _avance(fila: Fila, plan: PlanAnual) -> Avance:
    """La palabra de varios meses juntos: con los mismos umbrales que la de uno."""
    if not fila.programado:
        palabras = {c.avance for c in fila.celdas}
        for suelta in (Avance.SUSPENDIDO, Avance.POR_INICIAR, Avance.REPROGRAMADO):
            if suelta in palabras:
                return suelta
        return Avance.SIN_META
    if not sum(c.falta for c in fila.celdas if c.cuenta):
        se_paso = AL_CIEN * fila.realizado > plan.sobrecumplido_desde * fila.programado
        return Avance.SOBRECUMPLIDO if se_paso else Avance.CUMPLIDO
    if any(c.avance == Avance.EN_CURSO for c in fila.celdas):
        return Avance.EN_CURSO
    alcanza = AL_CIEN * fila.hasta_la_meta >= plan.parcial_desde * fila.programado
    return Avance.PARCIAL if alcanza else Avance.NO_CUMPLIDO


def _hallazgo(renglones: Sequence[Planeado], mirada: Mirada) -> str:
    if not renglones:
        return f"{mirada.periodo.ano} no tiene plan: cárgalo en Cronograma."
    con_meta = [r for r in renglones if r.meta and not r.suspendido]
    if not con_meta:
        return "No hay nada programado que cuente en estas fechas."
    llegaron = [r for r in con_meta if not r.falta]
    faltan = [f"{numero(r.falta)} de {r.nombre}" for r in con_meta if r.falta]
    de_cuantas = plural(len(con_meta), "1 actividad", "{} actividades")
    frase = f"{len(llegaron)} de {de_cuantas} {'llegó' if len(llegaron) == 1 else 'llegaron'} a su meta."
    if faltan:
        return f"{frase} Falta: {enumerar(faltan)}."
    return frase


def _pie(mirada: Mirada) -> str:
    hasta, de = sum(f.hasta_la_meta for f in mirada.filas), sum(f.programado for f in mirada.filas)
    if not de:
        return ""
    return f"{numero(hasta)} de {numero(de)}: cada actividad cuenta hasta su meta; lo de más no tapa lo que falta."
