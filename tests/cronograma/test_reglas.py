"""Cada regla cuenta trabajo que hizo una persona, una vez, en el mes de la hora del centro; y enseña sus pruebas."""

from datetime import UTC, date, datetime, timedelta

import pytest

from boletines.models import CorteDeBoletin
from cronograma.consultas import cuenta as consultas
from cronograma.dominio.exclusion import quitar_de_la_cuenta
from cronograma.dominio.reglas import cambiar_regla, lo_que_cuenta
from cronograma.estados import Regla
from difusion.estados import Canal, MotivoDeEnvio
from media_library.estados import Clase
from nucleo.referencias import ref
from paginas.models import Solicitud
from tests.cronograma.pruebas import (
    a_mano,
    cambio_visto,
    cuenta,
    memoria,
    pagina_escrita,
    pruebas_de_la_celda,
)
from tests.fabricas.boletines import BoletinFactory
from tests.fabricas.cronograma import ActividadFactory, EvidenciaManualFactory
from tests.fabricas.difusion import EnvioFactory
from tests.fabricas.media_library import CorteFactory, EvidenciaFactory, OriginalFactory
from tests.fabricas.paginas import PaginaFactory
from tests.fabricas.personas import PersonaFactory
from tests.fabricas.redes import PublicacionFactory

pytestmark = pytest.mark.django_db
MARZO = datetime(2026, 3, 10, 18, 0, tzinfo=UTC)
FIN_DE_MARZO = datetime(2026, 4, 1, 5, 59, 59, tzinfo=UTC)  # 31 de marzo, 23:59:59 en Mazamitla
ABRIL = datetime(2026, 4, 1, 6, 0, tzinfo=UTC)


def test_sin_trabajo_todo_es_cero():
    assert [cuenta(regla) for regla in Regla.values] == [{}] * len(Regla.values)


def test_cada_regla_dice_lo_que_cuenta_y_lo_que_nunca():
    for regla in Regla:
        dicha = lo_que_cuenta(regla, (2026, 3))
        assert dicha.dice.si, regla
        assert dicha.dice.nunca, regla
        assert "{" not in dicha.dice.frase


class TestBoletines:
    def test_cuenta_lo_emitido_en_su_mes(self):
        for momento in (MARZO, FIN_DE_MARZO, ABRIL):
            BoletinFactory(publicado=True, publicado_en=momento)
        BoletinFactory(retirado=True, publicado_en=MARZO)
        BoletinFactory(aprobado=True)
        BoletinFactory()

        assert cuenta(Regla.BOLETINES) == {3: 2, 4: 1}

    def test_el_ano_termina_a_medianoche_de_aqui(self):
        BoletinFactory(publicado=True, publicado_en=datetime(2026, 1, 1, 5, 59, tzinfo=UTC), ejercicio=2025)

        assert cuenta(Regla.BOLETINES, 2026) == {}
        assert cuenta(Regla.BOLETINES, 2025) == {12: 1}


class TestMemoria:
    def test_un_evento_entregado_con_tres_fotos_descritas_cuenta_una_vez(self):
        memoria(MARZO, fotos=3)
        memoria(MARZO, fotos=7)

        assert cuenta(Regla.MEMORIA) == {3: 2}

    @pytest.mark.parametrize("falta", [{"pie": ""}, {"texto_alternativo": ""}, {"credito": ""}])
    def test_las_fotos_sin_describir_no_hacen_memoria(self, falta):
        memoria(MARZO, fotos=5, **falta)

        assert cuenta(Regla.MEMORIA) == {}

    @pytest.mark.parametrize("como", [{"fotos": 2}, {"entregada": False}])
    def test_con_dos_fotos_o_sin_entregar_no_cuenta(self, como):
        memoria(MARZO, **como)

        assert cuenta(Regla.MEMORIA) == {}

    def test_lo_que_esta_en_la_papelera_o_es_video_no_suma(self):
        evento = memoria(MARZO, fotos=2)
        descrita = {"pie": "Obra", "texto_alternativo": "Obra", "credito": "Gobierno", "evento": evento}
        EvidenciaFactory(**descrita, papelera_en=MARZO)
        EvidenciaFactory(**descrita, original=OriginalFactory(clase=Clase.VIDEO))

        assert cuenta(Regla.MEMORIA) == {}


class TestAudiovisual:
    def test_cuenta_lo_publicado_con_su_enlace(self):
        PublicacionFactory(publicada=True, publicada_en=ABRIL)
        PublicacionFactory(descartada=True)
        PublicacionFactory()

        assert cuenta(Regla.AUDIOVISUAL) == {4: 1}

    def test_la_grabacion_como_se_subio_y_el_corte_sin_usar_no_cuentan(self):
        for clase in (Clase.VIDEO, Clase.AUDIO):
            EvidenciaFactory(original=OriginalFactory(clase=clase), capturada_en=MARZO)
        CorteFactory()

        assert cuenta(Regla.AUDIOVISUAL) == {}

    def test_corregir_el_boletin_no_le_quita_su_corte_a_la_cuenta(self):
        """Al corregir, los cortes se quitan y se vuelven a poner: la prueba es el corte, no ese renglón."""
        corte, borrador = CorteFactory(), BoletinFactory()
        CorteDeBoletin.objects.create(boletin=borrador, corte=corte, orden=1)
        boletin = BoletinFactory(publicado=True, publicado_en=MARZO)
        CorteDeBoletin.objects.create(boletin=boletin, corte=corte, orden=1).delete()
        CorteDeBoletin.objects.create(boletin=boletin, corte=corte, orden=1)

        (prueba,) = pruebas_de_la_celda(ActividadFactory(regla=Regla.AUDIOVISUAL))

        assert (cuenta(Regla.AUDIOVISUAL), prueba.cosa, prueba.url) == (
            {3: 1},
            corte.pk,
            f"/oficina/boletines/{boletin.pk}/",
        )

    def test_un_corte_cuenta_la_primera_vez_que_sale_con_un_boletin(self):
        corte = CorteFactory()
        for momento in (MARZO, ABRIL):
            boletin = BoletinFactory(publicado=True, publicado_en=momento)
            CorteDeBoletin.objects.create(boletin=boletin, corte=corte, orden=1)
        CorteDeBoletin.objects.create(boletin=BoletinFactory(), corte=CorteFactory(), orden=1)

        assert cuenta(Regla.AUDIOVISUAL) == {3: 1}


class TestPaginas:
    @pytest.mark.parametrize("motivo", MotivoDeEnvio)
    def test_lo_que_el_sistema_escribe_solo_nunca_cuenta(self, motivo):
        EnvioFactory(canal=Canal.PORTAL, motivo=motivo, entregado=True, creado_en=MARZO, creado_por=None)

        assert cuenta(Regla.PAGINAS) == {}

    def test_la_pagina_que_guardo_una_persona_cuenta_una_vez_al_dia(self):
        for minuto in range(3):
            pagina_escrita(MARZO + timedelta(minutes=minuto))
        pagina_escrita(MARZO, pagina="accesibilidad")
        pagina_escrita(MARZO + timedelta(days=1))

        assert cuenta(Regla.PAGINAS) == {3: 3}

    def test_el_cambio_visto_cuenta_una_vez_por_pagina_y_dia(self):
        pagina = PaginaFactory()
        cambio_visto(MARZO, pagina)
        cambio_visto(MARZO + timedelta(hours=2), pagina)
        cambio_visto(MARZO)

        assert cuenta(Regla.PAGINAS) == {3: 2}

    def test_la_solicitud_a_transparencia_cuenta_cuando_se_verifica(self):
        datos = {"pagina": PaginaFactory(), "que": "El gasto", "enviada_por": PersonaFactory(), "enviada_en": MARZO}
        Solicitud.objects.create(**datos, estado="verificada", verificada_en=ABRIL)
        Solicitud.objects.create(**datos, estado="publicada", publicada_en=MARZO)

        assert cuenta(Regla.PAGINAS) == {4: 1}

    def test_el_cambio_que_comprobo_una_solicitud_no_cuenta_otra_vez(self):
        cambio = cambio_visto(MARZO)
        Solicitud.objects.create(
            pagina=cambio.pagina, que="El gasto", enviada_por=PersonaFactory(), enviada_en=MARZO, antes=cambio.antes,
            estado="verificada", verificada_en=MARZO,
        )  # fmt: skip

        assert cuenta(Regla.PAGINAS) == {3: 1}

    def test_reintentar_la_primera_del_dia_no_cambia_cual_cuenta(self):
        primera = pagina_escrita(MARZO, entregado=False)
        pagina_escrita(MARZO + timedelta(minutes=1))
        actividad = ActividadFactory(regla=Regla.PAGINAS)

        assert [p.cosa for p in pruebas_de_la_celda(actividad)] == [primera.pk]

    def test_el_boletin_escrito_en_el_portal_solo_si_la_oficina_lo_enciende(self, directora, ahora):
        boletin = BoletinFactory(publicado=True, publicado_en=MARZO)
        quien = PersonaFactory()
        for motivo in ("publicar", "corregir"):
            EnvioFactory(
                canal="portal", motivo=motivo, objeto=ref(boletin), entregado=True, creado_en=MARZO, creado_por=quien
            )
        assert cuenta(Regla.PAGINAS) == {}

        encendido = {"boletines_en_el_portal": True}
        cambiar_regla(
            Regla.PAGINAS, parametros=encendido, desde=date(2026, 3, 1), motivo="Acuerdo", por=directora, ahora=ahora
        )

        assert cuenta(Regla.PAGINAS) == {3: 1}
        assert any("escrito en el portal" in r for r in lo_que_cuenta(Regla.PAGINAS, (2026, 3)).dice.si)


class TestAMano:
    def test_suma_su_cantidad_y_lo_que_se_saco_no(self, redactora, ahora):
        actividad = ActividadFactory()
        EvidenciaManualFactory(actividad=actividad, cantidad=3)
        EvidenciaManualFactory(actividad=actividad, cantidad=2)
        fuera = EvidenciaManualFactory(actividad=actividad, cantidad=50)
        EvidenciaManualFactory(actividad__ejercicio=2025, fecha=date(2025, 3, 1))

        quitar_de_la_cuenta(
            actividad, mes=3, clase="a_mano", cosa=fuera.pk, motivo="Repetida", por=redactora, ahora=ahora
        )

        assert a_mano() == {(actividad.pk, 3): 5}


def test_los_ejercicios_van_del_ultimo_al_primero_sin_repetir():
    for ejercicio in (2021, 2026, 2026, 2025):
        ActividadFactory(ejercicio=ejercicio)

    assert consultas.ejercicios() == [2026, 2025, 2021]
