import pytest
from django.urls import reverse

from media_library.models import Album, Evidencia
from nucleo.models import Asiento
from tests.fabricas.media_library import EvidenciaFactory
from tests.fabricas.personas import PersonaFactory
from tests.lectura import de_corrido
from tests.media_library.conftest import AHORA

pytestmark = pytest.mark.django_db


def url(nombre, *args):
    return reverse(f"media_library:{nombre}", args=args)


@pytest.fixture
def album(fotografa):
    def _album(nombre="Lo mejor", **datos):
        album = Album.objects.create(nombre=nombre, creado_por=fotografa, creado_en=AHORA)
        album.evidencias.add(EvidenciaFactory(**datos), EvidenciaFactory(papelera_en=AHORA))
        return album

    return _album


@pytest.mark.parametrize("cuantos", [1, 3])
def test_la_lista_dice_cuantas_vivas_y_su_portada_y_cuesta_lo_mismo(
    sesion, album, django_assert_max_num_queries, cuantos
):
    for n in range(cuantos):
        album(f"Álbum {n}")
    sesion.get(url("albumes"))

    with django_assert_max_num_queries(6):
        pagina = de_corrido(sesion.get(url("albumes")).text)

    assert (pagina.count("1 evidencia<"), pagina.count("w320.webp")) == (cuantos, cuantos)


def test_un_enlace_solo_ve_los_que_llevan_lo_suyo(client, enlace, album):
    album("Ajeno")
    album("Propio", dependencia=enlace.dependencia)
    client.force_login(enlace)

    pagina = client.get(url("albumes")).text

    assert ("Propio" in pagina, "Ajeno" in pagina) == (True, False)


def test_sin_albumes_dice_como_se_llenan(sesion):
    assert "elige «Cambiar datos»" in sesion.get(url("albumes")).text


def test_cambiar_el_nombre_se_guarda_y_se_asienta(sesion, album):
    uno = album()
    assert 'value="Lo mejor"' in sesion.get(url("album", uno.pk)).text

    sesion.post(url("album", uno.pk), {"nombre": "Para el informe", "descripcion": "Obras"})

    assert Album.objects.values_list("nombre", "descripcion").get() == ("Para el informe", "Obras")
    assert Asiento.objects.filter(accion="editar álbum").count() == 1


@pytest.mark.parametrize("nombre", ["", "Otro", "\x00", "x" * 5000, "a\nb"])
def test_un_nombre_malo_o_repetido_se_explica_y_no_cambia_nada(sesion, album, nombre):
    uno, _ = album(), album("Otro")

    respuesta = sesion.post(url("album", uno.pk), {"nombre": nombre})

    assert (respuesta.status_code, "Hay un problema" in respuesta.text) == (422, True)
    assert Album.objects.get(pk=uno.pk).nombre == "Lo mejor"


def test_quitarlo_deja_las_fotos_y_dice_en_la_bitacora_cuales_eran(sesion, album):
    uno = album()
    suyas = list(uno.evidencias.order_by("pk").values_list("pk", flat=True))

    respuesta = sesion.post(url("quitar_album", uno.pk), follow=True)

    assert "Sus fotos siguen en la biblioteca." in respuesta.text
    assert (Album.objects.count(), Evidencia.objects.count()) == (0, 2)
    assert Asiento.objects.get(accion="quitar álbum").detalle["evidencias"] == suyas
    assert sesion.post(url("quitar_album", uno.pk)).status_code == 404


def test_quien_no_edita_los_ve_y_no_los_cambia(client, album):
    uno = album()
    client.force_login(PersonaFactory(papeles=["consulta"]))

    assert "Cambiar<" not in client.get(url("albumes")).text
    assert [client.post(url(r, uno.pk)).status_code for r in ("album", "quitar_album")] == [403, 403]
