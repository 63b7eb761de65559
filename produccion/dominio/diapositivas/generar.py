"""Hacer las láminas de una reunión con lo que la oficina ya tiene: de un periodo, un tema o un evento."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Case, Q, QuerySet, Value, When
from django.utils import timezone

from agenda.estados import EstadoEvento
from agenda.models import Evento
from boletines.models import Boletin
from media_library.dominio.derechos.derechos import impedimentos_para_publicar
from media_library.dominio.versiones.publico import archivos_publicos
from media_library.estados import Clase
from media_library.models import Evidencia
from media_library.models.receta import FOTO_MEDIANA, Receta
from nucleo.dominio.actos import exigir
from nucleo.dominio.impedimentos import Impedimento, NoSePuede
from nucleo.texto.formato import (
    CENTRO,
    MESES_CORTOS,
    fecha_larga,
    fecha_media,
    hora,
    numero,
    plural,
    rango_de_fechas,
)
from personas.dominio.presentacion import laminas
from personas.dominio.presentacion.escritor import presentacion_pptx
from personas.dominio.presentacion.fotos import foto_de
from personas.dominio.presentacion.vista_previa import imagenes_de
from personas.estados import Tema
from personas.models import Oficina, Persona
from personas.permisos import PRODUCIR
from produccion.consultas import lo_hecho
from produccion.dominio.diapositivas.reuniones import guardar_version
from produccion.estados import FormatoDeLaminas, OrigenDeLaminas
from produccion.models import Reunion, VersionDeLaminas

FOTOS = 8
POR_EVENTO = 2
BOLETINES = 20
DEPENDENCIAS = 8
DIAS_MAXIMOS = 366 * 3
GRANDE = Receta.de_ancho(1600)
NO_FUERON = (EstadoEvento.CANCELADO, EstadoEvento.POSPUESTO)


@dataclass(frozen=True)
class DeQueSeHacen:
    """Lo que pide quien genera: un periodo, y si quiere sólo un tema o sólo un evento."""

    desde: date
    hasta: date
    tema: str = ""
    evento: Evento | None = None

    @property
    def frase(self) -> str:
        partes = [rango_de_fechas(self.desde, self.hasta)]
        if self.tema:
            partes.append(str(Tema(self.tema).label))
        if self.evento:
            partes = [f"«{self.evento.titulo}», {fecha_larga(self.evento.inicio)}"]
        return ", ".join(partes)


@transaction.atomic(durable=True)
def generar_laminas(reunion: Reunion, *, de: DeQueSeHacen, por: Persona, ahora: datetime) -> VersionDeLaminas:
    """Hace el PPTX y sus imágenes y lo guarda como otra versión. Nunca lleva una foto que no se pueda mostrar."""
    exigir(por, PRODUCIR, frase="hacer láminas")
    if de.hasta < de.desde:
        raise NoSePuede([Impedimento("El periodo termina antes de empezar.", "hasta")])
    if (de.hasta - de.desde).days > DIAS_MAXIMOS:
        raise NoSePuede([Impedimento("El periodo es de hasta tres años.", "hasta")])
    oficina = Oficina.objects.actual()
    hojas = list(_Datos(reunion, de, por, ahora).hojas(oficina))
    imagenes = imagenes_de(hojas, oficina=oficina)
    version = VersionDeLaminas(
        origen=OrigenDeLaminas.GENERADA,
        formato=FormatoDeLaminas.PPTX,
        nombre=f"{reunion.tema}.pptx"[:200],
        octetos=presentacion_pptx(hojas, oficina=oficina, titulo=reunion.tema),
        laminas=len(imagenes),
        nota=de.frase[:300],
    )
    return guardar_version(reunion, version, por=por, ahora=ahora, imagenes=imagenes)


class _Datos:
    """Lo que se leyó para unas láminas."""

    def __init__(self, reunion: Reunion, de: DeQueSeHacen, por: Persona, ahora: datetime) -> None:
        self.reunion, self.de, self.por, self.ahora = reunion, de, por, ahora
        self.desde = datetime.combine(de.desde, time(), tzinfo=CENTRO)
        self.hasta = datetime.combine(de.hasta + timedelta(days=1), time(), tzinfo=CENTRO)
        self.eventos = list(self._eventos().select_related("dependencia", "comunidad").order_by("inicio", "pk"))
        self.boletines = list(self._boletines())
        llaves = {e.pk for e in self.eventos}
        self.medios = [m for m in lo_hecho.medios_del(self.desde, min(self.hasta, ahora)) if m.evento in llaves]
        self.fotos = self._fotos()

    def _eventos(self) -> QuerySet[Evento]:
        if self.de.evento:
            return Evento.objects.filter(pk=self.de.evento.pk)
        eventos = Evento.objects.entre(self.desde, self.hasta).exclude(estado__in=NO_FUERON)
        return eventos.filter(tema=self.de.tema) if self.de.tema else eventos

    def _boletines(self) -> QuerySet[Boletin]:
        ligeros = Boletin.objects.defer("cuerpo", "busqueda", "vector").select_related("dependencia")
        if self.de.evento:
            return ligeros.con_su_hora(timezone.now()).filter(evento=self.de.evento).order_by("publicado_en")
        salieron = ligeros.salidos_entre(self.desde, self.hasta, timezone.now())
        if self.de.tema:
            salieron = salieron.filter(tema=self.de.tema)
        return salieron.order_by("publicado_en", "pk")

    def _fotos(self) -> list[laminas.FotoDeLamina]:
        """Las mejor calificadas y descritas que hoy se pueden mostrar, a lo más dos de cada evento."""
        descrita = Case(When(Q(pie="") | Q(texto_alternativo=""), then=Value(1)), default=Value(0))
        fotos = (
            Evidencia.objects.visibles_para(self.por)
            .vivas()
            .de_clase(Clase.FOTO)
            .filter(evento__in=[e.pk for e in self.eventos], original__dano="")
            .select_related("original")
            .prefetch_related("consentimientos")
            .order_by(descrita, "-calificacion", "capturada_en", "pk")[: FOTOS * 20]
        )
        tope = FOTOS if self.de.evento else POR_EVENTO
        llevo: Counter[int | None] = Counter()
        escogidas = []
        for foto in fotos:
            if llevo[foto.evento_id] < tope and not impedimentos_para_publicar(foto, self.ahora):
                llevo[foto.evento_id] += 1
                escogidas.append(foto)
        return list(_convertidas(escogidas))[:FOTOS]

    def hojas(self, oficina: Oficina) -> Iterator[laminas.Lamina]:
        yield laminas.LaminaDePortada(
            self.reunion.tema,
            notas=f"{self.de.frase}. Con lo registrado al {fecha_larga(self.ahora)}.",
            subtitulo=f"{self.reunion.dependencia}, {fecha_larga(self.reunion.fecha)}\n{oficina.nombre}",
        )
        if self.de.evento:
            yield _del_evento(self.de.evento)
        if not self.eventos and not self.boletines:
            yield laminas.LaminaDeSeccion(
                "Sin registro en el periodo", texto=f"{self.de.frase}: no hay eventos ni boletines registrados."
            )
            return
        yield self._cifras()
        yield from self._graficas()
        if self.fotos:
            notas = "Todas se pueden mostrar en público; el crédito va con cada una."
            yield laminas.LaminaDeFotos("En imágenes", notas, self.fotos)
        yield from self._tabla_de_boletines()

    def _cifras(self) -> laminas.LaminaDeCifras:
        cifras = [
            (len(self.eventos), "eventos en la agenda"),
            (len(self.boletines), "boletines emitidos"),
            (len({e.dependencia_id for e in self.eventos}), "dependencias"),
            (len({e.comunidad_id for e in self.eventos if e.comunidad_id}), "comunidades"),
            (sum(m.confirmados for m in self.medios), "confirmaciones de medios"),
        ]
        tarjetas = [laminas.CifraGrande(numero(valor), que) for valor, que in cifras if valor or que.startswith("e")]
        return laminas.LaminaDeCifras("En cifras", f"Fuente: el registro de la oficina, {self.de.frase}.", tarjetas)

    def _graficas(self) -> Iterator[laminas.Lamina]:
        por_dependencia = Counter(e.dependencia.nombre for e in self.eventos).most_common(DEPENDENCIAS)
        if len(por_dependencia) > 1:
            yield laminas.LaminaDeGrafica(
                "Eventos por dependencia",
                hallazgo=f"{por_dependencia[0][0]} es la de más eventos: {por_dependencia[0][1]}.",
                categorias=[nombre for nombre, _ in por_dependencia],
                series=[("Eventos", [n for _, n in por_dependencia])],
            )
        por_mes = Counter(_mes(b.publicado_en) for b in self.boletines if b.publicado_en)
        if len(por_mes) > 1:
            meses = sorted(por_mes)
            yield laminas.LaminaDeGrafica(
                "Boletines por mes",
                hallazgo=plural(len(self.boletines), "1 boletín", "{} boletines") + " en el periodo.",
                categorias=[f"{MESES_CORTOS[mes - 1]} {ano}" for ano, mes in meses],
                series=[("Boletines", [por_mes[m] for m in meses])],
            )

    def _tabla_de_boletines(self) -> Iterator[laminas.Lamina]:
        filas = [
            [b.folio, fecha_media(b.publicado_en), b.titulo, b.dependencia.nombre]
            for b in self.boletines[-BOLETINES:]
            if b.publicado_en
        ]
        if filas:
            titulo = "Boletines" if len(filas) == len(self.boletines) else f"Los últimos {len(filas)} boletines"
            encabezados = ["Folio", "Salió", "Boletín", "Dependencia"]
            yield laminas.LaminaDeTabla(titulo, "", encabezados, filas, [1.3, 1.2, 6, 2.6])


def _mes(momento: datetime) -> tuple[int, int]:
    local = momento.astimezone(CENTRO)
    return local.year, local.month


def _del_evento(evento: Evento) -> laminas.LaminaDeRenglones:
    renglones = [
        f"{fecha_larga(evento.inicio, con_dia=True)}, {hora(evento.inicio)} h",
        evento.donde(),
        evento.dependencia.nombre,
        f"Preside: {evento.preside}" if evento.preside else "",
        evento.objetivo,
    ]
    return laminas.LaminaDeRenglones(evento.titulo, "", [r for r in renglones if r])


def _convertidas(fotos: list[Evidencia]) -> Iterator[laminas.FotoDeLamina]:
    """En JPEG, desde su versión pública: la que no se puede abrir se salta."""
    with archivos_publicos(fotos, GRANDE) as grandes, archivos_publicos(fotos, FOTO_MEDIANA) as medianas:
        for foto in fotos:
            origen = grandes.get(foto.pk) or medianas.get(foto.pk)
            lista = origen and foto_de(
                origen, pie=foto.pie, credito=foto.credito, alternativo=foto.texto_alternativo or foto.pie
            )
            if lista:
                yield lista
