"""El periodo que mira el tablero: un mes, un trimestre, un semestre o un año, con su anterior y el del año pasado."""

import re
from dataclasses import dataclass
from datetime import datetime

from django.db.models import TextChoices

from cronograma.consultas.meses import Lapso, Mes, mes_de, primer_instante
from nucleo.texto.formato import MESES, MESES_CORTOS

FORMA = re.compile(r"(20\d\d)(?:-(\d\d)|-T([1-4])|-S([12]))?")


class ClaseDePeriodo(TextChoices):
    MES = "mes", "Mes"
    TRIMESTRE = "trimestre", "Trimestre"
    SEMESTRE = "semestre", "Semestre"
    ANO = "ano", "Año"


MESES_DE = {ClaseDePeriodo.MES: 1, ClaseDePeriodo.TRIMESTRE: 3, ClaseDePeriodo.SEMESTRE: 6, ClaseDePeriodo.ANO: 12}


@dataclass(frozen=True)
class Periodo:
    """Unos meses seguidos de un año; `numero` dice cuál de su clase: el 11.º mes, el 4.º trimestre."""

    clase: ClaseDePeriodo
    ano: int
    numero: int

    @property
    def primero(self) -> int:
        return (self.numero - 1) * MESES_DE[self.clase] + 1

    @property
    def meses(self) -> range:
        return range(self.primero, self.primero + MESES_DE[self.clase])

    @property
    def lapso(self) -> Lapso:
        return Lapso(primer_instante((self.ano, self.meses.start)), primer_instante((self.ano, self.meses.stop)))

    @property
    def clave(self) -> str:
        """Como va en la dirección: «2026-11», «2026-T4», «2026-S2», «2026»."""
        return {
            ClaseDePeriodo.MES: f"{self.ano}-{self.numero:02}",
            ClaseDePeriodo.TRIMESTRE: f"{self.ano}-T{self.numero}",
            ClaseDePeriodo.SEMESTRE: f"{self.ano}-S{self.numero}",
        }.get(self.clase, f"{self.ano}")

    @property
    def nombre(self) -> str:
        """«noviembre de 2026», «4.º trimestre de 2026»."""
        if self.clase == ClaseDePeriodo.ANO:
            return f"{self.ano}"
        return f"{self.sin_ano} de {self.ano}"

    @property
    def sin_ano(self) -> str:
        if self.clase == ClaseDePeriodo.MES:
            return MESES[self.numero - 1]
        if self.clase == ClaseDePeriodo.ANO:
            return f"{self.ano}"
        return f"{self.numero}.º {self.clase.label.lower()}"

    @property
    def corto(self) -> str:
        """«Nov. 2025», para el renglón de una comparación."""
        if self.clase == ClaseDePeriodo.MES:
            return f"{MESES_CORTOS[self.numero - 1].capitalize()}. {self.ano}"
        return self.nombre

    @property
    def anterior(self) -> "Periodo":
        if self.numero > 1:
            return Periodo(self.clase, self.ano, self.numero - 1)
        return Periodo(self.clase, self.ano - 1, 12 // MESES_DE[self.clase])

    @property
    def siguiente(self) -> "Periodo":
        if self.numero < 12 // MESES_DE[self.clase]:
            return Periodo(self.clase, self.ano, self.numero + 1)
        return Periodo(self.clase, self.ano + 1, 1)

    @property
    def hace_un_ano(self) -> "Periodo":
        return Periodo(self.clase, self.ano - 1, self.numero)

    def como(self, clase: ClaseDePeriodo) -> "Periodo":
        """El de otra clase en que cae; del más largo al más corto, el primero suyo."""
        return Periodo(clase, self.ano, (self.primero - 1) // MESES_DE[clase] + 1)

    def ya_empezo(self, ahora: datetime) -> bool:
        return self.lapso.desde <= ahora

    def ya_termino(self, ahora: datetime) -> bool:
        return self.lapso.hasta <= ahora


def periodo_pedido(texto: str, ahora: datetime) -> Periodo:
    """El de la dirección; lo que no se entienda o no haya empezado es el mes que corre."""
    actual = periodo_del_mes(mes_de(ahora))
    hallado = FORMA.fullmatch(texto)
    if hallado is None:
        return actual
    ano, mes, trimestre, semestre = hallado.groups()
    if mes and not 1 <= int(mes) <= 12:  # noqa: PLR2004 - meses del año
        return actual
    pedido = Periodo(ClaseDePeriodo.ANO, int(ano), 1)
    for clase, numero in (
        (ClaseDePeriodo.MES, mes),
        (ClaseDePeriodo.TRIMESTRE, trimestre),
        (ClaseDePeriodo.SEMESTRE, semestre),
    ):
        if numero:
            pedido = Periodo(clase, int(ano), int(numero))
    if pedido.ya_empezo(ahora):
        return pedido
    return actual


def periodo_del_mes(mes: Mes) -> Periodo:
    return Periodo(ClaseDePeriodo.MES, *mes)
