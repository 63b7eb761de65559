"""Lo publicado con embargo no ha salido: se dice hasta cuándo espera y se cuenta el día en que se hace público."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from boletines.consultas import boletines as consultas
from boletines.consultas.boletines import Filtro
from boletines.dominio.revision.huella import huella_mostrada
from boletines.dominio.salida.publicacion import publicar_boletin
from boletines.estados import como_se_ve
from boletines.models import Boletin
from cadena.consultas.eventos import con_cadena
from cronograma.dominio.tabla import tabla_del_ejercicio
from cronograma.estados import Regla
from nucleo.texto.formato import cuando_sera
from tests.cronograma.pruebas import cuenta, pruebas_de_la_celda
from tests.fabricas.agenda import EventoFactory
from tests.fabricas.boletines import BoletinFactory
from tests.fabricas.cronograma import ActividadFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("oficina", "reloj")]
LUNES = datetime(2026, 3, 16, 16, 0, tzinfo=UTC)  # lunes 16 de marzo, 10:00 en Mazamitla
EN_ABRIL = datetime(2026, 4, 1, 16, 0, tzinfo=UTC)
FRASE = "Con embargo hasta lun 10:00"


@pytest.fixture
def embargado(ahora):
    return BoletinFactory(publicado=True, publicado_en=ahora, embargo_hasta=LUNES, consecutivo=38)


def publicados_en_el_ano(persona, ahora):
    return consultas.resumen_de_la_lista(persona, ahora).publicados_en_el_ano


def en_cada_mes(regla=Regla.BOLETINES, ejercicio=2026):
    return cuenta(regla, ejercicio)


class TestSeVe:
    def test_en_la_lista_sin_decir_que_esta_publicado(self, client, redactora, embargado):
        client.force_login(redactora)

        texto = client.get(reverse("boletines:lista")).text
        fila = texto.split(embargado.titulo)[1].split("</li>")[0]

        assert FRASE in fila
        assert "Publicado" not in fila
        assert "sale lunes 16 de marzo, 10:00" in fila

    def test_en_su_pagina(self, client, redactora, embargado):
        client.force_login(redactora)

        cabeza = client.get(reverse("boletines:ver", args=[embargado.pk])).text.split("<h1>")[1].split("</p>")[0]

        assert FRASE in cabeza
        assert "Publicado" not in cabeza

    def test_en_la_cadena_de_su_evento(self, client, redactora, embargado, ahora):
        evento = EventoFactory(inicio=ahora - timedelta(hours=3))
        Boletin.objects.filter(pk=embargado.pk).update(evento=evento)
        client.force_login(redactora)

        (renglon,) = con_cadena([evento], redactora, ahora)
        pagina = client.get(reverse("cadena:evento", args=[evento.pk])).text

        assert "Boletín con embargo hasta lun 10:00" in [p.texto for p in renglon.pasos]
        assert pagina.count(FRASE) == 2

    def test_al_buscarlo(self, client, redactora, embargado):
        client.force_login(redactora)

        assert f"CS/038/2026 · {FRASE}" in client.get(reverse("buscar"), {"q": embargado.titulo}).text

    def test_cumplida_su_hora_esta_publicado(self, client, redactora, embargado, reloj):
        client.force_login(redactora)
        reloj.move_to(LUNES)

        texto = client.get(reverse("boletines:ver", args=[embargado.pk])).text

        assert FRASE not in texto

    @pytest.mark.parametrize("estado", ["retirado", "descartado", "aplicado"])
    def test_lo_que_ya_no_espera_nada_no_dice_que_saldra(self, client, redactora, estado, ahora):
        boletin = BoletinFactory(**{estado: True}, embargo_hasta=LUNES)
        client.force_login(redactora)

        texto = client.get(reverse("boletines:ver", args=[boletin.pk])).text
        lista = client.get(reverse("boletines:lista"), {"estado": estado}).text

        assert "mbargado hasta" not in texto
        assert "saldrá el" not in texto
        assert "Embargado" not in lista

    @pytest.mark.parametrize(
        ("momento", "dicho"),
        [
            (datetime(2026, 3, 13, 3, 30, tzinfo=UTC), "hoy 21:30"),
            (datetime(2026, 3, 13, 16, 0, tzinfo=UTC), "vie 10:00"),
            (datetime(2026, 3, 18, 16, 0, tzinfo=UTC), "mié 10:00"),
            (datetime(2026, 3, 19, 16, 0, tzinfo=UTC), "19 mar 10:00"),
            (datetime(2027, 1, 4, 16, 0, tzinfo=UTC), "4 ene 2027 10:00"),
        ],
    )
    def test_la_hora_se_dice_corta_y_sin_confundir_de_semana(self, ahora, momento, dicho):
        assert cuando_sera(momento, ahora) == dicho
        assert como_se_ve("publicado", momento, ahora)[0] == f"Con embargo hasta {dicho}"


class TestSeCuenta:
    def test_no_cuenta_como_publicado_hasta_su_hora(self, redactora, embargado, ahora):
        antes = consultas.resumen_de_la_lista(redactora, ahora)

        assert (antes.publicados_en_el_ano, antes.conteos) == (0, {"con_embargo": 1})
        assert publicados_en_el_ano(redactora, LUNES) == 1

    def test_tiene_su_pestana_y_no_esta_en_la_de_publicados(self, redactora, embargado, ahora):
        publicado = BoletinFactory(publicado=True, publicado_en=ahora)

        assert list(consultas.lista_de(redactora, Filtro(estado="con_embargo"))) == [embargado]
        assert list(consultas.lista_de(redactora, Filtro(estado="publicado"))) == [publicado]

    def test_el_cronograma_no_lo_cuenta_antes_de_su_hora(self, embargado, reloj):
        actividad = ActividadFactory(regla=Regla.BOLETINES)

        assert (en_cada_mes(), pruebas_de_la_celda(actividad, 3)) == ({}, [])
        reloj.move_to(LUNES)

        (prueba,) = pruebas_de_la_celda(actividad, 3)
        assert (en_cada_mes(), prueba.cuando) == ({3: 1}, LUNES)
        assert tabla_del_ejercicio(2026, ahora=LUNES).celda(actividad.numero, 3).realizado == 1

    def test_si_el_embargo_cruza_de_mes_cuenta_en_el_mes_en_que_sale(self, ahora, reloj):
        BoletinFactory(publicado=True, publicado_en=ahora, embargo_hasta=EN_ABRIL)
        actividad = ActividadFactory(regla=Regla.BOLETINES)
        reloj.move_to(EN_ABRIL)

        assert en_cada_mes() == {4: 1}
        assert [len(pruebas_de_la_celda(actividad, mes)) for mes in (3, 4)] == [0, 1]

    def test_si_cruza_de_ano_cuenta_en_el_que_sale(self, redactora, reloj):
        en_diciembre, en_enero = datetime(2025, 12, 30, 18, tzinfo=UTC), datetime(2026, 1, 2, 16, tzinfo=UTC)
        BoletinFactory(publicado=True, publicado_en=en_diciembre, embargo_hasta=en_enero)

        assert (en_cada_mes(ejercicio=2025), en_cada_mes(ejercicio=2026)) == ({}, {1: 1})
        assert publicados_en_el_ano(redactora, en_enero) == 1

    def test_un_embargo_ya_cumplido_al_publicarse_no_lo_mueve_de_dia(self, ahora):
        BoletinFactory(publicado=True, publicado_en=ahora, embargo_hasta=ahora - timedelta(days=20))

        assert en_cada_mes() == {3: 1}

    def test_el_retirado_antes_de_su_hora_no_cuenta_ni_al_llegar(self, ahora, reloj, redactora):
        BoletinFactory(retirado=True, publicado_en=ahora, embargo_hasta=LUNES, retirado_en=ahora)
        reloj.move_to(LUNES)

        assert en_cada_mes() == {}
        assert publicados_en_el_ano(redactora, LUNES) == 0

    def test_publicado_de_verdad_tampoco_cuenta_hasta_su_hora(self, redactar, directora, ahora, reloj):
        boletin = redactar(embargo_hasta=LUNES)

        publicar_boletin(boletin, huella_vista=huella_mostrada(boletin), por=directora, ahora=ahora)

        assert en_cada_mes() == {}
        reloj.move_to(LUNES)
        assert en_cada_mes() == {3: 1}
