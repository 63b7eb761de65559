from produccion.models.aprobaciones import AprobacionDeDependencia
from produccion.models.colocaciones import Colocacion, OrdenDeImpresion
from produccion.models.disenos import ComentarioDeDiseno, Diseno, VersionDeDiseno
from produccion.models.reuniones import EntregaDeLaminas, ImagenDeLamina, Reunion, VersionDeLaminas
from produccion.models.suspension import DecisionDeDiseno, SuspensionDeDisenos

__all__ = [
    "AprobacionDeDependencia",
    "Colocacion",
    "ComentarioDeDiseno",
    "DecisionDeDiseno",
    "Diseno",
    "EntregaDeLaminas",
    "ImagenDeLamina",
    "OrdenDeImpresion",
    "Reunion",
    "SuspensionDeDisenos",
    "VersionDeDiseno",
    "VersionDeLaminas",
]
