"""Una tabla como se pega de Word o de Excel, o como se guarda en CSV: sus renglones y sus celdas."""

import codecs
import csv
import io
import re

SEPARADORES = "\t;,|"
DICE_SU_SEPARADOR = re.compile(r"sep=(.)[;,\t]*\r?\n", re.IGNORECASE)
DIECISEIS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def celdas_pegadas(texto: str, separa: str = "\t") -> list[list[str]]:
    """Los renglones de lo pegado, en celdas.

    Excel entrecomilla la celda que trae un salto de renglón, el separador o una comilla (RFC 4180), y sólo ésa: ahí las
    comillas son suyas y se quitan. Cualquier otra comilla la escribió una persona y se queda.
    """
    marca = re.escape(separa)
    entera = re.compile(rf'(?P<antes>^|{marca})"(?P<dentro>(?:[^"]|"")*)"(?={marca}|\r?$)', re.MULTILINE)

    def desenvolver(hallada: re.Match[str]) -> str:
        dentro = hallada["dentro"]
        if not re.search(rf'[\r\n]|{marca}|""', dentro):
            return hallada[0]
        una = re.sub(rf"[\r\n]+|{marca}", " ", dentro.replace('""', '"'))
        return hallada["antes"] + una

    return [renglon.split(separa) for renglon in entera.sub(desenvolver, texto).splitlines()]


def descifrar(octetos: bytes) -> str:
    """El texto de un archivo: UTF-16 si lo dice su marca, UTF-8 con o sin ella y, si no, lo que guarda Windows."""
    if octetos.startswith(DIECISEIS):
        return octetos.decode("utf-16", errors="replace")
    for como in ("utf-8-sig", "cp1252"):
        try:
            return octetos.decode(como)
        except UnicodeDecodeError:
            continue
    return octetos.decode("latin-1")


def celdas_de_csv(texto: str) -> list[list[str]]:
    """Los renglones de un CSV con el separador que use: el que dice su «sep=», o el que más hay en el primero.

    El renglón «sep=» es para Excel y no cuenta: el primero es el de los títulos, como en la pantalla.
    """
    dicho = DICE_SU_SEPARADOR.match(texto)
    if dicho:
        texto = texto[dicho.end() :]
    primero = next((r for r in texto.splitlines() if r.strip()), "")
    separador = dicho[1] if dicho else max(SEPARADORES, key=primero.count)
    return [list(fila) for fila in csv.reader(io.StringIO(texto, newline=""), delimiter=separador)]
