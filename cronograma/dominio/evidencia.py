"""Evidencia agregada a mano: siempre con prueba y con motivo."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.core.files import File
from django.db import transaction

from cronograma.consultas.repetidas import donde_ya_cuenta
from cronograma.models import MOTIVO_MINIMO, Actividad, EvidenciaManual
from media_library.dominio.entrada.ingesta import ingresar
from media_library.models import Evidencia
from nucleo.dominio.actos import exigir, rechazar_si, validar
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.choques import en_fila
from nucleo.dominio.impedimentos import Impedimento
from nucleo.texto.formato import CENTRO
from personas.models import Persona
from personas.permisos import AGREGAR_EVIDENCIA

ES_LA_MISMA = timedelta(minutes=5)  # en lo que se repite un clic


def exigir_que_agregue(por: Persona) -> None:
    """Rechaza a quien ve el cronograma sin poder agregarle."""
    exigir(por, AGREGAR_EVIDENCIA, frase="agregar evidencia")


def agregar_con_archivo(
    actividad: Actividad, *, archivo: File | None, por: Persona, ahora: datetime, **campos: Any
) -> EvidenciaManual:
    """La agrega con el archivo que trae. Revisa antes de guardarlo: lo rechazado no lo deja suelto en la biblioteca."""
    if archivo is None:
        return agregar_evidencia(actividad, por=por, ahora=ahora, **campos)
    exigir_que_agregue(por)
    nombre = archivo.name or "archivo"
    rechazar_si(_lo_que_falta(actividad, campos["fecha"], campos["motivo"], nombre, ahora))
    guardado = ingresar(archivo=archivo, nombre=nombre, por=por, ahora=ahora).evidencia
    return agregar_evidencia(actividad, archivo=guardado, por=por, ahora=ahora, **campos)


@transaction.atomic(durable=True)
def agregar_evidencia(  # noqa: PLR0913 - son los datos del acto, todos por nombre
    actividad: Actividad,
    *,
    fecha: date,
    titulo: str,
    motivo: str,
    por: Persona,
    ahora: datetime,
    cantidad: int = 1,
    archivo: Evidencia | None = None,
    enlace: str = "",
) -> EvidenciaManual:
    """Suma trabajo real que el sistema no contó solo. Sin archivo o enlace, o sin un motivo dicho, no cuenta.

    docs/dominio.md, regla 34: lo agregado a mano se justifica. Lo mismo agregado otra vez en cinco minutos no suma
    dos: devuelve lo que ya hay.
    """
    exigir_que_agregue(por)
    en_fila("agregar evidencia")
    prueba = enlace if archivo is None else archivo.nombre_de_archivo
    rechazar_si(_lo_que_falta(actividad, fecha, motivo, prueba, ahora))
    lo_dicho = {
        "fecha": fecha,
        "cantidad": cantidad,
        "titulo": titulo,
        "motivo": motivo,
        "archivo": archivo,
        "enlace": enlace,
        "agregada_por": por,
    }
    recientes = actividad.evidencias_manuales.filter(agregada_en__gt=ahora - ES_LA_MISMA)
    if ya := recientes.filter(**lo_dicho).first():
        return ya
    rechazar_si(_donde_cuenta(archivo, enlace))
    evidencia = EvidenciaManual(actividad=actividad, mes=fecha.month, agregada_en=ahora, **lo_dicho)
    validar(evidencia)
    evidencia.save()
    asentar("agregar evidencia", actividad, por=por, ahora=ahora, mes=fecha.month, cantidad=cantidad, titulo=titulo)
    return evidencia


def _donde_cuenta(archivo: Evidencia | None, enlace: str) -> Iterator[Impedimento]:
    if donde := donde_ya_cuenta(archivo, enlace):
        yield Impedimento(donde, "archivo" if archivo else "enlace")


def _lo_que_falta(
    actividad: Actividad, fecha: date, motivo: str, prueba: str, ahora: datetime
) -> Iterator[Impedimento]:
    if fecha.year != actividad.ejercicio:
        yield Impedimento(f"La fecha debe ser de {actividad.ejercicio}.", "fecha")
    elif fecha > ahora.astimezone(CENTRO).date():
        yield Impedimento("La fecha todavía no llega: la evidencia es de trabajo hecho.", "fecha")
    if not prueba:
        yield Impedimento("Agrega un archivo o un enlace: sin prueba no cuenta.", "archivo")
    if len(motivo.strip()) < MOTIVO_MINIMO:
        yield Impedimento("Di por qué con una frase: quien revise el informe lo va a leer.", "motivo")
