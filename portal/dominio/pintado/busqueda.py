"""La página de Buscar de una edición: lo hallado con lo buscado marcado, cómo acotarlo y qué se quiso decir."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.utils.safestring import SafeString

from boletines.models import Boletin
from nucleo.texto.formato import MESES, fecha_media
from personas.consultas import nombres_de_los_catalogos
from personas.estados import Tema
from portal.consultas.busqueda import FACETAS, Filtro, Hallazgos, buscar_en
from portal.consultas.edicion import Edicion
from portal.dominio.ejemplar.ejemplar import Ejemplar
from portal.dominio.ejemplar.fotos import FotoPublica
from portal.dominio.pintado.marco import pintar
from portal.dominio.vocabulario import extracto, marcar, raices, sugerir

PAGINAS, PAGINAS_SIN_PALABRAS = 20, 999  # con palabras, lo que se compara; sin ellas, todo lo del tema
PARA_ACOTAR = 6  # opciones por renglón
TITULOS = {"tema": "Tema", "dependencia": "Dependencia", "comunidad": "Comunidad"}


@dataclass(frozen=True)
class Resultado:
    """Un boletín hallado, con lo buscado marcado."""

    boletin: Boletin
    foto: FotoPublica | None
    titulo: SafeString
    extracto: SafeString


@dataclass(frozen=True)
class Enlace:
    """Una opción para acotar o quitar, con su dirección y, si se sabe, cuántos deja."""

    texto: str
    url: str
    cuantos: int = 0


def pagina_de_busqueda(filtro: Filtro, edicion: Edicion, *, pagina: int = 1, aviso: str = "") -> str:
    """Lo que se encuentra en esa edición con ese filtro; sin filtro, sólo la caja. Menos de diez consultas."""
    nombres: dict[str, dict[Any, str]] = {"tema": dict(Tema.choices), **nombres_de_los_catalogos()}
    pagina = min(max(1, pagina), PAGINAS if filtro.texto else PAGINAS_SIN_PALABRAS)
    hallazgos = Hallazgos([], hay_mas=False)
    if filtro.hay:
        hallazgos = buscar_en(filtro, edicion, pagina=pagina)
    contexto = {
        "filtro": filtro,
        "aviso": aviso,
        "hallazgos": hallazgos,
        "nombres": nombres,
        "seccion": "buscar",
        "hallados": _resultados(hallazgos, filtro.texto, edicion),
        "puestos": list(_puestos(filtro, nombres)),
        "actualizada_en": max((b.emitido_en for b in hallazgos.boletines), default=None),
        "pedido": _en_palabras(filtro, nombres),
        "acotar": list(_acotar(filtro, hallazgos, nombres)),
        "pagina": pagina,
        "sugerencia": _sugerencia(filtro, hallazgos, edicion),
        "anterior": "",
        "siguiente": "",
    }
    if pagina > 1:
        contexto["anterior"] = _url(filtro, pagina=pagina - 1)
    if hallazgos.hay_mas:
        contexto["siguiente"] = _url(filtro, pagina=pagina + 1)
    return pintar("buscar.html", edicion, **contexto)


def _sugerencia(filtro: Filtro, hallazgos: Hallazgos, edicion: Edicion) -> Enlace | None:
    """Cuando no se halló nada, lo que quizá se quiso escribir."""
    if not filtro.texto or hallazgos.total:
        return None
    if texto := sugerir(filtro.texto, edicion):
        return Enlace(texto, _url(filtro.con(texto=texto)))
    return None


def _resultados(hallazgos: Hallazgos, texto: str, edicion: Edicion) -> list[Resultado]:
    buscado = raices(texto)
    return [
        Resultado(b, Ejemplar.de(b, edicion).en_lista, marcar(b.titulo, buscado), extracto(b, buscado))
        for b in hallazgos.boletines
    ]


def _url(filtro: Filtro, **lo_demas: Any) -> str:
    return f"/buscar?{urlencode(filtro.parametros() | lo_demas)}"


def _puestos(filtro: Filtro, nombres: Mapping[str, Mapping[Any, str]]) -> Iterator[Enlace]:
    """Los filtros que rigen, cada uno con la dirección que lo quita."""
    for campo in FACETAS:
        if valor := getattr(filtro, campo):
            nombre = nombres[campo].get(valor, "desconocida")
            yield Enlace(f"{TITULOS[campo]}: {nombre}", _url(filtro.con(**{campo: None})))
    for campo, palabra in (("desde", "Desde el"), ("hasta", "Hasta el")):
        if dia := getattr(filtro, campo):
            yield Enlace(f"{palabra} {fecha_media(dia)}", _url(filtro.con(**{campo: None})))


def _en_palabras(filtro: Filtro, nombres: Mapping[str, Mapping[Any, str]]) -> str:
    """Los filtros como se dicen: «de Deporte en marzo de 2026»."""
    partes = [f"de {nombres[campo][v]}" for campo in FACETAS if (v := getattr(filtro, campo)) in nombres[campo]]
    desde, hasta = filtro.desde, filtro.hasta
    if desde and hasta and desde.day == 1 and hasta + timedelta(days=1) == _mes_siguiente(desde):
        return " ".join([*partes, f"en {MESES[desde.month - 1]} de {desde.year}"])
    if desde:
        partes.append(f"desde el {fecha_media(desde)}")
    if hasta:
        partes.append(f"hasta el {fecha_media(hasta)}")
    return " ".join(partes)


def _mes_siguiente(dia: date) -> date:
    return (dia.replace(day=28) + timedelta(days=4)).replace(day=1)


def _acotar(
    filtro: Filtro, hallazgos: Hallazgos, nombres: Mapping[str, Mapping[Any, str]]
) -> Iterator[tuple[str, list[Enlace]]]:
    """Con qué se puede acotar más y cuántos quedarían; lo que no separa nada no se ofrece."""
    for campo in FACETAS:
        cuentas: Mapping[Any, int] = hallazgos.reparto.get(campo, {})
        if getattr(filtro, campo) or len(cuentas) < 2:  # noqa: PLR2004 - con uno solo no hay qué escoger
            continue
        opciones = sorted(((n, v) for v, n in cuentas.items() if v in nombres[campo]), key=lambda o: (-o[0], str(o[1])))
        enlaces = [Enlace(nombres[campo][v], _url(filtro.con(**{campo: v})), n) for n, v in opciones[:PARA_ACOTAR]]
        if enlaces:
            yield TITULOS[campo], enlaces
