"""Un correo se escribe de varias maneras y se guarda de una sola."""

import pytest
from django.core.exceptions import ValidationError
from django.forms import Form

from nucleo.texto.correos import CorreoField, correo_canonico, correo_legible

IDN = "prensa@xn--peridico-ejemplo-8ub.mx"


@pytest.mark.parametrize("escrito", ["prensa@periódico-ejemplo.mx", IDN, " prensa@PERIÓDICO-ejemplo.mx\u200b "])
def test_las_dos_escrituras_de_un_dominio_son_una_direccion(escrito):
    assert correo_canonico(escrito) == IDN


def test_se_ensena_como_la_escribe_la_gente():
    assert correo_legible(IDN) == "prensa@periódico-ejemplo.mx"


@pytest.mark.parametrize("raro", ["", "sin arroba", "a@xn--zzzzzzzzz.mx", "a@"])
def test_lo_que_no_se_entiende_se_ensena_igual(raro):
    assert correo_legible(raro) == raro


def test_un_buzon_con_acento_se_rechaza_al_escribirlo_con_su_razon():
    with pytest.raises(ValidationError, match="antes de la arroba"):
        correo_canonico("redacción@ejemplo.mx")


@pytest.mark.parametrize("malo", ["a@" + "x" * 70 + ".mx", "a@..mx", "a b@ejemplo.mx", "nadie"])
def test_lo_que_no_puede_existir_pide_el_correo_completo(malo):
    class Uno(Form):
        correo = CorreoField()

    assert Uno({"correo": malo}).errors["correo"] == ["Escribe el correo completo, como nombre@ejemplo.mx."]
