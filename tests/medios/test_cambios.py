"""Un evento con medios invitados cambia: se dice a quién le importa y se le avisa una vez."""

from datetime import timedelta

import pytest

from difusion.dominio.despacho import despachar
from difusion.models import Envio
from medios.dominio import cambios
from medios.dominio.acto import datos_del_acto
from medios.dominio.convocar import convocar
from medios.dominio.respuestas import invitacion_del_token, responder
from medios.dominio.tablero import tablero_de
from medios.models import AvisoDeCambio, Contacto
from nucleo.dominio.impedimentos import NoSePuede, NoTienePermiso
from nucleo.models import Asiento
from nucleo.referencias import ref
from tests.fabricas.agenda import EventoFactory
from tests.fabricas.medios import ContactoFactory
from tests.medios.avisos import calendario_de, invitado, no_saben, parte

pytestmark = pytest.mark.django_db


class TestQuienNoSabe:
    @pytest.mark.parametrize(
        ("cambio", "frase"),
        [
            ({"horas": 1}, "tiene la hora anterior"),
            ({"horas": 24}, "tiene la fecha anterior"),
            ({"horas": 0, "lugar": "Plaza"}, "tiene el lugar anterior"),
            ({"horas": 25, "lugar": "Plaza"}, "tiene la fecha, la hora y el lugar anteriores"),
        ],
    )
    def test_se_dice_que_es_lo_que_tienen_viejo(self, evento, recorrer, ahora, cambio, frase):
        invitado(evento)

        recorrer(evento, **cambio)

        assert no_saben(evento, ahora) == f"1 medio invitado {frase}."

    def test_se_cuentan_los_medios_y_no_sus_contactos(self, evento, recorrer, ahora):
        medio = invitado(evento).contacto.medio
        invitado(evento, contacto__medio=medio)
        invitado(evento)

        recorrer(evento)

        assert no_saben(evento, ahora) == "2 medios invitados tienen la hora anterior."

    def test_cambiar_otra_cosa_o_regresar_a_lo_de_antes_no_le_importa_a_nadie(self, evento, recorrer, ahora):
        invitado(evento)

        recorrer(evento, horas=0, titulo="Otro nombre")
        assert no_saben(evento, ahora) == ""
        recorrer(evento, horas=1)
        recorrer(evento, horas=-1)
        assert no_saben(evento, ahora) == ""

    def test_ni_a_quien_dijo_que_no_va_ni_a_quien_ya_no_trabaja_ahi(self, evento, recorrer, ahora):
        invitado(evento, asistira=True, estado="no_asiste", asistentes=0)
        invitado(evento, contacto__activo=False)

        recorrer(evento)

        assert no_saben(evento, ahora) == ""

    def test_quien_contesto_viendo_los_datos_nuevos_ya_los_sabe(self, evento, recorrer, ahora):
        invitacion = invitado(evento)
        recorrer(evento)

        responder(invitacion, estado="asiste", via="enlace", ahora=ahora)

        assert no_saben(evento, ahora) == ""

    def test_el_tablero_no_dice_que_tiene_lo_de_antes_quien_ya_contesto_lo_de_ahora(self, evento, recorrer, ahora):
        al_corriente, atrasado = invitado(evento), invitado(evento)
        invitado(evento, asistira=True, estado="no_asiste", asistentes=0)
        recorrer(evento)
        responder(al_corriente, estado="asiste", via="enlace", ahora=ahora)
        evento.refresh_from_db()

        renglones = tablero_de(evento, ahora).renglones

        assert [r.invitacion for r in renglones if r.tiene] == [atrasado]

    def test_lo_que_ya_termino_no_se_avisa(self, evento, recorrer, avisar):
        invitado(evento)
        recorrer(evento)

        assert no_saben(evento, evento.fin + timedelta(hours=1)) == ""
        with pytest.raises(NoSePuede, match="ya terminó"):
            avisar(evento, evento.fin + timedelta(hours=2))


class TestAvisar:
    def test_sale_un_correo_con_lo_de_antes_y_el_mismo_uid_con_secuencia_mayor(
        self, evento, recorrer, redactora, ahora, smtp
    ):
        ContactoFactory()
        convocar(
            evento, contactos=Contacto.objects.all(), asunto="Invitación", mensaje="Ven", por=redactora, ahora=ahora
        )
        despachar(reloj=lambda: ahora + timedelta(seconds=31))
        recorrer(evento)
        cambios.avisar_del_cambio(evento, por=redactora, ahora=ahora)
        despachar(reloj=lambda: ahora + timedelta(seconds=31))

        primero, segundo = (calendario_de(m) for m in smtp.mensajes())
        texto = parte(smtp.mensajes()[1], "text/plain")
        assert "Antes: viernes 13 de marzo de 2026, 11:00 a 12:00 h, Cancha." in texto
        assert "CUÁNDO: viernes 13 de marzo de 2026, 12:00 a 13:00 h" in texto
        assert (primero["UID"], primero["METHOD"]) == (segundo["UID"], segundo["METHOD"])
        assert int(segundo["SEQUENCE"]) > int(primero["SEQUENCE"])
        assert AvisoDeCambio.objects.get().avisado_en == ahora + timedelta(seconds=31)

    def test_el_enlace_del_aviso_y_el_de_la_invitacion_abren_la_misma(self, evento, recorrer, avisar, ahora):
        invitacion = invitado(evento, token="el-primero")
        recorrer(evento)
        avisar(evento)

        token = Envio.objects.get().secreto["texto"].partition("/r/")[2].partition("/")[0]

        assert invitacion_del_token(token, ahora) == invitacion_del_token("el-primero", ahora) == invitacion

    def test_oprimirlo_dos_veces_avisa_una(self, evento, recorrer, avisar):
        invitado(evento)
        recorrer(evento)

        assert [len(avisar(evento)) for _ in range(2)] == [1, 0]
        assert Envio.objects.count() == 1

    def test_un_segundo_cambio_sustituye_al_aviso_que_no_ha_salido(self, evento, recorrer, avisar):
        invitado(evento)
        recorrer(evento)
        avisar(evento)
        recorrer(evento)

        avisar(evento)

        envio, aviso = Envio.objects.get(), AvisoDeCambio.objects.get()
        assert (envio.objeto, aviso.secuencia) == (ref(aviso), 3)
        assert "Antes: viernes 13 de marzo de 2026, 11:00" in envio.secreto["texto"]

    def test_si_vuelve_a_lo_de_antes_el_aviso_que_no_ha_salido_se_quita(self, evento, recorrer, avisar):
        invitado(evento)
        recorrer(evento)
        avisar(evento)
        recorrer(evento, horas=-1)

        assert avisar(evento) == []
        assert not Envio.objects.exists()

    def test_el_que_ya_salio_se_queda_y_sale_otro(self, evento, recorrer, avisar, ahora, smtp):
        invitado(evento)
        for _ in range(2):
            recorrer(evento)
            avisar(evento)
            despachar(reloj=lambda: ahora + timedelta(seconds=31))

        assert len(smtp.mensajes()) == 2
        assert "Antes: viernes 13 de marzo de 2026, 12:00" in parte(smtp.mensajes()[1], "text/plain")

    @pytest.mark.parametrize("rasgo", [{"sin_correo": True}, {"no_enviar_correos": True}])
    def test_sin_correo_queda_por_avisar_hasta_que_alguien_le_llama(
        self, evento, recorrer, avisar, redactora, ahora, rasgo
    ):
        invitacion = invitado(evento, contacto=ContactoFactory(**rasgo), canal="telefono")
        recorrer(evento)
        avisar(evento)
        evento.refresh_from_db()
        assert (tablero_de(evento, ahora).por_llamar, Envio.objects.count()) == (1, 0)

        responder(invitacion, estado="asiste", via="telefono", por=redactora, ahora=ahora)

        assert tablero_de(evento, ahora).por_llamar == 0

    def test_si_su_correo_lo_rechazan_pasa_a_la_hoja_de_llamadas(self, evento, recorrer, avisar, ahora, smtp):
        invitado(evento)
        recorrer(evento)
        avisar(evento)
        smtp.fallar("rcpt-550")

        despachar(reloj=lambda: ahora + timedelta(seconds=31))

        evento.refresh_from_db()
        assert tablero_de(evento, ahora).por_llamar == 1

    def test_quien_confirmo_sigue_confirmado_y_marcado_hasta_que_contesta(self, evento, recorrer, ahora):
        invitacion = invitado(evento, asistira=True)
        recorrer(evento)
        evento.refresh_from_db()
        (renglon,) = tablero_de(evento, ahora).renglones
        assert (renglon.invitacion.estado, renglon.con_datos_anteriores) == ("asiste", True)

        responder(invitacion, estado="asiste", via="enlace", ahora=ahora)

        assert not tablero_de(evento, ahora).renglones[0].con_datos_anteriores

    def test_contestar_con_la_pantalla_de_antes_no_es_confirmar_lo_de_ahora(self, evento, recorrer, ahora):
        invitacion = invitado(evento)
        de_antes = datos_del_acto(evento).huella
        recorrer(evento)

        responder(invitacion, estado="asiste", via="enlace", ahora=ahora, acto_visto=de_antes)

        evento.refresh_from_db()
        assert tablero_de(evento, ahora).renglones[0].con_datos_anteriores
        assert no_saben(evento, ahora) == "1 medio invitado tiene la hora anterior."

    def test_pide_la_capacidad(self, evento, fotografo, ahora):
        with pytest.raises(NoTienePermiso):
            cambios.avisar_del_cambio(evento, por=fotografo, ahora=ahora)
        with pytest.raises(NoTienePermiso):
            cambios.cancelar_el_aviso(evento, por=fotografo, ahora=ahora)

    def test_lo_que_espera_confirmacion_no_se_avisa(self, avisar):
        with pytest.raises(NoSePuede, match="por confirmar"):
            avisar(EventoFactory(por_confirmar=True))

    def test_queda_en_la_historia(self, evento, recorrer, avisar):
        invitado(evento)
        recorrer(evento)
        avisar(evento)

        asiento = Asiento.objects.filter(accion="avisar del cambio a medios").get()
        assert (asiento.objeto, asiento.detalle) == (evento.ref, {"cuantos": 1})
