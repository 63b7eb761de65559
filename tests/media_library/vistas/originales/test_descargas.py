"""El archivo que se entrega: rangos, caché y encabezados que no dejan que se ejecute nada."""

import pytest
from django.urls import reverse

from tests.media_library.conftest import jpeg

pytestmark = pytest.mark.django_db


@pytest.fixture
def sesion(client, fotografa):
    client.force_login(fotografa)
    return client


@pytest.mark.solo_disco
class TestArchivo:
    @pytest.fixture
    def direccion(self, subir):
        self.octetos = jpeg(300, 200)
        return reverse("media_library:archivo", args=[subir(self.octetos, "año.jpg").pk, "original"])

    def test_el_original_se_descarga_entero_y_nunca_se_abre_en_la_pagina(self, sesion, direccion):
        respuesta = sesion.get(direccion)

        assert respuesta.getvalue() == self.octetos
        assert respuesta["Content-Disposition"] == "attachment; filename*=utf-8''a%C3%B1o.jpg"
        assert respuesta["X-Content-Type-Options"] == "nosniff"
        assert respuesta["Content-Security-Policy"] == "sandbox; default-src 'none'"

    @pytest.mark.parametrize(
        ("rango", "corte"),
        [
            ("bytes=0-9", slice(0, 10)),
            ("bytes=100-", slice(100, None)),
            ("bytes=-5", slice(-5, None)),
            ("bytes=5-99999999", slice(5, None)),
        ],
    )
    def test_un_rango_manda_solo_ese_tramo(self, sesion, direccion, rango, corte):
        respuesta = sesion.get(direccion, headers={"Range": rango})

        assert (respuesta.status_code, respuesta.getvalue()) == (206, self.octetos[corte])
        assert int(respuesta["Content-Length"]) == len(self.octetos[corte])

    @pytest.mark.parametrize("rango", ["bytes=99999999-", "bytes=-0"])
    def test_un_rango_que_no_existe_da_416(self, sesion, direccion, rango):
        respuesta = sesion.get(direccion, headers={"Range": rango})

        assert (respuesta.status_code, respuesta["Content-Range"]) == (416, f"bytes */{len(self.octetos)}")

    @pytest.mark.parametrize("rango", ["bytes=5-2", "bytes=0-1,4-5", "lineas=1-2", "bytes=-", "bytes=a-b"])
    def test_un_rango_que_no_se_entiende_manda_todo(self, sesion, direccion, rango):
        assert sesion.get(direccion, headers={"Range": rango}).getvalue() == self.octetos

    def test_si_no_cambio_responde_304_y_if_range_viejo_manda_todo(self, sesion, direccion):
        primera = sesion.get(direccion)
        etag = primera["ETag"]
        primera.getvalue()

        assert sesion.get(direccion, headers={"If-None-Match": etag}).status_code == 304
        assert sesion.get(direccion, headers={"Range": "bytes=0-1", "If-Range": '"otro"'}).getvalue() == self.octetos

    def test_detras_de_nginx_lo_manda_nginx(self, sesion, direccion, settings):
        settings.NGINX_ACCEL = "/interno"

        assert sesion.get(direccion)["X-Accel-Redirect"].startswith("/interno/originales/")

    def test_una_receta_que_no_existe_o_no_esta_hecha_da_404(self, sesion, direccion):
        for receta in ("w320.webp", "x", "..", "w320.exe"):
            assert sesion.get(direccion.replace("original", receta)).status_code == 404

    def test_sin_sesion_no_hay_archivo(self, client, direccion):
        assert client.get(direccion).status_code == 302
