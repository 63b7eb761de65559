"""Correr un acto desde una vista: su aviso, su negativa donde ocurrió y lo escrito en su lugar."""

import pytest
from django import forms
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import QueryDict
from django.test import RequestFactory

from nucleo.dominio.impedimentos import Impedimento, NoSePuede, YaCambio
from nucleo.pantallas import vistas
from nucleo.pantallas.vistas import ejecutar, ejecutar_y_volver, entero_de, enteros_de, texto_de


class NotaForm(forms.Form):
    nota = forms.CharField()


@pytest.fixture
def peticion():
    una = RequestFactory().post("/")
    una._messages = CookieStorage(una)  # noqa: SLF001 - como lo pone el middleware
    return una


def dichos(peticion):
    return [(aviso.level_tag, str(aviso)) for aviso in get_messages(peticion)]


def hacer(valor="hecho"):
    return lambda: valor


def negarse(*impedimentos):
    def acto():
        raise NoSePuede(list(impedimentos))

    return acto


class TestEjecutar:
    def test_lo_hecho_se_avisa_y_trae_lo_que_devolvio(self, peticion):
        resultado = ejecutar(peticion, hacer(3), "Guardado.")

        assert resultado
        assert resultado.valor == 3
        assert dichos(peticion) == [("success", "Guardado.")]

    def test_la_frase_puede_decir_lo_que_devolvio(self, peticion):
        ejecutar(peticion, hacer(3), lambda cuantos: f"Van {cuantos}.")

        assert dichos(peticion) == [("success", "Van 3.")]

    def test_sin_frase_no_se_avisa(self, peticion):
        ejecutar(peticion, hacer())

        assert dichos(peticion) == []

    def test_la_negativa_queda_en_su_campo_con_lo_escrito(self, peticion):
        form = NotaForm({"nota": "Lo mío"})

        resultado = ejecutar(peticion, negarse(Impedimento("No cabe.", "nota"), Impedimento("Ya cerró.")), form=form)

        assert not resultado
        assert form.errors == {"nota": ["No cabe."], "__all__": ["Ya cerró."]}
        assert form["nota"].value() == "Lo mío"
        assert dichos(peticion) == []

    @pytest.mark.parametrize("datos", [None, {"nota": ""}])
    def test_sin_formulario_que_valga_el_acto_no_corre(self, peticion, datos):
        resultado = ejecutar(peticion, lambda: pytest.fail("corrió"), "Guardado.", form=NotaForm(datos))

        assert not resultado
        assert resultado.negativa is None
        assert dichos(peticion) == []

    def test_sin_formulario_la_negativa_la_lleva_el_resultado(self, peticion):
        resultado = ejecutar(peticion, negarse(Impedimento("Ya cerró.")))

        assert str(resultado.negativa) == "Ya cerró."
        assert dichos(peticion) == []


class TestEjecutarYVolver:
    def test_hecho_regresa_con_su_aviso(self, peticion):
        respuesta = ejecutar_y_volver(peticion, hacer(), "Quitado.", "/lista/", ancla="#aqui")

        assert (respuesta.status_code, respuesta.url) == (302, "/lista/#aqui")
        assert dichos(peticion) == [("success", "Quitado.")]

    def test_rechazado_regresa_con_la_razon(self, peticion):
        respuesta = ejecutar_y_volver(peticion, negarse(Impedimento("Ya cerró.")), "Quitado.", "/lista/")

        assert (respuesta.status_code, respuesta.url) == (302, "/lista/")
        assert dichos(peticion) == [("error", "Ya cerró.")]


class TestCodigo:
    def test_una_pagina_sin_nada_malo_contesta_200(self):
        assert vistas.codigo_de([NotaForm(), "texto", None]) == 200

    def test_con_un_formulario_mal_escrito_contesta_422(self):
        assert vistas.codigo_de([NotaForm({"nota": ""})], NoSePuede("Ya cerró.")) == 422

    def test_con_un_acto_rechazado_contesta_409(self):
        assert vistas.codigo_de([NotaForm()], NoSePuede("Ya cerró.")) == 409

    def test_si_alguien_se_adelanto_contesta_409_aunque_lo_diga_el_formulario(self):
        assert vistas.codigo_de([NotaForm({"nota": ""})], YaCambio("Ya cambió.")) == 409


def test_tras_un_choque_el_formulario_lleva_la_version_guardada_y_lo_escrito():
    form = NotaForm(QueryDict("nota=Lo mío&version=1"))

    vistas.poner_version(form, 2)

    assert (form.data["version"], form["nota"].value()) == ("2", "Lo mío")


def test_las_faltas_de_un_formulario_que_no_se_ve_dicen_su_campo():
    form = NotaForm({"nota": ""})
    form.add_error(None, "Ya cerró.")

    assert vistas.frases_de(form) == ["Este campo es obligatorio.", "Ya cerró."]
    assert vistas.frases_de(form, con_nombre=True) == ["Nota: Este campo es obligatorio.", "Ya cerró."]


@pytest.mark.parametrize(
    ("escrito", "leido"), [("12", 12), ("", None), ("-1", None), ("1.5", None), ("٣", None), ("1" * 19, None)]
)
def test_un_entero_suelto(escrito, leido):
    assert entero_de(QueryDict(f"n={escrito}"), "n") == leido


def test_un_entero_que_falta():
    assert entero_de(QueryDict(""), "n") is None


def test_las_llaves_marcadas_sin_lo_que_no_es_llave():
    assert enteros_de(QueryDict("n=4&n=x&n=&n=7"), "n") == [4, 7]


def test_un_texto_cuenta_sus_renglones_como_la_pantalla_y_llega_aunque_no_quepa():
    datos = QueryDict(mutable=True)
    datos["nota"] = "Uno\r\nDos"
    datos["larga"] = "x" * 30_000

    assert texto_de(datos, "nota") == "Uno\nDos"
    assert len(texto_de(datos, "larga")) == vistas.LARGO_RECIBIDO
    assert texto_de(datos, "falta") == ""
