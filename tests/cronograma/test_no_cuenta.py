"""Las pruebas de una celda son las que se cuentan, y cualquiera se puede sacar con su motivo."""

from datetime import UTC, datetime

import pytest

from boletines.models import CorteDeBoletin
from cronograma.dominio.exclusion import quitar_de_la_cuenta
from cronograma.estados import ClaseDePrueba, Regla
from cronograma.models import NoCuenta
from nucleo.dominio.impedimentos import NoSePuede
from paginas.models import Solicitud
from tests.cronograma.pruebas import (
    cambio_visto,
    cuenta,
    memoria,
    pagina_escrita,
    pruebas_de_la_celda,
)
from tests.fabricas.boletines import BoletinFactory
from tests.fabricas.cronograma import ActividadFactory, EvidenciaManualFactory
from tests.fabricas.media_library import CorteFactory, EvidenciaFactory
from tests.fabricas.paginas import PaginaFactory
from tests.fabricas.personas import PersonaFactory
from tests.fabricas.redes import PublicacionFactory

pytestmark = pytest.mark.django_db
MARZO = datetime(2026, 3, 10, 18, 0, tzinfo=UTC)
FIN_DE_MARZO = datetime(2026, 4, 1, 5, 59, 59, tzinfo=UTC)  # 31 de marzo, 23:59:59 en Mazamitla
ABRIL = datetime(2026, 4, 1, 6, 0, tzinfo=UTC)


class TestPruebas:
    def test_cada_prueba_dice_que_es_y_a_donde_lleva(self):
        boletin = BoletinFactory(publicado=True, publicado_en=MARZO, consecutivo=45, titulo="Inicia obra")

        (prueba,) = pruebas_de_la_celda(ActividadFactory(regla=Regla.BOLETINES))

        assert (prueba.titulo, prueba.detalle, prueba.cuando) == ("CS/045/2026 Inicia obra", "Boletín", MARZO)
        assert prueba.url == f"/oficina/boletines/{boletin.pk}/"

    def test_hay_tantas_como_se_cuentan_en_todas_las_reglas(self):
        trabajar_de_todo()
        for regla in Regla:
            actividad = ActividadFactory(regla=regla)
            assert len(pruebas_de_la_celda(actividad)) == cuenta(regla).get(3, 0), regla

    def test_en_diciembre_no_se_cuela_enero(self):
        BoletinFactory(publicado=True, publicado_en=datetime(2027, 1, 1, 6, 0, tzinfo=UTC), ejercicio=2027)

        assert pruebas_de_la_celda(ActividadFactory(regla=Regla.BOLETINES), 12) == []

    def test_la_fecha_que_no_es_segura_se_dice(self):
        actividad = ActividadFactory()
        EvidenciaManualFactory(actividad=actividad, enlace="", archivo=EvidenciaFactory(certeza="nombre"))

        (prueba,) = pruebas_de_la_celda(actividad)

        assert prueba.detalle.endswith("fecha supuesta")


def trabajar_de_todo() -> None:
    """Una cosa de cada clase que cuenta, en marzo de 2026."""
    boletin = BoletinFactory(publicado=True, publicado_en=MARZO)
    CorteDeBoletin.objects.create(boletin=boletin, corte=CorteFactory(), orden=1)
    memoria(MARZO)
    PublicacionFactory(publicada=True, publicada_en=MARZO)
    cambio_visto(MARZO)
    pagina_escrita(MARZO)
    datos = {"pagina": PaginaFactory(), "que": "El gasto", "enviada_por": PersonaFactory(), "enviada_en": MARZO}
    Solicitud.objects.create(**datos, estado="verificada", verificada_en=MARZO)


class TestNoCuenta:
    @pytest.fixture
    def quitar(self, redactora, ahora):
        def _quitar(actividad, **datos):
            campos = {"mes": 3, "clase": "boletin", "motivo": "Es de otra área", "por": redactora, "ahora": ahora}
            return quitar_de_la_cuenta(actividad, **(campos | datos))

        return _quitar

    def test_toda_clase_de_prueba_se_puede_sacar(self, quitar):
        trabajar_de_todo()
        for regla in Regla:
            actividad = ActividadFactory(regla=regla)
            for prueba in pruebas_de_la_celda(actividad):
                quitar(actividad, clase=prueba.clase, cosa=prueba.cosa)
            assert (regla, cuenta(regla)) == (regla, {})

    def test_dice_quien_y_por_que_y_queda_a_la_vista(self, quitar, redactora, ahora):
        boletin = BoletinFactory(publicado=True, publicado_en=MARZO)

        quitada = quitar(ActividadFactory(regla=Regla.BOLETINES), cosa=boletin.pk)

        assert (quitada.motivo, quitada.quitada_por, quitada.quitada_en) == ("Es de otra área", redactora, ahora)
        assert boletin.titulo in quitada.titulo

    def test_sin_motivo_sin_capacidad_o_de_otra_celda_se_rechaza(self, quitar, consulta):
        boletin = BoletinFactory(publicado=True, publicado_en=MARZO)
        actividad = ActividadFactory(regla=Regla.BOLETINES)
        for mal in ({"motivo": " "}, {"por": consulta}, {"mes": 4}, {"clase": "evento"}):
            with pytest.raises(NoSePuede):
                quitar(actividad, cosa=boletin.pk, **mal)

        assert not NoCuenta.objects.exists()

    def test_dos_veces_se_rechaza_con_una_frase(self, quitar):
        boletin = BoletinFactory(publicado=True, publicado_en=MARZO)
        actividad = ActividadFactory(regla=Regla.BOLETINES)
        quitar(actividad, cosa=boletin.pk)

        with pytest.raises(NoSePuede, match="ya no cuenta aquí"):
            quitar(actividad, cosa=boletin.pk)

    def test_las_clases_caben_en_su_campo(self):
        assert max(len(c) for c in ClaseDePrueba.values) <= NoCuenta._meta.get_field("clase").max_length
