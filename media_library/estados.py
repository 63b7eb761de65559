"""Clases y estados de la evidencia."""

from django.db.models import TextChoices


class Clase(TextChoices):
    FOTO = "foto", "Fotografía"
    VIDEO = "video", "Video"
    AUDIO = "audio", "Audio"
    DOCUMENTO = "documento", "Documento"


class Certeza(TextChoices):
    """De dónde sale la fecha de captura. Sólo la que dice el archivo es segura."""

    ARCHIVO = "archivo", "La dice el archivo"
    NOMBRE = "nombre", "Supuesta: la dice el nombre del archivo"
    DIA = "dia", "Supuesta: el nombre del archivo dice el día"
    SUBIDA = "subida", "No se sabe: es la de la subida"


class EstadoDerivado(TextChoices):
    PENDIENTE = "pendiente", "Procesando"
    HECHO = "hecho", "Listo"
    FALLIDO = "fallido", "No se pudo procesar"


class Sonoridad(TextChoices):
    """Qué tan fuerte suena un corte: EBU R 128 para radio y televisión; lo usual en redes."""

    RADIO = "radio", "Radio y televisión (−23 LUFS)"
    REDES = "redes", "Redes (−16 LUFS)"
    ORIGINAL = "original", "Como se grabó"


class Encuadre(TextChoices):
    ORIGINAL = "", "Como se grabó"
    HORIZONTAL = "16x9", "Horizontal 16:9"
    CUADRADO = "1x1", "Cuadrado 1:1"
    VERTICAL = "9x16", "Vertical 9:16"


class Ajuste(TextChoices):
    COMPLETO = "completo", "Todo el cuadro, con fondo difuminado"
    RECORTE = "recorte", "Recortado al centro de interés"


class Menores(TextChoices):
    """Si en la evidencia se reconoce a niñas, niños o adolescentes (LGDNNA art. 76 a 80)."""

    SIN_REVISAR = "", "Sin revisar"
    NO = "no", "No aparecen"
    SI = "si", "Aparecen y se les reconoce"
    PROTEGIDOS = "protegidos", "Víctimas, testigos, señalados o en atención médica"


class BaseDeDerechos(TextChoices):
    """De dónde viene el derecho a usar la obra (LFDA art. 83, 83 bis y 84)."""

    SIN_ANOTAR = "", "Sin anotar"
    PROPIA = "propia", "Obra del personal de la oficina"
    CESION = "cesion", "Cesión o contrato por escrito"
    LICENCIA = "licencia", "Licencia de uso"
    LIBRE = "libre", "Dominio público o licencia libre"


class Uso(TextChoices):
    """Permiso o prohibición con fechas."""

    SIN_LIMITE = "", "Sin límite"
    PERMITIDO = "permitido", "Permitido sólo en estas fechas"
    PROHIBIDO = "prohibido", "Prohibido en estas fechas"


class Difuminado(TextChoices):
    """La decisión anotada sobre los rostros de una foto."""

    SIN_DECIDIR = "", "Sin decidir"
    HECHO = "hecho", "Difuminada"
    NO_HACE_FALTA = "no_hace_falta", "No hace falta: no se reconoce a nadie"


class EstadoSubida(TextChoices):
    EN_CURSO = "en_curso", "Subiendo"
    ENTREGADA = "entregada", "En la biblioteca"
    RECHAZADA = "rechazada", "No se aceptó"
    CANCELADA = "cancelada", "Cancelada"
    VENCIDA = "vencida", "Venció sin terminar"


class Calidad(TextChoices):
    WEB = "web", "Para web"
    ALTA = "alta", "Originales"


class Veredicto(TextChoices):
    ELEGIDA = "elegida", "Elegida"
    DUDA = "duda", "En duda"
    DESCARTADA = "descartada", "Descartada"


class Rol(TextChoices):
    """Para qué sirve una foto elegida."""

    SIN_ROL = "", "Sin papel"
    PRINCIPAL = "principal", "Principal"
    APERTURA = "apertura", "Apertura"
    GRUPO = "grupo", "Grupo"
    DETALLE = "detalle", "Detalle"
    VERTICAL = "vertical", "Vertical"
