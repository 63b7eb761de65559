"""Antes y ahora de un diseño: cómo era una versión, cómo va hoy y qué cambió, en palabras."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from boletines.estados import LEYENDAS
from personas.models import Dependencia
from produccion.dominio.disenos.contenido import contenido_de
from produccion.dominio.disenos.pintar import Previa, previas
from produccion.dominio.disenos.plantillas import campo_de
from produccion.estados import Medida, Plantilla
from produccion.models import Diseno, VersionDeDiseno
from produccion.models.disenos import CAMPOS

ROTULOS = {
    "plantilla": "Plantilla",
    "titulo": "Título",
    "cuando": "Día y hora",
    "lugar": "Lugar",
    "detalle": "Detalle",
    "foto": "Foto",
    "archivo": "Archivo",
    "enlace_del_qr": "A dónde lleva el código",
    "leyenda": "Leyenda",
    "dependencia": "Quién lo pide",
}
DE_ARCHIVO = {"foto": ("La de antes", "Otra"), "archivo": ("El de antes", "Otro")}  # su huella no le dice nada a nadie


@dataclass(frozen=True)
class Cambio:
    """Un dato que ya no es el mismo."""

    rotulo: str
    antes: str
    ahora: str


@dataclass(frozen=True)
class AntesYAhora:
    """La versión que se compara, las dos piezas pintadas y lo que cambió."""

    version: VersionDeDiseno
    antes: Previa | None
    ahora: Previa | None
    cambios: Sequence[Cambio]


def antes_y_ahora(diseno: Diseno, version: VersionDeDiseno) -> AntesYAhora:
    """Las dos en el mismo tamaño. La foto que ya no se puede mostrar tampoco se ve en la de antes."""
    return AntesYAhora(
        version, _pintada(como_era(diseno, version)), _pintada(diseno), list(_cambios(version.contenido, diseno))
    )


def como_era(diseno: Diseno, version: VersionDeDiseno) -> Diseno:
    """Un diseño con lo que decía esa versión; no se guarda."""
    dicho = version.contenido
    de_la_leyenda = {texto: programa for programa, texto in LEYENDAS.items()}
    return Diseno(
        pk=diseno.pk,
        plantilla=version.plantilla,
        foto=version.foto,
        archivo=version.archivo,
        enlace_del_qr=dicho.get("enlace_del_qr", ""),
        programa=de_la_leyenda.get(dicho.get("leyenda", ""), ""),
        dependencia=Dependencia(pk=diseno.dependencia_id, nombre=dicho.get("dependencia", diseno.de_quien)),
        **{campo: dicho.get(campo, "") for campo in CAMPOS},
    )


def _pintada(diseno: Diseno) -> Previa | None:
    return next(iter(previas(diseno, [Medida.TABLOIDE])), None)


def _cambios(era: dict[str, Any], diseno: Diseno) -> Iterator[Cambio]:
    es = contenido_de(diseno)
    for campo, rotulo in ROTULOS.items():
        if (antes := era.get(campo, "")) != (ahora := es[campo]):
            suyo = campo_de(diseno.plantilla, campo)
            de, a = DE_ARCHIVO.get(campo, (antes, ahora))
            yield Cambio(suyo.rotulo if suyo else rotulo, _dicho(antes and de), _dicho(ahora and a))


def _dicho(valor: str) -> str:
    if valor in Plantilla.values:
        return str(Plantilla(valor).label)
    return valor or "Nada"
