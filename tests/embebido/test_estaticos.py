"""Los módulos de JavaScript se piden unos a otros por su nombre con huella: si uno cambia, nadie usa el viejo."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles.storage import StaticFilesStorage
from django.core.files.base import ContentFile

from comsocial.estaticos import ConHuella

IMPORTA = re.compile(r'from "(\./[^"]+)"')


@pytest.fixture
def publicar(tmp_path):
    """Escribe estos guiones y devuelve lo que quedó publicado de cada uno, por su nombre de siempre."""

    def _publicar(**guiones):
        carpeta = StaticFilesStorage(location=tmp_path, base_url="/static/")
        for nombre, texto in guiones.items():
            carpeta.delete(f"{nombre}.js")
            carpeta.save(f"{nombre}.js", ContentFile(texto))
        almacen = ConHuella(location=tmp_path, base_url="/static/", manifest_storage=carpeta)
        rutas = {f"{nombre}.js": (carpeta, f"{nombre}.js") for nombre in guiones}
        list(almacen.post_process(rutas))
        publicos = {nombre: almacen.stored_name(f"{nombre}.js") for nombre in guiones}
        return publicos, {nombre: Path(tmp_path, publico).read_text() for nombre, publico in publicos.items()}

    return _publicar


def test_un_modulo_pide_a_otro_por_su_nombre_con_huella(publicar):
    publicos, textos = publicar(entrada='import { a } from "./parte.js";\na();\n', parte="export const a = () => 1;\n")

    assert IMPORTA.findall(textos["entrada"]) == [f"./{publicos['parte']}"]
    assert publicos["parte"] != "parte.js"


def test_si_cambia_una_parte_cambia_tambien_el_nombre_de_quien_la_pide(publicar):
    entrada = 'import { a } from "./parte.js";\na();\n'
    antes, _ = publicar(entrada=entrada, parte="export const a = () => 1;\n")
    despues, _ = publicar(entrada=entrada, parte="export const a = () => 2;\n")

    assert antes["entrada"] != despues["entrada"]
