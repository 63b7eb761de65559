"""El lector de páginas no sirve para llegar a donde no se debe (docs/fiabilidad.md, «Archivos ajenos»)."""

import ipaddress
import socket
import time

import pytest

from paginas.clientes import web
from paginas.clientes.web import Lector, NoSePuedeLeer

LOCAL = [ipaddress.ip_network("127.0.0.0/8"), ipaddress.ip_network("::1/128")]


def lector(sitio, redes=LOCAL, *anfitriones):
    return Lector(frozenset({"localhost", *anfitriones}), redes, frozenset({sitio.server_port}))


def test_lee_lo_que_esta_en_la_lista(sitio):
    sitio.poner("/a?b=1", "<p>hola</p>")

    respuesta = lector(sitio).leer(f"{sitio.url}/a?b=1")

    assert (respuesta.codigo, respuesta.tipo, respuesta.cuerpo) == (200, "text/html", b"<p>hola</p>")


HOSTILES = [
    "http://otro.invalid/",
    "http://127.0.0.1:{p}/",
    "http://0.0.0.0:{p}/",
    "http://[::1]:{p}/",
    "http://[::ffff:127.0.0.1]:{p}/",
    "http://2130706433:{p}/",
    "http://0x7f.1:{p}/",
    "http://localhost@otro.invalid:{p}/",
    "http://otro.invalid:{p}/?x=localhost",
    "http://localhost.otro.invalid:{p}/",
    "http://localhost:22/",
    "http://localhost:6379/",
    "http://localhost:5432/",
    "http://localhost:99999/",
    "http://localhost:abc/",
    "https://localhost:1/",
    "file:///etc/passwd",
    "ftp://localhost:{p}/",
    "gopher://localhost:{p}/_FLUSHALL",
    "javascript:alert(1)",
    "data:text/html,hola",
    "//localhost:{p}/",
    "localhost:{p}/",
    "",
    "http://",
    "http://[::1",
    "http://\\localhost/",
    "http://ⓛocalhost:{p}/",
]


@pytest.mark.parametrize("url", HOSTILES)
def test_a_donde_no_se_debe_no_llega_ninguna_conexion(sitio, url):
    with pytest.raises(NoSePuedeLeer):
        lector(sitio).leer(url.replace("{p}", str(sitio.server_port)))

    assert sitio.visitas == []


def test_un_nombre_de_la_lista_que_apunta_a_la_red_interna_no_se_lee(sitio):
    with pytest.raises(NoSePuedeLeer, match="red interna"):
        lector(sitio, []).leer(f"{sitio.url}/")

    assert sitio.visitas == []


@pytest.mark.parametrize(
    "direccion",
    ["10.0.0.1", "169.254.169.254", "192.168.1.1", "100.64.0.1", "0.0.0.0", "224.0.0.1", "::", "fe80::1", "fc00::1",  # noqa: S104 - sólo se rechaza
     "::ffff:10.0.0.1", "2002:7f00:1::", "64:ff9b::7f00:1", "2001:0:4136:e378:8000:63bf:80ff:fffe"],
)  # fmt: skip
def test_toda_forma_de_decir_una_direccion_interna_se_rechaza(sitio, direccion, monkeypatch):
    familia = socket.AF_INET6 if ":" in direccion else socket.AF_INET
    dato = [(familia, socket.SOCK_STREAM, 6, "", (direccion, 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: dato)

    with pytest.raises(NoSePuedeLeer, match="red interna"):
        lector(sitio, []).leer(f"{sitio.url}/")


def test_basta_una_direccion_interna_entre_varias_para_no_ir(sitio, monkeypatch):
    publica, interna = ((socket.AF_INET, socket.SOCK_STREAM, 6, "", (d, 80)) for d in ("93.184.215.14", "10.0.0.5"))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [publica, interna])

    with pytest.raises(NoSePuedeLeer, match="red interna"):
        lector(sitio).leer(f"{sitio.url}/")


def test_se_conecta_a_la_direccion_revisada_y_no_pregunta_otra_vez(sitio, monkeypatch):
    sitio.poner("/", "una vez")
    preguntas, de_verdad = [], socket.getaddrinfo

    def contar(anfitrion, *args, **kwargs):
        preguntas.append(anfitrion)
        return de_verdad("127.0.0.1", *args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", contar)
    lector(sitio).leer(f"{sitio.url}/")

    assert preguntas.count("localhost") == 1


def test_sigue_redirecciones_dentro_de_la_lista(sitio):
    sitio.poner("/viejo", codigo=301, Location="/nuevo")
    sitio.poner("/nuevo", "aquí")

    respuesta = lector(sitio).leer(f"{sitio.url}/viejo")

    assert respuesta.url.endswith("/nuevo")


@pytest.mark.parametrize("destino", ["http://otro.invalid/", "http://127.0.0.1:1/", "file:///etc/passwd", "//[::1]/"])
def test_una_redireccion_hacia_fuera_se_corta(sitio, destino):
    sitio.poner("/", codigo=302, Location=destino)

    with pytest.raises(NoSePuedeLeer, match="lista"):
        lector(sitio).leer(f"{sitio.url}/")


def test_una_vuelta_sin_fin_se_corta(sitio):
    sitio.poner("/", codigo=302, Location="/")

    with pytest.raises(NoSePuedeLeer, match="demasiadas"):
        lector(sitio).leer(f"{sitio.url}/")

    assert len(sitio.visitas) == web.REDIRECCIONES + 1


def test_lo_muy_grande_se_corta_en_el_tope(sitio):
    sitio.poner("/", b"x" * (web.OCTETOS + 500_000))

    assert len(lector(sitio).leer(f"{sitio.url}/").cuerpo) == web.OCTETOS


def test_quien_no_contesta_no_detiene_mas_que_su_plazo():
    with socket.create_server(("127.0.0.1", 0)) as mudo:
        puerto = mudo.getsockname()[1]
        lento = Lector(frozenset({"localhost"}), LOCAL, frozenset({puerto}), segundos=0.3)
        empezo = time.monotonic()

        with pytest.raises(NoSePuedeLeer, match="No contestó"):
            lento.leer(f"http://localhost:{puerto}/")

    assert time.monotonic() - empezo < 5


def test_un_sitio_apagado_lo_dice(sitio):
    with socket.create_server(("127.0.0.1", 0)) as apagado:
        puerto = apagado.getsockname()[1]
    sin_nadie = Lector(frozenset({"localhost"}), LOCAL, frozenset({puerto}))

    with pytest.raises(NoSePuedeLeer, match="no acepta conexiones"):
        sin_nadie.leer(f"http://localhost:{puerto}/")
