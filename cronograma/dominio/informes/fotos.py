"""Las fotos de un informe: cuáles se proponen para cada actividad, cuáles faltan y cómo salen."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, F, Q, QuerySet, Value, When

from boletines.models import Boletin
from cronograma.consultas.meses import Lapso
from cronograma.consultas.por_eje import EjeHecho
from cronograma.dominio.informes.periodo import Periodo
from cronograma.estados import Regla
from cronograma.models import Actividad, EvidenciaManual, FotoDeInforme, Informe
from media_library.consultas.biblioteca import versiones_publicas
from media_library.dominio.derechos.derechos import impedimentos_para_publicar
from media_library.dominio.versiones.publico import archivos_publicos
from media_library.estados import Clase
from media_library.models import Evidencia, Original
from media_library.models.receta import FOTO_MEDIANA, Receta
from personas.dominio.presentacion.fotos import foto_de
from personas.dominio.presentacion.laminas import FotoDeLamina
from personas.models import Persona

POR_ACTIVIDAD = 4
POR_EVENTO = 2
POR_EJE = 2
MAXIMO = 200  # de un informe
CANDIDATAS = 48
GRANDE = Receta.de_ancho(1600)
DESCRITA_PRIMERO = Case(When(Q(pie="") | Q(texto_alternativo=""), then=Value(1)), default=Value(0))


@dataclass(frozen=True)
class FotoLista:
    """Una foto del informe ya convertida, con la actividad a la que acompaña; cero, la de un eje."""

    actividad: int
    evidencia: Evidencia
    foto: FotoDeLamina


@dataclass(frozen=True)
class FotoQueFalta:
    """Una foto escogida que hoy no puede salir, y por qué."""

    foto: FotoDeInforme
    razon: str

    @property
    def frase(self) -> str:
        return f"Falta la foto «{self.foto.evidencia}»: {self.razon}"


def candidatas(actividad: Actividad, periodo: Periodo, *, por: Persona, ahora: datetime) -> list[Evidencia]:
    """Las fotos de lo que cuenta en esa actividad que hoy pueden salir: las descritas y mejor calificadas, primero."""
    suyas = Q(pk__in=_de_la_actividad(actividad, periodo.lapso, ahora))
    return _mejores(suyas, CANDIDATAS, por=por, ahora=ahora)


def _mejores(suyas: Q, cuantas: int, *, por: Persona, ahora: datetime) -> list[Evidencia]:
    fotos = Evidencia.objects.visibles_para(por).vivas().de_clase(Clase.FOTO).filter(original__dano="")
    ordenadas = fotos.filter(suyas).order_by(
        DESCRITA_PRIMERO, "-calificacion", F("original__nitidez").desc(nulls_last=True), "capturada_en", "pk"
    )
    leidas = list(ordenadas.select_related("original", "evento").prefetch_related("consentimientos")[: 2 * cuantas])
    return [e for e in leidas if not impedimentos_para_publicar(e, ahora)][:cuantas]


def _de_la_actividad(actividad: Actividad, lapso: Lapso, ahora: datetime) -> QuerySet:
    if actividad.regla == Regla.BOLETINES:
        salieron = Boletin.objects.salidos_entre(lapso.desde, lapso.hasta, ahora)
        return Evidencia.objects.filter(en_boletines__boletin__in=salieron.values("pk")).values("pk")
    if actividad.regla == Regla.MEMORIA:
        return Evidencia.objects.filter(evento__inicio__gte=lapso.desde, evento__inicio__lt=lapso.hasta).values("pk")
    a_mano = EvidenciaManual.objects.filter(
        actividad=actividad, fecha__gte=lapso.desde.date(), fecha__lt=lapso.hasta.date(), archivo__isnull=False
    )
    return a_mano.values("archivo")


def escoger(
    actividades: Sequence[Actividad], periodo: Periodo, *, por: Persona, ahora: datetime
) -> Iterator[tuple[Actividad, Evidencia]]:
    """De dos a cuatro por actividad, a lo más dos del mismo evento; ninguna dos veces ni casi igual a otra."""
    puestas: list[Original] = []
    for actividad in actividades:
        del_evento: Counter[int | None] = Counter()
        suyas = 0
        for foto in candidatas(actividad, periodo, por=por, ahora=ahora):
            bastan = foto.evento_id and del_evento[foto.evento_id] >= POR_EVENTO
            if bastan or any(_es_la_misma(foto.original, otra) for otra in puestas):
                continue
            puestas.append(foto.original)
            del_evento[foto.evento_id] += 1
            suyas += 1
            yield actividad, foto
            if suyas == POR_ACTIVIDAD:
                break


def _es_la_misma(una: Original, otra: Original) -> bool:
    return una.pk == otra.pk or una.se_parece_a(otra)


def del_informe(informe: Informe) -> list[FotoDeInforme]:
    fotos = informe.fotos.select_related("evidencia__original", "evidencia__evento", "actividad")
    return list(fotos.prefetch_related("evidencia__consentimientos"))


def que_faltan(fotos: Sequence[FotoDeInforme], ahora: datetime) -> list[FotoQueFalta]:
    """Las escogidas que hoy no pueden salir. Tres consultas, haya las que haya."""
    evidencias = [f.evidencia for f in fotos]
    listas = {*versiones_publicas(evidencias, GRANDE), *versiones_publicas(evidencias, FOTO_MEDIANA)}
    razones = ((foto, _por_que_falta(foto.evidencia, listas, ahora)) for foto in fotos)
    return [FotoQueFalta(foto, razon) for foto, razon in razones if razon]


def _por_que_falta(evidencia: Evidencia, listas: set[int], ahora: datetime) -> str:
    if evidencia.papelera_en:
        return "está en la papelera."
    if evidencia.original.dano:
        return "su archivo está dañado."
    if impedimentos := impedimentos_para_publicar(evidencia, ahora):
        return str(impedimentos[0])
    if evidencia.pk not in listas:
        return "todavía no tiene su versión ligera."
    return ""


def preparar(fotos: Sequence[FotoDeInforme], ahora: datetime) -> tuple[list[FotoLista], list[str]]:
    """Las que salen, en JPEG, y una frase por cada una que no: el informe sigue sin ella."""
    faltan = {f.foto.pk: f.frase for f in que_faltan(fotos, ahora)}
    avisos = list(faltan.values())
    salen = [f for f in fotos if f.pk not in faltan]
    listas = []
    convertidas = _convertidas([f.evidencia for f in salen])
    for foto in salen:
        if lista := convertidas.get(foto.evidencia_id):
            listas.append(FotoLista(foto.actividad_id, foto.evidencia, lista))
        else:
            avisos.append(f"Falta la foto «{foto.evidencia}»: su archivo no se pudo abrir.")
    return listas, avisos


def _convertidas(evidencias: Sequence[Evidencia]) -> dict[int, FotoDeLamina]:
    """Cada una en JPEG; la que no se pudo abrir no está."""
    hechas = {}
    with archivos_publicos(evidencias, GRANDE) as grandes, archivos_publicos(evidencias, FOTO_MEDIANA) as medianas:
        for e in evidencias:
            alternativo = e.texto_alternativo or e.pie or e.nombre_de_archivo
            origen = grandes.get(e.pk) or medianas.get(e.pk)
            if origen and (foto := foto_de(origen, pie=e.pie, credito=e.credito, alternativo=alternativo)):
                hechas[e.pk] = foto
    return hechas


def de_los_ejes(
    ejes: Sequence[EjeHecho], escogidas: Sequence[FotoLista], *, por: Persona, ahora: datetime
) -> dict[int, list[FotoLista]]:
    """De cada eje, hasta dos: las escogidas para el informe que sean suyas y, si no hay, las que hoy se proponen."""
    puestas: dict[int, list[FotoLista]] = {}
    for hecho in ejes:
        suyas = Q(evento__in=hecho.eventos) | Q(en_boletines__boletin__in=hecho.boletines)
        de_antes = set(
            Evidencia.objects.filter(suyas, pk__in=[f.evidencia.pk for f in escogidas]).values_list("pk", flat=True)
        )
        listas = [f for f in escogidas if f.evidencia.pk in de_antes][:POR_EJE]
        if not listas and hecho.cosas:
            unicas = Q(pk__in=Evidencia.objects.filter(suyas).values("pk"))
            propuestas = _mejores(unicas, POR_EJE, por=por, ahora=ahora)
            convertidas = _convertidas(propuestas)
            listas = [FotoLista(0, e, convertidas[e.pk]) for e in propuestas if e.pk in convertidas]
        puestas[hecho.eje.pk] = listas
    return puestas
