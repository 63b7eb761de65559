"""Cerrar un mes: qué lo impide, qué congela, qué pasa con lo que llega después y cómo se reabre."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from boletines.models import Boletin
from cronograma.dominio.celdas import tabla_del_ejercicio
from cronograma.dominio.cierre import cerrar_mes, contrafirmar, explicar, reabrir_mes
from cronograma.dominio.exclusion import quitar_de_la_cuenta
from cronograma.dominio.reglas import cambiar_regla
from cronograma.dominio.revision import revisar_mes
from cronograma.estados import Avance, Regla
from cronograma.models import Actividad, CierreMensual, CifraCerrada, Explicacion, PlanAnual, PruebaCerrada
from nucleo.dominio.impedimentos import NoSePuede, NoTienePermiso, YaCambio
from nucleo.models import Asiento
from suspension.models import PeriodoSuspension
from tests.cronograma.pruebas import memoria
from tests.fabricas.agenda import EventoFactory
from tests.fabricas.boletines import BoletinFactory
from tests.fabricas.cronograma import ActividadFactory, EvidenciaManualFactory, MetaFactory
from tests.fabricas.media_library import EvidenciaFactory
from tests.fabricas.personas import PersonaFactory
from tests.papeles import siendo_el_dueno

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("oficina")]
FEBRERO = datetime(2026, 2, 10, 18, 0, tzinfo=UTC)
CINCO_DE_MARZO = datetime(2026, 3, 5, 18, 0, tzinfo=UTC)
AGREGAR_UNA = """
INSERT INTO cronograma_pruebacerrada
    (cierre_id, actividad_id, clase, cosa, ocurrio_en, titulo, direccion, cantidad, extemporanea, huella)
SELECT cierre_id, actividad_id, clase, 999, ocurrio_en, titulo, direccion, 1, false, ''
FROM cronograma_pruebacerrada LIMIT 1
"""
ABRIL_3 = datetime(2026, 4, 3, 18, 0, tzinfo=UTC)


@pytest.fixture
def boletines():
    """La actividad de boletines, con meta de 2 en febrero y en marzo, y dos publicados en febrero."""
    actividad = ActividadFactory(regla=Regla.BOLETINES, nombre_corto="Boletines")
    for mes in (2, 3):
        MetaFactory(actividad=actividad, mes=mes, programado=2)
    for hora in (1, 2):
        BoletinFactory(publicado=True, publicado_en=FEBRERO + timedelta(hours=hora), consecutivo=hora)
    return actividad


@pytest.fixture
def cerrar(directora):
    def _cerrar(mes=2, ahora=CINCO_DE_MARZO, ejercicio=2026, por=directora, visto=None):
        if visto is None:
            visto = revisar_mes(ejercicio, mes, persona=por, ahora=ahora).huella
        return cerrar_mes(ejercicio, mes, visto=visto, por=por, ahora=ahora)

    return _cerrar


def celda(mes, actividad, ahora=CINCO_DE_MARZO):
    return tabla_del_ejercicio(actividad.ejercicio, ahora=ahora).celda(actividad.numero, mes)


class TestCerrar:
    def test_guarda_cifras_pruebas_y_documento(self, boletines, cerrar, directora):
        cierre = cerrar()

        assert (cierre.porcentaje, cierre.cuenta, cierre.programado, cierre.pruebas) == (100, 2, 2, 2)
        assert cierre.cifras.values_list("realizado", "programado", "avance").get() == (2, 2, Avance.CUMPLIDO)
        assert [p.titulo[:11] for p in cierre.pruebas_cerradas.all()] == ["CS/001/2026", "CS/002/2026"]
        assert bytes(cierre.documento.octetos).startswith(b"%PDF")
        assert Asiento.objects.filter(accion="cerrar mes", por_nombre=str(directora)).count() == 1

    def test_el_mes_que_no_termina_no_se_cierra(self, boletines, cerrar):
        with pytest.raises(NoSePuede, match="no ha terminado: se cierra desde el 1 de abril"):
            cerrar(mes=3)

    def test_dos_veces_no(self, boletines, cerrar):
        cerrar()

        with pytest.raises(NoSePuede, match="ya está cerrado"):
            cerrar()

    def test_con_otro_antes_sin_cerrar_no(self, boletines, cerrar):
        MetaFactory(actividad=boletines, mes=1)

        with pytest.raises(NoSePuede, match="Antes falta cerrar enero de 2026"):
            cerrar()

    def test_un_mes_de_antes_sin_nada_programado_no_detiene(self, boletines, cerrar):
        MetaFactory(actividad=boletines, mes=1, programado=0)

        assert cerrar().sellado

    def test_un_hueco_sin_motivo_no_se_firma_y_con_el_si(self, boletines, cerrar, directora):
        MetaFactory(actividad=ActividadFactory(nombre_corto="Diapositivas"), mes=2)
        with pytest.raises(NoSePuede, match="Falta el motivo de Diapositivas"):
            cerrar()

        explicar(
            boletines.__class__.objects.get(nombre_corto="Diapositivas"),
            mes=2, caso="falto", texto="Se canceló la reunión", por=directora, ahora=CINCO_DE_MARZO,
        )  # fmt: skip

        assert cerrar().porcentaje == 67

    def test_lo_que_se_pasa_mucho_tambien_se_explica(self, boletines, cerrar):
        for hora in (3, 4):
            BoletinFactory(publicado=True, publicado_en=FEBRERO + timedelta(hours=hora))

        with pytest.raises(NoSePuede, match="Falta el motivo de Boletines"):
            cerrar()

    def test_la_suspension_no_es_hueco_y_dice_su_fundamento(self, boletines, cerrar):
        actividad = ActividadFactory(se_suspende=True)
        MetaFactory(actividad=actividad, mes=2)
        PeriodoSuspension.objects.create(
            tipo="eleccion", nombre="Elección", fundamento="Const. 41 III-C",
            inicio=datetime(2026, 2, 1, 6, tzinfo=UTC), fin=datetime(2026, 3, 1, 6, tzinfo=UTC),
        )  # fmt: skip

        cifra = cerrar().cifras.get(actividad=actividad)

        assert (cifra.avance, cifra.fundamento) == (Avance.SUSPENDIDO, "Elección: Const. 41 III-C")

    def test_una_prueba_sin_su_archivo_no_se_firma(self, boletines, cerrar):
        archivo = EvidenciaFactory(papelera_en=CINCO_DE_MARZO)
        EvidenciaManualFactory(actividad=boletines, fecha=date(2026, 2, 20), enlace="", archivo=archivo)

        with pytest.raises(NoSePuede, match="está dañado o en la papelera: repónlo o sácalo"):
            cerrar()

    def test_si_cambia_un_peso_ya_no_es_lo_que_se_vio(self, boletines, cerrar, directora):
        visto = revisar_mes(2026, 2, persona=directora, ahora=CINCO_DE_MARZO).huella
        Actividad.objects.update(peso=100)

        with pytest.raises(YaCambio, match="Míralo otra vez"):
            cerrar(visto=visto)

    def test_se_firma_lo_que_se_vio(self, boletines, cerrar, directora):
        visto = revisar_mes(2026, 2, persona=directora, ahora=CINCO_DE_MARZO).huella
        Boletin.objects.filter(consecutivo=2).update(publicado_en=FEBRERO + timedelta(hours=9))

        with pytest.raises(YaCambio, match="Míralo otra vez"):
            cerrar(visto=visto)

        assert not CierreMensual.objects.exists()

    def test_lo_firma_quien_puede(self, boletines, cerrar, redactora):
        with pytest.raises(NoTienePermiso):
            cerrar(por=redactora)

    def test_un_mes_vacio_tambien_se_cierra(self, directora, cerrar):
        MetaFactory(mes=2, programado=0)

        assert (cerrar().porcentaje, CifraCerrada.objects.get().realizado) == (None, 0)


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


class TestReabrir:
    def test_se_reabre_del_ultimo_hacia_atras(self, boletines, cerrar, directora):
        primero = cerrar()
        explicar(boletines, mes=3, caso="falto", texto="No hubo eventos", por=directora, ahora=ABRIL_3)
        cerrar(mes=3, ahora=ABRIL_3)

        with pytest.raises(NoSePuede, match="marzo de 2026 está cerrado: reábrelo antes"):
            reabrir_mes(primero, motivo="x", por=directora, ahora=ABRIL_3)

    def test_quedan_las_dos_versiones_y_se_cuenta_otra_vez(self, boletines, cerrar, directora):
        primero = cerrar()
        reabrir_mes(primero, motivo="Faltó un boletín", por=directora, ahora=CINCO_DE_MARZO)
        BoletinFactory(publicado=True, publicado_en=FEBRERO + timedelta(days=3), consecutivo=3)

        assert celda(2, boletines).realizado == 3
        explicar(boletines, mes=2, caso="sobro", texto="Hubo feria", por=directora, ahora=CINCO_DE_MARZO)
        segundo = cerrar()

        assert [c.version for c in CierreMensual.objects.order_by("version")] == [1, 2]
        assert [c.pruebas for c in (primero, segundo)] == [2, 3]

    def test_pide_motivo_y_capacidad_y_una_sola_vez(self, boletines, cerrar, directora, redactora):
        cierre = cerrar()
        with pytest.raises(NoSePuede, match="por qué se reabre"):
            reabrir_mes(cierre, motivo=" ", por=directora, ahora=CINCO_DE_MARZO)
        with pytest.raises(NoTienePermiso):
            reabrir_mes(cierre, motivo="x", por=redactora, ahora=CINCO_DE_MARZO)
        reabrir_mes(cierre, motivo="x", por=directora, ahora=CINCO_DE_MARZO)
        with pytest.raises(YaCambio):
            reabrir_mes(cierre, motivo="y", por=directora, ahora=CINCO_DE_MARZO)


class TestSegundaFirma:
    @pytest.fixture
    def contraloria(self):
        return PersonaFactory(papeles=["contraloria"])

    def test_la_pone_otra_persona_cuando_el_plan_la_pide(self, boletines, cerrar, contraloria):
        PlanAnual.objects.create(ejercicio=2026, pide_segunda_firma=True)

        cierre = contrafirmar(cerrar(), por=contraloria, ahora=CINCO_DE_MARZO)

        assert cierre.contrafirmado_por == contraloria

    def test_si_el_plan_no_la_pide_no(self, boletines, cerrar, contraloria):
        with pytest.raises(NoSePuede, match="no pide segunda firma"):
            contrafirmar(cerrar(), por=contraloria, ahora=CINCO_DE_MARZO)

    def test_quien_firmo_no_pone_la_segunda(self, boletines, cerrar):
        PlanAnual.objects.create(ejercicio=2026, pide_segunda_firma=True)
        dos = PersonaFactory(papeles=["directora", "contraloria"])

        with pytest.raises(NoSePuede, match="de otra persona"):
            contrafirmar(cerrar(por=dos), por=dos, ahora=CINCO_DE_MARZO)


class TestLoQueSeRevisa:
    def test_los_motivos_se_proponen_con_los_datos_y_nunca_se_aceptan_solos(self, directora):
        actividad = ActividadFactory(regla=Regla.MEMORIA)
        MetaFactory(actividad=actividad, mes=2)
        EventoFactory(inicio=FEBRERO, titulo="Feria", cancelado=True)

        (hueco,) = revisar_mes(2026, 2, persona=directora, ahora=CINCO_DE_MARZO).huecos

        assert [p.texto for p in hueco.propuestas] == ["1 evento se canceló o se pospuso: «Feria» (Lluvia)."]
        assert hueco.impide
        assert not Explicacion.objects.exists()

    def test_sin_eventos_lo_dice(self, directora):
        MetaFactory(actividad=ActividadFactory(regla=Regla.BOLETINES), mes=2)

        (hueco,) = revisar_mes(2026, 2, persona=directora, ahora=CINCO_DE_MARZO).huecos

        assert [p.texto for p in hueco.propuestas] == ["No hubo eventos en la agenda de febrero."]

    def test_un_dia_con_demasiadas_conviene_revisarlo_sin_impedir_la_firma(self, directora, cerrar):
        actividad = ActividadFactory()
        MetaFactory(actividad=actividad, mes=2, programado=7)
        for dia, cuantas in ((3, 1), (10, 5), (12, 1)):
            EvidenciaManualFactory.create_batch(cuantas, actividad=actividad, fecha=date(2026, 2, dia))

        (pico,) = revisar_mes(2026, 2, persona=directora, ahora=CINCO_DE_MARZO).conviene_revisar

        assert pico.frase == "5 de 7 son del 10 de febrero de 2026"
        assert cerrar().sellado


def test_una_sesion_abierta_no_firma_pide_confirmar_quien_es(client, directora, reloj):
    """Con algo pendiente, primero lo dice; sin nada pendiente, pide la contraseña, el código o la llave."""
    reloj.move_to(CINCO_DE_MARZO)
    MetaFactory(actividad=ActividadFactory(nombre_corto="Diapositivas"), mes=2)
    client.force_login(directora)
    ruta = reverse("cronograma:firmar", args=[2026, 2])

    con_hueco = client.post(ruta, {"visto": "x"})
    explicar(Actividad.objects.get(), mes=2, caso="falto", texto="Se canceló", por=directora, ahora=CINCO_DE_MARZO)
    sin_hueco = client.post(ruta, {"visto": "x"})

    assert (con_hueco.status_code, "Falta el motivo de Diapositivas." in con_hueco.text) == (409, True)
    assert sin_hueco["Location"].startswith(reverse("account_reauthenticate"))
    assert not CierreMensual.objects.exists()
