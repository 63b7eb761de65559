"""Quien se anota por la sala de prensa: no cuenta hasta que la oficina reconoce de quién es."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from cadena.consultas.pendientes import pendientes_de
from medios.dominio import anotaciones
from medios.models import Anotacion, Contacto, Invitacion, Medio
from nucleo.dominio.impedimentos import NoSePuede, NoTienePermiso, YaCambio
from nucleo.models import Asiento
from tests.fabricas.agenda import EventoFactory
from tests.fabricas.medios import AnotacionFactory, ContactoFactory, InvitacionFactory, convocatoria_de
from tests.lectura import de_corrido

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("oficina", "reloj")]


@pytest.fixture
def acto(ahora):
    """Un acto público de mañana, con una invitada."""
    evento = EventoFactory(publico=True, inicio=ahora + timedelta(days=1), titulo="Abre el mercado")
    InvitacionFactory(convocatoria=convocatoria_de(evento), contacto__medio__nombre="TV Occidente")
    return evento


@pytest.fixture
def rosa(acto):
    return AnotacionFactory(evento=acto, nombre="Rosa Méndez", medio="Radio Ribera", personas=3)


def anotar(acto, ahora, **cambios):
    datos = {"nombre": "Rosa Méndez", "medio": "Radio Ribera", "personas": 3, "localizar": "", "origen": "a" * 32}
    return anotaciones.anotarse(acto, ahora=ahora, **(datos | cambios))


class TestAnotarse:
    def test_queda_por_reconocer_y_no_es_una_respuesta(self, acto, ahora):
        anotar(acto, ahora)

        assert Anotacion.objects.get().estado == "por_reconocer"
        assert not Invitacion.objects.exclude(estado="pendiente").exists()

    def test_otra_vez_la_misma_persona_corrige_y_no_se_repite(self, acto, ahora):
        anotar(acto, ahora)
        anotar(acto, ahora, nombre="rosa méndez", personas=1, localizar="382 538 0149")

        anotacion = Anotacion.objects.get()
        assert (anotacion.personas, anotacion.localizar) == (1, "382 538 0149")

    def test_la_sexta_de_la_hora_desde_la_misma_conexion_espera(self, acto, ahora):
        for n in range(5):
            anotar(acto, ahora, nombre=f"Persona {n}")

        with pytest.raises(NoSePuede, match="en una hora"):
            anotar(acto, ahora, nombre="Persona 5")

    def test_ni_muchas_conexiones_llenan_el_tablero(self, acto, ahora):
        AnotacionFactory.create_batch(anotaciones.POR_EVENTO, evento=acto)

        with pytest.raises(NoSePuede, match="muchas personas"):
            anotar(acto, ahora, nombre="Otra", origen="b" * 32)

    @pytest.mark.parametrize(
        ("campos", "frase"),
        [({"estado": "cancelado", "motivo": "Lluvia"}, "cancelado"), ({"inicio": None}, "ya empezó")],
    )
    def test_a_lo_que_no_va_a_ser_o_ya_empezo_no(self, acto, ahora, campos, frase):
        if "inicio" in campos:
            campos = {"inicio": ahora - timedelta(minutes=1)}
        type(acto).objects.filter(pk=acto.pk).update(**campos)

        with pytest.raises(NoSePuede, match=frase):
            anotar(acto, ahora)

    def test_la_base_repite_la_regla(self, rosa):
        with pytest.raises(IntegrityError), transaction.atomic():
            AnotacionFactory(evento=rosa.evento, nombre="ROSA MÉNDEZ", medio="radio ribera")
        with pytest.raises(IntegrityError), transaction.atomic():
            Anotacion.objects.update(estado="reconocida")


class TestReconocer:
    def test_es_una_que_ya_estaba_invitada(self, acto, rosa, redactora, ahora):
        invitacion = Invitacion.objects.get()

        anotaciones.reconocer(rosa, contacto=invitacion.contacto, por=redactora, ahora=ahora)

        invitacion.refresh_from_db()
        rosa.refresh_from_db()
        assert (invitacion.estado, invitacion.asistentes, rosa.estado) == ("asiste", 3, "reconocida")
        assert invitacion.respuestas.get().via == "sala"
        assert rosa.invitacion == invitacion

    def test_es_del_directorio_y_no_se_le_habia_invitado(self, acto, rosa, redactora, ahora):
        contacto = ContactoFactory()

        anotaciones.reconocer(rosa, contacto=contacto, por=redactora, ahora=ahora)

        suya = Invitacion.objects.get(contacto=contacto)
        assert (suya.estado, suya.canal, suya.convocatoria) == ("asiste", "telefono", acto.convocatorias.get())

    def test_no_estaba_se_agrega_con_su_medio_y_su_telefono(self, acto, rosa, redactora, ahora):
        Anotacion.objects.update(localizar="382 538 0149")
        rosa.refresh_from_db()

        anotaciones.reconocer_y_agregar(rosa, por=redactora, ahora=ahora)

        nueva = Contacto.objects.get(nombre="Rosa Méndez")
        assert (nueva.medio.nombre, nueva.telefono, nueva.correo) == ("Radio Ribera", "+523825380149", "")

    @pytest.mark.parametrize("localizar", ["", "preguntar en cabina", "a@"])
    def test_lo_que_no_es_telefono_ni_correo_no_estorba(self, rosa, redactora, ahora, localizar):
        Anotacion.objects.update(localizar=localizar)
        rosa.refresh_from_db()

        anotaciones.reconocer_y_agregar(rosa, por=redactora, ahora=ahora)

        nueva = Contacto.objects.get(nombre="Rosa Méndez")
        assert (nueva.telefono, nueva.correo) == ("", "")

    def test_un_medio_que_ya_esta_no_se_repite(self, rosa, redactora, ahora):
        ContactoFactory(medio__nombre="RADIO RIBERA")

        anotaciones.reconocer_y_agregar(rosa, por=redactora, ahora=ahora)

        assert Medio.objects.filter(nombre__iexact="Radio Ribera").count() == 1

    def test_un_correo_que_ya_es_de_alguien_lo_dice_y_no_cambia_nada(self, rosa, redactora, ahora):
        ContactoFactory(correo="cabina@ribera.invalid", nombre="Cabina")
        Anotacion.objects.update(localizar="cabina@ribera.invalid")
        rosa.refresh_from_db()

        with pytest.raises(NoSePuede, match="ya es de Cabina"):
            anotaciones.reconocer_y_agregar(rosa, por=redactora, ahora=ahora)
        assert Anotacion.objects.por_reconocer().exists()
        assert not Medio.objects.filter(nombre="Radio Ribera").exists()

    def test_no_dos_veces(self, rosa, redactora, ahora):
        anotaciones.reconocer_y_agregar(rosa, por=redactora, ahora=ahora)

        with pytest.raises((YaCambio, NoSePuede)):
            anotaciones.reconocer_y_agregar(rosa, por=redactora, ahora=ahora)

    def test_pide_permiso(self, rosa, consulta, ahora):
        with pytest.raises(NoTienePermiso):
            anotaciones.reconocer(rosa, contacto=ContactoFactory(), por=consulta, ahora=ahora)


class TestTablero:
    def test_dice_de_donde_llego_y_propone_quien_es(self, client, acto, rosa, redactora):
        parecida = ContactoFactory(nombre="Rosa Mendez", medio__nombre="Radio Ribera")
        client.force_login(redactora)

        pagina = de_corrido(client.get(reverse("medios:tablero", args=[acto.pk])).text)

        assert "Llegaron por la sala de prensa" in pagina
        assert f'<option value="{parecida.pk}" selected>' in pagina

    def test_aceptar(self, client, acto, rosa, redactora):
        client.force_login(redactora)

        datos = {"contacto": Invitacion.objects.get().contacto_id}
        respuesta = client.post(reverse("medios:reconocer_anotacion", args=[rosa.pk]), datos, follow=True)

        assert "asistirá" in respuesta.text
        assert "Llegaron por la sala de prensa" not in respuesta.text

    def test_descartar_se_deshace(self, client, rosa, redactora):
        client.force_login(redactora)

        client.post(reverse("medios:descartar_anotacion", args=[rosa.pk]))
        descartada = Anotacion.objects.get().estado
        client.post(reverse("medios:reabrir_anotacion", args=[rosa.pk]))

        assert (descartada, Anotacion.objects.get().estado) == ("descartada", "por_reconocer")
        assert Anotacion.objects.get().atendida_en is None
        assert Asiento.objects.filter(accion="descartar anotación").count() == 1

    @pytest.mark.parametrize("contacto", ["", "x", "9" * 30, "0"])
    def test_un_contacto_que_no_existe_no_es_un_error_interno(self, client, rosa, redactora, contacto):
        client.force_login(redactora)

        assert (
            client.post(reverse("medios:reconocer_anotacion", args=[rosa.pk]), {"contacto": contacto}).status_code
            == 404
        )


class TestHoy:
    def test_le_aparece_a_quien_invita(self, acto, rosa, redactora, consulta, ahora):
        AnotacionFactory(evento=acto)
        textos = [p.texto for p in pendientes_de(redactora, ahora)]

        assert "Reconocer a 2 que confirmaron para «Abre el mercado»" in textos
        assert not any("Reconocer" in p.texto for p in pendientes_de(consulta, ahora))

    def test_lo_que_ya_paso_deja_de_esperar(self, acto, rosa, redactora, ahora):
        cuando = acto.fin + timedelta(minutes=1)

        assert not any("Reconocer" in p.texto for p in pendientes_de(redactora, cuando))
