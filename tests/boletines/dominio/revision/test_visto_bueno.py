"""El visto bueno de la dependencia, con y sin cuenta: lo que lleva el enlace y lo que se contesta."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from boletines.dominio.redaccion.borrador import guardar_boletin
from boletines.dominio.revision import visto_bueno
from boletines.dominio.revision.huella import huella_mostrada
from boletines.dominio.salida.urgencia import publicar_de_urgencia
from boletines.models import VistoBueno
from difusion.dominio.bandeja import dar_por_entregado
from difusion.dominio.compuerta import puede_salir
from difusion.models import Envio
from media_library.estados import Menores
from nucleo.enlaces.personales import huella_del_token
from nucleo.models import Asiento
from tests.boletines.textos import TRES
from tests.fabricas.boletines import BoletinFactory, FotoDeBoletinFactory, VistoBuenoFactory
from tests.lectura import de_corrido

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("oficina")]


class TestVistoBueno:
    @pytest.fixture
    def pedido(self, borrador, redactora):
        return visto_bueno.pedir_visto_bueno(
            borrador, nombre="Titular de Obras", correo="obras@mazamitla.invalid", por=redactora, ahora=timezone.now()
        )

    def direccion(self, token):
        return reverse("boletines_publicas:visto_bueno", args=[token])

    def contestar(self, client, pedido, datos):
        """Contesta quien leyó lo que el enlace enseña ahora."""
        visto, token = pedido
        visto = VistoBueno.objects.get(pk=visto.pk)
        leido = {"huella_vista": visto_bueno.huella_a_la_vista(visto)}
        return client.post(self.direccion(token), leido | datos)

    def test_el_correo_lleva_el_enlace_y_la_base_solo_su_huella(self, pedido):
        visto, token = pedido

        envio = Envio.objects.get()
        assert (envio.destinatario, f"/r/visto-bueno/{token}/" in envio.secreto["texto"]) == (
            "obras@mazamitla.invalid",
            True,
        )
        assert token not in str(VistoBueno.objects.values().get())
        assert visto.version == 1

    def test_entregado_el_correo_su_enlace_se_borra_de_la_base(self, pedido, directora, ahora):
        envio, token = Envio.objects.get(), pedido[1]
        Envio.objects.filter(pk=envio.pk).update(estado="por_verificar", resuelto_en=ahora)
        envio.refresh_from_db()
        assert token in str(envio.secreto)

        dar_por_entregado(envio, por=directora, ahora=ahora)

        envio.refresh_from_db()
        assert (envio.carga, envio.secreto) == ({"nombre": "Titular de Obras"}, {})

    def test_aprobar_sin_cuenta(self, client, pedido):
        visto, token = pedido
        assert client.get(self.direccion(token)).status_code == 200

        respuesta = self.contestar(client, (visto, token), {"respuesta": "conforme", "correcciones": "sobra"})

        visto.refresh_from_db()
        assert respuesta.status_code == 302
        assert (visto.respuesta, visto.correcciones, visto.version_respondida) == ("conforme", "", 1)
        assert Asiento.objects.first().accion == "contestar visto bueno"
        assert "Registramos su respuesta" in client.get(self.direccion(token)).text

    def test_escribir_correcciones_y_cambiar_de_opinion(self, client, pedido):
        visto, token = pedido
        self.contestar(client, (visto, token), {"respuesta": "corregir", "correcciones": "Son 130 familias"})
        visto.refresh_from_db()
        assert visto.correcciones == "Son 130 familias"

        self.contestar(client, (visto, token), {"respuesta": "conforme"})

        visto.refresh_from_db()
        assert (visto.respuesta, visto.correcciones) == ("conforme", "")

    def test_ver_el_enlace_no_contesta_nada(self, client, pedido):
        visto, token = pedido

        respuesta = client.get(self.direccion(token), {"respuesta": "conforme"})

        visto.refresh_from_db()
        assert visto.respuesta == "pendiente"
        assert (respuesta["X-Robots-Tag"], respuesta["Referrer-Policy"]) == ("noindex", "strict-origin")

    @pytest.mark.parametrize(
        ("datos", "frase"),
        [
            ({}, "Elija si los datos son correctos"),
            ({"respuesta": "quizá"}, "no está en la lista"),
            ({"respuesta": "corregir"}, "Escriba qué hay que corregir"),
            ({"respuesta": "corregir", "correcciones": "x" * 2001}, "2000"),
        ],
    )
    def test_lo_que_falta_se_dice(self, client, pedido, datos, frase):
        respuesta = self.contestar(client, pedido, datos)

        assert (respuesta.status_code, frase in respuesta.text) == (422, True)

    def test_vencido_retirado_y_desconocido_contestan_lo_mismo(self, client, borrador):
        ahora = timezone.now()
        vencido, retirado = huella_del_token("vencido"), huella_del_token("retirado")
        VistoBuenoFactory(boletin=borrador, huella=vencido, vence_en=ahora - timedelta(seconds=1))
        VistoBuenoFactory(boletin=borrador, huella=retirado, vence_en=ahora + timedelta(days=1), retirado_en=ahora)
        respuestas = [client.get(self.direccion(t)) for t in ("vencido", "retirado", "nadie")]

        assert [r.status_code for r in respuestas] == [404, 404, 404]
        assert len({re.sub(r'nonce="[^"]+"', "", r.text) for r in respuestas}) == 1

    def test_ya_publicado_no_se_contesta(self, client, pedido, redactora, ahora):
        guardado = guardar_boletin(pedido[0].boletin, version=1, por=redactora, ahora=ahora, cuerpo=TRES * 3)
        publicar_de_urgencia(
            guardado, huella_vista=huella_mostrada(guardado), motivo="Urge", por=redactora, ahora=ahora
        )

        respuesta = self.contestar(client, pedido, {"respuesta": "conforme"})

        assert (respuesta.status_code, "ya se publicó" in respuesta.text) == (422, True)

    def test_retirar_apaga_el_enlace_y_detiene_el_correo(self, pedido, redactora, ahora):
        visto, token = pedido

        visto_bueno.retirar_visto_bueno(visto, por=redactora, ahora=ahora)

        assert visto_bueno.visto_bueno_del_token(token, timezone.now()) is None
        assert puede_salir(Envio.objects.get(), timezone.now()).definitiva

    def test_mientras_sirve_el_correo_sale(self, pedido):
        assert puede_salir(Envio.objects.get(), timezone.now()) is None

    @pytest.mark.parametrize("datos", [{"nombre": "", "correo": "a@b.mx"}, {"nombre": "X", "correo": "no"}, {}])
    def test_pedirlo_mal_se_dice(self, client, borrador, redactora, datos):
        client.force_login(redactora)

        respuesta = client.post(reverse("boletines:pedir_visto_bueno", args=[borrador.pk]), datos)

        assert respuesta.status_code == 422
        assert not VistoBueno.objects.exists()

    def test_en_la_pagina_se_ve_que_contesto_sobre_otra_version(self, client, pedido, redactora, ahora):
        self.contestar(client, pedido, {"respuesta": "conforme"})
        guardar_boletin(pedido[0].boletin, version=1, por=redactora, ahora=ahora, titulo="Otra")
        client.force_login(redactora)

        texto = de_corrido(client.get(reverse("boletines:ver", args=[pedido[0].boletin_id])).text)

        assert "Contestó sobre la versión 1; ahora va en la 2." in texto


def test_el_visto_bueno_ensena_las_fotos_con_su_pie_y_el_correo_tambien_el_sumario(client, redactora, oficina, ahora):
    boletin = BoletinFactory(sumario="El sumario de la obra.")
    foto = FotoDeBoletinFactory(boletin=boletin, evidencia__pie="Se tiende la tubería.")
    _, token = visto_bueno.pedir_visto_bueno(
        boletin, nombre="Laura Ríos", correo="l@obras.invalid", por=redactora, ahora=timezone.now()
    )

    pagina = client.get(reverse("boletines_publicas:visto_bueno", args=[token])).text
    carga = Envio.objects.get(canal="correo").secreto

    assert foto.evidencia.pie in pagina
    assert reverse("boletines_publicas:foto_de_visto_bueno", args=[token, 1]) in pagina
    for forma in ("texto", "html"):
        assert "El sumario de la obra." in carga[forma]
        assert foto.evidencia.pie in carga[forma]


def test_el_visto_bueno_no_ensena_lo_que_no_puede_salir(client, redactora, oficina):
    foto = FotoDeBoletinFactory(evidencia__menores=Menores.PROTEGIDOS, evidencia__pie="Pie de lo protegido.")
    _, token = visto_bueno.pedir_visto_bueno(
        foto.boletin, nombre="Laura Ríos", correo="l@obras.invalid", por=redactora, ahora=timezone.now()
    )

    assert "Pie de lo protegido." not in client.get(reverse("boletines_publicas:visto_bueno", args=[token])).text
    assert client.get(reverse("boletines_publicas:foto_de_visto_bueno", args=[token, 1])).status_code == 404


def test_la_foto_de_un_visto_bueno_pide_un_enlace_que_sirva(client):
    assert client.get(reverse("boletines_publicas:foto_de_visto_bueno", args=["nada", 0])).status_code == 404
