"""El programa que, dentro de la jaula, mira unas láminas subidas: sus títulos y, si se puede, su imagen.

`python -I programa_de_laminas.py pptx|odp|pdf ARCHIVO` escribe `laminas.json`, la lista de `{"titulo", "imagen"}` en su
orden, y los PNG que nombra. No conoce Django ni la base.
"""

import io
import json
import re
import sys
import zipfile
from pathlib import Path

import typst
from lxml import etree
from PIL import Image
from pptx import Presentation

LAMINAS = 40  # las que se miran; una presentación con más sigue entera en su archivo
ANCHO = 720
CASI_NADA = 8  # tonos de gris
OCTETOS_ABIERTOS = 300 * 10**6  # de un ZIP: más es una trampa
UNA_PAGINA = (
    '#set page(width: {ancho}pt, height: auto, margin: 0pt)\n#image("{archivo}", page: {numero}, width: 100%)\n'
)
MINIATURA = re.compile(r"(docProps/thumbnail\.(jpe?g|png)|Thumbnails/thumbnail\.png)", re.IGNORECASE)
PAGINA_DE_ODP = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}page"
CLASE_DE_ODP = "{urn:oasis:names:tc:opendocument:xmlns:presentation:1.0}class"
Image.MAX_IMAGE_PIXELS = 50_000_000


def de_pptx(ruta: Path) -> list[str]:
    """El título de cada lámina o, si no tiene, lo primero que dice."""
    return [_titulo(lamina) for lamina in list(Presentation(str(ruta)).slides)[:LAMINAS]]


def _titulo(lamina: object) -> str:
    formas = lamina.shapes  # type: ignore[attr-defined] # python-pptx no trae tipos
    if formas.title is not None and formas.title.text_frame.text.strip():
        return str(formas.title.text_frame.text)
    textos = (forma.text_frame.text for forma in formas if forma.has_text_frame)
    return next((texto for texto in textos if texto.strip()), "")


def de_odp(ruta: Path) -> list[str]:
    with zipfile.ZipFile(ruta) as paquete:
        contenido = paquete.read("content.xml")
    arbol = etree.fromstring(contenido, etree.XMLParser(resolve_entities=False, no_network=True))
    titulos = []
    for pagina in list(arbol.iter(PAGINA_DE_ODP))[:LAMINAS]:
        marcos = [m for m in pagina if m.get(CLASE_DE_ODP) == "title"] or list(pagina)
        titulos.append(next((t for m in marcos if (t := " ".join("".join(m.itertext()).split()))), ""))
    return titulos


def miniatura_de(ruta: Path) -> bytes | None:
    """La que guardó quien hizo el archivo: suele ser la primera lámina."""
    with zipfile.ZipFile(ruta) as paquete:
        nombre = next((n for n in paquete.namelist() if MINIATURA.fullmatch(n)), None)
        return _png(paquete.read(nombre), con_algo=True) if nombre else None


def _png(octetos: bytes, *, con_algo: bool = False) -> bytes | None:
    """En chico y con pocos colores; `con_algo` descarta la que está en blanco, como la que ponen varios programas."""
    salida = io.BytesIO()
    try:
        with Image.open(io.BytesIO(octetos), formats=["JPEG", "PNG"]) as imagen:
            chica = imagen.convert("RGB")
            chica.thumbnail((ANCHO, ANCHO))
            if con_algo and len(chica.convert("L").getcolors() or ()) <= CASI_NADA:
                return None
            chica.quantize(256).save(salida, "PNG", optimize=True)
    except Exception:  # noqa: BLE001 - una miniatura dañada no impide leer los títulos
        return None
    return salida.getvalue()


def de_pdf(ruta: Path) -> list[bytes]:
    """Cada página, dibujada. La primera que no hay termina la cuenta."""
    paginas: list[bytes] = []
    fuente = ruta.with_name("pagina.typ")
    for numero in range(1, LAMINAS + 1):
        fuente.write_text(UNA_PAGINA.format(ancho=ANCHO, archivo=ruta.name, numero=numero))
        try:
            hecha = typst.compile(str(fuente), format="png", ppi=72)
        except typst.TypstError:
            break
        paginas.append(_png(hecha) or hecha)
    return paginas


def _exigir_que_quepa(ruta: Path) -> None:
    with zipfile.ZipFile(ruta) as paquete:
        if sum(parte.file_size for parte in paquete.infolist()) > OCTETOS_ABIERTOS:
            raise ValueError("Abierto pesa demasiado.")


def mirar(formato: str, ruta: Path) -> list[dict[str, str]]:
    if formato == "pdf":
        imagenes: list[bytes | None] = [*de_pdf(ruta)]
        titulos = [""] * len(imagenes)
    else:
        _exigir_que_quepa(ruta)
        titulos = {"pptx": de_pptx, "odp": de_odp}[formato](ruta)
        imagenes = [miniatura_de(ruta), *[None] * len(titulos)]
    laminas = []
    for numero, (titulo, imagen) in enumerate(zip(titulos, imagenes, strict=False), start=1):
        nombre = f"lamina-{numero}.png" if imagen else ""
        if imagen:
            ruta.with_name(nombre).write_bytes(imagen)
        laminas.append({"titulo": titulo[:1000], "imagen": nombre})
    return laminas


if __name__ == "__main__":
    archivo = Path(sys.argv[2])
    archivo.with_name("laminas.json").write_text(json.dumps(mirar(sys.argv[1], archivo)))
