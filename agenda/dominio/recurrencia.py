"""Cada cuándo se repite un evento: la regla, en palabras y en fechas. Las fechas las cuenta python-dateutil."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import islice

from dateutil.rrule import rrulestr
from django.db.models import TextChoices

from nucleo.texto.formato import CENTRO, DIAS, MESES, enumerar, fecha_larga, plural

VECES_MAXIMAS = 200  # lo mismo que Superdesk: más es un error de dedo
LARGO_MAXIMO = timedelta(days=2 * 366)
CLAVES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
ORDINALES = {1: "primer", 2: "segundo", 3: "tercer", 4: "cuarto", -1: "último"}


class CadaCuando(TextChoices):
    """Las maneras de repetir que se dicen en la oficina."""

    DIARIA = "diaria", "Cada día"
    SEMANAL = "semanal", "Cada semana"
    MENSUAL = "mensual", "Cada mes, el mismo día"
    ORDINAL = "ordinal", "Cada mes, el mismo día de la semana"
    ULTIMO = "ultimo", "El último día de cada mes"
    ANUAL = "anual", "Cada año, el mismo día"


FRECUENCIAS = {
    CadaCuando.DIARIA: ("DAILY", "día", "días"),
    CadaCuando.SEMANAL: ("WEEKLY", "semana", "semanas"),
    CadaCuando.MENSUAL: ("MONTHLY", "mes", "meses"),
    CadaCuando.ORDINAL: ("MONTHLY", "mes", "meses"),
    CadaCuando.ULTIMO: ("MONTHLY", "mes", "meses"),
    CadaCuando.ANUAL: ("YEARLY", "año", "años"),
}


@dataclass(frozen=True)
class Regla:
    """Una regla RRULE (RFC 5545, 3.3.10) de las que sabemos decir; siempre termina: en una fecha o tras unas veces."""

    cada_cuando: str
    inicial: date
    cada: int = 1
    dias: Sequence[int] = ()  # de la semanal, lunes es 0
    hasta: date | None = None
    veces: int = 0

    @property
    def texto(self) -> str:
        """Como se guarda: «FREQ=WEEKLY;INTERVAL=1;BYDAY=MO;UNTIL=20261214T235959»."""
        partes = [f"FREQ={FRECUENCIAS[CadaCuando(self.cada_cuando)][0]}", f"INTERVAL={self.cada}", *self._por_dia()]
        if self.veces:
            partes.append(f"COUNT={self.veces}")
        elif self.hasta:
            partes.append(f"UNTIL={self.hasta:%Y%m%d}T235959")
        return ";".join(partes)

    @classmethod
    def de_texto(cls, cada_cuando: str, inicial: date, texto: str) -> "Regla":
        """La que se guardó."""
        partes = dict(parte.split("=", 1) for parte in texto.split(";"))
        dias: tuple[int, ...] = ()
        if cada_cuando == CadaCuando.SEMANAL:
            dias = tuple(CLAVES.index(clave) for clave in partes["BYDAY"].split(","))
        hasta = None
        if "UNTIL" in partes:
            hasta = date.fromisoformat(partes["UNTIL"][:8])
        return cls(cada_cuando, inicial, int(partes["INTERVAL"]), dias, hasta, int(partes.get("COUNT", 0)))

    def _por_dia(self) -> list[str]:
        if self.cada_cuando == CadaCuando.SEMANAL:
            dias = sorted({*self.dias} or {self.inicial.weekday()})
            return [f"BYDAY={','.join(CLAVES[d] for d in dias)}"]
        if self.cada_cuando == CadaCuando.MENSUAL:
            return [f"BYMONTHDAY={self.inicial.day}"]
        if self.cada_cuando == CadaCuando.ULTIMO:
            return ["BYMONTHDAY=-1"]
        if self.cada_cuando == CadaCuando.ORDINAL:
            return [f"BYDAY={self.ordinal}{CLAVES[self.inicial.weekday()]}"]
        return []

    @property
    def ordinal(self) -> int:
        """El segundo lunes es 2; el quinto no lo hay todos los meses: es el último."""
        cual = (self.inicial.day - 1) // 7 + 1
        return cual if cual in ORDINALES else -1

    def fechas(self) -> list[date]:
        """Los días en que toca, dentro de los topes. Sin horas: no hay verano que las recorra."""
        tope = self.inicial + LARGO_MAXIMO
        dias = rrulestr(self.texto, dtstart=datetime.combine(self.inicial, time()))
        return [d.date() for d in islice(dias, VECES_MAXIMAS) if d.date() <= tope]

    @property
    def en_palabras(self) -> str:
        """«Cada lunes hasta el 14 de diciembre de 2026», «El último día de cada mes, 6 veces»."""
        if self.veces:
            return f"{self._cuando()}, {plural(self.veces, '1 vez', '{} veces')}"
        if self.hasta:
            return f"{self._cuando()} hasta el {fecha_larga(self.hasta)}"
        return self._cuando()

    def _cuando(self) -> str:
        _, uno, varios = FRECUENCIAS[CadaCuando(self.cada_cuando)]
        cada = plural(self.cada, f"cada {uno}", f"cada {{}} {varios}")
        dia, mes, semana = self.inicial.day, MESES[self.inicial.month - 1], DIAS[self.inicial.weekday()]
        if self.cada_cuando == CadaCuando.SEMANAL:
            dias = enumerar([DIAS[d] for d in sorted({*self.dias} or {self.inicial.weekday()})])
            return f"Cada {dias}" if self.cada == 1 else f"{cada.capitalize()}, en {dias}"
        if self.cada_cuando == CadaCuando.MENSUAL:
            return f"El día {dia} de {cada}"
        if self.cada_cuando == CadaCuando.ULTIMO:
            return f"El último día de {cada}"
        if self.cada_cuando == CadaCuando.ORDINAL:
            return f"El {ORDINALES[self.ordinal]} {semana} de {cada}"
        if self.cada_cuando == CadaCuando.ANUAL:
            return f"{cada.capitalize()}, el {dia} de {mes}"
        return cada.capitalize()

    def recorrida(self, dias: int) -> "Regla":
        """La misma regla con todo unos días después. Sólo la diaria y la semanal: lo demás cae en otro día del mes."""
        semana = tuple((d + dias) % 7 for d in {*self.dias} or {self.inicial.weekday()})
        hasta = self.hasta and self.hasta + timedelta(days=dias)
        return replace(self, inicial=self.inicial + timedelta(days=dias), dias=semana, hasta=hasta)

    def recorrida_si(self, dias: int) -> "Regla":
        return self.recorrida(dias) if dias else self

    @property
    def se_recorre(self) -> bool:
        return self.cada_cuando in {CadaCuando.DIARIA, CadaCuando.SEMANAL}


def opciones_de(primero: date) -> list[tuple[str, str]]:
    """Las maneras de repetir un evento de ese día, dichas con su fecha: «El segundo lunes de cada mes»."""
    posibles = [c for c in CadaCuando if c != CadaCuando.ULTIMO or (primero + timedelta(days=1)).day == 1]
    return [(c.value, Regla(c, primero).en_palabras) for c in posibles]


def en_la_fecha(momento: datetime, de: date, a: date) -> datetime:
    """Ese momento llevado de un día a otro, a la misma hora de pared: las diez son las diez también en verano."""
    local = momento.astimezone(CENTRO)
    dia = local.date() + (a - de)
    return datetime.combine(dia, local.time(), tzinfo=CENTRO)
