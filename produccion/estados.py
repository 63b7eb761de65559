"""Las palabras de lo que produce la oficina: las láminas, y los diseños, de pedidos a retirados de la calle."""

from django.db.models import TextChoices


class FormatoDeLaminas(TextChoices):
    PPTX = "pptx", "PowerPoint"
    PDF = "pdf", "PDF"
    ODP = "odp", "Presentación de LibreOffice"


class OrigenDeLaminas(TextChoices):
    GENERADA = "generada", "Hecha aquí"
    SUBIDA = "subida", "Subida"


class EstadoDiseno(TextChoices):
    PEDIDO = "pedido", "Pedido"
    EN_PRUEBA = "en_prueba", "En prueba"
    APROBADO = "aprobado", "Aprobado"
    IMPRESO = "impreso", "Impreso y entregado"
    PUBLICADO = "publicado", "Publicado"
    COLOCADO = "colocado", "En la calle"
    POR_RETIRAR = "por_retirar", "Por retirar"
    RETIRADO = "retirado", "Retirado"
    CANCELADO = "cancelado", "Cancelado"


SE_EDITAN = (EstadoDiseno.PEDIDO, EstadoDiseno.EN_PRUEBA, EstadoDiseno.APROBADO)
YA_APROBADOS = (
    EstadoDiseno.APROBADO,
    EstadoDiseno.IMPRESO,
    EstadoDiseno.PUBLICADO,
    EstadoDiseno.COLOCADO,
    EstadoDiseno.POR_RETIRAR,
    EstadoDiseno.RETIRADO,
)
EN_LA_CALLE = (EstadoDiseno.COLOCADO, EstadoDiseno.POR_RETIRAR)
TERMINADOS = (EstadoDiseno.RETIRADO, EstadoDiseno.CANCELADO)
SE_COLOCAN = (EstadoDiseno.APROBADO, EstadoDiseno.IMPRESO, EstadoDiseno.PUBLICADO, *EN_LA_CALLE)


class Plantilla(TextChoices):
    """De qué plantilla de la identidad sale, o si el archivo se hizo en otro programa."""

    AVISO = "aviso", "Aviso"
    EVENTO = "evento", "Evento"
    AGUA = "agua", "Corte de agua"
    CONVOCATORIA = "convocatoria", "Convocatoria"
    CITA = "cita", "Cita"
    ESQUELA = "esquela", "Esquela"
    EFEMERIDE = "efemeride", "Efeméride"
    PROPIO = "propio", "Archivo propio"


class Medida(TextChoices):
    """Los tamaños en que sale el mismo texto."""

    TABLOIDE = "tabloide", "Cartel tabloide"
    CARTA = "carta", "Cartel carta"
    VOLANTE = "volante", "Volante de media carta"
    LONA = "lona", "Lona de 2 × 1 m"
    ESPECTACULAR = "espectacular", "Espectacular"
    HISTORIA = "historia", "Historia"
    PUBLICACION = "publicacion", "Publicación"
    PANTALLA = "pantalla", "Pantalla 16:9"


class Uso(TextChoices):
    """La prueba de que un diseño aprobado se usó: la primera que hubo."""

    IMPRESO = "impreso", "Impreso y entregado"
    COLOCADO = "colocado", "Colocado, con foto"
    PUBLICADO = "publicado", "Publicado"


class RespuestaDeDependencia(TextChoices):
    PENDIENTE = "pendiente", "Sin respuesta"
    APRUEBA = "aprueba", "Aprueba"
    CAMBIOS = "cambios", "Pide cambios"


# De qué color se pinta cada uno (`nucleo.estados`).
TONOS: dict[str, str] = {
    EstadoDiseno.PEDIDO: "bor",
    EstadoDiseno.EN_PRUEBA: "rev",
    EstadoDiseno.APROBADO: "apr",
    EstadoDiseno.IMPRESO: "apr",
    EstadoDiseno.PUBLICADO: "pub",
    EstadoDiseno.COLOCADO: "pub",
    EstadoDiseno.POR_RETIRAR: "rev",
    EstadoDiseno.RETIRADO: "bor",
    EstadoDiseno.CANCELADO: "cam",
}
