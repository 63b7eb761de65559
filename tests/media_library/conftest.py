import io
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import boto3
import imageio_ffmpeg
import pytest
from moto.server import ThreadedMotoServer
from PIL import ExifTags, Image

from media_library.dominio.entrada import ingesta
from media_library.dominio.versiones import cola
from tests.fabricas.personas import DependenciaFactory, PersonaFactory

AHORA = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
LLEVA = PersonaFactory.build(papeles=["fotografia"])  # a quien lleva los derechos no se le esconde nada
FOTOS = Path(__file__).parent / "fotos"


CLAVES = {"access_key": "prueba", "secret_key": "prueba", "region_name": "us-east-1"}


@pytest.fixture(scope="session")
def servidor_s3():
    """La dirección de un servidor S3 en esta máquina, con una cubeta."""
    servidor = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    servidor.start()
    anfitrion, puerto = servidor.get_host_and_port()
    direccion = f"http://{anfitrion}:{puerto}"
    sesion = boto3.Session("prueba", "prueba", region_name="us-east-1")
    sesion.client("s3", endpoint_url=direccion).create_bucket(Bucket="comsocial")
    yield direccion
    servidor.stop()


@pytest.fixture
def en_s3(settings, tmp_path, servidor_s3):
    """Originales y derivados en el servidor S3, bajo un prefijo propio de la prueba."""
    comunes = {"bucket_name": "comsocial", "endpoint_url": servidor_s3, "addressing_style": "path", **CLAVES}
    settings.STORAGES = settings.STORAGES | {
        nombre: {
            "BACKEND": "storages.backends.s3.S3Storage",
            "OPTIONS": {**comunes, "location": f"{tmp_path.name}/{nombre}", "file_overwrite": True},
        }
        for nombre in ("originales", "derivados")
    }
    return servidor_s3


@pytest.fixture(autouse=True)
def carpetas(request, settings, tmp_path):
    """Cada prueba tiene su propio almacén: una carpeta o, con `--almacen=s3`, un prefijo en el servidor."""
    for clave in ("DIR_ORIGINALES", "DIR_DERIVADOS", "DIR_SUBIDAS"):
        carpeta = tmp_path / clave.lower()
        carpeta.mkdir()
        setattr(settings, clave, carpeta)
    if request.config.getoption("--almacen") == "s3":
        request.getfixturevalue("en_s3")
    return tmp_path


@pytest.fixture
def fotografa(db):
    return PersonaFactory(papeles=["fotografia"], first_name="Lucía")


@pytest.fixture
def enlace(db):
    return PersonaFactory(papeles=["enlace"], dependencia=DependenciaFactory(nombre="Obras Públicas"))


@pytest.fixture
def subir(fotografa):
    """Ingresa octetos o la ruta de un archivo y devuelve la evidencia."""

    def _subir(contenido, nombre="foto.jpg", *, derivar=False, **datos):
        octetos = contenido.read_bytes() if isinstance(contenido, Path) else contenido
        evidencia = ingesta.ingresar(
            **{"archivo": io.BytesIO(octetos), "nombre": nombre, "por": fotografa, "ahora": AHORA, **datos}
        ).evidencia
        if derivar:
            cola.derivar_todo(con_extras=False)
        return evidencia

    return _subir


def jpeg(ancho=64, alto=48, color="teal", **opciones):
    salida = io.BytesIO()
    Image.new("RGB", (ancho, alto), color).save(salida, "JPEG", **opciones)
    return salida.getvalue()


def con_gps(ancho=400, alto=300):
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "CamaraSecreta"
    exif.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (19.0, 54.0, 54.0), 3: "W", 4: (103.0, 1.0, 22.0)})
    return jpeg(ancho, alto, exif=exif, comment=b"dato personal")


def imagen(formato, modo="RGB", medidas=(64, 48), **opciones):
    salida = io.BytesIO()
    Image.new(modo, medidas).save(salida, formato, **opciones)
    return salida.getvalue()


@pytest.fixture(scope="session")
def sintetico(tmp_path_factory):
    """Un archivo hecho con ffmpeg; se hace una sola vez por forma."""
    carpeta = tmp_path_factory.mktemp("sinteticos")
    video = ["-f", "lavfi", "-i", "testsrc=size=320x240:rate=10:duration=1"]
    tono = ["-f", "lavfi", "-i", "sine=frequency=440:duration=1"]
    formas = {
        "mp4": [
            *video,
            *tono,
            "-c:v",
            "libx264",
            "-c:a",
            "aac",
            "-metadata",
            "creation_time=2021-07-10T18:00:00Z",
            "-metadata",
            "location=+19.9152-103.0229/",
        ],
        "mov": [*video, "-c:v", "libx264"],
        "webm": [*video, "-c:v", "libvpx", "-f", "webm"],
        "mp3": [*tono, "-c:a", "libmp3lame"],
        "m4a": [*tono, "-c:a", "aac"],
        "wav": tono,
        "ogg": [*tono, "-c:a", "libvorbis"],
    }

    def _hacer(extension):
        ruta = carpeta / f"prueba.{extension}"
        if not ruta.exists():
            orden = [imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", "-y", *formas[extension], str(ruta)]
            subprocess.run(orden, check=True)
        return ruta

    return _hacer
