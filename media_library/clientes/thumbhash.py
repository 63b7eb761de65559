"""ThumbHash: la foto en menos de treinta octetos, para pintar su mancha de color mientras llega la miniatura.

Es el algoritmo público de Evan Wallace: una DCT de pocas frecuencias en luz y dos colores, con cuatro bits por
coeficiente. Sólo biblioteca estándar: también lo carga el programa de fotos, que no conoce Django. La pinta
`thumbhash.js`.
"""

from math import cos, pi
from typing import NamedTuple

OCTETOS_MAXIMOS = 30
LADO = 32  # con más puntos el resultado es el mismo y tarda más


class _Canal(NamedTuple):
    promedio: float
    ondas: list[float]
    escala: float


def _ondas(valores: list[float], ancho: int, alto: int, columnas: int, renglones: int) -> _Canal:
    """Las frecuencias bajas de un canal, entre cero y uno, y cuánto valía la mayor."""
    cosenos_x = [[cos(pi / ancho * c * (x + 0.5)) for x in range(ancho)] for c in range(columnas)]
    promedio, ondas = 0.0, []
    filas = [valores[y * ancho : (y + 1) * ancho] for y in range(alto)]
    por_fila = [[sum(v * k for v, k in zip(fila, ks, strict=True)) for fila in filas] for ks in cosenos_x]
    for r in range(renglones):
        cosenos_y = [cos(pi / alto * r * (y + 0.5)) for y in range(alto)]
        for c in range(columnas):
            if c * renglones >= columnas * (renglones - r):
                break
            onda = sum(v * k for v, k in zip(por_fila[c], cosenos_y, strict=True)) / (ancho * alto)
            if c or r:
                ondas.append(onda)
            else:
                promedio = onda
    escala = max((abs(o) for o in ondas), default=0.0)
    return _Canal(promedio, [0.5 + 0.5 / escala * o if escala else o for o in ondas], escala)


def _canales(rgba: bytes) -> tuple[list[list[float]], bool]:
    """Luz, amarillo-azul, rojo-verde y opacidad de cada punto; lo transparente toma el color promedio."""
    puntos = [(rgba[i] / 255, rgba[i + 1] / 255, rgba[i + 2] / 255, rgba[i + 3] / 255) for i in range(0, len(rgba), 4)]
    opacidad = sum(a for *_, a in puntos)
    medio = [sum(p[c] * p[3] for p in puntos) / opacidad if opacidad else 0.0 for c in range(3)]
    canales: list[list[float]] = [[], [], [], []]
    for *color, a in puntos:
        r, g, b = (m * (1 - a) + a * v for m, v in zip(medio, color, strict=True))
        for canal, valor in zip(canales, ((r + g + b) / 3, (r + g) / 2 - b, r - g, a), strict=True):
            canal.append(valor)
    return canales, opacidad < len(puntos)


def _redondo(valor: float) -> int:
    return int(valor + 0.5)


def codificar(ancho: int, alto: int, rgba: bytes) -> bytes:
    """La huella de color de una imagen de hasta 100 × 100 puntos RGBA."""
    (luz, amarillo, rojo, opaco), transparente = _canales(rgba)
    tope, mayor = (5 if transparente else 7), max(ancho, alto)
    columnas, renglones = (max(1, _redondo(tope * lado / mayor)) for lado in (ancho, alto))
    medidas = (ancho, alto)
    claro = _ondas(luz, *medidas, max(3, columnas), max(3, renglones))
    p, q = _ondas(amarillo, *medidas, 3, 3), _ondas(rojo, *medidas, 3, 3)
    a = _ondas(opaco, *medidas, 5, 5) if transparente else _Canal(1, [], 0)
    acostada = ancho > alto
    primero = _redondo(63 * claro.promedio) | _redondo(31.5 + 31.5 * p.promedio) << 6
    primero |= _redondo(31.5 + 31.5 * q.promedio) << 12 | _redondo(31 * claro.escala) << 18 | transparente << 23
    segundo = (renglones if acostada else columnas) | _redondo(63 * p.escala) << 3
    segundo |= _redondo(63 * q.escala) << 9 | acostada << 15
    cabeza = primero.to_bytes(3, "little") + segundo.to_bytes(2, "little")
    if transparente:
        cabeza += bytes([_redondo(15 * a.promedio) | _redondo(15 * a.escala) << 4])
    cuartos = [_redondo(15 * onda) for canal in (claro, p, q, a) for onda in canal.ondas]
    cuartos += [0] * (len(cuartos) & 1)
    return cabeza + bytes(bajo | alto_ << 4 for bajo, alto_ in zip(cuartos[::2], cuartos[1::2], strict=True))


def proporcion(huella: bytes) -> float:
    """Ancho entre alto, aproximado."""
    largo = 7
    if huella[2] & 0x80:
        largo = 5
    corto = huella[3] & 7
    if huella[4] & 0x80:
        return largo / corto
    return corto / largo


def color_medio(huella: bytes) -> tuple[float, float, float, float]:
    """Rojo, verde, azul y opacidad del promedio, de cero a uno."""
    cabeza = int.from_bytes(huella[:3], "little")
    luz, p, q = (cabeza & 63) / 63, (cabeza >> 6 & 63) / 31.5 - 1, (cabeza >> 12 & 63) / 31.5 - 1
    azul = luz - 2 / 3 * p
    rojo = (3 * luz - azul + q) / 2
    opacidad = 1.0
    if cabeza >> 23:
        opacidad = (huella[5] & 15) / 15
    r, g, b = (min(1.0, max(0.0, v)) for v in (rojo, rojo - q, azul))
    return r, g, b, opacidad
