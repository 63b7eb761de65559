"""Una tabla como se pega de Word o de Excel: sus renglones y sus celdas, sin que una comilla se trague a las demás."""

import re


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
