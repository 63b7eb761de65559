import pytest
from django.urls import reverse

from media_library.models import Eleccion
from tests.fabricas.agenda import EventoFactory
from tests.fabricas.media_library import EvidenciaFactory, OriginalFactory
from tests.lectura import de_corrido

pytestmark = pytest.mark.django_db
AJAX = {"X-Requested-With": "XMLHttpRequest"}


@pytest.fixture
def sesion(client, fotografa):
    client.force_login(fotografa)
    return client


def pantalla(client, evento):
    return client.get(reverse("media_library:elegir"), {"evento": evento.pk})


def test_la_pantalla_junta_parecidas_y_dice_como_va(sesion):
    evento = EventoFactory(titulo="Feria")
    for huella in (5, 5, 2**60 - 1):
        EvidenciaFactory(evento=evento, original=OriginalFactory(dhash=huella, nitidez=2))

    html = de_corrido(pantalla(sesion, evento).text)

    assert "1 parecida<" in html
    assert "Parece movida o desenfocada" in html
    assert "data-faltan>3<" in html


def test_un_veredicto_sin_javascript_vuelve_a_la_foto(sesion):
    evento = EventoFactory()
    foto = EvidenciaFactory(evento=evento)

    respuesta = sesion.post(
        reverse("media_library:veredicto", args=[foto.pk]), {"veredicto": "elegida", "rol": "detalle"}
    )

    assert respuesta["Location"].endswith(f"#foto-{foto.pk}")
    assert Eleccion.objects.values_list("veredicto", "rol").get() == ("elegida", "detalle")
    assert f"?evento={evento.pk}" in respuesta["Location"]


def test_con_una_tecla_responde_las_cuentas(sesion):
    evento = EventoFactory()
    foto, _ = EvidenciaFactory(evento=evento), EvidenciaFactory(evento=evento)
    direccion = reverse("media_library:veredicto", args=[foto.pk])

    bien = sesion.post(direccion, {"veredicto": "elegida"}, headers=AJAX)
    mal = sesion.post(direccion, {"veredicto": "genial"}, headers=AJAX)

    assert bien.json() == {"veredicto": "elegida", "rol": "", "elegidas": 1, "faltan": 1, "de_mas": ""}
    assert (mal.status_code, mal.json()["frase"]) == (422, "Ese veredicto no existe.")


def test_elegir_de_mas_se_avisa_y_se_deja_seguir(sesion):
    evento = EventoFactory()
    fotos = EvidenciaFactory.create_batch(6, evento=evento)

    dichos = [
        sesion.post(reverse("media_library:veredicto", args=[f.pk]), {"veredicto": "elegida"}, headers=AJAX).json()
        for f in fotos
    ]

    assert [d["de_mas"].partition(":")[0] for d in dichos] == [""] * 5 + ["1 de más"]
    assert "1 de más: al boletín pasan primero las que tienen papel." in pantalla(sesion, evento).text


@pytest.mark.parametrize("evento", ["", "999999", "x\x00", "²", "9" * 40])
def test_sin_evento_no_hay_pantalla(sesion, evento):
    assert sesion.get(reverse("media_library:elegir"), {"evento": evento}).status_code == 404


def test_ochenta_y_cuatro_fotos_cuestan_las_mismas_consultas_que_una(sesion, django_assert_max_num_queries):
    evento = EventoFactory()
    for _ in range(84):
        EvidenciaFactory(evento=evento)

    with django_assert_max_num_queries(8):
        assert pantalla(sesion, evento).text.count("data-candidata=") == 84


def test_las_elegidas_se_filtran_en_la_biblioteca(sesion):
    foto = EvidenciaFactory(pie="La buena")
    EvidenciaFactory(pie="La otra")
    sesion.post(reverse("media_library:veredicto", args=[foto.pk]), {"veredicto": "elegida"})

    html = sesion.get(reverse("media_library:biblioteca"), {"veredicto": "elegida"}).text

    assert ("La buena" in html, "La otra" in html) == (True, False)
