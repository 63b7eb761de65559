"""Lo oculto no se enseña a nadie más, por ningún camino."""

import io
import zipfile
from datetime import date

import pytest
from django.urls import reverse

from media_library.models import Evidencia, Subtitulos
from nucleo.models import Asiento
from tests.fabricas.media_library import ConsentimientoFactory, CorteFactory, DerivadoFactory, EvidenciaFactory
from tests.media_library.almacenes import Entregado, versiones
from tests.media_library.conftest import AHORA, FOTOS

pytestmark = pytest.mark.django_db(transaction=True)
OCULTAS = {
    "menores protegidos": {"menores": "protegidos"},
    "uso prohibido": {"uso": "prohibido"},
    "carta revocada": {},
}


def url(nombre, *args):
    return reverse(f"media_library:{nombre}", args=args)


def ocultar(foto, motivo):
    Evidencia.objects.filter(pk=foto.pk).update(**OCULTAS[motivo])
    if motivo == "carta revocada":
        ConsentimientoFactory(revocado_en=AHORA).evidencias.add(foto)


@pytest.mark.parametrize("motivo", OCULTAS)
@pytest.mark.parametrize("receta", ["w320.webp", "w1600.jpg"])
def test_lo_oculto_no_se_ensena_a_nadie_mas(mira, subir, motivo, receta):
    foto = subir(FOTOS / "muelle.jpg", derivar=True)
    ocultar(foto, motivo)
    direccion = url("archivo", foto.pk, receta)

    letrero = mira("redes", direccion)

    assert (letrero.status_code, letrero["Content-Type"], letrero["Cache-Control"]) == (
        403,
        "image/svg+xml",
        "no-store",
    )
    assert "Reservada" in letrero.text
    assert mira("redes", url("archivo", foto.pk, "original")).status_code == 403
    assert Entregado(mira("redaccion", direccion)).octetos == versiones(foto, receta)[0]


@pytest.mark.parametrize("motivo", OCULTAS)
@pytest.mark.parametrize("calidad", ["web", "alta"])
def test_lo_oculto_no_va_en_el_zip_y_se_dice(mira, subir, motivo, calidad):
    libre, oculta = (
        subir(FOTOS / "muelle.jpg", derivar=True),
        subir(FOTOS / "flores-rojas.jpg", "flores.jpg", derivar=True),
    )
    ocultar(oculta, motivo)

    respuesta = mira("consulta", url("bajar", calidad), evidencias=[libre.pk, oculta.pk])

    with zipfile.ZipFile(io.BytesIO(b"".join(respuesta))) as archivo:
        assert len(archivo.namelist()) == 2
        assert "Reservada por los derechos" in archivo.read("pies-y-creditos.csv").decode("utf-8-sig")


def test_un_zip_de_pura_evidencia_oculta_no_sale(mira):
    foto = EvidenciaFactory(menores="protegidos")

    respuesta = mira("consulta", url("bajar", "alta"), evidencias=foto.pk)

    assert respuesta.status_code == 302
    assert not Asiento.objects.filter(accion="descargar").exists()


def test_una_prohibicion_que_ya_paso_no_oculta(mira, subir):
    foto = subir(FOTOS / "muelle.jpg", derivar=True)
    Evidencia.objects.update(uso="prohibido", fecha_uso_fin=date(2020, 1, 1))

    assert Entregado(mira("consulta", url("archivo", foto.pk, "w320.webp"))).estado == 200


def test_ni_el_corte_ni_el_audio_de_lo_oculto(mira):
    corte = CorteFactory(evidencia__menores="protegidos")
    for receta in ("a128.mp3", corte.receta):
        DerivadoFactory(original=corte.evidencia.original, receta=receta, hecho=True)
    Subtitulos.objects.create(
        evidencia=corte.evidencia, texto="Habla", modificado_por=corte.creado_por, modificado_en=AHORA
    )

    de_la_grabacion = (("archivo", "a128.mp3"), ("vtt", "vtt"))
    direcciones = [url(nombre, corte.evidencia_id, que) for nombre, que in de_la_grabacion]
    estados = [mira("consulta", d).status_code for d in (*direcciones, url("archivo_del_corte", corte.pk))]

    assert estados == [403, 403, 403]


def test_el_visor_de_lo_oculto_no_ofrece_descargas_a_quien_no_lleva_los_derechos(mira):
    foto = EvidenciaFactory(menores="protegidos")
    for receta in ("w1600.webp", "vertical-50-50.jpg"):
        DerivadoFactory(original=foto.original, receta=receta, hecho=True)

    pagina = mira("consulta", url("ver", foto.pk)).text

    assert f"{url('ver', foto.pk)}archivo/" not in pagina
    assert "Reservada por los derechos" in pagina
