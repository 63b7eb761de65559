import io
from types import SimpleNamespace

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from boletines.dominio.revision.huella import huella_del_contenido
from media_library.dominio.entrada import ingesta
from media_library.dominio.versiones import cola
from nucleo.dominio.bitacora import anclar, asentar
from paginas.dominio.comprobar import carpeta_de_capturas
from personas.models import Oficina
from portal.dominio.escritura.todo import construir_todo
from tests.fabricas.boletines import BoletinFactory
from tests.fabricas.personas import PersonaFactory
from tests.personas.conftest import AHORA


@pytest.fixture
def carpetas(settings, tmp_path):
    """Una oficina entera en su propia carpeta."""
    settings.DIR_DATOS = tmp_path / "datos"
    nombres = {
        "DIR_ORIGINALES": "originales", "DIR_DERIVADOS": "derivados", "DIR_PUBLICO": "publico",
        "DIR_SUBIDAS": "subidas", "MEDIA_ROOT": "archivos", "STATIC_ROOT": "static",
    }  # fmt: skip
    for clave, nombre in nombres.items():
        carpeta = settings.DIR_DATOS / nombre
        carpeta.mkdir(parents=True)
        setattr(settings, clave, carpeta)
    return settings.DIR_DATOS


def jpeg(color="teal"):
    salida = io.BytesIO()
    Image.new("RGB", (640, 480), color).save(salida, "JPEG")
    return salida.getvalue()


def con_su_huella(boletin):
    """La fábrica pone ceros; aquí, la que le habría dado quien lo aprobó."""
    boletin.huella_aprobada = huella_del_contenido(boletin)
    boletin.save(update_fields=["huella_aprobada"])
    return boletin


def sembrar():
    """Un original con sus miniaturas, un boletín público, un borrador, uno retirado, un escudo y una captura."""
    persona = PersonaFactory(username="dirige")
    evidencia = ingesta.ingresar(archivo=io.BytesIO(jpeg()), nombre="obra.jpg", por=persona, ahora=AHORA).evidencia
    cola.derivar_todo()
    publico, borrador = con_su_huella(BoletinFactory(publicado=True)), BoletinFactory()
    retirado = con_su_huella(BoletinFactory(retirado=True))
    oficina = Oficina(municipio="Mazamitla", entidad="Jalisco")
    oficina.escudo.save("escudo-1.png", ContentFile(jpeg()), save=False)
    oficina.pk = 1
    oficina.save()
    carpeta_de_capturas().mkdir(parents=True, exist_ok=True)
    (carpeta_de_capturas() / f"{'a' * 64}.html.gz").write_bytes(b"captura de antes")
    asentar("probar", persona, por=persona, ahora=AHORA)
    return SimpleNamespace(evidencia=evidencia, publico=publico, borrador=borrador, retirado=retirado, persona=persona)


def construir():
    return construir_todo(AHORA, lambda *_: None)


@pytest.fixture
def oficina(carpetas, settings, db):
    """Todo sembrado y el portal construido, dentro de la transacción de la prueba."""
    sembrada = sembrar()
    anclar(ahora=AHORA, archivo=settings.DIR_DATOS / "anclas.jsonl")
    construir()
    return sembrada
