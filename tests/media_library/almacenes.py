"""Lo guardado, por su almacén: las mismas pruebas corren sobre el disco y sobre un almacén S3 (`--almacen=s3`)."""

from urllib.request import Request, urlopen

from django.core.files.base import ContentFile

from media_library.clientes import almacen
from media_library.dominio.originales.guardar import nombre_de, ruta_de
from media_library.models.receta import Receta


def leer_original(original):
    with almacen.abrir(almacen.originales(), nombre_de(original.huella)) as archivo:
        return archivo.read()


def existe_original(original):
    return almacen.pesa(almacen.originales(), nombre_de(original.huella)) is not None


def quitar_original(original):
    almacen.originales().delete(nombre_de(original.huella))


def danar_original(original, datos):
    """Cambia el contenido por debajo, como lo haría un disco que falla."""
    if almacen.es_local(almacen.originales()):
        ruta_de(original.huella).chmod(0o644)
        ruta_de(original.huella).write_bytes(datos)
    else:
        almacen.originales().save(nombre_de(original.huella), ContentFile(datos))


def copiar_originales(destino, *originales):
    """Un respaldo de estos originales, con la forma que deja `respaldar`."""
    for original in originales:
        copia = destino / "originales" / nombre_de(original.huella)
        copia.parent.mkdir(parents=True, exist_ok=True)
        copia.write_bytes(leer_original(original))


def leer_derivado(derivado):
    with almacen.abrir(almacen.derivados(), derivado.archivo) as archivo:
        return archivo.read()


def versiones(foto, receta):
    """La tal cual y la difuminada."""
    return [
        leer_derivado(foto.original.derivados.get(receta=r)) for r in (receta, foto.receta_publica(Receta.leer(receta)))
    ]


def existe_derivado(derivado):
    return almacen.pesa(almacen.derivados(), derivado.archivo) is not None


def quitar_derivado(derivado):
    almacen.derivados().delete(derivado.archivo)


class Entregado:
    """Lo que recibe quien pidió un archivo: de la respuesta o, en S3, de la dirección firmada a la que se le manda."""

    def __init__(self, respuesta, **encabezados):
        if respuesta.status_code == 302:
            with urlopen(Request(respuesta["Location"], headers=encabezados)) as firmada:
                self.octetos, self.estado, recibidos = firmada.read(), firmada.status, firmada.headers
        else:
            self.octetos, self.estado, recibidos = b"".join(respuesta), respuesta.status_code, respuesta.headers
        self.disposicion, self.tipo = recibidos["Content-Disposition"], recibidos["Content-Type"]
