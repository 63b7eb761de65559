"""Cuenta lo realizado desde el trabajo real. Cada regla dice de dónde lo cuenta y en qué clases se enseña."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import ExtractMonth, TruncDate
from django.utils import timezone

from agenda.models import Evento
from boletines.models import Boletin
from cronograma.estados import Regla
from cronograma.models import Actividad, EvidenciaManual
from difusion.estados import EstadoEnvio, MotivoDeEnvio
from difusion.models import Envio
from media_library.estados import Clase
from media_library.models import Evidencia
from nucleo.texto.formato import CENTRO
from paginas.models import Actualizacion
from redes.estados import EstadoPublicacion
from redes.models import Publicacion

CuentaPorMes = Counter[int]
# Lo que alguien actualizó. Quitar no es actualizar, y lo que el portal rehace solo (documentos, tamaños de foto, el
# cambio de día) no es trabajo de nadie.
ACTUALIZAN = (
    MotivoDeEnvio.PUBLICAR,
    MotivoDeEnvio.CORREGIR,
    MotivoDeEnvio.SUSPENSION,
    MotivoDeEnvio.AGENDA,
    MotivoDeEnvio.PAGINAS,
)


TODAS = Q()


@dataclass(frozen=True)
class ClaseDePrueba:
    """Cómo se agrupan en la celda las pruebas de una fuente: con qué nombre y cuáles."""

    clave: str
    nombre: str
    cuales: Q = TODAS


@dataclass(frozen=True)
class Fuente:
    """De dónde salen las cosas que cuentan, con qué fecha y en qué clases se reparten."""

    consulta: Callable[[datetime, datetime], QuerySet]
    campo: str
    clases: tuple[ClaseDePrueba, ...]


def del_ejercicio(ejercicio: int) -> tuple[datetime, datetime]:
    return datetime(ejercicio, 1, 1, tzinfo=CENTRO), datetime(ejercicio + 1, 1, 1, tzinfo=CENTRO)


def del_mes(ejercicio: int, mes: int) -> tuple[datetime, datetime]:
    return datetime(ejercicio, mes, 1, tzinfo=CENTRO), datetime(ejercicio + mes // 12, mes % 12 + 1, 1, tzinfo=CENTRO)


def _boletines(desde: datetime, hasta: datetime) -> QuerySet[Boletin]:
    return Boletin.objects.salidos_entre(desde, hasta, timezone.now())


def _eventos_con_fotos(desde: datetime, hasta: datetime) -> QuerySet[Evento]:
    fotos = Evidencia.objects.vivas().de_clase(Clase.FOTO).filter(evento=OuterRef("pk"))
    return Evento.objects.entre(desde, hasta).filter(Exists(fotos))


def _audiovisuales(desde: datetime, hasta: datetime) -> QuerySet[Evidencia]:
    clases = [Clase.VIDEO, Clase.AUDIO]
    hechas = Evidencia.objects.vivas().filter(original__clase__in=clases).select_related("original")
    return hechas.filter(capturada_en__gte=desde, capturada_en__lt=hasta)


def _publicadas(desde: datetime, hasta: datetime) -> QuerySet[Publicacion]:
    return Publicacion.objects.filter(
        estado=EstadoPublicacion.PUBLICADA, publicada_en__gte=desde, publicada_en__lt=hasta
    )


def _del_portal(desde: datetime, hasta: datetime) -> QuerySet[Envio]:
    """Una por página y día, y sólo lo que alguien cambió: diez cambios seguidos de la agenda no son diez."""
    escritas = Envio.objects.filter(
        motivo__in=ACTUALIZAN, estado=EstadoEnvio.ENTREGADO, resuelto_en__gte=desde, resuelto_en__lt=hasta
    )
    por_dia = escritas.order_by().values("objeto", dia=TruncDate("resuelto_en", tzinfo=CENTRO))
    return Envio.objects.filter(pk__in=por_dia.annotate(primera=Min("pk")).values("primera"))


def _comprobadas(desde: datetime, hasta: datetime) -> QuerySet[Actualizacion]:
    return Actualizacion.objects.filter(hecha_en__gte=desde, hecha_en__lt=hasta).select_related("pagina")


DE_BOLETINES = Q(motivo__in=[MotivoDeEnvio.PUBLICAR, MotivoDeEnvio.CORREGIR, MotivoDeEnvio.SUSPENSION])
# Por regla, de dónde se cuenta. Sumar una regla es agregar un renglón; las clases de una fuente no se enciman.
FUENTES: dict[str, list[Fuente]] = {
    Regla.BOLETINES: [Fuente(_boletines, "salio_en", (ClaseDePrueba("boletines", "Boletines"),))],
    Regla.MEMORIA: [Fuente(_eventos_con_fotos, "inicio", (ClaseDePrueba("eventos", "Eventos con fotografías"),))],
    Regla.AUDIOVISUAL: [
        Fuente(
            _audiovisuales,
            "capturada_en",
            (
                ClaseDePrueba("videos", "Videos", Q(original__clase=Clase.VIDEO)),
                ClaseDePrueba("audios", "Audios", Q(original__clase=Clase.AUDIO)),
            ),
        ),
        Fuente(_publicadas, "publicada_en", (ClaseDePrueba("redes", "Publicaciones en redes"),)),
    ],
    Regla.PAGINAS: [
        Fuente(_comprobadas, "hecha_en", (ClaseDePrueba("cambios", "Cambios vistos en páginas oficiales"),)),
        Fuente(
            _del_portal,
            "resuelto_en",
            (
                ClaseDePrueba("portal", "Páginas del portal", Q(motivo=MotivoDeEnvio.PAGINAS)),
                ClaseDePrueba("articulos", "Boletines escritos en el portal", DE_BOLETINES),
                ClaseDePrueba("agenda", "Agenda pública", Q(motivo=MotivoDeEnvio.AGENDA)),
            ),
        ),
    ],
    Regla.MANUAL: [],
}


def contar(regla: str, ejercicio: int) -> CuentaPorMes:
    """Cuántas cosas reales hay en cada mes del ejercicio según la regla: una consulta por fuente."""
    total: CuentaPorMes = Counter()
    for fuente in FUENTES[regla]:
        filas = (
            fuente.consulta(*del_ejercicio(ejercicio))
            .order_by()
            .annotate(mes_=ExtractMonth(fuente.campo, tzinfo=CENTRO))
            .values("mes_")
        )
        total.update({fila["mes_"]: fila["cuantos"] for fila in filas.annotate(cuantos=Count("pk"))})
    return total


def contar_manuales(ejercicio: int) -> dict[tuple[int, int], int]:
    """Lo agregado a mano y no anulado, por (actividad, mes)."""
    filas = EvidenciaManual.objects.filter(actividad__ejercicio=ejercicio, anulada_en__isnull=True).order_by()
    return {(a, m): n for a, m, n in filas.values_list("actividad_id", "mes").annotate(Sum("cantidad"))}


def clases_de(regla: str) -> list[str]:
    """Las claves de las clases de una regla, como se piden en la dirección."""
    return [clase.clave for fuente in FUENTES[regla] for clase in fuente.clases]


def ejercicios() -> list[int]:
    """Los años que tienen plan, del último al primero."""
    return list(Actividad.objects.order_by("-ejercicio").values_list("ejercicio", flat=True).distinct())
