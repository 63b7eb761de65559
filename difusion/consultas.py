"""Consultas de las pantallas de difusión."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from difusion.estados import Canal, EstadoEnvio
from difusion.models import Envio, Freno

SIN_CONTAR = {EstadoEnvio.ENTREGADO, EstadoEnvio.CANCELADO, EstadoEnvio.VENCIDO}


@dataclass(frozen=True)
class Filtro:
    """Lo que se pidió en la dirección de Salidas."""

    estado: str = ""
    canal: str = ""
    texto: str = ""


def lista_de(filtro: Filtro) -> QuerySet[Envio]:
    """Las salidas, de lo último a lo primero; sin su carga, que puede pesar."""
    envios = Envio.objects.defer("carga").order_by("-creado_en", "-pk")
    if filtro.estado == "por-decidir":
        envios = envios.por_decidir()
    elif filtro.estado in EstadoEnvio.values:
        envios = envios.filter(estado=filtro.estado)
    if filtro.canal in Canal.values:
        envios = envios.filter(canal=filtro.canal)
    return envios.filter(destinatario__icontains=filtro.texto) if filtro.texto else envios


def conteos() -> dict[str, int]:
    """Cuántas salidas hay en cada estado que alguien debe mirar; lo entregado son millones y no se cuenta."""
    por_mirar = [e for e in EstadoEnvio.values if e not in SIN_CONTAR]
    return dict(Envio.objects.filter(estado__in=por_mirar).order_by().values_list("estado").annotate(Count("pk")))


def freno_puesto() -> Freno | None:
    """El freno, si está puesto."""
    return Freno.objects.filter(puesto=True).select_related("puesto_por").first()
