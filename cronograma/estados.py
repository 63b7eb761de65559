"""Qué cuenta cada regla, con qué clases de pruebas, y las palabras del avance y del cierre."""

from django.db.models import TextChoices


class Regla(TextChoices):
    """De dónde se cuenta lo realizado de una actividad del POA. Lo que cada una cuenta lo dice `dominio.reglas`."""

    BOLETINES = "boletines", "Boletines emitidos con folio"
    MEMORIA = "memoria", "Eventos con su memoria fotográfica entregada"
    DIAPOSITIVAS = "diapositivas", "Presentaciones entregadas a una reunión"
    DISENOS = "disenos", "Diseños aprobados y usados"
    AUDIOVISUAL = "audiovisual", "Piezas publicadas con su enlace"
    PAGINAS = "paginas", "Cambios que una persona hizo en una página oficial"
    MANUAL = "manual", "Sólo evidencia agregada a mano"


class ClaseDePrueba(TextChoices):
    """Qué clase de cosa es una prueba: la pieza de trabajo que cuenta, una vez."""

    A_MANO = "a_mano", "Agregada a mano"
    BOLETIN = "boletin", "Boletines"
    EVENTO = "evento", "Eventos con su memoria"
    PUBLICACION = "publicacion", "Publicaciones en redes"
    CORTE = "corte", "Videos y audios publicados con un boletín"
    CAMBIO = "cambio", "Cambio visto, con antes y después"
    PAGINA = "pagina", "Página del portal escrita por una persona"
    SOLICITUD = "solicitud", "Solicitud a Transparencia, verificada"
    ARTICULO = "articulo", "Boletines escritos en el portal"
    REUNION = "reunion", "Láminas entregadas a una reunión"
    DISENO = "diseno", "Diseños aprobados y usados"


class Avance(TextChoices):
    """Cómo va una celda. Los umbrales son del plan de cada ejercicio (`PlanAnual`)."""

    SIN_META = "sin_meta", "No programado"
    POR_INICIAR = "por_iniciar", "Por iniciar"
    EN_CURSO = "en_curso", "En curso"
    CUMPLIDO = "cumplido", "Cumplido"
    SOBRECUMPLIDO = "sobrecumplido", "Sobrecumplido"
    FUERA_DE_PLAZO = "fuera_de_plazo", "Fuera de plazo"
    PARCIAL = "parcial", "Parcial"
    NO_CUMPLIDO = "no_cumplido", "No cumplido"
    SUSPENDIDO = "suspendido", "Suspendido por veda"
    REPROGRAMADO = "reprogramado", "Reprogramado"


# No entran en el porcentaje: o todavía no llegan, o la ley o la dirección los movió.
NO_ENTRAN = (Avance.SIN_META, Avance.POR_INICIAR, Avance.SUSPENDIDO, Avance.REPROGRAMADO)

# De qué color se pinta cada uno (`nucleo.estados`).
TONOS: dict[str, str] = {
    Avance.CUMPLIDO: "pub",
    Avance.SOBRECUMPLIDO: "apr",
    Avance.FUERA_DE_PLAZO: "rev",
    Avance.EN_CURSO: "rev",
    Avance.PARCIAL: "rev",
    Avance.NO_CUMPLIDO: "cam",
    Avance.POR_INICIAR: "bor",
    Avance.SIN_META: "bor",
    Avance.SUSPENDIDO: "prog",
    Avance.REPROGRAMADO: "prog",
}


class TipoDeInforme(TextChoices):
    """De cuánto tiempo es un informe."""

    MENSUAL = "mensual", "Mensual"
    TRIMESTRAL = "trimestral", "Trimestral"
    SEMESTRAL = "semestral", "Semestral"
    ANUAL = "anual", "Anual"
    GOBIERNO = "gobierno", "Informe de gobierno"


class SeccionDeInforme(TextChoices):
    """Lo que puede llevar un informe, en su orden de fábrica. La portada va siempre."""

    RESUMEN = "resumen", "Resumen"
    CRONOGRAMA = "cronograma", "Cronograma"
    ACTIVIDADES = "actividades", "Actividades y sus fotos"
    EJES = "ejes", "Por eje del plan municipal"
    BOLETINES = "boletines", "Boletines"
    MEDIOS = "medios", "Medios"
    REDES = "redes", "Redes"
    CORRECCIONES = "correcciones", "Correcciones y retiros"
    PENDIENTES = "pendientes", "Pendientes"
    ANEXO = "anexo", "Anexo de pruebas"
    FIRMAS = "firmas", "Firmas"


class Formato(TextChoices):
    PDF = "pdf", "PDF"
    PPTX = "pptx", "PowerPoint"
    XLSX = "xlsx", "Excel"
