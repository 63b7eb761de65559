"""Las redes y los estados de lo que se pone en ellas."""

from django.db.models import TextChoices


class Red(TextChoices):
    FACEBOOK = "facebook", "Facebook"
    YOUTUBE = "youtube", "YouTube"


class EstadoPublicacion(TextChoices):
    BORRADOR = "borrador", "Borrador"
    POR_APROBAR = "por_aprobar", "Por aprobar"
    POR_PUBLICAR = "por_publicar", "Por publicar"
    PROGRAMADA = "programada", "Programada"
    SALIENDO = "saliendo", "Saliendo"
    PUBLICADA = "publicada", "Publicada"
    FALLIDA = "fallida", "Falló"
    POR_VERIFICAR = "por_verificar", "Por verificar"
    RETENIDA = "retenida", "Retenida"
    BLOQUEADA = "bloqueada", "Bloqueada"
    VENCIDA = "vencida", "Se pasó su hora"
    DESCARTADA = "descartada", "Descartada"


# Lo que le dice a quien la mira, sin la razón de cada una.
FRASES: dict[str, str] = {
    EstadoPublicacion.BORRADOR: "Nadie más la ha visto. Falta enviarla a aprobación.",
    EstadoPublicacion.POR_APROBAR: "Espera a que otra persona la apruebe. Mientras, no sale nada.",
    EstadoPublicacion.POR_PUBLICAR: "Se pone a mano: copia el texto, baja las fotos y pega el enlace.",
    EstadoPublicacion.PROGRAMADA: "Sale sola a su hora.",
    EstadoPublicacion.SALIENDO: "Está saliendo en este momento.",
    EstadoPublicacion.PUBLICADA: "Está en la red y cuenta en el cronograma.",
    EstadoPublicacion.FALLIDA: "No salió nada. Se puede corregir y enviar otra vez.",
    EstadoPublicacion.POR_VERIFICAR: "No sabemos si salió. No se repite hasta que una persona lo diga.",
    EstadoPublicacion.RETENIDA: "No salió: algo la detuvo.",
    EstadoPublicacion.BLOQUEADA: "La cuenta de la red no deja publicar. Sale cuando se arregle, o va a mano.",
    EstadoPublicacion.VENCIDA: "Llegó tarde a su hora y no se envió. Decide si todavía sirve.",
    EstadoPublicacion.DESCARTADA: "Se decidió no publicarla.",
}

# Las aprobó otra persona, y lo que sale es lo congelado.
APROBADAS = (EstadoPublicacion.PROGRAMADA, EstadoPublicacion.SALIENDO, EstadoPublicacion.POR_VERIFICAR)
# Esperan a una persona: no salieron, o no se sabe.
POR_RESOLVER = (
    EstadoPublicacion.POR_VERIFICAR,
    EstadoPublicacion.FALLIDA,
    EstadoPublicacion.RETENIDA,
    EstadoPublicacion.BLOQUEADA,
    EstadoPublicacion.VENCIDA,
)
# Todavía se le puede cambiar el texto, las fotos o la hora; lo aprobado vuelve a pedir aprobación.
EDITABLES = (
    EstadoPublicacion.BORRADOR,
    EstadoPublicacion.POR_APROBAR,
    EstadoPublicacion.PROGRAMADA,
    EstadoPublicacion.FALLIDA,
    EstadoPublicacion.RETENIDA,
    EstadoPublicacion.BLOQUEADA,
    EstadoPublicacion.VENCIDA,
)


class RevisionDelEnlace(TextChoices):
    """Qué se supo al abrir el enlace que alguien pegó."""

    SIN_REVISAR = "", "Sin revisar"
    COMPROBADO = "comprobado", "Abierto y revisado"
    NO_ABRIO = "no_abrio", "No se pudo abrir"


class EstadoDeCuenta(TextChoices):
    CONECTADA = "conectada", "Conectada"
    POR_RECONECTAR = "por_reconectar", "Hay que volver a conectarla"
    DESCONECTADA = "desconectada", "Sin conectar"


class Paso(TextChoices):
    """Lo que se le pide a la red: preparar y mirar se repiten sin daño; publicar, una sola vez."""

    PREPARAR = "preparar", "Subir las fotos sin publicarlas"
    PUBLICAR = "publicar", "Publicar"
    MIRAR = "mirar", "Mirar si salió"


class ResultadoDeIntento(TextChoices):
    ABIERTO = "abierto", "En curso"
    BIEN = "bien", "Salió"
    RECHAZADO = "rechazado", "La red dijo que no"
    ESPERA = "espera", "La red pidió esperar"
    BLOQUEADO = "bloqueado", "La cuenta no deja publicar"
    DESCONOCIDO = "desconocido", "No se sabe"
    HALLADO = "hallado", "Está en la página"
    NO_ESTA = "no_esta", "No está en la página"


# De qué color se pinta cada uno (`nucleo.estados`).
TONOS: dict[str, str] = {
    EstadoPublicacion.BORRADOR: "bor",
    EstadoPublicacion.POR_APROBAR: "rev",
    EstadoPublicacion.POR_PUBLICAR: "prog",
    EstadoPublicacion.PROGRAMADA: "prog",
    EstadoPublicacion.SALIENDO: "apr",
    EstadoPublicacion.PUBLICADA: "pub",
    EstadoPublicacion.FALLIDA: "cam",
    EstadoPublicacion.POR_VERIFICAR: "rev",
    EstadoPublicacion.RETENIDA: "cam",
    EstadoPublicacion.BLOQUEADA: "cam",
    EstadoPublicacion.VENCIDA: "cam",
    EstadoPublicacion.DESCARTADA: "bor",
}
