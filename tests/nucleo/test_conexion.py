"""De dónde llega una petición, con y sin un proxy delante."""

import pytest
from django.test import RequestFactory

from nucleo.enlaces.conexion import conexion_de


@pytest.mark.parametrize(
    ("proxies", "reenviadas", "direccion"),
    [
        (0, "198.51.100.7", "127.0.0.1"),
        (1, "", "127.0.0.1"),
        (1, "203.0.113.9, 198.51.100.7", "198.51.100.7"),
        (2, "203.0.113.9, 198.51.100.7", "203.0.113.9"),
        (2, "198.51.100.7", "127.0.0.1"),
        (1, "nadie", "127.0.0.1"),
    ],
)
def test_solo_se_cree_lo_que_puso_un_proxy_de_confianza(settings, proxies, reenviadas, direccion):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    peticion = RequestFactory().get("/", headers={"X-Forwarded-For": reenviadas})

    assert conexion_de(peticion) == direccion
