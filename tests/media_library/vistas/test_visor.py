import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from media_library.models import Evidencia
from tests.fabricas.media_library import DerivadoFactory, EvidenciaFactory
from tests.fabricas.personas import PersonaFactory
from tests.lectura import de_corrido
from tests.media_library.conftest import AHORA, jpeg

pytestmark = pytest.mark.django_db


def palabras(**cambios):
    return {"version": 1, "pie": "P", "texto_alternativo": "A", "credito": "C", "foco_x": 50, "foco_y": 50} | cambios


def test_editar_guarda_y_vuelve(sesion):
    evidencia = EvidenciaFactory()

    respuesta = sesion.post(reverse("media_library:editar", args=[evidencia.pk]), palabras(), follow=True)

    assert "Cambios guardados." in respuesta.text


def test_editar_con_pantalla_vieja_muestra_los_dos_textos(sesion):
    evidencia = EvidenciaFactory(version=2, pie="Lo de Ana")

    respuesta = sesion.post(reverse("media_library:editar", args=[evidencia.pk]), palabras(pie="Lo mío"))

    assert respuesta.status_code == 409
    assert "Lo de Ana" in respuesta.text
    assert "Lo mío" in respuesta.text
    assert 'name="version" value="2"' in respuesta.text


@pytest.mark.parametrize(
    "malo",
    [
        {"pie": "x" * 5000},
        {"texto_alternativo": "x" * 5000},
        {"credito": "a\nb"},
        {"foco_x": 101},
        {"foco_y": "x"},
        {"version": "9" * 20},
    ],
)
def test_editar_con_datos_malos_explica(sesion, malo):
    evidencia = EvidenciaFactory()

    assert sesion.post(reverse("media_library:editar", args=[evidencia.pk]), palabras(**malo)).status_code == 422


def test_el_visor_lleva_a_la_anterior_y_a_la_siguiente(sesion):
    vieja, media, nueva = (EvidenciaFactory(capturada_en=AHORA + timedelta(hours=n)) for n in range(3))

    html = de_corrido(sesion.get(reverse("media_library:ver", args=[media.pk])).text)

    assert f'rel="prev" href="{reverse("media_library:ver", args=[nueva.pk])}"' in html
    assert f'rel="next" href="{reverse("media_library:ver", args=[vieja.pk])}"' in html


@pytest.mark.lento
@pytest.mark.solo_disco
def test_de_la_subida_al_visor(sesion):
    from media_library.dominio.versiones.cola import derivar_todo  # noqa: PLC0415 - sólo el recorrido entero

    sesion.post(reverse("media_library:subir"), {"archivos": SimpleUploadedFile("foto.jpg", jpeg(900, 600))})
    derivar_todo()
    evidencia = Evidencia.objects.get()

    html = sesion.get(reverse("media_library:ver", args=[evidencia.pk])).text
    direccion = reverse("media_library:archivo", args=[evidencia.pk, "w1600.webp"])
    assert direccion in html
    respuesta = sesion.get(direccion)
    assert respuesta["Content-Type"] == "image/webp"
    assert io.BytesIO(respuesta.getvalue()).read(4) == b"RIFF"


def test_el_visor_ofrece_los_recortes_hechos_en_su_foco(client, fotografa):
    client.force_login(fotografa)
    foto = EvidenciaFactory(foco_x=10)
    for receta in ("vertical-10-50.jpg", "ancha-50-50.jpg"):
        DerivadoFactory(original=foto.original, receta=receta, hecho=True)

    pagina = client.get(reverse("media_library:ver", args=[foto.pk])).text

    assert reverse("media_library:archivo", args=[foto.pk, "vertical-10-50.jpg"]) in pagina
    assert "ancha-50-50.jpg" not in pagina


def test_el_titulo_se_ve_en_el_visor_y_en_la_cuadricula_y_se_encuentra(client):
    EvidenciaFactory(titulo="Día del Árbol", pie="Siembra en la loma", personas="Directora de Ecología")
    EvidenciaFactory(pie="Otra")
    client.force_login(PersonaFactory(papeles=["consulta"]))

    foto = Evidencia.objects.get(titulo="Día del Árbol")
    visor = client.get(reverse("media_library:ver", args=[foto.pk])).text
    hallado = client.get(reverse("media_library:biblioteca"), {"q": "arbol"}).text

    assert [t in visor for t in ('bib-titulo">Día del Árbol', "Siembra en la loma", "Directora de Ecología")] == [
        True
    ] * 3
    assert ('title="Día del Árbol"' in hallado, 'title="Otra"' in hallado) == (True, False)
