"""Un mes como se va a firmar: lo completo, lo que faltó, lo que conviene revisar y cada prueba que lo respalda."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from cronograma.consultas.cierres import Cierres
from cronograma.consultas.decir import Prueba, pruebas_de
from cronograma.consultas.meses import Mes, mes_de, mes_y_ano, nombre_del_mes, primer_instante
from cronograma.consultas.pruebas import cosas_del_mes, fuentes_de_la_actividad, tardias_de
from cronograma.consultas.revision import Propuesta, motivos_posibles, picos, sin_su_archivo
from cronograma.dominio.celdas import Celda, Tabla
from cronograma.dominio.tabla import tabla_del_ejercicio
from cronograma.estados import Avance, ClaseDePrueba
from cronograma.models import Actividad, Explicacion
from nucleo.dominio.impedimentos import Impedimento
from nucleo.texto.formato import fecha_larga
from personas.models import Persona

Caso = Explicacion.Caso


@dataclass(frozen=True)
class PorAtender:
    """Algo del mes que pide una explicación, o que no deja firmar mientras siga así."""

    celda: Celda
    caso: str
    frase: str
    asunto: str = ""
    propuestas: Sequence[Propuesta] = ()
    explicacion: Explicacion | None = None
    obliga: bool = True  # sin explicación no se firma

    @property
    def lugar(self) -> str:
        """El `id` de su campo en la página."""
        return f"{self.caso}-{self.celda.actividad.pk}" + (f"-{self.asunto}" if self.asunto else "")

    @property
    def marca(self) -> str:
        """El motivo que se ve; «0» si no hay. La pantalla la devuelve al guardar."""
        return self.explicacion.marca if self.explicacion else "0"

    @property
    def impide(self) -> bool:
        return self.caso == Caso.SIN_ARCHIVO or (self.obliga and self.explicacion is None)

    @property
    def falta(self) -> Impedimento:
        nombre = self.celda.actividad.nombre_corto
        if self.caso == Caso.SIN_ARCHIVO:
            return Impedimento(f"{nombre}: {self.frase}", self.lugar)
        return Impedimento(f"Falta el motivo de {nombre}.", self.lugar)


@dataclass(frozen=True)
class RevisionDelMes:
    """El mes entero antes de firmarlo. Su huella es lo que se firma: si algo cambia, ya no es la misma."""

    tabla: Tabla
    mes: int
    pruebas: dict[int, list[Prueba]]  # por actividad
    por_atender: Sequence[PorAtender]

    @property
    def momento(self) -> Mes:
        return self.tabla.ejercicio, self.mes

    @property
    def nombre(self) -> str:
        return mes_y_ano(self.momento)

    @property
    def nombre_corto(self) -> str:
        return nombre_del_mes(self.mes)

    @cached_property
    def celdas(self) -> list[Celda]:
        return self.tabla.del_mes(self.mes)

    @property
    def completas(self) -> list[Celda]:
        return [c for c in self.celdas if c.programado and c.cuenta and not c.falta]

    @property
    def fuera_del_total(self) -> list[Celda]:
        return [c for c in self.celdas if not c.cuenta]

    @property
    def huecos(self) -> list[PorAtender]:
        return [p for p in self.por_atender if p.caso == Caso.FALTO]

    @property
    def conviene_revisar(self) -> list[PorAtender]:
        return [p for p in self.por_atender if p.caso != Caso.FALTO]

    @property
    def programado(self) -> int:
        return sum(c.programado or 0 for c in self.celdas if c.cuenta)

    @property
    def cuenta(self) -> int:
        return sum(c.hasta_la_meta for c in self.celdas if c.cuenta)

    @property
    def cuantas_pruebas(self) -> int:
        return sum(len(pruebas) for pruebas in self.pruebas.values())

    @property
    def tardias(self) -> list[Prueba]:
        return [p for pruebas in self.pruebas.values() for p in pruebas if p.extemporanea]

    @property
    def porcentaje(self) -> int | None:
        return self.tabla.cumplimiento_del_mes(self.mes)

    @property
    def faltas(self) -> list[Impedimento]:
        return [p.falta for p in self.por_atender if p.impide]

    @property
    def con_motivo(self) -> int:
        return sum(1 for p in self.huecos if p.explicacion)

    @property
    def revisadas(self) -> int:
        return sum(1 for p in self.conviene_revisar if p.explicacion)

    @cached_property
    def huella(self) -> str:
        """SHA-256 de las cifras, las pruebas y los motivos, en JSON con llaves en orden."""
        contenido = {
            "mes": self.momento,
            "total": [self.porcentaje, self.cuenta, self.programado],
            "cifras": [
                [c.actividad.pk, c.actividad.peso, c.programado, c.realizado, c.de_antes, c.avance, c.fundamento]
                for c in self.celdas
            ],
            "pruebas": {
                str(actividad): [
                    [p.clase, p.cosa, p.cuando.isoformat(), p.titulo, p.url, p.cantidad, p.huella] for p in pruebas
                ]
                for actividad, pruebas in self.pruebas.items()
            },
            "motivos": [[p.lugar, p.explicacion.texto] for p in self.por_atender if p.explicacion],
        }
        texto = json.dumps(contenido, sort_keys=True, ensure_ascii=False, default=str)
        return hashlib.sha256(texto.encode()).hexdigest()


def revisar_mes(ejercicio: int, mes: int, *, persona: Persona, ahora: datetime) -> RevisionDelMes:
    """Todo lo que se firma de un mes abierto, con lo que falta y lo que conviene mirar."""
    tabla = tabla_del_ejercicio(ejercicio, ahora=ahora)
    celdas = tabla.del_mes(mes)
    pruebas = {
        c.actividad.pk: pruebas_del_mes(c.actividad, (ejercicio, mes), tabla.cierres, persona=persona, ahora=ahora)
        for c in celdas
    }
    escritas = _ultimas(ejercicio, mes)
    casos = [p for c in celdas for p in _por_atender(c, pruebas[c.actividad.pk], escritas)]
    return RevisionDelMes(tabla, mes, pruebas, casos)


def pruebas_del_mes(
    actividad: Actividad, mes: Mes, cierres: Cierres, *, persona: Persona, ahora: datetime
) -> list[Prueba]:
    """Todas las pruebas que cuentan en un mes abierto, en orden de fecha; las extemporáneas, marcadas."""
    if actividad.retirada_en and mes >= mes_de(actividad.retirada_en):
        return []
    propias = [cosa for fuente in fuentes_de_la_actividad(actividad) for cosa in cosas_del_mes(fuente, actividad, mes)]
    tardias = tardias_de(actividad, cierres.tardios_para(actividad, mes))
    juntas = pruebas_de(propias, persona=persona, ahora=ahora)
    juntas += pruebas_de(tardias, persona=persona, ahora=ahora, extemporaneas=True)
    return sorted(juntas, key=lambda p: (p.cuando, p.clase, p.cosa))


def _ultimas(ejercicio: int, mes: int) -> dict[tuple[int, str, str], Explicacion]:
    """De cada caso, lo último que se escribió."""
    todas = Explicacion.objects.filter(actividad__ejercicio=ejercicio, mes=mes).order_by("pk")
    return {(e.actividad_id, e.caso, e.asunto): e for e in todas.select_related("escrita_por", "actividad")}


def motivos_escritos(ejercicio: int, mes: int) -> list[Explicacion]:
    """Los motivos de un mes. Cerrado, son los que se firmaron: ya no se puede escribir otro."""
    return list(_ultimas(ejercicio, mes).values())


def _por_atender(
    celda: Celda, pruebas: Sequence[Prueba], escritas: dict[tuple[int, str, str], Explicacion]
) -> Iterator[PorAtender]:
    actividad = celda.actividad
    if celda.cuenta and celda.falta:
        frase = f"{celda.realizado} de {celda.programado}, falta{'n' if celda.falta > 1 else ''} {celda.falta}"
        propuestas = motivos_posibles(actividad.regla, (actividad.ejercicio, celda.mes))
        yield PorAtender(
            celda, Caso.FALTO, frase, propuestas=propuestas, explicacion=escritas.get((actividad.pk, Caso.FALTO, ""))
        )
    if celda.avance == Avance.SOBRECUMPLIDO:
        frase = f"{celda.realizado} de {celda.programado}, {celda.porcentaje} %"
        yield PorAtender(celda, Caso.SOBRO, frase, explicacion=escritas.get((actividad.pk, Caso.SOBRO, "")))
    for pico in picos(pruebas):
        frase = f"{pico.cuantas} de {pico.de} son del {fecha_larga(date.fromisoformat(pico.dia))}"
        hecha = escritas.get((actividad.pk, Caso.PICO, pico.dia))
        yield PorAtender(celda, Caso.PICO, frase, pico.dia, explicacion=hecha, obliga=False)
    for manual in sin_su_archivo(pruebas, ClaseDePrueba.A_MANO):
        frase = f"el archivo de «{manual.titulo}» está dañado o en la papelera: repónlo o sácalo de la cuenta."
        yield PorAtender(celda, Caso.SIN_ARCHIVO, frase, str(manual.pk))


def ya_termino(mes: Mes, ahora: datetime) -> bool:
    return ahora >= primer_instante((mes[0], mes[1] + 1))
