"""La hoja de llamadas: un invitado a la vez, cinco resultados, nadie recibe dos llamadas y todo se deshace."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from medios.dominio.invitaciones import cancelar_antes_de_salir
from medios.dominio.llamadas.hoja import hoja_de
from medios.dominio.llamadas.resultados import anotar, deshacer, tomar
from medios.dominio.respuestas import responder
from medios.models import Contacto, Llamada, Respuesta
from nucleo.dominio.impedimentos import NoSePuede, NoTienePermiso
from nucleo.models import Asiento
from tests.fabricas.medios import ContactoFactory, ConvocatoriaFactory, InvitacionFactory
from tests.fabricas.personas import PersonaFactory
from tests.lectura import de_corrido

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("oficina", "reloj")]


@pytest.fixture
def convocatoria():
    return ConvocatoriaFactory()


@pytest.fixture
def invitado(convocatoria):
    """Invita a alguien por teléfono; con `correo`, por correo."""

    def _invitar(nombre, *, canal="telefono", **contacto):
        datos = {"medio__nombre": nombre, "telefono": "+523825380149"} | contacto
        return InvitacionFactory(convocatoria=convocatoria, canal=canal, contacto=ContactoFactory(**datos))

    return _invitar


@pytest.fixture
def quien():
    return PersonaFactory(papeles=["redaccion"])


def como_van(evento, quien, ahora):
    return {str(r.invitacion.contacto.medio): r.como.value for r in hoja_de(evento, por=quien, ahora=ahora).renglones}


def llamada(invitacion, resultado, quien, ahora, **mas):
    return anotar(invitacion, clave=uuid4(), resultado=resultado, por=quien, ahora=ahora, **mas)


class TestLaHoja:
    def test_lleva_a_los_de_telefono_y_a_los_de_correo_que_no_contestan(self, invitado, convocatoria, quien, ahora):
        invitado("A Teléfono")
        invitado("B Correo", canal="correo")
        invitado("C Sin número", telefono="")
        invitado("D Correo sin número", canal="correo", telefono="")

        assert como_van(convocatoria.evento, quien, ahora) == {
            "A Teléfono": "por_llamar", "B Correo": "por_llamar", "C Sin número": "sin_numero",
        }  # fmt: skip

    def test_dos_consultas_sean_cuantos_sean(self, invitado, convocatoria, quien, ahora, django_assert_num_queries):
        for n in range(4):
            llamada(invitado(f"Radio {n}"), "no_contesto", quien, ahora)

        with django_assert_num_queries(2):
            como_van(convocatoria.evento, quien, ahora)

    def test_al_confirmar_una_persona_a_las_demas_de_su_medio_ya_no_se_les_llama(
        self, invitado, convocatoria, quien, ahora
    ):
        cabina = invitado("Radio Ribera")
        noticias = InvitacionFactory(
            convocatoria=convocatoria,
            canal="telefono",
            contacto=ContactoFactory(medio=cabina.contacto.medio, telefono="+523825380150"),
        )
        llamada(cabina, "confirmo", quien, ahora)

        hoja = hoja_de(convocatoria.evento, por=quien, ahora=ahora)

        assert (hoja.de(noticias.pk).como, hoja.siguiente, hoja.faltan) == ("ya_no", None, 0)

    def test_lo_contestado_por_su_enlace_tambien_se_ve(self, invitado, convocatoria, quien, ahora):
        suya = invitado("Canal Sierra", canal="correo")
        responder(suya, estado="no_asiste", via="enlace", ahora=ahora)

        assert como_van(convocatoria.evento, quien, ahora) == {}


class TestTomar:
    def test_dos_que_llaman_no_reciben_la_misma(self, invitado, convocatoria, quien, ahora):
        invitado("A"), invitado("B")
        otra = PersonaFactory(papeles=["redaccion"])

        una = tomar(convocatoria.evento, por=quien, ahora=ahora)
        dos = tomar(convocatoria.evento, por=otra, ahora=ahora)

        assert una != dos
        assert como_van(convocatoria.evento, otra, ahora)["A"] == "ocupada"
        assert tomar(convocatoria.evento, por=PersonaFactory(papeles=["redaccion"]), ahora=ahora) is None

    def test_a_los_diez_minutos_se_suelta_sola(self, invitado, convocatoria, quien, ahora):
        invitado("A")
        tomar(convocatoria.evento, por=PersonaFactory(papeles=["redaccion"]), ahora=ahora)

        assert tomar(convocatoria.evento, por=quien, ahora=ahora + timedelta(minutes=11)) is not None


class TestAnotar:
    def test_confirmar_es_su_respuesta_y_se_deshace_entera(self, invitado, quien, ahora):
        suya = invitado("Radio Ribera")
        hecha = llamada(suya, "confirmo", quien, ahora, asistentes=3, equipo="Unidad móvil", con_quien="Cabina")

        suya.refresh_from_db()
        assert (suya.estado, suya.asistentes, suya.equipo) == ("asiste", 3, "Unidad móvil")
        assert Respuesta.objects.get().via == "telefono"

        deshacer(hecha, por=quien, ahora=ahora)
        deshacer(hecha, por=quien, ahora=ahora)

        suya.refresh_from_db()
        assert (suya.estado, suya.asistentes) == ("pendiente", 0)
        assert Asiento.objects.filter(accion="deshacer llamada").count() == 1

    def test_la_misma_clave_es_una_sola_llamada(self, invitado, quien, ahora):
        suya, clave = invitado("Radio Ribera"), uuid4()

        for resultado in ("confirmo", "no_asiste"):
            anotar(suya, clave=clave, resultado=resultado, por=quien, ahora=ahora)

        assert (Llamada.objects.get().resultado, Respuesta.objects.count()) == ("confirmo", 1)

    @pytest.mark.parametrize(
        ("espera", "cuando"), [("", timedelta(hours=3)), ("1h", timedelta(hours=1)), ("manana", timedelta(hours=21))]
    )
    def test_no_contesto_vuelve_mas_tarde_y_luego_otra_vez_toca(
        self, invitado, convocatoria, quien, ahora, espera, cuando
    ):
        llamada(invitado("A"), "no_contesto", quien, ahora, espera=espera)

        van = [como_van(convocatoria.evento, quien, ahora + cuando + timedelta(minutes=m))["A"] for m in (-1, 1)]

        assert van == ["vuelve", "por_llamar"]

    def test_un_numero_equivocado_se_marca_y_se_quita_al_corregirlo(self, client, invitado, convocatoria, quien, ahora):
        suya = invitado("A")
        llamada(suya, "equivocado", quien, ahora)
        antes = como_van(convocatoria.evento, quien, ahora)["A"]
        client.force_login(PersonaFactory(papeles=["directora"]))

        client.post(
            reverse("medios:editar_contacto", args=[suya.contacto_id]),
            {"nombre": "Cabina", "telefono": "382 538 0440", "recibe_boletines": "on"},
        )

        assert (antes, Contacto.objects.get(pk=suya.contacto_id).equivocado_en) == ("sin_numero", None)
        assert como_van(convocatoria.evento, quien, ahora)["A"] == "por_llamar"

    def test_lo_de_otra_llamada_mas_nueva_no_se_deshace(self, invitado, quien, ahora):
        suya = invitado("A")
        primera = llamada(suya, "no_contesto", quien, ahora)
        llamada(suya, "confirmo", quien, ahora + timedelta(minutes=1))

        with pytest.raises(NoSePuede, match="otra llamada"):
            deshacer(primera, por=quien, ahora=ahora)

    def test_cancelar_la_convocatoria_deja_a_quien_ya_se_llamo(self, invitado, convocatoria, ahora):
        dirige, suya = PersonaFactory(papeles=["directora"]), invitado("A")
        invitado("B")
        llamada(suya, "no_contesto", dirige, ahora)

        cancelar_antes_de_salir(convocatoria, por=dirige, ahora=convocatoria.creada_en)

        assert list(convocatoria.invitaciones.all()) == [suya]

    def test_sin_permiso_o_cancelado_no(self, invitado, convocatoria, quien, ahora):
        suya = invitado("A")
        with pytest.raises(NoTienePermiso):
            llamada(suya, "confirmo", PersonaFactory(papeles=["consulta"]), ahora)
        convocatoria.evento.estado, convocatoria.evento.motivo = "cancelado", "Lluvia"
        convocatoria.evento.save()

        with pytest.raises(NoSePuede, match="no está en pie"):
            llamada(suya, "confirmo", quien, ahora)


class TestPantalla:
    @pytest.fixture(autouse=True)
    def _entra(self, client, quien):
        client.force_login(quien)

    def test_de_la_primera_a_la_ultima(self, client, invitado, convocatoria):
        invitado("A Radio"), invitado("B Canal")
        tomada = client.post(reverse("medios:tomar_llamada", args=[convocatoria.evento.pk]))
        pagina = client.get(tomada.url).text
        datos = {"clave": str(uuid4()), "resultado": "confirmo", "asistentes": "2"}

        segunda = client.post(tomada.url + "resultado/", datos, follow=True)
        final = client.post(
            segunda.redirect_chain[-1][0] + "resultado/", {"clave": str(uuid4()), "resultado": "no_asiste"}, follow=True
        )

        assert "A Radio" in pagina
        assert 'href="tel:+523825380149"' in pagina
        assert "Le invitamos a" in pagina
        assert "B Canal" in segunda.text
        assert "Terminaste: no falta llamar a nadie. Confirmaron 1." in de_corrido(final.text)

    def test_sin_resultado_lo_dice_y_conserva_lo_escrito(self, client, invitado):
        suya = invitado("A Radio")

        respuesta = client.post(
            reverse("medios:anotar_llamada", args=[suya.pk]), {"clave": str(uuid4()), "nota": "Llegan tarde"}
        )

        assert (respuesta.status_code, "Di qué pasó con la llamada." in respuesta.text) == (422, True)
        assert 'value="Llegan tarde"' in respuesta.text

    @pytest.mark.parametrize("numero", ["3825380149", "+52 (382) 538-0149", "538 0149"])
    def test_te_regresaron_una_llamada(self, client, invitado, convocatoria, numero):
        invitado("A Radio")

        pagina = client.get(reverse("medios:llamadas", args=[convocatoria.evento.pk]), {"numero": numero}).text

        assert "Ese número es de:" in pagina

    def test_se_imprime_con_sus_casillas(self, client, invitado, convocatoria):
        invitado("A Radio")

        pagina = client.get(reverse("medios:imprimir_llamadas", args=[convocatoria.evento.pk])).text

        assert (pagina.count('class="casilla"'), "382 538 0149" in pagina) == (5, True)
