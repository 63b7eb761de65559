"""Subtítulos SRT y WebVTT: se leen de cualquiera de los dos y se guardan en SRT."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from html import unescape
from itertools import pairwise

from django.db import transaction

from media_library.dominio.cortes.montaje import SEGUNDOS_DE_CORTINA
from media_library.estados import Clase
from media_library.models import Corte, Evidencia, Subtitulos
from media_library.signals import subtitulos_cambiaron
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.impedimentos import Impedimento, NoSePuede, YaCambio
from personas.models import Persona

TIEMPO = r"(?:(\d{1,2}):)?([0-5]?\d):([0-5]?\d)(?:[.,](\d{1,3}))?"
RENGLON_DE_TIEMPO = re.compile(rf"\s*{TIEMPO}\s*-->\s*{TIEMPO}(?:\s.*)?")
PARECE_TIEMPO = re.compile(r"\s*\d{1,2}:\d\d\S*\s*-|.*-->")
TIEMPO_DE_PALABRA = re.compile(r"<\d\d:")
CABECERA = re.compile(r"\s*(?:WEBVTT|NOTE|STYLE|REGION)(?:\s|$)")
LETRAS_POR_SUBTITULO = 200
BLOQUES_MAXIMOS = 3000
FALTAS_A_LA_VISTA = 5


@dataclass(frozen=True)
class Bloque:
    """Un subtítulo: de cuándo a cuándo, en milisegundos, y lo que dice."""

    inicio: int
    fin: int
    texto: str


@dataclass
class _Crudo:
    """Un subtítulo como viene: el renglón de su tiempo y los que le siguen."""

    renglon: int
    inicio: int
    fin: int
    renglones: list[str] = field(default_factory=list)

    @property
    def dichos(self) -> list[str]:
        """Lo que dice, sin marcas ni renglones en blanco."""
        return [limpio for r in self.renglones if (limpio := _sin_etiquetas(r))]


def leer(texto: str) -> list[Bloque]:
    """Los subtítulos de un SRT o WebVTT, también los automáticos: lo que se encima se recorta y lo repetido se quita.

    Rechaza con la posición lo que no se entiende y los tiempos que van para atrás.
    """
    limpio = _normal(texto)
    crudos, faltas = _crudos(limpio.split("\n"))
    if len(crudos) > BLOQUES_MAXIMOS:
        raise NoSePuede([Impedimento(f"Son {len(crudos)} subtítulos; caben {BLOQUES_MAXIMOS}.", "texto")])
    anterior = None
    for lugar, crudo in enumerate(crudos, start=1):
        if falta := _falta(crudo, anterior):
            faltas.append(f"El subtítulo {lugar} {falta} Está en el renglón {crudo.renglon}.")
        anterior = crudo
    if faltas:
        raise NoSePuede([Impedimento(f, "texto") for f in faltas[:FALTAS_A_LA_VISTA]])
    return _sin_encimar(crudos, es_automatico=_es_automatico(limpio, crudos))


def _normal(texto: str) -> str:
    return texto.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _crudos(renglones: list[str]) -> tuple[list[_Crudo], list[str]]:
    """Un subtítulo por cada tiempo; un renglón en blanco no lo termina, que los automáticos los traen en medio."""
    crudos: list[_Crudo] = []
    faltas: list[str] = []
    sueltos: list[str] = []
    for numero, renglon in enumerate(_sin_cabeceras(renglones), start=1):
        actuales = crudos[-1].renglones if crudos else sueltos
        if hallado := RENGLON_DE_TIEMPO.fullmatch(renglon):
            _quitar_su_nombre(actuales)
            partes = hallado.groups()
            crudos.append(_Crudo(numero, _milisegundos(partes[:4]), _milisegundos(partes[4:])))
            continue
        if PARECE_TIEMPO.match(renglon):
            lugar = len(crudos) + len(faltas) + 1
            faltas.append(_SIN_TIEMPO.format(lugar=lugar, renglon=numero))
        actuales.append(renglon)
    if any(r.strip() for r in sueltos) and not faltas:
        faltas.append(_SIN_TIEMPO.format(lugar=1, renglon=1))
    return crudos, faltas


_SIN_TIEMPO = (
    "El subtítulo {lugar} no trae su tiempo como «00:00:01,000 --> 00:00:04,000». Está en el renglón {renglon}."
)


def _sin_cabeceras(renglones: list[str]) -> Iterator[str]:
    """Los mismos renglones, en blanco los de la cabecera y las notas de WebVTT: llegan hasta el siguiente en blanco."""
    fuera = antes_en_blanco = True
    for numero, renglon in enumerate(renglones):
        en_blanco = not renglon.strip()
        empieza = (antes_en_blanco or numero == 0) and bool(CABECERA.match(renglon))
        fuera = empieza or (fuera and not en_blanco and numero > 0)
        antes_en_blanco = en_blanco
        yield "" if fuera else renglon


def _quitar_su_nombre(renglones: list[str]) -> None:
    """El número o el nombre del subtítulo que sigue va solo, justo antes de su tiempo."""
    if not renglones or not renglones[-1].strip():
        return
    va_solo = len(renglones) == 1 or not renglones[-2].strip()
    if renglones[-1].strip().isdecimal() or va_solo:
        renglones.pop()


def _sin_etiquetas(renglon: str) -> str:
    """El renglón sin marcas (`<i>`, `<c>`, el tiempo de cada palabra) ni las entidades de WebVTT.

    Un «<» que sólo era un signo se escribe «‹»: guardado tal cual, la siguiente vez parecería marca.
    """
    dicho = unescape(re.sub(r"<[^>]*>", "", renglon))
    return dicho.replace("<", "‹").replace("\xa0", " ").strip()


def _milisegundos(partes: tuple[str | None, ...]) -> int:
    horas, minutos, segundos, fraccion = partes
    entero = int(horas or 0) * 3600 + int(minutos or 0) * 60 + int(segundos or 0)
    return entero * 1000 + int((fraccion or "0").ljust(3, "0"))


def _falta(crudo: _Crudo, anterior: _Crudo | None) -> str:
    letras = len("\n".join(crudo.dichos))
    if not any(crudo.renglones) and not crudo.dichos:
        return "está vacío."
    if letras > LETRAS_POR_SUBTITULO:
        return f"tiene {letras} letras; usa {LETRAS_POR_SUBTITULO} o menos."
    if crudo.fin <= crudo.inicio:
        return "termina antes de empezar."
    if anterior and crudo.inicio < anterior.inicio:
        return "empieza antes que el anterior."
    return ""


def _es_automatico(texto: str, crudos: list[_Crudo]) -> bool:
    """Los que hace una máquina ruedan: traen el tiempo de cada palabra, o se enciman."""
    return bool(TIEMPO_DE_PALABRA.search(texto)) or any(b.inicio < a.fin for a, b in pairwise(crudos))


def _sin_encimar(crudos: list[_Crudo], *, es_automatico: bool) -> list[Bloque]:
    bloques: list[Bloque] = []
    antes: list[str] = []
    for crudo in crudos:
        dichos = crudo.dichos
        ultimo = next(reversed(bloques), None)
        nuevos = dichos
        if ultimo and es_automatico and crudo.inicio <= ultimo.fin:
            nuevos = _lo_nuevo(antes, dichos)
        antes = dichos or antes
        if ultimo and not nuevos:
            bloques[-1] = replace(ultimo, fin=max(ultimo.fin, crudo.fin * bool(dichos)))
        elif ultimo and ultimo.inicio == crudo.inicio:  # dos voces a la vez
            bloques[-1] = Bloque(ultimo.inicio, max(ultimo.fin, crudo.fin), "\n".join([ultimo.texto, *nuevos]))
        elif nuevos:
            if ultimo and crudo.inicio < ultimo.fin:
                bloques[-1] = replace(ultimo, fin=crudo.inicio)
            bloques.append(Bloque(crudo.inicio, crudo.fin, "\n".join(nuevos)))
    return bloques


def _lo_nuevo(antes: list[str], ahora: list[str]) -> list[str]:
    """Los renglones que no son los últimos del anterior, repetidos al principio."""
    for cuantos in range(min(len(antes), len(ahora)), 0, -1):
        if antes[-cuantos:] == ahora[:cuantos]:
            return ahora[cuantos:]
    return ahora


def a_srt(bloques: list[Bloque]) -> str:
    """El SRT canónico: numerado, con horas y coma."""
    return "\n".join(f"{n}\n{_tiempos(b, ',')}\n{b.texto}\n" for n, b in enumerate(bloques, start=1))


def a_vtt(bloques: list[Bloque]) -> str:
    """WebVTT para el reproductor. El texto va sin marcas: lo que parezca etiqueta se escapa."""
    cuerpo = "\n".join(f"{_tiempos(b, '.')}\n{_sin_marcas(b.texto)}\n" for b in bloques)
    return f"WEBVTT\n\n{cuerpo}"


def vtt_del_corte(corte: Corte) -> str:
    """Los subtítulos de su grabación que caen en el corte, con sus tiempos; vacío si no hay ninguno."""
    subtitulos = getattr(corte.evidencia, "subtitulos", None)
    if subtitulos is None or not subtitulos.texto:
        return ""
    desde, hasta = int(corte.inicio * 1000), int(corte.fin * 1000)
    entrada = 0
    if corte.con_cortina:
        entrada = int(SEGUNDOS_DE_CORTINA * 1000)
    bloques = [
        Bloque(max(b.inicio, desde) - desde + entrada, min(b.fin, hasta) - desde + entrada, b.texto)
        for b in leer(subtitulos.texto)
        if b.fin > desde and b.inicio < hasta
    ]
    if bloques:
        return a_vtt(bloques)
    return ""


def _sin_marcas(texto: str) -> str:
    return texto.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _tiempos(bloque: Bloque, coma: str) -> str:
    return f"{_reloj(bloque.inicio, coma)} --> {_reloj(bloque.fin, coma)}"


def _reloj(milisegundos: int, coma: str) -> str:
    segundos, milesimas = divmod(milisegundos, 1000)
    return f"{segundos // 3600:02}:{segundos // 60 % 60:02}:{segundos % 60:02}{coma}{milesimas:03}"


@transaction.atomic(durable=True)
def guardar_subtitulos(evidencia: Evidencia, *, texto: str, version: int, por: Persona, ahora: datetime) -> Subtitulos:
    """Guarda los subtítulos si nadie los cambió desde `version` (0 si no había). Rechaza lo que no se entiende."""
    if evidencia.original.clase not in (Clase.VIDEO, Clase.AUDIO):
        raise NoSePuede("Sólo videos y audios llevan subtítulos.")
    limpio = a_srt(leer(texto))
    Evidencia.objects.select_for_update(no_key=True, of=("self",)).get(pk=evidencia.pk)
    actual = Subtitulos.objects.filter(evidencia=evidencia).first()
    if getattr(actual, "version", 0) != version:
        raise YaCambio("Otra persona guardó estos subtítulos mientras los editabas. Tu texto está abajo: compara.")
    campos = {"texto": limpio, "version": version + 1, "modificado_por": por, "modificado_en": ahora}
    guardados, _ = Subtitulos.objects.update_or_create(evidencia=evidencia, defaults=campos)
    asentar("guardar subtítulos", evidencia, por=por, ahora=ahora, version=guardados.version)
    subtitulos_cambiaron.send(sender=Subtitulos, evidencias=[evidencia.pk], por=por, ahora=ahora)
    return guardados
