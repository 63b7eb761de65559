"""Pintar un diseño en todas sus medidas y decir, en palabras, cómo queda cada una."""

import base64
import hashlib
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any, cast

from django.conf import settings
from django.core.cache import cache
from PIL import Image

from media_library.dominio.versiones.publico import archivos_publicos
from media_library.models.receta import Receta
from nucleo.dominio.impedimentos import NoSePuede
from nucleo.enlaces.qr import qr_para_imprimir
from nucleo.texto.formato import telefono
from personas.dominio.documento import compilar, pintar
from personas.dominio.identidad import identidad_de
from personas.models import Oficina
from produccion.dominio.disenos.imprenta import con_caja_de_rebase
from produccion.dominio.disenos.plantillas import HOJAS, LEGIBLE, TAMANOS, Tamano
from produccion.estados import Medida
from produccion.models import Diseno

PLANTILLA = "diseno.typ"
DIA = 86400  # segundos
MARCAS = 17  # puntos entre el corte y la orilla de la hoja, para las marcas: 6 mm
ANCHO_DE_PREVIA = {Medida.TABLOIDE: 460}
PREVIA = 300  # puntos de ancho de las demás
TALLAS = ((24, 13.0), (40, 11.0), (70, 9.2), (110, 7.8), (10_000, 6.6))  # hasta cuántas letras, y de qué tamaño
HORA = re.compile(r"(?<=\d) h\b")  # «18:30 h» no se parte
CHICA = Receta.de_ancho(1600)


@dataclass(frozen=True)
class Previa:
    """Una medida como queda: su imagen y su veredicto en palabras."""

    tamano: Tamano
    imagen: str  # dirección `data:`
    cabe: bool
    sin_detalle: bool
    escala: float
    cuadro: float  # puntos por cuadro del código; cero si no lleva

    @property
    def palabra(self) -> str:
        if not self.cabe:
            return "No cabe"
        return "1 aviso" if self.avisos else "Bien"

    @property
    def tono(self) -> str:
        if not self.cabe:
            return "cam"
        return "rev" if self.avisos else "pub"

    @property
    def avisos(self) -> list[str]:
        """Lo que conviene saber de esta medida; lo que nunca lleva detalle no avisa."""
        dichos = []
        if not self.cabe:
            dichos.append("El texto no cabe ni en la letra más chica: acorta el título.")
        elif self.sin_detalle and self.tamano.con_detalle:
            dichos.append("El detalle no cabe y no sale: acórtalo, o ponlo en el texto que la acompaña.")
        if 0 < self.cuadro < LEGIBLE:
            dichos.append("El código queda muy chico para leerse: usa una dirección más corta.")
        return dichos

    @property
    def dicho(self) -> str:
        """«28 × 43 cm, con corte y rebase», y lo que dejó fuera."""
        if self.cabe and self.sin_detalle and self.tamano.con_detalle:
            return f"{self.tamano.dicho}, sin el detalle"
        return self.tamano.dicho


def lado_del_qr(tamano: Tamano, cuadros: int) -> float:
    """Su lado en puntos: el de la plantilla o, si así no se lee a 100 puntos por pulgada, el que haga falta."""
    if not tamano.con_qr or not cuadros:
        return 0
    ancho, alto = tamano.puntos
    de_la_plantilla = ancho * 0.15 if alto >= ancho else alto * 0.15
    return max(de_la_plantilla, cuadros * (LEGIBLE + 0.2) * 72 / tamano.puntos_por_pulgada)


def puntos_por_cuadro(tamano: Tamano, cuadros: int) -> float:
    """Cuántos puntos tiene cada cuadro del código, a 100 ppp en papel o en pantalla."""
    if not cuadros:
        return 0
    return lado_del_qr(tamano, cuadros) / cuadros * tamano.puntos_por_pulgada / 72


@contextmanager
def _datos(diseno: Diseno) -> Iterator[tuple[dict[str, Any], int]]:
    """Lo que la plantilla pide, sin medidas, y cuántos cuadros tiene el código."""
    oficina = Oficina.objects.actual()
    hoja, qr, cuadros = HOJAS[diseno.plantilla], "", 0
    if diseno.enlace_del_qr:
        qr, cuadros = qr_para_imprimir(diseno.enlace_del_qr)
    identidad = asdict(identidad_de(oficina))
    if hoja.luto:
        identidad |= {"principal": "#2B2622", "acento": "#2B2622"}
    fotos = [diseno.foto] if diseno.foto else []
    with archivos_publicos(fotos, CHICA) as rutas:
        foto = None
        if diseno.foto and (ruta := rutas.get(diseno.foto.pk)):
            foto = {"archivo": str(ruta.resolve()), "alternativo": diseno.foto.texto_alternativo}
        telefonos = " · ".join(telefono(t) for t in oficina.telefonos)
        datos = {
            **identidad,
            **{campo: HORA.sub("\u00a0h", texto) for campo, texto in diseno.campos().items()},
            "rubro": hoja.rubro,
            "leyenda": diseno.leyenda,
            "foto": foto,
            "qr": qr,
            "direccion_qr": diseno.enlace_del_qr,
            "talla": next(talla for largo, talla in TALLAS if len(diseno.titulo) <= largo),
            "pie": " · ".join(filter(None, [diseno.de_quien, telefonos])),
        }
        yield datos, cuadros


def _medida(tamano: Tamano, cuadros: int, *, ancho: float = 0, con_corte: bool = False) -> dict[str, Any]:
    """Una página: al tamaño de verdad o reducida a `ancho`; todo se achica junto, así que parte igual los renglones."""
    de_veras, alto = tamano.puntos
    escala = ancho / de_veras if ancho else 1
    rebase = tamano.rebase * 72 / 25.4 if con_corte else 0
    return {
        "clave": tamano.medida,
        "ancho": de_veras * escala,
        "alto": alto * escala,
        "qr": lado_del_qr(tamano, cuadros) * escala,
        "detalle": tamano.con_detalle,
        "libre_arriba": tamano.libre_arriba,
        "libre_abajo": tamano.libre_abajo,
        "rebase": rebase,
        "margen": rebase + MARCAS if con_corte and tamano.rebase else 0,
    }


def previas(diseno: Diseno, medidas: Iterable[Medida] | None = None) -> list[Previa]:
    """Todas las medidas del mismo texto, en chico, con su veredicto. El archivo propio no se pinta: es como vino."""
    if diseno.es_propio:
        return []
    tamanos = [TAMANOS[m] for m in medidas] if medidas else list(TAMANOS.values())
    with _datos(diseno) as (datos, cuadros):
        paginas = [_medida(t, cuadros, ancho=ANCHO_DE_PREVIA.get(t.medida, PREVIA)) for t in tamanos]
        imagenes, dichos = _pintadas(datos | {"medidas": paginas})
    return [
        Previa(
            tamano=tamano,
            imagen=imagen,
            cabe=dicho["cabe"],
            sin_detalle=bool(diseno.detalle) and not dicho["detalle"],
            escala=dicho["escala"],
            cuadro=puntos_por_cuadro(tamano, cuadros) if tamano.con_qr else 0,
        )
        for tamano, imagen, dicho in zip(tamanos, imagenes, dichos, strict=True)
    ]


def _pintadas(datos: dict[str, Any]) -> tuple[list[str], list[dict[str, Any]]]:
    """Las páginas y lo que la plantilla dijo de ellas; lo mismo no se pinta dos veces en un día."""
    plantilla = (settings.BASE_DIR / "templates" / "typst" / PLANTILLA).read_text()
    clave = f"previas:{hashlib.sha256((plantilla + json.dumps(datos, sort_keys=True)).encode()).hexdigest()}"
    if (ya := cache.get(clave)) is not None:
        return cast("tuple[list[str], list[dict[str, Any]]]", ya)
    imagenes, dichos = pintar(PLANTILLA, datos, ppi=108)
    hecho = ([_ligera(imagen) for imagen in imagenes], dichos)
    cache.set(clave, hecho, DIA)
    return hecho


def _ligera(png: bytes) -> str:
    """En WebP y dentro de la página: ocho PNG con foto pesarían varios megas."""
    with Image.open(io.BytesIO(png)) as imagen:
        salida = io.BytesIO()
        imagen.convert("RGB").save(salida, "WEBP", quality=82)
    return f"data:image/webp;base64,{base64.b64encode(salida.getvalue()).decode()}"


def pdf_para_imprimir(diseno: Diseno, medida: Medida) -> bytes:
    """El PDF de una medida de papel: en las cuatro tintas, con rebase, marcas y sus tres cajas."""
    tamano = TAMANOS[medida]
    with _datos(diseno) as (datos, cuadros):
        pagina = _medida(tamano, cuadros, con_corte=True)
        pdf = compilar(PLANTILLA, datos | {"medidas": [pagina], "de_imprenta": True})
    return con_caja_de_rebase(pdf, orilla=pagina["margen"] - pagina["rebase"])


def png_exacto(diseno: Diseno, medida: Medida) -> bytes:
    """El PNG de una medida: la de pantalla, en sus pixeles exactos; la de papel, a 100 puntos por pulgada."""
    tamano = TAMANOS[medida]
    with _datos(diseno) as (datos, cuadros):
        paginas, _ = pintar(PLANTILLA, datos | {"medidas": [_medida(tamano, cuadros)]}, ppi=tamano.puntos_por_pulgada)
    return paginas[0]


def texto_equivalente(diseno: Diseno) -> Sequence[str]:
    """Lo mismo en texto, renglón por renglón, para quien no ve la imagen (docs/dominio.md, regla 38)."""
    rubro = HOJAS[diseno.plantilla].rubro
    renglones = [rubro, diseno.titulo, diseno.cuando, diseno.lugar, diseno.detalle, diseno.leyenda]
    return [renglon for renglon in [*renglones, diseno.enlace_del_qr] if renglon]


def para_bajar(diseno: Diseno, medida: Medida) -> bytes:
    """El archivo de una medida: PDF para la imprenta, PNG para la pantalla. La que no cabe se rechaza, no se corta."""
    vista = previas(diseno, [medida])[0]
    if not vista.cabe:
        raise NoSePuede(f"{vista.tamano.nombre}: el texto no cabe ni en la letra más chica. Acorta el título.")
    if vista.tamano.en_pixeles:
        return png_exacto(diseno, medida)
    return pdf_para_imprimir(diseno, medida)
