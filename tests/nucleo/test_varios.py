"""Referencias, enlaces, impedimentos, validadores, calendario, registro y lo que vale para toda respuesta."""

import json
import logging
import sys
from datetime import UTC, datetime, timedelta

import icalendar
import pytest
from django.core.exceptions import ValidationError
from django.db import OperationalError, connection

from nucleo.calendario import evento_ics
from nucleo.dominio.enlaces import enlazar
from nucleo.dominio.impedimentos import Impedimento, NoSePuede
from nucleo.models import Enlace
from nucleo.referencias import ref, resolver, resolver_varias
from nucleo.registro import FormatoJson, sin_secretos
from nucleo.texto.validadores import SIN_CONTROL, UN_RENGLON, telefono_valido
from tests.fabricas.agenda import EventoFactory


@pytest.mark.django_db
class TestReferencias:
    def test_ida_y_vuelta(self):
        evento = EventoFactory()

        assert ref(evento) == f"agenda.evento:{evento.pk}"
        assert resolver(ref(evento)) == evento

    @pytest.mark.parametrize(
        "mala",
        [
            "", ":", "agenda", "agenda.evento", "agenda.evento:", "agenda.evento:abc", "agenda.evento:-1",
            "agenda.evento:²", "agenda.evento:999999999", "agenda.evento:" + "9" * 40, "agenda.nada:1",
            "nada.evento:1", "a.b.c:1", "cuenta",
        ],
    )  # fmt: skip
    def test_lo_que_no_se_entiende_o_no_existe_es_nada(self, mala):
        assert resolver(mala) is None

    def test_varias_cuestan_una_consulta_por_modelo(self, django_assert_num_queries):
        eventos = EventoFactory.create_batch(3)
        referencias = [*map(ref, eventos), "agenda.evento:999999999", "agenda.evento:²", "nada.evento:1", "", "cuenta"]

        with django_assert_num_queries(1):
            assert resolver_varias(referencias) == {ref(e): e for e in eventos}

    def test_enlazar_dos_veces_no_duplica(self, ahora):
        uno, otro = EventoFactory(), EventoFactory()

        assert enlazar(uno, "usa", otro, ahora=ahora) == enlazar(uno, "usa", otro, ahora=ahora + timedelta(days=1))
        assert Enlace.objects.get().creado_en == ahora


class TestImpedimentos:
    def test_una_frase_basta(self):
        assert str(NoSePuede("Falta el motivo.")) == "Falta el motivo."

    def test_varias_se_dicen_juntas(self):
        varios = NoSePuede([Impedimento("Falta el título.", "titulo"), Impedimento("Falta el lugar.")])

        assert str(varios) == "Falta el título. Falta el lugar."
        assert [i.campo for i in varios.impedimentos] == ["titulo", ""]


class TestValidadores:
    @pytest.mark.parametrize("texto", ["Inicia obra", "«Ñandú» — 20 % 🙂", "", "tab\u00a0duro"])
    def test_un_renglon_bueno(self, texto):
        UN_RENGLON(texto)

    @pytest.mark.parametrize("texto", ["a\nb", "a\rb", "a\tb", "a\0b", "a\x7fb", "a\u2028b", "a\u2029b", "a\n"])
    def test_un_renglon_malo(self, texto):
        with pytest.raises(ValidationError):
            UN_RENGLON(texto)

    @pytest.mark.parametrize(
        ("texto", "vale"), [("a\nb\r\n\tc", True), ("a\0b", False), ("a\x0bb", False), ("a\x1bb", False)]
    )
    def test_sin_control(self, texto, vale):
        if vale:
            SIN_CONTROL(texto)
        else:
            with pytest.raises(ValidationError):
                SIN_CONTROL(texto)

    def test_telefono(self):
        telefono_valido("382 538 0149")
        with pytest.raises(ValidationError, match="deben ser 10"):
            telefono_valido("12345")


class TestCalendario:
    INICIO = datetime(2026, 3, 13, 17, 0, tzinfo=UTC)

    def leer(self, **cambios):
        datos = {
            "uid": "1@agenda", "titulo": "Arranque de obra", "lugar": "Plaza", "sello": self.INICIO,
            "inicio": self.INICIO, "fin": self.INICIO + timedelta(hours=1),
        }  # fmt: skip
        return icalendar.Calendar.from_ical(evento_ics(**(datos | cambios)))

    def test_lleva_la_hora_de_aqui_con_su_zona(self):
        calendario = self.leer(secuencia=4, descripcion="Dar agua")
        (evento,) = calendario.walk("VEVENT")

        assert calendario["METHOD"] == "PUBLISH"
        assert (evento["UID"], evento["SEQUENCE"], evento["STATUS"]) == ("1@agenda", 4, "CONFIRMED")
        assert evento["DTSTART"].params["TZID"] == "America/Mexico_City"
        assert evento["DTSTART"].dt == self.INICIO
        assert f"{evento['DTSTART'].dt:%H:%M}" == "11:00"
        assert evento["DESCRIPTION"] == "Dar agua"
        assert [z["TZID"] for z in calendario.walk("VTIMEZONE")] == ["America/Mexico_City"]

    def test_cancelado_lo_quita_de_los_calendarios(self):
        calendario = self.leer(cancelado=True)

        assert (calendario["METHOD"], calendario.walk("VEVENT")[0]["STATUS"]) == ("CANCEL", "CANCELLED")

    @pytest.mark.parametrize("titulo", ["Uno\nATTACH:http://malo.invalid", "Uno\r\nEND:VEVENT", "a;b,c\\d", "ñ" * 200])
    def test_el_texto_no_se_sale_de_su_campo(self, titulo):
        calendario = self.leer(titulo=titulo, lugar=titulo)
        (evento,) = calendario.walk("VEVENT")

        assert "ATTACH" not in evento
        assert " ".join(evento["SUMMARY"].split()) == " ".join(titulo.split())


class TestRegistro:
    @pytest.mark.parametrize(
        ("texto", "limpio"),
        [
            ("GET /r/abc-123_x/ 200", "GET /r/…/ 200"),
            ("GET /r/abc/evento.ics", "GET /r/…/evento.ics"),
            ("GET /r/adelanto/abc/foto/0/", "GET /r/adelanto/…/foto/0/"),
            ("POST /r/visto-bueno/abc/", "POST /r/visto-bueno/…/"),
            ("GET /ruta/nueva/aB3-dE6_gH9kL2nP5rS8tU1w/foto", "GET /ruta/nueva/…/foto"),
            ("GET /boletines/2026/arranca-la-gran-obra-045/", "GET /boletines/2026/arranca-la-gran-obra-045/"),
            ("token=abc&clave=def key=ghi", "token=…&clave=… key=…"),
            ("de mesa.uno+x@medio.invalid a", "de …@medio.invalid a"),
            ("nada que cubrir", "nada que cubrir"),
        ],
    )
    def test_sin_secretos(self, texto, limpio):
        assert sin_secretos(texto) == limpio

    def test_una_linea_json_aunque_traiga_saltos_y_rastro(self):
        try:
            int("token=abc\nsegunda")
        except ValueError:
            registro = logging.makeLogRecord({"msg": "uno\ndos %s", "args": ("tres",), "levelname": "ERROR"})
            registro.exc_info = sys.exc_info()
        linea = FormatoJson().format(registro)

        assert "\n" not in linea
        suceso = json.loads(linea)
        assert (suceso["mensaje"], suceso["nivel"]) == ("uno\ndos tres", "ERROR")
        assert "token=…" in suceso["rastro"]
        assert "abc" not in suceso["rastro"]


@pytest.mark.django_db
class TestTodaRespuesta:
    def test_lo_de_django_no_se_guarda_en_ningun_cache(self, client):
        assert client.get("/salud/viva")["Cache-Control"] == "no-store, private"

    @pytest.mark.parametrize("camino", ["/buscar?q=agua", "/r/un-enlace/", "/oficina/"])
    def test_sin_base_contesta_503_y_cuando_volver(self, client, directora, camino):
        if camino == "/oficina/":
            client.force_login(directora)
        client.raise_request_exception = False

        def caida(*_):
            raise OperationalError("server closed the connection unexpectedly")

        with connection.execute_wrapper(caida):
            respuesta = client.get(camino)

        assert respuesta.status_code == 503
        assert respuesta["Retry-After"] == "30"
        assert "La base de datos no responde" in respuesta.text

    def test_un_error_nuestro_sigue_siendo_500(self, client, settings):
        settings.ROOT_URLCONF = "tests.nucleo.urls_con_error"
        client.raise_request_exception = False

        respuesta = client.get("/falla/")

        assert respuesta.status_code == 500
        assert "Algo falló de nuestro lado" in respuesta.text
