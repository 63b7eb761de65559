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


# De qué color se pinta cada uno (`nucleo.estados`).
TONOS: dict[str, str] = {
    EstadoEnvio.PENDIENTE: "bor",
    EstadoEnvio.TOMADO: "apr",
    EstadoEnvio.PUNTO: "apr",
    EstadoEnvio.ENTREGADO: "pub",
    EstadoEnvio.FALLIDO: "cam",
    EstadoEnvio.POR_VERIFICAR: "rev",
    EstadoEnvio.VENCIDO: "cam",
    EstadoEnvio.CANCELADO: "cam",
    EstadoEnvio.SUSPENDIDO: "prog",
}
