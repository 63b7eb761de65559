"""Leer un archivo de contactos como lo guarda la gente: títulos arriba, totales abajo, filas ocultas y otras hojas."""

import io
import re
import zipfile
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from html import unescape

from openpyxl import load_workbook
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from nucleo.dominio.impedimentos import Impedimento, NoSePuede
from nucleo.texto.controles import sin_controles
from nucleo.texto.formato import enumerar, plegar
from nucleo.texto.tablas import celdas_de_csv, descifrar
from personas.dominio.libro import NO_SE_ABRE

OCTETOS = 8 * 10**6
ABIERTO = 60 * 10**6  # octetos de una hoja ya descomprimida
RENGLONES = 12_000
COLUMNAS = 40
VACIOS = 400  # seguidos: de ahí en adelante sólo hay formato
ANTES_DE_LOS_TITULOS = 30
ENTRE_TELEFONOS = " | "  # los de varias columnas, en el mismo dato
LARGO_DE_CELDA = 600
TOTAL = re.compile(r"(?:sub)?total(?:es)?\b\W*\d*$")
CABECERAS = {
    "nombre": "nombre contacto persona reportero reportera periodista nombre_completo nombre_del_contacto",
    "medio": "medio empresa medio_de_comunicacion nombre_del_medio",
    "cargo": "cargo puesto funcion",
    "telefono": (
        "telefono tel celular cel movil telefonos telefono_1 telefono_celular tel_celular tel_cel telefono_movil"
        " tel_movil numero_celular numero_de_celular numero_telefonico numero_de_telefono contacto_telefonico"
    ),
    "otro_telefono": (
        "telefono_2 tel_2 otro_telefono otros_telefonos telefono_de_oficina tel_oficina oficina telefono_fijo tel_fijo"
        " telefono_3 celular_2"
    ),
    "whatsapp": "whatsapp whats wsp wa numero_de_whatsapp",
    "correo": "correo email e-mail mail correo_electronico correos",
    "cobertura": "cobertura alcance",
    "tipo": "tipo tipo_de_medio",
    "municipio": "municipio ciudad localidad",
    "sitio": "pagina sitio web sitio_web pagina_web url",
    "notas": "observaciones notas comentarios observacion nota",
}
POR_CABECERA = {
    palabra.replace("_", " "): campo for campo, palabras in CABECERAS.items() for palabra in palabras.split()
}


@dataclass(frozen=True)
class FilaLeida:
    """Un renglón con datos: su número en el archivo, sus celdas por campo y si estaba oculto."""

    numero: int
    celdas: dict[str, str]
    oculta: bool = False


@dataclass
class Leido:
    """Lo que se entendió del archivo y lo que se dejó fuera, dicho."""

    hoja: str = ""
    fila_de_titulos: int = 1
    filas: list[FilaLeida] = field(default_factory=list)
    avisos: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Tabla:
    hoja: str
    renglones: Generator[Sequence[object], None, None]
    ocultas: frozenset[int] = frozenset()
    sin_leer: tuple[str, ...] = ()


def leer_archivo(nombre: str, octetos: bytes) -> Leido:
    """Los renglones de un XLSX o CSV. Rechaza, con su frase, lo que no se abre o no trae títulos."""
    if len(octetos) > OCTETOS:
        raise _negar("El archivo pasa de 8 MB. Guarda sólo la hoja del directorio.")
    if octetos[:4] == b"PK\x03\x04":
        with _de_libro(octetos) as tabla:
            return _entender(tabla)
    es_otra_cosa = b"\0" in octetos[:4096] and octetos[:2] not in (b"\xff\xfe", b"\xfe\xff")
    if es_otra_cosa or nombre.lower().endswith((".xls", ".pdf", ".doc", ".docx", ".ods")):
        raise _negar(f"«{nombre[:80]}» no es XLSX ni CSV. Ábrelo en Excel y guárdalo como «Libro de Excel (.xlsx)».")
    return _entender(_Tabla("", (fila for fila in celdas_de_csv(descifrar(octetos)))))


def _negar(frase: str) -> NoSePuede:
    return NoSePuede([Impedimento(frase, "archivo")])


@contextmanager
def _de_libro(octetos: bytes) -> Iterator[_Tabla]:
    """La primera hoja a la vista, renglón por renglón: no se carga entera en memoria."""
    try:
        with zipfile.ZipFile(io.BytesIO(octetos)) as libro:
            if sum(i.file_size for i in libro.infolist()) > ABIERTO:
                raise _negar("El libro es demasiado grande al abrirse. Guarda sólo la hoja del directorio.")
        abierto = load_workbook(io.BytesIO(octetos), data_only=True, read_only=True)
    except NO_SE_ABRE as error:
        raise _negar("El libro de Excel no se pudo abrir: está dañado o tiene contraseña.") from error
    with closing(abierto):
        tabla = _hoja_a_la_vista(octetos, abierto.worksheets)
        with closing(tabla.renglones):
            yield tabla


def _hoja_a_la_vista(octetos: bytes, hojas: Sequence[ReadOnlyWorksheet]) -> _Tabla:
    hoja = next((h for h in hojas if h.sheet_state == "visible"), None)
    if hoja is None:
        raise _negar("El libro no tiene ninguna hoja a la vista.")
    hoja.reset_dimensions()  # hay libros que dicen otra medida de la que tienen
    return _Tabla(
        hoja.title,
        hoja.iter_rows(values_only=True, max_col=COLUMNAS),
        frozenset(_filas_ocultas(octetos, hoja.title)),
        tuple(h.title for h in hojas if h is not hoja),
    )


def _filas_ocultas(octetos: bytes, titulo: str) -> Iterator[int]:
    """Las filas que en Excel no se ven: openpyxl no lo dice cuando lee de corrido."""
    with zipfile.ZipFile(io.BytesIO(octetos)) as libro:
        ruta = _ruta_de_la_hoja(libro, titulo)
        if ruta not in libro.namelist():
            return
        for renglon in re.finditer(rb"<(?:\w+:)?row\b([^>]*)>", libro.read(ruta)):
            atributos = _atributos(renglon[1].decode("utf-8", "replace"))
            if atributos.get("hidden") in ("1", "true") and atributos.get("r", "").isdecimal():
                yield int(atributos["r"])


def _ruta_de_la_hoja(libro: zipfile.ZipFile, titulo: str) -> str:
    """Dónde está la hoja dentro del libro (ECMA-376, parte 1, §12.3.23)."""
    libro_xml = libro.read("xl/workbook.xml").decode("utf-8", "replace")
    enlaces = libro.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
    hojas = [_atributos(h) for h in re.findall(r"<(?:\w+:)?sheet\b([^>]*)>", libro_xml)]
    llave = next((h.get("id", "") for h in hojas if unescape(h.get("name", "")) == titulo), "")
    destinos = [_atributos(e) for e in re.findall(r"<(?:\w+:)?Relationship\b([^>]*)>", enlaces)]
    destino = next((d.get("Target", "") for d in destinos if d.get("Id") == llave), "")
    return destino.lstrip("/") if destino.startswith("/") else f"xl/{destino}"


def _atributos(texto: str) -> dict[str, str]:
    return dict(re.findall(r"(?:\w+:)?(\w+)=[\"']([^\"']*)[\"']", texto))


def _entender(tabla: _Tabla) -> Leido:
    leido, columnas = Leido(hoja=tabla.hoja), dict[int, str]()
    vacios = 0
    for numero, crudas in enumerate(tabla.renglones, 1):
        celdas = [_dicho(c) for c in crudas[:COLUMNAS]]
        vacios = 0 if any(celdas) else vacios + 1
        if vacios > VACIOS or len(leido.filas) > RENGLONES:
            break
        if not any(celdas):
            continue
        if columnas:
            _agregar(leido, columnas, numero, celdas, oculta=numero in tabla.ocultas)
        elif columnas := _columnas(celdas):
            leido.fila_de_titulos = numero
            _avisar_de_columnas(leido, columnas, celdas)
        elif numero > ANTES_DE_LOS_TITULOS:
            break
        else:
            leido.avisos.append(f"el título de la fila {numero}")
    _comprobar(leido, columnas)
    leido.avisos += [f"la hoja «{titulo}», que no se leyó" for titulo in tabla.sin_leer]
    return leido


def _comprobar(leido: Leido, columnas: dict[int, str]) -> None:
    if not columnas:
        raise _negar(
            "No se encontraron los títulos de las columnas. Pon en la primera fila «Medio», «Nombre», «Teléfono»"
            " y «Correo», o usa la plantilla."
        )
    if not leido.filas:
        raise _negar("El archivo trae los títulos y ningún contacto debajo.")
    if len(leido.filas) > RENGLONES:
        raise _negar(f"Son más de {RENGLONES:,} renglones. Parte el archivo en dos.")


def _columnas(celdas: Sequence[str]) -> dict[int, str]:
    """Qué campo es cada columna, si este renglón es el de los títulos: dos conocidos y uno de ellos dice quién."""
    columnas: dict[int, str] = {}
    for lugar, celda in enumerate(celdas):
        campo = POR_CABECERA.get(" ".join(re.sub(r"[.:*_()]+", " ", plegar(celda)).split()))
        if campo == "telefono" and campo in columnas.values():
            campo = "otro_telefono"  # «Tel.», «Móvil» y «Celular» en el mismo archivo: entran todos
        if campo and (campo == "otro_telefono" or campo not in columnas.values()):
            columnas[lugar] = campo
    if len(columnas) > 1 and {"medio", "nombre"} & {*columnas.values()}:
        return columnas
    return {}


def _avisar_de_columnas(leido: Leido, columnas: dict[int, str], celdas: Sequence[str]) -> None:
    sobran = [f"«{c[:40]}»" for lugar, c in enumerate(celdas) if c and lugar not in columnas]
    if sobran:
        leido.avisos.append(f"la columna {enumerar(sobran)}")


def _agregar(leido: Leido, columnas: dict[int, str], numero: int, celdas: Sequence[str], *, oculta: bool) -> None:
    por_campo: dict[str, str] = {}
    for lugar, campo in columnas.items():
        if lugar < len(celdas) and celdas[lugar]:
            por_campo[campo] = ENTRE_TELEFONOS.join(filter(None, [por_campo.get(campo), celdas[lugar]]))
    if not por_campo:
        return
    if len(por_campo) == 1 and TOTAL.match(plegar(next(iter(por_campo.values())))):
        leido.avisos.append(f"«{next(iter(por_campo.values()))[:30]}» de la fila {numero}")
        return
    leido.filas.append(FilaLeida(numero, por_campo, oculta))


def _dicho(valor: object) -> str:
    """Una celda como texto: un número entero sin decimales, una fecha como se escribe."""
    if valor is None:
        return ""
    if isinstance(valor, bool):
        return "Sí" if valor else "No"
    if isinstance(valor, float):
        return f"{valor:.0f}" if valor.is_integer() else str(valor)
    if isinstance(valor, datetime | date):
        return valor.strftime("%d/%m/%Y")
    texto = sin_controles(str(valor)).replace("\u00a0", " ").replace("\n", " ").replace("\t", " ")
    return texto[:LARGO_DE_CELDA].strip()
