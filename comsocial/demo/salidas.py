"""Entregar lo que la demostración apunta, sin estorbarse con el despachador de verdad que corre al mismo tiempo."""

import time
from datetime import datetime
from functools import partial

from django.utils import timezone

from boletines.models import Boletin
from comsocial.demo.fondo import esperar_derivados
from difusion.dominio.despacho import apartar_atascados, despachar
from difusion.estados import EN_CURSO, EstadoEnvio, MotivoDeEnvio
from difusion.models import Envio
from nucleo.referencias import ref

ESPERA_DE_LA_PAGINA = 180
SE_APURA = 5  # intentos; más, y la bandeja lo daría por fallido


def entregar(cuando: datetime) -> None:
    """Entrega lo que esté por salir, con la hora de lo que se cuenta.

    Los arriendos van con el reloj de verdad: con el otro nacerían vencidos y el despachador vivo los daría por
    abandonados a media entrega.
    """
    despachar(reloj=lambda: cuando, arriendos=timezone.now)


def entregar_pagina(boletin: Boletin, cuando: datetime) -> bool:
    """Lo mismo, hasta que la página del boletín está en el portal. Dice si ya está; si no, sigue en la bandeja.

    Si otro despachador la lleva, lo espera; si éste se topó con una foto sin procesar, no aguarda su minuto.
    """
    limite = time.monotonic() + ESPERA_DE_LA_PAGINA
    entregar(cuando)
    de_publicar = Envio.objects.de(ref(boletin)).filter(motivo=MotivoDeEnvio.PUBLICAR)
    while espera := de_publicar.filter(estado__in=[EstadoEnvio.PENDIENTE, *EN_CURSO]).first():
        if time.monotonic() > limite:
            return False
        time.sleep(0.1)
        apartar_atascados(ahora=timezone.now())
        hasta = timezone.now()
        if espera.no_antes_desde > hasta and espera.intento < SE_APURA:
            esperar_derivados(list(boletin.fotos.values_list("evidencia", flat=True)))
            hasta = espera.no_antes_desde
        despachar(reloj=partial(max, hasta, timezone.now()), arriendos=timezone.now)
    return not de_publicar.exclude(estado=EstadoEnvio.ENTREGADO).exists()
