"""Un relevo que miente no quema el envío entero, y lo que dejó en duda se decide de una vez."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from difusion.consultas import PAUSA_DEL_CORTE, SEGUIDOS, corte_de
from difusion.dominio.despacho import ESPERAS, ESPERAS_DE_CASA
from difusion.estados import Canal, EstadoEnvio
from difusion.models import Envio
from tests.fabricas.difusion import EnvioFactory
from tests.fabricas.personas import PersonaFactory

pytestmark = pytest.mark.django_db


def cuantos(estado):
    return Envio.objects.filter(estado=estado).count()


@pytest.fixture
def quince(ahora, despachar_en, smtp):
    """Quince correos contra un relevo que acepta el mensaje y cuelga sin contestar."""
    EnvioFactory.create_batch(15)
    smtp.fallar("cortar-despues")
    despachar_en(ahora)


class TestElCorte:
    def test_a_los_tres_desconocidos_lo_demas_se_queda(self, quince, ahora):
        assert (cuantos(EstadoEnvio.POR_VERIFICAR), cuantos(EstadoEnvio.PENDIENTE)) == (SEGUIDOS, 15 - SEGUIDOS)
        assert set(Envio.objects.filter(estado=EstadoEnvio.PENDIENTE).values_list("intento", flat=True)) == {0}
        assert corte_de(Canal.CORREO, ahora).hasta == ahora + PAUSA_DEL_CORTE

    def test_en_la_pausa_no_sale_ninguno_y_lo_del_portal_si(self, quince, ahora, despachar_en):
        EnvioFactory(canal=Canal.PORTAL, motivo="paginas", objeto="", destinatario="")

        assert despachar_en(ahora + PAUSA_DEL_CORTE - timedelta(seconds=1)) == 1
        assert cuantos(EstadoEnvio.POR_VERIFICAR) == SEGUIDOS

    def test_despues_sale_uno_de_prueba_y_si_tampoco_se_sabe_otra_pausa(self, quince, ahora, despachar_en):
        luego = ahora + PAUSA_DEL_CORTE
        despachar_en(luego)

        assert cuantos(EstadoEnvio.POR_VERIFICAR) == SEGUIDOS + 1
        assert corte_de(Canal.CORREO, luego).hasta == luego + PAUSA_DEL_CORTE

    def test_si_el_de_prueba_llega_todo_sigue(self, quince, ahora, despachar_en, smtp):
        smtp.portarse_bien()
        despachar_en(ahora + PAUSA_DEL_CORTE)

        assert (cuantos(EstadoEnvio.PENDIENTE), cuantos(EstadoEnvio.ENTREGADO)) == (0, 15 - SEGUIDOS)

    def test_dos_desconocidos_no_cortan(self, ahora, despachar_en, smtp):
        EnvioFactory.create_batch(6)
        smtp.fallar("cortar-despues", veces=SEGUIDOS - 1)
        despachar_en(ahora)

        assert (cuantos(EstadoEnvio.POR_VERIFICAR), cuantos(EstadoEnvio.ENTREGADO)) == (2, 4)


class TestDecidirJuntos:
    @pytest.fixture
    def sesion(self, client):
        client.force_login(PersonaFactory(papeles=["directora"]))
        return client

    def decidir(self, sesion, decision, **mas):
        hasta = max(Envio.objects.values_list("resuelto_en", flat=True)).isoformat()
        return sesion.post(
            reverse("difusion:decidir_juntos"), {"decision": decision, "hasta": hasta, **mas}, follow=True
        )

    @pytest.mark.parametrize(
        ("decision", "queda"), [("entregado", "entregado"), ("reenviar", "pendiente"), ("cancelar", "cancelado")]
    )
    def test_los_veinte_con_un_boton(self, sesion, decision, queda):
        EnvioFactory.create_batch(20, por_verificar=True)
        pantalla = sesion.get(reverse("difusion:salidas") + "?estado=por_verificar")

        assert "Decidir los 20 de una vez" in pantalla.text
        assert "Se decidieron 20." in self.decidir(sesion, decision).text
        assert cuantos(queda) == 20

    def test_solo_los_del_filtro_y_los_que_se_vieron(self, sesion):
        """Lo que se vio es por cuándo quedó en duda: uno apuntado antes puede quedar en duda después."""
        visto = timezone.now()
        nuevo = EnvioFactory(
            por_verificar=True, destinatario="c@radio.invalid", resuelto_en=visto + timedelta(seconds=1)
        )
        suyo, otro = (
            EnvioFactory(por_verificar=True, destinatario=c, resuelto_en=visto)
            for c in ("a@radio.invalid", "b@tv.invalid")
        )
        self.decidir(sesion, "cancelar", q="radio", hasta=visto.isoformat())

        estados = {e.pk: e.estado for e in Envio.objects.all()}
        assert estados == {suyo.pk: "cancelado", otro.pk: "por_verificar", nuevo.pk: "por_verificar"}

    def test_el_que_no_se_puede_dice_por_que_y_no_detiene_a_los_demas(self, sesion):
        EnvioFactory(por_verificar=True)
        EnvioFactory(por_verificar=True, motivo="cuenta", secreto={})
        respuesta = self.decidir(sesion, "reenviar")

        assert "Se decidió 1." in respuesta.text
        assert "Su enlace ya se borró" in respuesta.text

    @pytest.mark.parametrize("decision", ["", "otra", "\0"])
    def test_sin_decision_no_se_toca_nada(self, sesion, decision):
        EnvioFactory(por_verificar=True)

        assert "Elige qué hacer" in self.decidir(sesion, decision).text
        assert cuantos(EstadoEnvio.POR_VERIFICAR) == 1

    def test_la_pausa_se_ve(self, sesion, quince, ahora):
        with time_machine.travel(ahora, tick=False):
            assert "El correo está en pausa" in sesion.get(reverse("difusion:salidas")).text


def test_lo_de_casa_no_espera_con_la_tabla_del_correo(ahora, despachar_en, settings, tmp_path):
    """Un boletín publicado no se queda una hora sin página porque la base parpadeó cinco veces."""
    (tmp_path / "archivo").touch()
    settings.DIR_PUBLICO = tmp_path / "archivo"  # nada se puede escribir adentro
    envio = EnvioFactory(canal=Canal.PORTAL, motivo="agenda", objeto="", destinatario="")
    momento = ahora
    for espera in ESPERAS_DE_CASA[:6]:
        assert despachar_en(momento) == 1
        envio.refresh_from_db()
        assert (envio.estado, envio.no_antes_desde) == (EstadoEnvio.PENDIENTE, momento + espera)
        momento += espera

    assert momento - ahora < timedelta(minutes=4)
    assert abs(sum(ESPERAS_DE_CASA, timedelta()) - sum(ESPERAS, timedelta())) < timedelta(minutes=30)
