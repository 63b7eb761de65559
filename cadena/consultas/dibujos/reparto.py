"""A quién se cubrió y quién lo hizo: cuadros por dependencia, días por comunidad y barras por persona."""

from cadena.consultas.dibujos.piezas import Dibujo, recortar
from cadena.consultas.tablero.conteos import Carga, ComunidadVista
from cadena.consultas.tablero.reparto import (
    COLUMNAS,
    DependenciaVista,
    PorComunidad,
    PorDependencia,
    PorPersona,
    espera,
    esta_por_llegar,
)
from nucleo.texto.formato import fecha_media, plural

SE_DIBUJAN = 12  # las demás van en la tabla
NOMBRE = 148
CUADRO, MINIMO = 18, 5


def dibujo_de_dependencias(reparto: PorDependencia, ancho: int) -> Dibujo:
    vistas = reparto.por_dibujar[:SE_DIBUJAN]
    angosto = ancho < 400  # noqa: PLR2004 - sin lugar para el nombre al lado
    alto, izquierda = (48, 0) if angosto else (32, NOMBRE)
    dicho = ", ".join(f"{d.nombre} {d.cubiertos} de {len(d.eventos)}" for d in vistas if d.eventos)
    dibujo = Dibujo(ancho, alto * max(1, len(vistas)), f"Eventos cubiertos por dependencia: {dicho or 'ninguno'}.")
    mas = max((len(d.eventos) for d in vistas), default=0) or 1
    cabe = ancho - izquierda - 150
    for lugar, vista in enumerate(vistas):
        y = lugar * alto
        if lugar:
            dibujo.raya(0, y, ancho, y, "l-borde")
        dibujo.palabra(0, y + 21 - 3 * angosto, recortar(vista.nombre, ancho if angosto else NOMBRE - 6), "t-fuerte")
        centro = y + (34 if angosto else 16)
        if not vista.eventos:
            dibujo.palabra(izquierda, centro + 5, "Sin eventos", "t-suave")
            continue
        x = _cuadros(dibujo, vista, izquierda, centro, cabe / mas)
        if vista.sin_cubrir:
            dibujo.palabra(x + 8, centro + 5, f"{vista.sin_cubrir} sin cubrir", "t-teja")
        dibujo.palabra(ancho, centro + 5, f"{vista.cubiertos} de {len(vista.eventos)}", al="end")
    return dibujo


def _cuadros(dibujo: Dibujo, vista: DependenciaVista, x: float, centro: float, lugar: float) -> float:
    """Un cuadro por evento; si son tantos que no se contarían, una barra de lo cubierto con su hueco."""
    paso = min(CUADRO + 5, lugar)
    lado = min(CUADRO, paso - 2)
    if lado < MINIMO:
        cubierto = lugar * vista.cubiertos
        dibujo.barra(x, centro - 8, cubierto, 16, "f-pino", radio=2)
        dibujo.barra(x + cubierto, centro - 8, lugar * vista.sin_cubrir, 16, "f-falta", radio=2)
        return x + lugar * len(vista.eventos)
    for n in range(len(vista.eventos)):
        clase = "f-pino" if n < vista.cubiertos else "f-falta"
        dibujo.barra(x + n * paso, centro - lado / 2, lado, lado, clase, radio=3)
    return x + len(vista.eventos) * paso - (paso - lado)


def dibujo_de_comunidades(reparto: PorComunidad, ancho: int) -> Dibujo:
    vistas = reparto.comunidades[:SE_DIBUJAN]
    angosto = ancho < 400  # noqa: PLR2004 - sin lugar para el nombre al lado
    alto, izquierda = (48, 6) if angosto else (32, NOMBRE)
    dicho = ", ".join(f"{c.nombre} {_dias(c, reparto)}" for c in vistas)
    frase = f"Días sin cobertura de cada comunidad: {dicho or 'ninguna'}."
    dibujo = Dibujo(ancho, 26 + alto * max(1, len(vistas)) + 24, frase)
    mas = max([reparto.umbral * 1.25, *(c.dias(reparto.al) or 0 for c in vistas)])
    derecha = ancho - (8 if angosto else 92)
    escala = (derecha - izquierda) / mas
    limite, fin = izquierda + reparto.umbral * escala, 26 + alto * len(vistas)
    dibujo.palabra(izquierda, 14, f"Días sin cobertura, al {fecha_media(reparto.al)}", "t-suave")
    if not angosto:
        dibujo.palabra(ancho, 14, f"En {reparto.umbral} días", "t-suave", al="end")
    dibujo.barra(limite, 24, derecha + 6 - limite, fin - 24, "f-teja-tinte")
    for lugar, vista in enumerate(vistas):
        y = 26 + lugar * alto
        dibujo.raya(0, y, ancho, y, "l-borde")
        _paleta(dibujo, vista, reparto, y, (izquierda, derecha, escala))
    dibujo.raya(limite, 24, limite, fin, "l-limite")
    for dias in (0, reparto.umbral // 3, 2 * reparto.umbral // 3):
        dibujo.palabra(izquierda + dias * escala, fin + 18, str(dias), "t-suave", al="middle")
    dibujo.palabra(limite, fin + 18, str(reparto.umbral), "t-teja", al="middle")
    return dibujo


def _paleta(
    dibujo: Dibujo, vista: ComunidadVista, reparto: PorComunidad, y: int, donde: tuple[float, float, float]
) -> None:
    """Una raya con su punto: más larga, más días. La que nunca se cubrió llega hasta la orilla."""
    izquierda, derecha, escala = donde
    dias, tono = vista.dias(reparto.al), "pino"
    if espera(vista, reparto.al, reparto.umbral):
        tono = "teja"
    elif esta_por_llegar(vista, reparto.al, reparto.umbral):
        tono = "ocote"
    punta = derecha if dias is None else izquierda + dias * escala
    eventos = plural(vista.en_el_plazo, "1 evento", "{} eventos") if vista.en_el_plazo else "Ninguno"
    clase = "t-suave" if tono == "pino" else f"t-{tono}"
    medio = y + 20
    if dibujo.es_angosto:
        medio = y + 34
        dibujo.palabra(0, y + 17, recortar(vista.nombre, 200), "t-fuerte")
        en_total = eventos if tono == "pino" else f"{_dias(vista, reparto)}, {eventos.lower()}"
        dibujo.palabra(dibujo.ancho, y + 17, en_total, clase, al="end")
    else:
        dibujo.palabra(0, y + 21, recortar(vista.nombre, NOMBRE - 8), "t-fuerte")
        dibujo.palabra(dibujo.ancho, y + 21, eventos, clase, al="end")
        if tono != "pino":
            dibujo.palabra(punta - 9, y + 13, _dias(vista, reparto), f"t-{tono} t-chica", al="end")
    dibujo.raya(izquierda, medio, punta, medio, f"l-{tono}")
    dibujo.punto(punta, medio, 6, f"f-{tono}")


def _dias(vista: ComunidadVista, reparto: PorComunidad) -> str:
    dias = vista.dias(reparto.al)
    if dias is None:
        return "nunca"
    return plural(dias, "1 día", "{} días")


def dibujo_de_cargas(reparto: PorPersona, ancho: int) -> Dibujo:
    vistas = reparto.cargas[:SE_DIBUJAN]
    angosto = ancho < 400  # noqa: PLR2004 - sin lugar para el nombre al lado
    alto, izquierda = (54, 0) if angosto else (40, 110)
    dicho = ", ".join(f"{c.nombre} {c.total}" for c in vistas)
    dibujo = Dibujo(ancho, 28 + alto * max(1, len(vistas)), f"Trabajos terminados por persona: {dicho or 'ninguno'}.")
    columna = (ancho - izquierda - (0 if angosto else 46)) / len(COLUMNAS)
    mas = max((getattr(c, campo) for c in vistas for campo, _ in COLUMNAS), default=0) or 1
    for lugar, (_, nombre) in enumerate(COLUMNAS):
        dibujo.palabra(izquierda + lugar * columna, 14, nombre, "t-suave")
    if not angosto:
        dibujo.palabra(ancho, 14, "Total", "t-suave", al="end")
    for lugar, vista in enumerate(vistas):
        y = 26 + lugar * alto
        dibujo.raya(0, y, ancho, y, "l-borde")
        _barras(dibujo, vista, y, (izquierda, columna, (columna - 40) / mas))
    return dibujo


def _barras(dibujo: Dibujo, vista: Carga, y: int, donde: tuple[float, float, float]) -> None:
    izquierda, columna, escala = donde
    medio = y + 20
    if dibujo.es_angosto:
        medio = y + 36
        dibujo.palabra(0, y + 18, recortar(vista.nombre, 220), "t-fuerte")
        dibujo.palabra(dibujo.ancho, y + 18, f"{vista.total} en total", "t-fuerte", al="end")
    else:
        dibujo.palabra(0, y + 25, recortar(vista.nombre, izquierda - 8), "t-fuerte")
        dibujo.palabra(dibujo.ancho, y + 25, str(vista.total), "t-fuerte", al="end")
    for lugar, (campo, _) in enumerate(COLUMNAS):
        x, cuantas = izquierda + lugar * columna, getattr(vista, campo)
        if not cuantas:
            dibujo.palabra(x, medio + 5, "–", "t-suave")
            continue
        mide = max(3, cuantas * escala)
        dibujo.barra(x, medio - 9, mide, 18, "f-pino", radio=3)
        dibujo.palabra(x + mide + 6, medio + 5, str(cuantas))
