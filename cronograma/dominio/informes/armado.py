"""El informe armado: lo que se leyó del periodo con los textos y las fotos de quien lo hace."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from cronograma.dominio.informes.contenido import ContenidoDelInforme, leer_contenido
from cronograma.dominio.informes.fotos import FotoLista, de_los_ejes, del_informe, preparar
from cronograma.dominio.informes.informes import periodo_del
from cronograma.dominio.informes.textos import propuesta
from cronograma.estados import SeccionDeInforme
from cronograma.models import Informe
from personas.models import Persona


@dataclass(frozen=True)
class InformeArmado:
    """Lo que va a decir, sea en papel, en láminas o en un libro."""

    titulo: str
    contenido: ContenidoDelInforme
    secciones: Sequence[str]  # las que van, en su orden
    textos: dict[str, str]
    fotos: Sequence[FotoLista]
    avisos: Sequence[str]
    es_borrador: bool = False
    de_ejes: dict[int, list[FotoLista]] = field(default_factory=dict)

    @property
    def huella(self) -> str:
        fotos = [*self.fotos, *(foto for suyas in self.de_ejes.values() for foto in suyas)]
        return self.contenido.huella(self.textos, [f.evidencia.pk for f in fotos])

    def fotos_de(self, actividad: int) -> list[FotoLista]:
        return [f for f in self.fotos if f.actividad == actividad]


def armar(informe: Informe, *, por: Persona, ahora: datetime, es_borrador: bool = False) -> InformeArmado:
    """Lee el periodo, propone lo que nadie escribió y prepara las fotos."""
    partes = [p for p in informe.partes.all() if p.va]
    secciones = [p.seccion for p in partes]
    contenido = leer_contenido(periodo_del(informe), por=por, ahora=ahora)
    fotos: list[FotoLista] = []
    avisos: list[str] = []
    if {SeccionDeInforme.ACTIVIDADES, SeccionDeInforme.EJES}.intersection(secciones):
        fotos, avisos = preparar(del_informe(informe), ahora)
    de_ejes: dict[int, list[FotoLista]] = {}
    if SeccionDeInforme.EJES in secciones and contenido.por_eje:
        de_ejes = de_los_ejes(contenido.por_eje.ejes, fotos, por=por, ahora=ahora)
    textos = {p.seccion: p.texto or propuesta(p.seccion, contenido) for p in partes}
    return InformeArmado(informe.titulo, contenido, secciones, textos, fotos, avisos, es_borrador, de_ejes)
