"""La cortina: la imagen con que entra un video, con su título y el nombre de la oficina."""

from media_library.dominio.cortes.montaje import MEDIDAS
from media_library.estados import Encuadre
from personas.dominio.documento import compilar_imagen, membrete


def cortina_png(titulo: str, encuadre: str) -> bytes:
    """PNG del tamaño del encuadre."""
    ancho, alto = MEDIDAS[Encuadre(encuadre)]
    return compilar_imagen("cortina.typ", {"oficina": membrete(), "titulo": titulo, "ancho": ancho, "alto": alto})
