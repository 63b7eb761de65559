"""A dónde regresar después de un acto, sin salir nunca de este sitio."""

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def volver_a(request: HttpRequest, *, si_no: str) -> str:
    """La dirección pedida en `volver`, sólo si es de este mismo sitio."""
    pedida = request.POST.get("volver") or request.GET.get("volver") or ""
    segura = url_has_allowed_host_and_scheme(
        pedida, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    if segura and "\0" not in pedida:
        return pedida
    return si_no
