"""Lo que dicen la biblioteca y la página de una evidencia, con su nombre. La vista lo arma y la plantilla lo lee."""

from collections.abc import Sequence
from dataclasses import dataclass

from agenda.models import Evento
from media_library.models import Album, Derivado, Etiqueta, Evidencia, Paquete
from nucleo.dominio.impedimentos import Impedimento
from nucleo.models import Asiento


@dataclass(frozen=True)
class MedioALaVista:
    """La imagen, el video o el audio, con las versiones que ya están hechas."""

    listos: dict[str, str]
    poster: str
    con_sonido: bool
    cuantos_cortes: int
    tiene_subtitulos: bool
    ancho: str
    tal_cual: bool
    difuminada: bool
    fallidos: Sequence[Derivado]
    pendientes: bool
    onda: str
    para_bajar: Sequence[tuple[str, str]]
    recortes: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class PaginaDeLaEvidencia:
    """Lo que se sabe de ella, a dónde se sigue y qué puede ver quien la abre."""

    conflicto: str
    anterior: Evidencia | None
    siguiente: Evidencia | None
    lugar: str  # «Foto 2 de 4», si se vino con una lista por recorrer
    volver: str
    propuestos: Sequence[Evento]
    evento: Evento | None
    paquetes: Sequence[Paquete]
    no_se_publica: Sequence[Impedimento]
    historia: Sequence[Asiento]
    etiquetas: Sequence[Etiqueta]
    albumes: Sequence[Album]
    estrellas: Sequence[int]
    la_lleva: bool
    oculta: bool
    reservado: bool
    consulta_tal_cual: str


@dataclass(frozen=True)
class LugarEnLaBiblioteca:
    """En qué parte de la cuadrícula se está y con qué se llegó."""

    es_primera: bool
    siguiente: str
    con_filtros: bool
    otros: Sequence[tuple[str, str]]  # lo que trae la dirección y el buscador no pregunta
