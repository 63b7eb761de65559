"""El reparto: lo que no cabe en una lámina sigue en otra, y nada se corta sin decirlo."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from nucleo.texto.controles import sin_controles
from personas.dominio.presentacion import laminas
from personas.dominio.presentacion.medida import (
    INTERLINEADO,
    PUNTOS_POR_PULGADA,
    alto_de,
    partir_en_renglones,
    puntos_que_caben,
)

# Pulgadas de una lámina de 13.33 × 7.5; todo lo que se escribe vive en estas cajas.
ANCHO, ALTO = 13.333, 7.5
MARGEN = 0.6
UTIL = ANCHO - 2 * MARGEN
TITULO_DESDE, TITULO_ALTO = 0.5, 1.0
CUERPO_DESDE, CUERPO_ALTO = 1.65, 5.05
PUNTOS_DE_RENGLON, PUNTOS_DE_TABLA = 20, 12
ENTRE_RENGLONES = 0.14
ENTRE_COSAS = 0.25
SANGRIA = 0.35
RELLENO_DE_CELDA = 0.2  # a los lados
ALTO_DE_RELLENO = 0.14  # arriba y abajo
CIFRAS_POR_LAMINA = 6
FOTOS_POR_LAMINA = 2
CATEGORIAS_POR_GRAFICA = 12
LARGO_DEL_TITULO = 220
LARGO_DEL_PIE = 420
PARTE_DE_LA_FOTO = 0.62  # de lo ancho, cuando va sola
ALTO_DE_DOS = 3.35

Lugar = tuple[float, float, float, float]  # x, y, ancho y alto, en pulgadas


def repartir(hojas: Iterable[laminas.Lamina]) -> list[laminas.Lamina]:
    """Las mismas láminas en las que hagan falta; las que se partieron dicen «2 de 3»."""
    return [hoja for lamina in hojas for hoja in _numeradas(list(REPARTOS.get(type(lamina), _entera)(lamina)))]


def _numeradas(hojas: list[Any]) -> Iterator[laminas.Lamina]:
    for numero, hoja in enumerate(hojas, start=1):
        titulo = _corto(hoja.titulo, LARGO_DEL_TITULO)
        if len(hojas) > 1:
            titulo = f"{titulo} ({numero} de {len(hojas)})"
        notas = ""
        if numero == 1 or isinstance(hoja, laminas.LaminaDeFotos):
            notas = hoja.notas
        if len(sin_controles(hoja.titulo)) > LARGO_DEL_TITULO and numero == 1:
            notas = f"{sin_controles(hoja.titulo)}\n\n{notas}".strip()  # entero, donde sí cabe
        yield replace(hoja, titulo=titulo, notas=sin_controles(notas, salto="\n"))


def _corto(texto: str, largo: int) -> str:
    texto = sin_controles(texto).strip()
    if len(texto) <= largo:
        return texto
    return texto[: largo - 1].rstrip() + "…"


def _entera(lamina: laminas.Lamina) -> Iterator[laminas.Lamina]:
    yield lamina


def _de_renglones(lamina: laminas.LaminaDeRenglones) -> Iterator[laminas.Lamina]:
    ancho = UTIL - SANGRIA
    cabe = CUERPO_ALTO - ENTRE_RENGLONES
    pedazos = [p for r in lamina.renglones for p in _que_caben(sin_controles(r), ancho, cabe, PUNTOS_DE_RENGLON)]
    for grupo in _por_alto(pedazos, _alto_de_renglon, CUERPO_ALTO) or [[]]:
        yield replace(lamina, renglones=tuple(grupo))


def _alto_de_renglon(texto: str) -> float:
    return alto_de(texto, UTIL - SANGRIA, PUNTOS_DE_RENGLON) + ENTRE_RENGLONES


def _que_caben(texto: str, ancho: float, alto: float, puntos: float) -> Iterator[str]:
    """El texto, entero o en los pedazos que caben cada uno en esa caja."""
    renglones = partir_en_renglones(texto, ancho, puntos)
    caben = max(1, int(alto * PUNTOS_POR_PULGADA / (puntos * INTERLINEADO)))
    if len(renglones) <= caben:
        yield texto
        return
    for desde in range(0, len(renglones), caben):
        yield " ".join(renglones[desde : desde + caben])


def _por_alto(cosas: Iterable[Any], alto_de_una: Callable[[Any], float], cabe: float) -> list[list[Any]]:
    grupos: list[list[Any]] = []
    llevo = cabe + 1
    for cosa in cosas:
        suyo = alto_de_una(cosa)
        if llevo + suyo > cabe:
            grupos.append([])
            llevo = 0.0
        grupos[-1].append(cosa)
        llevo += suyo
    return grupos


def _de_cifras(lamina: laminas.LaminaDeCifras) -> Iterator[laminas.Lamina]:
    for grupo in _de_a(lamina.cifras, CIFRAS_POR_LAMINA):
        yield replace(lamina, cifras=grupo)


def _de_a(cosas: Sequence[Any], cuantas: int) -> list[Sequence[Any]]:
    return [cosas[desde : desde + cuantas] for desde in range(0, len(cosas), cuantas)] or [()]


def anchos_de_columna(lamina: laminas.LaminaDeTabla) -> list[float]:
    """En pulgadas."""
    partes = list(lamina.anchos) or [1.0] * len(lamina.encabezados)
    return [UTIL * parte / sum(partes) for parte in partes]


def alto_de_fila(celdas: Sequence[str], anchos: Sequence[float], letra: str = "texto") -> float:
    altos = (alto_de(c, a - RELLENO_DE_CELDA, PUNTOS_DE_TABLA, letra) for c, a in zip(celdas, anchos, strict=True))
    return max(altos) + ALTO_DE_RELLENO


def _de_tabla(lamina: laminas.LaminaDeTabla) -> Iterator[laminas.Lamina]:
    anchos = anchos_de_columna(lamina)
    cabe = CUERPO_ALTO - alto_de_fila(lamina.encabezados, anchos, "fuerte")
    filas = [f for fila in lamina.filas for f in _filas_que_caben([sin_controles(c) for c in fila], anchos, cabe)]
    for grupo in _por_alto(filas, lambda fila: alto_de_fila(fila, anchos), cabe) or [[]]:
        yield replace(lamina, filas=tuple(grupo))


def _filas_que_caben(fila: list[str], anchos: Sequence[float], cabe: float) -> Iterator[list[str]]:
    """Una fila más alta que la lámina sigue en otra, celda por celda."""
    alto = cabe - ALTO_DE_RELLENO
    pedazos = [
        list(_que_caben(celda, ancho - RELLENO_DE_CELDA, alto, PUNTOS_DE_TABLA))
        for celda, ancho in zip(fila, anchos, strict=True)
    ]
    for lugar in range(max(map(len, pedazos))):
        yield [p[lugar] if lugar < len(p) else "" for p in pedazos]


def _de_grafica(lamina: laminas.LaminaDeGrafica) -> Iterator[laminas.Lamina]:
    for desde in range(0, max(1, len(lamina.categorias)), CATEGORIAS_POR_GRAFICA):
        hasta = desde + CATEGORIAS_POR_GRAFICA
        yield replace(
            lamina,
            categorias=[sin_controles(c) for c in lamina.categorias[desde:hasta]],
            series=[(sin_controles(nombre), valores[desde:hasta]) for nombre, valores in lamina.series],
        )


def _de_fotos(lamina: laminas.LaminaDeFotos) -> Iterator[laminas.Lamina]:
    """De dos en dos; la que se queda sola va grande. Un pie que no cabe va entero en las notas."""
    for grupo in _de_a(lamina.fotos, FOTOS_POR_LAMINA):
        largos = [sin_controles(f.pie) for f in grupo if len(sin_controles(f.pie)) > LARGO_DEL_PIE]
        fotos = [replace(f, pie=_corto(f.pie, LARGO_DEL_PIE), credito=_corto(f.credito, 140)) for f in grupo]
        yield replace(lamina, fotos=fotos, notas="\n".join(filter(None, [lamina.notas, *largos])))


REPARTOS: Mapping[type, Callable[[Any], Iterator[laminas.Lamina]]] = {
    laminas.LaminaDeRenglones: _de_renglones,
    laminas.LaminaDeCifras: _de_cifras,
    laminas.LaminaDeTabla: _de_tabla,
    laminas.LaminaDeGrafica: _de_grafica,
    laminas.LaminaDeFotos: _de_fotos,
}


@dataclass(frozen=True)
class LugarDeFoto:
    """Dónde va una foto, dónde sus palabras y de qué tamaño caben."""

    foto: Lugar
    palabras: Lugar
    puntos: float


def lugares_de_fotos(lamina: laminas.LaminaDeFotos) -> list[LugarDeFoto]:
    """Una sola, grande con su texto al lado; dos, con el suyo debajo."""
    if len(lamina.fotos) == 1:
        ancho = UTIL * PARTE_DE_LA_FOTO
        texto = (MARGEN + ancho + ENTRE_COSAS, CUERPO_DESDE, UTIL - ancho - ENTRE_COSAS, CUERPO_ALTO)
        sola = lamina.fotos[0]
        puntos = _puntos_del_pie(sola, texto, (18, 16, 14, 12, 10))
        return [LugarDeFoto((MARGEN, CUERPO_DESDE, ancho, CUERPO_ALTO), texto, puntos)]
    ancho = (UTIL - ENTRE_COSAS) / 2
    lugares = []
    for numero, foto in enumerate(lamina.fotos):
        x = MARGEN + numero * (ancho + ENTRE_COSAS)
        texto = (x, CUERPO_DESDE + ALTO_DE_DOS + 0.1, ancho, CUERPO_ALTO - ALTO_DE_DOS - 0.1)
        puntos = _puntos_del_pie(foto, texto, (14, 12, 11, 10, 9))
        lugares.append(LugarDeFoto((x, CUERPO_DESDE, ancho, ALTO_DE_DOS), texto, puntos))
    return lugares


def _puntos_del_pie(foto: laminas.FotoDeLamina, lugar: Lugar, tamanos: tuple[float, ...]) -> float:
    ancho, alto = lugar[2:]
    return puntos_que_caben(foto.pie, ancho, alto - alto_de(f"Foto: {foto.credito}", ancho, 11), tamanos)
