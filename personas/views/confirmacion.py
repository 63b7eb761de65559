"""Antes de cambiar quién puede qué, se pide otra vez la contraseña: una sesión abierta o robada no basta."""

import time

from allauth.account.authentication import get_authentication_records
from allauth.account.decorators import reauthentication_required
from allauth.core.exceptions import ReauthenticationRequired
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest

from personas.dominio.credenciales import SOLO_SEGUNDO_PASO

VALE_PARA_FIRMAR = 300  # segundos desde que se confirmó con el segundo paso


@reauthentication_required
def _ya_confirmo(request: HttpRequest) -> None:
    """allauth interrumpe con `ReauthenticationRequired` si no confirmó en los últimos quince minutos."""


def exigir_confirmacion(request: HttpRequest) -> None:
    """Interrumpe para pedir la contraseña, la llave de acceso o el código, y después repite el formulario tal cual.

    Se llama con el formulario ya válido y antes del acto. allauth guarda lo mandado y sólo lo repite si la dirección
    no lleva consulta: se quita, porque ninguno de estos formularios la usa.
    """
    request.META["QUERY_STRING"] = ""
    _ya_confirmo(request)


def exigir_segundo_paso(request: HttpRequest) -> None:
    """Lo que se firma: quien tiene llave de acceso o código confirma con él; la contraseña sola no basta.

    A quien no ha activado el segundo paso se le pide la contraseña, como en `exigir_confirmacion`.
    """
    if not is_mfa_enabled(request.user):
        exigir_confirmacion(request)
        return
    request.META["QUERY_STRING"] = ""
    desde = time.time() - VALE_PARA_FIRMAR
    confirmadas = get_authentication_records(request, request.user)
    if not any(c["method"] == "mfa" and c.get("reauthenticated") and c["at"] > desde for c in confirmadas):
        request.session[SOLO_SEGUNDO_PASO] = True
        raise ReauthenticationRequired
    request.session.pop(SOLO_SEGUNDO_PASO, None)
