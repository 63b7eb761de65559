"""Estados de lo que sale de la oficina."""

from django.db.models import TextChoices


class Canal(TextChoices):
    CORREO = "correo", "Correo"
    PORTAL = "portal", "Portal"


class EstadoEnvio(TextChoices):
    PENDIENTE = "pendiente", "Pendiente"
    TOMADO = "tomado", "En curso"
    PUNTO = "punto", "Entregando"
    ENTREGADO = "entregado", "Entregado"
    FALLIDO = "fallido", "Fallido"
    POR_VERIFICAR = "por_verificar", "Por verificar"
    VENCIDO = "vencido", "Vencido"
    CANCELADO = "cancelado", "Cancelado"
    SUSPENDIDO = "suspendido", "Suspendido"


EN_CURSO = (EstadoEnvio.TOMADO, EstadoEnvio.PUNTO)
TERMINADOS = (
    EstadoEnvio.ENTREGADO, EstadoEnvio.FALLIDO, EstadoEnvio.VENCIDO, EstadoEnvio.CANCELADO, EstadoEnvio.SUSPENDIDO,
)  # fmt: skip
