"""Las listas cortas del portal."""

from django.db.models import TextChoices


class ClaseDeAviso(TextChoices):
    PROTECCION = "proteccion_civil", "Protección civil"
    SERVICIO = "servicio", "Servicio: cierre vial, corte de agua, horario"
    OTRO = "otro", "Otro"


class SentidoDeActa(TextChoices):
    OCULTA = "oculta", "Se ocultó"
    RESTABLECE = "restablece", "Se restableció"


class Frecuencia(TextChoices):
    AL_MOMENTO = "momento", "Al momento"
    DIARIA = "diaria", "Una vez al día, a las 18:00 h"
    SEMANAL = "semanal", "Los viernes a las 18:00 h"


class EstadoDeSuscripcion(TextChoices):
    POR_CONFIRMAR = "por_confirmar", "Por confirmar"
    ACTIVA = "activa", "Activa"
    BAJA = "baja", "De baja"


class EstadoDeMensaje(TextChoices):
    NUEVO = "nuevo", "Nuevo"
    ATENDIDO = "atendido", "Atendido"
    DESCARTADO = "descartado", "Descartado"


class PaginaEditable(TextChoices):
    """Lo institucional que la oficina escribe; su valor es la dirección."""

    PRIVACIDAD = "privacidad", "Aviso de privacidad"
    ACCESIBILIDAD = "accesibilidad", "Accesibilidad"
    PRENSA = "sala-de-prensa", "Sala de prensa: embargos, uso de fotos y voceros"
    CONTACTO = "contacto", "Contacto: horario y tiempo de respuesta"


# De qué color se pinta cada uno (`nucleo.estados`).
TONOS: dict[str, str] = {
    EstadoDeMensaje.NUEVO: "bor",
    EstadoDeMensaje.ATENDIDO: "bor",
    EstadoDeMensaje.DESCARTADO: "bor",
}
