"""Cómo se ven las láminas, en imágenes: las dibuja typst con las mismas medidas, colores y letras que el PPTX."""

import tempfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from personas.dominio.documento import compilar_imagenes
from personas.dominio.presentacion import laminas
from personas.dominio.presentacion.escritor import pie_de
from personas.dominio.presentacion.fotos import escudo_de
from personas.dominio.presentacion.plantilla import colores, de_la_grafica
from personas.dominio.presentacion.reparto import anchos_de_columna, lugares_de_fotos, repartir
from personas.models import Oficina

PUNTOS_POR_PULGADA = 54  # 720 × 405 píxeles: se lee en la pantalla y pesa poco


def imagenes_de(hojas: Iterable[laminas.Lamina], *, oficina: Oficina) -> list[tuple[str, bytes]]:
    """De cada lámina, qué dice y su PNG."""
    repartidas = repartir(hojas)
    with tempfile.TemporaryDirectory(prefix="laminas-") as carpeta:
        guardar = _Carpeta(Path(carpeta))
        datos = {
            "pie": pie_de(oficina),
            "colores": colores(),
            "series": [f"#{c}" for c in de_la_grafica()],
            "escudo": guardar.imagen(escudo_de(oficina)),
            "laminas": [_dicha(lamina, guardar) for lamina in repartidas],
        }
        imagenes = compilar_imagenes("laminas.typ", datos, puntos_por_pulgada=PUNTOS_POR_PULGADA)
    return list(zip((lamina.titulo for lamina in repartidas), imagenes, strict=True))


class _Carpeta:
    """Donde typst lee las fotos: no cabe darle los octetos de cuarenta en un JSON."""

    def __init__(self, carpeta: Path) -> None:
        self.carpeta = carpeta
        self.cuantas = 0

    def imagen(self, imagen: tuple[bytes, int, int] | None) -> str:
        if imagen is None:
            return ""
        self.cuantas += 1
        ruta = self.carpeta / f"{self.cuantas}.jpg"
        ruta.write_bytes(imagen[0])
        return str(ruta.resolve())


def _dicha(lamina: laminas.Lamina, guardar: _Carpeta) -> dict[str, Any]:
    return {
        "clase": type(lamina).__name__.removeprefix("LaminaDe").lower(),
        "titulo": lamina.titulo,
        **PARTES[type(lamina)](lamina, guardar),
    }


def _de_tabla(lamina: laminas.LaminaDeTabla, _: _Carpeta) -> dict[str, Any]:
    return {
        "encabezados": list(lamina.encabezados),
        "filas": [list(f) for f in lamina.filas],
        "anchos": anchos_de_columna(lamina),
    }


def _de_grafica(lamina: laminas.LaminaDeGrafica, _: _Carpeta) -> dict[str, Any]:
    return {
        "hallazgo": lamina.hallazgo,
        "categorias": list(lamina.categorias),
        "valores": [{"nombre": nombre, "valores": list(valores)} for nombre, valores in lamina.series],
    }


def _de_fotos(lamina: laminas.LaminaDeFotos, guardar: _Carpeta) -> dict[str, Any]:
    fotos = [
        {
            "archivo": guardar.imagen((f.jpeg, f.ancho, f.alto)),
            "pie": f.pie,
            "credito": f.credito,
            "alternativo": f.alternativo,
            "puntos": lugar.puntos,
        }
        for f, lugar in zip(lamina.fotos, lugares_de_fotos(lamina), strict=True)
    ]
    return {"fotos": fotos}


PARTES: Mapping[type, Callable[[Any, _Carpeta], dict[str, Any]]] = {
    laminas.LaminaDePortada: lambda hoja, _: {"subtitulo": hoja.subtitulo},
    laminas.LaminaDeSeccion: lambda hoja, _: {"texto": hoja.texto},
    laminas.LaminaDeRenglones: lambda hoja, _: {"renglones": list(hoja.renglones)},
    laminas.LaminaDeCifras: lambda hoja, _: {"cifras": [{"valor": c.valor, "que_es": c.que_es} for c in hoja.cifras]},
    laminas.LaminaDeTabla: _de_tabla,
    laminas.LaminaDeGrafica: _de_grafica,
    laminas.LaminaDeFotos: _de_fotos,
}
