"""Las palabras de lo que piden las dependencias: qué piden, en qué va y en qué terminó."""

from django.db.models import TextChoices


class TipoDeSolicitud(TextChoices):
    AGENDA = "agenda", "Agenda de la semana"
    AVISO = "aviso", "Aviso urgente"
    COBERTURA = "cobertura", "Cobertura"
    BOLETIN = "boletin", "Boletín"
    DISENO = "diseno", "Diseño"
    DIAPOSITIVAS = "diapositivas", "Diapositivas"
    PERIFONEO = "perifoneo", "Perifoneo"
    FOTOS = "fotos", "Fotos"
    INFORME = "informe", "Informe"
    PAGINA = "pagina", "Cambio en la página"


CON_RENGLONES = (TipoDeSolicitud.AGENDA, TipoDeSolicitud.COBERTURA)
ICONOS: dict[str, str] = {
    TipoDeSolicitud.AGENDA: "calendar",
    TipoDeSolicitud.AVISO: "megaphone",
    TipoDeSolicitud.COBERTURA: "camera",
    TipoDeSolicitud.BOLETIN: "newspaper",
    TipoDeSolicitud.DISENO: "image",
    TipoDeSolicitud.DIAPOSITIVAS: "monitor",
    TipoDeSolicitud.PERIFONEO: "mic",
    TipoDeSolicitud.FOTOS: "images",
    TipoDeSolicitud.INFORME: "file-text",
    TipoDeSolicitud.PAGINA: "globe",
}
# Lo que dice cada botón de la puerta.
SE_PIDE_ASI: dict[str, str] = {
    TipoDeSolicitud.AGENDA: "Agenda de la semana",
    TipoDeSolicitud.AVISO: "Aviso urgente",
    TipoDeSolicitud.COBERTURA: "Pedir cobertura",
    TipoDeSolicitud.BOLETIN: "Pedir boletín",
    TipoDeSolicitud.DISENO: "Pedir diseño",
    TipoDeSolicitud.DIAPOSITIVAS: "Pedir diapositivas",
    TipoDeSolicitud.PERIFONEO: "Pedir perifoneo",
    TipoDeSolicitud.FOTOS: "Mandar fotos",
    TipoDeSolicitud.INFORME: "Mandar informe",
    TipoDeSolicitud.PAGINA: "Cambiar la página",
}


class EstadoSolicitud(TextChoices):
    POR_DECIDIR = "por_decidir", "Por decidir"
    EN_ESPERA = "en_espera", "En espera"
    EN_CURSO = "en_curso", "En curso"
    CERRADA = "cerrada", "Cerrada"


ABIERTAS = (EstadoSolicitud.POR_DECIDIR, EstadoSolicitud.EN_ESPERA, EstadoSolicitud.EN_CURSO)


class Destino(TextChoices):
    """En qué se convirtió, o por qué no se convirtió en nada."""

    AGENDA = "agenda", "En la agenda"
    BOLETIN = "boletin", "Boletín"
    DISENO = "diseno", "Diseño"
    URGENTE = "urgente", "Aviso urgente"
    ATENDIDA = "atendida", "Atendida"
    REPETIDA = "repetida", "Repetida"
    NO_PROCEDE = "no_procede", "No procede"


TONOS: dict[str, str] = {
    EstadoSolicitud.POR_DECIDIR: "rev",
    EstadoSolicitud.EN_ESPERA: "prog",
    EstadoSolicitud.EN_CURSO: "rev",
    EstadoSolicitud.CERRADA: "bor",
}
