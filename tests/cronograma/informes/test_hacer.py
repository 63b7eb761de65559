"""Hacer un informe: sus tres archivos se abren y dicen las mismas cifras que la rejilla."""

import io
import subprocess
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from openpyxl import load_workbook
from pptx import Presentation

from cronograma.dominio.cierre import explicar
from cronograma.dominio.informes.cola import ARRIENDO, hacer, hacer_pendientes, tomar
from cronograma.dominio.informes.informes import (
    ParteEscrita,
    abrir_informe,
    elegir_fotos,
    fotos_que_faltan,
    guardar_partes,
    huella_de_las_partes,
    pedir_version,
)
from cronograma.dominio.informes.periodo import leer_periodo
from cronograma.dominio.tabla import tabla_del_ejercicio
from cronograma.estados import SeccionDeInforme
from cronograma.models import Actividad, ArchivoDeInforme, VersionDeInforme
from media_library.estados import Menores
from media_library.models import Evidencia
from nucleo.dominio.impedimentos import NoSePuede
from tests.cronograma.pruebas import CINCO_DE_MARZO
from tests.fabricas.cronograma import ActividadFactory, EvidenciaManualFactory, MetaFactory

pytestmark = pytest.mark.django_db


def octetos(version, formato):
    return bytes(version.archivos.get(formato=formato).octetos)


def texto_del_pdf(version, tmp_path):
    ruta = tmp_path / "informe.pdf"
    ruta.write_bytes(octetos(version, "pdf"))
    salida = subprocess.run(["pdftotext", "-layout", str(ruta), "-"], capture_output=True, check=True)
    return " ".join(salida.stdout.decode().split())


def laminas(version):
    return list(Presentation(io.BytesIO(octetos(version, "pptx"))).slides)


def texto_de(lamina):
    return "\n".join(f.text_frame.text for f in lamina.shapes if f.has_text_frame)


def test_los_tres_archivos_se_abren_y_dicen_lo_mismo(hecho, tmp_path):
    version = hecho()
    pdf = texto_del_pdf(version, tmp_path)
    grafica = next(f.chart for lam in laminas(version) for f in lam.shapes if f.has_chart)
    hoja = load_workbook(io.BytesIO(octetos(version, "xlsx")))["Cronograma"]

    assert "Se emitieron 2 boletines" in pdf
    assert "Se cumplió 60 % de lo planeado: cuentan hasta la meta 3 de 5" in pdf
    assert list(grafica.plots[0].categories) == ["Boletines", "Memoria"]
    assert [list(s.values) for s in grafica.plots[0].series] == [[2, 3], [2, 1]]
    assert [(fila[5].value, fila[6].value) for fila in hoja.iter_rows(min_row=2)] == [(2, 2), (3, 1)]
    assert (version.progreso, version.fallo, version.avisos) == (100, "", [])


def test_las_cifras_son_las_de_la_rejilla(hecho):
    version = hecho(["xlsx"])
    hoja = load_workbook(io.BytesIO(octetos(version, "xlsx")))["Cronograma"]
    tabla = tabla_del_ejercicio(2026, ahora=CINCO_DE_MARZO)

    assert [fila[6].value for fila in hoja.iter_rows(min_row=2)] == [c.realizado for c in tabla.del_mes(2)]


def test_el_pdf_es_de_archivo_y_accesible(hecho):
    pdf = octetos(hecho(["pdf"]), "pdf")

    assert b"pdfaid:part" in pdf
    assert b"pdfuaid:part" in pdf


def test_lleva_las_fotos_con_su_credito(hecho, tmp_path):
    version = hecho(["pdf", "pptx"])
    con_fotos = [lam for lam in laminas(version) if any(f.shape_type == 13 for f in lam.shapes)]

    assert "Arranca la obra" in texto_del_pdf(version, tmp_path)
    assert "Foto: Gobierno" in texto_de(con_fotos[0])


def test_lo_que_no_esta_cerrado_se_dice(hecho, tmp_path):
    version = hecho(["pdf"])

    assert version.cierres == "Falta cerrar febrero de 2026: sus cifras todavía pueden cambiar."
    assert "Falta cerrar febrero de 2026" in texto_del_pdf(version, tmp_path)


def test_un_mes_cerrado_no_lo_dice_y_conserva_sus_cifras_aunque_llegue_mas(
    hecho, informe, cerrar, directora, boletines
):
    actividad = Actividad.objects.get(nombre_corto="Memoria")
    datos = {"mes": 2, "caso": "falto", "texto": "Se canceló un evento", "por": directora, "ahora": CINCO_DE_MARZO}
    explicar(actividad, **datos)
    cerrar()
    antes = hecho(["xlsx"])
    EvidenciaManualFactory(actividad=boletines, fecha="2026-02-20", mes=2)
    despues = hecho(["xlsx"], ahora=CINCO_DE_MARZO + timedelta(days=2))

    assert antes.cierres == ""
    for version in (antes, despues):
        hoja = load_workbook(io.BytesIO(octetos(version, "xlsx")))["Cronograma"]
        assert [fila[6].value for fila in hoja.iter_rows(min_row=2)] == [2, 1]
    assert [fila[11].value for fila in hoja.iter_rows(min_row=2)] == [1, 0]  # llegó tarde: se ve al lado


def test_el_texto_escrito_vale_mas_que_el_propuesto_y_la_seccion_quitada_no_sale(hecho, informe, directora, tmp_path):
    partes = [ParteEscrita("resumen", va=True, texto="Fue un mes corto."), ParteEscrita("boletines", va=False)]
    guardar_partes(informe, partes=partes, vistas=huella_de_las_partes(informe), por=directora, ahora=CINCO_DE_MARZO)
    pdf = texto_del_pdf(hecho(["pdf"]), tmp_path)

    assert "Fue un mes corto." in pdf
    assert "Se emitieron 2 boletines" not in pdf


def test_un_informe_sin_secciones_no_se_guarda(informe, directora):
    ninguna = [ParteEscrita(s, va=False) for s in SeccionDeInforme.values]

    vistas = huella_de_las_partes(informe)
    with pytest.raises(NoSePuede, match="Escoge al menos una sección"):
        guardar_partes(informe, partes=ninguna, vistas=vistas, por=directora, ahora=CINCO_DE_MARZO)


def test_una_version_hecha_no_la_cambia_nadie(hecho):
    version = hecho(["xlsx"])

    for cosas, cambio in (
        (VersionDeInforme.objects.filter(pk=version.pk), {"huella": "x"}),
        (ArchivoDeInforme.objects.filter(version=version), {"huella": "x"}),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            cosas.update(**cambio)
        with pytest.raises(DatabaseError), transaction.atomic():
            cosas.delete()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO cronograma_archivodeinforme (version_id, formato, octetos, pesa, huella)"
            " VALUES (%s, 'pdf', '', 0, '')",
            [version.pk],
        )


def test_la_misma_huella_si_nada_cambio_y_otra_si_cambio(hecho, boletines):
    una, otra = hecho(["xlsx"]), hecho(["xlsx"])
    EvidenciaManualFactory(actividad=boletines, fecha="2026-02-20", mes=2)
    tercera = hecho(["xlsx"])

    assert una.huella == otra.huella != tercera.huella
    assert [v.numero for v in (una, otra, tercera)] == [1, 2, 3]


def test_no_se_pide_dos_veces_a_la_vez(informe, directora):
    pedir_version(informe, formatos=["pdf"], por=directora, ahora=CINCO_DE_MARZO)

    with pytest.raises(NoSePuede, match="ya se está haciendo"):
        pedir_version(informe, formatos=["pdf"], por=directora, ahora=CINCO_DE_MARZO)


def test_sin_la_capacidad_no_se_pide(informe, fotografo):
    with pytest.raises(NoSePuede, match="no permite hacer informes"):
        pedir_version(informe, formatos=["pdf"], por=fotografo, ahora=CINCO_DE_MARZO)


class TestLaFotoQueFalta:
    def test_se_dice_cual_y_por_que_y_quitandola_sigue(self, hecho, informe, directora):
        foto = informe.fotos.first().evidencia
        Evidencia.objects.filter(pk=foto.pk).update(menores=Menores.PROTEGIDOS)

        with pytest.raises(NoSePuede, match="Falta la foto «Arranca la obra»"):
            pedir_version(informe, formatos=["pdf"], por=directora, ahora=CINCO_DE_MARZO)
        version = hecho(["pptx"], sin_las_que_faltan=True)

        assert version.lista_en
        assert foto.pk not in informe.fotos.values_list("evidencia", flat=True)

    @pytest.mark.parametrize("octetos", [b"", b"RIFF\x00\x00roto"], ids=["vacía", "rota"])
    def test_si_su_archivo_se_dano_el_informe_sigue_y_lo_dice(self, octetos, hecho, informe, con_archivo, settings):
        foto = informe.fotos.first().evidencia
        derivado = foto.original.derivados.get()
        (settings.DIR_DERIVADOS / derivado.archivo).write_bytes(octetos)
        version = hecho(["pdf", "pptx"])

        assert version.lista_en
        assert version.avisos == ["Falta la foto «Arranca la obra»: su archivo no se pudo abrir."]

    def test_si_pierde_su_permiso_entre_pedir_y_hacer_no_sale(self, informe, directora):
        pedir_version(informe, formatos=["pptx"], por=directora, ahora=CINCO_DE_MARZO)
        Evidencia.objects.update(menores=Menores.PROTEGIDOS)
        version = tomar(ahora=CINCO_DE_MARZO)
        hacer(version, reloj=lambda: CINCO_DE_MARZO)
        version.refresh_from_db()

        assert len(version.avisos) == informe.fotos.count()
        assert not [f for lam in laminas(version) for f in lam.shapes if f.shape_type == 13]

    def test_la_que_no_puede_salir_no_se_propone(self, febrero, directora):
        Evidencia.objects.update(menores=Menores.PROTEGIDOS)
        informe = abrir_informe(leer_periodo("2026-02"), por=directora, ahora=CINCO_DE_MARZO)

        assert not informe.fotos.exists()
        assert fotos_que_faltan(informe, CINCO_DE_MARZO) == []


def test_se_escogen_dos_por_evento_y_ninguna_dos_veces(informe):
    assert informe.fotos.count() == 2


def test_las_mejor_calificadas_van_primero(febrero, directora):
    mejor = febrero.evidencias.order_by("-capturada_en").first()
    Evidencia.objects.filter(pk=mejor.pk).update(calificacion=5)
    informe = abrir_informe(leer_periodo("2026-02"), por=directora, ahora=CINCO_DE_MARZO)

    assert informe.fotos.first().evidencia == mejor


def test_se_cambian_las_fotos(informe, directora, febrero):
    actividad = informe.fotos.first().actividad_id
    otra = febrero.evidencias.exclude(en_informes__informe=informe).get()
    elegir_fotos(informe, pares=[(actividad, otra.pk)], por=directora, ahora=CINCO_DE_MARZO)

    assert [f.evidencia for f in informe.fotos.all()] == [otra]


def test_un_mes_vacio_tiene_informe(hecho, informe, directora, tmp_path, boletines):
    vacio = abrir_informe(leer_periodo("2026-01"), por=directora, ahora=CINCO_DE_MARZO)
    version = hecho(cual=vacio)

    assert "no hay trabajo registrado" in texto_del_pdf(version, tmp_path)
    assert len(laminas(version)) > 2


def test_un_mes_con_cinco_mil_pruebas_tiene_informe(hecho, directora, tmp_path):
    actividad = ActividadFactory(nombre_corto="Diseños")
    MetaFactory(actividad=actividad, mes=1, programado=999)
    EvidenciaManualFactory.create_batch(5000, actividad=actividad, fecha="2026-01-20", mes=1, agregada_por=directora)
    lleno = abrir_informe(leer_periodo("2026-01"), por=directora, ahora=CINCO_DE_MARZO)
    version = hecho(cual=lleno)
    hoja = load_workbook(io.BytesIO(octetos(version, "xlsx")))["Anexo de pruebas"]

    assert hoja.max_row == 5001
    assert "Pruebas: 5,000" in texto_del_pdf(version, tmp_path)


@pytest.mark.parametrize("clave", ["2026-T1", "2026-S1", "2026", "2026-G"])
def test_los_otros_periodos_tambien(clave, hecho, febrero, directora, tmp_path):
    version = hecho(cual=abrir_informe(leer_periodo(clave), por=directora, ahora=CINCO_DE_MARZO))

    assert "Se emitieron 2 boletines" in texto_del_pdf(version, tmp_path)
    assert any(f.has_chart for lam in laminas(version) for f in lam.shapes)


class TestLaCola:
    def test_lo_que_se_quedo_a_medias_se_vuelve_a_tomar_y_quien_lo_perdio_ya_no_escribe(self, informe, directora):
        pedir_version(informe, formatos=["xlsx"], por=directora, ahora=CINCO_DE_MARZO)
        perdida = tomar(ahora=CINCO_DE_MARZO)
        assert tomar(ahora=CINCO_DE_MARZO) is None

        otra = tomar(ahora=CINCO_DE_MARZO + ARRIENDO * 2)
        hacer(perdida, reloj=lambda: CINCO_DE_MARZO)
        assert not VersionDeInforme.objects.listas().exists()

        hacer(otra, reloj=lambda: CINCO_DE_MARZO)
        assert VersionDeInforme.objects.listas().count() == 1

    def test_a_la_tercera_se_da_por_fallida(self, informe, directora):
        pedir_version(informe, formatos=["xlsx"], por=directora, ahora=CINCO_DE_MARZO)
        for vez in range(3):
            assert tomar(ahora=CINCO_DE_MARZO + ARRIENDO * 2 * vez)

        assert tomar(ahora=CINCO_DE_MARZO + ARRIENDO * 8) is None
        assert "tres veces" in VersionDeInforme.objects.get().fallo

    def test_hace_todas_las_pedidas(self, informe, directora):
        pedir_version(informe, formatos=["xlsx"], por=directora, ahora=CINCO_DE_MARZO)

        assert hacer_pendientes(reloj=lambda: CINCO_DE_MARZO) == 1
        assert hacer_pendientes(reloj=lambda: CINCO_DE_MARZO) == 0
