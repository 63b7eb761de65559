"""Los periodos de un informe se leen, se nombran y cruzan el año."""

import pytest

from cronograma.dominio.informes.periodo import leer_periodo


@pytest.mark.parametrize(
    ("clave", "desde", "hasta", "titulo"),
    [
        ("2021-03", (2021, 3), (2021, 3), "Informe de marzo de 2021"),
        ("2021-T4", (2021, 10), (2021, 12), "Informe del cuarto trimestre de 2021"),
        ("2021-s2", (2021, 7), (2021, 12), "Informe del segundo semestre de 2021"),
        ("2021", (2021, 1), (2021, 12), "Informe de 2021"),
        ("2021-G", (2020, 9), (2021, 8), "Comunicación Social en el informe de gobierno 2021"),
    ],
)
def test_se_lee_y_se_nombra(clave, desde, hasta, titulo):
    periodo = leer_periodo(clave)

    assert (periodo.desde, periodo.hasta, periodo.titulo) == (desde, hasta, titulo)
    assert periodo.clave == clave.upper()


@pytest.mark.parametrize("clave", ["", "2021-13", "2021-00", "2021-T5", "marzo", "1999-01", "2021-3"])
def test_lo_que_no_es_un_periodo_no_se_adivina(clave):
    assert leer_periodo(clave) is None


def test_el_ano_de_gobierno_toca_dos_ejercicios():
    periodo = leer_periodo("2021-G")

    assert periodo.ejercicios == [2020, 2021]
    assert len(periodo.meses) == 12
