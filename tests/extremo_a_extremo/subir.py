"""Lo común de las pruebas de subir en un navegador."""

from tests.media_library.conftest import jpeg

SUBIR = "/oficina/biblioteca/subir/"


def foto(lado=300, nombre="plaza.jpg"):
    return {"name": nombre, "mimeType": "image/jpeg", "buffer": jpeg(lado, 200)}


def llego(pagina, nombre):
    pagina.get_by_role("link", name=nombre).wait_for()


def trabajador_listo(pagina):
    pagina.evaluate("navigator.serviceWorker.ready.then(() => true)")
