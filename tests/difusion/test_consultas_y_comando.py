import io
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from difusion import consultas, tasks
from difusion.consultas import Filtro
from difusion.estados import EstadoEnvio
from tests.fabricas.difusion import EnvioFactory

pytestmark = pytest.mark.django_db


class TestLista:
    def test_va_de_lo_ultimo_a_lo_primero_sin_cargar_su_contenido(self, ahora, django_assert_num_queries):
        viejo, nuevo = EnvioFactory(creado_en=ahora), EnvioFactory(creado_en=ahora + timedelta(minutes=1))

        with django_assert_num_queries(1):
            lista = list(consultas.lista_de(Filtro()))

        assert lista == [nuevo, viejo]
        assert "carga" in lista[0].get_deferred_fields()

    @pytest.mark.parametrize(
        "filtro",
        [
            Filtro(estado="fallido"),
            Filtro(estado="por-decidir"),
            Filtro(canal="portal"),
            Filtro(texto="MESA@"),
            Filtro(estado="fallido", texto="mesa"),
        ],
    )
    def test_cada_filtro_deja_solo_lo_suyo(self, filtro):
        bueno = EnvioFactory(fallido=True, canal="portal", destinatario="mesa@medio.invalid")
        EnvioFactory()

        assert list(consultas.lista_de(filtro)) == [bueno]

    @pytest.mark.parametrize("filtro", [Filtro(estado="inventado"), Filtro(canal="paloma")])
    def test_un_filtro_que_no_existe_se_ignora(self, filtro):
        EnvioFactory()

        assert consultas.lista_de(filtro).count() == 1


def test_lo_que_la_maquina_rehace_solo_se_ensena_si_no_salio_bien():
    EnvioFactory(entregado=True, motivo="documentos", canal="portal")
    falto = EnvioFactory(motivo="documentos", canal="portal", estado="fallido")
    boletin = EnvioFactory(entregado=True, motivo="publicar", canal="portal")

    assert set(consultas.lista_de(Filtro())) == {falto, boletin}
    assert consultas.lista_de(Filtro(estado="entregado")).count() == 2


def test_conteos_por_estado():
    EnvioFactory.create_batch(2)
    EnvioFactory(fallido=True)

    assert consultas.conteos() == {"pendiente": 2, "fallido": 1}


class TestSinCelery:
    def test_una_vez_recoge_lo_atascado_y_lo_entrega(self, smtp):
        atascado = EnvioFactory(tomado=True)
        salida = io.StringIO()

        call_command("despachar", "--una-vez", stdout=salida)

        atascado.refresh_from_db()
        assert atascado.estado == EstadoEnvio.ENTREGADO
        assert salida.getvalue() == "Envíos atendidos: 1.\n"

    def test_las_tareas_hacen_lo_mismo(self, smtp):
        atascado, pendiente = EnvioFactory(tomado=True), EnvioFactory()

        tasks.despachar()
        tasks.apartar_atascados()
        tasks.despachar()

        for envio in (atascado, pendiente):
            envio.refresh_from_db()
            assert envio.estado == EstadoEnvio.ENTREGADO
        assert len(smtp.mensajes()) == 2
        assert atascado.resuelto_en <= timezone.now()
