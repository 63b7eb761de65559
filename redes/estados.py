"""Las redes y los estados de lo que se pone en ellas."""

from django.db.models import TextChoices


class Red(TextChoices):
    FACEBOOK = "facebook", "Facebook"
    YOUTUBE = "youtube", "YouTube"


class EstadoPublicacion(TextChoices):
    POR_PUBLICAR = "por_publicar", "Por publicar"
    PUBLICADA = "publicada", "Publicada"
    DESCARTADA = "descartada", "Descartada"


# De qué color se pinta cada uno (`nucleo.estados`).
TONOS: dict[str, str] = {
    EstadoPublicacion.POR_PUBLICAR: "prog",
    EstadoPublicacion.PUBLICADA: "pub",
    EstadoPublicacion.DESCARTADA: "bor",
}
