"""Un mes cerrado no cambia; lo que llega después se ve a su lado y cuenta en el primero abierto."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from boletines.models import Boletin
from cronograma.dominio.cierre import explicar
from cronograma.dominio.exclusion import quitar_de_la_cuenta
from cronograma.dominio.reglas import cambiar_regla
from cronograma.dominio.tabla import tabla_del_ejercicio
from cronograma.estados import Avance, Regla
from cronograma.models import PruebaCerrada
from nucleo.dominio.impedimentos import NoSePuede
from tests.cronograma.pruebas import ABRIL_3, CINCO_DE_MARZO, FEBRERO, celda, memoria
from tests.fabricas.boletines import BoletinFactory
from tests.fabricas.cronograma import ActividadFactory, EvidenciaManualFactory, MetaFactory
from tests.papeles import siendo_el_dueno

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("oficina")]
AGREGAR_UNA = """
INSERT INTO cronograma_pruebacerrada
    (cierre_id, actividad_id, clase, cosa, ocurrio_en, titulo, direccion, cantidad, extemporanea, huella)
SELECT cierre_id, actividad_id, clase, 999, ocurrio_en, titulo, direccion, 1, false, ''
FROM cronograma_pruebacerrada LIMIT 1
"""


class TestNoCambia:
    """Después de firmado: fotos tardías, retiros, borrados y cambios de fecha no mueven nada."""

    @pytest.fixture
    def cierre(self, boletines, cerrar):
        return cerrar()

    def test_ni_con_un_retiro_ni_con_un_borrado_ni_con_un_cambio_de_fecha(self, cierre, boletines):
        antes = celda(2, boletines), bytes(cierre.documento.octetos)
        uno, otro = Boletin.objects.order_by("consecutivo")
        Boletin.objects.filter(pk=uno.pk).update(
            estado="retirado", retirado_en=CINCO_DE_MARZO, motivo_de_retiro="Por error"
        )
        Boletin.objects.filter(pk=otro.pk).update(publicado_en=FEBRERO - timedelta(days=30))

        despues = celda(2, boletines)

        assert (despues.realizado, despues.avance) == (antes[0].realizado, antes[0].avance) == (2, Avance.CUMPLIDO)
        cierre.documento.refresh_from_db()
        assert bytes(cierre.documento.octetos) == antes[1]

    def test_lo_que_se_mueve_a_otro_mes_no_cuenta_dos_veces(self, cierre, boletines):
        Boletin.objects.filter(consecutivo=2).update(publicado_en=datetime(2026, 3, 2, 18, tzinfo=UTC))

        assert celda(3, boletines).realizado == 0

    @pytest.mark.parametrize(
        "sql",
        [
            "UPDATE cronograma_cifracerrada SET realizado = 99",
            "DELETE FROM cronograma_cifracerrada",
            "UPDATE cronograma_pruebacerrada SET titulo = 'otra'",
            "DELETE FROM cronograma_pruebacerrada",
            "UPDATE cronograma_documentodecierre SET huella = ''",
            "DELETE FROM cronograma_documentodecierre",
            "UPDATE cronograma_cierremensual SET porcentaje = 100, cuenta = 50",
            "UPDATE cronograma_cierremensual SET sellado = false",
            "DELETE FROM cronograma_cierremensual",
            AGREGAR_UNA,
        ],
    )
    def test_la_base_no_deja_cambiarlo_ni_a_su_dueno(self, cierre, sql):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
        with siendo_el_dueno() as cursor:  # noqa: SIM117 - al salir ya se deshizo lo que falló
            with pytest.raises(DatabaseError, match=r"cerrado|cierre"), transaction.atomic():
                cursor.execute(sql)

    def test_no_se_saca_una_prueba_de_un_mes_cerrado(self, cierre, boletines, directora):
        prueba = PruebaCerrada.objects.first()
        with pytest.raises(NoSePuede, match="está cerrado"):
            quitar_de_la_cuenta(
                boletines, mes=2, clase="boletin", cosa=prueba.cosa, motivo="x", por=directora, ahora=CINCO_DE_MARZO
            )

    def test_la_regla_no_cambia_hacia_atras_de_un_cierre(self, cierre, directora):
        with pytest.raises(NoSePuede, match="puede cambiar desde marzo de 2026"):
            cambiar_regla(
                Regla.MEMORIA, parametros={"fotos": 9}, desde=date(2026, 2, 1), motivo="x", por=directora,
                ahora=CINCO_DE_MARZO,
            )  # fmt: skip

    def test_lo_explicado_de_un_mes_cerrado_ya_no_se_toca(self, cierre, boletines, directora):
        with pytest.raises(NoSePuede, match="lo firmado no cambia"):
            explicar(boletines, mes=2, caso="falto", texto="Otro", por=directora, ahora=CINCO_DE_MARZO)


class TestExtemporaneas:
    def test_lo_que_llega_tarde_se_ve_al_lado_y_cuenta_en_el_que_sigue(self, boletines, cerrar):
        cerrar()
        BoletinFactory(publicado=True, publicado_en=FEBRERO + timedelta(days=3), consecutivo=3)

        febrero, marzo = celda(2, boletines), celda(3, boletines)

        assert (febrero.realizado, febrero.tardias) == (2, 1)
        assert (marzo.realizado, marzo.de_antes) == (1, 1)

    def test_al_cerrar_el_que_sigue_queda_marcada_y_no_vuelve_a_contar(self, boletines, cerrar, directora):
        cerrar()
        BoletinFactory(publicado=True, publicado_en=FEBRERO + timedelta(days=3), consecutivo=3)
        BoletinFactory(publicado=True, publicado_en=datetime(2026, 3, 20, 18, tzinfo=UTC), consecutivo=4)

        cierre = cerrar(mes=3, ahora=ABRIL_3)

        assert list(cierre.pruebas_cerradas.values_list("titulo", "extemporanea").order_by("extemporanea"))[1][1]
        assert cierre.cifras.values_list("realizado", "de_antes").get() == (2, 1)
        assert celda(4, boletines, ABRIL_3).realizado == 0
        assert celda(2, boletines, ABRIL_3).tardias == 1

    def test_si_con_lo_tardio_llega_a_la_meta_fue_fuera_de_plazo(self, directora, cerrar):
        actividad = ActividadFactory(regla=Regla.MEMORIA)
        MetaFactory(actividad=actividad, mes=2)
        explicar(actividad, mes=2, caso="falto", texto="Falta describir", por=directora, ahora=CINCO_DE_MARZO)
        cerrar()
        memoria(FEBRERO)

        assert celda(2, actividad).avance == Avance.FUERA_DE_PLAZO

    def test_lo_de_diciembre_que_llega_tarde_cuenta_en_enero_del_otro_ano(self, directora, cerrar):
        viejo = ActividadFactory(ejercicio=2025, numero=1, regla=Regla.BOLETINES)
        nuevo = ActividadFactory(ejercicio=2026, numero=1, regla=Regla.BOLETINES)
        MetaFactory(actividad=viejo, mes=12)
        BoletinFactory(publicado=True, publicado_en=datetime(2025, 12, 5, 18, tzinfo=UTC), ejercicio=2025)
        cerrar(mes=12, ejercicio=2025, ahora=datetime(2026, 1, 3, 18, tzinfo=UTC))
        BoletinFactory(publicado=True, publicado_en=datetime(2025, 12, 9, 18, tzinfo=UTC), ejercicio=2025)
        EvidenciaManualFactory(actividad=viejo, fecha=date(2025, 12, 8))

        enero = celda(1, nuevo, datetime(2026, 1, 6, 18, tzinfo=UTC))

        assert (enero.realizado, enero.de_antes) == (2, 2)

    def test_solo_la_recibe_el_mes_que_sigue(self, boletines, cerrar):
        cerrar()
        BoletinFactory(publicado=True, publicado_en=FEBRERO + timedelta(days=3))

        de_antes = [c.de_antes for c in tabla_del_ejercicio(2026, ahora=CINCO_DE_MARZO).filas[0].celdas]

        assert de_antes == [0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]

    def test_una_actividad_que_entra_a_medio_ano_no_trae_lo_de_antes_como_tardio(self, boletines, cerrar):
        memoria(FEBRERO)
        cerrar()
        nueva = ActividadFactory(regla=Regla.MEMORIA)

        celdas = [celda(mes, nueva) for mes in (2, 3)]

        assert [(c.realizado, c.de_antes, c.avance) for c in celdas] == [(0, 0, Avance.SIN_META)] * 2

    def test_la_que_llego_tarde_se_sigue_viendo_al_cerrar_el_mes_que_la_conto(self, directora, cerrar):
        actividad = ActividadFactory(regla=Regla.MEMORIA)
        MetaFactory(actividad=actividad, mes=2)
        explicar(actividad, mes=2, caso="falto", texto="Falta describir", por=directora, ahora=CINCO_DE_MARZO)
        cerrar()
        memoria(FEBRERO)
        cerrar(mes=3, ahora=ABRIL_3)

        febrero = celda(2, actividad, ABRIL_3)
        assert (febrero.avance, febrero.tardias) == (Avance.FUERA_DE_PLAZO, 1)

    def test_cuesta_lo_mismo_con_un_ano_cerrado(self, boletines, directora, cerrar, django_assert_max_num_queries):
        cerrar()
        with django_assert_max_num_queries(12):
            tabla_del_ejercicio(2026, ahora=CINCO_DE_MARZO)
