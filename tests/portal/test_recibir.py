"""Suscripciones y mensajes: sin galletas, sin delatar a nadie y sin llenar buzones."""

import re
from datetime import timedelta

import pytest

from difusion.dominio.despacho import despachar
from difusion.models import Envio
from doubles.smtp import ServidorSMTP
from nucleo.dominio.impedimentos import NoSePuede, NoTienePermiso, YaCambio
from portal.dominio import institucional, mensajes, suscripcion
from portal.models import AvisoUrgente, MensajeDelPublico, Suscripcion, VersionDePagina
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
        assert Suscripcion.objects.get().estado == "por_confirmar"
        client.post(confirmacion)
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

        pagina, hecho = (pedir(enlace(envio, "confirmar")).text for pedir in (client.get, client.post))

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


class TestContacto:
    def test_da_folio_acusa_y_llega_a_la_bandeja(self, client, redactora):
        respuesta = client.post("/contacto/enviar", MENSAJE)

        uno = MensajeDelPublico.objects.get()
        assert uno.folio == "MP/001/2026"
        assert uno.folio in respuesta.text
        assert Envio.objects.get().asunto == "Recibimos tu mensaje MP/001/2026"
        client.force_login(redactora)
        assert "Un dato" in client.get("/oficina/portal/").text

    @pytest.mark.parametrize("campo", ["nombre", "correo", "asunto", "mensaje"])
    def test_lo_que_falta_se_dice_y_lo_demas_se_conserva(self, client, campo):
        respuesta = client.post("/contacto/enviar", MENSAJE | {campo: ""})

        assert respuesta.status_code == 422
        assert respuesta.text.count("Escribe") >= 2
        assert all(v in respuesta.text for c, v in MENSAJE.items() if c != campo)

    @pytest.mark.parametrize("cambios", [{"asunto": "x" * 5000}, {"mensaje": "x" * 5000}])
    def test_lo_hostil_no_tumba_nada(self, client, cambios):
        assert client.post("/contacto/enviar", MENSAJE | cambios).status_code == 422

    def test_la_trampa_y_el_limite(self, client):
        assert client.post("/contacto/enviar", MENSAJE | {"sitio": "x"}).status_code == 200
        assert not MensajeDelPublico.objects.exists()
        distintos = [MENSAJE | {"mensaje": f"Dato {n}"} for n in range(6)]
        assert [client.post("/contacto/enviar", m).status_code for m in distintos] == [200] * 5 + [429]

    def test_el_mismo_mensaje_dos_veces_es_uno(self, client):
        folios = {client.post("/contacto/enviar", MENSAJE).text.split("Tu folio es ")[1][:11] for _ in range(2)}

        assert (len(folios), MensajeDelPublico.objects.count(), Envio.objects.count()) == (1, 1, 1)

    def test_atender_descartar_y_reabrir(self, client, redactora, ahora):
        client.post("/contacto/enviar", MENSAJE)
        uno = MensajeDelPublico.objects.get()
        client.force_login(redactora)

        assert client.post(f"/oficina/portal/mensajes/{uno.pk}/", {"nota": ""}).status_code == 422
        client.post(f"/oficina/portal/mensajes/{uno.pk}/", {"nota": "Se corrigió"})
        uno.refresh_from_db()
        assert (uno.estado, uno.atendido_por, uno.nota) == ("atendido", redactora, "Se corrigió")
        client.post(f"/oficina/portal/mensajes/{uno.pk}/reabrir/")
        client.post(f"/oficina/portal/mensajes/{uno.pk}/descartar/")
        uno.refresh_from_db()
        assert uno.estado == "descartado"

    def test_atender_pide_la_capacidad(self, client, consulta, ahora):
        client.post("/contacto/enviar", MENSAJE)
        with pytest.raises(NoTienePermiso):
            mensajes.atender_mensaje(MensajeDelPublico.objects.get(), nota="x", por=consulta, ahora=ahora)


class TestInstitucional:
    def test_guardar_una_pagina_llega_al_portal(self, client, directora, arbol, ahora):
        client.force_login(directora)

        client.post(
            "/oficina/portal/paginas/privacidad/", {"cuerpo": "## Datos\n\n- Nombre\n- <b>Correo</b>", "numero": "0"}
        )
        despachar(reloj=lambda: ahora)

        pagina = (arbol / "privacidad/index.html").read_text()
        assert "<h2>Datos</h2><ul><li>Nombre</li><li>&lt;b&gt;Correo&lt;/b&gt;</li></ul>" in pagina

    def test_una_pantalla_vieja_no_pisa_a_nadie_y_conserva_los_dos_textos(self, client, directora, ahora):
        institucional.guardar_pagina(clave="contacto", cuerpo="El primero", numero=0, por=directora, ahora=ahora)
        client.force_login(directora)

        respuesta = client.post("/oficina/portal/paginas/contacto/", {"cuerpo": "El segundo", "numero": "0"})

        assert respuesta.status_code == 409
        assert "El primero" in respuesta.text
        assert "El segundo" in respuesta.text
        assert VersionDePagina.objects.count() == 1
        with pytest.raises(YaCambio):
            institucional.guardar_pagina(clave="contacto", cuerpo="x", numero=5, por=directora, ahora=ahora)

    def test_un_aviso_se_ve_a_su_hora_y_se_quita_solo(self, arbol, directora, ahora, reloj):
        aviso = AvisoUrgente(
            texto="Corte de agua", clase="servicio", inicio=ahora + timedelta(hours=1), fin=ahora + timedelta(hours=2)
        )
        institucional.poner_aviso(aviso, por=directora, ahora=ahora)
        visto = []
        for horas in (0, 1, 2):
            momento = ahora + timedelta(hours=horas, seconds=1)
            reloj.move_to(momento)
            despachar(reloj=lambda momento=momento: momento)
            visto.append("Corte de agua" in (arbol / "index.html").read_text())

        assert visto == [False, True, False]

    def test_en_suspension_solo_los_que_la_ley_permite(self, arbol, directora, ahora):
        PeriodoFactory()
        for clase, texto in (("servicio", "Corte de agua"), ("otro", "Gran festejo")):
            aviso = AvisoUrgente(texto=texto, clase=clase, inicio=ahora, fin=ahora + timedelta(hours=2))
            institucional.poner_aviso(aviso, por=directora, ahora=ahora)
        despachar(reloj=lambda: ahora)

        inicio = (arbol.with_name("publico-suspension") / "index.html").read_text()
        assert "Corte de agua" in inicio
        assert "Gran festejo" not in inicio

    def test_quitar_un_aviso_y_lo_que_ya_termino(self, client, directora, ahora):
        client.force_login(directora)
        datos = {"texto": "Cierre vial", "clase": "servicio", "inicio": "2026-03-12T12:00", "fin": "2026-03-12T13:00"}
        client.post("/oficina/portal/avisos/", datos)
        client.post(f"/oficina/portal/avisos/{AvisoUrgente.objects.get().pk}/quitar/")

        assert AvisoUrgente.objects.get().retirado_en == ahora
        assert client.post("/oficina/portal/avisos/", datos | {"fin": "2026-03-11T13:00"}).status_code == 422

    def test_piden_la_capacidad(self, fotografo, ahora):
        with pytest.raises(NoTienePermiso):
            institucional.guardar_pagina(clave="contacto", cuerpo="x", numero=0, por=fotografo, ahora=ahora)
        with pytest.raises(NoSePuede):
            institucional.poner_aviso(AvisoUrgente(), por=fotografo, ahora=ahora)
