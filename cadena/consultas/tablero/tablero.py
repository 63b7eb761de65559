"""El tablero de la dirección: un periodo entero, leído con las mismas consultas sea cual sea su tamaño."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from django.db.models import QuerySet

from agenda.models import Evento
from boletines.models import Boletin
from cadena.consultas.dibujos.cadena import dibujo_del_embudo, dibujo_del_tiempo
from cadena.consultas.dibujos.piezas import ANCHO, ANGOSTO, MAS_ANCHO, Dibujo
from cadena.consultas.dibujos.reparto import dibujo_de_cargas, dibujo_de_comunidades, dibujo_de_dependencias
from cadena.consultas.tablero.calidad import Calidad, calidad_de
from cadena.consultas.tablero.cifras import Cifra, Mirada, cinco_cifras, miradas
from cadena.consultas.tablero.conteos import Conteos, cargas, comunidades_al, contar_en, cubiertos_en
from cadena.consultas.tablero.embudo import Embudo, embudo_de
from cadena.consultas.tablero.hechos import Hechos, del_lapso, leer_boletines, leer_eventos
from cadena.consultas.tablero.oportunidad import Oportunidad, oportunidad_de
from cadena.consultas.tablero.periodo import ClaseDePeriodo, Periodo
from cadena.consultas.tablero.planeado import PlaneadoYRealizado, planeado_y_realizado
from cadena.consultas.tablero.reparto import (
    PorComunidad,
    PorDependencia,
    PorPersona,
    por_comunidad,
    por_dependencia,
    por_persona,
)
from cronograma.dominio.tabla import tablas_de
from cronograma.estados import Avance
from cronograma.models import PlanAnual
from nucleo.texto.formato import CENTRO, plural
from personas.models import Dependencia, Persona


@dataclass(frozen=True)
class Tablero:
    """Todo lo que dice el tablero de un periodo. La plantilla lo lee y las listas salen de aquí."""

    periodo: Periodo
    ahora: datetime
    mirada: Mirada
    otras: Sequence[Mirada]  # el periodo anterior y el de hace un año
    cifras: Sequence[Cifra]
    conteos: Conteos
    dependencias: PorDependencia
    comunidades: PorComunidad
    personas: PorPersona

    @property
    def antes(self) -> Mirada:
        return self.otras[0]

    @property
    def hechos(self) -> Hechos:
        return self.mirada.hechos

    @property
    def corte(self) -> datetime:
        """Hasta cuándo se mira: el fin del periodo, o ahora si no ha terminado."""
        return min(self.periodo.lapso.hasta, self.ahora)

    @property
    def cubiertos_en_el_plazo(self) -> QuerySet[Evento]:
        return cubiertos_en(self.corte, self.comunidades.umbral)

    @property
    def plan(self) -> PlanAnual:
        if self.mirada.tabla is None:
            return PlanAnual(ejercicio=self.periodo.ano)
        return self.mirada.tabla.plan

    @cached_property
    def planeado(self) -> PlaneadoYRealizado:
        return planeado_y_realizado(self.mirada)

    @cached_property
    def embudo(self) -> Embudo:
        return embudo_de(self.hechos)

    @cached_property
    def oportunidad(self) -> Oportunidad:
        return oportunidad_de(
            self.hechos,
            self.antes.hechos,
            meta=self.plan.horas_del_boletin,
            antes_de=self.antes.periodo.sin_ano,
        )

    @cached_property
    def calidad(self) -> Calidad:
        return calidad_de(self.hechos, self.antes.hechos, self.conteos, antes_de=self.antes.periodo.sin_ano)

    @cached_property
    def dibujos(self) -> dict[str, list[Dibujo]]:
        """Cada uno dos veces: para una tarjeta y para el teléfono."""
        anchos = (ANCHO, ANGOSTO)
        return {
            "embudo": [dibujo_del_embudo(self.embudo, a) for a in anchos],
            "tiempo": [dibujo_del_tiempo(self.oportunidad, a) for a in anchos],
            "dependencias": [dibujo_de_dependencias(self.dependencias, a) for a in anchos],
            "comunidades": [dibujo_de_comunidades(self.comunidades, a) for a in anchos],
            "personas": [dibujo_de_cargas(self.personas, a) for a in (MAS_ANCHO, ANGOSTO)],
        }

    @property
    def estado(self) -> tuple[str, str]:
        """Cómo está el periodo, y de qué color: cerrado, completo sin cerrar o en curso."""
        if self.mirada.tabla is None:
            return "Sin plan de ese año", "bor"
        cierres = self.mirada.tabla.cierres.por_mes
        cerrados = [cierres[self.periodo.ano, m] for m in self.periodo.meses if (self.periodo.ano, m) in cierres]
        if len(cerrados) == len(self.periodo.meses):
            ultimo = cerrados[-1].firmado_en.astimezone(CENTRO)
            return f"Cerrado el {ultimo.day}/{ultimo.month:02}/{ultimo.year}", "pub"
        if not self.periodo.ya_termino(self.ahora):
            return f"En curso, al {self.ahora.astimezone(CENTRO).day}", "bor"
        if self.periodo.clase == ClaseDePeriodo.MES:
            return "Mes completo, sin cerrar", "rev"
        meses = len(self.periodo.meses)
        return f"{plural(len(cerrados), '1 mes cerrado', '{} meses cerrados')} de {meses}", "rev"

    @property
    def suspensiones(self) -> list[str]:
        """Por qué se suspendieron meses de este periodo, cada razón una vez."""
        razones = [c.fundamento for c in self.mirada.celdas if c.avance == Avance.SUSPENDIDO and c.fundamento]
        return list(dict.fromkeys(razones))

    @property
    def esta_vacio(self) -> bool:
        return not self.mirada.hay_algo

    @property
    def es_lo_primero(self) -> bool:
        """Nada en este periodo, ni en el anterior, ni hace un año, y ningún boletín: la oficina empieza."""
        if any(m.hay_algo for m in (self.mirada, *self.otras)):
            return False
        return not Boletin.objects.filter(publicado_en__lte=self.ahora).exists()

    @property
    def clases(self) -> list[tuple[str, str, bool]]:
        """Las cuatro clases de periodo: cómo se dicen, a dónde llevan y cuál se mira."""
        return [(c.label, self.periodo.como(c).clave, c == self.periodo.clase) for c in ClaseDePeriodo]

    @property
    def siguiente(self) -> Periodo | None:
        if self.periodo.siguiente.ya_empezo(self.ahora):
            return self.periodo.siguiente
        return None


def tablero_de(periodo: Periodo, *, persona: Persona, ahora: datetime) -> Tablero:
    """A lo más diecisiete consultas, con diez eventos o con diez mil."""
    periodos = list(dict.fromkeys([periodo, periodo.anterior, periodo.hace_un_ano]))
    lapsos = [p.lapso for p in periodos]
    eventos, boletines = leer_eventos(lapsos, persona, ahora), leer_boletines(lapsos, ahora)
    conteos = contar_en(lapsos, ahora)
    tablas = {ano: t for ano, t in tablas_de({p.ano for p in periodos}, ahora=ahora).items() if t.filas}
    actual, *otras = miradas(periodos, [del_lapso(x, eventos, boletines) for x in lapsos], conteos, tablas)
    plan = actual.tabla.plan if actual.tabla else PlanAnual(ejercicio=periodo.ano)
    corte, umbral = min(periodo.lapso.hasta, ahora), plan.dias_sin_cobertura
    return Tablero(
        periodo=periodo,
        ahora=ahora,
        mirada=actual,
        otras=otras,
        cifras=cinco_cifras(actual, otras),
        conteos=conteos,
        dependencias=por_dependencia(actual.hechos, list(Dependencia.objects.all())),
        comunidades=por_comunidad(
            comunidades_al(corte, umbral),
            al=(corte - timedelta(microseconds=1)).astimezone(CENTRO).date(),
            umbral=umbral,
        ),
        personas=por_persona(cargas(periodo.lapso, ahora)),
    )
