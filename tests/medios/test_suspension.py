"""La invitación a un acto de un tema suspendido espera, por correo y por teléfono (docs/dominio.md, reglas 2 y 8)."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from agenda.dominio.suspension import decidir_invitacion, no_se_invita_por_ahora
from agenda.models import DecisionDeInvitacion, Evento, SuspensionDeInvitaciones
from difusion.dominio.despacho import despachar
from difusion.models import Envio
from medios.dominio.convocar import convocar
from medios.models import Contacto
from nucleo.dominio.impedimentos import NoSePuede, NoTienePermiso
from nucleo.models import Asiento
from tests.fabricas.agenda import EventoFactory
from tests.fabricas.medios import ContactoFactory
from tests.fabricas.suspension import PeriodoFactory
from tests.lectura import de_corrido

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tabla_de_suspension", "oficina", "smtp")]


@pytest.fixture(autouse=True)
def reloj(ahora):
    with time_machine.travel(ahora, tick=False) as viajero:
        yield viajero


@pytest.fixture
def acto(ahora):
    """Un acto de obra pública al que se puede convocar dentro de dos días."""
    inicio = ahora + timedelta(days=2)
    return EventoFactory(publico=True, tema="obra-publica", inicio=inicio, fin=inicio + timedelta(hours=1))


@pytest.fixture
def invitacion(acto, directora, ahora):
    """El correo de la invitación, apuntado; sale cuando pase su gracia."""
    ContactoFactory()
    convocar(acto, contactos=Contacto.objects.all(), asunto="Invitación", mensaje="Venga.", por=directora, ahora=ahora)
    return Envio.objects.get(canal="correo")


def permitir(evento, por, ahora, **campos):
    datos = {"permite": True, "excepcion": "servicio", "motivo": "Es un corte de agua"} | campos
    return decidir_invitacion(evento, por=por, ahora=ahora, **datos)


def despachada(envio, cuando):
    despachar(reloj=lambda: cuando)
    envio.refresh_from_db()
    return envio


class TestInvitaciones:
    def test_la_de_un_tema_suspendido_espera_y_dice_por_que(self, invitacion, ahora):
        periodo = PeriodoFactory()

        envio = despachada(invitacion, ahora + timedelta(minutes=1))

        assert envio.estado == "pendiente"
        assert envio.razon == (
            f"Corre el periodo de suspensión «{periodo.nombre}» hasta el 22 de marzo de 2026:"
            " la invitación a un acto de Obra pública espera."
        )
        assert not envio.intentos.exists()

    def test_sin_suspension_o_con_un_tema_exceptuado_sale(self, invitacion, acto, ahora):
        PeriodoFactory()
        Evento.objects.update(tema="salud")

        assert despachada(invitacion, ahora + timedelta(minutes=1)).estado == "entregado"

    def test_un_acto_que_no_dice_su_tema_tambien_espera(self, invitacion, ahora):
        PeriodoFactory()
        Evento.objects.update(tema="")

        assert "un acto sin tema espera" in despachada(invitacion, ahora + timedelta(minutes=1)).razon

    def test_con_su_excepcion_de_ley_sale_en_la_siguiente_vuelta(self, invitacion, acto, directora, ahora):
        PeriodoFactory()
        despachada(invitacion, ahora + timedelta(minutes=1))

        permitir(acto, directora, ahora)

        assert despachada(invitacion, ahora + timedelta(minutes=7)).estado == "entregado"
        assert Asiento.objects.get(accion="permitir invitar en suspensión").objeto == acto.ref

    def test_si_el_periodo_termina_antes_que_el_acto_sale_sola(self, invitacion, ahora):
        PeriodoFactory(fin=ahora + timedelta(hours=1))
        despachada(invitacion, ahora + timedelta(minutes=1))

        assert despachada(invitacion, ahora + timedelta(hours=2)).estado == "entregado"

    def test_si_no_termina_la_invitacion_vence_con_el_acto(self, invitacion, acto, ahora):
        PeriodoFactory()
        despachada(invitacion, ahora + timedelta(minutes=1))

        assert despachada(invitacion, acto.fin + timedelta(minutes=1)).estado == "vencido"

    def test_decidir_que_no_detiene_aunque_el_tema_este_exceptuado(self, invitacion, acto, directora, ahora):
        PeriodoFactory()
        Evento.objects.update(tema="salud")
        permitir(acto, directora, ahora, permite=False, motivo="Lo pidió el jurídico")

        assert despachada(invitacion, ahora + timedelta(minutes=1)).estado == "pendiente"

    def test_por_telefono_tampoco_y_se_avisa_antes_de_llamar(self, acto, ahora):
        assert no_se_invita_por_ahora(acto, ahora) == ""

        PeriodoFactory()

        assert "la invitación a un acto de Obra pública espera" in no_se_invita_por_ahora(acto, ahora)

    def test_con_dos_periodos_la_excepcion_debe_cubrir_los_dos(self, acto, directora, ahora):
        PeriodoFactory()
        permitir(acto, directora, ahora)
        assert SuspensionDeInvitaciones.en(ahora).permite(acto)

        PeriodoFactory()

        assert not SuspensionDeInvitaciones.en(ahora).permite(acto)

    def test_la_nueva_decision_sustituye_a_la_anterior(self, acto, directora, ahora):
        PeriodoFactory()
        permitir(acto, directora, ahora)
        permitir(acto, directora, ahora, permite=False)

        assert not SuspensionDeInvitaciones.en(ahora).permite(acto)
        assert DecisionDeInvitacion.objects.filter(evento=acto).count() == 2

    @pytest.mark.parametrize(("campos", "frase"), [({"motivo": " "}, "motivo"), ({"excepcion": ""}, "excepción")])
    def test_decidir_pide_en_que_se_apoya(self, acto, directora, ahora, campos, frase):
        PeriodoFactory()

        with pytest.raises(NoSePuede, match=frase):
            permitir(acto, directora, ahora, **campos)

    def test_solo_la_direccion_decide(self, acto, redactora, ahora):
        with pytest.raises(NoTienePermiso):
            permitir(acto, redactora, ahora)

    def test_la_base_no_deja_dos_decisiones_vigentes_ni_una_de_nada(self, acto, directora, ahora):
        periodo = PeriodoFactory()
        permitir(acto, directora, ahora)

        with pytest.raises(IntegrityError), transaction.atomic():
            DecisionDeInvitacion.objects.update(evento=None)
        with pytest.raises(IntegrityError, match="decisiondeinvitacion_una_vigente"), transaction.atomic():
            DecisionDeInvitacion.objects.create(
                evento=acto, periodo=periodo, permite=False, motivo="x", tomada_por=directora, tomada_en=ahora
            )


class TestPantallas:
    @pytest.fixture(autouse=True)
    def dirige(self, client, directora):
        client.force_login(directora)

    @pytest.mark.parametrize("pagina", ["cadena:evento", "medios:invitar", "medios:tablero"])
    def test_el_evento_dice_que_no_se_invita_y_como_decidir(self, client, acto, pagina):
        ContactoFactory()
        PeriodoFactory()

        html = client.get(reverse(pagina, args=[acto.pk])).text

        assert "No se invita por ahora." in html
        assert reverse("agenda:decidir_suspension", args=[acto.pk]) in html

    def test_se_decide_en_su_pagina(self, client, acto, ahora):
        PeriodoFactory()
        decidir = reverse("agenda:decidir_suspension", args=[acto.pk])
        pantalla = client.get(decidir).text
        assert "Hoy: <strong>no se invita</strong>. Obra pública: se suspende." in de_corrido(pantalla)
        assert "Se invita a medios" in pantalla

        mala = client.post(decidir, {"permite": "si", "motivo": "Corte"})
        buena = client.post(decidir, {"permite": "si", "excepcion": "servicio", "motivo": "Corte de agua"})

        assert (mala.status_code, buena.status_code) == (422, 302)
        assert no_se_invita_por_ahora(acto, ahora) == ""

    def test_un_evento_que_no_existe_es_404(self, client):
        assert client.get(reverse("agenda:decidir_suspension", args=[999999])).status_code == 404
