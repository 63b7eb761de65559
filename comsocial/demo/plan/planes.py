"""Qué pasa en cada mes de la demostración. Siempre sale lo mismo: el azar parte del año y el mes."""

from calendar import monthrange
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from comsocial.demo.plan.catalogo import COMUNIDADES, INTERNAS, MOTIVOS, PERIODOS
from comsocial.demo.plan.clases import CLASES, INTERNA, Clase
from nucleo.texto.formato import CENTRO, DIAS, MESES

HORAS = (9, 10, 11, 12, 13, 16, 17)
LABORABLES = (0, 1, 2, 3, 4)
DIAS_DE = {"domingo": (6,), "torneo": (5, 6)}
INTENTOS = 300
PUBLICA_EN = timedelta(hours=3)


@dataclass(frozen=True)
class Plan:
    """Un evento y lo que la oficina hará con él."""

    clase: Clase
    titulo: str
    lugar: str
    dependencia: str
    tipo: str
    comunidad: str
    inicio: datetime
    semilla: str
    cifras: tuple[int, int] = (0, 0)
    cabeza: str = ""
    alcance: str = "publico"
    fotos: int = 0
    con_boletin: bool = False
    con_invitacion: bool = False
    con_video: bool = False
    con_audio: bool = False
    red: str = "descartada"  # qué pasa con su publicación: publicada, descartada o pendiente
    motivo: str = ""  # por qué no se hizo

    def llenar(self, texto: str) -> str:
        n, m = self.cifras
        dia = f"{DIAS[self.inicio.weekday()]} {self.inicio.day} de {MESES[self.inicio.month - 1]}"
        return con_mayuscula(texto.format(c=self.comunidad, n=n, m=m, dia=dia))


@dataclass
class Sorteo:
    """Lo ya repartido en un mes, para no repetir clase y lugar ni encimar horas."""

    azar: Random
    ejercicio: int
    mes: int
    usos: Counter = field(default_factory=Counter)
    vistos: set = field(default_factory=set)
    horas: set = field(default_factory=set)

    def hora(self, dias: tuple[int, ...]) -> datetime:
        ultimo = monthrange(self.ejercicio, self.mes)[1]
        fechas = [datetime(self.ejercicio, self.mes, d, tzinfo=CENTRO) for d in range(1, ultimo + 1)]
        dia = self.azar.choice([f for f in fechas if f.weekday() in dias])
        return dia.replace(hour=self.azar.choice(HORAS), minute=self.azar.choice((0, 30)))


def con_mayuscula(texto: str) -> str:
    return texto[:1].upper() + texto[1:]


def en_suspension(momento: datetime) -> bool:
    return any(desde <= momento <= hasta for _, _, desde, hasta, _ in PERIODOS)


def se_publica(clase: Clase, inicio: datetime) -> bool:
    """Dentro de un periodo de suspensión sólo se publican las excepciones de ley."""
    return clase.en_veda or not (en_suspension(inicio) or en_suspension(inicio + PUBLICA_EN))


def del_mes(ejercicio: int, mes: int, *, eventos: int, boletines: int, hasta: datetime | None = None) -> list[Plan]:
    """Los planes de un mes, en orden de fecha; con `hasta`, sólo los de antes."""
    sorteo = Sorteo(Random(f"{ejercicio}-{mes}"), ejercicio, mes)  # noqa: S311 - azar repetible para datos de ejemplo
    planes = list(_fijos(sorteo))
    planes += _publicos(sorteo, round(eventos * 0.8) - len(planes), boletines - sum(p.con_boletin for p in planes))
    planes += _internos(sorteo, eventos - len(planes))
    return sorted((p for p in planes if hasta is None or p.inicio < hasta), key=lambda p: p.inicio)


def hacer(clase: Clase, comunidad: str, inicio: datetime, semilla: str, **lo_demas: object) -> Plan:
    """El plan de una clase en un lugar y una hora."""
    azar = Random(semilla)  # noqa: S311 - azar repetible para datos de ejemplo
    return Plan(
        clase,
        con_mayuscula(clase.evento.format(c=comunidad)),
        con_mayuscula(clase.lugar.format(c=comunidad)),
        clase.dependencia,
        clase.tipo,
        comunidad,
        inicio,
        semilla,
        cifras=(azar.randint(*clase.cifras), azar.randint(3, 12)),
        cabeza=azar.choice(clase.cabezas),
        **lo_demas,
    )


def _fijos(sorteo: Sorteo) -> Iterator[Plan]:
    """Las fechas que Mazamitla celebra cada año."""
    for clase in CLASES:
        if clase.fija and clase.fija[0] == sorteo.mes:
            _, dia, hora = clase.fija
            inicio = datetime(sorteo.ejercicio, sorteo.mes, dia, hora, tzinfo=CENTRO)
            publica = se_publica(clase, inicio)
            sorteo.horas.add(inicio)
            yield hacer(
                clase,
                "la cabecera municipal",
                inicio,
                f"{sorteo.ejercicio}-{sorteo.mes}-{clase.clave}",
                fotos=3,
                con_boletin=publica,
                con_invitacion=publica,
                con_video=True,
                red="publicada" if publica else "descartada",
                alcance="publico" if publica else "interno",
            )


def _publicos(sorteo: Sorteo, cuantos: int, boletines: int) -> Iterator[Plan]:
    azar = sorteo.azar
    for numero in range(max(cuantos, boletines)):
        con_boletin = numero < boletines
        clase, comunidad, inicio = _sortear(sorteo, con_boletin=con_boletin)
        publica = se_publica(clase, inicio)
        con_boletin = con_boletin and publica
        yield hacer(
            clase,
            comunidad,
            inicio,
            f"{sorteo.ejercicio}-{sorteo.mes}-{numero}",
            fotos=azar.choice((1, 2, 3, 3, 3, 4)) if con_boletin else azar.choice((0, 1)),
            con_boletin=con_boletin,
            con_invitacion=publica and numero % 3 == 0,
            con_video=numero % 8 == 3,
            con_audio=numero % 7 == 1,
            red="publicada" if con_boletin and numero % 10 < 7 else "descartada",
            alcance="publico" if publica else "interno",
        )


def _sortear(sorteo: Sorteo, *, con_boletin: bool) -> tuple[Clase, str, datetime]:
    """Clase, comunidad y hora: primero lo menos usado del mes, sin repetir y respetando la suspensión."""
    azar, posibles = sorteo.azar, [c for c in CLASES if c.es_de(sorteo.mes)]
    for intento in range(INTENTOS):
        clase = min(azar.sample(posibles, min(len(posibles), 4)), key=lambda c: sorteo.usos[c.clave])
        comunidad = azar.choice(COMUNIDADES)
        lugar = comunidad if clase.por_comunidad else ""
        inicio = sorteo.hora(DIAS_DE.get(clase.clave, LABORABLES))
        libre = inicio not in sorteo.horas and (clase.clave, lugar) not in sorteo.vistos
        if (libre and (not con_boletin or se_publica(clase, inicio))) or intento == INTENTOS - 1:
            break
    sorteo.usos[clase.clave] += 1
    sorteo.vistos.add((clase.clave, lugar))
    sorteo.horas.add(inicio)
    return clase, comunidad, inicio


def _internos(sorteo: Sorteo, cuantos: int) -> Iterator[Plan]:
    azar = sorteo.azar
    for numero in range(cuantos):
        dependencia, tipo, titulo, lugar = INTERNAS[(numero + sorteo.mes) % len(INTERNAS)]
        comunidad, motivo = azar.choice(COMUNIDADES), MOTIVOS[sorteo.mes % len(MOTIVOS)] if numero == 1 else ""
        yield Plan(
            INTERNA,
            titulo.format(c=comunidad),
            con_mayuscula(lugar.format(c=comunidad)),
            dependencia,
            tipo,
            comunidad,
            sorteo.hora(LABORABLES),
            f"{sorteo.ejercicio}-{sorteo.mes}-i{numero}",
            alcance="interno",
            fotos=1 if azar.random() < 0.35 and not motivo else 0,
            motivo=motivo,
        )
