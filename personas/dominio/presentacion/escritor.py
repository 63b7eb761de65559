"""El escritor de presentaciones: de las láminas al PPTX, con gráficas que se editan y cada imagen con sus palabras."""

import io
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from nucleo.texto.controles import sin_controles
from personas.dominio.presentacion import laminas
from personas.dominio.presentacion.fotos import escudo_de
from personas.dominio.presentacion.medida import puntos_que_caben
from personas.dominio.presentacion.plantilla import (
    CONTENIDO,
    PORTADA,
    colores,
    de_la_grafica,
    guardada,
    nueva_presentacion,
)
from personas.dominio.presentacion.reparto import (
    ALTO_DE_RELLENO,
    CUERPO_ALTO,
    CUERPO_DESDE,
    ENTRE_COSAS,
    ENTRE_RENGLONES,
    MARGEN,
    PUNTOS_DE_RENGLON,
    PUNTOS_DE_TABLA,
    RELLENO_DE_CELDA,
    SANGRIA,
    UTIL,
    Lugar,
    LugarDeFoto,
    alto_de_fila,
    anchos_de_columna,
    lugares_de_fotos,
    repartir,
)
from personas.models import Oficina

TITULOS = (28, 24, 20, 16)
DE_PORTADA = (40, 34, 28, 22)
SUAVE, TEXTO = "texto-suave", "texto"
COLUMNAS_DE_CIFRAS = 3
POCAS, SUELTAS, JUNTAS = 3, 220, 60  # categorías, y cuánto espacio va entre ellas (% del ancho de una barra)


def presentacion_pptx(hojas: Iterable[laminas.Lamina], *, oficina: Oficina, titulo: str) -> bytes:
    """Las láminas en PPTX, con la plantilla de la oficina. Lo que no cabe en una sigue en otra."""
    archivo = nueva_presentacion(pie=pie_de(oficina))
    archivo.core_properties.title = sin_controles(titulo)
    archivo.core_properties.author = oficina.nombre
    archivo.core_properties.language = "es-MX"
    for lamina in repartir(hojas):
        _poner(archivo, lamina, oficina)
    return guardada(archivo)


def pie_de(oficina: Oficina) -> str:
    """«Gobierno de Mazamitla · Comunicación Social»."""
    return " · ".join(filter(None, [f"Gobierno de {oficina.municipio}" if oficina.municipio else "", oficina.nombre]))


def _poner(archivo: Any, lamina: laminas.Lamina, oficina: Oficina) -> None:
    es_portada = isinstance(lamina, laminas.LaminaDePortada)
    hoja = archivo.slides.add_slide(archivo.slide_layouts.get_by_name(PORTADA if es_portada else CONTENIDO))
    titulo = hoja.shapes.title
    titulo.text_frame.text = lamina.titulo
    titulo.text_frame.word_wrap = True
    caja, tamanos = ((UTIL - 0.8, 1.9), DE_PORTADA) if es_portada else ((UTIL, 1.0), TITULOS)
    puntos = puntos_que_caben(lamina.titulo, caja[0] - RELLENO_DE_CELDA, caja[1] - 0.1, tamanos, "titulo")
    _tamano(titulo.text_frame, puntos)
    PINTORES[type(lamina)](hoja, lamina)
    if es_portada:
        _escudo(hoja, oficina)
    if lamina.notas:
        hoja.notes_slide.notes_text_frame.text = lamina.notas


def _tamano(marco: Any, puntos: float) -> None:
    for parrafo in marco.paragraphs:
        for tramo in parrafo.runs:
            tramo.font.size = Pt(puntos)


def _caja(hoja: Any, lugar: Lugar) -> Any:
    marco = hoja.shapes.add_textbox(*(Inches(m) for m in lugar)).text_frame
    marco.word_wrap = True
    marco.margin_left = marco.margin_right = marco.margin_top = marco.margin_bottom = 0
    return marco


def _parrafo(marco: Any, texto: str, *, puntos: float, color: str = TEXTO, negrita: bool = False) -> Any:
    es_el_primero = len(marco.paragraphs) == 1 and not marco.paragraphs[0].runs
    parrafo = marco.paragraphs[0] if es_el_primero else marco.add_paragraph()
    tramo = parrafo.add_run()
    tramo.text = texto
    tramo.font.size, tramo.font.bold = Pt(puntos), negrita
    tramo.font.color.rgb = RGBColor.from_string(colores()[color])
    return parrafo


def _con_palabras(forma: Any, alternativo: str) -> None:
    """El texto alternativo: lo que lee un lector de pantalla."""
    forma._element.xpath(".//p:cNvPr")[0].set("descr", sin_controles(alternativo)[:1000])  # noqa: SLF001 - python-pptx no pone alt


def _escudo(hoja: Any, oficina: Oficina) -> None:
    imagen = escudo_de(oficina)
    if imagen is None:
        return
    jpeg_o_png, ancho, alto = imagen
    puesto = hoja.shapes.add_picture(io.BytesIO(jpeg_o_png), Inches(MARGEN + 0.4), Inches(0.7), height=Inches(1.3))
    puesto.width = Inches(1.3 * ancho / alto)
    _con_palabras(puesto, f"Escudo de {oficina.municipio or oficina.nombre}")


def _portada(hoja: Any, lamina: laminas.LaminaDePortada) -> None:
    subtitulo = hoja.placeholders[1]
    if not lamina.subtitulo:
        subtitulo._element.getparent().remove(subtitulo._element)  # noqa: SLF001 - python-pptx no lo ofrece de otro modo
        return
    subtitulo.text_frame.text = sin_controles(lamina.subtitulo, salto="\n")
    _tamano(subtitulo.text_frame, puntos_que_caben(lamina.subtitulo, UTIL - 1, 1.5, (20, 16, 13)))


def _seccion(hoja: Any, lamina: laminas.LaminaDeSeccion) -> None:
    texto = sin_controles(lamina.texto, salto="\n")
    puntos = puntos_que_caben(texto, UTIL, CUERPO_ALTO, (24, 20, 16, 13, 11))
    _parrafo(_caja(hoja, (MARGEN, CUERPO_DESDE, UTIL, CUERPO_ALTO)), texto, puntos=puntos, color=SUAVE)


def _renglones(hoja: Any, lamina: laminas.LaminaDeRenglones) -> None:
    marco = _caja(hoja, (MARGEN, CUERPO_DESDE, UTIL, CUERPO_ALTO))
    for renglon in lamina.renglones:
        parrafo = _parrafo(marco, renglon, puntos=PUNTOS_DE_RENGLON)
        parrafo.space_after = Inches(ENTRE_RENGLONES)
        propiedades = parrafo._p.get_or_add_pPr()  # noqa: SLF001 - python-pptx no pone viñetas
        propiedades.set("marL", str(int(Inches(SANGRIA))))
        propiedades.set("indent", str(-int(Inches(SANGRIA))))
        vineta = propiedades.makeelement(qn("a:buChar"), {"char": "•"})
        propiedades.append(vineta)


def _cifras(hoja: Any, lamina: laminas.LaminaDeCifras) -> None:
    columnas = min(COLUMNAS_DE_CIFRAS, max(1, len(lamina.cifras)))
    renglones = -(-len(lamina.cifras) // columnas) or 1
    ancho = (UTIL - ENTRE_COSAS * (columnas - 1)) / columnas
    alto = min(2.4, (CUERPO_ALTO - ENTRE_COSAS * (renglones - 1)) / renglones)
    for lugar, cifra in enumerate(lamina.cifras):
        x = MARGEN + (lugar % columnas) * (ancho + ENTRE_COSAS)
        y = CUERPO_DESDE + (lugar // columnas) * (alto + ENTRE_COSAS)
        _tarjeta(hoja, cifra, (x, y, ancho, alto))


def _tarjeta(hoja: Any, cifra: laminas.CifraGrande, lugar: Lugar) -> None:
    ancho, alto = lugar[2:]
    tarjeta = hoja.shapes.add_shape(MSO_SHAPE.RECTANGLE, *(Inches(m) for m in lugar))
    tarjeta.fill.solid()
    tarjeta.fill.fore_color.theme_color = MSO_THEME_COLOR.BACKGROUND_2
    tarjeta.line.fill.background()
    tarjeta.shadow.inherit = False
    marco = tarjeta.text_frame
    marco.word_wrap, marco.vertical_anchor = True, MSO_ANCHOR.MIDDLE
    marco.margin_left = marco.margin_right = Inches(ENTRE_COSAS)
    cabe = ancho - 2 * ENTRE_COSAS
    valor = sin_controles(cifra.valor)
    _parrafo(marco, valor, puntos=puntos_que_caben(valor, cabe, 0.9, (44, 36, 28, 20), "titulo"), negrita=True)
    marco.paragraphs[0].runs[0].font.color.theme_color = MSO_THEME_COLOR.ACCENT_1
    que_es = sin_controles(cifra.que_es)
    _parrafo(marco, que_es, puntos=puntos_que_caben(que_es, cabe, alto - 1.1, (16, 14, 12, 10, 8)), color=SUAVE)


def _tabla(hoja: Any, lamina: laminas.LaminaDeTabla) -> None:
    anchos = anchos_de_columna(lamina)
    filas = [lamina.encabezados, *lamina.filas]
    altos = [alto_de_fila(fila, anchos, "texto" if n else "fuerte") for n, fila in enumerate(filas)]
    caja = (MARGEN, CUERPO_DESDE, UTIL, sum(altos))
    marco = hoja.shapes.add_table(len(filas), len(anchos), *(Inches(m) for m in caja))
    _con_palabras(marco, f"Tabla: {lamina.titulo}")
    tabla = marco.table
    for columna, ancho in zip(tabla.columns, anchos, strict=True):
        columna.width = Inches(ancho)
    for numero, (fila, alto) in enumerate(zip(filas, altos, strict=True)):
        tabla.rows[numero].height = Inches(alto)
        for lugar, texto in enumerate(fila):
            _celda(tabla.cell(numero, lugar), texto, es_encabezado=numero == 0, es_par=numero % 2 == 0)


def _celda(celda: Any, texto: str, *, es_encabezado: bool, es_par: bool) -> None:
    celda.margin_left = celda.margin_right = Inches(RELLENO_DE_CELDA / 2)
    celda.margin_top = celda.margin_bottom = Inches(ALTO_DE_RELLENO / 2)
    celda.vertical_anchor = MSO_ANCHOR.MIDDLE
    celda.fill.solid()
    fondo = "superficie"
    if es_encabezado:
        fondo = "superficie-2"
    elif es_par:
        fondo = "fondo"
    celda.fill.fore_color.rgb = RGBColor.from_string(colores()[fondo])
    _parrafo(celda.text_frame, texto, puntos=PUNTOS_DE_TABLA, negrita=es_encabezado)


def _grafica(hoja: Any, lamina: laminas.LaminaDeGrafica) -> None:
    hallazgo = sin_controles(lamina.hallazgo)
    puntos = puntos_que_caben(hallazgo, UTIL, 0.75, (18, 15, 12, 10))
    _parrafo(_caja(hoja, (MARGEN, CUERPO_DESDE, UTIL, 0.75)), hallazgo, puntos=puntos, color=SUAVE)
    datos = CategoryChartData(number_format="#,##0")
    datos.categories = list(lamina.categorias)
    for nombre, valores in lamina.series:
        datos.add_series(nombre, list(valores))
    caja = (MARGEN, CUERPO_DESDE + 0.85, UTIL, CUERPO_ALTO - 0.85)
    marco = hoja.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, *(Inches(m) for m in caja), datos)
    _con_palabras(marco, f"{lamina.titulo}. {hallazgo} {_dicha(lamina)}")
    pocas = len(lamina.categorias) <= POCAS
    _vestir_grafica(marco.chart, con_leyenda=len(lamina.series) > 1, pocas=pocas)


def _dicha(lamina: laminas.LaminaDeGrafica) -> str:
    """Los datos en palabras, para quien no ve la gráfica."""
    series = (
        f"{nombre}: " + ", ".join(f"{c} {v:g}" for c, v in zip(lamina.categorias, valores, strict=True)) + "."
        for nombre, valores in lamina.series
    )
    return " ".join(series)


def _vestir_grafica(grafica: Any, *, con_leyenda: bool, pocas: bool) -> None:
    grafica.has_title = False
    grafica.has_legend = con_leyenda
    grafica.font.size = Pt(12)
    if con_leyenda:
        grafica.legend.position, grafica.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    grafica.value_axis.visible = False
    grafica.value_axis.has_major_gridlines = False
    grafica.value_axis.minimum_scale = 0
    trazo = grafica.plots[0]
    trazo.gap_width, trazo.overlap = SUELTAS if pocas else JUNTAS, -5
    trazo.has_data_labels = True
    trazo.data_labels.number_format, trazo.data_labels.number_format_is_linked = "#,##0", False
    trazo.data_labels.position = XL_LABEL_POSITION.OUTSIDE_END
    for serie, color in zip(trazo.series, de_la_grafica(), strict=False):
        serie.format.fill.solid()
        serie.format.fill.fore_color.rgb = RGBColor.from_string(color)


def _fotos(hoja: Any, lamina: laminas.LaminaDeFotos) -> None:
    for foto, puesto in zip(lamina.fotos, lugares_de_fotos(lamina), strict=True):
        _foto(hoja, foto, puesto.foto)
        _palabras(hoja, foto, puesto)


def _foto(hoja: Any, foto: laminas.FotoDeLamina, lugar: Lugar) -> None:
    """Entera y centrada en su lugar: ni se recorta ni se deforma."""
    x, y, ancho, alto = lugar
    escala = min(ancho / foto.ancho, alto / foto.alto)
    mide, sube = foto.ancho * escala, foto.alto * escala
    caja = (x + (ancho - mide) / 2, y + (alto - sube) / 2, mide, sube)
    puesta = hoja.shapes.add_picture(io.BytesIO(foto.jpeg), *(Inches(m) for m in caja))
    _con_palabras(puesta, foto.alternativo or foto.pie or "Fotografía sin descripción")


def _palabras(hoja: Any, foto: laminas.FotoDeLamina, puesto: LugarDeFoto) -> None:
    marco = _caja(hoja, puesto.palabras)
    if foto.pie:
        _parrafo(marco, foto.pie, puntos=puesto.puntos)
    if foto.credito:
        _parrafo(marco, f"Foto: {foto.credito}", puntos=min(puesto.puntos, 11), color=SUAVE)


PINTORES: Mapping[type, Callable[[Any, Any], None]] = {
    laminas.LaminaDePortada: _portada,
    laminas.LaminaDeSeccion: _seccion,
    laminas.LaminaDeRenglones: _renglones,
    laminas.LaminaDeCifras: _cifras,
    laminas.LaminaDeTabla: _tabla,
    laminas.LaminaDeGrafica: _grafica,
    laminas.LaminaDeFotos: _fotos,
}
