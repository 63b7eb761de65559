"""Las palabras del archivo: sugerir cuando no se halla nada y marcar las halladas, sin importar acentos."""

import difflib
import re
from collections.abc import Iterable
from datetime import datetime

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from boletines.models import Boletin
from nucleo.formato import plegar
from portal.consultas_busqueda import hay_algo_con
from portal.models import Palabra

PALABRA = re.compile(r"[^\W\d_]{4,40}")
CUALQUIERA = re.compile(r"\w+")
PARECIDO = 0.72
CANDIDATAS = 400
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


def sugerir(texto: str, ahora: datetime) -> str:
    """La búsqueda corregida por la palabra más parecida que sí encuentra algo a la vista; vacío si no hay."""
    for palabra in sorted(PALABRA.findall(texto), key=len, reverse=True)[:2]:
        for parecida in _parecidas(plegar(palabra)):
            propuesta = texto.replace(palabra, parecida)
            if propuesta != texto and hay_algo_con(propuesta, ahora):
                return propuesta
    return ""


def _parecidas(plegada: str) -> list[str]:
    """Primero las que empiezan igual; después las de letras parecidas."""
    por_inicio = Palabra.objects.filter(plegada__startswith=plegada[:3]).order_by("plegada")
    filas = dict(por_inicio.values_list("plegada", "palabra")[:CANDIDATAS])
    completan = sorted((p for p in filas if p.startswith(plegada) and p != plegada), key=len)[:1]
    cercanas = difflib.get_close_matches(plegada, [p for p in filas if p != plegada], n=2, cutoff=PARECIDO)
    return [filas[p] for p in dict.fromkeys([*completan, *cercanas])][:2]


def raices(texto: str) -> list[str]:
    """El principio plegado de cada palabra buscada, sin su terminación: «obras» marca «obra»."""
    palabras = [plegar(p) for p in CUALQUIERA.findall(texto) if len(p) > 2]  # noqa: PLR2004 - artículos y preposiciones
    return [re.sub(r"(es|s|a|o)$", "", p) if len(p) > 4 else p for p in palabras]  # noqa: PLR2004 - raíz de tres letras


def marcar(texto: str, raices_: list[str]) -> SafeString:
    """El texto con `<mark>` en lo buscado; lo demás se escapa y se muestra como se escribió (domain.md §4)."""
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
            trozo = cuerpo[desde:hasta]
            trozo = trozo.partition(" ")[2] if desde else trozo
            trozo = trozo.rpartition(" ")[0] if hasta < len(cuerpo) else trozo
            return format_html("{}{}{}", "… " if desde else "", marcar(trozo, raices_), " …")
    return marcar(boletin.sumario, raices_)
