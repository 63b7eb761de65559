"""Las redes y los estados de lo que se pone en ellas."""

from django.db.models import TextChoices


class Red(TextChoices):
    FACEBOOK = "facebook", "Facebook"
    YOUTUBE = "youtube", "YouTube"


class EstadoPublicacion(TextChoices):
    POR_PUBLICAR = "por_publicar", "Por publicar"
    PUBLICADA = "publicada", "Publicada"
    DESCARTADA = "descartada", "Descartada"
