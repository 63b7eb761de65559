"""El plan y el cronograma públicos: qué dicen, cuándo se escriben y qué se calla en suspensión."""

import csv
import io
import json
from datetime import UTC, datetime, timedelta

import pytest
from openpyxl import load_workbook

from comsocial.demo.inventario import PAGINAS
from cronograma.dominio.cierre import cerrar_mes, explicar, reabrir_mes
from cronograma.dominio.revision import revisar_mes
from cronograma.estados import Regla
from difusion.dominio.despacho import despachar
from difusion.models import Envio
from portal.consultas.poa import CARPETA
from portal.dominio.escritura.poa import escribir_poa
from tests.fabricas.boletines import BoletinFactory
from tests.fabricas.cronograma import ActividadFactory, MetaFactory
from tests.fabricas.suspension import PeriodoFactory
from tests.lectura import de_corrido
from tests.portal.publicados import construir

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("oficina", "reloj", "tabla_de_suspension")]
FEBRERO = datetime(2026, 2, 10, 16, tzinfo=UTC)


@pytest.fixture
def plan(ahora):
    """Boletines: 2 planeados y 1 hecho en febrero, 3 y 1 en marzo (que corre), 4 en abril."""
    actividad = ActividadFactory(regla=Regla.BOLETINES, nombre="Emitir boletines", numero=1)
    for mes, cuantos in ((2, 2), (3, 3), (4, 4)):
        MetaFactory(actividad=actividad, mes=mes, programado=cuantos)
    BoletinFactory(publicado=True, publicado_en=FEBRERO)
    BoletinFactory(publicado=True, publicado_en=ahora - timedelta(days=1))
    return actividad


@pytest.fixture
def cerrar(plan, directora, ahora):
    def _cerrar():
        explicar(plan, mes=2, caso="falto", texto="Se canceló la feria", por=directora, ahora=ahora)
        visto = revisar_mes(2026, 2, persona=directora, ahora=ahora).huella
        return cerrar_mes(2026, 2, visto=visto, por=directora, ahora=ahora)

    return _cerrar


def pagina(arbol, ruta=CARPETA):
    return de_corrido((arbol / ruta.strip("/") / "index.html").read_text())


def datos(arbol):
    """De cada mes: cómo está, lo planeado y lo hecho."""
    filas = json.loads((arbol / "transparencia/poa/2026/poa-2026.json").read_text())
    return {f["mes"]: (f["estado_del_mes"], f["programado"], f["realizado"]) for f in filas}


class TestQueDice:
    def test_esta_en_la_direccion_que_anuncia_el_inventario(self, arbol, ahora):
        anunciada = next(camino for nombre, camino, *_ in PAGINAS if nombre == "Programa operativo anual")

        construir(ahora)

        assert anunciada == CARPETA
        assert "Todavía no hay un plan cargado" in pagina(arbol, anunciada)

    def test_del_mes_sin_cerrar_solo_lo_planeado_y_el_que_corre_se_senala(self, arbol, ahora, plan):
        escribir_poa(ahora)

        assert datos(arbol) == {
            2: ("sin_cerrar", 2, None),
            3: ("en_curso", 3, 1),
            4: ("por_venir", 4, None),
        }
        assert "Marzo está en curso: sus cifras todavía cambian." in pagina(arbol)

    def test_lo_cerrado_dice_lo_que_se_firmo_aunque_llegue_algo_tarde(self, arbol, ahora, cerrar):
        cerrar()
        BoletinFactory(publicado=True, publicado_en=FEBRERO)

        escribir_poa(ahora)

        assert datos(arbol)[2] == ("cerrado", 2, 1)
        assert "<strong>1</strong> de 2" in pagina(arbol)
        assert "1 mes cerrado y firmado" in pagina(arbol)

    def test_lleva_el_area_responsable_y_la_fecha(self, arbol, ahora, cerrar, oficina):
        cerrar()
        escribir_poa(ahora)

        texto = pagina(arbol)

        assert f"Área que genera la información: {oficina.nombre}" in texto
        assert "Última actualización: 12 de marzo de 2026" in texto

    def test_el_libro_y_el_csv_dicen_lo_mismo_que_la_pagina(self, arbol, ahora, cerrar):
        cerrar()
        escribir_poa(ahora)
        carpeta = arbol / "transparencia/poa/2026"

        hoja = load_workbook(carpeta / "poa-2026.xlsx").active
        filas = list(csv.DictReader(io.StringIO((carpeta / "poa-2026.csv").read_text("utf-8-sig"))))

        assert (hoja.title, hoja["B7"].value) == ("POA 2026", "Emitir boletines")
        assert [hoja.cell(7, c).value for c in (7, 8, 9, 10, 11, 12)] == [2, 1, 3, 1, 4, None]
        assert [(f["mes"], f["programado"], f["realizado"]) for f in filas] == [
            ("2", "2", "1"), ("3", "3", "1"), ("4", "4", ""),
        ]  # fmt: skip

    def test_una_actividad_no_se_vuelve_formula(self, arbol, ahora):
        MetaFactory(actividad=ActividadFactory(nombre="=HYPERLINK(1)", unidad="+1"), mes=3)
        escribir_poa(ahora)
        carpeta = arbol / "transparencia/poa/2026"

        hoja = load_workbook(carpeta / "poa-2026.xlsx").active

        assert (hoja["B7"].value, hoja["C7"].value) == ("'=HYPERLINK(1)", "'+1")
        assert "'=HYPERLINK(1)" in (carpeta / "poa-2026.csv").read_text("utf-8-sig")


class TestCuando:
    def test_cerrar_y_reabrir_lo_escriben(self, arbol, directora, ahora, cerrar):
        cierre = cerrar()
        despachar(reloj=lambda: ahora)
        cerrado = datos(arbol)[2]
        reabrir_mes(cierre, motivo="Faltó un boletín", por=directora, ahora=ahora)
        despachar(reloj=lambda: ahora)

        assert (cerrado, datos(arbol)[2]) == (("cerrado", 2, 1), ("sin_cerrar", 2, None))
        assert [e.estado for e in Envio.objects.filter(motivo="poa")] == ["entregado"] * 2

    def test_rehacer_da_los_mismos_octetos(self, arbol, ahora, cerrar, reloj):
        cerrar()
        escribir_poa(ahora)
        carpeta = arbol / "transparencia/poa"
        antes = {a: a.read_bytes() for a in carpeta.rglob("*") if a.is_file()}
        for archivo in antes:
            archivo.unlink()

        reloj.move_to(ahora + timedelta(hours=5))
        escribir_poa(ahora + timedelta(hours=5))

        assert {a: a.read_bytes() for a in carpeta.rglob("*") if a.is_file()} == antes
        assert len(antes) == 5


def test_en_suspension_quedan_las_cifras_sin_palabras_de_avance(arbol, suspendida, ahora, cerrar):
    """Es una obligación de transparencia y no se oculta (docs/dominio.md); lo que califica el trabajo, sí."""
    PeriodoFactory()
    cerrar()
    escribir_poa(ahora)

    ordinaria, en_suspension = pagina(arbol), pagina(suspendida)

    assert ("No cumplido" in ordinaria, "No cumplido" in en_suspension) == (True, False)
    assert "<strong>1</strong> de 2" in en_suspension
    assert '"avance": ""' in (suspendida / "transparencia/poa/2026/poa-2026.json").read_text()
