"""Reglas que cuentan lo realizado y palabras del avance."""

from django.db.models import TextChoices


class Regla(TextChoices):
    """De dónde se cuenta lo realizado de una actividad del POA."""

    BOLETINES = "boletines", "Boletines publicados en el mes"
    MEMORIA = "memoria", "Eventos del mes con fotografías en la biblioteca"
    AUDIOVISUAL = "audiovisual", "Videos y audios registrados y publicaciones en redes"
    PAGINAS = (
        "paginas",
        "Páginas del portal actualizadas, una vez por día cada una, y cambios comprobados en otras páginas oficiales",
    )
    MANUAL = "manual", "Sólo evidencia agregada a mano"


class Avance(TextChoices):
    CUMPLIDO = "cumplido", "Cumplido"
    EN_CURSO = "en_curso", "En curso"
    PARCIAL = "parcial", "Parcial"
    ATRASADO = "atrasado", "Atrasado"
    POR_INICIAR = "por_iniciar", "Por iniciar"
    SIN_META = "sin_meta", "Sin meta"
    SUSPENDIDO = "suspendido", "Suspendido por veda"


# De qué color se pinta cada uno (`nucleo.estados`).
TONOS: dict[str, str] = {
    Avance.CUMPLIDO: "pub",
    Avance.EN_CURSO: "rev",
    Avance.PARCIAL: "rev",
    Avance.ATRASADO: "cam",
    Avance.POR_INICIAR: "bor",
    Avance.SIN_META: "bor",
    Avance.SUSPENDIDO: "prog",
}
