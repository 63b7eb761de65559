"""El directorio como archivo: la plantilla, lo que se exporta y los errores de una importación."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from django.db.models import QuerySet

from medios.estados import ENTRAN
from medios.models import Contacto, Importacion, Medio
from nucleo.dominio.actos import exigir, motivo_escrito
from nucleo.dominio.bitacora import asentar
from nucleo.texto.correos import correo_legible
from nucleo.texto.formato import fecha_corta, telefono
from personas.dominio.libro import PARECE_FORMULA, HojaDeLibro, Valor, libro_xlsx
from personas.models import Persona
from personas.permisos import EDITAR_MEDIOS

FORMATOS = {"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "csv": "text/csv"}
COLUMNAS = (
    ("medio", "Medio"),
    ("tipo", "Tipo"),
    ("cobertura", "Cobertura"),
    ("municipio", "Municipio"),
    ("nombre", "Nombre"),
    ("cargo", "Cargo"),
    ("telefono", "Teléfono"),
    ("otro_telefono", "Teléfono 2"),
    ("whatsapp", "WhatsApp"),
    ("correo", "Correo"),
    ("notas", "Observaciones"),
)
EJEMPLO = (
    "Radio Ejemplo", "Radio", "Local", "Mazamitla", "Lic. Nombre y apellido", "Conductora", "382 538 0149", "",
    "382 538 0149", "cabina@ejemplo.mx", "No llamar en el noticiero",
)  # fmt: skip
MOTIVO_MAXIMO = 200


def archivo_de(formato: str, nombre: str, encabezados: Sequence[str], filas: Iterable[Sequence[Valor]]) -> bytes:
    """La tabla en XLSX, o en un CSV que Excel abre con acentos; ninguna celda se ejecuta al abrirlo."""
    if formato == "xlsx":
        return libro_xlsx([HojaDeLibro(nombre, encabezados, filas)], titulo=nombre)
    salida = io.StringIO(newline="")
    escritor = csv.writer(salida)
    escritor.writerow(encabezados)
    for fila in filas:
        escritor.writerow([_neutra(str(v if v is not None else "")) for v in fila])
    return salida.getvalue().encode("utf-8-sig")


def _neutra(texto: str) -> str:
    """Con un apóstrofo delante, Excel no calcula lo que empieza como fórmula."""
    return f"'{texto}" if texto.startswith(PARECE_FORMULA) else texto


def plantilla() -> bytes:
    return archivo_de("xlsx", "Directorio", [r for _, r in COLUMNAS], [EJEMPLO])


def exportar_directorio(
    medios: QuerySet[Medio], *, formato: str, motivo: str, por: Persona, ahora: datetime
) -> tuple[bytes, int]:
    """El archivo con los contactos de esos medios, y cuántos son. Queda en la bitácora quién y para qué."""
    exigir(por, EDITAR_MEDIOS, frase="exportar el directorio")
    motivo = motivo_escrito(motivo, "Di para qué se exporta: queda en la bitácora.", maximo=MOTIVO_MAXIMO)
    contactos = list(contactos_de(medios))
    octetos = archivo_de(formato, "Directorio", [r for _, r in COLUMNAS], map(_fila, contactos))
    asentar("exportar directorio", "medios", por=por, ahora=ahora, motivo=motivo, contactos=len(contactos))
    return octetos, len(contactos)


def contactos_de(medios: QuerySet[Medio]) -> QuerySet[Contacto]:
    """Los contactos activos de los medios de una lista filtrada."""
    suyos = Contacto.objects.filter(activo=True, medio__in=medios.order_by().values("pk"))
    return suyos.select_related("medio").order_by("medio__orden", "orden", "pk")


def _fila(contacto: Contacto) -> tuple[str, ...]:
    medio = contacto.medio
    numeros = [telefono(t) for t in contacto.otros_telefonos]
    return (
        medio.nombre,
        str(medio.get_tipo_display()),
        str(medio.get_cobertura_display()),
        medio.municipio,
        f"{contacto.tratamiento} {contacto.nombre}".strip(),
        contacto.cargo,
        telefono(contacto.telefono) if contacto.telefono else "",
        " / ".join(numeros),
        telefono(contacto.numero_de_whatsapp) if contacto.numero_de_whatsapp else "",
        correo_legible(contacto.correo),
        contacto.notas,
    )


def archivo_de_errores(importacion: Importacion) -> bytes:
    """Las filas que no entran, como venían, con una columna que dice qué pasó."""
    encabezados = ["Fila", *[r for _, r in COLUMNAS], "Qué pasó"]
    return archivo_de("xlsx", "Por corregir", encabezados, _por_corregir(importacion))


def _por_corregir(importacion: Importacion) -> Iterator[tuple[Valor, ...]]:
    for fila in importacion.filas.exclude(clase__in=ENTRAN).order_by("renglon").iterator():
        frases = [*fila.errores.values(), fila.parecido.get("dicho", ""), *fila.notas]
        paso = ". ".join(f.rstrip(".") for f in frases if f)
        yield (fila.renglon, *[fila.leido.get(campo, "") for campo, _ in COLUMNAS], paso or fila.get_clase_display())


def nombre_de_archivo(base: str, formato: str, ahora: datetime) -> str:
    return f"{base}-{fecha_corta(ahora).replace('/', '-')}.{formato}"
