"""La página de un boletín: todo lo que dice, con su nombre. La vista la arma y la plantilla la lee."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from boletines.consultas.fallas_del_portal import FallaDelPortal
from boletines.models import Boletin, Comentario, Correccion, CorteDeBoletin, FotoDeBoletin, VistoBueno
from nucleo.dominio.impedimentos import Impedimento
from nucleo.models import Asiento


@dataclass(frozen=True)
class Puede:
    """Qué puede hacer con el boletín quien lo abre, además de los actos de su tabla de estados."""

    editar: bool
    comentar: bool
    corregir: bool
    firmar: bool
    atender: bool
    pedir_visto: bool


@dataclass(frozen=True)
class LoDicho:
    """El texto por párrafos con sus comentarios, los vistos buenos y las correcciones."""

    partes: Sequence[tuple[int, SafeString, Sequence[Comentario]]]
    generales: Sequence[Comentario]
    vistos_buenos: Sequence[VistoBueno]
    correcciones: Sequence[Correccion]
    propuesta: Boletin | None
    por_resolver: int


@dataclass(frozen=True)
class PaginaDelBoletin:
    """El boletín como está, lo que se ofrece hacer con él y por qué no lo que no."""

    fotos: Sequence[FotoDeBoletin]
    en_redes: bool
    correos_por_salir: int
    fallas_del_portal: Sequence[FallaDelPortal]
    facebook: Any | None  # su publicación en redes, que vive en la app de arriba
    cortes: Sequence[CorteDeBoletin]
    escribieron: str
    historia: Sequence[Asiento]
    acciones: dict[str, bool]
    aviso_de_la_firma: str
    sin_firma: Sequence[Impedimento]
    embargado: bool
    es_publico: bool
    espera_su_pagina: bool  # acaba de publicarse y el portal todavía no la escribe
    recien_en_el_portal: bool
    es_historia: bool
    impedimentos: Sequence[Impedimento]
    sugerencias: Sequence[object]
    puede: Puede
    dicho: LoDicho

    @property
    def recorrido(self) -> str:
        """Sus fotos en orden, como las pide la biblioteca para pasar de una a otra."""
        return ",".join(str(foto.evidencia_id) for foto in self.fotos)

    @property
    def sigue(self) -> bool:
        """Si algo va a cambiar solo en unos segundos: la página se pone al día hasta que no."""
        return self.espera_su_pagina or bool(self.correos_por_salir and not self.embargado)
