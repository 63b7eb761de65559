"""Fotos de cualquier formato, convertidas a algo que PowerPoint abre."""

import io

import pytest
from PIL import Image, ImageDraw

from personas.dominio.presentacion.fotos import como_jpeg


def guardada(foto, formato, **opciones):
    salida = io.BytesIO()
    foto.save(salida, formato, **opciones)
    return salida.getvalue()


def mpo():
    una, otra = Image.new("RGB", (640, 400), "navy"), Image.new("RGB", (160, 100), "white")
    return guardada(una, "MPO", save_all=True, append_images=[otra])


def de_16_bits():
    rampa = Image.new("I;16", (256, 64))
    rampa.putdata([x * 257 for _ in range(64) for x in range(256)])
    return guardada(rampa, "PNG")


@pytest.mark.parametrize(
    "octetos",
    [
        mpo(),
        de_16_bits(),
        guardada(Image.new("LA", (640, 400), (120, 100)), "WEBP"),
        guardada(Image.new("RGBA", (640, 400), (10, 20, 30, 0)), "PNG"),
        guardada(Image.new("P", (64, 40)), "GIF"),
        guardada(Image.new("CMYK", (64, 40)), "JPEG"),
    ],
    ids=["MPO", "16 bits", "WebP con alfa", "transparente", "paleta", "CMYK"],
)
def test_cualquier_formato_sale_en_jpeg(octetos):
    jpeg, ancho, alto = como_jpeg(octetos)
    abierta = Image.open(io.BytesIO(jpeg))

    assert (abierta.format, abierta.mode, abierta.size) == ("JPEG", "RGB", (ancho, alto))


def test_la_rampa_de_16_bits_sigue_siendo_rampa():
    jpeg, ancho, _ = como_jpeg(de_16_bits())

    assert Image.open(io.BytesIO(jpeg)).convert("L").getpixel((ancho // 2, 10)) == pytest.approx(128, abs=4)


def test_lo_transparente_queda_blanco():
    jpeg, _, _ = como_jpeg(guardada(Image.new("RGBA", (64, 40), (10, 20, 30, 0)), "PNG"))

    assert Image.open(io.BytesIO(jpeg)).getpixel((5, 5)) == pytest.approx((255, 255, 255), abs=3)


def test_la_que_viene_girada_se_endereza():
    foto = Image.new("RGB", (400, 200), "white")
    ImageDraw.Draw(foto).rectangle((0, 0, 60, 60), fill="red")
    exif = Image.Exif()
    exif[0x0112] = 6  # girada noventa grados
    jpeg, ancho, alto = como_jpeg(guardada(foto, "JPEG", exif=exif))

    assert (ancho, alto) == (200, 400)
    assert Image.open(io.BytesIO(jpeg)).getpixel((180, 20))[1] < 60  # la esquina roja quedó arriba a la derecha


def test_una_enorme_sale_de_tamano_medido():
    jpeg, ancho, alto = como_jpeg(guardada(Image.new("RGB", (6000, 4000), "teal"), "JPEG"))

    assert max(ancho, alto) <= 1280
    assert len(jpeg) < 400_000


@pytest.mark.parametrize("octetos", [b"", b"no es una foto", mpo()[:300]], ids=["vacía", "otra cosa", "cortada"])
def test_la_que_no_se_abre_no_detiene_nada(octetos):
    assert como_jpeg(octetos) is None


def test_la_que_no_esta_no_detiene_nada(tmp_path):
    assert como_jpeg(tmp_path / "no_esta.jpg") is None
