"""Subir un archivo y decidir fila por fila; nada de lo que se hace aquí toca el directorio."""

from datetime import datetime

from django.db import transaction
from django.db.models import Count

from medios.dominio.importar.lectura import Leido, leer_archivo
from medios.dominio.importar.revision import Indice, indice_del_directorio, revisar, revisar_filas
from medios.estados import ENTRAN, ClaseDeFila
from medios.models import FilaImportada, Importacion
from nucleo.dominio.actos import exigir
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.impedimentos import NoSePuede
from personas.models import Persona
from personas.permisos import EDITAR_MEDIOS

DE_UNA_VEZ = 1000
OPCIONES = {
    "medio": ("unir", "otro"),
    "contacto": ("unir", "otro"),
    "fila": ("unir", "otro"),
    "numero": ("asi",),
}
SE_CORRIGEN = frozenset({"medio", "nombre", "cargo", "telefono", "whatsapp", "correo", "cobertura", "tipo", "notas"})
# Lo decidido deja de valer si cambia la celda por la que se preguntó.
DEPENDE = {
    "medio": {"medio"},
    "contacto": {"medio", "nombre", "correo", "telefono"},
    "fila": {"medio", "nombre", "correo"},
    "numero": {"telefono"},
}
LARGO_DE_LO_ESCRITO = 300


@transaction.atomic(durable=True)
def subir_directorio(*, nombre: str, octetos: bytes, por: Persona, ahora: datetime) -> Importacion:
    """Lee el archivo y revisa cada fila frente al directorio. No cambia el directorio."""
    exigir(por, EDITAR_MEDIOS, frase="importar el directorio")
    leido = leer_archivo(nombre, octetos)
    importacion = Importacion.objects.create(
        archivo=nombre[:160],
        hoja=leido.hoja[:80],
        fila_de_titulos=leido.fila_de_titulos,
        avisos=leido.avisos[:20],
        subida_en=ahora,
        subida_por=por,
    )
    filas = _filas(importacion, leido)
    revisar_filas(filas, indice_del_directorio())
    FilaImportada.objects.bulk_create(filas, batch_size=DE_UNA_VEZ)
    asentar("subir directorio por revisar", importacion, por=por, ahora=ahora, filas=len(filas))
    return importacion


def _filas(importacion: Importacion, leido: Leido) -> list[FilaImportada]:
    return [
        FilaImportada(
            importacion=importacion,
            renglon=fila.numero,
            leido=fila.celdas,
            notas=["Fila oculta en Excel"] if fila.oculta else [],
        )
        for fila in leido.filas
    ]


def cuantas(importacion: Importacion) -> dict[str, int]:
    """Cuántas filas hay de cada clase, cuántas entran de cada una y en cuántas se arregló algo."""
    numeros = dict.fromkeys(ClaseDeFila.values, 0) | {"entran_nueva": 0, "entran_cambios": 0, "con_arreglos": 0}
    filas = importacion.filas.order_by()
    for clase, entra, total in filas.values_list("clase", "entra").annotate(total=Count("pk")):
        numeros[clase] += total
        if entra and clase in ENTRAN:
            numeros[f"entran_{clase}"] += total
    numeros["con_arreglos"] = filas.filter(clase=ClaseDeFila.NUEVA).exclude(reparados=[]).count()
    numeros["todas"] = sum(numeros[c] for c in ClaseDeFila.values)
    numeros["entran"] = numeros["entran_nueva"] + numeros["entran_cambios"]
    return numeros


@transaction.atomic(durable=True)
def corregir_celda(fila: FilaImportada, *, campo: str, valor: str, por: Persona) -> FilaImportada:
    """Cambia una celda y vuelve a revisar esa fila. Rechaza si la importación ya entró."""
    exigir(por, EDITAR_MEDIOS, frase="importar el directorio")
    fila = _abierta(fila)
    if campo not in SE_CORRIGEN:
        raise NoSePuede("Esa celda no se corrige aquí.")
    fila.decisiones = {k: v for k, v in fila.decisiones.items() if campo not in DEPENDE[k]}
    fila.leido = fila.leido | {campo: " ".join(valor.split())[:LARGO_DE_LO_ESCRITO]}
    return _revisar_una(fila)


@transaction.atomic(durable=True)
def decidir_fila(fila: FilaImportada, *, decision: str, por: Persona) -> FilaImportada:
    """Contesta lo que la fila pregunta: si se une a quien se parece, si es otro o si el número así es."""
    exigir(por, EDITAR_MEDIOS, frase="importar el directorio")
    fila = _abierta(fila)
    que = fila.parecido.get("que", "")
    if decision not in OPCIONES.get(que, ()):
        raise NoSePuede("Esa fila ya no pregunta nada. Mírala otra vez.")
    fila.decisiones = fila.decisiones | {que: decision}
    return _revisar_una(fila)


@transaction.atomic(durable=True)
def dejar_entrar(fila: FilaImportada, *, entra: bool, por: Persona) -> FilaImportada:
    """Deja fuera una fila o la vuelve a meter; lo que tiene error o espera decisión no entra."""
    exigir(por, EDITAR_MEDIOS, frase="importar el directorio")
    fila = _abierta(fila)
    if entra and fila.clase not in ENTRAN:
        raise NoSePuede(f"La fila {fila.renglon} no puede entrar así: {fila.get_clase_display().lower()}.")
    fila.entra = entra
    fila.save(update_fields=["entra"])
    return fila


def _abierta(fila: FilaImportada) -> FilaImportada:
    importacion = Importacion.objects.bloquear(fila.importacion_id)
    if importacion.confirmada_en:
        raise NoSePuede("Esta importación ya entró al directorio; corrige ahí.")
    return FilaImportada.objects.select_related("importacion").get(pk=fila.pk)


def _revisar_una(fila: FilaImportada) -> FilaImportada:
    """Sólo esa fila, frente al directorio y a las demás de su archivo."""
    revisar(fila, _con_las_demas(fila))
    fila.save()
    return fila


def _con_las_demas(fila: FilaImportada) -> Indice:
    indice = indice_del_directorio()
    for otra in fila.importacion.filas.exclude(pk=fila.pk).only("renglon", "datos"):
        indice.anotar(otra)
    return indice
