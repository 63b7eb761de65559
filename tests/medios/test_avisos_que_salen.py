"""El aviso de un cambio: cancelado o pospuesto, su gracia, su compuerta y dos personas a la vez."""

from datetime import timedelta

import pytest

from agenda import transiciones
from agenda.dominio import eventos
from difusion.dominio.despacho import despachar
from difusion.models import Envio
from medios.dominio import cambios
from medios.dominio.convocar import convocar, puede_salir_invitacion
from medios.dominio.respuestas import invitacion_del_token, responder
from medios.dominio.tablero import tablero_de
from medios.models import AvisoDeCambio, Contacto, Invitacion
from nucleo.dominio.impedimentos import NoSePuede
from tests.a_la_vez import a_la_vez
from tests.fabricas.agenda import EventoFactory
from tests.fabricas.difusion import EnvioFactory
from tests.fabricas.medios import ContactoFactory
from tests.fabricas.suspension import PeriodoFactory
from tests.medios.avisos import calendario_de, invitado, no_saben, parte

pytestmark = pytest.mark.django_db


class TestInvitacionQueNoHaSalido:
    @pytest.fixture
    def convocado(self, evento, redactora, ahora):
        ContactoFactory()
        _, (convocado,) = convocar(
            evento, contactos=Contacto.objects.all(), asunto="Invitación", mensaje="Ven", por=redactora, ahora=ahora
        )
        return convocado.invitacion

    def test_con_datos_viejos_ya_no_sale(self, evento, convocado, recorrer, ahora):
        recorrer(evento)

        assert "cambió" in puede_salir_invitacion(Envio.objects.get(), ahora).motivo

    def test_el_aviso_la_sustituye_y_es_una_invitacion(self, evento, convocado, recorrer, avisar, ahora, smtp):
        recorrer(evento)
        avisar(evento)
        despachar(reloj=lambda: ahora + timedelta(seconds=31))

        (mensaje,) = smtp.mensajes()
        assert "le invitamos a cubrir" in parte(mensaje, "text/plain")
        assert "12:00 a 13:00" in parte(mensaje, "text/plain")

    def test_si_se_cancela_antes_de_que_salga_no_hay_nada_que_avisar(self, evento, convocado, mover, avisar, ahora):
        mover(evento, transiciones.CANCELAR, "Lluvia")

        assert no_saben(evento, ahora) == ""
        assert avisar(evento) == []

    def test_si_la_compuerta_la_quito_y_el_acto_vuelve_se_le_invita(
        self, evento, convocado, mover, avisar, ahora, smtp
    ):
        mover(evento, transiciones.CANCELAR, "Lluvia")
        despachar(reloj=lambda: ahora + timedelta(seconds=31))
        mover(evento, transiciones.REACTIVAR)
        assert no_saben(evento, ahora) == "1 medio invitado no sabe del acto: su invitación no salió."

        avisar(evento)
        despachar(reloj=lambda: ahora + timedelta(seconds=62))

        assert len(smtp.mensajes()) == 1


class TestCancelarPosponerYReactivar:
    @pytest.mark.parametrize(
        ("transicion", "palabra"), [(transiciones.CANCELAR, "canceló"), (transiciones.POSPONER, "pospuso")]
    )
    def test_sale_el_motivo_y_el_calendario_lo_quita(self, evento, mover, avisar, ahora, smtp, transicion, palabra):
        invitado(evento)
        mover(evento, transicion, "Lluvia")
        assert no_saben(evento, ahora) == f"1 medio invitado no sabe que se {palabra}."

        avisar(evento)
        despachar(reloj=lambda: ahora + timedelta(seconds=31))

        (mensaje,) = smtp.mensajes()
        calendario = calendario_de(mensaje)
        assert "Motivo: Lluvia" in parte(mensaje, "text/plain")
        assert (calendario["STATUS"], calendario["UID"]) == ("CANCELLED", f"{evento.clave}@agenda")
        assert int(calendario["SEQUENCE"]) == 2
        assert [p.get_param("method") for p in mensaje.walk() if p.get_content_type() == "text/calendar"] == ["CANCEL"]
        assert (no_saben(evento, ahora), tablero_de(evento, ahora).avisados) == ("", 1)

    def test_reactivado_se_avisa_que_sigue_en_pie_con_su_fecha(self, evento, mover, recorrer, avisar, ahora, smtp):
        invitado(evento)
        mover(evento, transiciones.POSPONER, "Lluvia")
        avisar(evento)
        despachar(reloj=lambda: ahora + timedelta(seconds=31))
        recorrer(evento, horas=48)
        assert no_saben(evento, ahora) == ""
        mover(evento, transiciones.CONFIRMAR)
        assert no_saben(evento, ahora) == "1 medio invitado no sabe que sigue en pie."

        avisar(evento)
        despachar(reloj=lambda: ahora + timedelta(seconds=62))

        mensaje = smtp.mensajes()[-1]
        assert mensaje["Subject"].startswith("Sigue en pie: ")
        assert "CUÁNDO: domingo 15 de marzo de 2026, 11:00" in parte(mensaje, "text/plain")
        assert (calendario_de(mensaje)["STATUS"], calendario_de(mensaje)["SEQUENCE"]) == ("CONFIRMED", "4")

    def test_a_lo_cancelado_ya_no_se_contesta(self, evento, mover, ahora):
        invitacion = invitado(evento)
        mover(evento, transiciones.CANCELAR, "Lluvia")

        with pytest.raises(NoSePuede, match="se canceló"):
            responder(invitacion, estado="asiste", via="enlace", ahora=ahora)

    def test_el_enlace_vive_con_el_acto_si_se_recorre(self, evento, mover, recorrer, ahora):
        invitacion = invitado(evento, token="el-bueno")
        recorrer(evento, horas=24 * 30)

        assert invitacion_del_token("el-bueno", ahora + timedelta(days=29)) == invitacion


class TestGracia:
    def test_antes_de_treinta_segundos_no_sale_y_se_puede_cancelar(self, evento, recorrer, avisar, redactora, ahora):
        invitado(evento)
        invitado(evento, contacto=ContactoFactory(sin_correo=True), canal="telefono")
        recorrer(evento)
        avisar(evento)
        assert not Envio.objects.por_salir(ahora + timedelta(seconds=29)).exists()

        assert cambios.cancelar_el_aviso(evento, por=redactora, ahora=ahora + timedelta(seconds=29)) == 2

        assert (Envio.objects.count(), AvisoDeCambio.objects.count()) == (0, 0)
        assert no_saben(evento, ahora) == "2 medios invitados tienen la hora anterior."
        assert len(avisar(evento)) == 2

    def test_lo_que_ya_esta_saliendo_no_se_cancela(self, evento, recorrer, avisar, redactora, ahora):
        invitado(evento)
        recorrer(evento)
        avisar(evento)
        Envio.objects.update(intento=1)

        assert cambios.cancelar_el_aviso(evento, por=redactora, ahora=ahora) == 0
        assert AvisoDeCambio.objects.exists()


class TestCompuerta:
    @pytest.fixture
    def envio(self, evento, recorrer, avisar):
        invitado(evento)
        recorrer(evento)
        avisar(evento)
        return Envio.objects.get()

    def test_dice_lo_de_ahora_y_sale(self, envio, ahora):
        assert cambios.puede_salir_aviso(envio, ahora) is None

    def test_si_el_evento_volvio_a_cambiar_no_sale(self, envio, evento, recorrer, ahora):
        recorrer(evento)

        negativa = cambios.puede_salir_aviso(envio, ahora)
        assert (negativa.definitiva, "volvió a cambiar" in negativa.motivo) == (True, True)

    def test_terminado_tampoco(self, envio, evento):
        assert cambios.puede_salir_aviso(envio, evento.fin + timedelta(hours=1)).definitiva

    @pytest.mark.parametrize("objeto", ["medios.avisodecambio:999999", "medios.avisodecambio:x"])
    def test_sin_aviso_nunca(self, ahora, objeto):
        assert cambios.puede_salir_aviso(EnvioFactory(objeto=objeto), ahora).definitiva

    def test_se_registro_la_pregunta_de_la_suspension(self, envio, evento, ahora, tabla_de_suspension):
        PeriodoFactory(inicio=ahora - timedelta(days=1), fin=ahora + timedelta(days=30))

        assert cambios.puede_salir_aviso(envio, ahora).por_suspension


@pytest.mark.django_db(transaction=True)
def test_dos_personas_avisan_a_la_vez_y_sale_un_correo_por_contacto(redactora, ahora, oficina):
    evento = EventoFactory(para_medios=True)
    invitado(evento)
    eventos.editar_evento(evento, version=1, por=redactora, ahora=ahora, lugar="Otra plaza")

    def avisar():
        cambios.avisar_del_cambio(evento, por=redactora, ahora=ahora)

    # Quien va primero se detiene cuando ya sabe a quién avisar y todavía no lo apunta.
    a_la_vez(avisar, avisar, alto=lambda sql: sql.startswith("INSERT") and "medios_avisodecambio" in sql, antes=True)

    assert (Envio.objects.count(), Invitacion.objects.count()) == (1, 1)
