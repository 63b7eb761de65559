import subprocess
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from cronograma.dominio.documento import pdf_del_cronograma
from cronograma.dominio.evidencia import agregar_evidencia
from cronograma.dominio.plan.metas import cargar_poa, fijar_meta, reprogramar
from cronograma.dominio.tabla import tabla_del_ejercicio
from cronograma.models import Actividad, CambioDeMeta, EvidenciaManual, MetaMensual
from nucleo.dominio.impedimentos import NoSePuede, NoTienePermiso
from nucleo.models import Asiento
from tests.cronograma.pruebas import a_mano
from tests.fabricas.agenda import EventoFactory
from tests.fabricas.cronograma import ActividadFactory, EvidenciaManualFactory, MetaFactory
from tests.fabricas.media_library import EvidenciaFactory

pytestmark = pytest.mark.django_db


class TestPOA:
    def test_seis_actividades_de_enero_a_octubre_con_una_equis(self, directora, ahora):
        cargar_poa(ejercicio=2021, por=directora, ahora=ahora)

        assert list(Actividad.objects.values_list("numero", flat=True)) == [1, 2, 3, 4, 5, 6]
        assert MetaMensual.objects.count() == 60
        assert set(MetaMensual.objects.values_list("mes", "programado")) == {(mes, 1) for mes in range(1, 11)}

    def test_cargarlo_otra_vez_no_pisa_lo_que_se_cambio(self, directora, ahora):
        cargar_poa(ejercicio=2026, por=directora, ahora=ahora)
        MetaMensual.objects.filter(mes=5).update(programado=9)

        cargar_poa(ejercicio=2026, por=None, ahora=ahora)

        assert Actividad.objects.count() == 6
        assert set(MetaMensual.objects.filter(mes=5).values_list("programado", flat=True)) == {9}


class TestReprogramar:
    @pytest.fixture
    def abril(self):
        return MetaFactory(mes=4, programado=3)

    def test_lo_de_un_mes_pasa_a_otro_y_la_celda_lo_dice(self, abril, directora, ahora):
        MetaFactory(actividad=abril.actividad, mes=6, programado=1)

        reprogramar(abril.actividad, mes=4, pasa_a=6, motivo="Se movió la feria", por=directora, ahora=ahora)

        celdas = tabla_del_ejercicio(2026, ahora=ahora).filas[0].celdas
        assert (celdas[3].palabra, celdas[3].programado, celdas[5].programado) == ("Reprogramado a junio", 0, 4)
        assert not celdas[3].cuenta

    @pytest.mark.parametrize("mal", [{"pasa_a": 4}, {"pasa_a": 3}, {"pasa_a": 13}, {"motivo": " "}, {"mes": 2}])
    def test_hacia_atras_sin_motivo_o_a_otro_ano_no(self, abril, directora, ahora, mal):
        datos = {"mes": 4, "pasa_a": 6, "motivo": "Se movió"} | mal
        with pytest.raises(NoSePuede):
            reprogramar(abril.actividad, **datos, por=directora, ahora=ahora)

        assert not CambioDeMeta.objects.exists()

    def test_donde_no_hay_nada_programado_no_hay_que_mover(self, directora, ahora):
        with pytest.raises(NoSePuede, match="no tiene nada programado"):
            reprogramar(ActividadFactory(), mes=4, pasa_a=6, motivo="x", por=directora, ahora=ahora)


class TestFijarMeta:
    def test_este_mes_y_los_que_vienen_si(self, directora, ahora):
        actividad = ActividadFactory()
        for mes in (3, 4, 12):
            fijar_meta(actividad, mes=mes, programado=5, por=directora, ahora=ahora)

        assert set(actividad.metas.values_list("mes", "programado")) == {(3, 5), (4, 5), (12, 5)}
        assert Asiento.objects.count() == 3

    def test_cambiarla_no_duplica(self, directora, ahora):
        meta = MetaFactory(mes=3)

        fijar_meta(meta.actividad, mes=3, programado=8, motivo="Se sumó la feria", por=directora, ahora=ahora)

        meta.refresh_from_db()
        assert meta.programado == 8
        assert CambioDeMeta.objects.values_list("antes", "despues", "motivo").get() == (1, 8, "Se sumó la feria")

    def test_con_el_ano_empezado_cambiarla_pide_por_que(self, directora, ahora):
        meta = MetaFactory(mes=3)

        with pytest.raises(NoSePuede, match="escribe por qué cambia la meta"):
            fijar_meta(meta.actividad, mes=3, programado=8, por=directora, ahora=ahora)

    def test_antes_de_que_empiece_se_planea_sin_explicar(self, directora, ahora):
        meta = MetaFactory(actividad__ejercicio=2027, mes=3)

        fijar_meta(meta.actividad, mes=3, programado=8, por=directora, ahora=ahora)

        assert not CambioDeMeta.objects.exists()

    @pytest.mark.parametrize(("ejercicio", "mes"), [(2026, 2), (2025, 12), (2021, 3)])
    def test_hacia_atras_nunca(self, directora, ahora, ejercicio, mes):
        with pytest.raises(NoSePuede, match="ya terminó"):
            fijar_meta(ActividadFactory(ejercicio=ejercicio), mes=mes, programado=5, por=directora, ahora=ahora)

        assert not MetaMensual.objects.exists()

    def test_el_mes_termina_a_medianoche_de_aqui(self, directora):
        """El 31 de marzo a las 23:59 en Mazamitla ya es abril en UTC: marzo aún se puede fijar."""
        ultimo_minuto = datetime(2026, 4, 1, 5, 59, tzinfo=UTC)

        fijar_meta(ActividadFactory(), mes=3, programado=5, por=directora, ahora=ultimo_minuto)

        with pytest.raises(NoSePuede):
            fijar_meta(
                ActividadFactory(), mes=3, programado=5, por=directora, ahora=ultimo_minuto + timedelta(minutes=1)
            )

    @pytest.mark.parametrize("programado", [-1, 1000])
    def test_va_de_cero_a_999(self, directora, ahora, programado):
        with pytest.raises(NoSePuede, match="0 a 999"):
            fijar_meta(ActividadFactory(), mes=3, programado=programado, por=directora, ahora=ahora)

    def test_solo_la_direccion(self, redactora, ahora):
        with pytest.raises(NoTienePermiso):
            fijar_meta(ActividadFactory(), mes=3, programado=1, por=redactora, ahora=ahora)


class TestEvidenciaAMano:
    @pytest.fixture
    def agregar(self, redactora, ahora):
        actividad = ActividadFactory()

        def _agregar(**cambios):
            datos = {
                "fecha": date(2026, 3, 2), "titulo": "Cartel", "motivo": "Se hizo fuera del sistema", "por": redactora,
                "ahora": ahora, "enlace": "https://ejemplo.invalid/cartel",
            }  # fmt: skip
            return agregar_evidencia(actividad, **(datos | cambios))

        return _agregar

    def test_con_prueba_y_motivo_cuenta(self, agregar):
        evidencia = agregar(cantidad=3)

        assert a_mano() == {(evidencia.actividad_id, 3): 3}
        assert Asiento.objects.get().accion == "agregar evidencia"

    @pytest.mark.parametrize("como", ["archivo", "enlace"])
    def test_lo_que_ya_cuenta_no_se_agrega_otra_vez_y_dice_donde(self, agregar, redactora, ahora, como):
        archivo = EvidenciaFactory()
        lo_mismo = {"enlace": "", "archivo": archivo} if como == "archivo" else {}
        agregar(titulo="Cartel de la feria", **lo_mismo)

        with pytest.raises(NoSePuede, match=r"ya cuenta en .*«Cartel de la feria»") as rechazo:
            agregar(titulo="Otro nombre", **lo_mismo)

        assert rechazo.value.impedimentos[0].campo == como

    def test_el_archivo_de_un_evento_cuenta_con_su_memoria(self, agregar):
        foto = EvidenciaFactory(evento=EventoFactory(titulo="Feria"))

        with pytest.raises(NoSePuede, match="Ese archivo es del evento «Feria»"):
            agregar(enlace="", archivo=foto)

    def test_vale_un_archivo_en_lugar_de_un_enlace(self, agregar):
        assert agregar(enlace="", archivo=EvidenciaFactory()).archivo

    def test_sin_prueba_no_cuenta(self, agregar):
        with pytest.raises(NoSePuede, match="sin prueba no cuenta") as rechazo:
            agregar(enlace="")

        assert rechazo.value.impedimentos[0].campo == "archivo"

    @pytest.mark.parametrize("motivo", ["", "x", "  faltaba  "])
    def test_sin_decir_por_que_no_cuenta(self, agregar, motivo):
        with pytest.raises(NoSePuede, match="Di por qué con una frase") as rechazo:
            agregar(motivo=motivo)

        assert rechazo.value.impedimentos[0].campo == "motivo"

    @pytest.mark.parametrize(
        ("mal", "regla"),
        [({"enlace": ""}, "con_prueba"), ({"motivo": ""}, "con_motivo"), ({"motivo": "  faltaba  "}, "con_motivo"),
         ({"mes": 4}, "en_su_mes")],
    )  # fmt: skip
    def test_la_base_tampoco_la_admite_sin_prueba_sin_motivo_ni_en_otro_mes(self, mal, regla):
        with pytest.raises(IntegrityError, match=f"evidencia_manual_{regla}"), transaction.atomic():
            EvidenciaManualFactory(**mal)

    @pytest.mark.parametrize(
        ("fecha", "frase"), [(date(2025, 12, 31), "debe ser de 2026"), (date(2026, 3, 13), "todavía no llega")]
    )
    def test_la_fecha_es_del_ejercicio_y_ya_paso(self, agregar, fecha, frase):
        with pytest.raises(NoSePuede, match=frase):
            agregar(fecha=fecha)

    def test_manana_en_utc_todavia_es_hoy_aqui(self, agregar):
        """A las 23:30 del 12 de marzo en Mazamitla UTC ya va en el 13: el 13 aún no llega."""
        with pytest.raises(NoSePuede, match="todavía no llega"):
            agregar(fecha=date(2026, 3, 13), ahora=datetime(2026, 3, 13, 5, 30, tzinfo=UTC))

    @pytest.mark.parametrize("cambio", [{"cantidad": 0}, {"cantidad": 501}, {"enlace": "no es enlace"}])
    def test_lo_invalido_se_rechaza(self, agregar, cambio):
        with pytest.raises(NoSePuede):
            agregar(**cambio)

        assert not EvidenciaManual.objects.exists()

    def test_pide_la_capacidad(self, agregar, consulta):
        with pytest.raises(NoTienePermiso):
            agregar(por=consulta)


@pytest.mark.lento
def test_el_pdf_lleva_las_seis_actividades_y_sus_palabras(directora, ahora, oficina, tmp_path):
    cargar_poa(ejercicio=2026, por=directora, ahora=ahora)
    archivo = tmp_path / "cronograma.pdf"
    archivo.write_bytes(pdf_del_cronograma(tabla_del_ejercicio(2026, ahora=ahora)))

    texto = subprocess.run(["pdftotext", "-layout", archivo, "-"], check=True, capture_output=True, text=True).stdout

    assert "Cronograma 2026" in texto
    assert "Generar boletines" in texto
    assert "12 de marzo de 2026" in texto
