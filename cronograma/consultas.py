"""Cuenta lo realizado desde el trabajo real. Cada regla dice qué cuenta y muestra sus pruebas."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, F, Min, OuterRef, QuerySet, Sum
from django.db.models.functions import ExtractMonth, TruncDate
from django.urls import reverse
from django.utils import timezone

from agenda.models import Evento
from boletines.models import Boletin
from cronograma.estados import Regla
from cronograma.models import Actividad, EvidenciaManual
from difusion.estados import EstadoEnvio, MotivoDeEnvio
from difusion.models import Envio
from media_library.consultas.fechas import aviso_de_fecha
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


@dataclass(frozen=True)
class Prueba:
    """Una cosa real que cuenta para una celda."""

    cuando: datetime
    titulo: str
    clase: str
    url: str


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
    return Evidencia.objects.vivas().filter(original__clase__in=clases, capturada_en__gte=desde, capturada_en__lt=hasta)


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


# Por regla: (consulta, campo de fecha). Sumar una regla es agregar un renglón.
FUENTES: dict[str, list[tuple[Callable[[datetime, datetime], QuerySet], str]]] = {
    Regla.BOLETINES: [(_boletines, "salio_en")],
    Regla.MEMORIA: [(_eventos_con_fotos, "inicio")],
    Regla.AUDIOVISUAL: [(_audiovisuales, "capturada_en"), (_publicadas, "publicada_en")],
    Regla.PAGINAS: [(_del_portal, "resuelto_en"), (_comprobadas, "hecha_en")],
    Regla.MANUAL: [],
}


def contar(regla: str, ejercicio: int) -> CuentaPorMes:
    """Cuántas cosas reales hay en cada mes del ejercicio según la regla: una consulta por fuente."""
    total: CuentaPorMes = Counter()
    for fuente, campo in FUENTES[regla]:
        filas = (
            fuente(*del_ejercicio(ejercicio))
            .order_by()
            .annotate(mes_=ExtractMonth(campo, tzinfo=CENTRO))
            .values("mes_")
        )
        total.update({fila["mes_"]: fila["cuantos"] for fila in filas.annotate(cuantos=Count("pk"))})
    return total


def contar_manuales(ejercicio: int) -> dict[tuple[int, int], int]:
    """Lo agregado a mano y no anulado, por (actividad, mes)."""
    filas = EvidenciaManual.objects.filter(actividad__ejercicio=ejercicio, anulada_en__isnull=True).order_by()
    return {(a, m): n for a, m, n in filas.values_list("actividad_id", "mes").annotate(Sum("cantidad"))}


def _prueba(cosa: object) -> Prueba:
    match cosa:
        case Boletin():
            return Prueba(
                cosa.sale_en, f"{cosa.folio} {cosa.titulo}", "Boletín", reverse("boletines:ver", args=[cosa.pk])
            )
        case Evento():
            return Prueba(cosa.inicio, cosa.titulo, "Evento con fotografías", reverse("cadena:evento", args=[cosa.pk]))
        case Evidencia():
            return Prueba(
                cosa.capturada_en,
                str(cosa),
                " · ".join(filter(None, (cosa.original.get_clase_display(), aviso_de_fecha(cosa)))),
                reverse("media_library:ver", args=[cosa.pk]),
            )
        case Publicacion():
            return Prueba(cosa.publicada_en or cosa.creada_en, cosa.titulo, cosa.get_red_display(), cosa.enlace)
        case Envio():
            return Prueba(
                cosa.resuelto_en or cosa.creado_en,
                cosa.asunto or "Agenda pública",
                "Portal",
                reverse("difusion:ver", args=[cosa.pk]),
            )
        case Actualizacion():
            direccion = reverse("paginas:ver", args=[cosa.pagina_id])
            return Prueba(cosa.hecha_en, f"{cosa.pagina}: {cosa.nota}", "Página oficial", direccion)
    raise TypeError(type(cosa))


def pruebas(actividad: Actividad, mes: int) -> list[Prueba]:
    """Las cosas reales que cuentan para una celda, de lo último a lo primero."""
    encontradas = []
    for fuente, campo in FUENTES[actividad.regla]:
        cosas = fuente(*del_mes(actividad.ejercicio, mes))
        cosas = cosas.select_related("original") if cosas.model is Evidencia else cosas
        encontradas += [_prueba(c) for c in cosas.order_by(F(campo).desc())[:200]]
    return sorted(encontradas, key=lambda p: p.cuando, reverse=True)


def ejercicios() -> list[int]:
    """Los años que tienen plan, del último al primero."""
    return list(Actividad.objects.order_by("-ejercicio").values_list("ejercicio", flat=True).distinct())
