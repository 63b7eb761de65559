"""Fechas, horas, teléfonos, números y orden como se escriben en México (docs/dominio.md, regla 39)."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from math import ceil
from zoneinfo import ZoneInfo

import phonenumbers

CENTRO = ZoneInfo("America/Mexico_City")
MESES = (
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
)
DIAS = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
MESES_CORTOS = tuple(m[:3] for m in MESES)


def local(momento: date | datetime) -> date | datetime:
    """El instante en la hora del centro; una fecha sola queda igual."""
    if isinstance(momento, datetime):
        return momento.astimezone(CENTRO)
    return momento


def fecha_larga(momento: date | datetime, *, con_dia: bool = False) -> str:
    """«12 de marzo de 2021» o «viernes 12 de marzo de 2021»."""
    dia = local(momento)
    texto = f"{dia.day} de {MESES[dia.month - 1]} de {dia.year}"
    if con_dia:
        return f"{DIAS[dia.weekday()]} {texto}"
    return texto


def rango_de_fechas(desde: date, hasta: date) -> str:
    """«23–29 de noviembre de 2026», «30 de noviembre al 6 de diciembre de 2026»: lo que se repite se dice una vez."""
    if (desde.year, desde.month) == (hasta.year, hasta.month):
        return f"{desde.day}–{fecha_larga(hasta)}"
    if desde.year == hasta.year:
        return f"{desde.day} de {MESES[desde.month - 1]} al {fecha_larga(hasta)}"
    return f"{fecha_larga(desde)} al {fecha_larga(hasta)}"


def fecha_media(momento: date | datetime) -> str:
    """«12 mar 2021»."""
    dia = local(momento)
    return f"{dia.day} {MESES_CORTOS[dia.month - 1]} {dia.year}"


def fecha_corta(momento: date | datetime) -> str:
    """«12/03/2021»."""
    return local(momento).strftime("%d/%m/%Y")


def hora(momento: datetime) -> str:
    """«17:00», siempre de 24 horas."""
    return local(momento).strftime("%H:%M")


def dia_relativo(momento: date | datetime, hoy: date) -> str:
    """«hoy», «mañana», «ayer» o «lunes 23 de noviembre»."""
    dia = local(momento)
    dia = dia.date() if isinstance(dia, datetime) else dia
    cercano = {0: "hoy", 1: "mañana", -1: "ayer"}.get((dia - hoy).days)
    return cercano or f"{DIAS[dia.weekday()]} {dia.day} de {MESES[dia.month - 1]}"


def cuando_sera(momento: datetime, ahora: datetime) -> str:
    """«hoy 10:00», «lun 10:00» en los siguientes seis días, «7 dic 10:00» después; de otro año, con su año."""
    dia = momento.astimezone(CENTRO)
    hoy = ahora.astimezone(CENTRO).date()
    faltan = (dia.date() - hoy).days
    if faltan == 0:
        return f"hoy {hora(momento)}"
    if 0 < faltan < len(DIAS):
        return f"{DIAS[dia.weekday()][:3]} {hora(momento)}"
    if dia.year == hoy.year:
        return f"{dia.day} {MESES_CORTOS[dia.month - 1]} {hora(momento)}"
    return f"{fecha_media(momento)} {hora(momento)}"


def hace(momento: datetime, ahora: datetime) -> str:
    """«hace 5 min», «hace 3 h», «hace 2 días»; después de una semana, la fecha."""
    segundos = max(0, int((ahora - momento).total_seconds()))
    if segundos < 60:  # noqa: PLR2004 - segundos de un minuto
        return "hace un momento"
    for tope, unidad, nombre in ((3600, 60, "min"), (86400, 3600, "h"), (7 * 86400, 86400, "días")):
        if segundos < tope:
            cantidad = segundos // unidad
            return f"hace {cantidad} {'día' if nombre == 'días' and cantidad == 1 else nombre}"
    return fecha_larga(momento)


def reloj(segundos: float | Decimal) -> str:
    """«1:02.50», o «1:01:02.50» si pasa de una hora: el tiempo dentro de una grabación."""
    enteros, centesimas = divmod(round(float(segundos) * 100), 100)
    minutos, resto = divmod(enteros, 60)
    horas, minutos = divmod(minutos, 60)
    if horas:
        return f"{horas}:{minutos:02}:{resto:02}.{centesimas:02}"
    return f"{minutos}:{resto:02}.{centesimas:02}"


def duracion(segundos: float | Decimal) -> str:
    """«1:03», o «1:01:03» si pasa de una hora: cuánto dura algo que se va a oír o ver."""
    return reloj(ceil(segundos)).removesuffix(".00")


def numero(valor: float | Decimal, decimales: int = 0) -> str:
    """«1,234» o «1,234.5»."""
    return f"{valor:,.{decimales}f}"


def porcentaje(parte: float) -> str:
    """«87 %», con espacio como pide la RAE."""
    return f"{numero(parte)} %"


EXTENSION = re.compile(r"[\s,;]*(?:ext(?:ensi[oó]n)?\b\.?|x|#)\s*[:=]?\s*(\d{1,7})\s*$", re.IGNORECASE)
DOS_NUMEROS = re.compile(r"\d[^\d+]*(?:/|;|,|\by\b|\bo\b|\+)[^\d]*\d", re.IGNORECASE)


def limpiar_telefono(texto: str) -> str:
    """E.164 (`+523825380149`) de un teléfono escrito de cualquier modo; con extensión, `+523338361100;ext=2101`.

    Es lo que marca un enlace `tel:` (RFC 3966). Sin «+» es de México: quita los prefijos 044, 045 y 01 y el «1» tras
    +52, que no existen desde agosto de 2019. Con «+» puede ser de otro país.
    Rechaza con `ValueError` y una frase dos números en un campo y lo que no exista.
    """
    limpio = "".join(c for c in unicodedata.normalize("NFKC", texto) if unicodedata.category(c) != "Cf").strip()
    extension = EXTENSION.search(limpio)
    base, cola = limpio, ""
    if extension:
        base, cola = limpio[: extension.start()], f";ext={extension[1]}"
    if DOS_NUMEROS.search(base):
        raise ValueError(
            f"«{limpio[:40]}» parece dos números. Escribe uno; el otro va en otro contacto o en las notas."
        )
    numero_limpio = _de_otro_pais(base) or _de_mexico(base)
    return numero_limpio + cola


def _de_otro_pais(texto: str) -> str:
    """El número en E.164 si empieza por «+» y la clave no es la de México; si no, vacío."""
    if not texto.startswith("+") or re.match(r"\+\D*5\D*2", texto):
        return ""
    try:
        leido = phonenumbers.parse(texto, None)
    except phonenumbers.NumberParseException:
        leido = None
    if leido is None or not phonenumbers.is_valid_number(leido):
        raise ValueError(f"El teléfono «{texto[:40]}» no existe: revisa la clave del país y el número.")
    return phonenumbers.format_number(leido, phonenumbers.PhoneNumberFormat.E164)


def _de_mexico(texto: str) -> str:
    digitos = re.sub(r"\D", "", texto)
    digitos = re.sub(r"^(044|045|01)(?=\d{10}$)", "", digitos)
    digitos = re.sub(r"^521?(?=\d{10}$)", "", digitos)
    if len(digitos) != 10:  # noqa: PLR2004 - diez dígitos en México
        raise ValueError(f"El teléfono «{texto.strip()[:40]}» tiene {len(digitos)} dígitos; deben ser 10.")
    leido = phonenumbers.parse(digitos, "MX")
    if not phonenumbers.is_valid_number(leido):
        raise ValueError(f"El teléfono «{texto.strip()[:40]}» no existe en México; revisa la clave lada.")
    return phonenumbers.format_number(leido, phonenumbers.PhoneNumberFormat.E164)


def telefono(e164: str) -> str:
    """«382 538 0149» a partir de `+523825380149`, con su extensión; lo que no se entienda queda igual.

    El de otro país se escribe con su clave: «+1 956-555-0147».
    """
    try:
        leido = phonenumbers.parse(e164, "MX")
    except phonenumbers.NumberParseException:
        return e164
    extension, leido.extension = leido.extension, None
    es_de_aqui = leido.country_code == phonenumbers.country_code_for_region("MX")
    formas = phonenumbers.PhoneNumberFormat
    escrito = phonenumbers.format_number(leido, formas.NATIONAL if es_de_aqui else formas.INTERNATIONAL)
    if not extension:
        return escrito
    return f"{escrito} ext. {extension}"


IRREGULARES = {
    "poner": "puso",
    "proponer": "propuso",
    "dar": "dio",
    "pedir": "pidió",
    "elegir": "eligió",
    "hacer": "hizo",
    "corregir": "corrigió",
    "decir": "dijo",
    "despedir": "despidió",
    "suspender": "suspendió",
}


def en_pasado(accion: str) -> str:
    """«publicar» → «publicó»: el nombre de un acto como se cuenta después. Lo que no empieza con verbo queda igual."""
    verbo, espacio, resto = accion.partition(" ")
    if hecho := IRREGULARES.get(verbo):
        return f"{hecho}{espacio}{resto}"
    if not re.fullmatch(r"[a-zñáéíóú]{2,}[aeií]r", verbo):
        return accion
    if verbo.endswith("ar"):
        return f"{verbo[:-2]}ó{espacio}{resto}"
    return f"{verbo[:-2]}ió{espacio}{resto}"


def plegar(texto: str) -> str:
    """Minúsculas sin acentos para buscar; la ñ queda como n (se ordena lo exacto primero)."""
    if texto.isascii():
        return texto.casefold()
    partes = unicodedata.normalize("NFD", texto.casefold())
    return "".join(c for c in partes if not unicodedata.combining(c))


def clave_orden(texto: str) -> str:
    """Clave para ordenar por bytes como en español: acentos plegados y la ñ después de la n."""
    marcado = unicodedata.normalize("NFC", texto.casefold()).replace("ñ", "n\x7f")
    partes = unicodedata.normalize("NFD", marcado)
    return "".join(c for c in partes if not unicodedata.combining(c)).strip()[:200]


def plural(cuantos: int, una: str, varias: str) -> str:
    """La frase de una sola cosa o la de varias, que lleva el número en `{}`: «1 foto», «1,200 fotos»."""
    if cuantos == 1:
        return una
    return varias.format(numero(cuantos))


def enumerar(cosas: Sequence[str]) -> str:
    """«fotos, videos y audios»."""
    *primeras, ultima = cosas
    if primeras:
        return f"{', '.join(primeras)} y {ultima}"
    return ultima
