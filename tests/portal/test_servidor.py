"""El servidor del árbol: sin Django, sin base y sin salirse de su carpeta."""

import gzip
from wsgiref.util import setup_testing_defaults

import pytest

from portal import servidor
from portal.dominio.escritura.archivos import escribir, escribir_pagina, escribir_retiro
from portal.servidor import ArbolPublico

HTML = "<p>ñandú</p>" * 50


@pytest.fixture
def pedir(arbol):
    """Hace una petición WSGI; lo que el árbol no tiene lo contesta «django» con 299."""

    def django(_environ, start_response):
        start_response("299 Django", [])
        return [b"django"]

    aplicacion = ArbolPublico(django, arbol, vigencia=0)

    def _pedir(camino, metodo="GET", **cabeceras):
        environ = {"PATH_INFO": camino, "REQUEST_METHOD": metodo}
        setup_testing_defaults(environ)
        environ.update({f"HTTP_{n.upper()}": v for n, v in cabeceras.items()})
        visto = {}

        def start_response(estado, lista):
            visto.update(estado=int(estado[:3]), **dict(lista))

        visto["cuerpo"] = b"".join(aplicacion(environ, start_response))
        return visto

    return _pedir


class TestServir:
    def test_una_pagina_con_sus_cabeceras(self, pedir):
        escribir_pagina("/boletines/", HTML)

        respuesta = pedir("/boletines/")

        assert (respuesta["estado"], respuesta["cuerpo"].decode()) == (200, HTML)
        assert respuesta["Content-Type"] == "text/html; charset=utf-8"
        assert respuesta["Content-Length"] == str(len(HTML.encode()))
        assert respuesta["X-Content-Type-Options"] == "nosniff"
        assert respuesta["X-Frame-Options"] == "DENY"
        assert "'unsafe-inline'" not in respuesta["Content-Security-Policy"]
        assert "Content-Encoding" not in respuesta

    @pytest.mark.parametrize(
        ("nombre", "tipo"),
        [
            ("boletin.pdf", "application/pdf"), ("foto.webp", "image/webp"), ("foto.jpg", "image/jpeg"),
            ("boletines.rss", "application/rss+xml; charset=utf-8"), ("sitemap.xml", "application/xml; charset=utf-8"),
            ("robots.txt", "text/plain; charset=utf-8"), ("raro.exe", "application/octet-stream"),
        ],
    )  # fmt: skip
    def test_cada_archivo_con_su_tipo(self, pedir, nombre, tipo):
        escribir(nombre, b"x")

        assert pedir(f"/{nombre}")["Content-Type"] == tipo

    def test_el_inicio(self, pedir):
        escribir("index.html", "inicio")

        assert pedir("/")["cuerpo"] == b"inicio"

    def test_head_dice_lo_mismo_sin_cuerpo(self, pedir):
        escribir_pagina("/uno/", HTML)

        respuesta = pedir("/uno/", "HEAD")

        assert (respuesta["estado"], respuesta["cuerpo"]) == (200, b"")
        assert respuesta["Content-Length"] == str(len(HTML.encode()))

    def test_comprime_a_quien_lo_entiende(self, pedir):
        escribir_pagina("/uno/", HTML)

        respuesta = pedir("/uno/", accept_encoding="br, gzip")

        assert respuesta["Content-Encoding"] == "gzip"
        assert respuesta["Vary"] == "Accept-Encoding"
        assert gzip.decompress(respuesta["cuerpo"]).decode() == HTML
        assert respuesta["Content-Length"] == str(len(respuesta["cuerpo"]))

    def test_lo_binario_no_se_comprime(self, pedir):
        escribir("foto.webp", b"R" * 2000)

        assert "Content-Encoding" not in pedir("/foto.webp", accept_encoding="gzip")

    def test_lo_que_no_cambio_responde_304_sin_cuerpo(self, pedir):
        escribir_pagina("/uno/", HTML)
        etag = pedir("/uno/")["ETag"]

        respuesta = pedir("/uno/", if_none_match=etag)

        assert (respuesta["estado"], respuesta["cuerpo"]) == (304, b"")
        assert pedir("/uno/", if_none_match='"otro"')["estado"] == 200

    def test_lo_reescrito_se_ve_en_la_siguiente_peticion(self, pedir):
        escribir_pagina("/uno/", "antes")
        etag = pedir("/uno/")["ETag"]

        escribir_pagina("/uno/", "ahora")

        assert pedir("/uno/", if_none_match=etag)["cuerpo"] == b"ahora"

    def test_lo_borrado_deja_de_verse(self, pedir, arbol):
        escribir_pagina("/uno/", HTML)
        pedir("/uno/")

        (arbol / "uno/index.html").unlink()

        assert pedir("/uno/")["estado"] == 299

    def test_lo_retirado_responde_410_aunque_haya_estado_en_memoria(self, pedir):
        escribir_pagina("/uno/", HTML)
        etag = pedir("/uno/")["ETag"]

        escribir_retiro("/uno/", "aviso")

        respuesta = pedir("/uno/", if_none_match=etag)
        assert (respuesta["estado"], respuesta["cuerpo"]) == (410, b"aviso")

    def test_una_carpeta_sin_diagonal_lleva_a_la_pagina(self, pedir):
        escribir_pagina("/boletines/", HTML)

        respuesta = pedir("/boletines")

        assert (respuesta["estado"], respuesta["Location"]) == (301, "/boletines/")
        assert pedir("//malo.invalid")["estado"] == 299

    def test_lo_grande_se_sirve_sin_quedarse_en_memoria(self, pedir):
        grande = b"x" * (servidor.MAXIMO_EN_MEMORIA + 1)
        escribir("video.mp4", grande)

        assert pedir("/video.mp4")["cuerpo"] == grande

    def test_la_memoria_no_crece_sin_fin(self, pedir):
        for n in range(servidor.EN_MEMORIA + 2):
            pedir(f"/no-existe-{n}.html")
        escribir("uno.txt", "uno")

        assert pedir("/uno.txt")["cuerpo"] == b"uno"


class TestPorTrozos:
    """Safari pide audio y video por trozos (RFC 9110 §14)."""

    @pytest.fixture(params=[1000, servidor.MAXIMO_EN_MEMORIA * 2], ids=["en memoria", "del disco"])
    def octetos(self, request):
        contenido = bytes(n % 251 for n in range(request.param))
        escribir("corte-1.mp4", contenido)
        return contenido

    @pytest.mark.parametrize(
        ("pedido", "trozo"),
        [
            ("bytes=0-1", slice(0, 2)), ("bytes=10-", slice(10, None)), ("bytes=-7", slice(-7, None)),
            ("bytes=990-99999999", slice(990, None)), ("bytes=-99999999", slice(0, None)), ("bytes=0-0", slice(0, 1)),
        ],
    )  # fmt: skip
    def test_un_trozo(self, pedir, octetos, pedido, trozo):
        respuesta = pedir("/corte-1.mp4", range=pedido)

        inicio, fin, _ = trozo.indices(len(octetos))
        assert (respuesta["estado"], respuesta["cuerpo"]) == (206, octetos[trozo])
        assert respuesta["Content-Range"] == f"bytes {inicio}-{fin - 1}/{len(octetos)}"
        assert respuesta["Content-Length"] == str(fin - inicio)
        assert respuesta["Content-Type"] == "video/mp4"

    @pytest.mark.parametrize("pedido", ["bytes=99999999-", "bytes=-0"])
    def test_lo_que_se_sale_dice_cuanto_mide(self, pedir, octetos, pedido):
        respuesta = pedir("/corte-1.mp4", range=pedido)

        assert (respuesta["estado"], respuesta["cuerpo"]) == (416, b"")
        assert respuesta["Content-Range"] == f"bytes */{len(octetos)}"

    @pytest.mark.parametrize(
        "pedido",
        ["bytes=5-2", "bytes=0-1,5-6", "bytes=", "bytes=-", "líneas=0-1", "bytes=a-b", "bytes=²-", "bytes=1--2"],
    )
    def test_lo_que_no_se_entiende_o_pide_varios_va_entero(self, pedir, octetos, pedido):
        respuesta = pedir("/corte-1.mp4", range=pedido)

        assert (respuesta["estado"], respuesta["cuerpo"]) == (200, octetos)
        assert respuesta["Accept-Ranges"] == "bytes"

    def test_si_el_archivo_cambio_va_entero(self, pedir, octetos):
        etag = pedir("/corte-1.mp4")["ETag"]

        assert pedir("/corte-1.mp4", range="bytes=0-1", if_range=etag)["estado"] == 206
        for viejo in ('"otro"', "Thu, 01 Jan 2026 00:00:00 GMT"):
            assert pedir("/corte-1.mp4", range="bytes=0-1", if_range=viejo)["cuerpo"] == octetos

    def test_head_y_lo_que_no_cambio_no_llevan_trozos(self, pedir, octetos):
        head = pedir("/corte-1.mp4", "HEAD", range="bytes=0-1")
        etag = head["ETag"]

        assert (head["estado"], head["Content-Length"], head["cuerpo"]) == (200, str(len(octetos)), b"")
        assert pedir("/corte-1.mp4", range="bytes=0-1", if_none_match=etag)["estado"] == 304

    def test_una_pagina_va_entera(self, pedir):
        escribir_pagina("/uno/", HTML)

        respuesta = pedir("/uno/", range="bytes=0-1")

        assert (respuesta["estado"], respuesta["cuerpo"].decode()) == (200, HTML)
        assert "Accept-Ranges" not in respuesta

    def test_un_archivo_vacio_no_tiene_trozos(self, pedir):
        escribir("vacio.mp3", b"")

        assert pedir("/vacio.mp3", range="bytes=0-")["estado"] == 416
        assert (pedir("/vacio.mp3")["estado"], pedir("/vacio.mp3")["cuerpo"]) == (200, b"")


class TestNoSeSale:
    @pytest.mark.parametrize(
        "camino",
        [
            "/../secreto.txt", "/x/../../secreto.txt", "/..", "/.oculto", "/x/.oculto", "/.git/config", "/uno\0.html",
            "/" + "a" * 300, "/" + "a/" * 3000, "/\udcff", "secreto.txt", "", "//etc/passwd", "/x/./../secreto.txt",
        ],
    )  # fmt: skip
    def test_ningun_camino_llega_afuera_ni_a_lo_oculto(self, pedir, arbol, camino):
        (arbol.parent / "secreto.txt").write_text("secreto")
        escribir(".oculto", "oculto")
        escribir("x/.oculto", "oculto")

        assert pedir(camino)["estado"] == 299

    def test_tampoco_por_una_liga_simbolica(self, pedir, arbol):
        (arbol.parent / "secreto.txt").write_text("secreto")
        (arbol / "liga.txt").symlink_to(arbol.parent / "secreto.txt")
        (arbol / "carpeta").symlink_to(arbol.parent)

        assert pedir("/liga.txt")["estado"] == 299
        assert pedir("/carpeta/secreto.txt")["estado"] == 299

    def test_ni_a_una_carpeta_hermana_con_nombre_parecido(self, pedir, arbol):
        hermana = arbol.parent / (arbol.name + "-privado")
        hermana.mkdir()
        (hermana / "x.txt").write_text("secreto")
        (arbol / "x.txt").symlink_to(hermana / "x.txt")

        assert pedir("/x.txt")["estado"] == 299

    @pytest.mark.parametrize("metodo", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE"])
    def test_solo_lee(self, pedir, metodo):
        escribir_pagina("/uno/", HTML)

        assert pedir("/uno/", metodo)["estado"] == 299

    @pytest.mark.parametrize(
        "camino", ["/oficina/", "/acceso/", "/r/abc/", "/static/x.css", "/salud/viva", "/metricas", "/buscar"]
    )
    def test_lo_de_django_es_de_django_aunque_haya_archivo(self, pedir, camino):
        escribir(camino.strip("/") + "/index.html", "colado")

        assert pedir(camino)["estado"] == 299
