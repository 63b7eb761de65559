"""El periodo de un informe: un mes, un trimestre, un semestre, un año o el año de gobierno."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from cronograma.consultas.meses import Lapso, Mes, mes_y_ano, primer_instante, sumar_meses
from cronograma.estados import TipoDeInforme
from nucleo.texto.formato import MESES

MESES_DE: dict[str, int] = {
    TipoDeInforme.MENSUAL: 1,
    TipoDeInforme.TRIMESTRAL: 3,
    TipoDeInforme.SEMESTRAL: 6,
    TipoDeInforme.ANUAL: 12,
    TipoDeInforme.GOBIERNO: 12,
}
# La presidencia rinde su informe en los primeros quince días de septiembre (Ley del Gobierno y la Administración
# Pública Municipal del Estado de Jalisco, art. 47, fracción VIII): cubre de septiembre a agosto.
EMPIEZA_EL_GOBIERNO = 9
ORDINALES = ("primer", "segundo", "tercer", "cuarto")
CLAVE = re.compile(r"(?P<ano>20\d\d)(?:-(?:(?P<mes>\d\d)|T(?P<trimestre>[1-4])|S(?P<semestre>[12])|(?P<gobierno>G)))?")


@dataclass(frozen=True)
class Periodo:
    """De qué mes a qué mes, y de qué clase."""

    tipo: str
    desde: Mes
    hasta: Mes

    @property
    def meses(self) -> list[Mes]:
        lista = [self.desde]
        while lista[-1] != self.hasta:
            lista.append(sumar_meses(lista[-1], 1))
        return lista

    @property
    def lapso(self) -> Lapso:
        return Lapso(primer_instante(self.desde), primer_instante(sumar_meses(self.hasta, 1)))

    @property
    def ejercicios(self) -> list[int]:
        return sorted({ano for ano, _ in self.meses})

    @property
    def fecha_desde(self) -> date:
        return date(*self.desde, 1)

    @property
    def fecha_hasta(self) -> date:
        return date(*sumar_meses(self.hasta, 1), 1) - timedelta(days=1)

    @property
    def clave(self) -> str:
        """«2021-03», «2021-T1», «2021-S1», «2021» o «2021-G»."""
        ano, mes = self.hasta
        colas = {
            TipoDeInforme.MENSUAL: f"-{mes:02d}",
            TipoDeInforme.TRIMESTRAL: f"-T{mes // 3}",
            TipoDeInforme.SEMESTRAL: f"-S{mes // 6}",
            TipoDeInforme.ANUAL: "",
            TipoDeInforme.GOBIERNO: "-G",
        }
        return f"{ano}{colas[TipoDeInforme(self.tipo)]}"

    @property
    def nombre(self) -> str:
        """«marzo de 2021», «primer trimestre de 2021»."""
        ano, mes = self.hasta
        if self.tipo == TipoDeInforme.MENSUAL:
            return mes_y_ano(self.hasta)
        if self.tipo == TipoDeInforme.TRIMESTRAL:
            return f"{ORDINALES[mes // 3 - 1]} trimestre de {ano}"
        if self.tipo == TipoDeInforme.SEMESTRAL:
            return f"{ORDINALES[mes // 6 - 1]} semestre de {ano}"
        if self.tipo == TipoDeInforme.ANUAL:
            return str(ano)
        return f"{mes_y_ano(self.desde)} a {mes_y_ano(self.hasta)}"

    @property
    def titulo(self) -> str:
        if self.tipo == TipoDeInforme.GOBIERNO:
            return f"Comunicación Social en el informe de gobierno {self.hasta[0]}"
        union = "del" if self.tipo in (TipoDeInforme.TRIMESTRAL, TipoDeInforme.SEMESTRAL) else "de"
        return f"Informe {union} {self.nombre}"


def periodo_de(tipo: str, ano: int, lugar: int = 1) -> Periodo:
    """El mes, trimestre o semestre número `lugar` de ese año; el anual y el de gobierno no lo usan."""
    cuantos = MESES_DE[tipo]
    desde = (ano, 1 + (lugar - 1) * cuantos)
    if tipo == TipoDeInforme.GOBIERNO:
        desde = (ano - 1, EMPIEZA_EL_GOBIERNO)
    if tipo == TipoDeInforme.ANUAL:
        desde = (ano, 1)
    return Periodo(tipo, desde, sumar_meses(desde, cuantos - 1))


def leer_periodo(clave: str) -> Periodo | None:
    """El de «2021-03», «2021-T1», «2021-S2», «2021» o «2021-G»; nada si no se entiende."""
    leida = CLAVE.fullmatch(clave.strip().upper())
    if leida is None:
        return None
    ano = int(leida["ano"])
    if leida["mes"]:
        mes = int(leida["mes"])
        return periodo_de(TipoDeInforme.MENSUAL, ano, mes) if 1 <= mes <= len(MESES) else None
    if leida["trimestre"]:
        return periodo_de(TipoDeInforme.TRIMESTRAL, ano, int(leida["trimestre"]))
    if leida["semestre"]:
        return periodo_de(TipoDeInforme.SEMESTRAL, ano, int(leida["semestre"]))
    return periodo_de(TipoDeInforme.GOBIERNO if leida["gobierno"] else TipoDeInforme.ANUAL, ano)


def periodo_entre(tipo: str, desde: date, hasta: date) -> Periodo:
    """El que guardó un informe."""
    return Periodo(tipo, (desde.year, desde.month), (hasta.year, hasta.month))
