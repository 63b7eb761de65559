"""El programa que, dentro de la jaula, hace los derivados de fotografías. Sólo usa Pillow; no conoce Django ni la base.

`python -I programa_de_fotos.py trabajo.json` lee `{"fotos": [{"carpeta", "formato", "versiones", "zonas"}]}`. Cada
versión dice su `archivo` y su `ancho`, o bien `lados`, `foco` y `se_agranda` de un recorte; con `difuminado`, la clave
de las zonas que se le borran; con `octetos_maximos`, baja su calidad hasta caber. Cada foto se hace en su propio
proceso hijo: una que lo tumbe no arrastra a las demás, y Pillow se carga una sola vez para todas.
"""

import importlib.util
import json
import os
import sys
import warnings
from io import BytesIO
from pathlib import Path
from types import ModuleType
from typing import Any

from PIL import Image, ImageCms, ImageFilter, ImageOps, ImageStat, JpegImagePlugin, PngImagePlugin, WebPImagePlugin

# Cargados una vez, antes de repartir las fotos entre los hijos.
COMPLEMENTOS = (JpegImagePlugin, PngImagePlugin, WebPImagePlugin)
PIXELES_MAXIMOS = 60_000_000  # los que se descodifican; un JPEG mayor se abre ya reducido
Image.MAX_IMAGE_PIXELS = 250_000_000
CALIDADES = (82, 74, 66, 58, 50, 42, 34, 26, 18, 12)  # la de siempre, y las que siguen si el archivo pasa de su tope
ANCHO_CHICO = 320
WEBP: dict[str, int] = {"quality": 80, "method": 2}
# De miniatura no se nota, y una lista lleva muchas: se baja la calidad hasta que quepa en esto.
CALIDADES_DE_MINIATURA = (65, 50, 40, 30, 22)
OCTETOS_DE_MINIATURA = 4_500
FIN_DE_JPEG = b"\xff\xd9"
DE_16_BITS = ("I;16", "I;16B", "I;16L", "I;16N", "I", "F")
ANCHO_MAXIMO = 1600
ANCHO_DE_PISTAS = 800
COLA = 64 * 1024
CUADROS = 6  # por lado de una zona difuminada
FILTRO = Image.Resampling.LANCZOS


def _vecino(nombre: str) -> ModuleType:
    """Un archivo de junto, que `-I` no deja importar por su nombre."""
    donde = importlib.util.spec_from_file_location(nombre, Path(__file__).with_name(f"{nombre}.py"))
    if donde is None or donde.loader is None:
        raise ImportError(nombre)
    modulo = importlib.util.module_from_spec(donde)
    donde.loader.exec_module(modulo)
    return modulo


thumbhash = _vecino("thumbhash")
GIRADAS = _vecino("orientacion").GIRADAS
Version = dict[str, Any]


def tope_de(versiones: list[Version]) -> int:
    """El mayor ancho que se pide, y al menos el de siempre."""
    return max([ANCHO_MAXIMO, *(version["ancho"] for version in versiones if version.get("ancho"))])


def abrir(ruta: Path, formato: str, tope: int = ANCHO_MAXIMO) -> Image.Image:
    """Decodifica una vez, ya reducida por el propio JPEG cuando se puede, y sin pasar del ancho máximo."""
    if formato == "HEIF":
        from pi_heif import register_heif_opener  # noqa: PLC0415 - 60 ms que las demás fotos no pagan

        register_heif_opener()
    imagen: Image.Image = Image.open(ruta, formats=[formato])
    if formato == "JPEG" and not _tiene_final(ruta):
        imagen = Image.open(BytesIO(ruta.read_bytes() + FIN_DE_JPEG), formats=[formato])
    girada = imagen.getexif().get(0x0112) in GIRADAS and formato != "HEIF"
    lado = imagen.width
    if girada:
        lado = imagen.height
    if lado > tope:
        escala = tope / lado
        meta = (max(1, round(imagen.width * escala)), max(1, round(imagen.height * escala)))
        imagen.draft(None, meta)
        exigir_que_quepa(imagen)
        perfil, exif = imagen.info.get("icc_profile"), imagen.getexif()
        imagen = a_ocho_bits(imagen)
        if imagen.mode in {"P", "1"}:
            imagen = imagen.convert("RGBA" if "transparency" in imagen.info else "RGB")
        reducida = imagen.resize(meta, FILTRO, reducing_gap=2.0)
        reducida.info = {"icc_profile": perfil} if perfil else {}
        imagen = girar(reducida, exif.get(0x0112, 1))
        return a_srgb(imagen)
    exigir_que_quepa(imagen)
    return a_srgb(ImageOps.exif_transpose(a_ocho_bits(imagen)))


def _tiene_final(ruta: Path) -> bool:
    """Si su marca de final está en sus últimos octetos; a una entera sin ella se le pone, sin tocar el original."""
    with ruta.open("rb") as archivo:
        archivo.seek(-min(COLA, ruta.stat().st_size), os.SEEK_END)
        return FIN_DE_JPEG in archivo.read()


def exigir_que_quepa(imagen: Image.Image) -> None:
    """Lo que se va a descodificar, ya reducido, no pasa del tope."""
    if imagen.width * imagen.height > PIXELES_MAXIMOS:
        raise MemoryError


def a_ocho_bits(imagen: Image.Image) -> Image.Image:
    """Un gris de 16 bits, en la misma rampa: convertirlo sin más dejaría blanco todo lo que pase de 255."""
    if imagen.mode not in DE_16_BITS:
        return imagen
    transparente = imagen.info.pop("transparency", None)
    entera = imagen if imagen.mode in {"I", "F"} else imagen.convert("I")
    gris = entera.point(lambda valor: valor * (1 / 257)).convert("L")
    gris.info = imagen.info
    if isinstance(transparente, int):
        gris.info["transparency"] = transparente // 257
    return gris


def girar(imagen: Image.Image, orientacion: int) -> Image.Image:
    """Aplica la orientación EXIF."""
    T = Image.Transpose  # noqa: N806 - abreviatura de la enumeración
    vuelta = {
        2: T.FLIP_LEFT_RIGHT,
        3: T.ROTATE_180,
        4: T.FLIP_TOP_BOTTOM,
        5: T.TRANSPOSE,
        6: T.ROTATE_270,
        7: T.TRANSVERSE,
        8: T.ROTATE_90,
    }.get(orientacion)
    if vuelta is None:
        return imagen
    girada = imagen.transpose(vuelta)
    girada.info = imagen.info
    return girada


def a_srgb(imagen: Image.Image) -> Image.Image:
    """Colores a sRGB según el perfil que traiga, y fondo blanco donde era transparente."""
    perfil = imagen.info.get("icc_profile")
    if perfil and imagen.mode in {"RGB", "CMYK", "L"}:
        try:
            origen = ImageCms.ImageCmsProfile(BytesIO(perfil))
            convertida = ImageCms.profileToProfile(imagen, origen, ImageCms.createProfile("sRGB"), outputMode="RGB")
            imagen = convertida or imagen
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass  # perfil dañado: se toma como sRGB
    if imagen.mode in {"RGBA", "LA", "PA"} or "transparency" in imagen.info:
        encima = imagen.convert("RGBA")
        fondo = Image.new("RGB", imagen.size, "white")
        fondo.paste(encima, mask=encima.getchannel("A"))
        return fondo
    if imagen.mode == "RGB":
        return imagen
    return imagen.convert("RGB")


def _hacer(base: Image.Image, version: Version, reducidas: dict[int, Image.Image]) -> Image.Image:
    if version.get("ancho"):
        return _reducir(version["ancho"], reducidas)
    ancho, alto = version["lados"]
    if not version["se_agranda"]:
        escala = min(1, base.width / ancho, base.height / alto)
        ancho, alto = max(1, round(ancho * escala)), max(1, round(alto * escala))
    x, y = version["foco"]
    return ImageOps.fit(base, (ancho, alto), FILTRO, centering=(x / 100, y / 100))


def _reducir(ancho: int, reducidas: dict[int, Image.Image]) -> Image.Image:
    """Cada tamaño sale del inmediato mayor que ya esté hecho."""
    if ancho not in reducidas:
        mayor = reducidas[min((a for a in reducidas if a > ancho), default=max(reducidas))]
        alto = max(1, round(mayor.height * ancho / mayor.width))
        reducidas[ancho] = mayor.resize((ancho, alto), FILTRO, reducing_gap=2.0) if mayor.width > ancho else mayor
    return reducidas[ancho]


def _guardar(imagen: Image.Image, ruta: Path, octetos_maximos: int) -> None:
    limpia = imagen
    if imagen.info:
        limpia = imagen.copy()
    limpia.info = {}
    if ruta.suffix == ".webp" and limpia.width <= ANCHO_CHICO:
        _guardar_miniatura(limpia, ruta)
        return
    if ruta.suffix == ".webp":
        limpia.save(ruta, "WEBP", **WEBP)
        return
    for calidad in CALIDADES:
        limpia.save(ruta, "JPEG", quality=calidad, optimize=False)
        if not octetos_maximos or ruta.stat().st_size <= octetos_maximos:
            return


def _guardar_miniatura(limpia: Image.Image, ruta: Path) -> None:
    for calidad in CALIDADES_DE_MINIATURA:
        limpia.save(ruta, "WEBP", quality=calidad, method=4)
        if ruta.stat().st_size <= OCTETOS_DE_MINIATURA:
            return


def hacer_foto(
    carpeta: Path, formato: str, versiones: list[Version], zonas: dict[str, list[list[int]]]
) -> tuple[dict[str, list[int]], dict[str, Any]]:
    """Todos los tamaños, las versiones difuminadas y las pistas de una foto desde una sola decodificación."""
    base = abrir(carpeta / "entrada.bin", formato, tope_de(versiones))
    hechas, reducidas = _hacer_todas(carpeta, base, [v for v in versiones if not v["difuminado"]])
    for clave, suyas in zonas.items():
        propias = [v for v in versiones if v["difuminado"] == clave]
        hechas |= _hacer_todas(carpeta, difuminar(base, suyas), propias)[0]
    return hechas, pistas(reducidas[min((a for a in reducidas if a >= ANCHO_DE_PISTAS), default=max(reducidas))])


def _hacer_todas(
    carpeta: Path, base: Image.Image, versiones: list[Version]
) -> tuple[dict[str, list[int]], dict[int, Image.Image]]:
    """Lo hecho, con sus lados, y las reducidas por su ancho. Primero las anchas: de ellas salen las demás."""
    reducidas = {max(base.width, tope_de(versiones)): base}
    hechas = {}
    for version in sorted(versiones, key=lambda v: -(v.get("ancho") or -1)):
        imagen = _hacer(base, version, reducidas)
        _guardar(imagen, carpeta / version["archivo"], version.get("octetos_maximos", 0))
        hechas[version["archivo"]] = list(imagen.size)
    return hechas, reducidas


def difuminar(base: Image.Image, zonas: list[list[int]]) -> Image.Image:
    """Cada zona queda en pocos cuadros de su color y luego borrosa: de ahí no se vuelve a una cara."""
    foto = base.copy()
    for x, y, ancho, alto in zonas:
        izquierda, arriba = foto.width * x // 100, foto.height * y // 100
        caja = (izquierda, arriba, -(-foto.width * (x + ancho) // 100), -(-foto.height * (y + alto) // 100))
        trozo = foto.crop(caja)
        cuadros = trozo.resize((min(CUADROS, trozo.width), min(CUADROS, trozo.height)), Image.Resampling.BOX)
        borroso = cuadros.resize(trozo.size, Image.Resampling.BICUBIC)
        foto.paste(borroso.filter(ImageFilter.GaussianBlur(max(2, min(trozo.size) / 12))), caja)
    return foto


def pistas(imagen: Image.Image) -> dict[str, Any]:
    """Huella visual (dHash de 64 bits), nitidez y luz de una foto ya derecha: pistas técnicas que no juzgan a nadie."""
    gris = imagen.convert("L")
    chica = gris.resize((9, 8), FILTRO)
    tonos = chica.tobytes()
    dhash = 0
    for fila in range(8):
        for columna in range(8):
            dhash = dhash << 1 | (tonos[fila * 9 + columna] > tonos[fila * 9 + columna + 1])
    laplaciano = gris.filter(ImageFilter.Kernel((3, 3), (0, 1, 0, 1, -4, 1, 0, 1, 0), 1, 128))
    orilla = (1, 1, max(2, gris.width - 1), max(2, gris.height - 1))  # el filtro no toca la orilla
    bordes = ImageStat.Stat(laplaciano.crop(orilla)).stddev[0]
    cuenta = gris.histogram()
    total = sum(cuenta)
    quemado, negro = 100 * sum(cuenta[250:]) / total, 100 * sum(cuenta[:6]) / total
    return {
        "dhash": dhash - (1 << 64) if dhash >> 63 else dhash,  # un bigint lleva signo
        "nitidez": min(100, round(bordes * 4)),
        "luz": round(quemado if quemado >= negro else -negro),
        "thumbhash": mancha(imagen).hex(),
    }


def mancha(imagen: Image.Image) -> bytes:
    """Su ThumbHash."""
    chica = imagen.copy()
    chica.thumbnail((thumbhash.LADO, thumbhash.LADO), reducing_gap=2.0)
    return thumbhash.codificar(chica.width, chica.height, chica.convert("RGBA").tobytes())


def _en_un_hijo(foto: dict[str, Any]) -> None:
    pid = os.fork()
    if pid:
        os.waitpid(pid, 0)
        return
    codigo = 1
    resultado: dict[str, Any]
    try:
        carpeta = Path(foto["carpeta"])
        os.chdir(carpeta)
        try:
            hechas, vistas = hacer_foto(carpeta, foto["formato"], foto["versiones"], foto["zonas"])
            resultado = {"hechas": hechas, "pistas": vistas}
            codigo = 0
        except MemoryError:
            resultado = {"error": "La foto necesita más memoria de la permitida."}
        except Exception as error:  # noqa: BLE001 - cualquier cosa que diga Pillow de un archivo ajeno
            resultado = {"error": "No se pudo leer la imagen.", "causa": f"{type(error).__name__}: {error}"[:200]}
        (carpeta / "resultado.json").write_text(json.dumps(resultado))
    finally:
        os._exit(codigo)


def principal(trabajo: Path) -> None:
    """Hace todas las fotos del trabajo, una tras otra."""
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    Image.preinit()
    for foto in json.loads(trabajo.read_text())["fotos"]:
        _en_un_hijo(foto)


if __name__ == "__main__":
    principal(Path(sys.argv[1]))
