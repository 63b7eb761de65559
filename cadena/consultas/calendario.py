"""Día, semana y mes de la agenda: qué lapso se ve, cómo se dice cada evento y cuántos hay de cada cosa."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from agenda.consultas import Filtro, eventos_entre, semana_de
from agenda.estados import SIN_CONFIRMAR, Alcance, EstadoEvento
from agenda.models import Evento
from nucleo.texto.formato import CENTRO, MESES, fecha_larga, plegar, rango_de_fechas
from personas.models import Persona

VISTAS = {"dia": "Día", "semana": "Semana", "mes": "Mes"}
DIAS_DE_LA_SEMANA = 7


@dataclass(frozen=True)
class Lapso:
    """Lo que se ve de una vez: de un día a otro (que ya no entra), y a dónde llevan las flechas."""

    vista: str
    dia: date
    desde: date
    hasta: date
    titulo: str
    anterior: date
    siguiente: date

    def es_del_mes(self, dia: date) -> bool:
        return self.vista != "mes" or dia.month == self.dia.month


def lapso_de(vista: str, dia: date) -> Lapso:
    if vista == "dia":
        un_dia = timedelta(days=1)
        return Lapso(vista, dia, dia, dia + un_dia, fecha_larga(dia, con_dia=True), dia - un_dia, dia + un_dia)
    if vista == "semana":
        lunes = semana_de(dia)
        fin = lunes + timedelta(days=DIAS_DE_LA_SEMANA)
        titulo = rango_de_fechas(lunes, fin - timedelta(days=1))
        return Lapso(vista, dia, lunes, fin, titulo, lunes - timedelta(days=7), fin)
    primero = dia.replace(day=1)
    siguiente = (primero + timedelta(days=32)).replace(day=1)
    fin = semana_de(siguiente - timedelta(days=1)) + timedelta(days=DIAS_DE_LA_SEMANA)
    anterior = (primero - timedelta(days=1)).replace(day=1)
    titulo = f"{MESES[primero.month - 1].capitalize()} de {primero.year}"
    return Lapso(vista, dia, semana_de(primero), fin, titulo, anterior, siguiente)


@dataclass(frozen=True)
class Entrada:
    """Un evento en el calendario: la palabra y la forma de su estado, quién cubre y lo que pide una mano."""

    evento: Evento
    palabra: str
    forma: str  # punto, hueco, rombo o raya: el estado también se ve sin color
    cubre: str
    es_mia: bool = False
    sin_cobertura: bool = False
    se_traslapa_con: str = ""

    @property
    def dia(self) -> date:
        return self.evento.inicio.astimezone(CENTRO).date()

    @property
    def pide_mano(self) -> bool:
        return bool(self.se_traslapa_con) or self.sin_cobertura

    @property
    def se_mueve(self) -> bool:
        return not self.evento.no_se_hace and self.evento.estado != EstadoEvento.REALIZADO


SOLO: dict[str, tuple[str, Callable[[Entrada], bool]]] = {
    "": ("Todos", lambda _: True),
    "mias": ("Mis coberturas", lambda e: e.es_mia),
    "sin-cobertura": ("Sin cobertura", lambda e: e.sin_cobertura),
    "traslapes": ("Traslapes", lambda e: bool(e.se_traslapa_con)),
    "publicos": ("Públicos", lambda e: e.evento.alcance == Alcance.PUBLICO),
}


@dataclass(frozen=True)
class Ficha:
    """Un filtro que dice cuántos hay."""

    clave: str
    nombre: str
    cuantos: int


@dataclass(frozen=True)
class Calendario:
    """El lapso con sus eventos: los que quedan tras el filtro y las cuentas de todos."""

    lapso: Lapso
    entradas: Sequence[Entrada]
    fichas: Sequence[Ficha] = field(default_factory=list)

    @property
    def por_dia(self) -> dict[date, list[Entrada]]:
        dias: dict[date, list[Entrada]] = {}
        for entrada in self.entradas:
            dias.setdefault(entrada.dia, []).append(entrada)
        return dias

    @property
    def dias(self) -> list[tuple[date, list[Entrada]]]:
        """Los días del lapso que tienen algo; en el mes, sólo los del mes."""
        return [(dia, suyas) for dia, suyas in self.por_dia.items() if self.lapso.es_del_mes(dia)]

    @property
    def del_dia(self) -> list[Entrada]:
        """Los del día escogido: en el teléfono van debajo del mes."""
        return self.por_dia.get(self.lapso.dia, [])

    @property
    def semanas(self) -> list[list[tuple[date, list[Entrada], bool]]]:
        por_dia, cuantos = self.por_dia, (self.lapso.hasta - self.lapso.desde).days
        dias = [self.lapso.desde + timedelta(days=n) for n in range(cuantos)]
        celdas = [(d, por_dia.get(d, []), self.lapso.es_del_mes(d)) for d in dias]
        return [celdas[n : n + DIAS_DE_LA_SEMANA] for n in range(0, cuantos, DIAS_DE_LA_SEMANA)]

    @property
    def total(self) -> int:
        return sum(len(suyas) for _, suyas in self.dias)


def calendario_de(persona: Persona, lapso: Lapso, filtro: Filtro, ahora: datetime) -> Calendario:
    """Dos consultas, sean muchos o pocos eventos: los eventos y quién los cubre."""
    eventos = eventos_entre(persona, lapso.desde, lapso.hasta, replace(filtro, solo=""))
    entradas = entradas_de(eventos, persona, ahora)
    del_lapso = [e for e in entradas if lapso.es_del_mes(e.dia)]
    fichas = [Ficha(clave, nombre, sum(map(es, del_lapso))) for clave, (nombre, es) in SOLO.items()]
    _, es = SOLO.get(filtro.solo, SOLO[""])
    return Calendario(lapso, [e for e in entradas if es(e)], fichas)


def entradas_de(eventos: Iterable[Evento], persona: Persona, ahora: datetime) -> list[Entrada]:
    lista = list(eventos)
    choques = _traslapes(lista)
    return [_entrada(e, persona, ahora, choques.get(e.pk, "")) for e in lista]


def _entrada(evento: Evento, persona: Persona, ahora: datetime, choque: str) -> Entrada:
    palabra, forma = _estado(evento, ahora)
    coberturas = list(evento.coberturas.all())
    por_cubrir = evento.estado != EstadoEvento.REALIZADO and not evento.no_se_hace
    return Entrada(
        evento,
        palabra,
        forma,
        cubre=_quien_cubre([str(c.persona) for c in coberturas]),
        es_mia=any(c.persona_id == persona.pk for c in coberturas),
        sin_cobertura=por_cubrir and not coberturas,
        se_traslapa_con=choque,
    )


def _estado(evento: Evento, ahora: datetime) -> tuple[str, str]:
    if evento.estado == EstadoEvento.POSPUESTO:
        return "Pospuesto", "rombo"
    if evento.no_se_hace or evento.estado == EstadoEvento.REALIZADO:
        return evento.get_estado_display(), "raya"
    if evento.estado in SIN_CONFIRMAR:
        return evento.get_estado_display(), "hueco"
    if evento.inicio <= ahora < evento.fin:
        return "En curso", "curso"
    return evento.get_estado_display(), "punto"


def _quien_cubre(nombres: Sequence[str]) -> str:
    """«Fotógrafo +1»."""
    distintos = list(dict.fromkeys(nombres))
    mas = f" +{len(distintos) - 1}" * (len(distintos) > 1)
    return "".join(distintos[:1]) + mas


def _traslapes(eventos: Sequence[Evento]) -> dict[int, str]:
    """Con qué se encima cada uno: a la misma hora, la misma persona o el mismo lugar. Vienen por hora de inicio."""
    con: dict[int, str] = {}
    vivos = [e for e in eventos if not e.no_se_hace]
    abiertos: list[Evento] = []
    for evento in vivos:
        abiertos = [otro for otro in abiertos if otro.fin > evento.inicio]
        for otro in abiertos:
            if que := _comparten(evento, otro):
                con.setdefault(evento.pk, f"{que}, con «{otro.titulo}»")
                con.setdefault(otro.pk, f"{que}, con «{evento.titulo}»")
        abiertos.append(evento)
    return con


def _comparten(uno: Evento, otro: Evento) -> str:
    """Quién o qué está en los dos: quien preside, el lugar o quien cubre."""
    if uno.preside and plegar(uno.preside) == plegar(otro.preside):
        return uno.preside
    if plegar(uno.lugar) == plegar(otro.lugar):
        return uno.lugar
    cubren = {c.persona_id: str(c.persona) for c in uno.coberturas.all()}
    return next((cubren[c.persona_id] for c in otro.coberturas.all() if c.persona_id in cubren), "")
