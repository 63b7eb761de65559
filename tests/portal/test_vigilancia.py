"""Cuidar las páginas oficiales sin dejarse llevar a donde no se debe."""

import http.server
import threading
from datetime import timedelta

import pytest

from cronograma.models import EvidenciaManual
from nucleo.dominio.impedimentos import NoSePuede, NoTienePermiso, YaCambio
from portal.clientes import paginas as cliente
from portal.clientes.paginas import NoSePudoTraer, es_permitida, traer
from portal.consultas_vigilancia import inventario
from portal.dominio import vigilancia
from portal.models import PaginaOficial, RevisionDePagina, SolicitudATransparencia
from tests.fabricas.cronograma import ActividadFactory

pytestmark = pytest.mark.django_db


class _Sitio(http.server.BaseHTTPRequestHandler):
    """Un sitio de verdad, en esta máquina, que contesta lo que la prueba diga."""

    paginas: dict = {}
    pedidas: list = []

    def do_GET(self):
        self.pedidas.append(self.path)
        codigo, cabeceras, cuerpo = self.paginas.get(self.path, (404, {}, b"no"))
        self.send_response(codigo)
        for nombre, valor in cabeceras.items():
            self.send_header(nombre, valor)
        self.send_header("Content-Length", str(len(cuerpo)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(cuerpo)

    do_HEAD = do_GET  # noqa: N815 - así lo llama http.server

    def log_message(self, *_):
        """Callado."""


@pytest.fixture
def sitio(settings):
    settings.VIGILANCIA_REDES = ["127.0.0.0/8"]
    servidor = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Sitio)
    _Sitio.paginas, _Sitio.pedidas = {}, []
    threading.Thread(target=servidor.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{servidor.server_port}"
    servidor.shutdown()
    servidor.server_close()


def poner(camino, cuerpo=b"", codigo=200, **cabeceras):
    _Sitio.paginas[camino] = (codigo, cabeceras, cuerpo if isinstance(cuerpo, bytes) else cuerpo.encode())


@pytest.fixture
def pagina(sitio, ahora):
    return PaginaOficial.objects.create(nombre="Inicio", url=f"{sitio}/", responsable="Prensa", revisar_desde=ahora)


class TestTraer:
    @pytest.mark.parametrize(
        "direccion",
        [
            "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "224.0.0.1",
            "0.0.0.0",  # noqa: S104 - sólo se compara
            "255.255.255.255", "::1", "fe80::1", "fc00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::",
            "64:ff9b::7f00:1", "::", "ff02::1", "fe80::1%eth0", "no-es-ip", "", "240.0.0.1",
        ],
    )  # fmt: skip
    def test_ninguna_direccion_interna_se_permite(self, settings, direccion):
        settings.VIGILANCIA_REDES = []

        assert not es_permitida(direccion)

    def test_las_publicas_y_las_del_ajuste_si(self, settings):
        settings.VIGILANCIA_REDES = ["10.5.0.0/16"]

        assert [es_permitida(d) for d in ("8.8.8.8", "2606:4700::1", "10.5.0.9", "10.6.0.9")] == [
            True,
            True,
            True,
            False,
        ]

    @pytest.mark.parametrize(
        "url",
        [
            "ftp://127.0.0.1/", "file:///etc/passwd", "gopher://x",
            "http://usuario:clave@127.0.0.1/", "javascript:alert(1)",
            "http://otro.invalid/", "//127.0.0.1/", "http://[::1", "http://127.0.0.1:99999/", "",
            "http://127.0.0.1.nip.invalid/",
        ],
    )  # fmt: skip
    def test_lo_que_no_es_de_la_lista_no_se_toca(self, sitio, url):
        with pytest.raises(NoSePudoTraer):
            traer(url, {"127.0.0.1"})

        assert _Sitio.pedidas == []

    def test_sin_el_ajuste_no_se_conecta_a_esta_maquina(self, sitio, settings):
        settings.VIGILANCIA_REDES = []

        with pytest.raises(NoSePudoTraer, match="dirección interna"):
            traer(f"{sitio}/", {"127.0.0.1"})

        assert _Sitio.pedidas == []

    def test_una_redireccion_fuera_de_la_lista_no_se_sigue(self, sitio):
        poner("/", codigo=302, Location="http://169.254.169.254/latest/meta-data/")

        with pytest.raises(NoSePudoTraer, match="no está en la lista"):
            traer(f"{sitio}/", {"127.0.0.1"})

    def test_sigue_las_de_la_lista_y_se_cansa(self, sitio):
        poner("/a", codigo=301, Location="/b")
        poner("/b", "llegó")
        poner("/circulo", codigo=302, Location="/circulo")

        assert traer(f"{sitio}/a", {"127.0.0.1"}).cuerpo == "llegó".encode()
        with pytest.raises(NoSePudoTraer, match="demasiadas"):
            traer(f"{sitio}/circulo", {"127.0.0.1"})

    def test_lo_enorme_se_corta(self, sitio):
        poner("/", b"x" * (cliente.MAXIMO + 1))

        with pytest.raises(NoSePudoTraer, match="1 MB"):
            traer(f"{sitio}/", {"127.0.0.1"})

    def test_lo_lento_se_corta(self, sitio, monkeypatch):
        poner("/", b"x" * 200_000)
        tiempos = iter([0.0, 0.0, 0.0, *([99.0] * 50)])
        monkeypatch.setitem(cliente.__dict__, "monotonic", lambda: next(tiempos))

        with pytest.raises(NoSePudoTraer, match="quince segundos"):
            traer(f"{sitio}/", {"127.0.0.1"})


class TestRevisar:
    def test_una_pagina_en_orden(self, pagina, ahora):
        poner("/", "<h1>Municipio</h1><script>var x=1</script>")

        revision = vigilancia.revisar(pagina, ahora)

        assert (revision.codigo, revision.esta_bien, revision.cambio) == (200, True, False)
        assert bytes(revision.captura.contenido).startswith(b"<h1>")
        pagina.refresh_from_db()
        assert pagina.revisar_desde > ahora

    def test_las_ligas_rotas_propias_y_no_las_ajenas(self, pagina, ahora, sitio):
        poner(
            "/",
            "<a href='/bien'>a</a><a href='/falta'>b</a><a href='https://ajeno.invalid/'>c</a><a href='mailto:x'>d</a>",
        )
        poner("/bien", "ok")

        revision = vigilancia.revisar(pagina, ahora)

        assert revision.rotas == [{"url": f"{sitio}/falta", "por": "contestó 404"}]

    def test_anuncia_lo_que_ya_paso(self, pagina, ahora):
        poner(
            "/", "<p>Te invitamos: se realizará el 1 de marzo de 2026.</p><p>El 2 de marzo de 2026 abrió la feria.</p>"
        )

        revision = vigilancia.revisar(pagina, ahora)

        assert len(revision.avisos) == 1
        assert "1 de marzo de 2026" in revision.avisos[0]

    def test_solo_el_texto_visible_cuenta_como_cambio(self, pagina, ahora):
        for n, html in enumerate(("<p>Uno</p><script>1</script>", "<p>Uno</p><script>2</script>", "<p>Dos</p>")):
            poner("/", html)
            vigilancia.revisar(pagina, ahora + timedelta(hours=n))

        assert list(RevisionDePagina.objects.order_by("pk").values_list("cambio", flat=True)) == [False, False, True]

    def test_una_caida_no_es_un_cambio_ni_detiene_a_las_demas(self, pagina, ahora, sitio):
        PaginaOficial.objects.create(
            nombre="Caída", url="http://no-existe.invalid/", responsable="X", revisar_desde=ahora - timedelta(hours=1)
        )
        poner("/", "<p>Uno</p>")

        assert vigilancia.revisar_pendientes(ahora, traer_=_traer_local) == 2
        assert vigilancia.revisar_pendientes(ahora, traer_=_traer_local) == 0
        assert RevisionDePagina.objects.get(pagina__nombre="Caída").error

    @pytest.mark.parametrize(
        "html", [b"", b"\xff\xfe\x00", b"<a href=", b"<a href='http://[mal'>x</a>", b"<script>" * 500]
    )
    def test_lo_mal_escrito_se_lee_como_se_pueda(self, pagina, ahora, html):
        poner("/", html)

        assert vigilancia.revisar(pagina, ahora).codigo == 200


def _traer_local(url, anfitriones, **opciones):
    if "invalid" in url:
        raise NoSePudoTraer("No se halló.")
    return traer(url, anfitriones, **opciones)


class TestContar:
    @pytest.fixture
    def cambio(self, pagina, ahora):
        for n, texto in enumerate(("Antes", "Después")):
            poner("/", f"<p>{texto}</p>")
            revision = vigilancia.revisar(pagina, ahora + timedelta(minutes=n))
        return revision

    def test_un_cambio_cuenta_una_vez_con_su_antes_y_su_despues(self, cambio, directora, ahora):
        ActividadFactory(ejercicio=2026, numero=6)
        cuando = ahora + timedelta(hours=1)

        contado = vigilancia.contar_cambio(cambio, que="Directorio", por=directora, ahora=cuando)

        evidencia = EvidenciaManual.objects.get()
        assert "Directorio" in evidencia.titulo
        assert vigilancia.anterior_de(cambio).captura_id[:16] in evidencia.motivo
        assert cambio.captura_id[:16] in evidencia.motivo
        with pytest.raises(NoSePuede, match="ya se contó"):
            vigilancia.contar_cambio(contado, que="Otra vez", por=directora, ahora=cuando)

    def test_rechaza_lo_que_no_es_cambio_ni_tiene_actividad(self, cambio, directora, ahora):
        with pytest.raises(NoSePuede, match="actividad 6"):
            vigilancia.contar_cambio(cambio, que="x", por=directora, ahora=ahora)
        with pytest.raises(NoSePuede, match="qué se actualizó"):
            vigilancia.contar_cambio(cambio, que=" ", por=directora, ahora=ahora)
        with pytest.raises(NoSePuede, match="ningún cambio"):
            vigilancia.contar_cambio(vigilancia.anterior_de(cambio), que="x", por=directora, ahora=ahora)


class TestSolicitudes:
    def test_los_cuatro_pasos_con_su_fecha(self, directora, ahora):
        solicitud = vigilancia.crear_solicitud(SolicitudATransparencia(que="El POA"), por=directora, ahora=ahora)
        for n, paso in enumerate(("enviada", "recibida", "publicada", "verificada")):
            vigilancia.avanzar_solicitud(
                solicitud, hacia=paso, acuse=f"A{n}", por=directora, ahora=ahora + timedelta(days=n)
            )

        solicitud.refresh_from_db()
        assert (solicitud.estado, solicitud.verificada_en) == ("verificada", ahora + timedelta(days=3))

    def test_no_se_saltan_ni_se_inventan_pasos(self, directora, fotografo, ahora):
        solicitud = vigilancia.crear_solicitud(SolicitudATransparencia(que="El POA"), por=directora, ahora=ahora)

        with pytest.raises(YaCambio):
            vigilancia.avanzar_solicitud(solicitud, hacia="verificada", por=directora, ahora=ahora)
        with pytest.raises(NoSePuede, match="no existe"):
            vigilancia.avanzar_solicitud(solicitud, hacia="borrada", por=directora, ahora=ahora)
        with pytest.raises(NoTienePermiso):
            vigilancia.avanzar_solicitud(solicitud, hacia="enviada", por=fotografo, ahora=ahora)


class TestPantallas:
    def test_el_inventario_pone_primero_lo_que_esta_mal(self, pagina, ahora, django_assert_max_num_queries):
        buena = PaginaOficial.objects.create(
            nombre="A tiempo",
            url="http://127.0.0.1/b",
            responsable="X",
            revisar_desde=ahora,
            revisada_en=ahora,
            clase="perfil",
        )
        vigilancia.revisar(pagina, ahora)

        with django_assert_max_num_queries(2):
            filas = inventario(ahora)

        assert [(f.pagina, f.palabra) for f in filas] == [(pagina, "No contesta bien"), (buena, "En orden")]

    def test_agregar_revisar_y_ver_la_captura_como_texto(self, client, directora, oficina, sitio):
        client.force_login(directora)
        datos = {
            "nombre": "Inicio",
            "url": f"{sitio}/",
            "clase": "pagina",
            "responsable": "Prensa",
            "cada_dias": "30",
            "activa": "on",
        }
        client.post("/oficina/portal/oficiales/", datos)
        una = PaginaOficial.objects.get()
        poner("/", "<script>alert(1)</script><p>Hola</p>")
        vigilancia.revisar_pendientes(una.revisar_desde)

        respuesta = client.get(f"/oficina/portal/revisiones/{RevisionDePagina.objects.get().pk}/captura.txt")

        assert respuesta["Content-Type"].startswith("text/plain")
        assert respuesta["Content-Security-Policy"].startswith("sandbox")
        assert client.post("/oficina/portal/oficiales/", datos | {"cada_dias": "0"}).status_code == 422
        assert client.post("/oficina/portal/oficiales/", datos | {"url": "ftp://x"}).status_code == 422
        client.post(f"/oficina/portal/oficiales/{una.pk}/revisada/")
        una.refresh_from_db()
        assert una.revisada_en

    def test_solicitudes_de_principio_a_fin(self, client, directora, oficina):
        client.force_login(directora)
        client.post("/oficina/portal/solicitudes/", {"que": "El POA", "fraccion": "15-VI"})
        una = SolicitudATransparencia.objects.get()
        client.post(f"/oficina/portal/solicitudes/{una.pk}/avanzar/", {"hacia": "enviada"})

        assert "Registrar acuse" in client.get("/oficina/portal/solicitudes/").text
        assert client.post("/oficina/portal/solicitudes/", {"que": ""}).status_code == 422
