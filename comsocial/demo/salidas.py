"""Entregar lo que la demostración apunta, sin estorbarse con el despachador de verdad que corre al mismo tiempo."""

from datetime import datetime
from time import monotonic, sleep

from django.db.models import Model
from django.utils import timezone

from difusion.dominio.despacho import apartar_atascados, despachar
from difusion.estados import EN_CURSO, Canal, EstadoEnvio
from difusion.models import Envio
from nucleo.referencias import ref

ESPERA_DE_LA_PAGINA = 180


def entregar(cuando: datetime) -> None:
    """Entrega lo que esté por salir, con la hora de lo que se cuenta.

    Los arriendos van con el reloj de verdad: con el otro nacerían vencidos y el despachador vivo los daría por
    abandonados a media entrega.
    """
    despachar(reloj=lambda: cuando, arriendos=timezone.now)


def entregar_pagina(objeto: Model, cuando: datetime) -> bool:
    """Lo mismo, hasta que la página de `objeto` está en el portal; si otro la lleva, lo espera. Dice si ya está."""
    limite = monotonic() + ESPERA_DE_LA_PAGINA
    entregar(cuando)
    falta = Envio.objects.de(ref(objeto)).filter(
        canal=Canal.PORTAL, estado__in=[EstadoEnvio.PENDIENTE, *EN_CURSO], no_antes_desde__lte=timezone.now()
    )
    while falta.exists():
        if monotonic() > limite:
            return False
        sleep(0.1)
        apartar_atascados(ahora=timezone.now())
        despachar(reloj=timezone.now)
    return True
