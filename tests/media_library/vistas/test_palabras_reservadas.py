"""Las palabras de los menores protegidos: ni se enseñan ni se encuentran por ellas."""

import pytest
from django.urls import reverse

from media_library.consultas.filtros import filtrar
from media_library.models import Evidencia
from tests.fabricas.agenda import EventoFactory
from tests.fabricas.boletines import BoletinFactory, FotoDeBoletinFactory
from tests.fabricas.media_library import DerivadoFactory, EvidenciaFactory
from tests.fabricas.personas import PersonaFactory

pytestmark = pytest.mark.django_db(transaction=True)


def url(nombre, *args):
    return reverse(f"media_library:{nombre}", args=args)


class TestLasPalabrasDeMenoresProtegidos:
    """Ni se enseñan ni se encuentran por ellas: LGDNNA art. 79."""

    @pytest.fixture
    def protegida(self, db):
        evento = EventoFactory(titulo="Entrega de útiles", alcance="publico")
        evento.clean()
        evento.save()
        foto = EvidenciaFactory(
            evento_ref=evento.ref, menores="protegidos", titulo="Albergue", texto_alternativo="Xóchitl en el albergue",
        )  # fmt: skip
        DerivadoFactory(original=foto.original, hecho=True)
        foto.evento = evento
        return foto

    @pytest.mark.parametrize(("papel", "la_ve"), [("consulta", False), ("redes", False), ("fotografia", True)])
    def test_la_pagina_del_evento_no_las_dice(self, mira, protegida, papel, la_ve):
        texto = mira(papel, reverse("agenda:ver", args=[protegida.evento.pk])).text

        assert ("Xóchitl" in texto, 'alt="Reservada"' in texto) == (la_ve, not la_ve)

    @pytest.mark.parametrize(("papel", "la_ve"), [("consulta", False), ("redes", False), ("fotografia", True)])
    @pytest.mark.parametrize("direccion", ["/oficina/biblioteca/", "/oficina/buscar/"])
    def test_no_se_encuentra_por_ellas(self, mira, protegida, papel, la_ve, direccion):
        texto = mira(papel, f"{direccion}?q=xochitl").text

        assert (url("ver", protegida.pk) in texto) is la_ve

    @pytest.mark.parametrize("direccion", ["/oficina/biblioteca/", "/oficina/buscar/"])
    def test_por_su_evento_si_se_encuentra_pero_sin_sus_palabras(self, mira, protegida, direccion):
        texto = mira("consulta", f"{direccion}?q=utiles").text

        assert (url("ver", protegida.pk) in texto, "Albergue" in texto) == (True, False)

    def test_todos_los_resultados_tampoco_la_traen(self, mira, protegida):
        respuesta = mira("consulta", url("bajar", "web"), todos="on", filtro="?q=xochitl", volver="/oficina/")

        assert (respuesta.status_code, respuesta["Location"]) == (302, "/oficina/")

    def test_el_boletin_que_la_llevaba_no_las_dice(self, mira, protegida):
        FotoDeBoletinFactory(boletin=(boletin := BoletinFactory()), evidencia=protegida, orden=0)

        texto = mira("consulta", reverse("boletines:ver", args=[boletin.pk])).text

        assert ("Xóchitl" in texto, "Está reservada" in texto) == (False, True)

    def test_esconderlas_no_cuesta_consultas(self, protegida, django_assert_num_queries):
        EvidenciaFactory(texto_alternativo="Xóchitl en la plaza")

        for papel, cuantas in (("fotografia", 2), ("consulta", 1)):
            persona = PersonaFactory(papeles=[papel])
            with django_assert_num_queries(2):
                assert len(filtrar(Evidencia.objects.all(), {"q": "xochitl"}, persona=persona)) == cuantas
