"""Las listas de boletines: la cabeza de cada una y sus páginas, numeradas desde la más antigua."""

from collections.abc import Sequence
from typing import Any

from boletines.models import Boletin
from nucleo.texto.formato import MESES
from personas.estados import Tema
from portal.consultas.boletines import con_fotos
from portal.consultas.edicion import Edicion
from portal.consultas.meses import del_mes, ejercicios, meses_con_boletines
from portal.consultas.series import TODOS, Catalogo, Comunidades, Dependencias, Serie
from portal.dominio.pintado.marco import pintar
from portal.dominio.pintado.tarjetas import tarjetas


def cabeza(serie: Serie, edicion: Edicion) -> str:
    """Lo más reciente de una lista: lo que no está en una página cerrada."""
    indices: dict[str, Any] = {}
    if serie == TODOS:
        indices = _indices(edicion)
    return _lista(
        edicion,
        serie.recientes(edicion),
        titulo=serie.titulo,
        serie=serie,
        anterior=_pagina_cerrada(serie, serie.paginas_cerradas(edicion)),
        es_cabeza=True,
        retirado_en=serie.ultimo_retiro(edicion),
        **indices,
    )


def pagina(serie: Serie, numero: int, boletines: Sequence[Boletin], edicion: Edicion) -> str:
    """Una página cerrada: nunca se recorre. «Más recientes» lleva a la que sigue, o a la cabeza si aún no se cierra."""
    return _lista(
        edicion,
        boletines,
        titulo=f"{serie.titulo}, página {numero}",
        serie=serie,
        anterior=_pagina_cerrada(serie, numero - 1),
        siguiente=_pagina_cerrada(serie, numero + 1),
    )


def _pagina_cerrada(serie: Serie, numero: int) -> str:
    """Su dirección; vacía si antes de la primera no hay otra."""
    if not numero:
        return ""
    return f"{serie.ruta}pagina/{numero}/"


def mes(ejercicio: int, numero: int, edicion: Edicion) -> str:
    return _lista(
        edicion,
        del_mes(ejercicio, numero, edicion),
        titulo=f"Boletines de {MESES[numero - 1]} de {ejercicio}",
        ejercicio=ejercicio,
    )


def anio(ejercicio: int, edicion: Edicion) -> str:
    """Los meses de un año."""
    meses = [m for m in meses_con_boletines(edicion) if m.ejercicio == ejercicio][::-1]
    return pintar(
        "anio.html",
        edicion,
        seccion="boletines",
        ejercicio=ejercicio,
        meses=meses,
        actualizada_en=max((m.ultimo for m in meses), default=None),
    )


def indice_de_temas(edicion: Edicion) -> str:
    temas = [(f"/temas/{clave}/", nombre, clave) for clave, nombre in Tema.choices]
    return pintar(
        "indice.html",
        edicion,
        seccion="boletines",
        titulo="Temas",
        entrada="Todo lo publicado, por tema.",
        renglones=temas,
    )


def indice_de_dependencias(edicion: Edicion) -> str:
    return pintar(
        "indice.html",
        edicion,
        seccion="boletines",
        titulo="Dependencias",
        entrada="Lo que informa cada área del Ayuntamiento.",
        renglones=_enlaces(Dependencias, edicion),
        actualizada_en=Dependencias.ultimo_cambio(),
    )


def indice_de_comunidades(edicion: Edicion) -> str:
    return pintar(
        "indice.html",
        edicion,
        seccion="boletines",
        titulo="Comunidades",
        entrada="Lo publicado de cada lugar del municipio.",
        renglones=_enlaces(Comunidades, edicion),
        actualizada_en=Comunidades.ultimo_cambio(),
    )


def _enlaces(catalogo: Catalogo, edicion: Edicion) -> list[tuple[str, str, int]]:
    """Dirección, nombre y número de cada renglón que se ofrece."""
    return [(catalogo.ruta(renglon), renglon.nombre, renglon.pk) for renglon in catalogo.activos(edicion)]


def galeria(edicion: Edicion) -> str:
    con_foto = [t for t in tarjetas(con_fotos(edicion), edicion) if t.foto]
    return pintar("galeria.html", edicion, seccion="galeria", tarjetas=con_foto)


def _lista(edicion: Edicion, boletines: Sequence[Boletin], **contexto: Any) -> str:
    vacios: dict[str, Any] = {
        "anterior": "",
        "siguiente": "",
        "serie": None,
        "es_cabeza": False,
        "meses": [],
        "temas": [],
        "dependencias": [],
        "comunidades": [],
        "ejercicios": [],
        "ejercicio": 0,
    }
    return pintar(
        "lista.html", edicion, seccion="boletines", tarjetas=tarjetas(boletines, edicion), **(vacios | contexto)
    )


def _indices(edicion: Edicion) -> dict[str, Any]:
    meses = meses_con_boletines(edicion)
    return {
        "meses": meses[:24],
        "ejercicios": ejercicios(edicion),
        "temas": Tema.choices,
        "dependencias": _enlaces(Dependencias, edicion),
        "comunidades": _enlaces(Comunidades, edicion),
    }
