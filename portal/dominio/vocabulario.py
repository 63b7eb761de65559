"""Las palabras del archivo: sugerir cuando no se halla nada y marcar las halladas, sin importar acentos."""

import re
from collections.abc import Callable, Iterable, Sequence

from django.db.models import Q
from django.db.models.functions import Length, Reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from boletines.models import Boletin
from nucleo.texto.formato import plegar
from nucleo.texto.parecido import distancia
from portal.consultas.busqueda import la_primera_que_halla
from portal.consultas.edicion import Edicion
from portal.models import Palabra

PALABRA = re.compile(r"[^\W\d_]{4,40}")
CUALQUIERA = re.compile(r"\w+")
CANDIDATAS = 4000  # palabras que se comparan letra por letra: unos milisegundos
EN_UNA_BUSQUEDA = 3  # palabras que se intentan corregir, las más largas
OPCIONES = 3
DE_MAS_O_DE_MENOS = 2
INICIO = 3  # con el mismo principio se comparan también las que tienen dos errores
LARGA = 7  # desde aquí se toleran dos errores
ALREDEDOR = 110  # letras a cada lado de lo hallado


def aprender(boletines: Iterable[Boletin], conocidas: set[str] | None = None) -> None:
    """Agrega las palabras de boletines emitidos. `conocidas` evita repetir la escritura al rehacer todo.

    Van en orden: dos procesos a la vez no se traban esperándose.
    """
    conocidas = set() if conocidas is None else conocidas
    nuevas: dict[str, str] = {}
    for boletin in boletines:
        for palabra in PALABRA.findall(f"{boletin.titulo} {boletin.sumario} {boletin.texto}".lower()):
            plegada = plegar(palabra)[:40]
            if plegada not in conocidas:
                nuevas.setdefault(plegada, palabra)
    conocidas.update(nuevas)
    Palabra.objects.bulk_create(
        [Palabra(plegada=p, palabra=palabra) for p, palabra in sorted(nuevas.items())],
        ignore_conflicts=True,
        batch_size=1000,
    )


def sugerir(texto: str, edicion: Edicion) -> str:
    """La búsqueda con sus palabras mal escritas corregidas, si así encuentra algo a la vista; vacío si no hay.

    Corrige las que el archivo no conoce (si las conoce todas, la más larga). Dos consultas.
    """
    escritas = sorted(set(PALABRA.findall(texto)), key=lambda p: (-len(p), p))[:EN_UNA_BUSQUEDA]
    conocidas = _cercanas_en_el_archivo([plegar(p) for p in escritas])
    dudosas = [p for p in escritas if plegar(p) not in conocidas] or escritas[:1]
    opciones = {p: _parecidas(plegar(p), conocidas) for p in dudosas}
    cambios = [{p: o[min(lugar, len(o) - 1)] for p, o in opciones.items() if o} for lugar in range(OPCIONES)]
    propuestas = dict.fromkeys(PALABRA.sub(_cambiar(c), texto) for c in cambios)
    return la_primera_que_halla([p for p in propuestas if p != texto], edicion)


def _cambiar(cambios: dict[str, str]) -> Callable[[re.Match[str]], str]:
    return lambda hallada: cambios.get(hallada.group(), hallada.group())


def _cercanas_en_el_archivo(plegadas: Sequence[str]) -> dict[str, str]:
    """Las palabras del archivo que pueden ser éstas mal escritas: las que empiezan igual o terminan igual.

    Si sólo hay un error, la mitad en que no está quedó intacta: basta buscar por cada mitad, y las dos tienen índice.
    """
    cerca = Q(plegada__in=plegadas)
    for plegada in plegadas:
        mitad = len(plegada) // 2
        largo = Q(largo__gte=len(plegada) - DE_MAS_O_DE_MENOS, largo__lte=len(plegada) + DE_MAS_O_DE_MENOS)
        cerca |= Q(plegada__startswith=plegada) | largo & (
            Q(plegada__startswith=plegada[: min(mitad, INICIO)]) | Q(final__startswith=plegada[::-1][:mitad])
        )
    palabras = Palabra.objects.alias(largo=Length("plegada"), final=Reverse("plegada")).filter(cerca)
    return dict(palabras.order_by("plegada").values_list("plegada", "palabra")[:CANDIDATAS])


def _parecidas(plegada: str, conocidas: dict[str, str]) -> list[str]:
    """De menos a más cambios; con los mismos, primero la que completa lo escrito y la que empieza igual."""
    tope = 1 if len(plegada) < LARGA else 2
    lejos = {p: 0 if p.startswith(plegada) else distancia(plegada, p, tope) for p in conocidas if p != plegada}
    cerca = [p for p, cambios in lejos.items() if cambios <= tope]
    cerca.sort(key=lambda p: (max(1, lejos[p]), not p.startswith(plegada), p[:2] != plegada[:2], len(p), p))
    return [conocidas[p] for p in cerca[:OPCIONES]]


def raices(texto: str) -> list[str]:
    """El principio plegado de cada palabra buscada, sin su terminación: «obras» marca «obra»."""
    palabras = [plegar(p) for p in CUALQUIERA.findall(texto) if len(p) > 2]  # noqa: PLR2004 - artículos y preposiciones
    return [re.sub(r"(es|s|a|o)$", "", p) if len(p) > 4 else p for p in palabras]  # noqa: PLR2004 - raíz de tres letras


def marcar(texto: str, raices_: list[str]) -> SafeString:
    """El texto con `<mark>` en lo buscado; lo demás se escapa y va como se escribió (docs/dominio.md, regla 39)."""
    trozos, ultimo = [], 0
    for hallada in CUALQUIERA.finditer(texto):
        if any(plegar(hallada.group()).startswith(r) for r in raices_):
            trozos += [("{}", texto[ultimo : hallada.start()]), ("<mark>{}</mark>", hallada.group())]
            ultimo = hallada.end()
    trozos.append(("{}", texto[ultimo:]))
    return format_html_join("", "{}", ((format_html(molde, trozo),) for molde, trozo in trozos))


def extracto(boletin: Boletin, raices_: list[str]) -> SafeString:
    """Lo que rodea a la primera palabra hallada; sin hallazgo en el cuerpo, el sumario."""
    cuerpo = boletin.texto
    for hallada in CUALQUIERA.finditer(cuerpo):
        if any(plegar(hallada.group()).startswith(r) for r in raices_):
            desde, hasta = max(0, hallada.start() - ALREDEDOR), hallada.end() + ALREDEDOR
            trozo, antes = cuerpo[desde:hasta], ""
            if desde:
                trozo, antes = trozo.partition(" ")[2], "… "
            if hasta < len(cuerpo):
                trozo = trozo.rpartition(" ")[0]
            return format_html("{}{} …", antes, marcar(trozo, raices_))
    return marcar(boletin.sumario, raices_)
