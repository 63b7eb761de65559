"""La bandeja: lo que espera una decisión, primero lo que vence antes, y todo lo de la que está enfrente."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from difflib import SequenceMatcher

from django.db.models import Count, F, Prefetch, Q

from agenda.estados import VIGENTES
from agenda.models import Evento
from nucleo.texto.formato import CENTRO, DIAS, MESES_CORTOS, cuando_sera, fecha_media, plegar
from personas.models import Persona
from personas.permisos import ATENDER_SOLICITUDES
from solicitudes.consultas.niveles import nivel_de
from solicitudes.consultas.palabras import en_sus_palabras
from solicitudes.consultas.teclas import TECLAS, Tecla, dira, sugerida_para, verbo_de
from solicitudes.estados import EstadoSolicitud
from solicitudes.models import Adjunto, Mensaje, RenglonPedido, Solicitud
from solicitudes.transiciones import SE_DECIDEN

SE_VEN = 100
SIGUEN = 3
PARECIDO = 0.72
CERCA = timedelta(days=7)
PESTANAS = (
    (EstadoSolicitud.POR_DECIDIR, "Por decidir"),
    (EstadoSolicitud.EN_ESPERA, "En espera"),
    (EstadoSolicitud.EN_CURSO, "En curso"),
    (EstadoSolicitud.CERRADA, "Cerradas"),
)


@dataclass(frozen=True)
class RenglonDeBandeja:
    """Una de la lista: quién, qué y cuánto le queda."""

    solicitud: Solicitud
    reloj: str
    tarde: bool


@dataclass(frozen=True)
class PorNacer:
    """Un renglón que sería un evento: su letra, y de qué conviene dudar."""

    renglon: RenglonPedido
    nivel: str
    dudas: Sequence[str]

    @property
    def dia(self) -> str:
        """«lun 30 nov»."""
        fecha = self.renglon.fecha
        return f"{DIAS[fecha.weekday()][:3]} {fecha.day} {MESES_CORTOS[fecha.month - 1]}"


@dataclass(frozen=True)
class Detalle:
    """La que está enfrente, con lo que nacería, lo que se dijeron y lo que se puede decidir."""

    solicitud: Solicitud
    reloj: str
    tarde: bool
    por_nacer: Sequence[PorNacer]
    mensajes: Sequence[Mensaje]
    adjuntos: Sequence[Adjunto]
    otras: Sequence[Solicitud]
    se_decide: bool
    teclas: Sequence[Tecla] = TECLAS

    @property
    def sugerida(self) -> Tecla:
        return sugerida_para(self.solicitud)

    @property
    def verbo(self) -> str:
        return verbo_de(self.sugerida, len(self.por_nacer))

    @property
    def dira(self) -> str:
        return dira(self.sugerida, len(self.por_nacer))

    @property
    def ven(self) -> str:
        return en_sus_palabras(self.solicitud)

    @property
    def se_deshace(self) -> bool:
        return self.solicitud.estado != EstadoSolicitud.POR_DECIDIR

    @property
    def eventos(self) -> list[Evento]:
        return [p.renglon.evento for p in self.por_nacer if p.renglon.evento]


@dataclass(frozen=True)
class Bandeja:
    """La página: las pestañas con su cuenta, la lista y la de enfrente."""

    ver: str
    pestanas: Sequence[tuple[str, str, int]]
    resumen: str
    vencen_hoy: int
    renglones: Sequence[RenglonDeBandeja]
    detalle: Detalle | None
    atiende: bool
    solo_lista: bool = False
    texto: str = ""
    siguen: Sequence[RenglonDeBandeja] = field(default_factory=list)

    @property
    def actual(self) -> int:
        """La llave de la que está enfrente; cero si no hay."""
        return self.detalle.solicitud.pk if self.detalle else 0

    @property
    def _lugar(self) -> int:
        return next((n for n, r in enumerate(self.renglones) if r.solicitud.pk == self.actual), -1)

    @property
    def posicion(self) -> str:
        return f"{self._lugar + 1} de {len(self.renglones)}" if self._lugar >= 0 else ""

    @property
    def anterior(self) -> int | None:
        return self.renglones[self._lugar - 1].solicitud.pk if self._lugar > 0 else None

    @property
    def siguiente(self) -> int | None:
        lugar = self._lugar
        return self.renglones[lugar + 1].solicitud.pk if 0 <= lugar < len(self.renglones) - 1 else None


def bandeja_de(
    persona: Persona,
    ahora: datetime,
    *,
    ver: str,
    texto: str = "",
    actual: Solicitud | None = None,
    lista: bool = False,
) -> Bandeja:
    """Las mismas consultas haya las que haya."""
    suyas = Solicitud.objects.visibles_para(persona)
    cuentas = _cuentas(persona, ahora)
    filas = suyas.filter(estado=ver).con_repetidas().select_related("dependencia", "repetida_de")
    filas = filas.order_by("-cerrada_en", "-pk") if ver == EstadoSolicitud.CERRADA else filas.por_reloj()
    if texto:
        filas = filas.filter(busqueda__contains=plegar(texto)[:100])
    renglones = [_renglon(s, ahora) for s in filas[:SE_VEN]]
    if actual is None and renglones and not lista:
        actual = renglones[0].solicitud
    detalle = _detalle(actual, persona, ahora) if actual and not lista else None
    return Bandeja(
        ver=ver,
        pestanas=[(estado.value, nombre, cuentas[estado.value]) for estado, nombre in PESTANAS],
        resumen=_resumen(cuentas),
        vencen_hoy=cuentas["vencen_hoy"],
        renglones=renglones,
        detalle=detalle,
        atiende=persona.puede(ATENDER_SOLICITUDES),
        solo_lista=lista,
        texto=texto,
        siguen=[r for r in renglones if actual and r.solicitud.pk != actual.pk][:SIGUEN],
    )


def _cuentas(persona: Persona, ahora: datetime) -> dict[str, int]:
    aqui = ahora.astimezone(CENTRO)
    manana = aqui.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    del_mes = Q(decidida_en__gte=aqui.replace(day=1, hour=0, minute=0, second=0, microsecond=0))
    a_tiempo = del_mes & (Q(vence_en__isnull=True) | Q(decidida_en__lte=F("vence_en")))
    por_estado = {e.value: Count("pk", filter=Q(estado=e)) for e, _ in PESTANAS}
    return Solicitud.objects.visibles_para(persona).aggregate(
        **por_estado,
        vencen_hoy=Count("pk", filter=Q(estado=EstadoSolicitud.POR_DECIDIR, vence_en__lt=manana)),
        del_mes=Count("pk", filter=del_mes),
        a_tiempo=Count("pk", filter=a_tiempo),
    )


def _resumen(cuentas: dict[str, int]) -> str:
    if not cuentas["del_mes"]:
        return ""
    return f"este mes se contestaron {cuentas['a_tiempo']} de {cuentas['del_mes']} a tiempo"


def _renglon(solicitud: Solicitud, ahora: datetime) -> RenglonDeBandeja:
    return RenglonDeBandeja(solicitud, reloj_de(solicitud, ahora), solicitud.va_tarde(ahora))


def reloj_de(solicitud: Solicitud, ahora: datetime) -> str:
    """«quedan 40 min», «hoy 18:00», «venció hace…»; detenida, pospuesta o cerrada, desde cuándo."""
    if solicitud.detenida_en:
        return "reloj detenido"
    if dia := solicitud.fecha_pospuesta or solicitud.cerrada_en:
        return fecha_media(dia)
    if solicitud.vence_en is None or solicitud.estado != EstadoSolicitud.POR_DECIDIR:
        return ""
    minutos = int((solicitud.vence_en - ahora).total_seconds() // 60)
    if 0 <= minutos < 90:  # noqa: PLR2004 - la última hora y media se cuenta en minutos
        return f"quedan {minutos} min"
    vencio = "venció " if minutos < 0 else ""
    return vencio + cuando_sera(solicitud.vence_en, ahora)


def _detalle(solicitud: Solicitud, persona: Persona, ahora: datetime) -> Detalle:
    renglones = list(solicitud.renglones.select_related("evento"))
    se_decide = solicitud.estado in SE_DECIDEN and persona.puede(ATENDER_SOLICITUDES)
    cercanos = _cercanos(solicitud, renglones) if se_decide else []
    otras = Solicitud.objects.filter(dependencia=solicitud.dependencia_id, repetida_de__isnull=True)
    adjuntos = Prefetch("adjuntos", Adjunto.objects.select_related("subida__evidencia"))
    con_todo = Solicitud.objects.select_related(
        "dependencia", "puerta", "mandada_por", "decidida_por", "boletin", "diseno", "repetida_de", "aviso"
    ).prefetch_related(adjuntos, Prefetch("mensajes", Mensaje.objects.vigentes().select_related("escrito_por")))
    completa = con_todo.get(pk=solicitud.pk)
    return Detalle(
        solicitud=completa,
        reloj=reloj_de(completa, ahora),
        tarde=completa.va_tarde(ahora),
        por_nacer=[PorNacer(r, nivel_de(r), _dudas(r, cercanos)) for r in renglones],
        mensajes=list(completa.mensajes.all()),
        adjuntos=list(completa.adjuntos.all()),
        otras=list(otras.exclude(pk=solicitud.pk).order_by("-pk")[:30]) if se_decide else [],
        se_decide=se_decide,
    )


def _cercanos(solicitud: Solicitud, renglones: Sequence[RenglonPedido]) -> list[Evento]:
    """Los eventos de la dependencia en esos días y alrededor, en una consulta."""
    if not renglones:
        return []
    dias = [r.fecha for r in renglones]
    suyos = Evento.objects.filter(dependencia=solicitud.dependencia_id, estado__in=VIGENTES)
    entre = suyos.filter(inicio__date__gte=min(dias) - CERCA, inicio__date__lte=max(dias) + CERCA)
    return list(entre.exclude(pedidos__solicitud=solicitud).only("titulo", "inicio").order_by("inicio", "pk")[:200])


def _dudas(renglon: RenglonPedido, cercanos: Sequence[Evento]) -> list[str]:
    dudas = []
    if renglon.hora is None and renglon.evento is None:
        dudas.append(f"Dice «{renglon.momento}»: nace sin hora" if renglon.momento else "Nace sin hora")
    que = plegar(renglon.que)
    for evento in cercanos:
        if SequenceMatcher(None, que, plegar(evento.titulo)).ratio() >= PARECIDO:
            dudas.append(f"Se parece a «{evento.titulo}», {fecha_media(evento.inicio)}")
            break
    return dudas
