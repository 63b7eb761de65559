"""Estados, prioridades y alcances de un evento; estados de una cobertura."""

from django.db.models import TextChoices


class EstadoEvento(TextChoices):
    TENTATIVO = "tentativo", "Tentativo"
    POR_CONFIRMAR = "por_confirmar", "Por confirmar"
    CONFIRMADO = "confirmado", "Confirmado"
    POSPUESTO = "pospuesto", "Pospuesto"
    REPROGRAMADO = "reprogramado", "Reprogramado"
    CANCELADO = "cancelado", "Cancelado"
    REALIZADO = "realizado", "Realizado"


SIN_CONFIRMAR = (EstadoEvento.TENTATIVO, EstadoEvento.POR_CONFIRMAR)
VIGENTES = (*SIN_CONFIRMAR, EstadoEvento.CONFIRMADO, EstadoEvento.REALIZADO)
# Con esta fecha no se hacen: siempre se dice por qué.
NO_SE_HACEN = (EstadoEvento.POSPUESTO, EstadoEvento.REPROGRAMADO, EstadoEvento.CANCELADO)


class Prioridad(TextChoices):
    A = "A", "A · Imprescindible"
    B = "B", "B · Importante"
    C = "C", "C · Si hay tiempo"


class Alcance(TextChoices):
    """Quién puede saber del evento. Lo nuevo nace privado (docs/dominio.md, regla 20)."""

    PRIVADO = "privado", "Privado: sólo la oficina"
    INTERNO = "interno", "Interno: Ayuntamiento"
    MEDIOS = "medios", "Medios: se les puede invitar"
    PUBLICO = "publico", "Público: sale en la agenda del portal"


QUE_SE_CONVOCA = (Alcance.MEDIOS, Alcance.PUBLICO)


class TipoDeEvento(TextChoices):
    GIRA = "gira", "Gira de trabajo"
    OBRA = "obra", "Obra pública"
    CIVICO = "civico", "Evento cívico"
    CULTURAL = "cultural", "Cultural o deportivo"
    SOCIAL = "social", "Programa social"
    SESION = "sesion", "Sesión de Cabildo"
    REUNION = "reunion", "Reunión"
    RUEDA = "rueda", "Rueda de prensa"
    OTRO = "otro", "Otro"


class TipoDeCobertura(TextChoices):
    FOTO = "foto", "Foto"
    VIDEO = "video", "Video"
    AUDIO = "audio", "Audio"
    REDACCION = "redaccion", "Redacción"


class EstadoCobertura(TextChoices):
    ASIGNADA = "asignada", "Asignada"
    EN_CURSO = "en_curso", "En curso"
    ENTREGADA = "entregada", "Entregada"
    RETIRADA = "retirada", "Retirada"


# De qué color se pinta cada uno (`nucleo.estados`).
TONOS: dict[str, str] = {
    EstadoEvento.TENTATIVO: "rev",
    EstadoEvento.POR_CONFIRMAR: "rev",
    EstadoEvento.CONFIRMADO: "pub",
    EstadoEvento.POSPUESTO: "cam",
    EstadoEvento.REPROGRAMADO: "prog",
    EstadoEvento.CANCELADO: "cam",
    EstadoEvento.REALIZADO: "bor",
    EstadoCobertura.ASIGNADA: "bor",
    EstadoCobertura.EN_CURSO: "rev",
    EstadoCobertura.ENTREGADA: "pub",
    EstadoCobertura.RETIRADA: "bor",
}
