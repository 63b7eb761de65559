"""Un evento con medios invitados cambia: se dice a quién le importa y se le avisa una vez."""

from datetime import timedelta
from threading import Event, Thread

import pytest
from django.db import connection

from agenda import transiciones
from agenda.dominio import cambios, eventos
from agenda.dominio.convocar import convocar, puede_salir_invitacion
from agenda.dominio.tablero import tablero_de
from difusion.dominio.despacho import despachar
from difusion.models import Envio
from medios.dominio.respuestas import invitacion_del_token, responder
from medios.models import AvisoDeCambio, Contacto, Invitacion
from nucleo.dominio.impedimentos import NoSePuede, NoTienePermiso
from nucleo.models import Asiento
from nucleo.referencias import ref
from tests.fabricas.agenda import EventoFactory
from tests.fabricas.difusion import EnvioFactory
from tests.fabricas.medios import ContactoFactory, InvitacionFactory, convocatoria_de
from tests.fabricas.suspension import PeriodoFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def evento(oficina):
    return EventoFactory(para_medios=True, lugar="Cancha")


@pytest.fixture
def recorrer(redactora, ahora):
    """Cambia el evento como lo hace la pantalla de editar."""

    def _recorrer(evento, horas=1, **campos):
        evento.refresh_from_db()
        if horas:
            campos |= {"inicio": evento.inicio + timedelta(hours=horas), "fin": evento.fin + timedelta(hours=horas)}
        return eventos.editar_evento(evento, version=evento.version, por=redactora, ahora=ahora, **campos)

    return _recorrer


@pytest.fixture
def mover(redactora, ahora):
    def _mover(evento, transicion, motivo=""):
        evento.refresh_from_db()
        return eventos.mover_estado(evento, transicion, por=redactora, ahora=ahora, motivo=motivo)

    return _mover


@pytest.fixture
def avisar(redactora, ahora):
    def _avisar(evento, cuando=ahora):
        return cambios.avisar_del_cambio(evento, por=redactora, ahora=cuando)

    return _avisar


def invitado(evento, **cambios_):
    return InvitacionFactory(convocatoria=convocatoria_de(evento), **cambios_)


def no_saben(evento, ahora):
    evento.refresh_from_db()
    return tablero_de(evento, ahora).no_saben


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

        primero, segundo = (_calendario(m) for m in smtp.mensajes())
        texto = _parte(smtp.mensajes()[1], "text/plain")
        assert "Antes: viernes 13 de marzo de 2026, 11:00 a 12:00 h, Cancha." in texto
        assert "CUÁNDO: viernes 13 de marzo de 2026, 12:00 a 13:00 h" in texto
        assert (primero["UID"], primero["METHOD"]) == (segundo["UID"], segundo["METHOD"])
        assert int(segundo["SEQUENCE"]) > int(primero["SEQUENCE"])
        assert AvisoDeCambio.objects.get().avisado_en == ahora + timedelta(seconds=31)

    def test_el_enlace_del_aviso_y_el_de_la_invitacion_abren_la_misma(self, evento, recorrer, avisar, ahora):
        invitacion = invitado(evento, token="el-primero")
        recorrer(evento)
        avisar(evento)

        token = Envio.objects.get().carga["texto"].partition("/r/")[2].partition("/")[0]

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
        assert "Antes: viernes 13 de marzo de 2026, 11:00" in envio.carga["texto"]

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
        assert "Antes: viernes 13 de marzo de 2026, 12:00" in _parte(smtp.mensajes()[1], "text/plain")

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
        de_antes = cambios.datos_del_acto(evento).huella
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
        assert "le invitamos a cubrir" in _parte(mensaje, "text/plain")
        assert "12:00 a 13:00" in _parte(mensaje, "text/plain")

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
        calendario = _calendario(mensaje)
        assert "Motivo: Lluvia" in _parte(mensaje, "text/plain")
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
        assert "CUÁNDO: domingo 15 de marzo de 2026, 11:00" in _parte(mensaje, "text/plain")
        assert (_calendario(mensaje)["STATUS"], _calendario(mensaje)["SEQUENCE"]) == ("CONFIRMED", "4")

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
    leyo, termino, caidas = Event(), Event(), []

    def lenta(ejecutar, sql, parametros, muchos, contexto):
        """Quien va primero se detiene cuando ya sabe a quién avisar y todavía no lo apunta."""
        if sql.startswith("INSERT") and "medios_avisodecambio" in sql and not leyo.is_set():
            leyo.set()
            termino.wait(1)
        return ejecutar(sql, parametros, muchos, contexto)

    def la_segunda():
        leyo.wait(5)
        try:
            cambios.avisar_del_cambio(evento, por=redactora, ahora=ahora)
        except Exception as error:  # noqa: BLE001 - lo que sea se cuenta como caída
            caidas.append(error)
        finally:
            termino.set()
            connection.close()

    hilo = Thread(target=la_segunda)
    hilo.start()
    with connection.execute_wrapper(lenta):
        cambios.avisar_del_cambio(evento, por=redactora, ahora=ahora)
    hilo.join()

    assert (caidas, Envio.objects.count(), Invitacion.objects.count()) == ([], 1, 1)


def _parte(mensaje, tipo):
    return next(p.get_payload(decode=True).decode() for p in mensaje.walk() if p.get_content_type() == tipo)


def _calendario(mensaje):
    """Los renglones del calendario que trae, por nombre."""
    renglones = _parte(mensaje, "text/calendar").splitlines()
    return dict(r.split(":", 1) for r in renglones if ":" in r)
