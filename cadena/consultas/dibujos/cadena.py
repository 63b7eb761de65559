"""El embudo de la cadena y los puntos del evento al boletín."""

from datetime import timedelta

from cadena.consultas.dibujos.piezas import LETRA, Dibujo, recortar
from cadena.consultas.tablero.embudo import Embudo
from cadena.consultas.tablero.oportunidad import HORA, Oportunidad, TramoDeHoras, cuanto

PASO, BARRA = 46, 20
SE_LEE_DENTRO = 34  # ancho desde el que el número cabe en su barra
BASE, ALTO_DE_LA_PILA, PUNTO = 176, 124, 7
EN_BARRAS_DESDE = 60  # boletines: con más, los puntos ya no se cuentan de un vistazo


def dibujo_del_embudo(embudo: Embudo, ancho: int) -> Dibujo:
    dicho = ", ".join(f"{p.nombre.lower()} {p.cuantos}" for p in embudo.pasos)
    dibujo = Dibujo(ancho, PASO * len(embudo.pasos) - 6, f"Embudo de la cadena: {dicho}.")
    antes = ancho
    for lugar, paso in enumerate(embudo.pasos):
        y = lugar * PASO
        mide = ancho * paso.cuantos // (embudo.total or 1)
        dibujo.palabra(0, y + 13, paso.nombre, "t-fuerte")
        if paso.caidos:
            dibujo.palabra(ancho, y + 13, paso.frase_de_la_caida, "t-teja", al="end")
        dibujo.barra(0, y + 19, ancho, BARRA, "f-hueco", radio=3)
        dibujo.barra(0, y + 19, mide, BARRA, "f-pino", radio=3)
        if mide < antes < ancho:
            dibujo.raya(antes, y + 19, antes, y + 19 + BARRA, "l-antes")
        if mide >= SE_LEE_DENTRO:
            dibujo.palabra(8, y + 34, str(paso.cuantos), "t-sobre")
        else:
            dibujo.palabra(mide + 6, y + 34, str(paso.cuantos), "t-fuerte")
        antes = mide
    return dibujo


def dibujo_del_tiempo(oportunidad: Oportunidad, ancho: int) -> Dibujo:
    dicho = ", ".join(f"{t.nombre} {len(t.boletines)}" for t in oportunidad.tramos)
    dibujo = Dibujo(ancho, BASE + 40, f"Cuánto tardó cada boletín: {dicho}.")
    columna = ancho / len(oportunidad.tramos)
    _zona_de_la_meta(dibujo, oportunidad, columna)
    _mediana(dibujo, oportunidad, columna)
    altos = [_pila(dibujo, t, lugar, columna, oportunidad) for lugar, t in enumerate(oportunidad.tramos)]
    dibujo.raya(0, BASE, ancho, BASE, "l-base")
    for lugar, tramo in enumerate(oportunidad.tramos):
        centro = (lugar + 0.5) * columna
        dibujo.palabra(centro, BASE + 18, tramo.nombre, "t-suave", al="middle")
        dibujo.palabra(centro, BASE + 36, str(len(tramo.boletines)), "t-fuerte", al="middle")
    _el_peor(dibujo, oportunidad, altos[-1])
    return dibujo


def _x(tiempo: timedelta, oportunidad: Oportunidad, columna: float) -> float:
    """Dónde cae un tiempo: cada tramo es una columna, aunque no dure lo mismo."""
    for lugar, tramo in enumerate(oportunidad.tramos):
        if tramo.hasta is not None and tiempo < tramo.hasta * HORA:
            parte = (tiempo - tramo.desde * HORA) / ((tramo.hasta - tramo.desde) * HORA)
            return (lugar + parte) * columna
    return (len(oportunidad.tramos) - 0.5) * columna


def _zona_de_la_meta(dibujo: Dibujo, oportunidad: Oportunidad, columna: float) -> None:
    desde = _x(oportunidad.meta * HORA, oportunidad, columna)
    dibujo.barra(desde, 0, dibujo.ancho - desde, BASE, "f-teja-tinte", radio=4)
    centro = (desde + dibujo.ancho) / 2
    for lugar, renglon in enumerate(("Después de la", f"meta de {oportunidad.meta} h")):
        dibujo.palabra(centro, 18 + 16 * lugar, renglon, "t-teja", al="middle")


def _pila(dibujo: Dibujo, tramo: TramoDeHoras, lugar: int, columna: float, oportunidad: Oportunidad) -> float:
    """Un punto por boletín, o una barra cuando son muchos. Devuelve qué tan alta quedó."""
    mas = max(len(t.boletines) for t in oportunidad.tramos) or 1
    centro, cuantos = (lugar + 0.5) * columna, len(tramo.boletines)
    clase = "f-teja" if tramo.desde >= oportunidad.meta else "f-pino"
    if oportunidad.total >= EN_BARRAS_DESDE:
        alto = ALTO_DE_LA_PILA * cuantos / mas
        dibujo.barra(centro - columna * 0.3, BASE - alto, columna * 0.6, alto, clase)
        return alto
    paso, por_fila = _como_caben(mas, columna)
    for n in range(cuantos):
        fila, lugar_en_la_fila = divmod(n, por_fila)
        en_la_fila = min(por_fila, cuantos - fila * por_fila)
        x = centro + (lugar_en_la_fila - (en_la_fila - 1) / 2) * paso
        dibujo.punto(x, BASE - paso * (fila + 0.5) - 1, paso * 0.42, clase)
    return paso * -(-cuantos // por_fila)


def _como_caben(cuantos: int, columna: float) -> tuple[float, int]:
    """Qué tan juntos van y cuántos por fila, lo más grandes que quepan; una sola fila de ancho mientras se pueda."""
    for paso in range(2 * PUNTO + 4, 4, -1):
        for por_fila in range(1, max(1, int(columna * 0.9 // paso)) + 1):
            if -(-cuantos // por_fila) * paso <= ALTO_DE_LA_PILA:
                return paso, por_fila
    return 4, max(1, int(columna // 4))


def _mediana(dibujo: Dibujo, oportunidad: Oportunidad, columna: float) -> None:
    if oportunidad.mediana is None:
        return
    x, frase = _x(oportunidad.mediana, oportunidad, columna), f"Mediana {cuanto(oportunidad.mediana)}"
    dibujo.raya(x, 24, x, BASE, "l-mediana")
    cabe = x + 6 + len(frase) * LETRA < _x(oportunidad.meta * HORA, oportunidad, columna)
    if cabe:
        dibujo.palabra(x + 5, 34, frase, "t-fuerte")
    else:
        dibujo.palabra(x - 5, 34, frase, "t-fuerte", al="end" if x > len(frase) * LETRA else "start")


def _el_peor(dibujo: Dibujo, oportunidad: Oportunidad, alto: float) -> None:
    """Con nombre, si fue de dos días o más: un dato raro se entiende cuando se sabe cuál es."""
    peor, ultimo = oportunidad.peor, oportunidad.tramos[-1]
    if peor is None or peor not in ultimo.boletines or peor.tardo is None:
        return
    frase = f"{cuanto(peor.tardo)} · {peor.evento_titulo}"
    y = max(64, BASE - alto - 12)
    dibujo.palabra(dibujo.ancho - 2, y, recortar(frase, dibujo.ancho * 0.55), "t-teja", al="end")
