"""Leer el plan de donde venga: lo pegado de Word o Excel, un CSV o un XLSX. Nada se guarda: se dice qué falla."""

import csv
import io
import re
import zipfile
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from openpyxl import load_workbook

from nucleo.dominio.impedimentos import Impedimento, NoSePuede
from nucleo.texto.controles import sin_controles
from nucleo.texto.formato import enumerar, plegar, plural
from nucleo.texto.tablas import celdas_pegadas, descifrar
from personas.dominio.libro import NO_SE_ABRE
from personas.estados import Tema
from pmd.estados import NIVELES, Nivel
from pmd.models import LARGO_DE_LA_CLAVE, LARGO_DEL_TEXTO

OCTETOS = 3 * 10**6
ABIERTO = 40 * 10**6  # octetos de un XLSX ya descomprimido
RENGLONES = 3000
CLAVE = re.compile(r"(?:(?:eje|objetivo|estrategia|l[ií]nea)\s+)?(\d+(?:\.\d+)*)\s*[.):\-–]*\s+(.+)", re.IGNORECASE)
TOTAL = re.compile(r"(?:sub)?total(?:es)?\b")
TITULOS = {"eje", "ejes", "objetivo", "objetivos", "estrategia", "estrategias", "linea", "lineas", "linea de accion"}
POR_TEMA = {plegar(str(t.label)): t.value for t in Tema} | {t.value: t.value for t in Tema}
COMO_SE_CUENTAN = {
    Nivel.EJE: ("1 eje", "{} ejes"),
    Nivel.OBJETIVO: ("1 objetivo", "{} objetivos"),
    Nivel.ESTRATEGIA: ("1 estrategia", "{} estrategias"),
    Nivel.LINEA: ("1 línea de acción", "{} líneas de acción"),
}
Celdas = list[str]


@dataclass
class Leido:
    """Un elemento por guardar: de dónde cuelga, qué dice y en qué renglón venía."""

    nivel: Nivel
    clave: str
    texto: str
    padre: str
    eje: str
    renglon: int
    dependencia: str = ""
    tema: str = ""

    @property
    def sangria(self) -> int:
        return NIVELES.index(self.nivel)


@dataclass
class Lectura:
    """Lo que se entendió, lo que impide guardar y lo que se dejó pasar, con su renglón."""

    elementos: list[Leido] = field(default_factory=list)
    errores: list[str] = field(default_factory=list)
    avisos: list[str] = field(default_factory=list)
    conocidas: set[str] | None = None  # las dependencias que hay, plegadas; sin ellas no se revisa

    def cuantos(self, nivel: Nivel) -> int:
        return sum(e.nivel == nivel for e in self.elementos)

    @property
    def resumen(self) -> str:
        """«2 ejes, 5 objetivos, 9 estrategias y 30 líneas de acción»."""
        return enumerar([plural(self.cuantos(n), *COMO_SE_CUENTAN[n]) for n in NIVELES])

    @property
    def se_puede(self) -> bool:
        return bool(self.elementos) and not self.errores


def de_archivo(nombre: str, octetos: bytes) -> str:
    """El archivo como texto separado por tabuladores, para revisarlo y corregirlo. Rechaza lo que no sea CSV o XLSX."""
    if len(octetos) > OCTETOS:
        raise _negar("El archivo pasa de 3 MB: ¿es el plan? Guarda sólo la tabla.")
    if octetos[:4] == b"PK\x03\x04":
        return _en_texto(_de_libro(octetos))
    if b"\0" in octetos[:4096] or nombre.lower().endswith((".xls", ".pdf", ".doc", ".docx")):
        raise _negar(f"«{nombre[:80]}» no es CSV ni XLSX. Guárdalo así, o copia la tabla y pégala.")
    return _en_texto(_celdas(descifrar(octetos)))


def _negar(frase: str) -> NoSePuede:
    return NoSePuede([Impedimento(frase, "archivo")])


def _de_libro(octetos: bytes) -> list[Celdas]:
    """La primera hoja a la vista; una celda combinada vale en todas las que ocupa."""
    try:
        with zipfile.ZipFile(io.BytesIO(octetos)) as libro:
            if sum(i.file_size for i in libro.infolist()) > ABIERTO:
                raise _negar("El libro es demasiado grande al abrirse. Guarda sólo la hoja del plan.")
        hojas = load_workbook(io.BytesIO(octetos), data_only=True).worksheets
    except NO_SE_ABRE as error:
        raise _negar("El libro de Excel no se pudo abrir: está dañado o tiene contraseña.") from error
    hoja = next((h for h in hojas if h.sheet_state == "visible"), None)
    if hoja is None:
        raise _negar("El libro no tiene ninguna hoja a la vista.")
    combinadas = {
        (fila, columna): hoja.cell(rango.min_row, rango.min_col).value
        for rango in hoja.merged_cells.ranges
        for fila, columna in _de_un_rango(rango)
    }
    return [
        [_dicho(combinadas.get((celda.row, celda.column), celda.value)) for celda in fila]
        for fila in hoja.iter_rows(max_row=RENGLONES + 1, max_col=12)
    ]


def _de_un_rango(rango: object) -> Iterator[tuple[int, int]]:
    """Hacia abajo: combinar a lo ancho es un título, no el mismo texto en cada columna."""
    for fila in range(rango.min_row, min(rango.max_row, RENGLONES) + 1):  # type: ignore[attr-defined] # openpyxl no trae tipos
        yield fila, rango.min_col  # type: ignore[attr-defined] # openpyxl no trae tipos


def _dicho(valor: object) -> str:
    if valor is None:
        return ""
    return f"{valor:g}" if isinstance(valor, float) else str(valor)


def _en_texto(filas: Sequence[Celdas]) -> str:
    return "\n".join("\t".join(_limpia(c) for c in fila).rstrip() for fila in filas).strip("\n")


def _limpia(texto: str) -> str:
    return " ".join(sin_controles(texto).split())


def _celdas(texto: str) -> list[Celdas]:
    """Por tabuladores si los hay; si no, con la coma o el punto y coma de un CSV."""
    if "\t" in texto:
        return celdas_pegadas(texto)
    primera = texto.partition("\n")[0]
    separador = ";" if primera.count(";") > primera.count(",") else ","
    if primera.count(separador) == 0:
        return [[renglon] for renglon in texto.splitlines()]
    return [list(fila) for fila in csv.reader(io.StringIO(texto), delimiter=separador)]


def leer(texto: str, dependencias: Collection[str] | None = None) -> Lectura:
    """Entiende la tabla (Eje, Objetivo, Estrategia, Línea, Dependencia, Tema) o la lista numerada (1, 1.1, 1.1.1…).

    Con las `dependencias` que hay, avisa de cada renglón que menciona otra: esa línea se guarda sin dependencia.
    """
    lectura = Lectura(conocidas=None if dependencias is None else {plegar(d) for d in dependencias})
    filas = [[_limpia(c) for c in fila] for fila in _celdas(texto[:OCTETOS])]
    if len(filas) > RENGLONES:
        lectura.errores.append(f"Son {len(filas)} renglones; caben {RENGLONES}.")
        return lectura
    utiles = [(n, fila) for n, fila in enumerate(filas, 1) if any(fila) and not _es_titulo(fila)]
    con_datos = [(n, fila) for n, fila in utiles if not _es_total(n, fila, lectura)]
    if any(sum(bool(c) for c in fila) > 1 and not _es_clave(fila[0]) for _, fila in con_datos):
        _LectorDeTabla(lectura).leer(con_datos)
    else:
        _LectorDeLista(lectura).leer(con_datos)
    if not lectura.elementos and not lectura.errores:
        lectura.errores.append("No se encontró ningún eje: pega la tabla con sus columnas o la lista numerada.")
    return lectura


def _es_titulo(fila: Celdas) -> bool:
    return any(plegar(c) in TITULOS for c in fila[:4])


def _es_total(numero: int, fila: Celdas, lectura: Lectura) -> bool:
    es = any(TOTAL.match(plegar(c)) for c in fila if c)
    if es:
        lectura.avisos.append(f"Renglón {numero}: es un total, no se guarda.")
    return es


def _es_clave(texto: str) -> bool:
    return re.fullmatch(r"\d+(?:\.\d+)*\.?", texto) is not None


class _Lector:
    """Lo común: no repite una clave y dice en qué renglón está lo que no entiende."""

    def __init__(self, lectura: Lectura) -> None:
        self.lectura = lectura
        self.por_clave: dict[str, Leido] = {}

    def error(self, renglon: int, frase: str) -> None:
        self.lectura.errores.append(f"Renglón {renglon}: {frase}")

    def agregar(self, leido: Leido) -> None:
        if len(leido.texto) > LARGO_DEL_TEXTO:
            self.error(leido.renglon, f"el texto pasa de {LARGO_DEL_TEXTO} letras: «{leido.texto[:40]}…».")
        elif len(leido.clave) > LARGO_DE_LA_CLAVE:
            self.error(leido.renglon, f"la clave «{leido.clave[:24]}…» es demasiado larga.")
        elif ya := self.por_clave.get(leido.clave):
            self.error(leido.renglon, f"la clave {leido.clave} ya está en el renglón {ya.renglon}.")
        else:
            self.por_clave[leido.clave] = leido
            self.lectura.elementos.append(leido)


class _LectorDeLista(_Lector):
    """«1 Eje», «1.1 Objetivo», «1.1.1 Estrategia», «1.1.1.1 Línea»: el nivel lo dice la clave."""

    def leer(self, filas: Sequence[tuple[int, Celdas]]) -> None:
        for numero, fila in filas:
            partido = CLAVE.fullmatch(" ".join(c for c in fila if c))
            if partido is None:
                self.error(numero, "no empieza con su número (1, 1.1, 1.1.1…).")
                continue
            clave, texto = partido.groups()
            profundidad = clave.count(".")
            padre = clave.rpartition(".")[0]
            if profundidad >= len(NIVELES):
                self.error(numero, f"{clave} tiene más niveles de los cuatro del plan.")
            elif padre and padre not in self.por_clave:
                self.error(numero, f"{clave} cuelga de {padre}, que no está antes.")
            else:
                eje = clave.partition(".")[0] if padre else ""
                self.agregar(Leido(NIVELES[profundidad], clave, texto, padre, eje, numero))


class _LectorDeTabla(_Lector):
    """Una columna por nivel; la celda vacía repite la de arriba, como en una tabla combinada."""

    def __init__(self, lectura: Lectura) -> None:
        super().__init__(lectura)
        self.vigentes: list[tuple[str, str]] = []  # de cada nivel abierto, su texto y su clave
        self.hijos: dict[str, int] = {}

    def leer(self, filas: Sequence[tuple[int, Celdas]]) -> None:
        for numero, fila in filas:
            self._renglon(numero, [*fila, *[""] * 6][:6])

    def _renglon(self, numero: int, celdas: Celdas) -> None:
        textos, dependencia, tema = celdas[:4], self._dependencia(numero, celdas[4]), self._tema(numero, celdas[5])
        for nivel, texto in enumerate(textos):
            if not texto or (nivel < len(self.vigentes) and self.vigentes[nivel][0] == texto):
                continue
            if nivel > len(self.vigentes):
                self.error(numero, f"tiene {NIVELES[nivel].label.lower()} y le falta {self._que_falta()}.")
                return
            del self.vigentes[nivel:]
            padre = self.vigentes[-1][1] if self.vigentes else ""
            partido = CLAVE.fullmatch(texto)
            self.hijos[padre] = self.hijos.get(padre, 0) + 1
            clave = partido[1] if partido else f"{padre}.{self.hijos[padre]}".lstrip(".")
            leido = Leido(NIVELES[nivel], clave, partido[2] if partido else texto, padre, "", numero)
            leido.eje = self.vigentes[0][1] if self.vigentes else ""
            if leido.nivel == Nivel.LINEA:
                leido.dependencia, leido.tema = dependencia, tema
            self.agregar(leido)
            self.vigentes.append((texto, clave))

    def _que_falta(self) -> str:
        return str(NIVELES[len(self.vigentes)].label).lower()

    def _dependencia(self, numero: int, texto: str) -> str:
        conocidas = self.lectura.conocidas
        if not texto or conocidas is None or plegar(texto) in conocidas:
            return texto
        self.lectura.avisos.append(
            f"Renglón {numero}: no hay una dependencia «{texto[:40]}»; la línea queda sin dependencia."
        )
        return ""

    def _tema(self, numero: int, texto: str) -> str:
        if not texto:
            return ""
        tema = POR_TEMA.get(plegar(texto), "")
        if not tema:
            self.lectura.avisos.append(f"Renglón {numero}: no hay un tema «{texto[:40]}»; la línea queda sin tema.")
        return tema
