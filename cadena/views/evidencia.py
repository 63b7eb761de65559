"""La página de una evidencia y la de una carta, con lo que sus boletines tienen puesto en redes."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from media_library.views import derechos, visor
from redes.consultas import puestas_de


def _con_lo_puesto_en_redes(vista: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """La misma página, más `en_redes`: las publicaciones de los boletines que trae en `usos`."""

    @wraps(vista)
    def compuesta(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        respuesta = vista(request, *args, **kwargs)
        if isinstance(respuesta, TemplateResponse) and respuesta.context_data is not None:
            usos = respuesta.context_data["usos"]
            respuesta.context_data["en_redes"] = puestas_de(uso.boletin for uso in usos)
        return respuesta

    return compuesta


ver = _con_lo_puesto_en_redes(visor.ver)
editar = _con_lo_puesto_en_redes(visor.editar)
carta = _con_lo_puesto_en_redes(derechos.carta)
revocar = _con_lo_puesto_en_redes(derechos.revocar)
