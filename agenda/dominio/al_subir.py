"""Lo que la agenda ofrece al terminar de subir: entregar la cobertura que la persona tiene de ese evento."""

from collections.abc import Sequence

from django.urls import reverse

from agenda.estados import VIGENTES, EstadoCobertura
from agenda.models import Cobertura
from media_library.dominio.al_subir import Paso
from personas.models import Persona


def coberturas_por_entregar(persona: Persona, referencias: Sequence[str]) -> list[Paso]:
    """Sus coberturas de esos eventos: las que faltan, con su botón; las entregadas, dichas. Una consulta."""
    llaves = [int(r.rpartition(":")[2]) for r in referencias if r.startswith("agenda.evento:")]
    suyas = (
        Cobertura.objects.activas()
        .de(persona)
        .filter(evento__in=llaves, evento__estado__in=VIGENTES)
        .select_related("evento")
    )
    return [_paso(cobertura) for cobertura in suyas.order_by("evento__inicio", "pk")]


def _paso(cobertura: Cobertura) -> Paso:
    evento, tipo = cobertura.evento, cobertura.get_tipo_display().lower()
    if cobertura.estado == EstadoCobertura.ENTREGADA:
        return Paso(evento.ref, str(evento), f"Ya entregaste la cobertura de {tipo}.")
    return Paso(
        evento.ref, str(evento), f"Entregar cobertura de {tipo}", reverse("agenda:entregar", args=[cobertura.pk])
    )
