"""En el navegador: hacer el informe del mes y abrir su PowerPoint; hacer unas láminas y entregarlas a su reunión."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pptx import Presentation

from cronograma.consultas.meses import mes_de, mes_y_ano, primer_instante, sumar_meses
from cronograma.dominio.informes.cola import hacer_pendientes
from cronograma.dominio.tabla import tabla_del_ejercicio
from cronograma.models import VersionDeInforme
from produccion.models import Reunion
from tests.extremo_a_extremo.conftest import esperar
from tests.fabricas.boletines import BoletinFactory
from tests.fabricas.cronograma import ActividadFactory, MetaFactory
from tests.fabricas.personas import DependenciaFactory, PersonaFactory

pytestmark = [pytest.mark.navegador, pytest.mark.lento]
CLAVE = "una-clave-larga-9"


@pytest.fixture
def mes(transactional_db, oficina):
    """El mes pasado con dos boletines de tres, y diapositivas por hacer este mes."""
    pasado = sumar_meses(mes_de(timezone.now()), -1)
    directora = PersonaFactory(username="directora", first_name="Directora", papeles=["directora"])
    directora.set_password(CLAVE)
    directora.save()
    for numero, (corto, regla) in enumerate((("Boletines", "boletines"), ("Diapositivas", "diapositivas")), start=1):
        for ejercicio in {pasado[0], timezone.localdate().year}:
            actividad = ActividadFactory(ejercicio=ejercicio, numero=numero, nombre_corto=corto, regla=regla)
            MetaFactory(actividad=actividad, mes=pasado[1], programado=3)
    for consecutivo in (1, 2):
        salio = primer_instante(pasado) + timedelta(days=consecutivo, hours=12)
        BoletinFactory(publicado=True, publicado_en=salio, ejercicio=pasado[0], consecutivo=consecutivo)
    DependenciaFactory(nombre="Obras Públicas")
    return pasado


def bajado(pagina, boton, tmp_path):
    with pagina.expect_download() as bajada:
        boton.click()
    ruta = tmp_path / bajada.value.suggested_filename
    bajada.value.save_as(ruta)
    return ruta


def test_el_powerpoint_del_mes_dice_las_cifras_del_cronograma(entrar, sitio, mes, tmp_path):
    pagina = entrar("directora")
    pagina.goto(f"{sitio}/oficina/cronograma/informes/")
    pagina.get_by_label("Periodo").select_option(f"{mes[0]}-{mes[1]:02d}")
    pagina.get_by_role("button", name="Preparar el informe").click()
    pagina.get_by_role("heading", name=f"Informe de {mes_y_ano(mes)}").wait_for()
    assert "Se emitieron 2 boletines" in pagina.get_by_label("Texto de Boletines").input_value()

    pagina.get_by_role("button", name="Generar").click()
    pagina.get_by_text("En la fila").wait_for()
    hacer_pendientes()
    assert VersionDeInforme.objects.get().lista_en
    boton = pagina.get_by_role("link", name="PowerPoint")  # llega solo, sin recargar
    boton.wait_for()
    ruta = bajado(pagina, boton, tmp_path)

    graficas = [f.chart for lam in Presentation(ruta).slides for f in lam.shapes if f.has_chart]
    realizado = [c.realizado for c in tabla_del_ejercicio(mes[0], ahora=timezone.now()).del_mes(mes[1])]
    assert list(graficas[0].plots[0].series[1].values) == realizado == [2, 0]


def test_unas_laminas_se_hacen_y_se_entregan_a_su_reunion(entrar, sitio, mes, tmp_path):
    pagina = entrar("directora")
    pagina.goto(f"{sitio}/oficina/produccion/diapositivas/")
    pagina.get_by_role("link", name="Registrar una").click()
    pagina.get_by_label("De qué trata").fill("Avance de obra")
    pagina.get_by_label("Cuándo es la reunión").fill(str(timezone.localdate()))
    pagina.get_by_label("Quién las pide").select_option(label="Obras Públicas")
    pagina.get_by_label("Ante quiénes").fill("El Cabildo")
    pagina.get_by_role("button", name="Registrar").click()

    pagina.get_by_label("Desde").fill(primer_instante(mes).date().isoformat())
    pagina.get_by_role("button", name="Hacerlas").click()
    pagina.get_by_role("img", name="Lámina 1: Avance de obra").wait_for()
    ruta = bajado(pagina, pagina.get_by_role("link", name="Bajar la versión 1"), tmp_path)
    assert Presentation(ruta).slides[0].shapes.title.text_frame.text == "Avance de obra"

    pagina.get_by_role("button", name="Entregar la versión 1").click()
    pagina.get_by_text("Entrega apuntada").wait_for()
    esperar(lambda: Reunion.objects.get().entregada_en)
    hoy = mes_de(timezone.now())
    assert tabla_del_ejercicio(hoy[0], ahora=timezone.now()).celda(2, hoy[1]).realizado == 1
