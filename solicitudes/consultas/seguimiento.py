"""Lo que ve de su solicitud quien la mandó: en qué va, en qué se convirtió y lo que se han dicho."""

from collections.abc import Sequence
from dataclasses import dataclass

from solicitudes.consultas.palabras import en_sus_palabras, tono_de
from solicitudes.estados import EstadoSolicitud
from solicitudes.models import Adjunto, Mensaje, RenglonPedido, Solicitud


@dataclass(frozen=True)
class Seguimiento:
    """La página de una solicitud, sin cuenta."""

    solicitud: Solicitud
    en_que_va: str
    tono: str
    renglones: Sequence[RenglonPedido]
    mensajes: Sequence[Mensaje]
    adjuntos: Sequence[Adjunto]

    @property
    def abierta(self) -> bool:
        return self.solicitud.estado != EstadoSolicitud.CERRADA

    @property
    def le_preguntan(self) -> bool:
        return self.solicitud.detenida_en is not None

    @property
    def admite_archivos(self) -> bool:
        return self.abierta and self.solicitud.puerta is not None


def seguimiento_de(solicitud: Solicitud) -> Seguimiento:
    return Seguimiento(
        solicitud=solicitud,
        en_que_va=en_sus_palabras(solicitud),
        tono=tono_de(solicitud),
        renglones=list(solicitud.renglones.select_related("evento")),
        mensajes=list(solicitud.mensajes.vigentes()),
        adjuntos=list(solicitud.adjuntos.select_related("subida")),
    )
