"""Las láminas de una reunión: se hacen o se suben, se entregan una vez y cuentan el mes en que se entregaron."""

import io
import zipfile
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone
from pptx import Presentation

from cronograma.estados import Regla
from media_library.estados import Menores
from media_library.models import Evidencia
from nucleo.dominio.impedimentos import NoSePuede
from produccion.dominio.diapositivas.generar import DeQueSeHacen, generar_laminas
from produccion.dominio.diapositivas.reuniones import (
    cancelar_reunion,
    entregar_laminas,
    reconocer,
    registrar_reunion,
    subir_laminas,
)
from produccion.models import EntregaDeLaminas, Reunion, VersionDeLaminas
from tests.cronograma.informes.conftest import con_archivo  # noqa: F401 - fixture
from tests.cronograma.pruebas import cuenta, memoria
from tests.fabricas.boletines import BoletinFactory
from tests.fabricas.cronograma import ActividadFactory
from tests.fabricas.personas import DependenciaFactory
from tests.fabricas.reuniones import ReunionFactory, VersionDeLaminasFactory

pytestmark = pytest.mark.django_db
MARZO = datetime(2026, 3, 10, 18, 0, tzinfo=UTC)
TODO_MARZO = DeQueSeHacen(date(2026, 3, 1), date(2026, 3, 31))


def url(nombre, *args):
    return reverse(f"produccion:{nombre}", args=args)


def paquete(**archivos):
    salida = io.BytesIO()
    with zipfile.ZipFile(salida, "w") as armado:
        for nombre, contenido in archivos.items():
            armado.writestr(nombre, contenido)
    return salida.getvalue()


PPTX = paquete(**{"ppt/presentation.xml": "<p/>", "ppt/slides/slide1.xml": "<p/>", "ppt/slides/slide2.xml": "<p/>"})
PDF = b"%PDF-1.7\n" + b"0" * 100 + b"\nstartxref\n9\n%%EOF\n"
ODP = paquete(mimetype="application/vnd.oasis.opendocument.presentation")


@pytest.fixture
def reunion():
    return ReunionFactory()


@pytest.fixture
def marzo(con_archivo):  # noqa: F811 - la de arriba
    evento = memoria(MARZO)
    for foto in evento.evidencias.all():
        con_archivo(foto)
    BoletinFactory(publicado=True, publicado_en=MARZO, titulo="Arranca la rehabilitación del camino")
    return evento


def generar(reunion, directora, de=TODO_MARZO):
    return generar_laminas(reunion, de=de, por=directora, ahora=MARZO)


def abierta(version):
    return list(Presentation(io.BytesIO(bytes(version.octetos))).slides)


def dicho(version):
    return "\n".join(f.text_frame.text for s in abierta(version) for f in s.shapes if f.has_text_frame)


def fotos(version):
    return [f for s in abierta(version) for f in s.shapes if f.shape_type == 13]


class TestHacerlas:
    def test_llevan_portada_cifras_fotos_con_credito_y_notas(self, marzo, reunion, directora):
        version = generar(reunion, directora)
        laminas = abierta(version)

        assert laminas[0].shapes.title.text_frame.text == reunion.tema
        assert "1–31 de marzo de 2026" in laminas[0].notes_slide.notes_text_frame.text
        assert "boletines emitidos" in dicho(version)
        assert "Foto: Gobierno" in dicho(version)
        assert len(fotos(version)) == 2
        assert version.laminas == len(laminas) == version.imagenes.count()

    def test_nunca_una_foto_que_no_se_puede_mostrar(self, marzo, reunion, directora):
        Evidencia.objects.update(menores=Menores.PROTEGIDOS)

        assert fotos(generar(reunion, directora)) == []

    def test_de_un_evento_dicen_el_evento(self, marzo, reunion, directora):
        version = generar(reunion, directora, DeQueSeHacen(date(2026, 3, 1), date(2026, 3, 31), evento=marzo))

        assert marzo.titulo in dicho(version)
        assert len(fotos(version)) == 3

    def test_de_un_periodo_sin_nada_tambien_salen(self, reunion, directora):
        version = generar(reunion, directora, DeQueSeHacen(date(2020, 1, 1), date(2020, 1, 31)))

        assert len(abierta(version)) >= 2

    def test_las_graficas_son_nativas(self, marzo, reunion, directora):
        memoria(MARZO + timedelta(days=1))
        graficas = [f.chart for s in abierta(generar(reunion, directora)) for f in s.shapes if f.has_chart]

        assert sum(graficas[0].plots[0].series[0].values) == 2

    def test_un_periodo_al_reves_se_rechaza(self, reunion, directora):
        with pytest.raises(NoSePuede, match="termina antes de empezar"):
            generar(reunion, directora, DeQueSeHacen(date(2026, 3, 2), date(2026, 3, 1)))


class TestSubirlas:
    @pytest.mark.parametrize(("octetos", "formato"), [(PPTX, "pptx"), (ODP, "odp"), (PDF, "pdf")])
    def test_se_reconocen_por_lo_que_traen(self, octetos, formato, reunion, directora):
        version = subir_laminas(reunion, nombre="a.bin", octetos=octetos, por=directora, ahora=MARZO)

        assert (version.formato, version.numero) == (formato, 1)

    def test_un_pptx_dice_cuantas_laminas_trae(self):
        assert reconocer(PPTX) == ("pptx", 2)

    @pytest.mark.parametrize("fecha", ["1900-01-01", "2099-01-01"])
    def test_una_reunion_de_un_ano_mal_tecleado_se_dice(self, client, directora, fecha):
        client.force_login(directora)

        pagina = client.post(url("nueva_reunion"), {"tema": "Obra", "fecha": fecha, "quienes": "Cabildo"})

        assert "Revisa el año." in pagina.text

    @pytest.mark.parametrize("octetos", [b"", b"hola", b"PK\x03\x04roto", paquete(**{"word/document.xml": "x"})])
    def test_lo_que_no_son_laminas_se_rechaza(self, octetos):
        with pytest.raises(NoSePuede, match="no es una presentación"):
            reconocer(octetos)

    def test_un_pdf_cortado_no(self):
        with pytest.raises(NoSePuede, match="llegó incompleto"):
            reconocer(b"%PDF-1.7\nesto")

    def test_con_macros_no(self):
        with pytest.raises(NoSePuede, match="macros"):
            reconocer(paquete(**{"ppt/presentation.xml": "x", "ppt/vbaProject.bin": "x"}))

    def test_el_mismo_archivo_dos_veces_no(self, reunion, directora):
        subir_laminas(reunion, nombre="a.pptx", octetos=PPTX, por=directora, ahora=MARZO)

        with pytest.raises(NoSePuede, match="ya está en esta reunión"):
            subir_laminas(reunion, nombre="b.pptx", octetos=PPTX, por=directora, ahora=MARZO)


class TestEntregarlas:
    @pytest.fixture
    def version(self, reunion):
        return VersionDeLaminasFactory(reunion=reunion)

    def entregar(self, version, directora, cuando=MARZO, a_quien="Obras Públicas"):
        return entregar_laminas(version, a_quien=a_quien, entregada_en=cuando, por=directora, ahora=MARZO)

    def test_cuenta_una_vez_aunque_se_entregue_a_dos(self, version, directora):
        ActividadFactory(regla=Regla.DIAPOSITIVAS)
        assert cuenta(Regla.DIAPOSITIVAS) == {}

        self.entregar(version, directora)
        self.entregar(version, directora, a_quien="El Cabildo")
        assert cuenta(Regla.DIAPOSITIVAS) == {3: 1}

    def test_un_archivo_sin_entregar_no_cuenta(self, version):
        assert cuenta(Regla.DIAPOSITIVAS) == {}

    def test_no_se_entrega_en_el_futuro_ni_antes_de_hacerse(self, version, directora):
        with pytest.raises(NoSePuede, match="después de hoy"):
            self.entregar(version, directora, MARZO + timedelta(days=1))
        with pytest.raises(NoSePuede, match="no pudo entregarse antes"):
            self.entregar(version, directora, MARZO - timedelta(days=30))

    def test_lo_guardado_y_lo_entregado_no_lo_cambia_nadie(self, version, directora):
        entrega = self.entregar(version, directora)

        for cosa in (version, entrega):
            with pytest.raises(DatabaseError), transaction.atomic():
                type(cosa).objects.filter(pk=cosa.pk).delete()
        with pytest.raises(DatabaseError), transaction.atomic():
            VersionDeLaminas.objects.filter(pk=version.pk).update(huella="x")

    def test_una_reunion_entregada_no_se_cancela_y_una_cancelada_no_recibe(self, version, reunion, directora):
        self.entregar(version, directora)
        with pytest.raises(NoSePuede, match="Ya se entregaron"):
            cancelar_reunion(reunion, motivo="No hubo", por=directora, ahora=MARZO)

        otra = VersionDeLaminasFactory()
        cancelar_reunion(otra.reunion, motivo="No hubo quórum", por=directora, ahora=MARZO)
        with pytest.raises(NoSePuede, match="se canceló"):
            self.entregar(otra, directora)


def test_la_misma_reunion_no_se_registra_dos_veces(directora):
    datos = {"tema": "Avance", "fecha": date(2026, 3, 12), "dependencia": DependenciaFactory()}
    registrar_reunion(Reunion(**datos), por=directora, ahora=MARZO)

    with pytest.raises(NoSePuede, match="ya está registrada"):
        registrar_reunion(Reunion(**datos), por=directora, ahora=MARZO)


class TestPantallas:
    @pytest.fixture
    def cliente(self, client, directora):
        client.force_login(directora)
        return client

    def test_registrar_hacer_y_entregar(self, cliente, marzo):
        datos = {"tema": "Avance de obra", "fecha": "2026-03-12", "dependencia": marzo.dependencia_id}
        cliente.post(url("nueva_reunion"), datos | {"quienes": "El Cabildo"})
        reunion = Reunion.objects.get()
        cliente.post(url("generar_laminas", reunion.pk), {"g-desde": "2026-03-01", "g-hasta": "2026-03-31"})
        version = reunion.versiones.get()
        pagina = cliente.get(url("reunion", reunion.pk)).content.decode()
        imagen = cliente.get(url("imagen_de_lamina", version.imagenes.first().pk))
        archivo = cliente.get(url("archivo_de_laminas", version.pk))
        entrega = {
            "version": version.pk,
            "a_quien": "El Cabildo",
            "entregada_en": f"{timezone.localtime(version.hecha_en):%Y-%m-%dT%H:%M}",
        }
        cliente.post(url("entregar_laminas", reunion.pk), entrega)

        assert "Lámina 1: Avance de obra" in pagina
        assert imagen.content.startswith(b"\x89PNG")
        assert archivo["Content-Disposition"].startswith("attachment")
        assert EntregaDeLaminas.objects.get().a_quien == "El Cabildo"
        assert "Entregada" in cliente.get(url("reuniones")).content.decode()

    def test_subir_algo_que_no_son_laminas_lo_dice_junto_al_campo(self, cliente, reunion):
        respuesta = cliente.post(url("subir_laminas", reunion.pk), {"archivo": SimpleUploadedFile("a.pptx", b"no")})

        assert respuesta.status_code == 422
        assert "no es una presentación" in respuesta.content.decode()

    def test_cancelar_sin_motivo_lo_pide(self, cliente, reunion):
        respuesta = cliente.post(url("cancelar_reunion", reunion.pk), {"motivo": ""})

        assert respuesta.status_code == 409
        assert "Escribe por qué se cancela." in respuesta.content.decode()

    def test_quien_consulta_ve_y_no_hace(self, client, consulta, reunion):
        client.force_login(consulta)

        assert "Hacer láminas" not in client.get(url("reunion", reunion.pk)).content.decode()
        assert client.get(url("nueva_reunion")).status_code == 403
