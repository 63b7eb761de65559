"""Lo que dice un informe: se lee una vez y con eso se hacen el PDF, las láminas y el libro."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from django.conf import settings

from cronograma.consultas.decir import Prueba
from cronograma.consultas.meses import Mes, mes_y_ano, nombre_del_mes
from cronograma.consultas.por_eje import LoDeCadaEje, lo_de_cada_eje
from cronograma.dominio.celdas import Celda, Fila, Tabla, cumplimiento
from cronograma.dominio.informes.periodo import Periodo
from cronograma.dominio.revision import motivos_escritos, pruebas_del_mes
from cronograma.dominio.tabla import tabla_del_ejercicio
from cronograma.estados import ClaseDePrueba, Regla
from cronograma.models import Actividad, Explicacion, PruebaCerrada
from nucleo.texto.formato import enumerar
from personas.models import Oficina, Persona
from produccion.consultas import lo_hecho


@dataclass(frozen=True)
class RejillaDelInforme:
    """La tabla de un ejercicio, sólo con los meses del periodo: las mismas celdas que la pantalla."""

    tabla: Tabla
    meses: Sequence[int]

    @cached_property
    def filas(self) -> list[Fila]:
        return [Fila(f.actividad, [f.celdas[mes - 1] for mes in self.meses]) for f in self.tabla.filas]

    @property
    def porcentaje(self) -> int | None:
        return cumplimiento(self.filas)

    @property
    def sin_cerrar(self) -> list[Mes]:
        """Los que tenían algo programado y nadie ha firmado."""
        ano = self.tabla.ejercicio
        return [
            (ano, mes)
            for mes in self.meses
            if (ano, mes) not in self.tabla.cierres.por_mes and any(c.programado for c in self.tabla.del_mes(mes))
        ]


@dataclass(frozen=True)
class RenglonDeAnexo:
    """Una prueba como se archiva: cuándo, qué, dónde y su huella."""

    cuando: datetime
    titulo: str
    direccion: str
    clase: str
    huella: str
    cantidad: int = 1
    extemporanea: bool = False


@dataclass(frozen=True)
class ContenidoDelInforme:
    """Todo lo que se leyó de un periodo."""

    periodo: Periodo
    oficina: Oficina
    hecho_en: datetime
    rejillas: list[RejillaDelInforme]
    pruebas: dict[int, list[RenglonDeAnexo]]  # por actividad
    boletines: list[lo_hecho.BoletinEmitido] = field(default_factory=list)
    medios: list[lo_hecho.EventoConMedios] = field(default_factory=list)
    redes: list[lo_hecho.EnRedes] = field(default_factory=list)
    enmiendas: list[lo_hecho.Enmienda] = field(default_factory=list)
    explicaciones: list[Explicacion] = field(default_factory=list)
    por_eje: LoDeCadaEje | None = None  # sin un plan municipal cargado, nada

    @property
    def filas(self) -> list[Fila]:
        return [fila for rejilla in self.rejillas for fila in rejilla.filas]

    @property
    def porcentaje(self) -> int | None:
        return cumplimiento(self.filas)

    @property
    def programado(self) -> int:
        return sum(f.programado for f in self.filas)

    @property
    def cuenta(self) -> int:
        return sum(f.hasta_la_meta for f in self.filas)

    def realizado(self, regla: str) -> int:
        """Lo hecho de una regla, contando también lo que no tenía meta: la suma de sus celdas."""
        return sum(c.realizado for f in self.filas if f.actividad.regla == regla for c in f.celdas)

    @property
    def cuantas_pruebas(self) -> int:
        return sum(len(pruebas) for pruebas in self.pruebas.values())

    @property
    def sin_cerrar(self) -> str:
        """«Falta cerrar octubre y noviembre de 2026»; vacío si todo está firmado."""
        meses = [mes for rejilla in self.rejillas for mes in rejilla.sin_cerrar]
        if not meses:
            return ""
        if len({ano for ano, _ in meses}) == 1:
            nombres = enumerar([nombre_del_mes(mes) for _, mes in meses])
            return f"Falta cerrar {nombres} de {meses[0][0]}: sus cifras todavía pueden cambiar."
        return f"Falta cerrar {enumerar([mes_y_ano(m) for m in meses])}: sus cifras todavía pueden cambiar."

    @property
    def tardias(self) -> list[Celda]:
        return [c for f in self.filas for c in f.celdas if c.tardias]

    @property
    def faltantes(self) -> list[Celda]:
        return [c for f in self.filas for c in f.celdas if c.cuenta and c.falta]

    @property
    def esta_vacio(self) -> bool:
        hecho = any(c.realizado for f in self.filas for c in f.celdas)
        return not (hecho or self.boletines or self.medios or self.redes)

    def huella(self, textos: dict[str, str], fotos: Sequence[int]) -> str:
        """SHA-256 de lo que dice: las cifras, las pruebas, los textos y las fotos, en JSON con llaves en orden."""
        dicho: dict[str, Any] = {
            "periodo": self.periodo.clave,
            "cifras": [
                [c.actividad.pk, c.mes, c.programado, c.realizado, c.de_antes, c.avance]
                for f in self.filas
                for c in f.celdas
            ],
            "pruebas": {str(a): [asdict(p) for p in pruebas] for a, pruebas in self.pruebas.items()},
            "boletines": [asdict(b) for b in self.boletines],
            "ejes": [[e.nombre, *map(asdict, e.cosas)] for e in (self.por_eje.ejes if self.por_eje else [])],
            "textos": textos,
            "fotos": list(fotos),
        }
        texto = json.dumps(dicho, sort_keys=True, ensure_ascii=False, default=str)
        return hashlib.sha256(texto.encode()).hexdigest()


def leer_contenido(periodo: Periodo, *, por: Persona, ahora: datetime, con_pruebas: bool = True) -> ContenidoDelInforme:
    """Lee el periodo. Las cifras son las de la rejilla: lo cerrado como se firmó y lo abierto como va."""
    rejillas = []
    for ejercicio in periodo.ejercicios:
        tabla = tabla_del_ejercicio(ejercicio, ahora=ahora)
        rejillas.append(RejillaDelInforme(tabla, [mes for ano, mes in periodo.meses if ano == ejercicio]))
    lapso = periodo.lapso
    return ContenidoDelInforme(
        periodo,
        Oficina.objects.actual(),
        ahora,
        rejillas,
        pruebas_del_periodo(rejillas, por=por, ahora=ahora) if con_pruebas else {},
        lo_hecho.boletines_del(lapso.desde, lapso.hasta),
        lo_hecho.medios_del(lapso.desde, min(lapso.hasta, ahora)),
        lo_hecho.redes_del(lapso.desde, lapso.hasta),
        lo_hecho.enmiendas_del(lapso.desde, lapso.hasta),
        [e for ano, mes in periodo.meses for e in motivos_escritos(ano, mes)],
        lo_de_cada_eje(lapso, periodo.meses, ahora=ahora),
    )


def pruebas_del_periodo(
    rejillas: Sequence[RejillaDelInforme], *, por: Persona, ahora: datetime
) -> dict[int, list[RenglonDeAnexo]]:
    """De cada actividad, lo firmado en los meses cerrados y lo que cuenta en los abiertos."""
    juntas: dict[int, list[RenglonDeAnexo]] = {}
    for rejilla in rejillas:
        _de_lo_cerrado(rejilla, juntas)
        for fila in rejilla.filas:
            suyas = juntas.setdefault(fila.actividad.pk, [])
            suyas += _de_lo_abierto(rejilla, fila.actividad, por, ahora)
            suyas.sort(key=lambda p: (p.cuando, p.clase, p.titulo))
    return juntas


def _de_lo_cerrado(rejilla: RejillaDelInforme, juntas: dict[int, list[RenglonDeAnexo]]) -> None:
    ano, por_mes = rejilla.tabla.ejercicio, rejilla.tabla.cierres.por_mes
    cierres = [por_mes[ano, mes] for mes in rejilla.meses if (ano, mes) in por_mes]
    for p in PruebaCerrada.objects.filter(cierre__in=cierres).iterator():
        renglon = RenglonDeAnexo(
            p.ocurrio_en,
            p.titulo,
            _entera(p.direccion),
            str(ClaseDePrueba(p.clase).label),
            p.huella,
            p.cantidad,
            p.extemporanea,
        )
        juntas.setdefault(p.actividad_id, []).append(renglon)


def _de_lo_abierto(
    rejilla: RejillaDelInforme, actividad: Actividad, por: Persona, ahora: datetime
) -> list[RenglonDeAnexo]:
    ano, cierres = rejilla.tabla.ejercicio, rejilla.tabla.cierres
    abiertos = [
        (ano, mes) for mes in rejilla.meses if (ano, mes) not in cierres.por_mes and (ano, mes) <= rejilla.tabla.hoy
    ]
    return [
        _del_anexo(prueba)
        for mes in abiertos
        for prueba in pruebas_del_mes(actividad, mes, cierres, persona=por, ahora=ahora)
    ]


def _del_anexo(prueba: Prueba) -> RenglonDeAnexo:
    return RenglonDeAnexo(
        prueba.cuando,
        prueba.titulo,
        _entera(prueba.url),
        str(ClaseDePrueba(prueba.clase).label),
        prueba.huella,
        prueba.cantidad,
        prueba.extemporanea,
    )


def _entera(direccion: str) -> str:
    """Con el sitio delante: en papel nadie sabe de dónde es «/oficina/…»."""
    if direccion.startswith("/"):
        return settings.BASE_URL + direccion
    return direccion


def hay_boletines_en_el_plan(contenido: ContenidoDelInforme) -> bool:
    return any(f.actividad.regla == Regla.BOLETINES for f in contenido.filas)
