"""Una línea que se corta a media subida, con conexiones de verdad y sin navegador."""

import base64
import hashlib
import re
import socket
import subprocess
from urllib.parse import urlsplit

import imageio_ffmpeg
import pytest

from media_library.models import Evidencia, Subida
from tests.extremo_a_extremo.conftest import esperar
from tests.fabricas.mundo import TOKEN, crear_mundo

pytestmark = [pytest.mark.lento]


def _a_medias(sitio, camino, encabezados, cuerpo, cuanto):
    """Manda el principio de un tramo y corta la conexión, como cuando se va la señal."""
    partes = urlsplit(sitio)
    lineas = [f"PATCH {camino} HTTP/1.1", f"Host: {partes.netloc}", *[f"{k}: {v}" for k, v in encabezados.items()]]
    with socket.create_connection((partes.hostname, partes.port)) as conexion:
        conexion.sendall("\r\n".join([*lineas, "", ""]).encode() + cuerpo[:cuanto])


@pytest.fixture
def sintetico_mp4(tmp_path):
    ruta = tmp_path / "acto.mp4"
    fuente = ["-f", "lavfi", "-i", "testsrc=size=640x360:rate=15:duration=4"]
    orden = [imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", "-y", *fuente, "-c:v", "libx264", "-crf", "10"]
    subprocess.run([*orden, str(ruta)], check=True)
    return ruta.read_bytes()


def test_un_video_por_una_linea_que_se_corta_diez_veces_llega_entero(sitio, sintetico_mp4):
    crear_mundo()
    video = sintetico_mp4
    aporta = f"/r/buzon/{TOKEN}/subidas/"
    inicio = {"Tus-Resumable": "1.0.0", "Upload-Length": str(len(video)), "Content-Length": "0"}
    inicio["Upload-Metadata"] = f"filename {base64.b64encode(b'acto.mp4').decode()}"
    partes = urlsplit(sitio)
    with socket.create_connection((partes.hostname, partes.port)) as conexion:
        lineas = [f"POST {aporta} HTTP/1.0", f"Host: {partes.netloc}", *[f"{k}: {v}" for k, v in inicio.items()]]
        conexion.sendall("\r\n".join([*lineas, "", ""]).encode())
        respuesta = b"".join(iter(lambda: conexion.recv(4096), b"")).decode()
    camino = urlsplit(re.search(r"(?i)location: (\S+)", respuesta)[1]).path

    van, corte = 0, len(video) // 12
    for _ in range(10):
        tramo = video[van:]
        encabezados = {"Tus-Resumable": "1.0.0", "Upload-Offset": van, "Content-Length": len(tramo)}
        encabezados["Content-Type"] = "application/offset+octet-stream"
        _a_medias(sitio, camino, encabezados, tramo, corte)
        esperar(lambda: Subida.objects.get(nombre="acto.mp4").recibidos > van)  # noqa: B023 - se espera en el mismo giro
        van = Subida.objects.get(nombre="acto.mp4").recibidos
    encabezados |= {"Upload-Offset": van, "Content-Length": len(video) - van}
    _a_medias(sitio, camino, encabezados, video[van:], len(video))
    esperar(lambda: Evidencia.objects.filter(nombre_de_archivo="acto.mp4").exists())

    original = Evidencia.objects.select_related("original").get(nombre_de_archivo="acto.mp4").original
    assert (original.huella, original.clase) == (hashlib.sha256(video).hexdigest(), "video")
