"""`make bench`: mide en una base llena, contra una casi vacía donde la razón lo pide. Las bases se conservan."""

import os

from bench.bases import arrancar, preparar, usar

CHICA, GRANDE = "minimo", os.environ.get("BENCH_PERFIL", "pueblo")


def principal() -> None:
    arrancar()
    from django.test import Client  # noqa: PLC0415 - después de django.setup

    from bench import cronograma, faro, fotos, paginas, peso, servidores  # noqa: PLC0415 - ídem

    for perfil in (CHICA, GRANDE):
        preparar(perfil)
    html = paginas.articulo_de_muestra()
    servidores.portal(html)
    paginas.construir()
    paginas.publicar()
    paginas.pdf()
    fotos.fotos()
    paginas.correo()
    paginas.listas(CHICA, GRANDE)
    cronograma.rejilla_y_tablero()
    usar(GRANDE)
    peso.peso(html, "artículo del portal", "≤ 150")
    peso.peso(Client(headers={"host": "localhost"}).get("/acceso/login/").content, "marco de la oficina", "≤ 140")
    faro.faro()


principal()
