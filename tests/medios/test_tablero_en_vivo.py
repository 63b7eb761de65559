"""El tablero dice la verdad de lo que salió, y una respuesta mal registrada se deshace."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from difusion.estados import EstadoEnvio
from difusion.models import Envio
from medios.dominio.en_camino import en_camino
from medios.dominio.respuestas import quitar_respuesta, responder
from medios.dominio.tablero import tablero_de
from medios.estados import CanalDeInvitacion, EstadoRespuesta, ViaDeRespuesta
from medios.models import Invitacion
from nucleo.dominio.impedimentos import NoSePuede, NoTienePermiso
from tests.fabricas.medios import AvisoDeCambioFactory, ContactoFactory
from tests.lectura import de_corrido

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reloj")]


@pytest.fixture
def invitados(invitar):
    """Dos con correo y uno por teléfono, recién invitados."""
    invitar(ContactoFactory(), ContactoFactory(), ContactoFactory(correo=""))
    return list(Invitacion.objects.order_by("pk"))


@pytest.fixture
def ver(client, redactora, acto):
    client.force_login(redactora)
    return lambda: de_corrido(client.get(reverse("medios:tablero", args=[acto.evento.pk])).text)


class TestLoQueVaEnCamino:
    def test_en_la_gracia_dice_los_segundos_que_quedan_y_deja_cancelar(self, invitados, ver, reloj, ahora):
        reloj.move_to(ahora + timedelta(seconds=12))
        texto = ver()

        assert "Se envía en <span data-faltan>18</span> segundos: 2 por correo · 1 por teléfono." in texto
        assert "Cancelar el envío" in texto

    def test_pasada_la_gracia_cuenta_lo_enviado_y_ya_no_ofrece_cancelar(self, invitados, ver, reloj, ahora):
        Envio.objects.filter(pk=Envio.objects.first().pk).update(
            estado=EstadoEnvio.ENTREGADO, resuelto_en=ahora, secreto={}
        )
        reloj.move_to(ahora + timedelta(seconds=31))
        texto = ver()

        assert "Enviados 1 de 2 · 1 por teléfono" in texto
        assert "Cancelar el envío" not in texto

    def test_lo_que_no_salio_se_dice(self, invitados, ver, reloj, ahora):
        Envio.objects.update(estado=EstadoEnvio.FALLIDO, resuelto_en=ahora, razon="550")
        reloj.move_to(ahora + timedelta(minutes=1))

        assert "Enviados 0 de 2; 2 no salieron" in ver()

    def test_se_pone_al_dia_solo_mientras_haya_algo_por_salir(self, invitados, ver, reloj, ahora):
        assert re.search(r'id="en-camino"\s*hx-get="[^"]+" hx-trigger="every 3s"', ver())

        Envio.objects.update(estado=EstadoEnvio.ENTREGADO, resuelto_en=ahora, secreto={})
        reloj.move_to(ahora + timedelta(minutes=1))
        assert "every 3s" not in ver()

    def test_una_convocatoria_vieja_ya_no_se_cuenta(self, invitados, ahora):
        assert en_camino(invitados, ahora + timedelta(minutes=31)) is None

    @pytest.mark.usefixtures("invitados")
    def test_el_aviso_de_un_cambio_tambien_cuenta_sus_segundos(self, acto, ahora):
        AvisoDeCambioFactory(invitacion=Invitacion.objects.first(), creado_en=ahora - timedelta(seconds=10))

        assert tablero_de(acto.evento, ahora).gracia == 20


class TestDeshacer:
    @pytest.fixture
    def una(self, invitados, redactora, ahora):
        return responder(
            invitados[0], estado="asiste", asistentes=3, via=ViaDeRespuesta.TELEFONO, por=redactora, ahora=ahora
        )

    def _ultima(self, invitacion):
        return invitacion.respuestas.first().pk

    def test_vuelve_a_estar_por_contestar_y_queda_la_historia(self, una, redactora, ahora):
        quitar_respuesta(una, respuesta=self._ultima(una), por=redactora, ahora=ahora + timedelta(seconds=5))

        una.refresh_from_db()
        assert (una.estado, una.asistentes, una.respondio_en) == (EstadoRespuesta.PENDIENTE, 0, None)
        assert una.respuestas.count() == 2

    def test_si_habia_otra_antes_vuelve_esa(self, una, redactora, ahora):
        luego = ahora + timedelta(minutes=1)
        responder(una, estado="no_asiste", via=ViaDeRespuesta.TELEFONO, por=redactora, ahora=luego)
        quitar_respuesta(una, respuesta=self._ultima(una), por=redactora, ahora=luego + timedelta(seconds=5))

        una.refresh_from_db()
        assert (una.estado, una.asistentes, una.respondio_en) == (EstadoRespuesta.ASISTE, 3, ahora)

    def test_si_contesto_despues_por_su_enlace_no_se_toca(self, una, redactora, ahora):
        registrada = self._ultima(una)
        responder(una, estado="no_asiste", via=ViaDeRespuesta.ENLACE, ahora=ahora + timedelta(minutes=1))

        for cual in (registrada, self._ultima(una)):
            with pytest.raises(NoSePuede, match="Ya contestó otra cosa"):
                quitar_respuesta(una, respuesta=cual, por=redactora, ahora=ahora)
        una.refresh_from_db()
        assert una.estado == EstadoRespuesta.NO_ASISTE

    def test_vuelve_a_faltar_llamarle(self, invitados, redactora, ahora):
        aviso = AvisoDeCambioFactory(invitacion=invitados[0], canal=CanalDeInvitacion.TELEFONO)
        responder(invitados[0], estado="asiste", via=ViaDeRespuesta.TELEFONO, por=redactora, ahora=ahora)
        quitar_respuesta(invitados[0], respuesta=self._ultima(invitados[0]), por=redactora, ahora=ahora)

        aviso.refresh_from_db()
        assert aviso.avisado_en is None

    def test_al_deshacer_vuelve_tambien_a_que_cita_contesto(self, una, redactora, ahora):
        """Confirmó con los datos de antes y luego se registró mal: deshacer no lo da por enterado del cambio."""
        responder(una, estado="asiste", via="enlace", acto_visto="a" * 64, ahora=ahora)
        luego = ahora + timedelta(minutes=1)
        responder(una, estado="no_asiste", via="telefono", por=redactora, ahora=luego)

        quitar_respuesta(una, respuesta=self._ultima(una), por=redactora, ahora=luego + timedelta(seconds=5))

        una.refresh_from_db()
        assert (una.estado, una.acto_contestado) == ("asiste", "a" * 64)

    def test_quien_no_invita_no_deshace(self, una, fotografo, ahora):
        with pytest.raises(NoTienePermiso):
            quitar_respuesta(una, respuesta=self._ultima(una), por=fotografo, ahora=ahora)

    def test_el_aviso_dice_el_medio_y_trae_su_boton(self, client, invitados, ver):
        una = invitados[0]
        registrar = reverse("medios:registrar_respuesta", args=[una.pk])
        texto = de_corrido(client.post(registrar, {"estado": "asiste", "asistentes": "2"}, follow=True).text)
        assert f"{una.contacto.medio}, {una.contacto.nombre}: asistirá, 2 personas." in texto

        deshacer = reverse("medios:deshacer_respuesta", args=[una.pk])
        assert f'action="{deshacer}"' in texto
        respuesta = client.post(deshacer, {"respuesta": self._ultima(una)}, follow=True)
        assert "quedó como estaba" in respuesta.text
        assert "Ya contestó otra cosa" in client.post(deshacer, {"respuesta": "x"}, follow=True).text


@pytest.mark.parametrize("cuantas", ["51", "999", "-3", "12345678901234567890", "dos"])
def test_de_mas_personas_de_las_que_caben_no_se_apunta_otra_cosa(client, invitados, ver, cuantas):
    una = invitados[0]

    dicho = client.post(
        reverse("medios:registrar_respuesta", args=[una.pk]), {"estado": "asiste", "asistentes": cuantas}, follow=True
    )

    una.refresh_from_db()
    assert (una.estado, una.asistentes) == ("pendiente", 0)
    assert "van de 1 a 50 personas" in dicho.text


def test_lo_que_falta_va_primero(invitados, redactora, acto, ahora):
    responder(invitados[0], estado="asiste", via=ViaDeRespuesta.TELEFONO, por=redactora, ahora=ahora)

    assert tablero_de(acto.evento, ahora).renglones[-1].invitacion == invitados[0]
