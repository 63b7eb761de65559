"""El plan del año: sus actividades, sus umbrales y llevarlo al año que sigue."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from cronograma.dominio.plan.actividades import (
    agregar_actividad,
    cambiar_actividad,
    copiar_plan,
    guardar_plan,
    retirar_actividad,
)
from cronograma.dominio.tabla import tabla_del_ejercicio
from cronograma.estados import Avance
from cronograma.models import Actividad, CierreMensual, CifraCerrada, PlanAnual
from nucleo.dominio.impedimentos import NoSePuede, NoTienePermiso
from tests.fabricas.boletines import BoletinFactory
from tests.fabricas.cronograma import ActividadFactory, EvidenciaManualFactory, MetaFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reloj")]
NUEVA = {"nombre": "Atender a la ciudadanía", "nombre_corto": "Atención", "unidad": "atención", "regla": "manual"}


@pytest.fixture
def cerrada(directora, ahora):
    """Una actividad con enero cerrado, febrero terminado sin cerrar, y algo programado hasta abril."""
    actividad = ActividadFactory()
    for mes in (1, 2, 3, 4):
        MetaFactory(actividad=actividad, mes=mes, programado=2)
    datos = {"programado": 2, "cuenta": 2, "pruebas": 2, "huella": "0" * 64, "firmado_en": ahora}
    cierre = CierreMensual.objects.create(ejercicio=2026, mes=1, version=1, firmado_por=directora, **datos)
    CifraCerrada.objects.create(cierre=cierre, actividad=actividad, programado=2, realizado=2, avance=Avance.CUMPLIDO)
    return actividad


class TestActividades:
    def test_la_nueva_va_al_final_y_repetirla_no_hace_dos(self, directora, ahora):
        ActividadFactory(numero=6)

        agregadas = [agregar_actividad(2026, datos=NUEVA, por=directora, ahora=ahora) for _ in range(2)]

        assert [a.numero for a in agregadas] == [7, 7]
        assert Actividad.objects.count() == 2

    def test_otra_con_el_mismo_nombre_se_rechaza_y_no_dice_que_se_agrego(self, directora, ahora):
        agregar_actividad(2026, datos=NUEVA, por=directora, ahora=ahora)

        with pytest.raises(NoSePuede, match="Ya hay una actividad con ese nombre"):
            agregar_actividad(2026, datos=NUEVA | {"regla": "boletines"}, por=directora, ahora=ahora)

    def test_pide_la_capacidad(self, redactora, ahora):
        with pytest.raises(NoTienePermiso):
            agregar_actividad(2026, datos=NUEVA, por=redactora, ahora=ahora)

    def test_con_un_mes_cerrado_no_cambia_como_se_cuenta(self, cerrada, directora, ahora):
        with pytest.raises(NoSePuede, match="no cambia a medio año"):
            cambiar_actividad(cerrada, datos={"regla": "boletines"}, por=directora, ahora=ahora)

        cambiar_actividad(cerrada, datos={"regla": "manual", "responsable": "Redacción"}, por=directora, ahora=ahora)
        assert cerrada.responsable == "Redacción"

    def test_un_peso_imposible_se_rechaza(self, directora, ahora):
        actividad = ActividadFactory()
        with pytest.raises(NoSePuede):
            cambiar_actividad(actividad, datos={"peso": 101}, por=directora, ahora=ahora)

    def test_dos_no_cuentan_con_la_misma_regla_y_la_base_tampoco_lo_deja(self, directora, ahora):
        boletines = ActividadFactory(regla="boletines")
        with pytest.raises(NoSePuede, match="cada cosa cuenta una vez"):
            agregar_actividad(2026, datos=NUEVA | {"regla": "boletines"}, por=directora, ahora=ahora)
        with pytest.raises(IntegrityError, match="actividad_una_por_regla"), transaction.atomic():
            ActividadFactory(regla="boletines")

        retirar_actividad(boletines, motivo="Cambia de nombre", por=directora, ahora=ahora)
        assert agregar_actividad(2026, datos=NUEVA | {"regla": "boletines"}, por=directora, ahora=ahora)

    def test_la_retirada_ya_no_cuenta_desde_su_mes(self, directora, ahora):
        """La que la reemplaza cuenta lo mismo: si las dos lo contaran, cada boletín valdría dos."""
        vieja = ActividadFactory(regla="boletines")
        BoletinFactory(publicado=True, publicado_en=ahora)
        retirar_actividad(vieja, motivo="Cambia de nombre", por=directora, ahora=ahora)
        MetaFactory(actividad=ActividadFactory(regla="boletines"), mes=3)
        MetaFactory(actividad=vieja, mes=1, programado=0)

        realizado = [f.celdas[2].realizado for f in tabla_del_ejercicio(2026, ahora=ahora).filas]

        assert sorted(realizado) == [0, 1]

    def test_con_meses_cerrados_no_cambia_el_peso(self, cerrada, directora, ahora):
        with pytest.raises(NoSePuede, match="meses cerrados con ese peso"):
            cambiar_actividad(cerrada, datos={"peso": 40}, por=directora, ahora=ahora)

    def test_retirarla_quita_lo_que_sigue_y_deja_lo_que_ya_termino(self, cerrada, directora, ahora):
        retirar_actividad(cerrada, motivo="La lleva otra área", por=directora, ahora=ahora)

        celdas = tabla_del_ejercicio(2026, ahora=ahora).filas[0].celdas
        assert [c.programado for c in celdas[:4]] == [2, 2, None, None]
        with pytest.raises(NoSePuede, match="por qué se retira"):
            retirar_actividad(cerrada, motivo=" ", por=directora, ahora=ahora)


class TestElAnoQueSigue:
    def test_lleva_las_vigentes_con_lo_programado_y_sin_lo_realizado(self, directora, ahora):
        actividad = ActividadFactory(peso=30, responsable="Redacción")
        PlanAnual.objects.create(ejercicio=2026, parcial_desde=60)
        MetaFactory(actividad=actividad, mes=5, programado=4)
        EvidenciaManualFactory(actividad=actividad)
        retirar_actividad(ActividadFactory(), motivo="Ya no", por=directora, ahora=ahora)

        (copia,) = copiar_plan(de=2026, a=2027, por=directora, ahora=ahora)

        assert (copia.numero, copia.peso, copia.responsable) == (actividad.numero, 30, "Redacción")
        assert list(copia.metas.values_list("mes", "programado")) == [(5, 4)]
        assert not copia.evidencias_manuales.exists()
        assert PlanAnual.objects.get(ejercicio=2027).parcial_desde == 60

    @pytest.mark.parametrize("de", [2026, 2020])
    def test_sobre_un_plan_que_ya_esta_o_desde_uno_vacio_no(self, directora, ahora, de):
        ActividadFactory(ejercicio=2026)
        ActividadFactory(ejercicio=2027)

        with pytest.raises(NoSePuede):
            copiar_plan(de=de, a=2027 if de == 2026 else 2021, por=directora, ahora=ahora)


class TestPantallas:
    @pytest.fixture(autouse=True)
    def _entrar(self, client, directora):
        client.force_login(directora)

    def test_los_umbrales_se_guardan_y_cambian_la_palabra(self, client, directora, ahora):
        MetaFactory(actividad=ActividadFactory(), mes=2, programado=10)
        datos = {
            "parcial_desde": 1, "sobrecumplido_desde": 200, "dias_que_suspenden": 15, "cierra_hasta_el": 8,
            "dias_sin_cobertura": 60, "horas_del_boletin": 12,
            "pide_segunda_firma": "on",
        }  # fmt: skip

        client.post(reverse("cronograma:plan", args=[2026]), datos)

        plan = PlanAnual.objects.get()
        assert (plan.parcial_desde, plan.pide_segunda_firma, plan.cierra_hasta_el) == (1, True, 8)

    @pytest.mark.parametrize("mal", [{"parcial_desde": 0}, {"parcial_desde": 100}, {"cierra_hasta_el": 31}, {}])
    def test_lo_imposible_se_dice_junto_a_su_campo(self, client, mal):
        ActividadFactory()

        respuesta = client.post(reverse("cronograma:plan", args=[2026]), mal)

        assert (respuesta.status_code, PlanAnual.objects.count()) == (422, 0)

    def test_se_agrega_se_cambia_se_retira_y_se_copia(self, client):
        ActividadFactory(numero=1)
        client.post(reverse("cronograma:nueva", args=[2026]), NUEVA)
        nueva = Actividad.objects.get(numero=2)
        client.post(reverse("cronograma:actividad", args=[nueva.pk]), NUEVA | {"responsable": "Recepción"})
        client.post(reverse("cronograma:copiar", args=[2026]))
        client.post(reverse("cronograma:retirar", args=[nueva.pk]), {"motivo": "Ya no"})

        nueva.refresh_from_db()
        assert (nueva.responsable, nueva.motivo_de_retiro) == ("Recepción", "Ya no")
        assert Actividad.objects.filter(ejercicio=2027).count() == 2
        assert "Retirada" in client.get(reverse("cronograma:plan", args=[2026])).text

    def test_sin_motivo_no_se_retira_y_lo_dice(self, client):
        actividad = ActividadFactory()

        respuesta = client.post(reverse("cronograma:retirar", args=[actividad.pk]), {"motivo": " "})

        assert (respuesta.status_code, "Escribe por qué se retira." in respuesta.text) == (409, True)


def test_guardar_el_plan_pide_la_capacidad(redactora, ahora):
    with pytest.raises(NoTienePermiso):
        guardar_plan(2026, datos={}, por=redactora, ahora=ahora)
