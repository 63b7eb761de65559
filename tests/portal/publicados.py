"""Boletines de prueba con foto de verdad y el árbol entero, para las pruebas de lo que se publica."""

import io
from datetime import timedelta

from PIL import Image

from media_library.dominio.entrada.ingesta import ingresar
from media_library.dominio.versiones.cola import derivar_todo
from portal.dominio.escritura import boletin as escritura
from portal.dominio.escritura import documentos, todo
from tests.fabricas.boletines import BoletinFactory, FotoDeBoletinFactory

CANARIO = "canario"


def construir(ahora):
    return todo.construir_todo(ahora, lambda *_: None)


def publicar_con_documentos(boletin, ahora):
    """Su página y, como hace el despacho enseguida, su PDF, su Word y su tarjeta."""
    escritura.publicar(boletin, ahora)
    documentos.completar_boletin(boletin, ahora)


def boletin_publico(ahora, dias=1, **campos):
    return BoletinFactory(publicado=True, publicado_en=ahora - timedelta(days=dias), **campos)


def con_foto(boletin, por, ahora, *, pie="La obra", nombre="obra.jpg"):
    """Le pone una foto de verdad, ya derivada."""
    octetos = io.BytesIO()
    Image.new("RGB", (1700, 1200), "teal").save(octetos, "JPEG")
    octetos.seek(0)
    evidencia = ingresar(archivo=octetos, nombre=nombre, por=por, ahora=ahora).evidencia
    type(evidencia).objects.filter(pk=evidencia.pk).update(pie=pie, texto_alternativo="Zanja", credito="CS")
    FotoDeBoletinFactory(boletin=boletin, evidencia=evidencia)
    derivar_todo()
    return evidencia


def boletin_con_canario(ahora, tema, dias=1, **campos):
    """Público, con la palabra que se busca donde no debe estar."""
    return BoletinFactory(
        publicado=True,
        publicado_en=ahora - timedelta(days=dias),
        tema=tema,
        cuerpo=f"El {CANARIO}.",
        **campos,
    )


def con_canario(carpeta):
    """Los archivos que la llevan en el nombre o adentro."""
    return [
        str(a.relative_to(carpeta)) for a in carpeta.rglob("*")
        if a.is_file() and (CANARIO in a.name or CANARIO.encode() in a.read_bytes().lower())
    ]  # fmt: skip
