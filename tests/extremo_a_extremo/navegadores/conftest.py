"""La misma persona en tres navegadores: Chromium, WebKit (los iPhone) y Firefox."""

import os

import pytest

from tests.extremo_a_extremo.navegadores.con_playwright import ConPlaywright
from tests.extremo_a_extremo.navegadores.con_webdriver import falta_para_firefox, falta_para_webkit, firefox, webkit
from tests.extremo_a_extremo.navegadores.puente import Visita


def _o_se_salta(falta):
    if falta and os.environ.get("CI"):
        pytest.fail(f"Falta {falta}: la integración continua debe instalarlo.")
    if falta:
        pytest.skip(f"Falta {falta} en esta máquina.")


@pytest.fixture(scope="session")
def en_webkit():
    _o_se_salta(falta_para_webkit())
    with webkit() as navegador:
        yield navegador


@pytest.fixture(scope="session")
def en_firefox():
    _o_se_salta(falta_para_firefox())
    with firefox() as navegador:
        yield navegador


@pytest.fixture
def en_chromium(entrar):
    return ConPlaywright(entrar("", ancho=390))


@pytest.fixture(params=["chromium", "webkit", "firefox"])
def visita(request, sitio):
    """Alguien sin sesión, en un teléfono. Al terminar se va de la página antes de que se apague el sitio."""
    navegador = request.getfixturevalue(f"en_{request.param}")
    navegador.olvidar()
    yield Visita(navegador, sitio)
    navegador.olvidar()
