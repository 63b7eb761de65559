"""La lista que abre cada número del tablero: las mismas filas con que se contó."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse

from agenda.models import Evento
from boletines.models import FotoDeBoletin
from cadena.consultas.tablero.conteos import (
    coberturas_entregadas,
    correcciones_hechas,
    disenos_usados,
    entregadas_sin_archivos,
    fotos_sin_carta,
    fotos_sin_texto,
    publicaciones_hechas,
)
from cadena.consultas.tablero.hechos import BoletinVisto, EventoVisto
from cadena.consultas.tablero.oportunidad import cuanto
from cadena.consultas.tablero.reparto import DependenciaVista
from cadena.consultas.tablero.tablero import Tablero
from nucleo.texto.formato import plural


@dataclass(frozen=True)
class RenglonDeLista:
    """Una de las cosas que sumó un número."""

    cuando: datetime
    titulo: str
    detalle: str
    url: str


@dataclass(frozen=True)
class Lista:
    """Qué número es y todo lo que suma."""

    titulo: str
    renglones: Sequence[RenglonDeLista]


def lista_de(tablero: Tablero, cual: str) -> Lista | None:
    """La de ese nombre; nada si no existe. «cae-3» son los que se quedaron antes del paso 3."""
    if cual in DE_NOMBRE:
        titulo, leer = DE_NOMBRE[cual]
        return Lista(titulo, leer(tablero))
    nombre, guion, numero = cual.rpartition("-")
    if guion and numero.isdecimal() and len(numero) < 10 and nombre in DE_NUMERO:  # noqa: PLR2004 - cabe en una llave
        return DE_NUMERO[nombre](tablero, int(numero))
    return None


def _eventos(eventos: Iterable[EventoVisto]) -> list[RenglonDeLista]:
    return [
        RenglonDeLista(e.inicio, e.titulo, _que_paso(e), reverse("cadena:evento", args=[e.pk]))
        for e in sorted(eventos, key=lambda e: e.inicio, reverse=True)
    ]


def _que_paso(evento: EventoVisto) -> str:
    return " · ".join(
        [
            plural(evento.invitados, "1 invitación", "{} invitaciones") if evento.invitados else "Sin invitar",
            "Cubierto" if evento.cubierto else "Sin cubrir",
            "Con boletín" if evento.con_boletin else "Sin boletín",
        ]
    )


def _boletines(boletines: Iterable[BoletinVisto]) -> list[RenglonDeLista]:
    return [
        RenglonDeLista(b.salio_en, f"{b.folio} {b.titulo}", _de_que(b), reverse("boletines:ver", args=[b.pk]))
        for b in sorted(boletines, key=lambda b: b.salio_en, reverse=True)
    ]


def _de_que(boletin: BoletinVisto) -> str:
    if boletin.tardo is None:
        return "Sin evento"
    return f"{cuanto(boletin.tardo)} después de «{boletin.evento_titulo}»"


def _invitaciones(tablero: Tablero) -> list[RenglonDeLista]:
    con_invitados = [e for e in tablero.hechos.eventos if e.invitados]
    return [
        RenglonDeLista(
            e.inicio,
            e.titulo,
            f"Contestaron {e.respondieron} de {e.invitados}",
            reverse("medios:tablero", args=[e.pk]),
        )
        for e in reversed(con_invitados)
    ]


def _publicaciones(tablero: Tablero) -> list[RenglonDeLista]:
    puestas = publicaciones_hechas(tablero.periodo.lapso).select_related("publicada_por").order_by("-publicada_en")
    return [
        RenglonDeLista(
            p.publicada_en,
            p.titulo,
            f"{p.get_red_display()} · {p.publicada_por}",
            reverse("redes:publicacion", args=[p.pk]),
        )
        for p in puestas
        if p.publicada_en
    ]


def _fotos(filas: QuerySet[FotoDeBoletin]) -> list[RenglonDeLista]:
    fotos = filas.select_related("evidencia", "boletin").order_by("-boletin__publicado_en", "orden", "pk")
    return [
        RenglonDeLista(
            f.boletin.emitido_en,
            str(f.evidencia),
            f"En {f.boletin.folio} {f.boletin.titulo}",
            reverse("media_library:ver", args=[f.evidencia_id]),
        )
        for f in fotos
    ]


def _correcciones(tablero: Tablero) -> list[RenglonDeLista]:
    hechas = correcciones_hechas(tablero.periodo.lapso).select_related("boletin").order_by("-corregido_en")
    return [
        RenglonDeLista(
            c.corregido_en,
            f"{c.boletin.folio} {c.boletin.titulo}",
            c.nota,
            reverse("boletines:ver", args=[c.boletin_id]),
        )
        for c in hechas
    ]


def _sin_archivos(tablero: Tablero) -> list[RenglonDeLista]:
    entregadas = entregadas_sin_archivos(tablero.periodo.lapso).select_related("evento", "persona")
    return [
        RenglonDeLista(
            c.entregada_en,
            c.evento.titulo,
            f"{c.get_tipo_display()}, {c.persona}: «{c.sin_archivos}»",
            reverse("cadena:evento", args=[c.evento_id]) + "#cobertura",
        )
        for c in entregadas.order_by("-entregada_en")
        if c.entregada_en
    ]


Leer = Callable[[Tablero], list[RenglonDeLista]]
DE_NOMBRE: dict[str, tuple[str, Leer]] = {
    "eventos": ("Eventos realizados", lambda t: _eventos(t.hechos.eventos)),
    "cubiertos": ("Eventos cubiertos", lambda t: _eventos(t.hechos.cubiertos)),
    "sin-cubrir": ("Eventos sin cubrir", lambda t: _eventos(e for e in t.hechos.eventos if not e.cubierto)),
    "se-quedaron": ("Eventos que no llegaron a redes", lambda t: _eventos(t.embudo.se_quedaron)),
    "boletines": ("Boletines publicados", lambda t: _boletines(t.hechos.boletines)),
    "con-evento": ("Boletines de un evento", lambda t: _boletines(t.hechos.de_un_evento)),
    "tarde": ("Boletines que salieron después de la meta", lambda t: _boletines(t.oportunidad.tarde)),
    "retirados": ("Boletines retirados", lambda t: _boletines(t.hechos.retirados)),
    "sin-visto-bueno": ("Publicados sin visto bueno", lambda t: _boletines(t.hechos.sin_visto_bueno)),
    "respuestas": ("Respuesta de medios, por evento", _invitaciones),
    "publicaciones": ("Publicaciones en redes", _publicaciones),
    "sin-archivos": ("Coberturas entregadas sin archivos", _sin_archivos),
    "erratas": ("Correcciones publicadas", _correcciones),
    "sin-texto": (
        "Fotos sin texto alternativo",
        lambda t: _fotos(fotos_sin_texto(t.periodo.lapso, t.ahora)),
    ),
    "sin-carta": (
        "Fotos con menores sin carta",
        lambda t: _fotos(fotos_sin_carta(t.periodo.lapso, t.ahora)),
    ),
}


def _del_paso(tablero: Tablero, numero: int) -> Lista | None:
    if numero >= len(tablero.embudo.pasos):
        return None
    paso = tablero.embudo.pasos[numero]
    return Lista(paso.nombre, _eventos(paso.eventos))


def _caidos(tablero: Tablero, numero: int) -> Lista | None:
    if not 1 <= numero < len(tablero.embudo.pasos):
        return None
    paso = tablero.embudo.pasos[numero]
    return Lista(f"Eventos {paso.caida}", _eventos(paso.caidos))


def _del_tramo(tablero: Tablero, numero: int) -> Lista | None:
    if numero >= len(tablero.oportunidad.tramos):
        return None
    tramo = tablero.oportunidad.tramos[numero]
    return Lista(f"Boletines que tardaron {tramo.nombre}", _boletines(tramo.boletines))


def _de_la_dependencia(tablero: Tablero, pk: int) -> Lista | None:
    vista: DependenciaVista | None = next((d for d in tablero.dependencias.dependencias if d.pk == pk), None)
    if vista is None:
        return None
    return Lista(f"Eventos de {vista.nombre}", _eventos(vista.eventos))


def _de_la_comunidad(tablero: Tablero, pk: int) -> Lista | None:
    """Los cubiertos en el plazo que se mira, con la misma consulta que los contó."""
    vista = next((c for c in tablero.comunidades.comunidades if c.pk == pk), None)
    if vista is None:
        return None
    return Lista(f"Eventos cubiertos en {vista.nombre}", _cubiertos(tablero.cubiertos_en_el_plazo.filter(comunidad=pk)))


def _cubiertos(eventos: QuerySet[Evento]) -> list[RenglonDeLista]:
    filas = eventos.select_related("dependencia").order_by("-inicio", "-pk")
    return [
        RenglonDeLista(e.inicio, e.titulo, str(e.dependencia), reverse("cadena:evento", args=[e.pk])) for e in filas
    ]


def _de_la_persona(tablero: Tablero, pk: int) -> Lista | None:
    carga = next((c for c in tablero.personas.cargas if c.pk == pk), None)
    if carga is None:
        return None
    lapso = tablero.periodo.lapso
    coberturas = coberturas_entregadas(lapso).filter(persona=pk).select_related("evento")
    renglones = [
        RenglonDeLista(
            c.entregada_en,
            c.evento.titulo,
            f"Cobertura: {c.get_tipo_display().lower()}",
            reverse("cadena:evento", args=[c.evento_id]),
        )
        for c in coberturas
        if c.entregada_en
    ]
    renglones += _boletines(b for b in tablero.hechos.boletines if b.autor == pk)
    renglones += [
        RenglonDeLista(p.publicada_en, p.titulo, p.get_red_display(), reverse("redes:publicacion", args=[p.pk]))
        for p in publicaciones_hechas(lapso).filter(publicada_por=pk)
        if p.publicada_en
    ]
    renglones += [
        RenglonDeLista(d.usado_en, d.titulo, "Diseño usado", reverse("produccion:diseno", args=[d.pk]))
        for d in disenos_usados(lapso).filter(hecho_por=pk)
        if d.usado_en
    ]
    return Lista(f"Trabajos de {carga.nombre}", sorted(renglones, key=lambda r: r.cuando, reverse=True))


DE_NUMERO: dict[str, Callable[[Tablero, int], Lista | None]] = {
    "paso": _del_paso,
    "cae": _caidos,
    "tramo": _del_tramo,
    "dependencia": _de_la_dependencia,
    "comunidad": _de_la_comunidad,
    "persona": _de_la_persona,
}
