"""Lo que se hizo de cada eje del plan municipal en un periodo, línea por línea, y qué ejes no se difundieron."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Model, Prefetch, QuerySet
from django.urls import reverse

from agenda.models import Evento
from boletines.models import Boletin
from cronograma.consultas.meses import Lapso, Mes, mes_de
from cronograma.models import Actividad
from nucleo.texto.formato import enumerar, plural
from pmd.estados import Nivel
from pmd.models import ElementoDelPMD, PlanMunicipal
from produccion.consultas.lo_hecho import SE_REALIZAN
from produccion.models import Diseno, Reunion
from redes.estados import EstadoPublicacion
from redes.models import Publicacion

EVENTO, BOLETIN, RED = "Evento", "Boletín", "Publicación en redes"
DISENO, LAMINAS = "Diseño", "Presentación"
# De cada clase, cómo se encabeza su columna y cómo se cuenta.
COMO_SE_CUENTAN = {
    EVENTO: ("Eventos", "1 evento", "{} eventos"),
    BOLETIN: ("Boletines", "1 boletín", "{} boletines"),
    RED: ("Redes", "1 publicación en redes", "{} publicaciones en redes"),
    DISENO: ("Diseños", "1 diseño", "{} diseños"),
    LAMINAS: ("Presentaciones", "1 presentación", "{} presentaciones"),
}


@dataclass(frozen=True)
class CosaDelEje:
    """Algo que se hizo y sirve a una línea: qué es, cuándo y dónde se abre."""

    que: str
    pk: int
    cuando: datetime
    titulo: str
    direccion: str
    lineas: tuple[int, ...]
    folio: str = ""
    evento: int | None = None


@dataclass(frozen=True)
class LineaHecha:
    """Una línea del plan con lo que se hizo de ella."""

    linea: ElementoDelPMD
    cosas: Sequence[CosaDelEje]


@dataclass(frozen=True)
class EjeHecho:
    """Un eje: sus líneas con algo hecho, cuánto de cada clase, las actividades que le sirven y los meses en blanco."""

    eje: ElementoDelPMD
    lineas: Sequence[LineaHecha]
    cosas: Sequence[CosaDelEje]  # cada una, una vez aunque lleve dos líneas
    actividades: Sequence[int]
    por_mes: Sequence[tuple[Mes, int]]  # boletines que salieron

    @property
    def nombre(self) -> str:
        return f"{self.eje.clave}. {self.eje.texto}"

    def cuantos(self, que: str) -> int:
        return sum(cosa.que == que for cosa in self.cosas)

    @property
    def resumen(self) -> str:
        """«3 eventos, 2 boletines y 4 publicaciones en redes»."""
        partes = [
            plural(n, una, varias) for que, (_, una, varias) in COMO_SE_CUENTAN.items() if (n := self.cuantos(que))
        ]
        if partes:
            return enumerar(partes)
        return "Sin nada registrado"

    @property
    def meses_sin(self) -> list[Mes]:
        return [mes for mes, cuantos in self.por_mes if not cuantos]

    @property
    def sin_difundir(self) -> bool:
        """Ningún boletín en todo el periodo."""
        return not self.cuantos(BOLETIN)

    @property
    def eventos(self) -> set[int]:
        return {cosa.evento for cosa in self.cosas if cosa.evento}

    @property
    def boletines(self) -> set[int]:
        return {cosa.pk for cosa in self.cosas if cosa.que == BOLETIN}


@dataclass(frozen=True)
class LoDeCadaEje:
    """El plan municipal que regía en el periodo, con sus ejes."""

    plan: PlanMunicipal
    ejes: Sequence[EjeHecho]

    @property
    def clases(self) -> list[str]:
        """Las que tienen algo en algún eje; eventos y boletines, siempre."""
        hechas = {cosa.que for eje in self.ejes for cosa in eje.cosas} | {EVENTO, BOLETIN}
        return [que for que in COMO_SE_CUENTAN if que in hechas]

    @property
    def callados(self) -> list[EjeHecho]:
        return [eje for eje in self.ejes if eje.sin_difundir]


def plan_del(ano: int) -> PlanMunicipal | None:
    """El que cubre ese año; si ninguno, el que rige."""
    lo_cubren = PlanMunicipal.objects.filter(desde__lte=ano, hasta__gte=ano).order_by("-rige", "-desde", "-pk")
    return lo_cubren.first() or PlanMunicipal.objects.filter(rige=True).first()


def lo_de_cada_eje(lapso: Lapso, meses: Sequence[Mes], *, ahora: datetime) -> LoDeCadaEje | None:
    """Lo que se hizo en esas fechas, por eje. Nada si no se ha cargado un plan municipal."""
    plan = plan_del(meses[-1][0])
    if plan is None:
        return None
    elementos = list(plan.elementos.order_by("orden", "pk"))
    cosas = sorted(_cosas(plan, lapso, ahora), key=lambda c: (c.cuando, c.que, c.pk))
    pasados = [mes for mes in meses if mes <= mes_de(ahora)]
    que_sirven = _actividades(plan, sorted({ano for ano, _ in meses}))
    ejes = [_eje(e, elementos, cosas, que_sirven, pasados) for e in elementos if e.nivel == Nivel.EJE]
    return LoDeCadaEje(plan, ejes)


def _eje(
    eje: ElementoDelPMD,
    elementos: Sequence[ElementoDelPMD],
    cosas: Sequence[CosaDelEje],
    que_sirven: dict[int, list[int]],
    meses: Sequence[Mes],
) -> EjeHecho:
    lineas = [e for e in elementos if e.eje_id == eje.pk and e.nivel == Nivel.LINEA]
    llaves = {linea.pk for linea in lineas}
    suyas = [cosa for cosa in cosas if llaves.intersection(cosa.lineas)]
    salieron = Counter(mes_de(cosa.cuando) for cosa in suyas if cosa.que == BOLETIN)
    hechas = [LineaHecha(linea, [c for c in suyas if linea.pk in c.lineas]) for linea in lineas]
    return EjeHecho(
        eje,
        [hecha for hecha in hechas if hecha.cosas],
        suyas,
        que_sirven.get(eje.pk, []),
        [(mes, salieron[mes]) for mes in meses],
    )


def _actividades(plan: PlanMunicipal, ejercicios: Sequence[int]) -> dict[int, list[int]]:
    """De cada eje, las actividades del POA que dicen servirle."""
    pares = Actividad.objects.filter(ejercicio__in=ejercicios, lineas__plan=plan).order_by("ejercicio", "numero")
    por_eje: dict[int, list[int]] = defaultdict(list)
    for eje, actividad in pares.values_list("lineas__eje", "pk"):
        if eje and actividad not in por_eje[eje]:
            por_eje[eje].append(actividad)
    return por_eje


@dataclass(frozen=True)
class _Lector:
    """Cómo se leen y cómo se dicen las cosas de un modelo que lleva líneas."""

    entre: Callable[[Lapso, datetime], QuerySet[Any]]
    dice: Callable[[Any, tuple[int, ...]], CosaDelEje]


def _cosas(plan: PlanMunicipal, lapso: Lapso, ahora: datetime) -> Iterator[CosaDelEje]:
    """Una consulta por modelo que lleve líneas, y otra con las de todas sus cosas; y lo que salió de los boletines."""
    suyas = Prefetch("lineas", ElementoDelPMD.objects.filter(plan=plan).only("pk"))
    for modelo, lector in LECTORES.items():
        if lleva_lineas(modelo):
            cosas = lector.entre(lapso, ahora).filter(lineas__plan=plan).distinct().prefetch_related(suyas)
            for cosa in cosas:  # una vez, aunque lleve varias líneas del plan
                yield lector.dice(cosa, tuple(linea.pk for linea in cosa.lineas.all()))
    yield from _publicaciones(plan, lapso)


def lleva_lineas(modelo: type[Model]) -> bool:
    """Si sus cosas dicen a qué línea del plan sirven: lo dice el propio modelo."""
    return any(campo.name == "lineas" for campo in modelo._meta.many_to_many)


def _eventos(lapso: Lapso, ahora: datetime) -> QuerySet[Any]:
    hasta = min(lapso.hasta, ahora)
    return Evento.objects.filter(inicio__gte=lapso.desde, inicio__lt=hasta, estado__in=SE_REALIZAN)


def _evento(e: Evento, lineas: tuple[int, ...]) -> CosaDelEje:
    direccion = settings.BASE_URL + reverse("cadena:evento", args=[e.pk])
    return CosaDelEje(EVENTO, e.pk, e.inicio, e.titulo, direccion, lineas, evento=e.pk)


def _boletines(lapso: Lapso, ahora: datetime) -> QuerySet[Any]:
    return Boletin.objects.salidos_entre(lapso.desde, lapso.hasta, ahora).defer("cuerpo", "busqueda", "vector")


def _boletin(b: Any, lineas: tuple[int, ...]) -> CosaDelEje:
    direccion = settings.BASE_URL + b.ruta_publica
    return CosaDelEje(BOLETIN, b.pk, b.salio_en, b.titulo, direccion, lineas, b.folio, b.evento_id)


def _disenos(lapso: Lapso, _: datetime) -> QuerySet[Any]:
    return Diseno.objects.usados_entre(lapso.desde, lapso.hasta)


def _diseno(d: Any, lineas: tuple[int, ...]) -> CosaDelEje:
    direccion = settings.BASE_URL + reverse("produccion:diseno", args=[d.pk])
    return CosaDelEje(DISENO, d.pk, d.usado_en, f"{d.get_plantilla_display()}: {d.titulo}", direccion, lineas)


def _reuniones(lapso: Lapso, _: datetime) -> QuerySet[Any]:
    return Reunion.objects.entregadas_entre(lapso.desde, lapso.hasta)


def _reunion(r: Any, lineas: tuple[int, ...]) -> CosaDelEje:
    direccion = settings.BASE_URL + reverse("produccion:reunion", args=[r.pk])
    return CosaDelEje(LAMINAS, r.pk, r.entregada_en, r.tema, direccion, lineas)


LECTORES: Mapping[type[Model], _Lector] = {
    Evento: _Lector(_eventos, _evento),
    Boletin: _Lector(_boletines, _boletin),
    Diseno: _Lector(_disenos, _diseno),
    Reunion: _Lector(_reuniones, _reunion),
}


def _publicaciones(plan: PlanMunicipal, lapso: Lapso) -> Iterator[CosaDelEje]:
    """Lo puesto en redes lleva las líneas del boletín del que salió."""
    publicadas = Publicacion.objects.filter(
        estado=EstadoPublicacion.PUBLICADA, publicada_en__gte=lapso.desde, publicada_en__lt=lapso.hasta
    )
    de_boletines = list(publicadas.filter(composicion__boletin__isnull=False).select_related("composicion"))
    lineas: dict[int, list[int]] = defaultdict(list)
    pares = Boletin.lineas.through.objects.filter(
        boletin__in={p.composicion.boletin_id for p in de_boletines}, elementodelpmd__plan=plan
    )
    for boletin, linea in pares.values_list("boletin", "elementodelpmd"):
        lineas[boletin].append(linea)
    for p in de_boletines:
        suyas = lineas.get(p.composicion.boletin_id or 0)
        if suyas and p.publicada_en:
            titulo = f"{p.get_red_display()}: {p.titulo}"
            yield CosaDelEje(RED, p.pk, p.publicada_en, titulo, p.enlace, tuple(suyas))
