"""La puerta: sólo lo público, en cada función."""

from datetime import UTC, date, datetime, timedelta

import pytest

from portal.consultas.actualidad import agenda_publica
from portal.consultas.boletines import publicos, recientes
from portal.consultas.busqueda import Filtro, buscar_en
from portal.consultas.edicion import Edicion
from portal.consultas.meses import del_mes, meses_con_boletines
from portal.consultas.relacionados import relacionados
from portal.consultas.series import TODOS, Temas
from tests.fabricas.agenda import EventoFactory
from tests.fabricas.boletines import BoletinFactory
from tests.fabricas.personas import ComunidadFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def escondidos(ahora):
    """Todo lo que el público no puede ver, con la misma palabra para buscarlo."""
    return [
        BoletinFactory(titulo="Agua en borrador"),
        BoletinFactory(titulo="Agua en revisión", en_revision=True),
        BoletinFactory(titulo="Agua con cambios", con_cambios=True),
        BoletinFactory(titulo="Agua aprobada", aprobado=True),
        BoletinFactory(titulo="Agua retirada", retirado=True),
        BoletinFactory(titulo="Agua embargada", publicado=True, embargo_hasta=ahora + timedelta(hours=1)),
        BoletinFactory(titulo="Agua de mañana", publicado=True, publicado_en=ahora + timedelta(days=1)),
    ]


@pytest.fixture
def visible(ahora):
    return BoletinFactory(
        titulo="Agua para todos", publicado=True, publicado_en=ahora - timedelta(hours=1), consecutivo=45
    )


FUNCIONES = {
    "publicos": lambda _b, ahora: list(publicos(Edicion.vigente(ahora))),
    "recientes": lambda _b, ahora: recientes(Edicion.vigente(ahora), 12),
    "cabeza_del_archivo": lambda _b, ahora: TODOS.recientes(Edicion.vigente(ahora)),
    "del_mes": lambda _b, ahora: del_mes(2026, 3, Edicion.vigente(ahora)),
    "del_tema": lambda b, ahora: Temas.serie(b.tema).recientes(Edicion.vigente(ahora)),
    "buscar": lambda _b, ahora: list(buscar_en(Filtro("agua"), Edicion.vigente(ahora)).boletines),
}


@pytest.mark.parametrize("funcion", FUNCIONES)
def test_ninguna_ensena_lo_que_no_es_publico(funcion, visible, escondidos, ahora):
    assert FUNCIONES[funcion](visible, ahora) == [visible]


def test_al_cumplirse_el_embargo_aparece_al_segundo(ahora):
    boletin = BoletinFactory(publicado=True, embargo_hasta=ahora)

    assert recientes(Edicion.vigente(ahora - timedelta(microseconds=1)), 12) == []
    assert recientes(Edicion.vigente(ahora), 12) == [boletin]


def test_los_relacionados_son_los_tres_publicos_anteriores_de_su_tema(ahora, escondidos):
    previos = [BoletinFactory(publicado=True, publicado_en=ahora - timedelta(days=n)) for n in range(4, 0, -1)]
    BoletinFactory(publicado=True, publicado_en=ahora - timedelta(hours=2), tema="salud")
    ultimo = BoletinFactory(publicado=True, publicado_en=ahora - timedelta(hours=1))

    assert relacionados(ultimo, Edicion.vigente(ahora)) == previos[:0:-1]


def test_los_meses_con_boletines_son_los_de_la_hora_de_aqui(ahora, escondidos):
    for momento in (datetime(2026, 3, 1, 5, 59, tzinfo=UTC), datetime(2025, 12, 31, 18, tzinfo=UTC)):
        BoletinFactory(publicado=True, publicado_en=momento)

    meses = meses_con_boletines(Edicion.vigente(ahora))

    assert [(m.ejercicio, m.numero, m.nombre, m.url) for m in meses] == [
        (2026, 2, "febrero", "/boletines/2026/02/"), (2025, 12, "diciembre", "/boletines/2025/12/"),
    ]  # fmt: skip


class TestArchivo:
    def test_un_retiro_no_recorre_a_los_demas(self, ahora):
        edicion = Edicion.vigente(ahora)
        for n in range(25):
            BoletinFactory(publicado=True, publicado_en=ahora - timedelta(days=30 - n))
        antes = dict(TODOS.por_paginas(range(1, 3), edicion))
        fuera = antes[1][3]
        type(fuera).objects.filter(pk=fuera.pk).update(estado="retirado", retirado_en=ahora, motivo_de_retiro="Error")

        despues = dict(TODOS.por_paginas(range(1, 3), edicion))
        assert despues == {1: [b for b in antes[1] if b != fuera], 2: antes[2]}
        assert TODOS.paginas_cerradas(edicion) == 1
        assert len(TODOS.recientes(edicion)) == 13

    def test_lo_de_hoy_no_cierra_paginas_hasta_manana(self, ahora):
        for n in range(40):
            BoletinFactory(publicado=True, publicado_en=ahora - timedelta(minutes=n))

        hoy, manana = Edicion.vigente(ahora), Edicion.vigente(ahora + timedelta(hours=12))

        assert (TODOS.paginas_cerradas(hoy), len(TODOS.recientes(hoy))) == (0, 40)
        assert (TODOS.paginas_cerradas(manana), len(TODOS.recientes(manana))) == (2, 16)

    def test_vacio_no_tiene_paginas(self, ahora):
        edicion = Edicion.vigente(ahora)

        assert (TODOS.paginas_cerradas(edicion), TODOS.recientes(edicion)) == (0, [])


class TestAgenda:
    def test_solo_lo_publico_entre_los_dos_dias_de_aqui(self):
        dia = date(2026, 3, 13)
        adentro = [
            EventoFactory(publico=True, inicio=datetime(2026, 3, 13, 6, 0, tzinfo=UTC)),
            EventoFactory(publico=True, cancelado=True, inicio=datetime(2026, 3, 14, 5, 59, tzinfo=UTC)),
        ]
        EventoFactory(publico=True, inicio=datetime(2026, 3, 13, 5, 59, tzinfo=UTC))
        EventoFactory(publico=True, por_confirmar=True)
        EventoFactory(para_medios=True)

        assert agenda_publica(dia, 1) == adentro

    @pytest.mark.parametrize("cuantos", [1, 3])
    def test_decir_donde_es_cada_acto_no_cuesta_otra_consulta(self, django_assert_num_queries, cuantos):
        for _ in range(cuantos):
            EventoFactory(publico=True, comunidad=ComunidadFactory())

        with django_assert_num_queries(1):
            lugares = [f"{e.donde()}, {e.dependencia}" for e in agenda_publica(date(2026, 3, 13), 1)]

        assert len(lugares) == cuantos


class TestBuscar:
    @pytest.mark.parametrize(
        "texto",
        [
            "rehabilitación",
            "REHABILITACION",
            "rehabilitacion peña",
            "pena",
            "caminos",
            '"en la peña"',
            "peña -salud",
        ],
    )
    def test_no_importan_acentos_mayusculas_ni_terminaciones(self, ahora, texto):
        boletin = BoletinFactory(publicado=True, titulo="Inicia la rehabilitación del camino en la peña")
        BoletinFactory(publicado=True, titulo="Jornada de salud", sumario="Vacunas", cuerpo="Hay vacunas.")

        assert list(buscar_en(Filtro(texto), Edicion.vigente(ahora)).boletines) == [boletin]

    @pytest.mark.parametrize("texto", ["CS/045/2026", "cs/45/2026", " CS/045/2026 "])
    def test_por_folio(self, ahora, texto):
        boletin = BoletinFactory(publicado=True, consecutivo=45)
        BoletinFactory(publicado=True, consecutivo=46)

        assert list(buscar_en(Filtro(texto), Edicion.vigente(ahora)).boletines) == [boletin]

    def test_el_folio_de_lo_escondido_tampoco_aparece(self, ahora):
        BoletinFactory(retirado=True, consecutivo=45)

        assert not buscar_en(Filtro("CS/045/2026"), Edicion.vigente(ahora)).boletines

    @pytest.mark.parametrize(
        "texto",
        ["'", '"', "a' OR 1=1 --", "&|!():*", "%", "\\", "CS/²/2026", "CS/" + "9" * 30 + "/2026", "/" * 5, "🙂"],
    )
    def test_nada_de_lo_que_se_escriba_la_tumba(self, ahora, texto):
        BoletinFactory(publicado=True)

        buscar_en(Filtro(texto), Edicion.vigente(ahora))

    def test_pagina_de_doce_en_doce(self, ahora):
        BoletinFactory.create_batch(13, publicado=True, titulo="Agua")

        primera, segunda = (buscar_en(Filtro("agua"), Edicion.vigente(ahora), pagina=n) for n in (1, 2))

        assert (len(primera.boletines), primera.hay_mas) == (12, True)
        assert (len(segunda.boletines), segunda.hay_mas) == (1, False)
        assert not set(primera.boletines) & set(segunda.boletines)

    @pytest.mark.parametrize("cuantos", [1, 8])
    def test_cuesta_cinco_consultas_sean_uno_u_ocho(self, ahora, django_assert_max_num_queries, cuantos):
        BoletinFactory.create_batch(cuantos, publicado=True, titulo="Agua")

        with django_assert_max_num_queries(5):
            hallados = buscar_en(Filtro("agua"), Edicion.vigente(ahora)).boletines
            assert [str(b.dependencia) for b in hallados if list(b.fotos.all()) == []]
