"""Lo que mide la casa no empeora: cada medida está en lo que se quiere o en su tope, que sólo baja."""

import pytest

from herramientas import medidas_de_la_casa as casa

TOPES = casa.topes()


@pytest.mark.parametrize("medida", casa.MEDIDAS, ids=lambda m: m.clave)
def test_ninguna_medida_empeora(medida):
    assert medida.contar() <= max(medida.se_quiere, TOPES[medida.clave])


@pytest.mark.parametrize("medida", casa.MEDIDAS, ids=lambda m: m.clave)
def test_el_tope_baja_con_la_medida(medida):
    """Si mejoró de veras, «make topes» baja el tope: así lo ganado no se pierde."""
    holgura = 1.1
    assert TOPES[medida.clave] <= max(medida.se_quiere, medida.contar() * holgura)


def test_ninguna_plantilla_pasa_de_250_renglones():
    largas = [p.name for p in casa.plantillas() if len(p.read_text().splitlines()) > casa.RENGLONES_POR_PLANTILLA]

    assert largas == []


def test_ninguna_parte_de_plantilla_pasa_de_60_renglones():
    """Una parte (`_nombre.html`) es una sola cosa y se ve entera."""
    partes = [p for p in casa.plantillas() if p.name.startswith("_")]

    assert [p.name for p in partes if len(p.read_text().splitlines()) > casa.RENGLONES_POR_PARTE] == []


def test_un_renglon_ancho_se_cuenta(tmp_path):
    hoja = tmp_path / "x.html"
    hoja.write_text("<p>" + "a" * 117 + "\n" + "<p>" + "a" * 118 + "\n")

    assert casa.anchos_de_mas(hoja) == 1
