"""Lo que la dependencia pidió corregir se marca como atendido, se deshace y se ve en su enlace."""

import pytest
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from boletines.dominio.revision import atencion, visto_bueno
from boletines.dominio.revision.huella import huella_mostrada
from boletines.dominio.revision.visto_bueno import huella_a_la_vista
from boletines.models import VistoBueno
from nucleo.dominio.impedimentos import NoSePuede, NoTienePermiso, YaCambio
from nucleo.models import Asiento

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("oficina")]
NOTA = "Se cambió a 110 metros."


@pytest.fixture
def pedido(redactar, redactora):
    """Un boletín en revisión con correcciones pedidas, y el enlace de quien las pidió."""
    visto, token = visto_bueno.pedir_visto_bueno(
        redactar("en_revision"), nombre="Laura Ríos", correo="l@obras.invalid", por=redactora, ahora=timezone.now()
    )
    responder(visto, "Son 110 metros")
    visto.refresh_from_db()
    return visto, token


def responder(visto, correcciones):
    visto_bueno.responder_visto_bueno(
        visto,
        huella_vista=huella_a_la_vista(visto),
        respuesta="corregir",
        correcciones=correcciones,
        ahora=timezone.now(),
    )


def atender(visto, por, nota=NOTA, vista=None):
    return atencion.atender_correcciones(
        visto, nota=nota, vista=visto.respuesta_vista if vista is None else vista, por=por, ahora=timezone.now()
    )


def direccion(acto, visto):
    return reverse(f"boletines:{acto}_correcciones", args=[visto.boletin_id, visto.pk])


class TestAtender:
    def test_lo_atendido_deja_de_preguntarse_y_queda_con_quien_y_que_se_hizo(self, pedido, redactora):
        visto, _ = pedido
        assert atencion.correcciones_por_atender(visto.boletin)

        atendido = atender(visto, redactora)

        assert atencion.correcciones_por_atender(visto.boletin) == []
        assert (atendido.atendido_por, atendido.nota_de_atencion) == (redactora, NOTA)
        assert Asiento.objects.get(accion="atender correcciones").detalle["motivo"] == NOTA

    def test_solo_se_pregunta_por_lo_que_sigue_abierto(self, pedido, redactora):
        visto, _ = pedido
        otro, _ = visto_bueno.pedir_visto_bueno(
            visto.boletin, nombre="Raúl Soto", correo="r@obras.invalid", por=redactora, ahora=timezone.now()
        )
        responder(otro, "Falta la fecha")

        atender(visto, redactora)

        (aviso,) = atencion.correcciones_por_atender(visto.boletin)
        assert aviso.startswith("Raúl Soto")

    def test_deshacer_vuelve_a_preguntar(self, pedido, redactora):
        visto, _ = pedido
        atender(visto, redactora)

        atencion.reabrir_correcciones(visto, por=redactora, ahora=timezone.now())

        assert atencion.correcciones_por_atender(visto.boletin)
        with pytest.raises(NoSePuede, match="ya estaban por atender"):
            atencion.reabrir_correcciones(visto, por=redactora, ahora=timezone.now())

    def test_una_respuesta_nueva_queda_por_atender(self, pedido, redactora):
        visto, _ = pedido
        atender(visto, redactora)

        responder(visto, "Y falta la calle")

        visto.refresh_from_db()
        assert (visto.atendido_en, visto.nota_de_atencion) == (None, "")

    def test_si_cambio_su_respuesta_mientras_se_leia_se_rechaza(self, pedido, redactora):
        visto, _ = pedido
        vista = visto.respuesta_vista
        responder(visto, "Y falta la calle")

        with pytest.raises(YaCambio, match="Laura Ríos cambió su respuesta"):
            atender(visto, redactora, vista=vista)

    @pytest.mark.parametrize(("nota", "frase"), [("", "Escribe qué se hizo"), (" \n", "Escribe"), ("x" * 501, "501")])
    def test_pide_una_nota_que_quepa(self, pedido, redactora, nota, frase):
        with pytest.raises(NoSePuede, match=frase):
            atender(pedido[0], redactora, nota=nota)

    def test_dos_veces_se_rechaza(self, pedido, redactora):
        atender(pedido[0], redactora)

        with pytest.raises(NoSePuede, match="ya estaba atendido"):
            atender(pedido[0], redactora)

    def test_lo_que_esta_conforme_no_se_atiende(self, pedido, redactora):
        visto, _ = pedido
        visto_bueno.responder_visto_bueno(
            visto, huella_vista=huella_a_la_vista(visto), respuesta="conforme", correcciones="", ahora=timezone.now()
        )

        with pytest.raises(NoSePuede, match="no tiene correcciones"):
            atender(visto, redactora)

    def test_quien_solo_mira_no_atiende(self, pedido, consulta):
        with pytest.raises(NoTienePermiso):
            atender(pedido[0], consulta)

    def test_la_base_no_deja_atendido_sin_nota(self, pedido):
        with pytest.raises(IntegrityError):
            VistoBueno.objects.update(atendido_en=timezone.now())


class TestPantallas:
    @pytest.fixture(autouse=True)
    def redacta(self, client, redactora):
        client.force_login(redactora)

    def test_se_marca_con_su_nota_y_el_aviso_se_puede_deshacer(self, client, pedido):
        visto, _ = pedido
        datos = {"nota": NOTA, "vista": visto.respuesta_vista}

        pagina = client.post(direccion("atender", visto), datos, follow=True).text
        assert "Correcciones atendidas" in pagina
        assert NOTA in pagina
        assert f'action="{direccion("reabrir", visto)}"' in pagina

        assert "Pide correcciones" in client.post(direccion("reabrir", visto), follow=True).text

    def test_si_se_rechaza_la_nota_sigue_escrita(self, client, pedido):
        respuesta = client.post(direccion("atender", pedido[0]), {"nota": NOTA, "vista": "otra"})

        assert respuesta.status_code == 409
        assert f">{NOTA}</textarea>" in respuesta.text

    def test_quien_lo_pidio_ve_en_su_enlace_que_se_hizo(self, client, pedido, redactora):
        visto, token = pedido
        enlace = reverse("boletines_publicas:visto_bueno", args=[token])
        assert "todavía no marca qué hizo" in client.get(enlace).text

        atender(visto, redactora)

        assert NOTA in client.get(enlace).text

    def test_lo_que_pidio_la_dependencia_espera_en_hoy_hasta_que_se_atiende(self, client, pedido, redactora):
        pendiente = f"Atender lo que pidió la dependencia en «{pedido[0].boletin.titulo}»"
        assert pendiente in client.get(reverse("hoy")).text

        atender(pedido[0], redactora)

        assert pendiente not in client.get(reverse("hoy")).text

    def test_atendido_se_aprueba_sin_que_pregunte(self, client, pedido, redactora, directora):
        visto, _ = pedido
        client.force_login(directora)
        aprobar = reverse("boletines:aprobar", args=[visto.boletin_id])
        leido = {"huella_vista": huella_mostrada(visto.boletin)}
        assert "Hay correcciones pedidas" in client.post(aprobar, leido).text

        atender(visto, redactora)

        assert client.post(aprobar, leido).status_code == 302
