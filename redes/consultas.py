"""Lo que las pantallas preguntan de lo que va a las redes."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet

from boletines.models import Boletin
from media_library.estados import Clase
from media_library.models import Evidencia
from nucleo.texto.formato import CENTRO
from personas.models import Persona
from redes.estados import EstadoPublicacion
from redes.models import Composicion, Publicacion

ESPACIOS = (time(9, 0), time(12, 0), time(18, 0))  # a qué horas conviene publicar cada día
CERCA = timedelta(minutes=45)  # un espacio con otra tan cerca ya no está libre
OCUPAN = (
    EstadoPublicacion.BORRADOR,
    EstadoPublicacion.POR_APROBAR,
    EstadoPublicacion.PROGRAMADA,
    EstadoPublicacion.SALIENDO,
    EstadoPublicacion.PUBLICADA,
    EstadoPublicacion.POR_PUBLICAR,
)
SE_OFRECEN = 24
DIAS = 7


def puestas_de(boletines: Iterable[Boletin]) -> list[Publicacion]:
    """Lo ya puesto en redes de esos boletines, con su enlace: sólo se quita allá, a mano. Una consulta."""
    claves = {boletin.pk for boletin in boletines}
    if not claves:
        return []
    return list(Publicacion.objects.filter(composicion__boletin__in=claves).exclude(enlace="").order_by("pk"))


def que_se_ofrecen(composicion: Composicion, persona: Persona) -> QuerySet[Evidencia]:
    """Las fotos para elegir: las de su evento, o las últimas de la biblioteca; sin las que ya lleva."""
    fotos = Evidencia.objects.visibles_para(persona).vivas().filter(original__clase=Clase.FOTO)
    evento = composicion.evento or (composicion.boletin and composicion.boletin.evento)
    if evento:
        fotos = fotos.filter(evento=evento)
    puestas = composicion.fotos.values("evidencia")
    con_todo = fotos.exclude(pk__in=puestas).select_related("original").prefetch_related("consentimientos")
    return con_todo.order_by("-capturada_en", "-pk")[:SE_OFRECEN]


def de_la_fecha(dia: date, hora: time) -> datetime:
    """El momento en que eso pasa en el municipio."""
    return datetime.combine(dia, hora, tzinfo=CENTRO)


def siguiente_espacio(ahora: datetime, *, sin: Composicion | None = None) -> datetime:
    """El primer espacio libre desde ahora. Con dos semanas llenas, el último de ellas."""
    hoy = ahora.astimezone(CENTRO).date()
    todos = [de_la_fecha(hoy + timedelta(days=n), e) for n in range(2 * DIAS) for e in ESPACIOS]
    otras = Publicacion.objects.filter(estado__in=OCUPAN, sale_en__gte=ahora - CERCA)
    ocupados = list(otras.exclude(composicion=sin).values_list("sale_en", flat=True))
    libres = (e for e in todos if e > ahora and not any(o and abs(o - e) < CERCA for o in ocupados))
    return next(libres, todos[-1])


@dataclass
class DiaDeRedes:
    """Un día del calendario: sus publicaciones en orden y los espacios que siguen libres."""

    fecha: date
    es_hoy: bool
    publicaciones: list[Publicacion] = field(default_factory=list)
    libres: list[datetime] = field(default_factory=list)


def semana_de(lunes: date, ahora: datetime) -> list[DiaDeRedes]:
    """Los siete días desde ese lunes. Una publicación es de su día de aquí, aunque en otra zona sea otro."""
    desde = de_la_fecha(lunes, time())
    hasta = de_la_fecha(lunes + timedelta(days=DIAS), time())
    hoy = ahora.astimezone(CENTRO).date()
    dias = [DiaDeRedes(f := lunes + timedelta(days=n), f == hoy) for n in range(DIAS)]
    en_ella = Q(sale_en__gte=desde, sale_en__lt=hasta)
    puestas = Q(sale_en__isnull=True, publicada_en__gte=desde, publicada_en__lt=hasta)
    suyas = Publicacion.objects.con_origen().filter(en_ella | puestas)
    for p in suyas.exclude(estado=EstadoPublicacion.DESCARTADA).prefetch_related("composicion__fotos"):
        cuando = p.sale_en or p.publicada_en or p.creada_en
        p.cuando = cuando
        dias[(cuando.astimezone(CENTRO).date() - lunes).days].publicaciones.append(p)
    for dia in dias:
        dia.publicaciones.sort(key=lambda p: (p.cuando, p.pk))
        horas = [p.cuando for p in dia.publicaciones]
        espacios = [de_la_fecha(dia.fecha, e) for e in ESPACIOS]
        dia.libres = [e for e in espacios if e > ahora and not any(abs(h - e) < CERCA for h in horas)]
    return dias
