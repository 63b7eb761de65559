"""Lo que se ve en el HTML de una página: su texto, sus enlaces y lo que habría que corregir. No usa la red."""

import hashlib
import re
from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin

from nucleo.texto.formato import MESES, fecha_larga, plegar

CALLADAS = frozenset({"script", "style", "noscript", "template", "svg", "head"})
ENLACES_MAXIMOS = 60
ANUNCIA = re.compile(
    r"\b(proxim[oa]s?|invita\w*|te esperamos|se llevara a cabo|participa|inscribete|no faltes|acude)\b"
)
FECHA = re.compile(rf"\b(\d{{1,2}}) de ({'|'.join(MESES)})(?: de(?:l)? (\d{{4}}))?\b")
CERCA = 120  # letras entre el anuncio y su fecha
DIAS_DE_GRACIA = 1


@dataclass
class Vista:
    """Una página como la lee una persona."""

    titulo: str = ""
    texto: str = ""
    enlaces: list[str] = field(default_factory=list)

    @property
    def huella(self) -> str:
        """SHA-256 del texto visible: no cambia por un contador ni por una marca del servidor."""
        return hashlib.sha256(self.texto.encode()).hexdigest()


class _Lector(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.partes: list[str] = []
        self.enlaces: list[str] = []
        self.titulo = ""
        self._calladas = 0
        self._en_titulo = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in CALLADAS:
            self._calladas += 1
        self._en_titulo = tag == "title" or self._en_titulo
        destino = dict(attrs).get("href")
        if tag == "a" and destino:
            self.enlaces.append(destino)

    def handle_endtag(self, tag: str) -> None:
        if tag in CALLADAS and self._calladas:
            self._calladas -= 1
        if tag == "title":
            self._en_titulo = False

    def handle_data(self, data: str) -> None:
        if self._en_titulo:
            self.titulo += data
        elif not self._calladas:
            self.partes.append(data)


def ver(html: str, url: str) -> Vista:
    """El texto visible y los enlaces absolutos, sin repetir y sin los que no son de la web."""
    lector = _Lector()
    lector.feed(html)
    lector.close()
    enlaces = []
    for destino in lector.enlaces:
        try:
            completa = urldefrag(urljoin(url, destino.strip())).url
        except ValueError:
            completa = destino
        if completa.startswith(("http://", "https://")):
            enlaces.append(completa)
    texto = " ".join(" ".join(lector.partes).split())
    return Vista(" ".join(lector.titulo.split()), texto, list(dict.fromkeys(enlaces))[:ENLACES_MAXIMOS])


def problemas_de(vista: Vista, hoy: date, *, exige_fecha: bool) -> list[str]:
    """Lo que se corrige sin salir de la página. `exige_fecha`: debe decir su última actualización (LGTAIP 58)."""
    problemas = []
    if not vista.texto:
        problemas.append("No tiene texto.")
    if not vista.titulo:
        problemas.append("No tiene título.")
    if exige_fecha and "ultima actualizacion" not in plegar(vista.texto):
        problemas.append("No dice su fecha de última actualización.")
    return problemas + [f"Todavía anuncia algo del {fecha_larga(dia)}." for dia in anuncios_pasados(vista.texto, hoy)]


def anuncios_pasados(texto: str, hoy: date) -> list[date]:
    """Las fechas ya pasadas que aparecen junto a palabras de invitación («te esperamos», «próximo»…)."""
    plano = plegar(texto)
    pasados = set()
    for hallado in FECHA.finditer(plano):
        alrededor = plano[max(0, hallado.start() - CERCA) : hallado.end() + CERCA]
        dia = _fecha(hallado, hoy)
        if dia and (hoy - dia).days > DIAS_DE_GRACIA and ANUNCIA.search(alrededor):
            pasados.add(dia)
    return sorted(pasados)


def _fecha(hallado: re.Match[str], hoy: date) -> date | None:
    """Sin año se toma el de hoy; un día que no existe no es fecha."""
    try:
        return date(int(hallado[3] or hoy.year), MESES.index(hallado[2]) + 1, int(hallado[1]))
    except ValueError:
        return None
