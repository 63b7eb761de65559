"""El nombre de un archivo: para mostrarse, y para bajarse en cualquier sistema."""

import re
import unicodedata

from media_library.dominio.reconocimiento.tipos import CONOCIDAS, Tipo

NOMBRE_MAXIMO = 200
OCTETOS_MAXIMOS = 200  # Linux admite 255 octetos; antes va el número y la fecha
# https://learn.microsoft.com/windows/win32/fileio/naming-a-file
CAMBIAN = {'"': "'", "?": "", "*": ""}
PROHIBIDOS = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f]')
RESERVADAS = re.compile(r"(?:CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(?:COM|LPT)[0-9¹²³])", re.IGNORECASE)


def limpiar_nombre(nombre: str) -> str:
    """El nombre para mostrar: sin carpetas, controles ni marcas de dirección, y corto."""
    ultimo = nombre[-4096:].replace("\\", "/").rsplit("/", 1)[-1]
    visible = "".join(c for c in unicodedata.normalize("NFC", ultimo) if not unicodedata.category(c).startswith("C"))
    limpio = " ".join(visible.split()).strip(". ")
    if len(limpio) > NOMBRE_MAXIMO:
        tronco, punto, extension = limpio.rpartition(".")
        limpio = f"{tronco[: NOMBRE_MAXIMO - 12]}….{extension[:10]}" if punto else limpio[:NOMBRE_MAXIMO]
    return limpio or "archivo"


def tronco_de(nombre: str) -> str:
    """El nombre sin su terminación, si la es: en «Gira del 12.03.2026» o «Presidenta Ma. Nuñez» el punto no lo es."""
    tronco, _, extension = nombre.rpartition(".")
    if tronco and extension.lower() in CONOCIDAS:
        return tronco
    return nombre


def con_su_terminacion(nombre: str, tipo: Tipo) -> str:
    """El nombre con una terminación que dice lo que el archivo es: la suya si es de su tipo; si no, la común."""
    extension = nombre.rpartition(".")[2]
    if extension.lower() in tipo.terminaciones and extension != nombre:
        return nombre
    return f"{tronco_de(nombre)}.{tipo.extension}"


def para_bajar(nombre: str) -> str:
    """El mismo nombre, que también se puede guardar en Windows: sin sus signos, sus palabras ni punto al final."""
    tronco = tronco_de(nombre)
    tronco, extension = _sin_signos(tronco), _sin_signos(nombre[len(tronco) + 1 :])
    final = f".{extension}".rstrip(".")
    while len(f"{tronco}{final}".encode()) > OCTETOS_MAXIMOS:
        tronco = tronco[:-1]
    base, _, resto = (tronco.strip(". ") or "archivo").partition(".")
    if RESERVADAS.fullmatch(base.strip()):
        base = f"{base.strip()}_"
    return f"{base}.{resto}".rstrip(".") + final


def _sin_signos(texto: str) -> str:
    limpio = PROHIBIDOS.sub(lambda signo: CAMBIAN.get(signo[0], "-"), texto)
    return " ".join(limpio.split()).strip(". ")
