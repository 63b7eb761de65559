"""El plan y el cronograma como los ve el público: lo firmado de cada mes cerrado y, señalado, el mes que corre."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import TextChoices

from cronograma.consultas.cuenta import ejercicios
from cronograma.consultas.meses import Mes, mes_de
from cronograma.dominio.celdas import Celda, Tabla, partible
from cronograma.dominio.tabla import tabla_del_ejercicio
from cronograma.estados import Avance
from cronograma.models import Actividad, CierreMensual
from nucleo.texto.formato import MESES
from portal.consultas.edicion import Edicion

CARPETA = "/transparencia/poa/"


class EstadoDelMes(TextChoices):
    """Qué se puede decir de un mes fuera de la oficina."""

    CERRADO = "cerrado", "Cerrado"
    EN_CURSO = "en_curso", "En curso"
    SIN_CERRAR = "sin_cerrar", "Sin cerrar"
    POR_VENIR = "por_venir", "Por venir"


@dataclass(frozen=True)
class MesPublico:
    numero: int
    estado: EstadoDelMes

    @property
    def nombre(self) -> str:
        return MESES[self.numero - 1]

    @property
    def corto(self) -> str:
        return self.nombre[:3].capitalize()


@dataclass(frozen=True)
class CeldaPublica:
    """Lo programado y, sólo si el mes está cerrado o corre, lo hecho."""

    mes: MesPublico
    programado: int | None
    realizado: int | None
    palabra: str

    @property
    def palabra_angosta(self) -> str:
        """La misma, con dónde partirla si no cabe."""
        return partible(self.palabra)


@dataclass(frozen=True)
class RenglonPublico:
    """Una actividad con sus doce meses."""

    actividad: Actividad
    celdas: Sequence[CeldaPublica]

    @property
    def programado(self) -> int:
        return sum(c.programado or 0 for c in self.celdas)

    @property
    def realizado(self) -> int:
        """Lo de los meses cerrados: el que corre todavía cambia."""
        return sum(c.realizado or 0 for c in self.celdas if c.mes.estado == EstadoDelMes.CERRADO)


@dataclass(frozen=True)
class PlanPublico:
    """El plan de un año para el portal. `con_palabras`: en suspensión van las cifras solas."""

    ejercicio: int
    administracion: str
    meses: Sequence[MesPublico]
    renglones: Sequence[RenglonPublico]
    actualizado_en: datetime | None
    con_palabras: bool

    @property
    def ruta(self) -> str:
        return f"{CARPETA}{self.ejercicio}/"

    @property
    def archivo(self) -> str:
        """Cómo se llaman sus descargas, sin extensión."""
        return f"poa-{self.ejercicio}"

    @property
    def cerrados(self) -> list[MesPublico]:
        return [m for m in self.meses if m.estado == EstadoDelMes.CERRADO]

    @property
    def en_curso(self) -> MesPublico | None:
        return next((m for m in self.meses if m.estado == EstadoDelMes.EN_CURSO), None)


def planes_publicos(edicion: Edicion) -> list[PlanPublico]:
    """Los de todos los años que tienen plan, del último al primero."""
    return edicion.una_vez("planes", lambda: [_plan(e, edicion) for e in ejercicios()])


def _plan(ejercicio: int, edicion: Edicion) -> PlanPublico:
    tabla = tabla_del_ejercicio(ejercicio, ahora=edicion.ahora)
    meses = [MesPublico(n, _estado((ejercicio, n), tabla, edicion.ahora)) for n in range(1, 13)]
    return PlanPublico(
        ejercicio=ejercicio,
        administracion=tabla.plan.administracion,
        meses=meses,
        renglones=[
            RenglonPublico(f.actividad, [_celda(c, m, tabla) for c, m in zip(f.celdas, meses, strict=True)])
            for f in tabla.filas
        ],
        actualizado_en=_actualizado_en(ejercicio, meses, edicion),
        con_palabras=edicion.suspension is None,
    )


def _estado(mes: Mes, tabla: Tabla, ahora: datetime) -> EstadoDelMes:
    if mes in tabla.cierres.por_mes:
        return EstadoDelMes.CERRADO
    if mes == mes_de(ahora):
        return EstadoDelMes.EN_CURSO
    return EstadoDelMes.SIN_CERRAR if mes < mes_de(ahora) else EstadoDelMes.POR_VENIR


def _celda(celda: Celda, mes: MesPublico, tabla: Tabla) -> CeldaPublica:
    """De un mes cerrado, lo que se firmó, aunque después llegara algo tarde."""
    if mes.estado == EstadoDelMes.CERRADO:
        firmada = tabla.cierres.cifras.get(((tabla.ejercicio, mes.numero), celda.actividad.pk))
        if firmada is None:
            return CeldaPublica(mes, None, None, "")
        return CeldaPublica(mes, firmada.programado, firmada.realizado, str(Avance(firmada.avance).label))
    if mes.estado == EstadoDelMes.EN_CURSO and celda.programado:
        return CeldaPublica(mes, celda.programado, celda.realizado, "En curso")
    return CeldaPublica(mes, celda.programado, None, str(mes.estado.label) if celda.programado else "")


def _actualizado_en(ejercicio: int, meses: Sequence[MesPublico], edicion: Edicion) -> datetime | None:
    """La última firma o reapertura; con un mes en curso, al menos desde que empezó."""
    fechas: list[datetime | None] = []
    for firmado, reabierto in CierreMensual.objects.filter(ejercicio=ejercicio).values_list(
        "firmado_en", "reabierto_en"
    ):
        fechas += [firmado, reabierto]
    if any(m.estado == EstadoDelMes.EN_CURSO for m in meses):
        fechas.append(edicion.dia.replace(day=1))
    return max(filter(None, fechas), default=None)
