"""Lo publicado que el portal no ha podido escribir: en rojo en el boletín y en «Hoy», y en `manage.py verificar`."""

from dataclasses import dataclass
from datetime import datetime

from boletines.models import Boletin
from boletines.models.queryset import BoletinQuerySet
from difusion.estados import EN_CURSO, Canal, EstadoEnvio, MotivoDeEnvio
from difusion.models import Envio
from nucleo.referencias import ref, resolver_varias

SE_DICEN = 50


@dataclass(frozen=True)
class FallaDelPortal:
    """Qué no se pudo escribir, por qué, y el envío donde se decide; el boletín, si es de uno."""

    que: str
    por_que: str
    envio: Envio | None = None
    boletin: Boletin | None = None

    def __str__(self) -> str:
        return f"{self.que} {self.por_que}".strip()


def fallas_del_portal(ahora: datetime) -> list[FallaDelPortal]:
    """Todas, de lo más viejo a lo más nuevo: entregas que fallaron dos veces o están en error, y páginas sin envío."""
    envios = list(Envio.objects.atorados().order_by("creado_en", "pk")[:SE_DICEN])
    hallados = resolver_varias(envio.objeto for envio in envios)
    boletines = {clave: b for clave, b in hallados.items() if isinstance(b, Boletin)}
    return [_de(envio, boletines.get(envio.objeto)) for envio in envios] + _sin_envio(Boletin.objects.all(), ahora)


def fallas_de(boletin: Boletin, ahora: datetime) -> list[FallaDelPortal]:
    """Las de un boletín."""
    envios = Envio.objects.atorados().de(ref(boletin)).order_by("creado_en", "pk")
    return [_de(envio, boletin) for envio in envios] + _sin_envio(Boletin.objects.filter(pk=boletin.pk), ahora)


def _de(envio: Envio, boletin: Boletin | None) -> FallaDelPortal:
    sigue = envio.estado in (EstadoEnvio.PENDIENTE, *EN_CURSO)
    motivo = (envio.razon or "No se sabe por qué").rstrip(".")
    por_que = f"{motivo}. {'Se sigue intentando.' if sigue else 'Ya no se intenta solo.'}"
    if boletin is None:
        return FallaDelPortal(f"«{envio.asunto or envio.objeto}» no se pudo escribir en el portal.", por_que, envio)
    if envio.motivo == MotivoDeEnvio.DOCUMENTOS:
        que = f"A «{boletin.titulo}» le falta su PDF, su Word o su tarjeta en el portal."
    elif boletin.en_portal_desde:
        que = f"El último cambio de «{boletin.titulo}» no se ve en el portal."
    else:
        que = f"«{boletin.titulo}» está publicado y no está en el portal."
    return FallaDelPortal(que, por_que, envio, boletin)


def _sin_envio(boletines: BoletinQuerySet, ahora: datetime) -> list[FallaDelPortal]:
    """Publicados sin página y sin nada en la bandeja que la vaya a escribir: alguien canceló su envío o se perdió."""
    esperan = list(boletines.esperan_su_pagina(ahora).order_by("publicado_en", "pk")[:SE_DICEN])
    vivos = [EstadoEnvio.PENDIENTE, *EN_CURSO, EstadoEnvio.FALLIDO, EstadoEnvio.POR_VERIFICAR, EstadoEnvio.VENCIDO]
    claves = [ref(b) for b in esperan]
    con_envio = set(
        Envio.objects.filter(objeto__in=claves, canal=Canal.PORTAL, estado__in=vivos).values_list("objeto", flat=True)
    )
    return [
        FallaDelPortal(f"«{b.titulo}» está publicado y no está en el portal.", "Su envío se canceló.", _ultimo(b), b)
        for b in esperan
        if ref(b) not in con_envio
    ]


def _ultimo(boletin: Boletin) -> Envio | None:
    return Envio.objects.de(ref(boletin)).filter(canal=Canal.PORTAL).order_by("-creado_en", "-pk").first()
