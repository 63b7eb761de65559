"""Partir lo pegado en renglones. Lo que no se entiende se devuelve como estaba, para corregirlo; nada se pierde."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, time

from nucleo.dominio.impedimentos import Impedimento, NoSePuede
from nucleo.texto.formato import numero, plegar
from nucleo.texto.tablas import celdas_pegadas
from solicitudes.dominio.lectura.fechas import doblar, fecha_en
from solicitudes.dominio.lectura.horas import hora_en

RENGLONES_MAXIMOS = 60
LARGO_DE_QUE, LARGO_DE_MOMENTO = 200, 40
PRESIDENCIA = "Presidencia Municipal"

DE_WHATSAPP = re.compile(
    r"^\W*\[?\d{1,2}/\d{1,2}/\d{2,4},?\s+\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]\.?\s?m\.?)?\]?\s*(?:-\s*)?[^:\n]{1,60}:\s*",
    re.IGNORECASE,
)
VINETA = re.compile(r"^\s*(?:[-–—•*·▪●✅📌📍🗓️\u200e]+\s*|\d{1,2}[.)]\s+)+")
ENFASIS = re.compile(r"(?<!\w)[*_]{1,2}([^*_]+)[*_]{1,2}(?!\w)")
SALUDO = re.compile(
    r"^\W*(?:hola|buen|buenos|buenas|que tal|saludos|gracias|muchas gracias|quedo|adjunto|te comparto|les comparto"
    r"|estas son|por este medio|agenda|actividades|fecha|dia|lugar)\b"
)
PRESIDE = re.compile(
    r"[,;.]?\s*\b(?:va|asiste|acude|estara|preside|encabeza|con)\s+(?:el|la)?\s*president[ea](?:\s+municipal)?\b"
)
CELDA_VACIA = re.compile(r"(?:\s*·\s*)+")
EN_FINAL = re.compile(r"\s+(?:en|de)\s*$", re.IGNORECASE)
EN_UN_LUGAR = re.compile(r"\s+en\s+(?:el\s+|la\s+|los\s+|las\s+)?(?=\S)")
SUELTO = " \t,;.:-–—|()[]·*"


@dataclass(frozen=True)
class RenglonLeido:
    """Un renglón que se entendió; sin día, es el texto que no se entendió, para corregirlo."""

    que: str
    fecha: date | None = None
    hora: time | None = None
    momento: str = ""
    donde: str = ""
    preside: str = ""


def leer_semana(texto: str, *, hoy: date, comunidades: Iterable[str] = ()) -> list[RenglonLeido]:
    """Los renglones de lo pegado. Rechaza más de los que caben en una semana."""
    texto = texto.replace("\r\n", "\n").replace("\r", "\n")
    lineas = [" · ".join(c.strip() for c in celdas if c.strip()) for celdas in celdas_pegadas(texto)]
    lineas = [limpia for linea in lineas if (limpia := _limpiar(linea))]
    if len(lineas) > RENGLONES_MAXIMOS:
        frase = f"Pegaste {numero(len(lineas))} renglones y caben {RENGLONES_MAXIMOS}. Manda una semana a la vez."
        raise NoSePuede([Impedimento(frase, "texto")])
    lugares = sorted(comunidades, key=len, reverse=True)
    return _con_encabezados(lineas, hoy, lugares)


def _limpiar(linea: str) -> str:
    linea = ENFASIS.sub(r"\1", DE_WHATSAPP.sub("", linea.strip()))
    return VINETA.sub("", linea).strip()


def _con_encabezados(lineas: Sequence[str], hoy: date, lugares: Sequence[str]) -> list[RenglonLeido]:
    """Un renglón que sólo dice el día vale para los que siguen y no dicen el suyo."""
    leidos, del_encabezado = list[RenglonLeido](), None
    for linea in lineas:
        leido = _leer(linea, hoy, lugares)
        if leido.fecha and not leido.que:
            del_encabezado = leido.fecha
        elif leido.fecha:
            leidos.append(leido)
        elif _es_saludo(linea, leido):
            continue
        elif del_encabezado:
            leidos.append(replace(leido, fecha=del_encabezado))
        else:
            leidos.append(RenglonLeido(linea[:LARGO_DE_QUE]))
    return leidos


def _es_saludo(linea: str, leido: RenglonLeido) -> bool:
    return leido.hora is None and (bool(SALUDO.match(plegar(linea))) or linea.endswith(":"))


def _leer(linea: str, hoy: date, lugares: Sequence[str]) -> RenglonLeido:
    fecha = momento = None
    hora = None
    if (hallada := fecha_en(doblar(linea), hoy)) and hallada.dia:
        fecha, linea = hallada.dia, f"{linea[: hallada.desde]} {linea[hallada.hasta :]}"
    if dicha := hora_en(doblar(linea)):
        hora = dicha.hora
        momento = linea[dicha.desde : dicha.hasta].strip() if dicha.momento else ""
        linea = f"{linea[: dicha.desde]} {linea[dicha.hasta :]}"
    preside = ""
    if va := PRESIDE.search(doblar(linea)):
        preside, linea = PRESIDENCIA, f"{linea[: va.start()]} {linea[va.end() :]}"
    que, donde = _que_y_donde(CELDA_VACIA.sub(" · ", " ".join(linea.split())).strip(SUELTO), lugares)
    return RenglonLeido(
        que=(que[:1].upper() + que[1:])[:LARGO_DE_QUE],
        fecha=fecha,
        hora=hora,
        momento=(momento or "")[:LARGO_DE_MOMENTO],
        donde=donde[:LARGO_DE_QUE],
        preside=preside,
    )


def _que_y_donde(texto: str, lugares: Sequence[str]) -> tuple[str, str]:
    """Lo que va tras la celda, la coma o el « en »; si no hay, la comunidad con que termina."""
    for separa in (" · ", ","):
        if separa in texto:
            que, _, donde = texto.partition(separa)
            if que.strip(SUELTO):
                return que.strip(SUELTO), donde.replace(" · ", ", ").strip(SUELTO)
    doblado = doblar(texto)
    for lugar in lugares:
        if len(texto) > len(lugar) and doblado.endswith(f" {doblar(lugar)}"):
            corte = len(texto) - len(lugar)
            return EN_FINAL.sub("", texto[:corte]).strip(SUELTO), texto[corte:]
    if partes := list(EN_UN_LUGAR.finditer(texto)):
        en = partes[-1].start()
        return texto[:en].strip(SUELTO), texto[en + len(" en ") :].strip(SUELTO)
    return texto, ""
