import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from personas.models import Oficina
from tests.personas.dominio.test_oficina import imagen

pytestmark = pytest.mark.django_db
OFICINA = {
    "nombre": "Comunicación Social",
    "municipio": "Mazamitla",
    "entidad": "Jalisco",
    "telefonos": "382 538 0149",
    "serie": "CS",
}


RUTAS = [
    "perfil",
    "ajustes",
    "bienvenida",
    "oficina",
    "personas",
    "dependencias",
    "comunidades",
    "bitacora",
]


@pytest.mark.parametrize("ruta", RUTAS)
def test_cada_pantalla_abre_para_quien_dirige(dirige, ruta):
    respuesta = dirige.get(reverse(f"personas:{ruta}"))

    assert respuesta.status_code == 200
    assert "VARIABLE INDEFINIDA" not in respuesta.text


@pytest.mark.parametrize("ruta", RUTAS)
def test_sin_sesion_ninguna_abre(client, ruta):
    assert client.get(reverse(f"personas:{ruta}")).status_code == 302


@pytest.mark.parametrize("ruta", RUTAS[2:])
def test_sin_la_capacidad_ninguna_de_administrar_abre(redacta, ruta):
    assert redacta.get(reverse(f"personas:{ruta}")).status_code == 403


def test_ajustes_muestra_a_cada_quien_lo_suyo(redacta):
    html = redacta.get(reverse("personas:ajustes")).text

    assert "Tu cuenta" in html
    assert reverse("personas:personas") not in html


def test_la_oficina_se_guarda_con_telefonos_y_escudo(dirige):
    escudo = SimpleUploadedFile("escudo.png", imagen().getvalue())

    assert dirige.post(reverse("personas:oficina"), OFICINA | {"escudo": escudo}).status_code == 302
    assert Oficina.objects.get().telefonos == ["+523825380149"]
    imagen_servida = dirige.get(reverse("personas:imagen", args=["escudo"]))
    assert (imagen_servida.status_code, imagen_servida["Content-Type"]) == (200, "image/png")
    assert imagen_servida.getvalue()[:4] == b"\x89PNG"


def test_la_pantalla_de_la_oficina_con_escudo_ofrece_quitarlo(dirige):
    dirige.post(reverse("personas:oficina"), OFICINA | {"escudo": SimpleUploadedFile("e.png", imagen().getvalue())})

    assert "Quitar el escudo" in dirige.get(reverse("personas:oficina")).text
    dirige.post(reverse("personas:oficina"), OFICINA | {"quitar_escudo": "on"})
    assert "Quitar el escudo" not in dirige.get(reverse("personas:oficina")).text


@pytest.mark.parametrize(
    "malo",
    [
        {"serie": ""}, {"serie": "cs"}, {"serie": "CS/1"}, {"serie": "MP"},
        {"nombre": ""}, {"municipio": ""}, {"telefonos": "12"}, {"correo": "x"}, {"domicilio": "x" * 5000},
     {"url_transparencia": "javascript:alert(1)"}, {"escudo": SimpleUploadedFile("e.png", b"<svg/>")}],
    ids=lambda m: next(iter(m)),
)  # fmt: skip
def test_la_oficina_mal_escrita_vuelve_con_su_error(dirige, malo):
    assert dirige.post(reverse("personas:oficina"), OFICINA | malo).status_code == 422
    assert Oficina.objects.count() == 0


@pytest.mark.parametrize("cual", ["logotipo", "password", "objects"])
def test_no_hay_mas_imagenes_que_las_guardadas(dirige, cual):
    assert dirige.get(reverse("personas:imagen", args=[cual])).status_code == 404


@pytest.mark.parametrize("paso", ["", "oficina", "personas", "medios", "metas", "correo", "x\0"])
def test_la_bienvenida_tiene_cinco_pasos(dirige, paso):
    respuesta = dirige.get(reverse("personas:bienvenida"), {"paso": paso})

    assert respuesta.status_code == 200
    assert "VARIABLE INDEFINIDA" not in respuesta.text


def test_el_paso_de_la_oficina_sigue_con_las_personas(dirige):
    siguiente = reverse("personas:bienvenida") + "?paso=personas"

    assert dirige.post(reverse("personas:oficina"), OFICINA | {"volver": siguiente})["Location"] == siguiente


def test_saltar_la_bienvenida_la_da_por_vista(dirige):
    assert dirige.post(reverse("personas:bienvenida")).status_code == 302
    assert Oficina.objects.get().configurada_en is not None
