"""El plan: las seis actividades del POA y sus metas."""

from datetime import datetime

from django.db import transaction

from cronograma.estados import Regla
from cronograma.models import Actividad, MetaMensual
from nucleo.dominio.actos import exigir
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.impedimentos import NoSePuede
from nucleo.texto.formato import CENTRO
from personas.models import Persona
from personas.permisos import PLANEAR

# Texto del Plan Operativo Anual 2021: seis actividades, de enero a octubre, todas con «X».
# Nombre completo, nombre corto, unidad, cómo se cuenta y si se suspende en veda (Const. 41 III-C; LGCS 21).
ACTIVIDADES_DEL_POA = (
    ("Generar boletines informativos", "Boletines", "boletín publicado", Regla.BOLETINES, True),
    ("Registrar memoria fotográfica", "Memoria fotográfica", "evento con fotografías", Regla.MEMORIA, False),
    (
        "Generar diapositivas informativas para diferentes reuniones, etc.",
        "Diapositivas",
        "presentación",
        Regla.MANUAL,
        False,
    ),
    ("Diseñar carteles y volantes, así como espectaculares.", "Carteles y volantes", "diseño", Regla.MANUAL, True),
    (
        "Generar y publicar contenido audiovisual publicitario en redes y sistemas de perifoneo.",
        "Audiovisual y perifoneo",
        "pieza registrada o publicada",
        Regla.AUDIOVISUAL,
        True,
    ),
    (
        "Actualizar la información constantemente de las páginas oficiales del Gobierno Municipal.",
        "Páginas oficiales",
        "actualización del portal",
        Regla.PAGINAS,
        False,
    ),
)
MESES_DEL_POA_2021 = range(1, 11)


@transaction.atomic(durable=True)
def cargar_poa(
    *,
    ejercicio: int,
    por: Persona | None,
    ahora: datetime,
    meses: range = MESES_DEL_POA_2021,
    metas: tuple[int, ...] = (1, 1, 1, 1, 1, 1),
) -> list[Actividad]:
    """Crea las seis actividades y su meta por mes; «X» es 1. Repetirlo no cambia lo que ya está."""
    actividades = []
    for numero, (nombre, corto, unidad, regla, suspende) in enumerate(ACTIVIDADES_DEL_POA, start=1):
        actividad, nueva = Actividad.objects.get_or_create(
            ejercicio=ejercicio,
            numero=numero,
            defaults={
                "nombre": nombre,
                "nombre_corto": corto,
                "unidad": unidad,
                "regla": regla,
                "se_suspende": suspende,
            },
        )
        if nueva:
            MetaMensual.objects.bulk_create(
                MetaMensual(actividad=actividad, mes=mes, programado=metas[numero - 1]) for mes in meses
            )
        actividades.append(actividad)
    asentar("cargar el POA", f"cronograma.ejercicio:{ejercicio}", por=por, ahora=ahora)
    return actividades


@transaction.atomic(durable=True)
def fijar_meta(actividad: Actividad, *, mes: int, programado: int, por: Persona, ahora: datetime) -> MetaMensual:
    """Fija lo programado de un mes. Nunca hacia atrás: un mes que ya terminó no se reprograma (regla PbR)."""
    exigir(por, PLANEAR, frase="cambiar las metas")
    hoy = ahora.astimezone(CENTRO)
    if (actividad.ejercicio, mes) < (hoy.year, hoy.month):
        raise NoSePuede("Ese mes ya terminó: su meta no se cambia.")
    if not 0 <= programado <= 999:  # noqa: PLR2004 - tope de captura
        raise NoSePuede("La meta va de 0 a 999.")
    meta, _ = MetaMensual.objects.update_or_create(actividad=actividad, mes=mes, defaults={"programado": programado})
    asentar("fijar meta", actividad, por=por, ahora=ahora, mes=mes, programado=programado)
    return meta
