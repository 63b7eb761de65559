"""De dónde sale cada clase de prueba: las cosas reales que cuentan entre dos horas. Sumar una clase es un renglón."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone

from agenda.estados import EstadoCobertura, TipoDeCobertura
from agenda.models import Cobertura, Evento
from boletines.models import Boletin
from cronograma.estados import ClaseDePrueba, Regla
from cronograma.models import EvidenciaManual
from difusion.estados import EstadoEnvio, MotivoDeEnvio
from difusion.models import Envio
from media_library.estados import Clase
from media_library.models import Corte, Evidencia
from nucleo.texto.formato import CENTRO
from paginas.estados import EstadoSolicitud
from paginas.models import Actualizacion, Solicitud
from produccion.models import Diseno, Reunion
from redes.estados import EstadoPublicacion
from redes.models import Publicacion

Parametros = Mapping[str, Any]
YA_SE_VE = Q(estado=EstadoEnvio.ENTREGADO)
INICIO = datetime(2000, 1, 1, tzinfo=CENTRO)  # antes de cualquier boletín


@dataclass(frozen=True)
class Fuente:
    """Una clase de prueba: a qué regla pertenece, cuáles son entre dos horas y con qué fecha se acomodan en su mes."""

    regla: str
    clase: str
    entre: Callable[[datetime, datetime, Parametros], QuerySet]
    campo: str
    busca: tuple[str, ...] = ("titulo",)  # en qué textos se buscan palabras
    con: tuple[str, ...] = ()  # lo que se trae con cada cosa para decirla
    suma: str = ""  # el campo con la cantidad; vacío, cada cosa vale uno
    si: str = ""  # el parámetro de la regla que la enciende

    @property
    def nombre(self) -> str:
        return str(ClaseDePrueba(self.clase).label)

    def rige(self, parametros: Parametros) -> bool:
        return not self.si or bool(parametros.get(self.si))


def _boletines(desde: datetime, hasta: datetime, _: Parametros) -> QuerySet[Boletin]:
    return Boletin.objects.salidos_entre(desde, hasta, timezone.now())


def _eventos_con_memoria(desde: datetime, hasta: datetime, parametros: Parametros) -> QuerySet[Evento]:
    """Eventos con su cobertura de foto entregada y al menos `fotos` con pie, texto alternativo y crédito."""
    encargos = Cobertura.objects.filter(tipo=TipoDeCobertura.FOTO, estado=EstadoCobertura.ENTREGADA)
    descritas = (
        Evidencia.objects.vivas()
        .de_clase(Clase.FOTO)
        .filter(evento=OuterRef("pk"))
        .exclude(Q(pie="") | Q(texto_alternativo="") | Q(credito=""))
        .order_by()
        .values("evento")
    )
    return (
        Evento.objects.entre(desde, hasta)
        .filter(Exists(encargos.filter(evento=OuterRef("pk"))))
        .annotate(descritas=Coalesce(Subquery(descritas.annotate(n=Count("pk")).values("n")), 0))
        .filter(descritas__gte=parametros["fotos"])
    )


def _publicaciones(desde: datetime, hasta: datetime, _: Parametros) -> QuerySet[Publicacion]:
    return Publicacion.objects.filter(
        estado=EstadoPublicacion.PUBLICADA, publicada_en__gte=desde, publicada_en__lt=hasta
    )


def _cortes(desde: datetime, hasta: datetime, _: Parametros) -> QuerySet[Corte]:
    """Cada video o audio, la primera vez que salió con un boletín: usarlo en otro no es hacerlo otra vez."""
    ahora = timezone.now()
    salieron: QuerySet[Any] = Boletin.objects.salidos_entre(INICIO, ahora, ahora).filter(cortes__corte=OuterRef("pk"))
    primero = salieron.order_by("salio_en", "pk")
    usados = Corte.objects.annotate(
        salio_en=Subquery(primero.values("salio_en")[:1]), salio_con=Subquery(primero.values("pk")[:1])
    )
    return usados.filter(salio_en__gte=desde, salio_en__lt=hasta)


def _cambios(desde: datetime, hasta: datetime, _: Parametros) -> QuerySet[Actualizacion]:
    """Un cambio por página y día. El que comprobó una solicitud a Transparencia ya cuenta como solicitud."""
    de_solicitud = Solicitud.objects.filter(antes=OuterRef("antes"), estado=EstadoSolicitud.VERIFICADA)
    hechos = Actualizacion.objects.filter(hecha_en__gte=desde, hecha_en__lt=hasta).exclude(Exists(de_solicitud))
    return _uno_al_dia(Actualizacion.objects.all(), hechos, "pagina", "hecha_en")


def _paginas(desde: datetime, hasta: datetime, _: Parametros) -> QuerySet[Envio]:
    """Las páginas del portal que guardó una persona y quedaron escritas: una por página y día."""
    mandadas = _mandadas(desde, hasta).filter(motivo=MotivoDeEnvio.PAGINAS)
    return _uno_al_dia(Envio.objects.all(), mandadas, "objeto", "creado_en", si=YA_SE_VE)


def _solicitudes(desde: datetime, hasta: datetime, _: Parametros) -> QuerySet[Solicitud]:
    return Solicitud.objects.filter(
        estado=EstadoSolicitud.VERIFICADA, verificada_en__gte=desde, verificada_en__lt=hasta
    )


def _articulos(desde: datetime, hasta: datetime, _: Parametros) -> QuerySet[Envio]:
    """Sólo si la oficina lo encendió en «Qué cuenta»: el boletín ya cuenta en su actividad."""
    mandados = _mandadas(desde, hasta).filter(motivo__in=[MotivoDeEnvio.PUBLICAR, MotivoDeEnvio.CORREGIR])
    return _uno_al_dia(Envio.objects.all(), mandados, "objeto", "creado_en", si=YA_SE_VE)


def _mandadas(desde: datetime, hasta: datetime) -> QuerySet[Envio]:
    """Lo que una persona mandó escribir en el portal en esas fechas."""
    return Envio.objects.filter(creado_por__isnull=False, creado_en__gte=desde, creado_en__lt=hasta)


def _uno_al_dia(todas: QuerySet, hechas: QuerySet, de: str, campo: str, *, si: Q | None = None) -> QuerySet:
    """La primera de cada día: diez cambios seguidos de la misma página no son diez.

    Con `si`, el día cuenta cuando alguna lo cumple; la que lo representa es siempre la misma, aunque otra se reintente.
    """
    por_dia = hechas.order_by().values(de, dia=TruncDate(campo, tzinfo=CENTRO)).annotate(primera=Min("pk"))
    if si is not None:
        por_dia = por_dia.annotate(cumplen=Count("pk", filter=si)).filter(cumplen__gt=0)
    return todas.filter(pk__in=por_dia.values("primera"))


def _reuniones(desde: datetime, hasta: datetime, _: Parametros) -> QuerySet[Reunion]:
    """Cada reunión, una vez, el día de su primera entrega: otra versión no es otra presentación."""
    return Reunion.objects.entregadas_entre(desde, hasta)


def _disenos(desde: datetime, hasta: datetime, _: Parametros) -> QuerySet[Diseno]:
    """Aprobados y entregados impresos, colocados con foto o publicados: una vez, el día de su primera prueba de uso."""
    return Diseno.objects.usados_entre(desde, hasta)


def _a_mano(desde: datetime, hasta: datetime, _: Parametros) -> QuerySet[EvidenciaManual]:
    dias = desde.astimezone(CENTRO).date(), hasta.astimezone(CENTRO).date()
    return EvidenciaManual.objects.filter(fecha__gte=dias[0], fecha__lt=dias[1])


FUENTES: tuple[Fuente, ...] = (
    Fuente(Regla.BOLETINES, ClaseDePrueba.BOLETIN, _boletines, "salio_en"),
    Fuente(Regla.MEMORIA, ClaseDePrueba.EVENTO, _eventos_con_memoria, "inicio"),
    Fuente(
        Regla.DIAPOSITIVAS,
        ClaseDePrueba.REUNION,
        _reuniones,
        "entregada_en",
        busca=("tema", "quienes"),
        con=("dependencia",),
    ),
    Fuente(
        Regla.DISENOS,
        ClaseDePrueba.DISENO,
        _disenos,
        "usado_en",
        con=("dependencia",),
    ),
    Fuente(Regla.AUDIOVISUAL, ClaseDePrueba.PUBLICACION, _publicaciones, "publicada_en"),
    Fuente(
        Regla.AUDIOVISUAL,
        ClaseDePrueba.CORTE,
        _cortes,
        "salio_en",
    ),
    Fuente(
        Regla.PAGINAS,
        ClaseDePrueba.CAMBIO,
        _cambios,
        "hecha_en",
        busca=("pagina__nombre", "nota"),
        con=("pagina", "hecha_por"),
    ),
    Fuente(Regla.PAGINAS, ClaseDePrueba.PAGINA, _paginas, "creado_en", busca=("asunto",), con=("creado_por",)),
    Fuente(
        Regla.PAGINAS,
        ClaseDePrueba.SOLICITUD,
        _solicitudes,
        "verificada_en",
        busca=("pagina__nombre", "que"),
        con=("pagina",),
    ),
    Fuente(
        Regla.PAGINAS,
        ClaseDePrueba.ARTICULO,
        _articulos,
        "creado_en",
        busca=("asunto",),
        con=("creado_por",),
        si="boletines_en_el_portal",
    ),
)
# La de todas las actividades: suma su cantidad y es de una actividad, no de una regla.
DE_A_MANO = Fuente("", ClaseDePrueba.A_MANO, _a_mano, "fecha", busca=("titulo", "motivo"), suma="cantidad")


def fuentes_de(reglas: Iterable[str]) -> list[Fuente]:
    """Las clases que cuentan para esas reglas; lo agregado a mano va aparte."""
    pedidas = set(reglas)
    return [fuente for fuente in FUENTES if fuente.regla in pedidas]


def ordenadas(cosas: QuerySet, campo: str) -> QuerySet:
    """De lo último a lo primero."""
    return cosas.order_by(F(campo).desc(), "-pk")
