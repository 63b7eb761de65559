"""De dónde llega una petición, y su huella para contarla sin guardar de quién es."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_ipv46_address
from django.http import HttpRequest
from django.utils.crypto import salted_hmac


def conexion_de(request: HttpRequest) -> str:
    """La dirección de quien se conecta; detrás de nginx, la última que puso un proxy de confianza."""
    cuantos = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    reenviadas = [d.strip() for d in request.headers.get("X-Forwarded-For", "").split(",") if d.strip()]
    if cuantos and len(reenviadas) >= cuantos and _es_direccion(reenviadas[-cuantos]):
        return reenviadas[-cuantos]
    return request.META.get("REMOTE_ADDR", "")


def _es_direccion(texto: str) -> bool:
    try:
        validate_ipv46_address(texto)
    except ValidationError:
        return False
    return True


def huella_de_origen(direccion: str) -> str:
    """Una huella de la conexión que no dice su dirección (LGPDPPSO: minimizar); cambia con la llave del sitio."""
    return salted_hmac("portal.origen", direccion, secret=settings.SECRET_KEY).hexdigest()[:32]
