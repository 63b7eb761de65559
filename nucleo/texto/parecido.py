"""Qué tan parecidas son dos palabras: cuántas letras hay que poner, quitar, cambiar o voltear."""


def distancia(una: str, otra: str, tope: int) -> int:
    """Cuántos cambios separan a dos palabras; dos letras volteadas cuentan uno. Más de `tope` es `tope + 1`."""
    if abs(len(una) - len(otra)) > tope:
        return tope + 1
    anterior, actual = list[int](), list(range(len(otra) + 1))
    for i, letra in enumerate(una, start=1):
        previa, anterior, actual = anterior, actual, [i]
        for j, enfrente in enumerate(otra, start=1):
            cambio = min(anterior[j] + 1, actual[j - 1] + 1, anterior[j - 1] + (letra != enfrente))
            if i > 1 and j > 1 and letra == otra[j - 2] and una[i - 2] == enfrente:
                cambio = min(cambio, previa[j - 2] + 1)
            actual.append(cambio)
        if min(actual) > tope:
            return tope + 1
    return min(actual[-1], tope + 1)
