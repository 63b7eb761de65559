"""Cómo va cada edición del portal, para la oficina."""

from dataclasses import dataclass
from datetime import datetime

from boletines.models import Boletin
from portal.consultas.edicion import Edicion, ediciones
from portal.dominio.escritura.huella import al_dia


@dataclass(frozen=True)
class Situacion:
    """Una edición: si es la que se sirve, si está lista y cuánto muestra."""

    nombre: str
    titulo: str
    se_sirve: bool
    lista: bool
    existe: bool
    visibles: int
    ocultos: int
    edicion: Edicion


def situacion_de_las_ediciones(ahora: datetime) -> list[Situacion]:
    vigente = Edicion.vigente(ahora).nombre
    total = Boletin.objects.emitidos_al(ahora).count()
    situaciones = []
    for edicion in ediciones(ahora):
        visibles = edicion.boletines().count()
        titulo = "Edición de suspensión" if edicion.suspension else "Edición ordinaria"
        situaciones.append(
            Situacion(
                edicion.nombre,
                titulo,
                edicion.nombre == vigente,
                al_dia(edicion),
                (edicion.raiz / "index.html").exists(),
                visibles,
                total - visibles,
                edicion,
            )
        )
    return situaciones
