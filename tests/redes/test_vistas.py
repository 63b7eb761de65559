"""Redes: una llamada al dominio por oprimir, y la negativa dicha en la misma página."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from redes.models import Publicacion
from tests.fabricas.boletines import BoletinFactory, FotoDeBoletinFactory
from tests.fabricas.redes import PublicacionFactory
from tests.fabricas.suspension import PeriodoFactory
from tests.lectura import de_corrido

pytestmark = pytest.mark.django_db


@pytest.fixture
def oficina_abierta(client, directora):
    client.force_login(directora)
    return client


@pytest.mark.parametrize("estado", ["x", "publicada"])
def test_la_lista_se_pinta(oficina_abierta, estado):
    PublicacionFactory(publicada=True)

    assert oficina_abierta.get(reverse("redes:lista"), {"estado": estado}).status_code == 200


def test_marcar_descartar_y_recuperar(oficina_abierta):
    pk = PublicacionFactory().pk

    def oprimir(acto, **datos):
        respuesta = oficina_abierta.post(reverse(f"redes:{acto}", args=[pk]), datos, follow=True)
        return Publicacion.objects.get().estado, respuesta.text

    assert oprimir("descartar")[0] == "descartada"
    assert oprimir("recuperar")[0] == "por_publicar"
    estado, texto = oprimir("marcar", enlace="https://malo.invalid/")
    assert (estado, "Pega el enlace completo" in texto) == ("por_publicar", True)
    assert oprimir("marcar", enlace="https://www.facebook.com/x")[0] == "publicada"


def test_una_publicacion_ensena_las_fotos_de_su_boletin(oficina_abierta):
    foto = FotoDeBoletinFactory(boletin__publicado=True)
    publicacion = PublicacionFactory(boletin=foto.boletin)

    respuesta = oficina_abierta.get(reverse("redes:publicacion", args=[publicacion.pk]))

    assert [f.pk for f in respuesta.context["fotos"]] == [foto.evidencia_id]
    assert oficina_abierta.get(reverse("redes:publicacion", args=[PublicacionFactory().pk])).status_code == 200


def test_con_embargo_se_prepara_pero_los_botones_esperan_y_dicen_por_que(oficina_abierta):
    publicacion = PublicacionFactory(no_antes_desde=timezone.now() + timedelta(hours=3))

    html = de_corrido(oficina_abierta.get(reverse("redes:publicacion", args=[publicacion.pk])).text)

    assert "Está embargada hasta el" in html
    assert de_corrido(publicacion.texto) in html
    assert 'type="submit" disabled>Marcar como publicada</button>' in html
    assert 'aria-disabled="true" aria-describedby="por-que-no"' in html


@pytest.mark.usefixtures("tabla_de_suspension")
class TestLaListaDeRedes:
    @pytest.fixture
    def corre_un_periodo(self):
        ahora = timezone.now()
        return PeriodoFactory(inicio=ahora - timedelta(hours=1), fin=ahora + timedelta(days=3))

    def publicacion_de(self, tema, **campos):
        boletin = BoletinFactory(publicado=True, tema=tema)
        return PublicacionFactory(boletin=boletin, titulo=f"Sobre {tema}", **campos)

    @pytest.mark.usefixtures("corre_un_periodo")
    def test_cada_renglon_dice_lo_que_dice_su_pagina(self, oficina_abierta):
        self.publicacion_de("salud")
        self.publicacion_de("obra-publica")
        self.publicacion_de("cultura", no_antes_desde=timezone.now() + timedelta(hours=3))
        PublicacionFactory(boletin=BoletinFactory(retirado=True), titulo="Sobre retirado")

        html = oficina_abierta.get(reverse("redes:lista")).text
        renglones = {r.partition("</a>")[0].rpartition(">")[2]: r for r in html.split('<li class="renglon">')[1:]}

        assert ">Por publicar</span>" in renglones["Sobre salud"]
        assert ">Suspendida</span>" in renglones["Sobre obra-publica"]
        assert "Corre el periodo de suspensión" in renglones["Sobre obra-publica"]
        assert ">Embargada</span>" in renglones["Sobre cultura"]
        assert ">Ya no se publica</span>" in renglones["Sobre retirado"]

    @pytest.mark.usefixtures("corre_un_periodo")
    def test_con_una_o_con_seis_cuesta_lo_mismo(self, oficina_abierta, django_assert_num_queries):
        self.publicacion_de("salud")
        oficina_abierta.get(reverse("redes:lista"))
        with CaptureQueriesContext(connection) as con_una:
            oficina_abierta.get(reverse("redes:lista"))
        for tema in ("salud", "obra-publica", "cultura", "gobierno", "educacion"):
            self.publicacion_de(tema)

        with django_assert_num_queries(len(con_una)):
            oficina_abierta.get(reverse("redes:lista"))

    def test_lo_ya_publicado_no_se_pregunta(self, oficina_abierta):
        PublicacionFactory(publicada=True, titulo="Ya salió")

        html = oficina_abierta.get(reverse("redes:lista"), {"estado": "publicada"}).text

        assert "Ya salió" in html
        assert "Ya no se publica" not in html
