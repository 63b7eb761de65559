"""Estados de las páginas oficiales, sus comprobaciones y las solicitudes a Transparencia."""

from django.db.models import TextChoices


class TipoDePagina(TextChoices):
    PORTAL = "portal", "Página de nuestro portal"
    SITIO = "sitio", "Sitio oficial del municipio"
    TRANSPARENCIA = "transparencia", "Obligación de transparencia"
    PERFIL = "perfil", "Perfil en redes"


class Motivo(TextChoices):
    """Por qué se lee una página."""

    NOCHE = "noche", "Revisión nocturna"
    A_MANO = "a_mano", "Pedida por una persona"
    ANTES = "antes", "Captura de antes"
    DESPUES = "despues", "Captura de después"


class EstadoComprobacion(TextChoices):
    PENDIENTE = "pendiente", "Por leer"
    HECHA = "hecha", "Leída"
    FALLIDA = "fallida", "No se pudo leer"


class EstadoSolicitud(TextChoices):
    ENVIADA = "enviada", "Enviada"
    RECIBIDA = "recibida", "Recibida"
    PUBLICADA = "publicada", "Publicada"
    VERIFICADA = "verificada", "Verificada"
    CANCELADA = "cancelada", "Cancelada"


# De qué color se pinta cada uno (`nucleo.estados`).
TONOS: dict[str, str] = {
    EstadoSolicitud.ENVIADA: "bor",
    EstadoSolicitud.RECIBIDA: "apr",
    EstadoSolicitud.PUBLICADA: "pub",
    EstadoSolicitud.VERIFICADA: "pub",
    EstadoSolicitud.CANCELADA: "cam",
}
