"""Las pantallas del evento con los medios: avisar de un cambio, cancelar el aviso y la hoja de llamadas."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from agenda.models import Evento
from difusion.models import Envio
from medios.models import AvisoDeCambio, Invitacion
from nucleo.dominio.bitacora import asentar
from tests.fabricas.agenda import INICIO, CoberturaFactory, EventoFactory
from tests.fabricas.medios import AvisoDeCambioFactory, ContactoFactory, InvitacionFactory, convocatoria_de
from tests.fabricas.mundo import PAPELES, crear_mundo
from tests.fabricas.suspension import PeriodoFactory
from tests.lectura import de_corrido

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reloj")]


@pytest.fixture
def redacta(client, redactora):
    client.force_login(redactora)
    return client


@pytest.fixture
def evento(oficina):
    """Un evento que se recorrió una hora con un medio invitado a la de antes."""
    evento = EventoFactory(para_medios=True)
    InvitacionFactory(convocatoria=convocatoria_de(evento))
    Evento.objects.filter(pk=evento.pk).update(
        inicio=INICIO + timedelta(hours=1), fin=INICIO + timedelta(hours=2), version=2
    )
    evento.refresh_from_db()
    return evento


def pagina(client, evento, nombre="cadena:evento"):
    return de_corrido(client.get(reverse(nombre if ":" in nombre else f"medios:{nombre}", args=[evento.pk])).text)


@pytest.mark.parametrize("nombre", ["cadena:evento", "tablero"])
def test_el_evento_y_el_tablero_dicen_quien_tiene_la_hora_anterior(redacta, evento, nombre):
    texto = pagina(redacta, evento, nombre)

    assert "1 medio invitado tiene la hora anterior." in texto
    assert "Avisar del cambio" in texto


def test_quien_no_invita_lo_lee_sin_boton(client, fotografo, evento):
    client.force_login(fotografo)

    texto = pagina(client, evento)

    assert ("tiene la hora anterior" in texto, "Avisar del cambio" in texto) == (True, False)


def test_avisar_apunta_el_correo_y_lo_dice(redacta, evento):
    respuesta = redacta.post(reverse("medios:avisar", args=[evento.pk]), follow=True)

    assert "Aviso listo: 1 por correo, sale en 30 segundos." in respuesta.text
    assert "Cancelar el aviso" in respuesta.text
    assert Envio.objects.count() == 1


def test_avisar_otra_vez_dice_que_no_hay_nada(redacta, evento):
    redacta.post(reverse("medios:avisar", args=[evento.pk]))

    respuesta = redacta.post(reverse("medios:avisar", args=[evento.pk]), follow=True)

    assert "Todos los invitados están al corriente" in respuesta.text
    assert Envio.objects.count() == 1


def test_avisar_de_lo_terminado_se_rechaza_con_una_frase(redacta, evento):
    Evento.objects.filter(pk=evento.pk).update(inicio=INICIO - timedelta(days=3), fin=INICIO - timedelta(days=2))

    respuesta = redacta.post(reverse("medios:avisar", args=[evento.pk]), follow=True)

    assert "El evento ya terminó." in respuesta.text


def test_cancelar_el_aviso_lo_quita_y_despues_ya_no(redacta, evento, reloj, ahora):
    redacta.post(reverse("medios:avisar", args=[evento.pk]))
    direccion = reverse("medios:cancelar_aviso", args=[evento.pk])

    assert "Se canceló 1 aviso." in redacta.post(direccion, follow=True).text
    assert not Envio.objects.exists()
    assert "Ya no se puede cancelar" in redacta.post(direccion, follow=True).text


def test_al_de_telefono_se_le_marca_que_ya_se_le_aviso(redacta, evento):
    Invitacion.objects.update(contacto=ContactoFactory(sin_correo=True), canal="telefono")
    redacta.post(reverse("medios:avisar", args=[evento.pk]))
    assert "Por avisar" in pagina(redacta, evento, "tablero")

    respuesta = redacta.post(reverse("medios:aviso_dado", args=[AvisoDeCambio.objects.get().pk]), follow=True)

    assert "ya lo sabe." in respuesta.text
    assert "Ya le avisé" not in respuesta.text
    assert AvisoDeCambio.objects.get().avisado_en


def test_la_hoja_de_llamadas_dice_lo_que_tenia_hasta_que_se_le_avisa(redacta, evento):
    Invitacion.objects.update(contacto=ContactoFactory(sin_correo=True), canal="telefono")
    dice = "Cambió: antes 13 de marzo de 2026, 11:00&nbsp;h, Plaza"
    assert dice in pagina(redacta, evento, "tablero")

    redacta.post(reverse("medios:avisar", args=[evento.pk]))
    assert dice in pagina(redacta, evento, "tablero")
    redacta.post(reverse("medios:aviso_dado", args=[AvisoDeCambio.objects.get().pk]))

    assert dice not in pagina(redacta, evento, "tablero")


@pytest.mark.parametrize("cuantos", [1, 3])
def test_el_evento_cuesta_lo_mismo_con_un_invitado_que_con_tres(
    redacta, evento, django_assert_max_num_queries, cuantos
):
    for _ in range(cuantos - 1):
        InvitacionFactory(convocatoria=Invitacion.objects.first().convocatoria)
    redacta.post(reverse("medios:avisar", args=[evento.pk]))

    with django_assert_max_num_queries(24):
        texto = pagina(redacta, evento)

    assert f"{cuantos} invitado" in texto


@pytest.mark.parametrize("nombre", ["avisar", "cancelar_aviso"])
def test_avisar_pide_la_capacidad(client, fotografo, evento, nombre):
    client.force_login(fotografo)

    assert client.post(reverse(nombre if ":" in nombre else f"medios:{nombre}", args=[evento.pk])).status_code == 403
    assert not Envio.objects.exists()


class TestCancelado:
    @pytest.fixture
    def cancelado(self, evento, redactora, ahora):
        Evento.objects.filter(pk=evento.pk).update(estado="cancelado", motivo="Lluvia")
        evento.refresh_from_db()
        asentar("cancelar", evento, por=redactora, ahora=ahora)
        Invitacion.objects.update(estado="asiste", respondio_en=ahora, asistentes=3)
        return evento

    def test_el_tablero_dice_quien_lo_cancelo_y_no_ofrece_invitar_ni_cuenta_quien_vendra(self, redacta, cancelado):
        texto = pagina(redacta, cancelado, "tablero")

        assert "Cancelado el 12 de marzo de 2026, 12:00&nbsp;h, por Redacción.</strong> 0 medios avisados." in texto
        assert "Motivo: Lluvia" in texto
        for sobra in ("Invitar a más", "Personas que vendrán", "No asiste<", "No se invita por ahora"):
            assert sobra not in texto

    def test_avisado_se_cuenta(self, redacta, cancelado, ahora):
        redacta.post(reverse("medios:avisar", args=[cancelado.pk]))
        AvisoDeCambio.objects.update(avisado_en=ahora)

        assert "1 medio avisado." in pagina(redacta, cancelado, "tablero")

    @pytest.mark.usefixtures("tabla_de_suspension")
    def test_en_suspension_dice_que_el_correo_espera_y_que_se_les_llame(self, redacta, cancelado, ahora):
        PeriodoFactory(inicio=ahora - timedelta(days=1), fin=ahora + timedelta(days=30))

        assert "Para decirles que no vengan, llámales." in pagina(redacta, cancelado, "tablero")

    def test_haber_sabido_de_otro_cambio_no_es_estar_avisado_de_este(self, redacta, cancelado, ahora):
        AvisoDeCambioFactory(invitacion=Invitacion.objects.get(), canal="telefono", avisado_en=ahora)

        texto = pagina(redacta, cancelado, "tablero")

        assert ("no sabe que se canceló" in texto, ">Avisado<" in texto) == (True, False)

    def test_el_evento_no_ofrece_entregar_asignar_ni_redactar(self, redacta, cancelado):
        CoberturaFactory(evento=cancelado)

        texto = pagina(redacta, cancelado)

        assert "Cancelado: no se cubre." in texto
        for sobra in ("Entregar", ">Asignar<", "Redactar boletín"):
            assert sobra not in texto


class TestEnlacesSinPermiso:
    @pytest.mark.parametrize("papel", ["fotografo", "redes", "enlace"])
    def test_a_quien_no_ve_medios_no_se_le_pone_enlace_al_tablero(self, client, request, evento, papel):
        persona = request.getfixturevalue(papel)
        Evento.objects.filter(pk=evento.pk).update(dependencia=persona.dependencia or evento.dependencia)
        client.force_login(persona)

        texto = pagina(client, evento)

        assert reverse("medios:tablero", args=[evento.pk]) not in texto
        assert "1 invitado, 0 confirmados" in texto

    def test_a_quien_si_se_le_pone(self, client, consulta, evento):
        client.force_login(consulta)

        assert reverse("medios:tablero", args=[evento.pk]) in pagina(client, evento)


@pytest.mark.parametrize("papel", PAPELES)
@pytest.mark.parametrize("cual", ["evento", "cancelado"])
def test_ningun_enlace_del_evento_lleva_a_donde_no_se_puede_entrar(client, papel, cual):
    mundo = crear_mundo()
    client.force_login(mundo.personas[papel])
    direccion = reverse("cadena:evento", args=[getattr(mundo, cual).pk])
    contenido = client.get(direccion).text.partition("<main")[2]
    enlaces = {e.partition("#")[0] for e in re.findall(r'href="(/oficina/[^"]*)"', contenido)}

    prohibidos = [e for e in sorted(enlaces) if client.get(e.replace("&amp;", "&")).status_code == 403]

    assert (prohibidos, bool(enlaces)) == ([], True)


@pytest.mark.parametrize("cuantos", [1, 3])
def test_el_tablero_cuesta_lo_mismo_con_uno_que_con_tres(redacta, evento, django_assert_max_num_queries, cuantos):
    for _ in range(cuantos - 1):
        InvitacionFactory(convocatoria=Invitacion.objects.first().convocatoria)
    redacta.post(reverse("medios:avisar", args=[evento.pk]))

    with django_assert_max_num_queries(14):
        texto = pagina(redacta, evento, "tablero")

    assert texto.count("Aviso por salir") == cuantos


def test_un_plazo_para_contestar_mal_puesto_vuelve_a_su_campo(redacta, evento):
    contacto = ContactoFactory()

    respuesta = redacta.post(
        reverse("medios:invitar", args=[evento.pk]),
        {"contactos": [contacto.pk], "asunto": "Invitación", "mensaje": "Ven.", "contestar_hasta": "2026-03-20T10:00"},
    )

    assert respuesta.status_code == 422
    assert "Debe ser antes de que empiece" in respuesta.text
    assert "Ven." in respuesta.text
