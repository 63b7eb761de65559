import io
import subprocess
import zipfile
from decimal import Decimal

import imageio_ffmpeg
import pytest

from boletines.models import CorteDeBoletin
from media_library.dominio.cortes import crear_corte
from media_library.dominio.derivados import derivar_todo
from media_library.dominio.ingesta import ingresar
from portal.dominio import construccion, prensa
from tests.fabricas.boletines import BoletinFactory

pytestmark = [pytest.mark.django_db, pytest.mark.lento]


@pytest.fixture
def con_corte(arbol, ahora, fotografo, tmp_path):
    """Un boletín publicado con un corte de audio de verdad."""
    ruta = tmp_path / "voz.mp3"
    tono = ["-f", "lavfi", "-i", "sine=frequency=300:duration=2", str(ruta)]
    subprocess.run([imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", *tono], check=True)
    audio = ingresar(archivo=io.BytesIO(ruta.read_bytes()), nombre="voz.mp3", por=fotografo, ahora=ahora)
    corte = crear_corte(
        audio, titulo="Sobre el <agua>", inicio=Decimal(0), fin=Decimal(1), quien_habla="Obras Públicas",
        transcripcion="Habrá agua & luz.", por=fotografo, ahora=ahora,
    )  # fmt: skip
    derivar_todo()
    boletin = BoletinFactory(publicado=True, publicado_en=ahora)
    CorteDeBoletin.objects.create(boletin=boletin, corte=corte, orden=0)
    construccion.publicar_en_el_arbol(boletin, ahora)
    return boletin


def test_el_corte_se_oye_en_la_pagina_con_su_transcripcion(arbol, con_corte):
    pagina = (arbol / con_corte.ruta_publica.strip("/") / "index.html").read_text()

    assert f'src="/medios/{con_corte.clave}/corte-1.mp3"' in pagina
    assert "Sobre el &lt;agua&gt;" in pagina
    assert "Habrá agua &amp; luz." in pagina
    assert (arbol / f"medios/{con_corte.clave}/corte-1.mp3").stat().st_size > 1000


def test_el_corte_va_en_el_paquete_de_prensa(con_corte):
    manifiesto = prensa.leer_manifiesto(con_corte.ejercicio, con_corte.slug)

    paquete = zipfile.ZipFile(io.BytesIO(b"".join(prensa.empacar(manifiesto["archivos"]))))

    assert any(nombre.endswith("/corte-1.mp3") for nombre in paquete.namelist())


def test_al_retirar_el_boletin_el_corte_se_va(arbol, con_corte, ahora):
    type(con_corte).objects.filter(pk=con_corte.pk).update(
        estado="retirado", retirado_en=ahora, motivo_de_retiro="Orden de autoridad"
    )
    con_corte.refresh_from_db()

    construccion.retirar_del_arbol(con_corte, ahora)

    assert not (arbol / f"medios/{con_corte.clave}").exists()
