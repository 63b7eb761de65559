"""Los adelantos de lo embargado: con nombre, con vencimiento y con cuenta de aperturas."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from boletines.dominio.revision.aprobacion import pedir_cambios
from boletines.dominio.revision.huella import huella_mostrada
from boletines.dominio.salida import adelantos
from boletines.dominio.salida.publicacion import publicar_boletin
from boletines.forms.boletin import AdelantoForm
from boletines.models import Adelanto, AperturaDeAdelanto, Boletin
from nucleo.dominio.impedimentos import NoSePuede, NoTienePermiso
from tests.fabricas.medios import ContactoFactory
from tests.fabricas.suspension import PeriodoFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("oficina")]


class TestAdelantos:
    @pytest.fixture
    def embargado(self, redactar):
        return redactar(embargo_hasta=timezone.now() + timedelta(hours=6))

    @pytest.fixture
    def enlace(self, embargado, directora):
        return adelantos.dar_adelanto(
            embargado, nombre="Redacción de Radio Sierra", por=directora, ahora=timezone.now()
        )[1].removeprefix("http://localhost:8000")

    def test_se_lee_con_su_nombre_encima_y_sin_indexarse(self, client, embargado, enlace):
        respuesta = client.get(enlace)

        assert embargado.titulo in respuesta.text
        assert respuesta.text.count("Redacción de Radio Sierra") >= 2
        assert (respuesta["X-Robots-Tag"], respuesta["Referrer-Policy"]) == ("noindex", "strict-origin")
        assert "no-store" in respuesta["Cache-Control"]

    def test_cada_apertura_se_cuenta(self, client, enlace, embargado):
        client.get(enlace)
        client.get(enlace)

        assert AperturaDeAdelanto.objects.filter(desde_ip="127.0.0.1").count() == 2
        assert adelantos.adelantos_de(embargado).get().veces == 2

    @pytest.mark.parametrize(
        "pedido", [{"Sec-Purpose": "prefetch"}, {"Sec-Purpose": "prefetch;prerender"}, {"Purpose": "prefetch"}]
    )
    def test_lo_que_pide_el_navegador_por_adelantado_no_es_una_lectura(self, client, enlace, pedido):
        assert client.get(enlace, headers=pedido).status_code == 200

        assert not AperturaDeAdelanto.objects.exists()

    def test_preguntar_si_esta_no_es_leerlo(self, client, enlace):
        assert client.head(enlace).status_code == 200

        assert not AperturaDeAdelanto.objects.exists()

    def test_abrirlo_sin_parar_deja_las_primeras_de_la_hora(self, client, enlace):
        for _ in range(adelantos.APERTURAS_POR_HORA + 3):
            client.get(enlace)

        assert AperturaDeAdelanto.objects.count() == adelantos.APERTURAS_POR_HORA

    def test_la_base_no_guarda_el_enlace(self, enlace):
        assert enlace.split("/")[3] not in str(Adelanto.objects.values().get())

    def test_retirado_ya_no_se_lee(self, client, enlace, directora, ahora):
        adelantos.retirar_adelanto(Adelanto.objects.get(), por=directora, ahora=ahora)

        assert client.get(enlace).status_code == 404
        assert not AperturaDeAdelanto.objects.exists()

    def test_si_le_piden_cambios_deja_de_leerse(self, client, enlace, embargado, directora, ahora):
        pedir_cambios(embargado, motivo="Falta algo", por=directora, ahora=ahora)

        assert client.get(enlace).status_code == 404

    def test_al_cumplirse_la_hora_lleva_a_la_pagina_publica(self, client, enlace, embargado, directora):
        publicado = publicar_boletin(
            embargado, huella_vista=huella_mostrada(embargado), por=directora, ahora=timezone.now()
        )
        Boletin.objects.filter(pk=publicado.pk).update(embargo_hasta=timezone.now() - timedelta(minutes=1))
        assert client.get(enlace).status_code == 200  # su página aún no está escrita

        Boletin.objects.filter(estado="publicado").update(en_portal_desde=timezone.now())
        assert client.get(enlace).url == publicado.ruta_publica

    def test_vencido_no_se_lee(self, client, enlace):
        Adelanto.objects.update(
            dado_en=timezone.now() - timedelta(days=2), vence_en=timezone.now() - timedelta(seconds=1)
        )

        assert client.get(enlace).status_code == 404

    def test_nada_mas_se_alcanza_con_el_enlace(self, client, enlace, embargado):
        for ruta in (f"{enlace}foto/0/", f"{enlace}foto/99999999/", f"{enlace}boletin.pdf", f"{enlace}../"):
            assert client.get(ruta).status_code == 404
        assert client.get(reverse("boletines:ver", args=[embargado.pk])).status_code == 302

    @pytest.mark.parametrize("metodo", ["post", "put", "delete"])
    def test_solo_se_lee(self, client, enlace, metodo):
        assert getattr(client, metodo)(enlace).status_code == 405

    def test_sin_embargo_o_sin_aprobar_no_se_adelanta(self, redactar, directora):
        for boletin, frase in (
            (redactar(), "No está embargado"),
            (redactar("borrador", embargo_hasta=timezone.now() + timedelta(hours=1)), "aprobado"),
        ):
            with pytest.raises(NoSePuede, match=frase):
                adelantos.dar_adelanto(boletin, nombre="X", por=directora, ahora=timezone.now())

    def test_en_suspension_ni_se_da_ni_se_abre(self, client, embargado, enlace, directora, tabla_de_suspension):
        ahora = timezone.now()
        PeriodoFactory(inicio=ahora - timedelta(minutes=1), fin=ahora + timedelta(days=1))

        assert client.get(enlace).status_code == 404
        with pytest.raises(NoSePuede, match="suspensión de propaganda"):
            adelantos.dar_adelanto(embargado, nombre="X", por=directora, ahora=ahora)

    def test_sin_para_quien_no(self, embargado, directora):
        with pytest.raises(NoSePuede, match="para quién"):
            adelantos.dar_adelanto(embargado, nombre="  ", por=directora, ahora=timezone.now())

    def test_pide_la_capacidad(self, embargado, fotografo):
        with pytest.raises(NoTienePermiso):
            adelantos.dar_adelanto(embargado, nombre="X", por=fotografo, ahora=timezone.now())

    def test_por_la_pantalla_el_enlace_se_ve_una_vez(self, client, embargado, directora):
        contacto = ContactoFactory()
        client.force_login(directora)

        respuesta = client.post(reverse("boletines:dar_adelanto", args=[embargado.pk]), {"contacto": contacto.pk})

        assert "/r/adelanto/" in respuesta.text
        assert Adelanto.objects.get().nombre == f"{contacto.nombre}, {contacto.medio}"
        otra = client.get(reverse("boletines:salidas", args=[embargado.pk])).text
        assert ("/r/adelanto/" in otra, contacto.nombre in otra) == (False, True)

    @pytest.mark.parametrize("datos", [{"contacto": "999999"}, {"nombre": "x" * 161}, {}])
    def test_mal_pedido_se_dice(self, client, embargado, directora, datos):
        client.force_login(directora)

        respuesta = client.post(reverse("boletines:dar_adelanto", args=[embargado.pk]), datos)

        assert respuesta.status_code in {409, 422}
        assert not Adelanto.objects.exists()


def test_los_contactos_de_un_adelanto_se_ofrecen_con_su_medio():
    contacto = ContactoFactory(nombre="Cabina")

    assert f"Cabina, {contacto.medio}" in str(AdelantoForm()["contacto"])
