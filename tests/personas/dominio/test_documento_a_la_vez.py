"""Dos personas piden el mismo documento al mismo tiempo: las dos lo reciben."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from personas.dominio.documento import compilar, compilar_imagenes, membrete


@pytest.mark.django_db
def test_cuatro_a_la_vez_salen_completos(oficina):
    datos = {"titulo": "Acta de prueba", "ancho": 640, "alto": 360, "oficina": membrete()}
    compilar_imagenes("cortina.typ", datos)
    salida = Barrier(4)

    def pedir(_: int) -> int:
        salida.wait()
        return sum(len(compilar_imagenes("cortina.typ", datos)[0]) for _ in range(4))

    with ThreadPoolExecutor(4) as hilos:
        tamanos = list(hilos.map(pedir, range(4)))

    assert len(set(tamanos)) == 1
    assert compilar("cortina.typ", datos).startswith(b"%PDF")
