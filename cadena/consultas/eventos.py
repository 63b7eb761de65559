"""La cadena de cada evento: qué ya pasó con él y qué le falta, dicho en palabras."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Value

from agenda.estados import NO_SE_HACEN, TONOS, Alcance
from agenda.models import Evento
from boletines.estados import EstadoBoletin, como_se_ve
from boletines.models import Boletin
from boletines.models.queryset import BoletinQuerySet
from media_library.models import Evidencia
from medios.estados import CONFIRMADAS
from medios.models import Invitacion
from nucleo.texto.formato import plural
from personas.models import Persona
from personas.permisos import VER_BOLETINES
from redes.estados import EstadoPublicacion
from redes.models import Publicacion


@dataclass(frozen=True)
class Paso:
    """Un eslabón de la cadena de un evento, con la palabra, el color y a dónde lleva."""

    clave: str
    texto: str
    tono: str
    ancla: str = ""


@dataclass(frozen=True)
class BoletinDelEvento:
    """Un boletín que nació del evento, con la palabra y el color de su estado."""

    pk: int
    titulo: str
    palabra: str
    tono: str


@dataclass
class Cadena:
    """Lo que ya pasó con un evento: invitación, confirmados, evidencia, boletín, redes."""

    invitados: int = 0
    confirmados: int = 0
    fotos: int = 0
    audiovisuales: int = 0
    boletines: list[BoletinDelEvento] = field(default_factory=list)
    publicado_en_redes: bool = False
    por_publicar_en_redes: bool = False
    # Sin permiso de ver boletines sólo se conoce lo ya publicado: de lo demás no se habla.
    con_lo_que_falta: bool = True


@dataclass(frozen=True)
class Renglon:
    """Un evento en una lista, con su cadena ya dicha en palabras."""

    evento: Evento
    pasos: list[Paso]
    cadena: Cadena


def con_cadena(eventos: Iterable[Evento], persona: Persona, ahora: datetime) -> list[Renglon]:
    """Agrega la cadena, como la ve la persona, a los eventos de una pantalla; cuesta lo mismo con uno que con cien."""
    eventos = list(eventos)
    cadenas = cadenas_de(eventos, persona, ahora)
    return [Renglon(e, pasos_de(e, cadenas[e.pk], ahora), cadenas[e.pk]) for e in eventos]


def cadenas_de(eventos: Sequence[Evento], persona: Persona, ahora: datetime) -> dict[int, Cadena]:
    """Lo que la persona puede saber que ya pasó con cada evento: dos consultas, sean uno o cien."""
    cadenas = {e.pk: Cadena(con_lo_que_falta=persona.puede(VER_BOLETINES)) for e in eventos}
    _invitaciones_y_evidencias(cadenas, persona)
    _boletines_y_redes(cadenas, _boletines_para(persona, ahora), ahora)
    return cadenas


def _invitaciones_y_evidencias(cadenas: dict[int, Cadena], persona: Persona) -> None:
    invitaciones = Invitacion.objects.filter(evento__in=cadenas).order_by().annotate(que=Value("invitacion"))
    suyas = Evidencia.objects.visibles_para(persona).vivas().filter(evento__in=cadenas)
    evidencias = suyas.order_by().annotate(que=Value("evidencia"))
    cuentas = invitaciones.values_list("que", "evento", "estado").annotate(cuantas=Count("pk"))
    del_archivo = evidencias.values_list("que", "evento", "original__clase").annotate(cuantas=Count("pk"))
    for que, evento, cual, cuantas in cuentas.union(del_archivo, all=True):
        cadena = cadenas[evento]
        if que == "invitacion":
            cadena.invitados += cuantas
            cadena.confirmados += cuantas if cual in CONFIRMADAS else 0
        elif cual == "foto":
            cadena.fotos += cuantas
        else:
            cadena.audiovisuales += cuantas


def _boletines_para(persona: Persona, ahora: datetime) -> BoletinQuerySet:
    """Los del trabajo para quien los puede ver; para los demás, los que ya están en el portal."""
    if persona.puede(VER_BOLETINES):
        return Boletin.objects.del_trabajo()
    return Boletin.objects.publicos(ahora)


def _boletines_y_redes(cadenas: dict[int, Cadena], boletines: BoletinQuerySet, ahora: datetime) -> None:
    suyas = Publicacion.objects.filter(composicion__boletin=OuterRef("pk"))
    boletines = boletines.filter(evento__in=cadenas).order_by("pk")
    for pk, evento_pk, titulo, estado, embargo_hasta, *en_redes in boletines.values_list(
        "pk",
        "evento_id",
        "titulo",
        "estado",
        "embargo_hasta",
        Exists(suyas.filter(estado=EstadoPublicacion.PUBLICADA)),
        Exists(suyas.filter(estado=EstadoPublicacion.POR_PUBLICAR)),
    ):
        cadena = cadenas[evento_pk]
        cadena.boletines.append(BoletinDelEvento(pk, titulo, *como_se_ve(estado, embargo_hasta, ahora)))
        cadena.publicado_en_redes |= en_redes[0]
        cadena.por_publicar_en_redes |= en_redes[1]


def pasos_de(evento: Evento, cadena: Cadena, ahora: datetime) -> list[Paso]:  # noqa: C901 - es la cadena dicha en orden, un eslabón por renglón
    """La cadena en palabras. Lo que falta y ya urge va en teja; lo hecho, en pino."""
    if evento.estado in NO_SE_HACEN:
        return [Paso("estado", evento.get_estado_display(), TONOS[evento.estado])]
    pasos = [] if list(evento.coberturas.all()) else [Paso("cobertura", "Asignar cobertura", "cam", "#cobertura")]
    paso_inicio = evento.inicio <= ahora
    if evento.alcance in (Alcance.MEDIOS, Alcance.PUBLICO):
        pasos += _pasos_de_medios(cadena, ya_paso=paso_inicio)
    if cadena.fotos:
        pasos.append(Paso("evidencia", plural(cadena.fotos, "1 foto", "{} fotos"), "pub", "#evidencia"))
    elif paso_inicio:
        pasos.append(Paso("evidencia", "Faltan fotos", "rev", "#evidencia"))
    if cadena.boletines:
        pasos.append(_paso_del_boletin(cadena.boletines[-1]))
    elif paso_inicio and cadena.con_lo_que_falta:
        pasos.append(Paso("boletin", "Boletín sin empezar", "bor", "#boletines"))
    if cadena.publicado_en_redes:
        pasos.append(Paso("redes", "En redes", "pub", "#boletines"))
    elif cadena.por_publicar_en_redes:
        pasos.append(Paso("redes", "Por publicar en redes", "prog", "#boletines"))
    return pasos


def _paso_del_boletin(boletin: BoletinDelEvento) -> Paso:
    """Con la palabra y el color que usa boletines."""
    en = "en " if boletin.palabra == EstadoBoletin.BORRADOR.label else ""
    return Paso("boletin", f"Boletín {en}{boletin.palabra.lower()}", boletin.tono, "#boletines")


def _pasos_de_medios(cadena: Cadena, *, ya_paso: bool) -> list[Paso]:
    if not cadena.invitados:
        if ya_paso:
            return []
        return [Paso("invitacion", "Sin invitación a medios", "bor", "#medios")]
    confirmados, tono = "Sin confirmados aún", "rev"
    if cadena.confirmados:
        confirmados, tono = plural(cadena.confirmados, "1 medio confirmado", "{} medios confirmados"), "pub"
    return [
        Paso("invitacion", "Invitación enviada", "pub", "#medios"),
        Paso("confirmados", confirmados, tono, "#medios"),
    ]
