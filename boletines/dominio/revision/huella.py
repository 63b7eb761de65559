"""La huella: qué se aprueba y qué tenía a la vista quien decide.

Quien envía, aprueba, programa, publica, firma o contesta regresa la huella de lo que leyó; si lo guardado ya es
otra cosa, el acto se rechaza y dice qué parte cambió.
"""

from collections.abc import Callable, Sequence
from typing import Any

from boletines.dominio.redaccion.cortes import lo_que_se_aprueba
from boletines.models import Boletin
from nucleo.dominio.huella import huella_de, lo_que_cambio, resumir
from nucleo.dominio.impedimentos import YaCambio


def _fotos(boletin: Boletin) -> list[tuple]:
    salen = [f.como_sale for f in boletin.fotos.select_related("evidencia")]
    return [(e.original_id, e.pie, e.texto_alternativo, e.credito) for e in salen]


Parte = tuple[str, Callable[[Boletin], Any]]
DEL_TEXTO: tuple[Parte, ...] = (
    ("la cabeza", lambda b: b.titulo),
    ("el sumario", lambda b: b.sumario),
    ("los balazos", lambda b: b.balazos),
    ("el cuerpo", lambda b: b.cuerpo),
    ("la frase destacada", lambda b: [b.frase, b.frase_de]),
    ("la leyenda", lambda b: b.leyenda),
    ("las fotos o sus pies", _fotos),
)
DE_LA_FICHA: tuple[Parte, ...] = (
    *DEL_TEXTO,
    ("el lugar", lambda b: b.lugar),
    ("el tema", lambda b: b.tema),
    ("el contacto", lambda b: b.contacto),
    ("los cortes", lo_que_se_aprueba),
    ("el tipo", lambda b: b.tipo),
    ("la dependencia", lambda b: b.dependencia_id),
    ("la comunidad", lambda b: b.comunidad_id),
    ("el evento", lambda b: b.evento_id),
    ("el embargo", lambda b: b.embargo_hasta.timestamp() if b.embargo_hasta else None),
    ("la nota de la corrección", lambda b: b.nota_de_correccion),
)


def huella_del_contenido(boletin: Boletin) -> str:
    """SHA-256 de lo que se aprueba: textos, fotos y cortes con sus palabras, en orden."""
    contenido = [
        boletin.titulo,
        boletin.sumario,
        boletin.balazos,
        boletin.cuerpo,
        [boletin.frase, boletin.frase_de],
        boletin.leyenda,
        boletin.lugar,
        boletin.tema,
        boletin.contacto,
        _fotos(boletin),
    ]
    if cortes := lo_que_se_aprueba(boletin):
        contenido.append(cortes)
    return resumir(contenido)


def huella_mostrada(boletin: Boletin, partes: Sequence[Parte] = DE_LA_FICHA) -> str:
    """Lo que la pantalla enseña, resumido: un SHA-256 de todo y, tras un punto, unas letras por cada parte."""
    return huella_de(_leidas(boletin, partes))


def exigir_lo_mostrado(boletin: Boletin, huella_vista: str, partes: Sequence[Parte] = DE_LA_FICHA) -> None:
    """Rechaza decidir sobre lo que no se leyó. `boletin` debe ser la fila tomada por el acto."""
    cambio = lo_que_cambio(
        _leidas(boletin, partes),
        huella_vista,
        no_llego="No llegó qué texto estaba a la vista. Hay que leerlo aquí y oprimir otra vez el botón.",
    )
    if cambio is not None:
        que = ", ".join(cambio) or "el texto"
        raise YaCambio(f"Cambió mientras se leía: {que}. Aquí está como quedó; hay que leerlo antes de decidir.")


def _leidas(boletin: Boletin, partes: Sequence[Parte]) -> list[tuple[str, Any]]:
    return [(nombre, leer(boletin)) for nombre, leer in partes]
