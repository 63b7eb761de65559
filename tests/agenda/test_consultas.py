from datetime import date, timedelta

import pytest

from agenda import consultas
from agenda.consultas import Filtro
from tests.fabricas.agenda import INICIO, CoberturaFactory, EventoFactory
from tests.fabricas.personas import ComunidadFactory, PersonaFactory

pytestmark = pytest.mark.django_db
OFICINA = PersonaFactory.build(papeles=["redaccion"])  # a la oficina no se le esconde nada
DESDE, HASTA = date(2026, 3, 13), date(2026, 3, 14)


class TestEventosEntre:
    def test_el_ultimo_dia_no_entra_y_el_dia_es_el_de_aqui(self, redactora):
        adentro = EventoFactory(inicio=INICIO.replace(hour=6, minute=0))  # 00:00 del 13 en Mazamitla
        EventoFactory(inicio=INICIO.replace(hour=5, minute=59))
        EventoFactory(inicio=INICIO.replace(day=14, hour=6, minute=0))

        assert list(consultas.eventos_entre(redactora, DESDE, HASTA)) == [adentro]

    @pytest.mark.parametrize(
        "filtro",
        [
            Filtro(texto="Órgano"),
            Filtro(prioridad="A"),
            Filtro(solo="publicos"),
            Filtro(solo="sin-cobertura"),
            Filtro(dependencia="DEP"),
            Filtro(comunidad="COM"),
        ],
    )
    def test_cada_filtro_deja_solo_lo_suyo(self, redactora, filtro):
        bueno = EventoFactory(busqueda="organo", prioridad="A", publico=True, comunidad=ComunidadFactory())
        CoberturaFactory(evento=bueno, retirada=True)
        otro = EventoFactory(prioridad="B", comunidad=ComunidadFactory())
        CoberturaFactory(evento=otro)
        if filtro.dependencia:
            filtro = Filtro(dependencia=str(bueno.dependencia_id))
        if filtro.comunidad:
            filtro = Filtro(comunidad=str(bueno.comunidad_id))

        assert list(consultas.eventos_entre(redactora, DESDE, HASTA, filtro)) == [bueno]

    @pytest.mark.parametrize("malo", ["abc", "9" * 40, "²", "-1"])
    def test_un_filtro_mal_escrito_no_tumba_la_lista(self, redactora, malo):
        EventoFactory()

        list(consultas.eventos_entre(redactora, DESDE, HASTA, Filtro(dependencia=malo, comunidad=malo)))

    def test_un_enlace_solo_ve_lo_suyo(self, enlace):
        propio = EventoFactory(dependencia=enlace.dependencia)
        EventoFactory()

        assert list(consultas.eventos_entre(enlace, DESDE, HASTA)) == [propio]


def test_siguiente_evento_salta_lo_suspendido_y_lo_pasado(redactora, ahora):
    EventoFactory(inicio=INICIO + timedelta(hours=1), cancelado=True)
    EventoFactory(inicio=ahora - timedelta(days=1))
    proximo = EventoFactory(inicio=INICIO + timedelta(hours=5))

    assert consultas.siguiente_evento(redactora, ahora) == proximo


def test_cubren_los_activos_con_papel_de_cubrir(redactora, fotografo, consulta, enlace):
    PersonaFactory(papeles=["fotografia"], is_active=False)

    assert set(consultas.quienes_pueden_cubrir()) == {redactora, fotografo}


def test_un_enlace_solo_elige_su_dependencia(enlace, redactora):
    EventoFactory()

    assert list(consultas.dependencias_para(enlace)) == [enlace.dependencia]
    assert consultas.dependencias_para(redactora).count() == 2


def test_la_semana_empieza_en_lunes():
    assert consultas.semana_de(date(2026, 3, 15)) == date(2026, 3, 9)
    assert consultas.semana_de(date(2026, 3, 9)) == date(2026, 3, 9)
