"""Antes de cambiar quién puede qué, se pide otra vez la contraseña: una sesión abierta o robada no basta."""

from allauth.account.decorators import reauthentication_required
from django.http import HttpRequest


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
