"""Subtítulos SRT y WebVTT: se leen de cualquiera de los dos y se guardan en SRT."""

import re
from dataclasses import dataclass
from datetime import datetime

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
LETRAS_POR_SUBTITULO = 200
BLOQUES_MAXIMOS = 3000
FALTAS_A_LA_VISTA = 5


@dataclass(frozen=True)
class Bloque:
    """Un subtítulo: de cuándo a cuándo, en milisegundos, y lo que dice."""

    inicio: int
    fin: int
    texto: str


def leer(texto: str) -> list[Bloque]:
    """Los subtítulos de un SRT o WebVTT. Rechaza con la posición lo que no se entiende o se encima."""
    bloques: list[Bloque] = []
    faltas: list[str] = []
    crudos = [b for b in re.split(r"\n\s*\n", _normal(texto)) if b.strip() and not _es_cabecera(b)]
    if len(crudos) > BLOQUES_MAXIMOS:
        raise NoSePuede([Impedimento(f"Son {len(crudos)} subtítulos; caben {BLOQUES_MAXIMOS}.", "texto")])
    for lugar, crudo in enumerate(crudos, start=1):
        bloque = _bloque(crudo)
        if bloque is None:
            faltas.append(f"El subtítulo {lugar} no trae su tiempo como «00:00:01,000 --> 00:00:04,000».")
        elif falta := _falta(bloque, bloques[-1:]):
            faltas.append(f"El subtítulo {lugar} {falta}")
        else:
            bloques.append(bloque)
    if faltas:
        raise NoSePuede([Impedimento(f, "texto") for f in faltas[:FALTAS_A_LA_VISTA]])
    return bloques


def _normal(texto: str) -> str:
    return texto.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").strip()


def _es_cabecera(bloque: str) -> bool:
    return bloque.lstrip().startswith(("WEBVTT", "NOTE", "STYLE", "REGION"))


def _bloque(crudo: str) -> Bloque | None:
    renglones = [r.strip() for r in crudo.strip().split("\n")]
    for lugar, renglon in enumerate(renglones[:2]):  # el número del subtítulo puede faltar
        if hallado := RENGLON_DE_TIEMPO.fullmatch(renglon):
            texto = re.sub(r"<[^>]*>", "", "\n".join(renglones[lugar + 1 :])).strip()
            return Bloque(_milisegundos(hallado.groups()[:4]), _milisegundos(hallado.groups()[4:]), texto)
    return None


def _milisegundos(partes: tuple[str | None, ...]) -> int:
    horas, minutos, segundos, fraccion = partes
    entero = int(horas or 0) * 3600 + int(minutos or 0) * 60 + int(segundos or 0)
    return entero * 1000 + int((fraccion or "0").ljust(3, "0"))


def _falta(bloque: Bloque, anteriores: list[Bloque]) -> str:
    if not bloque.texto:
        return "está vacío."
    if len(bloque.texto) > LETRAS_POR_SUBTITULO:
        return f"tiene {len(bloque.texto)} letras; usa {LETRAS_POR_SUBTITULO} o menos."
    if bloque.fin <= bloque.inicio:
        return "termina antes de empezar."
    if anteriores and bloque.inicio < anteriores[-1].fin:
        return "empieza antes de que termine el anterior."
    return ""


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
