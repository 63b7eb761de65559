"""Suscripciones: sin galletas, sin delatar a nadie y sin llenar buzones."""

import re
from datetime import timedelta

import pytest

from difusion.dominio.despacho import despachar
from difusion.models import Envio
from doubles.smtp import ServidorSMTP
from portal.dominio import suscripcion
from portal.models import Suscripcion
from tests.fabricas.boletines import BoletinFactory
from tests.fabricas.suspension import PeriodoFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("oficina", "reloj", "tabla_de_suspension")]
ALTA = {"correo": "vecina@correo.invalid", "temas": ["salud"], "frecuencia": "momento"}
MENSAJE = {"nombre": "Vecina", "correo": "vecina@correo.invalid", "asunto": "Un dato", "mensaje": "El año está mal."}


def enlace(envio, cual):
    return re.search(rf"/suscripcion/{cual}/[^\s\"]+/", envio.secreto["texto"]).group()


def suscrito(ahora, **campos):
    datos = {"correo": "ana@correo.invalid", "frecuencia": "momento", "origen": "o" * 32} | campos
    return Suscripcion.objects.create(
        estado="activa", pedida_en=ahora, confirmada_en=ahora, enviado_hasta=ahora - timedelta(hours=1), **datos
    )


class TestSuscribirse:
    def test_la_cadena_entera_pedir_confirmar_recibir_y_salir(self, client, ahora, reloj):
        assert "No deseados" in client.post("/suscripcion/alta", ALTA).text
        confirmacion = enlace(Envio.objects.get(), "confirmar")
        assert "Confirmar" in client.get(confirmacion).text
        sin_casilla = client.post(confirmacion).text  # un revisor de correo que manda el formulario como viene
        assert "Marca «Sí, quiero recibirlos»" in sin_casilla
        assert Suscripcion.objects.get().estado == "por_confirmar"
        client.post(confirmacion, {"quiero": "si"})
        assert Suscripcion.objects.get().temas == ["salud"]
        reloj.move_to(ahora + timedelta(minutes=5))
        BoletinFactory(publicado=True, tema="salud", publicado_en=ahora + timedelta(minutes=3), titulo="Vacunas")
        BoletinFactory(publicado=True, tema="turismo", publicado_en=ahora + timedelta(minutes=3))

        assert suscripcion.enviar_a_suscriptores(ahora + timedelta(minutes=5)) == 1
        assert suscripcion.enviar_a_suscriptores(ahora + timedelta(minutes=6)) == 0

        correo = Envio.objects.get(asunto="Vacunas")
        assert correo.secreto["cabeceras"]["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert client.post(enlace(correo, "baja"), {"List-Unsubscribe": "One-Click"}).status_code == 200
        assert Suscripcion.objects.get().estado == "baja"

    def test_sus_enlaces_se_borran_de_la_base_en_cuanto_el_correo_sale(self, client, smtp, ahora):
        client.post("/suscripcion/alta", ALTA)
        suscrito(ahora)
        BoletinFactory(publicado=True, tema="salud", publicado_en=ahora, titulo="Vacunas")
        suscripcion.enviar_a_suscriptores(ahora)

        despachar(reloj=lambda: ahora)

        correos = Envio.objects.filter(canal="correo")
        assert {(e.estado, str(e.secreto)) for e in correos} == {("entregado", "{}")}
        assert not [e for e in correos if "/suscripcion/" in str(e.carga)]

    def test_ninguna_respuesta_pone_galletas(self, client):
        respuestas = [
            client.post("/suscripcion/alta", ALTA), client.get("/suscripcion/baja/x/"),
            client.post("/contacto/enviar", MENSAJE),
            client.get("/suscripcion/confirmar/x/"), client.get("/buscar?q=agua"), client.get("/datos/api/boletines"),
        ]  # fmt: skip

        assert [r.cookies.output() for r in respuestas] == [""] * 6
        assert not any(r.has_header("Set-Cookie") for r in respuestas)

    def test_pedirla_otra_vez_contesta_lo_mismo_y_no_llena_el_buzon(self, client, ahora):
        primera = client.post("/suscripcion/alta", ALTA).text

        assert client.post("/suscripcion/alta", ALTA | {"correo": "VECINA@correo.invalid"}).text == primera
        assert Envio.objects.count() == Suscripcion.objects.count() == 1

    def test_nadie_cambia_la_de_otro_con_escribir_su_correo(self, client, ahora):
        suya = suscrito(ahora - timedelta(days=2), temas=["cultura"])

        client.post("/suscripcion/alta", ALTA | {"correo": suya.correo})

        suya.refresh_from_db()
        assert (suya.temas, suya.estado) == (["cultura"], "activa")

    def test_la_sexta_de_la_hora_espera(self, client):
        codigos = [client.post("/suscripcion/alta", ALTA | {"correo": f"a{n}@c.invalid"}).status_code for n in range(6)]

        assert codigos == [200] * 5 + [429]

    @pytest.mark.parametrize(
        "cambios",
        [{"correo": ""}, {"correo": "x" * 300 + "@c.invalid"}, {"correo": "a\n@c.invalid"}, {"frecuencia": "siempre"},
         {"temas": ["inventado"]}, {"correo": "a@c.invalid\r\nBcc: b@c.invalid"}],
    )  # fmt: skip
    def test_lo_mal_escrito_lo_dice(self, client, cambios):
        respuesta = client.post("/suscripcion/alta", ALTA | cambios)

        assert respuesta.status_code == 422
        assert not Suscripcion.objects.exists()

    def test_quien_llena_la_trampa_no_entra_y_no_se_entera(self, client):
        assert client.post("/suscripcion/alta", ALTA | {"sitio": "https://spam.invalid"}).status_code == 200
        assert not Suscripcion.objects.exists()

    def test_el_correo_y_la_pagina_repiten_los_temas_y_cada_cuanto(self, client):
        client.post("/suscripcion/alta", ALTA | {"temas": ["cultura", "salud"], "frecuencia": "semanal"})
        envio = Envio.objects.get()

        confirmacion = enlace(envio, "confirmar")
        pagina, hecho = client.get(confirmacion).text, client.post(confirmacion, {"quiero": "si"}).text

        assert "Temas: Cultura, Salud\nCada cuánto: Los viernes a las 18:00 h" in envio.secreto["texto"]
        assert "<dd>Cultura, Salud</dd>" in pagina
        assert "<dd>Los viernes a las 18:00 h</dd>" in pagina
        assert "Cultura, Salud. Los viernes a las 18:00 h." in hecho

    def test_sin_elegir_temas_dice_que_son_todos(self, client):
        client.post("/suscripcion/alta", ALTA | {"temas": []})

        assert "<dd>Todos los temas</dd>" in client.get(enlace(Envio.objects.get(), "confirmar")).text

    def test_un_enlace_vencido_o_alterado_no_hace_nada(self, client, ahora, reloj):
        client.post("/suscripcion/alta", ALTA)
        bueno = enlace(Envio.objects.get(), "confirmar")

        assert client.post(bueno[:-3] + "xx/").status_code == 404
        assert client.get(bueno[:-3] + "xx/").status_code == 404
        reloj.move_to(ahora + timedelta(days=8))
        assert client.post(bueno).status_code == 404
        assert Suscripcion.objects.get().estado == "por_confirmar"


class TestEnviar:
    def test_el_diario_sale_a_las_seis_y_el_semanal_el_viernes(self, ahora):
        suscrito(ahora, correo="d@c.invalid", frecuencia="diaria")
        suscrito(ahora, correo="s@c.invalid", frecuencia="semanal")
        BoletinFactory.create_batch(2, publicado=True, publicado_en=ahora + timedelta(minutes=1))
        jueves, viernes = ahora + timedelta(hours=6, minutes=1), ahora + timedelta(days=1, hours=6, minutes=1)

        assert suscripcion.enviar_a_suscriptores(ahora + timedelta(hours=5)) == 0
        assert suscripcion.enviar_a_suscriptores(jueves) == 1
        assert suscripcion.enviar_a_suscriptores(viernes) == 1
        assert list(Envio.objects.order_by("pk").values_list("destinatario", flat=True)) == [
            "d@c.invalid",
            "s@c.invalid",
        ]
        assert Envio.objects.first().asunto.startswith("2 boletines nuevos")

    def test_lo_embargado_se_envia_hasta_que_vence(self, ahora):
        suscrito(ahora)
        BoletinFactory(publicado=True, publicado_en=ahora, embargo_hasta=ahora + timedelta(hours=2))

        assert suscripcion.enviar_a_suscriptores(ahora + timedelta(hours=1)) == 0
        assert suscripcion.enviar_a_suscriptores(ahora + timedelta(hours=3)) == 1

    def test_lo_suspendido_no_se_envia(self, ahora):
        suscrito(ahora)
        PeriodoFactory()
        BoletinFactory(publicado=True, tema="obra-publica", publicado_en=ahora)

        assert suscripcion.enviar_a_suscriptores(ahora) == 0

    def test_la_compuerta_detiene_al_que_se_dio_de_baja_y_lo_retirado(self, ahora, tmp_path, settings):
        uno, otro = suscrito(ahora), suscrito(ahora, correo="b@c.invalid")
        boletin = BoletinFactory(publicado=True, publicado_en=ahora)
        suscripcion.enviar_a_suscriptores(ahora)
        suscripcion.dar_de_baja(uno, ahora=ahora)

        with ServidorSMTP(str(tmp_path)) as servidor:
            settings.SMTP_HOST, settings.SMTP_PORT = "127.0.0.1", servidor.puerto
            despachar(reloj=lambda: ahora)

        estados = dict(Envio.objects.values_list("destinatario", "estado"))
        assert estados == {uno.correo: "cancelado", otro.correo: "entregado"}
        assert boletin.pk

    def test_cuesta_lo_mismo_si_a_nadie_le_toca(self, ahora, django_assert_max_num_queries):
        for n in range(4):
            suscrito(ahora, correo=f"x{n}@c.invalid", frecuencia="semanal")
        Suscripcion.objects.update(enviado_hasta=ahora)

        with django_assert_max_num_queries(6):
            suscripcion.enviar_a_suscriptores(ahora)
