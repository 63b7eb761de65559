"""El informe por eje del plan municipal: lo que se hizo de cada línea y los meses en que un eje no se difundió."""

import io
from datetime import timedelta

import pytest
from django.apps import apps
from django.core.management import call_command
from openpyxl import load_workbook

from boletines.models import Boletin
from cronograma.consultas.por_eje import LECTORES, lleva_lineas
from cronograma.dominio.informes.informes import abrir_informe
from cronograma.dominio.informes.periodo import leer_periodo
from cronograma.models import Actividad, Informe
from tests.cronograma.informes.test_hacer import laminas, octetos, texto_de, texto_del_pdf
from tests.cronograma.pruebas import CINCO_DE_MARZO, FEBRERO
from tests.fabricas.pmd import crear_plan, linea
from tests.fabricas.redes import PublicacionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def con_lineas(febrero):
    """Un boletín de febrero con dos líneas del eje 1, su publicación en redes y el evento con fotos en una de ellas."""
    crear_plan()
    boletin = Boletin.objects.get(consecutivo=1)
    boletin.lineas.set([linea(), linea("1.1.1.2")])
    febrero.lineas.set([linea()])
    Actividad.objects.get(nombre_corto="Boletines").lineas.set([linea("2.1.1.1")])
    PublicacionFactory(
        publicada=True,
        boletin=boletin,
        titulo="En la red",
        publicada_en=FEBRERO + timedelta(days=1),
    )
    return boletin


@pytest.fixture
def por_eje(con_lineas, directora):
    def _abrir(clave="2026-02"):
        return abrir_informe(leer_periodo(clave), por=directora, ahora=CINCO_DE_MARZO, por_eje=True)

    return _abrir


def test_los_tres_formatos_dicen_lo_de_cada_eje(por_eje, hecho, con_lineas, tmp_path):
    version = hecho(cual=por_eje())
    pdf, dichas = texto_del_pdf(version, tmp_path), [texto_de(lam) for lam in laminas(version)]
    libro = load_workbook(io.BytesIO(octetos(version, "xlsx")))
    filas = [[c.value for c in fila] for fila in libro["Por eje"].iter_rows(min_row=2)]

    assert "Se difundieron 1 de 2 ejes" in pdf
    assert "1 evento, 1 boletín y 1 publicación en redes." in pdf
    assert "2. Cultura" in pdf
    assert "Sin un boletín en febrero de 2026." in pdf
    assert "Del plan de trabajo: Boletines: 2 de 2." in pdf
    assert any("2. Cultura: febrero de 2026" in dicha for dicha in dichas)
    assert sorted(fila[3] for fila in filas) == ["Boletín", "Boletín", "Evento", *["Publicación en redes"] * 2]
    assert {(fila[1], fila[4]) for fila in filas if fila[3] == "Boletín"} == {
        ("1.1.1.1 Cambiar tuberías viejas", con_lineas.folio),
        ("1.1.1.2 Reparar fugas", con_lineas.folio),
    }
    assert [[c.value for c in fila] for fila in libro["Boletines por eje y mes"].iter_rows(min_row=2)] == [
        ["1. Agua y servicios", 1, 1, 1, 1],
        ["2. Cultura", 0, 0, 0, 0],
    ]


def test_cada_eje_lleva_las_fotos_de_lo_suyo(por_eje, hecho):
    version = hecho(["pptx"], cual=por_eje())
    del_eje = [lam for lam in laminas(version) if lam.shapes.title and "Agua y servicios" in lam.shapes.title.text]

    assert [sum(f.shape_type == 13 for f in lam.shapes) for lam in del_eje] == [0, 2]


def test_el_de_gobierno_va_por_eje_y_los_demas_solo_si_se_pide(con_lineas, directora):
    van = {
        clave: abrir_informe(leer_periodo(clave), por=directora, ahora=CINCO_DE_MARZO).partes.get(seccion="ejes").va
        for clave in ("2026-02", "2026-G")
    }

    assert van == {"2026-02": False, "2026-G": True}


def test_pedirlo_por_eje_cuando_ya_estaba_lo_enciende(con_lineas, directora, client):
    informe = abrir_informe(leer_periodo("2026-02"), por=directora, ahora=CINCO_DE_MARZO)
    client.force_login(directora)
    client.post("/oficina/cronograma/informes/abrir/", {"periodo": "2026-02", "por_eje": "on"})

    assert informe.partes.get(seccion="ejes").va


def test_la_orden_tambien_agrupa_por_eje(con_lineas, directora, tmp_path):
    call_command("informe", "2026-02", formatos="xlsx", salida=tmp_path, persona=directora.username, por_eje=True)

    assert "Por eje" in load_workbook(tmp_path / "informe-2026-02.xlsx").sheetnames
    assert Informe.objects.get().partes.get(seccion="ejes").va


def test_sin_plan_municipal_se_dice(febrero, directora, hecho, tmp_path):
    informe = abrir_informe(leer_periodo("2026-02"), por=directora, ahora=CINCO_DE_MARZO, por_eje=True)

    assert "Todavía no se carga el plan municipal." in texto_del_pdf(hecho(cual=informe), tmp_path)


def test_lo_que_lleva_lineas_y_no_tiene_como_leerse_se_nota():
    """Cada modelo con líneas del plan tiene su lector; la actividad se dice aparte, con sus cifras."""
    assert {m for m in apps.get_models() if lleva_lineas(m)} - set(LECTORES) == {Actividad}
