"""Dependencias y comunidades: las mismas pantallas para los dos catálogos."""

import pytest
from django.urls import reverse

from personas.models import Comunidad, Dependencia
from tests.fabricas.personas import ComunidadFactory, DependenciaFactory

pytestmark = pytest.mark.django_db
CATALOGOS = [("dependencias", "dependencia", Dependencia), ("comunidades", "comunidad", Comunidad)]
UN_CATALOGO = pytest.mark.parametrize(("lista", "una", "modelo"), CATALOGOS)


@UN_CATALOGO
def test_se_agrega_se_renombra_y_se_desactiva(dirige, lista, una, modelo):
    dirige.post(reverse(f"personas:{lista}"), {"nombre": "Obras"})
    renglon = modelo.objects.get()
    dirige.post(reverse(f"personas:{una}", args=[renglon.pk]), {"nombre": "Obras Públicas"})
    dirige.post(reverse(f"personas:mover_{una}", args=[renglon.pk]), {"desactivar": "1"})

    renglon.refresh_from_db()
    assert (renglon.nombre, renglon.activa) == ("Obras Públicas", False)


@UN_CATALOGO
def test_reactivar_lo_que_ya_esta_activo_lo_dice_y_no_cambia_nada(dirige, lista, una, modelo):
    renglon = {Dependencia: DependenciaFactory, Comunidad: ComunidadFactory}[modelo]()

    respuesta = dirige.post(reverse(f"personas:mover_{una}", args=[renglon.pk]), {"activar": "1"}, follow=True)

    assert f"Esa {una} ya estaba así." in respuesta.text


def test_las_siglas_de_una_dependencia_se_guardan(dirige):
    dirige.post(reverse("personas:dependencias"), {"nombre": "Obras", "siglas": "OP"})

    assert Dependencia.objects.get().siglas == "OP"


@pytest.mark.parametrize("nombre", ["", "\0", "x" * 5000, "OBRAS"])
@UN_CATALOGO
def test_un_nombre_mal_escrito_vuelve_con_su_error(dirige, lista, una, modelo, nombre):
    fabrica = {Dependencia: DependenciaFactory, Comunidad: ComunidadFactory}[modelo]
    buena, otra = fabrica(nombre="Obras"), fabrica(nombre="Otra")

    assert dirige.post(reverse(f"personas:{lista}"), {"nombre": nombre}).status_code == 422
    assert dirige.post(reverse(f"personas:{una}", args=[otra.pk]), {"nombre": nombre}).status_code == 422
    assert set(modelo.objects.values_list("nombre", flat=True)) == {buena.nombre, "Otra"}


@UN_CATALOGO
def test_quien_no_ajusta_la_oficina_no_toca_el_catalogo(redacta, lista, una, modelo):
    assert redacta.post(reverse(f"personas:{lista}"), {"nombre": "Obras"}).status_code == 403
    assert not modelo.objects.exists()
