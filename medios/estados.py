"""Clases de medios, canales y respuestas."""

from django.db.models import TextChoices


class TipoDeMedio(TextChoices):
    RADIO = "radio", "Radio"
    TELEVISION = "television", "Televisión"
    IMPRESO = "impreso", "Impreso"
    PORTAL = "portal", "Portal de noticias"
    FACEBOOK = "facebook", "Página de Facebook"
    AGENCIA = "agencia", "Agencia"
    OTRO = "otro", "Otro"


class Cobertura(TextChoices):
    LOCAL = "local", "Local"
    REGIONAL = "regional", "Regional"
    ESTATAL = "estatal", "Estatal"
    NACIONAL = "nacional", "Nacional"


class CanalDeInvitacion(TextChoices):
    CORREO = "correo", "Correo"
    WHATSAPP = "whatsapp", "WhatsApp"
    TELEFONO = "telefono", "Teléfono"
    IMPRESA = "impresa", "Oficio impreso"


class ResultadoDeEntrega(TextChoices):
    """Cómo va una entrega."""

    POR_HACER = "por_hacer", "Por entregar"
    ENTREGADA = "entregada", "Entregada"
    NO_LLEGO = "no_llego", "No llegó"


class RazonDeExclusion(TextChoices):
    """Por qué se deja fuera a alguien de la lista elegida: queda en el registro."""

    OTRA_FUENTE = "otra_fuente", "No es su fuente"
    VA_OTRO = "va_otro", "Va otra persona de su medio"
    LO_PIDIO = "lo_pidio", "Pidió no recibir estas invitaciones"
    CUPO = "cupo", "Cupo limitado en el lugar"


class EstadoRespuesta(TextChoices):
    PENDIENTE = "pendiente", "Por contestar"
    ASISTE = "asiste", "Asistirá"
    ENVIA_A_ALGUIEN = "envia", "Enviará a alguien"
    NO_ASISTE = "no_asiste", "No asistirá"


ASISTENTES_MAXIMOS = 50  # de un mismo medio; la base lo repite
CONFIRMADAS = (EstadoRespuesta.ASISTE, EstadoRespuesta.ENVIA_A_ALGUIEN)


class ViaDeRespuesta(TextChoices):
    ENLACE = "enlace", "Por su enlace"
    TELEFONO = "telefono", "Por teléfono"
    WHATSAPP = "whatsapp", "Por WhatsApp"
    IMPRESA = "impresa", "En el acuse impreso"
    SALA = "sala", "Por la sala de prensa"


class ResultadoDeLlamada(TextChoices):
    """Qué pasó al marcar."""

    CONFIRMO = "confirmo", "Confirmó"
    NO_ASISTE = "no_asiste", "No asiste"
    NO_CONTESTO = "no_contesto", "No contestó"
    EQUIVOCADO = "equivocado", "Número equivocado"
    MAS_TARDE = "mas_tarde", "Llamar más tarde"


class EnLaHoja(TextChoices):
    """Cómo va cada renglón de la hoja de llamadas."""

    CONTESTO = "contesto", "Contestó"
    VUELVE = "vuelve", "Volver a llamar"
    OCUPADA = "ocupada", "La llama otra persona"
    POR_LLAMAR = "por_llamar", "Por llamar"
    SIN_NUMERO = "sin_numero", "Sin número"
    YA_NO = "ya_no", "Ya no hace falta"


class ClaseDeFila(TextChoices):
    """Qué es un renglón del archivo frente a lo que ya hay en el directorio."""

    ERROR = "error", "Con error"
    DECIDIR = "decidir", "Por decidir"
    CAMBIOS = "cambios", "Con cambios"
    NUEVA = "nueva", "Nueva"
    REPETIDA = "repetida", "Repetida"


ENTRAN = (ClaseDeFila.NUEVA, ClaseDeFila.CAMBIOS)


class EstadoAnotacion(TextChoices):
    """Lo dicho por la sala de prensa: nadie sabe quién es hasta que la oficina lo reconoce."""

    POR_RECONOCER = "por_reconocer", "Por reconocer"
    RECONOCIDA = "reconocida", "Reconocida"
    DESCARTADA = "descartada", "Descartada"


class SituacionDelActo(TextChoices):
    """Lo que un invitado necesita saber de un acto: si es, si espera otra fecha o si ya no será."""

    EN_PIE = "en_pie", "En pie"
    POSPUESTO = "pospuesto", "Pospuesto"
    CANCELADO = "cancelado", "Cancelado"


class ClaseDeAviso(TextChoices):
    CAMBIO = "cambio", "Cambió"
    POSPUESTO = "pospuesto", "Se pospuso"
    CANCELADO = "cancelado", "Se canceló"
    SIGUE = "sigue", "Sigue en pie"
    INVITACION = "invitacion", "Invitación con los datos nuevos"


# De qué color se pinta cada uno (`nucleo.estados`).
TONOS: dict[str, str] = {
    EstadoRespuesta.PENDIENTE: "bor",
    EstadoRespuesta.ASISTE: "pub",
    EstadoRespuesta.ENVIA_A_ALGUIEN: "pub",
    EstadoRespuesta.NO_ASISTE: "cam",
    ResultadoDeEntrega.POR_HACER: "rev",
    ResultadoDeEntrega.ENTREGADA: "pub",
    ResultadoDeEntrega.NO_LLEGO: "cam",
    EnLaHoja.CONTESTO: "pub",
    EnLaHoja.VUELVE: "rev",
    EnLaHoja.OCUPADA: "prog",
    EnLaHoja.POR_LLAMAR: "bor",
    EnLaHoja.SIN_NUMERO: "cam",
    EnLaHoja.YA_NO: "bor",
    ClaseDeFila.ERROR: "cam",
    ClaseDeFila.DECIDIR: "prog",
    ClaseDeFila.CAMBIOS: "rev",
    ClaseDeFila.NUEVA: "pub",
    ClaseDeFila.REPETIDA: "bor",
    EstadoAnotacion.POR_RECONOCER: "rev",
    EstadoAnotacion.RECONOCIDA: "pub",
    EstadoAnotacion.DESCARTADA: "bor",
}
