"""Pinta cada página pública. Sólo lee por la puerta de `consultas`; no mira quién pide."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from boletines.estados import Categoria
from boletines.models import Boletin
from nucleo.formato import CENTRO, MESES, fecha_larga, telefono
from personas.models import Oficina
from portal import consultas


@dataclass(frozen=True)
class Telefono:
    enlace: str
    texto: str


@dataclass(frozen=True)
class Sitio:
    """La identidad que el marco público muestra."""

    nombre: str
    municipio: str
    domicilio: str
    telefonos: Sequence[Telefono]
    correo: str
    base_url: str
    url_transparencia: str
    oficina: str
    entidad: str


def sitio() -> Sitio:
    oficina = Oficina.objects.actual()
    return Sitio(
        nombre=f"Gobierno de {oficina.municipio}" if oficina.municipio else "Gobierno Municipal",
        municipio=oficina.municipio,
        domicilio=oficina.domicilio,
        correo=oficina.correo,
        base_url=settings.BASE_URL,
        telefonos=[Telefono(f"tel:{t}", telefono(t)) for t in oficina.telefonos],
        url_transparencia=oficina.url_transparencia,
        oficina=oficina.nombre,
        entidad=oficina.entidad,
    )


@dataclass(frozen=True)
class FotoPublica:
    """Una foto como se publica: direcciones por tamaño dentro de la carpeta al azar del boletín."""

    base: str
    texto_alternativo: str
    pie: str
    credito: str
    ancho: int
    alto: int

    @property
    def srcset(self) -> str:
        return ", ".join(f"{self.base}-w{a}.webp {a}w" for a in (320, 800, 1600))

    @property
    def src(self) -> str:
        return f"{self.base}-w800.jpg"

    @property
    def grande(self) -> str:
        return f"{self.base}-w1600.jpg"


def fotos_publicas(boletin: Boletin) -> list[FotoPublica]:
    fotos = []
    for lugar, foto in enumerate(boletin.fotos.all(), start=1):
        evidencia = foto.evidencia
        fotos.append(
            FotoPublica(
                f"/medios/{boletin.clave}/foto-{lugar}",
                evidencia.texto_alternativo,
                evidencia.pie,
                evidencia.credito,
                evidencia.original.ancho or 3,
                evidencia.original.alto or 2,
            )
        )
    return fotos


@dataclass(frozen=True)
class Tarjeta:
    """Un boletín en una lista."""

    boletin: Boletin
    foto: FotoPublica | None


def tarjetas(boletines: Sequence[Boletin]) -> list[Tarjeta]:
    return [Tarjeta(b, next(iter(fotos_publicas(b)), None)) for b in boletines]


def pintar(plantilla: str, ahora: datetime, **contexto: Any) -> str:
    """Una página del portal, sin petición ni persona."""
    base = {"sitio": sitio(), "seccion": "", "tema": "sistema", "ejercicio_actual": ahora.astimezone(CENTRO).year}
    return render_to_string(f"portal/{plantilla}", base | contexto)


def articulo(boletin: Boletin, ahora: datetime) -> str:
    fotos = fotos_publicas(boletin)
    return pintar(
        "articulo.html",
        ahora,
        seccion="boletines",
        boletin=boletin,
        fotos=fotos,
        principal=next(iter(fotos), None),
        otras=fotos[1:],
        relacionados=tarjetas(consultas.relacionados(boletin, ahora)),
        url=settings.BASE_URL + boletin.ruta_publica,
        datos=_json_ld(_datos_estructurados(boletin, fotos)),
        pdf=f"{boletin.ruta_publica}boletin.pdf",
    )


def _json_ld(datos: dict[str, Any]) -> SafeString:
    """JSON que no puede cerrar su etiqueta `script`, sea cual sea el texto."""
    texto = json.dumps(datos, ensure_ascii=False)
    for signo, escape in (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026")):
        texto = texto.replace(signo, escape)
    return mark_safe(texto)  # noqa: S308 - escapado renglones arriba


def _datos_estructurados(boletin: Boletin, fotos: list[FotoPublica]) -> dict[str, Any]:
    """JSON-LD NewsArticle de schema.org."""
    quien = sitio()
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": boletin.titulo[:110],
        "description": boletin.sumario,
        "datePublished": boletin.emitido_en.astimezone(CENTRO).isoformat(),
        "inLanguage": "es-MX",
        "dateModified": boletin.emitido_en.astimezone(CENTRO).isoformat(),
        "mainEntityOfPage": settings.BASE_URL + boletin.ruta_publica,
        "articleSection": boletin.get_categoria_display(),
        "image": [settings.BASE_URL + f.grande for f in fotos],
        "author": {"@type": "GovernmentOrganization", "name": quien.nombre},
        "publisher": {"@type": "GovernmentOrganization", "name": quien.nombre, "url": settings.BASE_URL},
    }


def retirado(boletin: Boletin, ahora: datetime) -> str:
    return pintar("retirado.html", ahora, seccion="boletines", boletin=boletin)


def inicio(ahora: datetime) -> str:
    ultimos = tarjetas(consultas.recientes(ahora, 7))
    hoy = ahora.astimezone(CENTRO).date()
    return pintar(
        "inicio.html",
        ahora,
        seccion="inicio",
        destacado=next(iter(ultimos), None),
        ultimos=ultimos[1:7],
        eventos=consultas.agenda_publica(hoy, 7)[:6],
    )


def lista(ahora: datetime) -> str:
    paginas = consultas.paginas_del_archivo()
    return pintar(
        "lista.html",
        ahora,
        seccion="boletines",
        titulo="Boletines",
        tarjetas=tarjetas(consultas.recientes(ahora)),
        anterior=f"/boletines/pagina/{paginas}/" if paginas > 1 else "",
        siguiente="",
        **_indices(ahora),
    )


def pagina_de_archivo(numero: int, ahora: datetime) -> str:
    """Página numerada desde el más antiguo: nunca se recorre."""
    return pintar(
        "lista.html",
        ahora,
        seccion="boletines",
        titulo=f"Boletines, página {numero} del archivo",
        tarjetas=tarjetas(consultas.pagina_del_archivo(numero, ahora)),
        anterior=f"/boletines/pagina/{numero - 1}/" if numero > 1 else "",
        siguiente=f"/boletines/pagina/{numero + 1}/" if numero < consultas.paginas_del_archivo() else "/boletines/",
        meses=[],
        categorias=[],
    )


def _indices(ahora: datetime) -> dict[str, Any]:
    return {"meses": consultas.meses_con_boletines(ahora)[:24], "categorias": consultas.categorias()}


def mes(ejercicio: int, numero: int, ahora: datetime) -> str:
    return pintar(
        "lista.html",
        ahora,
        seccion="boletines",
        titulo=f"Boletines de {MESES[numero - 1]} de {ejercicio}",
        anterior="",
        siguiente="",
        tarjetas=tarjetas(consultas.del_mes(ejercicio, numero, ahora)),
        meses=[],
        categorias=[],
    )


def tema(categoria: str, ahora: datetime) -> str:
    nombre = Categoria(categoria).label
    return pintar(
        "lista.html",
        ahora,
        seccion="boletines",
        titulo=f"{nombre}: lo más reciente",
        anterior="",
        siguiente="",
        tarjetas=tarjetas(consultas.de_la_categoria(categoria, ahora)),
        meses=[],
        categorias=consultas.categorias(),
    )


def agenda(ahora: datetime) -> str:
    hoy = ahora.astimezone(CENTRO).date()
    eventos = consultas.agenda_publica(hoy - timedelta(days=31), 31 + 60)
    proximos = [e for e in eventos if e.inicio.astimezone(CENTRO).date() >= hoy]
    pasados = [e for e in eventos if e.inicio.astimezone(CENTRO).date() < hoy]
    return pintar("agenda.html", ahora, seccion="agenda", proximos=_por_dia(proximos), pasados=_por_dia(pasados[::-1]))


def _por_dia(eventos: list[Any]) -> list[tuple[str, list[Any]]]:
    return [(dia, list(grupo)) for dia, grupo in groupby(eventos, key=lambda e: fecha_larga(e.inicio, con_dia=True))]


def galeria(ahora: datetime) -> str:
    con_foto = [t for t in tarjetas(consultas.recientes(ahora, 48)) if t.foto]
    return pintar("galeria.html", ahora, seccion="galeria", tarjetas=con_foto)


FIJAS = {"sala-de-prensa": "sala", "contacto": "contacto", "accesibilidad": "", "privacidad": ""}


def fija(nombre: str, ahora: datetime) -> str:
    ultimos = tarjetas(consultas.recientes(ahora, 3)) if nombre == "sala-de-prensa" else []
    return pintar(f"{nombre.replace('-', '_')}.html", ahora, seccion=FIJAS[nombre], ultimos=ultimos)
