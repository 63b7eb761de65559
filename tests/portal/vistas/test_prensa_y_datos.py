"""El paquete de prensa, los datos abiertos y la interfaz."""

import io
import json
import zipfile
from datetime import timedelta

import pytest
import time_machine

from media_library.models import Evidencia
from portal.dominio import prensa
from portal.dominio.escritura import boletin as escritura
from portal.dominio.escritura import todo
from portal.models import DescargaDePrensa
from tests.fabricas.agenda import EventoFactory
from tests.fabricas.boletines import BoletinFactory
from tests.fabricas.suspension import PeriodoFactory
from tests.portal.dominio.escritura.test_construccion import con_foto
from tests.portal.publicados import publicar_con_documentos

pytestmark = [pytest.mark.django_db, pytest.mark.lento, pytest.mark.usefixtures("oficina", "tabla_de_suspension")]


@pytest.fixture(autouse=True)
def reloj(ahora, settings, tmp_path):
    settings.DIR_DATOS = tmp_path
    with time_machine.travel(ahora, tick=False) as viajero:
        yield viajero


def boletin_publico(ahora, **campos):
    datos = {"publicado_en": ahora - timedelta(hours=1), "consecutivo": 45, "tema": "salud"} | campos
    return BoletinFactory(publicado=True, **datos)


class TestPaquete:
    def test_el_zip_lleva_texto_pdf_y_fotos_con_su_credito(self, client, arbol, ahora, fotografo):
        boletin = boletin_publico(ahora)
        con_foto(boletin, fotografo, ahora)
        Evidencia.objects.update(base_de_derechos="propia")
        publicar_con_documentos(boletin, ahora)

        respuesta = client.get(f"{boletin.ruta_publica}prensa/paquete.zip")

        paquete = zipfile.ZipFile(io.BytesIO(b"".join(respuesta)))
        assert paquete.testzip() is None
        assert paquete.namelist() == [
            "CS-045-2026/CS-045-2026.txt",
            "CS-045-2026/CS-045-2026.pdf",
            "CS-045-2026/CS-045-2026.docx",
            "CS-045-2026/fotos.txt",
            "CS-045-2026/CS-045-2026-1-boletin-045.jpg",
        ]
        dicho = paquete.read("CS-045-2026/fotos.txt").decode()
        assert dicho.splitlines() == [
            "CS-045-2026-1-boletin-045.jpg",
            "Pie: La obra",
            "Crédito: CS",
            "Fecha: 12 de marzo de 2026 (fecha de la subida)",
            "Derechos: Obra del personal de la oficina",
            "Qué se ve: Zanja",
        ]
        assert b"photoshop:Credit>CS<" in paquete.read("CS-045-2026/CS-045-2026-1-boletin-045.jpg")
        assert respuesta["Content-Disposition"] == 'attachment; filename="CS-045-2026.zip"'

    def test_empaca_por_trozos_sin_juntar_el_archivo_en_memoria(self, arbol):
        (arbol / "grande.jpg").write_bytes(b"x" * (3 * prensa.TROZO))

        trozos = list(prensa.empacar({"grande.jpg": "/grande.jpg"}))

        assert max(map(len, trozos)) < 1.5 * prensa.TROZO

    def test_lo_que_no_esta_en_el_arbol_servido_no_existe(self, client, arbol, ahora):
        oculto = boletin_publico(ahora, tema="obra-publica")
        todo.construir_todo(ahora, lambda *_: None)
        direccion = f"{oculto.ruta_publica}prensa/paquete.zip"
        assert client.get(direccion).status_code == 200
        PeriodoFactory()
        from portal.dominio.ediciones.turno import poner_turno  # noqa: PLC0415 - después de crear el periodo

        todo.construir_todo(ahora, lambda *_: None)
        poner_turno(ahora)

        assert client.get(direccion).status_code == 404
        assert client.get(f"/bajar{oculto.ruta_publica}boletin.pdf").status_code == 404

    def test_contar_no_estorba_ni_se_duplica(self, client, arbol, ahora):
        boletin = boletin_publico(ahora)
        publicar_con_documentos(boletin, ahora)
        pdf = f"/bajar{boletin.ruta_publica}boletin.pdf"

        assert client.get(pdf)["Location"] == f"{boletin.ruta_publica}boletin.pdf"
        client.get(pdf)
        for _ in range(2):
            prensa.contar_descargas(ahora.date())

        assert DescargaDePrensa.objects.get().cuantas == 2

    def test_si_el_diario_no_se_puede_escribir_la_descarga_sigue(self, client, arbol, ahora, settings, tmp_path):
        boletin = boletin_publico(ahora)
        publicar_con_documentos(boletin, ahora)
        (tmp_path / "descargas").write_text("un archivo donde va una carpeta")

        assert client.get(f"/bajar{boletin.ruta_publica}boletin.pdf").status_code == 302

    @pytest.mark.parametrize("camino", ["../secreto.txt", "index.html", "no-existe.pdf", "%00.pdf", "a" * 3000])
    def test_bajar_no_se_sale_del_arbol(self, client, arbol, camino):
        (arbol.parent / "secreto.txt").write_text("secreto")

        assert client.get(f"/bajar/{camino}").status_code == 404


class TestDatos:
    def test_los_archivos_del_anio_llevan_lo_publico(self, arbol, ahora):
        boletin = boletin_publico(ahora, titulo="=SUMA(1)")
        BoletinFactory(retirado=True, titulo="Retirado")
        escritura.publicar(boletin, ahora)

        tabla = (arbol / "datos/boletines-2026.csv").read_text()
        assert tabla.startswith("\ufefffolio,titulo")
        assert "'=SUMA(1)" in tabla
        assert [b["folio"] for b in json.loads((arbol / "datos/boletines-2026.json").read_text())] == ["CS/045/2026"]

    def test_la_interfaz_lista_filtra_y_da_uno(self, client, ahora):
        boletin = boletin_publico(ahora, titulo="Jornada de vacunación", cuerpo="El cuerpo entero.")
        boletin_publico(ahora, consecutivo=46, tema="cultura", publicado_en=ahora - timedelta(days=40))

        todos = client.get("/datos/api/boletines").json()
        assert [b["folio"] for b in todos["boletines"]] == ["CS/045/2026", "CS/046/2026"]
        for consulta in ("tema=salud", "desde=2026-03-01", "q=vacunacion"):
            assert [b["folio"] for b in client.get(f"/datos/api/boletines?{consulta}").json()["boletines"]] == [
                "CS/045/2026"
            ]
        assert client.get("/datos/api/boletines/2026/45").json()["cuerpo"] == boletin.texto
        assert client.get("/datos/api/boletines/2026/99").status_code == 404
        assert client.head("/datos/api/boletines/2026/45").status_code == 200
        assert client.post("/datos/api/boletines/2026/45").status_code == 405

    def test_un_boletin_da_su_texto_sin_etiquetas_y_su_html_limpio(self, client, ahora):
        boletin_publico(ahora, cuerpo="<p>Agua <strong onclick='x()'>potable</strong></p>")

        datos = client.get("/datos/api/boletines/2026/45").json()

        assert (datos["cuerpo"], datos["html"]) == ("Agua potable", "<p>Agua <strong>potable</strong></p>")

    def test_los_resultados_y_los_canales_no_ensenan_etiquetas(self, client, arbol, ahora):
        boletin = boletin_publico(ahora, cuerpo="<p>Obra de agua</p><script>alert(1)</script>")
        escritura.publicar(boletin, ahora)

        assert "&lt;p&gt;" not in client.get("/buscar?q=agua").content.decode()
        canales = (arbol / "feeds/boletines.rss").read_text() + (arbol / "feeds/boletines.atom").read_text()
        assert "&lt;p&gt;Obra de agua&lt;/p&gt;" in canales
        assert "alert(1)" not in canales

    @pytest.mark.parametrize(
        "consulta",
        [
            "desde=ayer",
            "desde=0001-01-01",
            "pagina=0",
            "pagina=x",
            "q=" + "x" * 200,
            "tema=" + "x" * 50,
            "hasta=9999-12-31",
        ],
    )
    def test_la_interfaz_dice_que_parametro_esta_mal(self, client, consulta):
        respuesta = client.get(f"/datos/api/boletines?{consulta}")

        assert respuesta.status_code == 422
        assert "Revisa" in respuesta.json()["detail"]

    def test_la_agenda_y_los_temas(self, client, ahora):
        EventoFactory(
            titulo="Sesión abierta", publico=True, inicio=ahora + timedelta(hours=2), fin=ahora + timedelta(hours=3)
        )
        EventoFactory(titulo="Reunión privada", inicio=ahora + timedelta(hours=2), fin=ahora + timedelta(hours=3))

        assert [e["titulo"] for e in client.get("/datos/api/agenda").json()] == ["Sesión abierta"]
        assert client.get("/datos/api/agenda?dias=9999").status_code == 422
        assert len(client.get("/datos/api/temas").json()) == 11

    def test_se_describe_con_openapi(self, client):
        descripcion = client.get("/datos/api/openapi.json").json()

        assert descripcion["openapi"].startswith("3.")
        assert set(descripcion["paths"]) == {
            "/datos/api/boletines",
            "/datos/api/boletines/{ejercicio}/{consecutivo}",
            "/datos/api/agenda",
            "/datos/api/temas",
        }
