"""El motivo de un hueco se guarda al dejar de escribir, sin pisar lo de otra pantalla ni llenar la base."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from cronograma.dominio.cierre import explicar
from cronograma.models import Explicacion
from nucleo.dominio.impedimentos import YaCambio
from tests.cronograma.pruebas import CINCO_DE_MARZO
from tests.fabricas.cronograma import ActividadFactory, MetaFactory
from tests.fabricas.personas import PersonaFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def hueco():
    return MetaFactory(actividad=ActividadFactory(nombre_corto="Diapositivas"), mes=2).actividad


@pytest.fixture
def escribir(hueco, directora):
    def _escribir(texto, *, visto=None, por=directora, sola=True, despues=timedelta()):
        ahora = CINCO_DE_MARZO + despues
        return explicar(hueco, mes=2, caso="falto", texto=texto, visto=visto, por=por, sola=sola, ahora=ahora)

    return _escribir


def test_seguir_escribiendo_es_un_solo_texto(escribir):
    primera = escribir("Se canceló", visto="0")
    segunda = escribir("Se canceló la reunión", visto=primera.marca, despues=timedelta(minutes=1))

    assert segunda.pk == primera.pk
    assert [e.texto for e in Explicacion.objects.all()] == ["Se canceló la reunión"]


@pytest.mark.parametrize("como", [{"sola": False}, {"despues": timedelta(minutes=11)}, {"por": None}])
def test_lo_que_otra_vez_u_otra_persona_escribio_se_conserva(escribir, como):
    if "por" in como:
        como = {"por": PersonaFactory(papeles=["directora"])}
    primera = escribir("Se canceló", visto="0")
    escribir("Hubo veda", visto=primera.marca, **como)

    assert [e.texto for e in Explicacion.objects.all()] == ["Se canceló", "Hubo veda"]


def test_no_pisa_lo_que_se_escribio_en_otra_pantalla(escribir):
    escribir("Se canceló", visto="0")

    with pytest.raises(YaCambio, match="En otra pantalla se escribió «Se canceló»"):
        escribir("Hubo veda", visto="0")
    assert escribir("Se canceló", visto="0")  # lo mismo no es un choque


class TestPantalla:
    @pytest.fixture
    def mandar(self, client, directora, hueco):
        client.force_login(directora)

        def _mandar(texto, visto="0", **cabeceras):
            datos = {"caso": "falto", "texto": texto, "visto": visto}
            return client.post(reverse("cronograma:explicar", args=[hueco.pk, 2]), datos, headers=cabeceras)

        return _mandar

    def test_guarda_dice_a_que_hora_y_trae_la_firma_con_lo_nuevo(self, mandar, hueco):
        pagina = mandar("Se canceló", **{"HX-Request": "true"})
        hecha = Explicacion.objects.get()

        assert pagina.status_code == 200
        assert "Guardado a las " in pagina.text
        assert f'value="{hecha.marca}"' in pagina.text
        assert "1 con motivo" in pagina.text
        assert "Guardado. Sale en el cierre" not in pagina.text  # el aviso flotante es del botón

    def test_guardar_un_motivo_no_da_por_visto_otro(self, mandar, directora):
        """El de otra actividad pudo cambiar en otra pantalla: su marca en ésta se queda como estaba."""
        otra = MetaFactory(actividad=ActividadFactory(nombre_corto="Boletines"), mes=2).actividad
        pagina = mandar("Se canceló", **{"HX-Request": "true"})
        ocultos = re.findall(r'id="falto-(\d+)-visto"\s+(data-en-vivo)?', pagina.text)

        assert dict(ocultos)[str(otra.pk)] == ""
        assert sum(bool(vivo) for _, vivo in ocultos) == 1

    def test_el_choque_se_dice_junto_al_campo_y_no_cambia_lo_visto(self, mandar, escribir):
        escribir("Hubo veda", visto="0")
        pagina = mandar("Se canceló", **{"HX-Request": "true"})

        assert pagina.status_code == 200
        assert "En otra pantalla se escribió «Hubo veda»" in pagina.text
        assert 'value="0"' in pagina.text
        assert Explicacion.objects.count() == 1

    def test_con_el_boton_se_avisa_y_a_la_segunda_queda_lo_suyo(self, mandar, escribir):
        otra = escribir("Hubo veda", visto="0")
        pagina = mandar("Se canceló")
        assert (pagina.status_code, "Se canceló" in pagina.text) == (409, True)
        assert f'value="{otra.marca}"' in pagina.text

        mandar("Se canceló", visto=otra.marca)
        assert Explicacion.objects.last().texto == "Se canceló"
