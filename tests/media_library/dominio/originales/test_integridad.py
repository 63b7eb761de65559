"""Releer, reponer del respaldo, medir el espacio y dar de baja: con archivos de verdad."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from media_library.dominio.originales import baja, espacio, integridad, papelera
from media_library.dominio.originales.acta import pdf_del_acta
from media_library.dominio.reconocimiento.puerta import ArchivoRechazado
from media_library.models import BajaDocumental, Derivado, Evidencia, Original
from media_library.tasks import revisar_originales
from nucleo.dominio.impedimentos import NoSePuede
from nucleo.models import Asiento
from tests.fabricas.agenda import EventoFactory
from tests.fabricas.boletines import FotoDeBoletinFactory
from tests.fabricas.media_library import EvidenciaFactory, OriginalFactory
from tests.fabricas.personas import PersonaFactory
from tests.media_library.almacenes import (
    copiar_originales,
    danar_original,
    existe_derivado,
    existe_original,
    leer_original,
    quitar_original,
)  # fmt: skip
from tests.media_library.conftest import AHORA, jpeg
from tests.papeles import siendo_el_dueno

pytestmark = pytest.mark.django_db
DATOS = {"dictamen": "AM-3/2026", "serie": "CS.3", "motivo": "Venció su plazo de conservación"}


class TestRevisar:
    def test_repone_del_respaldo_lo_que_cambio_y_lo_asienta(self, subir, tmp_path):
        original = subir(jpeg()).original
        bueno = leer_original(original)
        copiar_originales(tmp_path / "respaldo", original)
        danar_original(original, bueno[:-1] + b"\0")

        hallazgos = integridad.revisar(ahora=AHORA, respaldo=tmp_path / "respaldo")

        assert [(h.motivo, h.repuesto) for h in hallazgos] == [("su contenido cambió", True)]
        assert leer_original(original) == bueno
        original.refresh_from_db()
        assert (original.dano, original.revisado_en) == ("", AHORA)
        assert Asiento.objects.filter(accion="reponer original del respaldo").count() == 1

    def test_una_copia_mala_no_se_repone(self, subir, tmp_path):
        original = subir(jpeg()).original
        copia = tmp_path / "originales" / original.huella[:2] / original.huella
        copia.parent.mkdir(parents=True)
        copia.write_bytes(b"tampoco")
        quitar_original(original)

        assert not integridad.revisar(ahora=AHORA, respaldo=tmp_path)[0].repuesto

        original.refresh_from_db()
        assert original.dano == "falta el archivo"
        assert not existe_original(original)

    def test_empieza_por_los_que_llevan_mas_sin_revisarse_y_no_repite(self, subir):
        uno, dos = (subir(jpeg(color=c)).original for c in ("red", "blue"))
        Original.objects.filter(pk=uno.pk).update(revisado_en=AHORA - timedelta(days=1))
        for original in (uno, dos):
            quitar_original(original)

        assert [h.huella for h in integridad.revisar(ahora=AHORA)] == [dos.huella, uno.huella]
        assert integridad.revisar(ahora=AHORA) == []

    def test_agotado_el_tiempo_se_detiene(self, subir):
        subir(jpeg())

        assert integridad.revisar(ahora=AHORA, segundos=-1) == []
        assert Original.objects.get().revisado_en is None

    def test_un_dano_se_asienta_una_sola_vez(self, subir):
        quitar_original(subir(jpeg()).original)

        for dias in range(3):
            integridad.revisar(ahora=AHORA + timedelta(days=dias))

        assert Asiento.objects.filter(accion="hallar original dañado").count() == 1

    def test_el_comando_repone_y_termina_bien(self, subir, tmp_path):
        original = subir(jpeg()).original
        copiar_originales(tmp_path / "respaldo", original)
        quitar_original(original)
        salida = StringIO()

        call_command("verificar", reponer=tmp_path / "respaldo", stdout=salida)

        assert "se repuso del respaldo" in salida.getvalue()

    def test_la_tarea_de_la_noche_usa_el_respaldo_de_los_ajustes(self, subir, tmp_path, settings):
        original = subir(jpeg()).original
        copiar_originales(tmp_path / "respaldo", original)
        settings.DIR_RESPALDO = tmp_path / "respaldo"
        quitar_original(original)

        revisar_originales()

        assert existe_original(original)


class TestEspacio:
    def test_mide_por_clase_y_dice_para_cuanto_alcanza(self, settings):
        settings.BIBLIOTECA_CUOTA_GB = 1
        OriginalFactory(octetos=90 * 2**20, guardado_en=AHORA)
        OriginalFactory(octetos=10 * 2**20, clase="audio", tipo="audio/mpeg", guardado_en=AHORA - timedelta(days=200))

        medido = espacio.medir(ahora=AHORA)

        assert medido.ocupado == 100 * 2**20
        assert list(medido.por_clase) == ["Fotografía", "Audio"]
        assert medido.dias == 924
        assert not medido.justo

    def test_pasada_la_cuota_rechaza_con_una_frase_y_no_guarda_nada(self, subir, settings):
        settings.BIBLIOTECA_CUOTA_GB = 1
        OriginalFactory(octetos=2**30)

        with pytest.raises(ArchivoRechazado, match=r"No hay espacio.*No se guardó"):
            subir(jpeg())

        assert Original.objects.count() == 1
        assert espacio.medir(ahora=AHORA).lleno

    def test_la_reserva_del_disco_tambien_cuenta(self, subir, settings):
        settings.DISCO_RESERVA_GB = 10**7

        with pytest.raises(ArchivoRechazado, match="No hay espacio"):
            subir(jpeg())

    def test_con_poco_avisa(self, settings):
        settings.BIBLIOTECA_CUOTA_GB = 1
        OriginalFactory(octetos=int(0.9 * 2**30))

        assert espacio.medir(ahora=AHORA).justo


class TestBaja:
    @pytest.fixture
    def tirada(self, subir, fotografa):
        evidencia = subir(jpeg(), "vieja.jpg", derivar=True)
        papelera.tirar([evidencia], por=fotografa, ahora=AHORA - timedelta(days=31))
        return evidencia

    @pytest.fixture
    def directora(self):
        return PersonaFactory(papeles=["directora"])

    def test_destruye_y_deja_acta(self, tirada, directora, django_capture_on_commit_callbacks):
        original = tirada.original
        derivados = list(Derivado.objects.exclude(archivo=""))
        assert len(derivados) > 5
        assert existe_original(original)
        assert all(map(existe_derivado, derivados))

        with django_capture_on_commit_callbacks(execute=True):
            acta = baja.dar_de_baja([tirada], **DATOS, por=directora, ahora=AHORA)

        assert not existe_original(original)
        assert not any(map(existe_derivado, derivados))
        assert not Derivado.objects.exists()
        assert acta.relacion[0]["sha256"] == original.huella
        assert acta.relacion[0]["nombres"] == ["vieja.jpg"]
        assert original.huella in Asiento.objects.get(accion="dar de baja documental").detalle["huellas"]
        assert integridad.verificar_originales() == []
        assert pdf_del_acta(acta).startswith(b"%PDF")

    def test_si_muere_antes_de_borrar_lo_termina_la_noche(self, tirada, directora):
        baja.dar_de_baja([tirada], **DATOS, por=directora, ahora=AHORA)
        assert existe_original(tirada.original)

        revisar_originales()

        assert not existe_original(tirada.original)
        assert Original.objects.get().borrado_en is not None

    def test_lo_reciente_lo_usado_y_lo_vivo_en_otro_evento_no(self, subir, fotografa, directora):
        reciente = EvidenciaFactory(papelera_en=AHORA - timedelta(days=29))
        usada = FotoDeBoletinFactory().evidencia
        Evidencia.objects.filter(pk=usada.pk).update(papelera_en=AHORA - timedelta(days=99))
        compartida = EvidenciaFactory(papelera_en=AHORA - timedelta(days=99))
        EvidenciaFactory(original=compartida.original, evento=EventoFactory())

        for evidencia in (reciente, usada, compartida):
            with pytest.raises(NoSePuede, match="treinta días"):
                baja.dar_de_baja([evidencia], **DATOS, por=directora, ahora=AHORA)

        assert not BajaDocumental.objects.exists()

    def test_volver_a_subirlo_lo_guarda_otra_vez(self, tirada, directora, subir, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            baja.dar_de_baja([tirada], **DATOS, por=directora, ahora=AHORA)

        otra = subir(jpeg(), "vieja.jpg", derivar=True)

        assert otra.pk == tirada.pk
        assert otra.original.derivados.filter(estado="hecho").count() > 5
        assert Original.objects.get().baja_id is None
        assert integridad.verificar_originales() == []
        baja.borrar_dados_de_baja(ahora=AHORA)
        assert existe_original(otra.original)

    @pytest.mark.parametrize("orden", ["UPDATE {} SET motivo = 'otro'", "DELETE FROM {}"])
    def test_el_acta_no_se_toca(self, tirada, directora, orden):
        acta = baja.dar_de_baja([tirada], **DATOS, por=directora, ahora=AHORA)

        with (
            siendo_el_dueno() as cursor,
            pytest.raises(IntegrityError, match="no se cambia"),
            transaction.atomic(),
        ):
            cursor.execute(orden.format(acta._meta.db_table))


class TestPantallas:
    def test_la_baja_se_hace_desde_la_pantalla(self, client, subir, fotografa):
        evidencia = subir(jpeg())
        Evidencia.objects.filter(pk=evidencia.pk).update(papelera_en=AHORA - timedelta(days=4000))
        client.force_login(PersonaFactory(papeles=["directora"]))

        malo = client.post("/oficina/biblioteca/bajas/nueva/", {**DATOS, "dictamen": "", "evidencias": [evidencia.pk]})
        bien = client.post("/oficina/biblioteca/bajas/nueva/", {**DATOS, "evidencias": [evidencia.pk]})

        assert malo.status_code == 422
        assert "checked" in malo.content.decode()
        assert bien.status_code == 302
        acta = BajaDocumental.objects.get()
        assert client.get(f"/oficina/biblioteca/bajas/{acta.pk}/acta.pdf").content.startswith(b"%PDF")
        assert "AM-3/2026" in client.get("/oficina/biblioteca/bajas/").content.decode()

    def test_solo_la_direccion(self, client, fotografa):
        client.force_login(fotografa)

        rutas = ("espacio/", "bajas/", "bajas/nueva/")
        assert {client.get(f"/oficina/biblioteca/{r}").status_code for r in rutas} <= {403, 404}

    def test_los_danados_se_ven(self, client):
        EvidenciaFactory(original=OriginalFactory(dano="falta el archivo", revisado_en=AHORA), pie="La obra")
        client.force_login(PersonaFactory(papeles=["directora"]))

        pagina = client.get("/oficina/biblioteca/espacio/").content.decode()

        assert "La obra" in pagina
        assert "Falta el archivo" in pagina

    def test_hoy_avisa_a_la_direccion(self, client, oficina, settings):
        settings.BIBLIOTECA_CUOTA_GB = 1
        EvidenciaFactory(original=OriginalFactory(octetos=2**30, dano="falta el archivo", revisado_en=AHORA))
        client.force_login(PersonaFactory(papeles=["directora"]))

        pagina = client.get("/oficina/", follow=True).content.decode()

        assert "Reponer 1 original dañado" in pagina
        assert "No queda espacio: no se aceptan más archivos" in pagina
