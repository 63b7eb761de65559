"""Lo que sigue al terminar de subir: entregar la cobertura que la persona tiene de ese evento."""

from collections.abc import Sequence
from dataclasses import dataclass

from agenda.estados import VIGENTES, EstadoCobertura
from agenda.models import Cobertura, Evento
from personas.models import Persona


@dataclass(frozen=True)
class PorEntregar:
    """Una cobertura suya de lo que sube: el botón de entregarla, o que ya se entregó."""

    cobertura: Cobertura

    @property
    def evento(self) -> Evento:
        return self.cobertura.evento

    @property
    def entregada(self) -> bool:
        return self.cobertura.estado == EstadoCobertura.ENTREGADA

    @property
    def texto(self) -> str:
        tipo = self.cobertura.get_tipo_display().lower()
        if self.entregada:
            return f"Ya entregaste la cobertura de {tipo}."
        return f"Entregar cobertura de {tipo}"


def coberturas_por_entregar(persona: Persona, eventos: Sequence[Evento]) -> list[PorEntregar]:
    """Sus coberturas de esos eventos: las que faltan, con su botón; las entregadas, dichas. Una consulta."""
    suyas = (
        Cobertura.objects.activas()
        .de(persona)
        .filter(evento__in=eventos, evento__estado__in=VIGENTES)
        .select_related("evento")
    )
    return [PorEntregar(cobertura) for cobertura in suyas.order_by("evento__inicio", "pk")]
