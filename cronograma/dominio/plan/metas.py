"""El plan: las seis actividades del POA y sus metas."""

from datetime import datetime

from django.db import transaction

from cronograma.consultas.meses import mes_de
from cronograma.estados import Regla
from cronograma.models import META_MAXIMA, Actividad, CambioDeMeta, MetaMensual
from nucleo.dominio.actos import exigir, motivo_escrito
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.choques import en_fila
from nucleo.dominio.impedimentos import Impedimento, NoSePuede
from personas.models import Persona
from personas.permisos import PLANEAR

# Texto del Plan Operativo Anual 2021: seis actividades, de enero a octubre, todas con «X».
# Nombre completo, nombre corto, unidad, cómo se cuenta y si se suspende en veda (Const. 41 III-C; LGCS 21).
ACTIVIDADES_DEL_POA = (
    ("Generar boletines informativos", "Boletines", "boletín publicado", Regla.BOLETINES, True),
    ("Registrar memoria fotográfica", "Memoria fotográfica", "evento con memoria", Regla.MEMORIA, False),
    (
        "Generar diapositivas informativas para diferentes reuniones, etc.",
        "Diapositivas",
        "presentación entregada",
        Regla.DIAPOSITIVAS,
        False,
    ),
    (
        "Diseñar carteles y volantes, así como espectaculares.",
        "Carteles y volantes",
        "diseño usado",
        Regla.DISENOS,
        True,
    ),
    (
        "Generar y publicar contenido audiovisual publicitario en redes y sistemas de perifoneo.",
        "Audiovisual y perifoneo",
        "pieza publicada",
        Regla.AUDIOVISUAL,
        True,
    ),
    (
        "Actualizar la información constantemente de las páginas oficiales del Gobierno Municipal.",
        "Páginas oficiales",
        "cambio visto",
        Regla.PAGINAS,
        False,
    ),
)
MESES_DEL_POA_2021 = range(1, 11)
LARGO_DEL_MOTIVO = 300
DICIEMBRE = 12


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
def fijar_meta(
    actividad: Actividad, *, mes: int, programado: int, por: Persona, ahora: datetime, motivo: str = ""
) -> MetaMensual:
    """Fija lo programado de un mes. Con el año ya empezado, cambiar lo que había pide su motivo y deja las dos cifras.

    Nunca hacia atrás: un mes que ya terminó no se reprograma (docs/dominio.md, regla 34).
    """
    exigir(por, PLANEAR, frase="cambiar las metas")
    _que_no_haya_terminado(actividad, mes, ahora)
    if not 0 <= programado <= META_MAXIMA:
        raise NoSePuede([Impedimento(f"La meta va de 0 a {META_MAXIMA}.", "programado")])
    en_fila("planear", actividad.ejercicio)
    antes = _programado(actividad, mes)
    if antes is not None and antes != programado and _ya_empezo(actividad, ahora):
        motivo = motivo_escrito(motivo, "El año ya empezó: escribe por qué cambia la meta.", maximo=LARGO_DEL_MOTIVO)
        _apuntar_cambio(actividad, mes, antes, programado, motivo, por, ahora)
    meta = _poner(actividad, mes, programado)
    asentar("fijar meta", actividad, por=por, ahora=ahora, mes=mes, programado=programado, motivo=motivo)
    return meta


@transaction.atomic(durable=True)
def reprogramar(
    actividad: Actividad, *, mes: int, pasa_a: int, motivo: str, por: Persona, ahora: datetime
) -> MetaMensual:
    """Pasa lo programado de un mes a otro que siga, antes de que termine, y dice por qué. Devuelve la que creció."""
    exigir(por, PLANEAR, frase="reprogramar")
    motivo = motivo_escrito(motivo, "Escribe por qué se reprograma.", maximo=LARGO_DEL_MOTIVO)
    _que_no_haya_terminado(actividad, mes, ahora)
    if not mes < pasa_a <= DICIEMBRE:
        raise NoSePuede([Impedimento("Elige un mes que venga después, del mismo año.", "pasa_a")])
    en_fila("planear", actividad.ejercicio)
    cuantas = _programado(actividad, mes)
    if not cuantas:
        raise NoSePuede("Ese mes no tiene nada programado.")
    ya_tenia = _programado(actividad, pasa_a) or 0
    _apuntar_cambio(actividad, mes, cuantas, 0, motivo, por, ahora, pasa_a=pasa_a)
    _apuntar_cambio(actividad, pasa_a, ya_tenia, ya_tenia + cuantas, motivo, por, ahora)
    _poner(actividad, mes, 0)
    asentar("reprogramar", actividad, por=por, ahora=ahora, mes=mes, pasa_a=pasa_a, cuantas=cuantas, motivo=motivo)
    return _poner(actividad, pasa_a, ya_tenia + cuantas)


def _que_no_haya_terminado(actividad: Actividad, mes: int, ahora: datetime) -> None:
    if (actividad.ejercicio, mes) < mes_de(ahora):
        raise NoSePuede("Ese mes ya terminó: su meta no se cambia.")
    if actividad.retirada_en:
        raise NoSePuede("Esa actividad se retiró del plan.")


def _ya_empezo(actividad: Actividad, ahora: datetime) -> bool:
    return mes_de(ahora) >= (actividad.ejercicio, 1)


def _programado(actividad: Actividad, mes: int) -> int | None:
    return actividad.metas.filter(mes=mes).values_list("programado", flat=True).first()


def _poner(actividad: Actividad, mes: int, programado: int) -> MetaMensual:
    meta, _ = MetaMensual.objects.update_or_create(actividad=actividad, mes=mes, defaults={"programado": programado})
    return meta


def _apuntar_cambio(  # noqa: PLR0913 - son los datos del cambio
    actividad: Actividad,
    mes: int,
    antes: int,
    despues: int,
    motivo: str,
    por: Persona,
    ahora: datetime,
    *,
    pasa_a: int | None = None,
) -> None:
    CambioDeMeta.objects.create(
        actividad=actividad,
        mes=mes,
        antes=antes,
        despues=despues,
        pasa_a=pasa_a,
        motivo=motivo,
        hecho_en=ahora,
        hecho_por=por,
    )
