"""La palabra de cada celda (docs/dominio.md, «El cronograma») y el porcentaje."""

from datetime import UTC, date, datetime

import pytest

from cronograma.dominio.celdas import Celda
from cronograma.dominio.plan.metas import cargar_poa
from cronograma.dominio.tabla import plan_de, suspendidos, tabla_del_ejercicio
from cronograma.estados import Avance, Regla
from suspension.models import PeriodoSuspension
from tests.fabricas.boletines import BoletinFactory
from tests.fabricas.cronograma import ActividadFactory, EvidenciaManualFactory, MetaFactory

pytestmark = pytest.mark.django_db
PASADO, ACTUAL, FUTURO = 2, 3, 4  # el reloj de las pruebas está en marzo de 2026


def suspender(inicio, fin):
    return PeriodoSuspension.objects.create(
        tipo="eleccion", nombre="Elección", inicio=datetime(*inicio, 6, tzinfo=UTC), fin=datetime(*fin, 6, tzinfo=UTC),
        fundamento="Const. 41 III-C",
    )  # fmt: skip


def celda_con(ahora, *, mes, programado, realizado, **actividad):
    actividad = ActividadFactory(**actividad)
    if programado is not None:
        MetaFactory(actividad=actividad, mes=mes, programado=programado)
    if realizado:
        EvidenciaManualFactory(
            actividad=actividad, mes=mes, fecha=datetime(2026, mes, 1, tzinfo=UTC).date(), cantidad=realizado
        )
    return tabla_del_ejercicio(2026, ahora=ahora).celda(actividad.numero, mes)


@pytest.mark.parametrize(
    ("mes", "programado", "realizado", "avance", "cifra"),
    [
        (PASADO, 10, 10, Avance.CUMPLIDO, "10/10"),
        (PASADO, 10, 11, Avance.CUMPLIDO, "11/10"),
        (PASADO, 10, 12, Avance.SOBRECUMPLIDO, "12/10"),
        (ACTUAL, 1, 2, Avance.SOBRECUMPLIDO, "2/1"),
        (PASADO, 10, 9, Avance.PARCIAL, "9/10"),
        (PASADO, 10, 7, Avance.PARCIAL, "7/10"),
        (PASADO, 10, 6, Avance.NO_CUMPLIDO, "6/10"),
        (PASADO, 3, 2, Avance.NO_CUMPLIDO, "2/3"),
        (PASADO, 10, 0, Avance.NO_CUMPLIDO, "0/10"),
        (PASADO, 0, 0, Avance.SIN_META, "–"),
        (PASADO, None, 0, Avance.SIN_META, "–"),
        (PASADO, None, 4, Avance.SIN_META, "4"),
        (PASADO, 0, 4, Avance.SIN_META, "4"),
        (ACTUAL, 10, 0, Avance.EN_CURSO, "0/10"),
        (ACTUAL, 10, 9, Avance.EN_CURSO, "9/10"),
        (ACTUAL, 10, 10, Avance.CUMPLIDO, "10/10"),
        (FUTURO, 10, 0, Avance.POR_INICIAR, "–/10"),
        (FUTURO, None, 0, Avance.SIN_META, "–"),
    ],
)
def test_la_palabra_y_la_cifra(ahora, mes, programado, realizado, avance, cifra):
    celda = celda_con(ahora, mes=mes, programado=programado, realizado=realizado)

    assert (celda.avance, celda.palabra, celda.cifra) == (avance, avance.label, cifra)
    assert celda.es_actual is (mes == ACTUAL)


@pytest.mark.parametrize(("se_suspende", "avance"), [(True, Avance.SUSPENDIDO), (False, Avance.NO_CUMPLIDO)])
def test_en_veda_solo_se_suspende_lo_que_la_ley_suspende(ahora, se_suspende, avance):
    suspender((2026, 2, 1), (2026, 3, 1))

    assert celda_con(ahora, mes=PASADO, programado=10, realizado=0, se_suspende=se_suspende).avance == avance


def test_el_nombre_del_mes_y_la_fraccion(ahora):
    celda = celda_con(ahora, mes=PASADO, programado=10, realizado=15)

    assert (celda.nombre_del_mes, celda.fraccion) == ("febrero", 1.0)
    assert celda_con(ahora, mes=PASADO, programado=0, realizado=1).fraccion == 0.0


class TestPorcentaje:
    def test_lo_que_no_ha_empezado_o_esta_suspendido_no_baja_el_avance(self, ahora):
        actividad = ActividadFactory(se_suspende=True)
        suspender((2026, 2, 1), (2026, 3, 1))
        for mes in (1, PASADO, FUTURO):
            MetaFactory(actividad=actividad, mes=mes, programado=2)
        EvidenciaManualFactory(actividad=actividad, fecha=date(2026, 1, 20), cantidad=2)

        tabla = tabla_del_ejercicio(2026, ahora=ahora)

        assert (tabla.filas[0].programado, tabla.filas[0].realizado, tabla.filas[0].porcentaje) == (2, 2, 100)
        assert tabla.porcentaje == 100
        assert "Const. 41 III-C" in tabla.filas[0].celdas[PASADO - 1].fundamento

    def test_el_exceso_de_un_mes_no_tapa_lo_que_falto_en_otro(self, ahora):
        actividad = ActividadFactory()
        for mes in (1, PASADO):
            MetaFactory(actividad=actividad, mes=mes, programado=10)
        EvidenciaManualFactory(actividad=actividad, fecha=date(2026, 1, 20), cantidad=20)

        assert tabla_del_ejercicio(2026, ahora=ahora).porcentaje == 50

    def test_sin_pesos_cada_actividad_pesa_su_parte_de_lo_programado(self, ahora):
        """La figura de noviembre de la dirección: 48 de 50."""
        for programado, hecho in ((12, 13), (16, 16), (2, 1), (4, 3), (8, 8), (8, 11)):
            actividad = ActividadFactory()
            MetaFactory(actividad=actividad, mes=PASADO, programado=programado)
            EvidenciaManualFactory(actividad=actividad, fecha=date(2026, PASADO, 2), cantidad=hecho)

        tabla = tabla_del_ejercicio(2026, ahora=ahora)

        assert (tabla.porcentaje, tabla.cumplimiento_del_mes(PASADO), tabla.con_pesos) == (96, 96, False)

    def test_con_pesos_en_todas_manda_el_peso(self, ahora):
        for peso, hecho in ((75, 10), (25, 0)):
            actividad = ActividadFactory(peso=peso)
            MetaFactory(actividad=actividad, mes=PASADO, programado=10)
            if hecho:
                EvidenciaManualFactory(actividad=actividad, fecha=date(2026, PASADO, 2), cantidad=hecho)

        tabla = tabla_del_ejercicio(2026, ahora=ahora)

        assert (tabla.porcentaje, tabla.con_pesos) == (75, True)

    def test_sin_metas_no_hay_porcentaje(self, ahora):
        ActividadFactory()

        tabla = tabla_del_ejercicio(2026, ahora=ahora)

        assert (tabla.porcentaje, tabla.filas[0].porcentaje) == (None, None)

    def test_del_mes_da_una_celda_por_actividad(self, ahora):
        ActividadFactory.create_batch(3)

        assert [c.mes for c in tabla_del_ejercicio(2026, ahora=ahora).del_mes(5)] == [5, 5, 5]


def meses_suspendidos(ejercicio):
    return set(suspendidos(plan_de(ejercicio)))


class TestMesesSuspendidos:
    def test_quince_dias_o_mas_suspenden_el_mes(self):
        suspender((2026, 4, 16), (2026, 6, 15))  # 15 días de abril, todo mayo, 14 de junio

        assert meses_suspendidos(2026) == {4, 5}

    def test_catorce_dias_no(self):
        suspender((2026, 4, 1), (2026, 4, 15))

        assert meses_suspendidos(2026) == set()

    def test_los_encimados_se_cuentan_una_vez_y_los_separados_se_suman(self):
        suspender((2026, 4, 1), (2026, 4, 11))
        suspender((2026, 4, 5), (2026, 4, 11))
        assert meses_suspendidos(2026) == set()

        suspender((2026, 4, 20), (2026, 4, 25))
        assert meses_suspendidos(2026) == {4}

    def test_uno_que_cruza_de_ano_solo_cuenta_sus_dias_de_este(self):
        suspender((2025, 12, 20), (2026, 1, 20))

        assert meses_suspendidos(2026) == {1}
        assert meses_suspendidos(2025) == set()


def test_la_fecha_de_corte_es_la_de_aqui():
    assert str(tabla_del_ejercicio(2026, ahora=datetime(2026, 4, 1, 5, 0, tzinfo=UTC)).corte) == "2026-03-31"


@pytest.mark.parametrize("boletines", [0, 6])
def test_la_tabla_completa_cuesta_lo_mismo_con_evidencia_que_sin_ella(
    directora, ahora, django_assert_max_num_queries, boletines
):
    cargar_poa(ejercicio=2026, por=directora, ahora=ahora)
    BoletinFactory.create_batch(boletines, publicado=True)

    with django_assert_max_num_queries(12):
        tabla = tabla_del_ejercicio(2026, ahora=ahora)

    assert tabla.celda(1, 3).realizado == boletines
    assert [f.actividad.regla for f in tabla.filas] == [
        Regla.BOLETINES, Regla.MEMORIA, Regla.DIAPOSITIVAS, Regla.DISENOS, Regla.AUDIOVISUAL, Regla.PAGINAS,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("avance", "angosta"),
    [(Avance.SOBRECUMPLIDO, "Sobrecum-plido"), (Avance.SIN_META, "No progra-mado"), (Avance.CUMPLIDO, "Cumplido")],
)
def test_la_palabra_larga_dice_donde_partirse_en_la_tabla(avance, angosta):
    celda = Celda(ActividadFactory.build(), 3, 1, 1, avance)

    assert celda.palabra_angosta.replace("\u00ad", "-") == angosta
