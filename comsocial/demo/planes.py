"""Qué pasa en cada mes de la demostración. Siempre sale lo mismo: el azar parte del año y el mes."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from random import Random

from comsocial.demo.catalogo import CLASES, COMUNIDADES, INTERNAS, Clase
from nucleo.formato import CENTRO

HORAS = (9, 10, 11, 12, 13, 17, 18)
SUSPENDIDOS_2021 = {4, 5, 7}  # meses con quince días o más de suspensión


@dataclass(frozen=True)
class Plan:
    """Un evento y lo que la oficina hará con él."""

    clase: Clase | None  # None: evento interno, sin boletín
    titulo: str
    lugar: str
    dependencia: str
    tipo: str
    comunidad: str
    inicio: datetime
    cifras: tuple[int, int]
    semilla: str
    con_boletin: bool = False
    con_fotos: bool = True
    con_invitacion: bool = False
    con_video: bool = False
    con_audio: bool = False
    con_red: bool = False

    def llenar(self, texto: str) -> str:
        n, m = self.cifras
        return texto.format(c=self.comunidad, n=n, m=m)


def del_mes(ejercicio: int, mes: int, *, eventos: int, boletines: int) -> list[Plan]:
    """Los planes de un mes, en orden de fecha. En periodo de suspensión se publica menos de la mitad."""
    azar = Random(f"{ejercicio}-{mes}")  # noqa: S311 - azar repetible para datos de ejemplo
    suspendido = ejercicio == 2021 and mes in SUSPENDIDOS_2021
    clases = [c for c in CLASES if c.en_veda] if suspendido else list(CLASES)
    boletines = 5 if suspendido else boletines + (mes * 7) % 4
    publicos = max(boletines, round(eventos * 0.75))
    planes = [
        *_publicos(azar, ejercicio, mes, clases, publicos, boletines),
        *_internos(azar, ejercicio, mes, eventos - publicos),
    ]
    return sorted(planes, key=lambda p: p.inicio)


def _cuando(azar: Random, ejercicio: int, mes: int) -> datetime:
    dia = azar.randint(1, monthrange(ejercicio, mes)[1])
    return datetime(ejercicio, mes, dia, azar.choice(HORAS), azar.choice((0, 30)), tzinfo=CENTRO)


def _publicos(
    azar: Random, ejercicio: int, mes: int, clases: list[Clase], cuantos: int, boletines: int
) -> Iterator[Plan]:
    vistos: set[tuple[str, str]] = set()
    for numero in range(cuantos):
        clase, comunidad = _sin_repetir(azar, clases, vistos, numero)
        cifras = (azar.randint(*clase.cifras), azar.randint(3, 12))
        yield Plan(
            clase,
            clase.evento.format(c=comunidad),
            clase.lugar.format(c=comunidad),
            clase.dependencia,
            clase.tipo,
            comunidad,
            _cuando(azar, ejercicio, mes),
            cifras,
            f"{ejercicio}-{mes}-{numero}",
            con_boletin=numero < boletines,
            con_fotos=numero < boletines or azar.random() < 0.5,
            con_invitacion=numero % 4 == 0,
            con_video=numero % 9 == 0,
            con_audio=numero % 7 == 1,
            con_red=numero % 10 < 7,
        )


def _sin_repetir(azar: Random, clases: list[Clase], vistos: set[tuple[str, str]], numero: int) -> tuple[Clase, str]:
    """Que un mes no tenga dos veces lo mismo en el mismo lugar, mientras alcance."""
    for _ in range(30):
        pareja = (clases[(numero + azar.randint(0, 2)) % len(clases)], azar.choice(COMUNIDADES))
        if (pareja[0].evento, pareja[1]) not in vistos:
            break
    vistos.add((pareja[0].evento, pareja[1]))
    return pareja


def _internos(azar: Random, ejercicio: int, mes: int, cuantos: int) -> Iterator[Plan]:
    for numero in range(cuantos):
        dependencia, tipo, titulo, lugar = INTERNAS[numero % len(INTERNAS)]
        comunidad = azar.choice(COMUNIDADES)
        yield Plan(
            None,
            titulo.format(c=comunidad),
            lugar.format(c=comunidad).capitalize(),
            dependencia,
            tipo,
            comunidad,
            _cuando(azar, ejercicio, mes),
            (0, 0),
            f"{ejercicio}-{mes}-i{numero}",
            con_fotos=azar.random() < 0.2,
        )
