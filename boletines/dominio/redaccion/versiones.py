"""Las versiones de un boletín: guardar sin amontonar, comparar por palabras y volver a una anterior."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from difflib import SequenceMatcher
from typing import Any

from boletines.dominio.redaccion.contenido import CAMPOS_DE_TEXTO, NOMBRES, Contenido, contenido_de
from boletines.models import Boletin, TextoGuardado, VersionDeBoletin
from nucleo.texto import rico as texto_rico
from personas.models import Persona

SE_JUNTAN = timedelta(minutes=10)  # lo que guarda el sistema solo, por persona
BASE_POR = timedelta(hours=24)  # una pestaña abierta desde ayer todavía se une párrafo por párrafo
CHOQUE_POR = timedelta(days=30)
IGUAL, PUESTO, QUITADO = "igual", "puesto", "quitado"


def registrar_version(boletin: Boletin, *, por: Persona, ahora: datetime, automatico: bool) -> None:
    """Deja constancia del texto ya guardado.

    Lo automático se junta con lo automático de la misma persona en diez minutos; lo guardado a mano siempre
    queda. Aparte conserva un día cada guardado, que es la base para unir textos que chocan.
    """
    contenido = contenido_de(boletin)
    ultima = boletin.versiones.first()
    se_junta = (
        ultima is not None
        and ultima.es_automatica
        and ultima.guardada_por_id == por.pk
        and ultima.iniciada_en > ahora - SE_JUNTAN
    )
    es_la_misma = ultima is not None and ultima.numero == boletin.version
    if ultima is not None and (es_la_misma or (se_junta and automatico)):
        cambios = {**contenido, "numero": boletin.version, "guardada_en": ahora}
        VersionDeBoletin.objects.filter(pk=ultima.pk).update(es_automatica=automatico, **cambios)
    else:
        VersionDeBoletin.objects.create(
            boletin=boletin,
            numero=boletin.version,
            es_automatica=automatico,
            iniciada_en=ahora,
            guardada_en=ahora,
            guardada_por=por,
            **contenido,
        )
    _recordar(boletin, contenido, por, ahora)


def _recordar(boletin: Boletin, contenido: Contenido, por: Persona, ahora: datetime) -> None:
    recientes = TextoGuardado.objects.filter(boletin=boletin)
    recientes.filter(choco=False, guardado_en__lt=ahora - BASE_POR).delete()
    recientes.filter(choco=True, guardado_en__lt=ahora - CHOQUE_POR).delete()
    if not recientes.filter(choco=False, numero=boletin.version).exists():
        recientes.create(
            boletin=boletin, numero=boletin.version, contenido=contenido, guardado_en=ahora, guardado_por=por
        )


def base_de(boletin: Boletin, version: int) -> Contenido | None:
    """El texto que una pantalla traía al abrirse, o `None` si ya no se conserva."""
    guardado = TextoGuardado.objects.filter(boletin=boletin, numero=version, choco=False).first()
    if guardado is not None:
        return {campo: guardado.contenido.get(campo, "") for campo in CAMPOS_DE_TEXTO}
    conservada = boletin.versiones.filter(numero=version).first()
    if conservada:
        return contenido_de(conservada)
    return None


@dataclass(frozen=True)
class Tramo:
    """Palabras seguidas que siguen igual, se pusieron o se quitaron."""

    clase: str
    texto: str


@dataclass(frozen=True)
class Cambio:
    """Un párrafo comparado."""

    clase: str
    tramos: tuple[Tramo, ...]


def comparar(antes: Any, despues: Any) -> list[tuple[str, list[Cambio]]]:
    """Qué cambió entre dos textos, por campo y por palabra; sólo los campos que cambiaron."""
    comparados = []
    for campo in CAMPOS_DE_TEXTO:
        viejos, nuevos = (_parrafos(campo, getattr(t, campo)) for t in (antes, despues))
        if viejos != nuevos:
            comparados.append((NOMBRES[campo], list(_comparar_parrafos(viejos, nuevos))))
    return comparados


def _parrafos(campo: str, valor: Any) -> list[str]:
    if campo == "cuerpo":
        return texto_rico.parrafos(valor)
    if isinstance(valor, list):
        return list(valor)
    return [valor]


def _comparar_parrafos(viejos: list[str], nuevos: list[str]) -> Iterator[Cambio]:
    for tipo, i1, i2, j1, j2 in SequenceMatcher(None, viejos, nuevos, autojunk=False).get_opcodes():
        if tipo == "equal":
            yield from (Cambio(IGUAL, (Tramo(IGUAL, t),)) for t in viejos[i1:i2])
            continue
        parejas = min(i2 - i1, j2 - j1)
        for k in range(parejas):
            yield Cambio("cambiado", tuple(_comparar_palabras(viejos[i1 + k], nuevos[j1 + k])))
        yield from (Cambio(QUITADO, (Tramo(QUITADO, t),)) for t in viejos[i1 + parejas : i2] if t)
        yield from (Cambio(PUESTO, (Tramo(PUESTO, t),)) for t in nuevos[j1 + parejas : j2] if t)


def _comparar_palabras(viejo: str, nuevo: str) -> Iterator[Tramo]:
    a, b = re.findall(r"\S+\s*", viejo), re.findall(r"\S+\s*", nuevo)
    for tipo, i1, i2, j1, j2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tipo == "equal":
            yield Tramo(IGUAL, "".join(a[i1:i2]))
            continue
        if i2 > i1:
            yield Tramo(QUITADO, "".join(a[i1:i2]))
        if j2 > j1:
            yield Tramo(PUESTO, "".join(b[j1:j2]))
