"""El enlace que lleva una publicación: medido por red y con su marca, sólo si es del portal de la casa."""

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.conf import settings


def con_medida(enlace: str, *, red: str, marca: str) -> str:
    """El mismo enlace con de dónde viene. El ajeno va tal cual: no es nuestro para marcarlo."""
    if not enlace or urlsplit(enlace).netloc != urlsplit(settings.BASE_URL).netloc:
        return enlace
    partes = urlsplit(enlace)
    medida = {"utm_source": red, "utm_medium": "social", "utm_content": marca}
    return urlunsplit(partes._replace(query=urlencode([*parse_qsl(partes.query), *medida.items()])))
