"""Cada regla cuenta trabajo real, en el mes de la hora del centro, y enseña sus pruebas."""

from datetime import UTC, date, datetime

import pytest

from cronograma.consultas import cuenta as consultas
from cronograma.estados import Regla
from difusion.estados import Canal, MotivoDeEnvio
from media_library.estados import Clase
from tests.cronograma.pruebas import pruebas_de_la_celda
from tests.fabricas.agenda import EventoFactory
from tests.fabricas.boletines import BoletinFactory
from tests.fabricas.cronograma import ActividadFactory, EvidenciaManualFactory
from tests.fabricas.difusion import EnvioFactory
from tests.fabricas.media_library import EvidenciaFactory, OriginalFactory
from tests.fabricas.redes import PublicacionFactory

pytestmark = pytest.mark.django_db
MARZO = datetime(2026, 3, 15, 18, 0, tzinfo=UTC)
FIN_DE_MARZO = datetime(2026, 4, 1, 5, 59, 59, tzinfo=UTC)  # 31 de marzo, 23:59:59 en Mazamitla
ABRIL = datetime(2026, 4, 1, 6, 0, tzinfo=UTC)


def cuenta(regla, ejercicio=2026):
    return {mes: n for mes, n in consultas.contar(regla, ejercicio).items() if n}


def test_sin_trabajo_todo_es_cero():
    assert [cuenta(regla) for regla in Regla.values] == [{}] * len(Regla.values)


def test_boletines_cuenta_lo_publicado_en_su_mes():
    for momento in (MARZO, FIN_DE_MARZO, ABRIL):
        BoletinFactory(publicado=True, publicado_en=momento)
    BoletinFactory(retirado=True, publicado_en=MARZO)
    BoletinFactory(aprobado=True)
    BoletinFactory()

    assert cuenta(Regla.BOLETINES) == {3: 2, 4: 1}


def test_el_ano_termina_a_medianoche_de_aqui():
    BoletinFactory(publicado=True, publicado_en=datetime(2026, 1, 1, 5, 59, tzinfo=UTC), ejercicio=2025)

    assert cuenta(Regla.BOLETINES, 2026) == {}
    assert cuenta(Regla.BOLETINES, 2025) == {12: 1}


def test_memoria_cuenta_eventos_con_fotos_vivas_una_vez_cada_uno():
    con_dos, con_video, con_tirada, _sin_nada = (EventoFactory(inicio=MARZO) for _ in range(4))
    EvidenciaFactory.create_batch(2, evento=con_dos)
    EvidenciaFactory(evento=con_video, original=OriginalFactory(clase=Clase.VIDEO))
    EvidenciaFactory(evento=con_tirada, papelera_en=MARZO)

    assert cuenta(Regla.MEMORIA) == {3: 1}


def test_audiovisual_suma_videos_audios_y_publicaciones_hechas():
    for clase in (Clase.VIDEO, Clase.AUDIO, Clase.FOTO, Clase.DOCUMENTO):
        EvidenciaFactory(original=OriginalFactory(clase=clase), capturada_en=MARZO)
    EvidenciaFactory(original=OriginalFactory(clase=Clase.VIDEO), capturada_en=MARZO, papelera_en=MARZO)
    PublicacionFactory(publicada=True, publicada_en=ABRIL)
    PublicacionFactory(descartada=True)
    PublicacionFactory()

    assert cuenta(Regla.AUDIOVISUAL) == {3: 2, 4: 1}


def test_paginas_cuenta_lo_que_si_se_escribio_en_el_portal():
    agenda = {"canal": Canal.PORTAL, "motivo": MotivoDeEnvio.AGENDA}
    EnvioFactory(**agenda, entregado=True, resuelto_en=MARZO)
    EnvioFactory(**agenda, fallido=True, resuelto_en=MARZO)
    EnvioFactory(canal=Canal.CORREO, entregado=True, resuelto_en=MARZO)
    EnvioFactory(**agenda)

    assert cuenta(Regla.PAGINAS) == {3: 1}


@pytest.mark.parametrize("motivo", MotivoDeEnvio)
def test_paginas_cuenta_lo_que_alguien_cambio_y_no_lo_que_el_portal_rehace_solo(motivo):
    EnvioFactory(canal=Canal.PORTAL, motivo=motivo, entregado=True, resuelto_en=MARZO)

    de_alguien = {"publicar", "corregir", "suspension", "agenda", "paginas"}
    assert cuenta(Regla.PAGINAS) == ({3: 1} if motivo in de_alguien else {})


def test_lo_agregado_a_mano_suma_su_cantidad_y_lo_anulado_no():
    actividad = ActividadFactory()
    EvidenciaManualFactory(actividad=actividad, cantidad=3)
    EvidenciaManualFactory(actividad=actividad, cantidad=2)
    EvidenciaManualFactory(actividad=actividad, cantidad=50, anulada_en=MARZO, motivo_de_anulacion="Repetida")
    EvidenciaManualFactory(actividad__ejercicio=2025, fecha=date(2025, 3, 1))

    assert consultas.contar_manuales(2026) == {(actividad.pk, 3): 5}


class TestPruebas:
    def test_cada_prueba_dice_que_es_y_a_donde_lleva(self):
        boletin = BoletinFactory(publicado=True, publicado_en=MARZO, consecutivo=45, titulo="Inicia obra")
        actividad = ActividadFactory(regla=Regla.BOLETINES)

        (prueba,) = pruebas_de_la_celda(actividad, 3)

        assert (prueba.titulo, prueba.clase, prueba.cuando) == ("CS/045/2026 Inicia obra", "Boletín", MARZO)
        assert prueba.url == f"/oficina/boletines/{boletin.pk}/"

    def test_cada_clase_va_junta_y_de_lo_ultimo_a_lo_primero(self):
        de_video = OriginalFactory.create_batch(2, clase=Clase.VIDEO)
        video = EvidenciaFactory(original=de_video[0], capturada_en=MARZO)
        ultimo = EvidenciaFactory(original=de_video[1], capturada_en=FIN_DE_MARZO)
        publicacion = PublicacionFactory(publicada=True, publicada_en=FIN_DE_MARZO)

        pruebas = pruebas_de_la_celda(ActividadFactory(regla=Regla.AUDIOVISUAL), 3)

        assert [(p.clase, p.url) for p in pruebas] == [
            ("Video", f"/oficina/biblioteca/{ultimo.pk}/"), ("Video", f"/oficina/biblioteca/{video.pk}/"),
            ("Facebook", publicacion.enlace),
        ]  # fmt: skip

    def test_la_fecha_que_no_es_segura_se_dice(self):
        for certeza in ("nombre", "subida"):
            video = OriginalFactory(clase=Clase.VIDEO)
            EvidenciaFactory(original=video, capturada_en=MARZO, certeza=certeza)

        pruebas = pruebas_de_la_celda(ActividadFactory(regla=Regla.AUDIOVISUAL), 3)

        assert {p.clase for p in pruebas} == {"Video · fecha supuesta", "Video · fecha de la subida"}

    def test_hay_tantas_como_se_cuentan(self):
        evento = EventoFactory(inicio=MARZO)
        EvidenciaFactory(evento=evento)
        EnvioFactory(canal=Canal.PORTAL, motivo="agenda", entregado=True, resuelto_en=MARZO, asunto="")
        for regla, titulo in ((Regla.MEMORIA, evento.titulo), (Regla.PAGINAS, "Agenda pública")):
            pruebas = pruebas_de_la_celda(ActividadFactory(regla=regla), 3)
            assert [p.titulo for p in pruebas] == [titulo]
            assert len(pruebas) == cuenta(regla)[3]

    def test_en_diciembre_no_se_cuela_enero(self):
        BoletinFactory(publicado=True, publicado_en=datetime(2027, 1, 1, 6, 0, tzinfo=UTC), ejercicio=2027)

        assert pruebas_de_la_celda(ActividadFactory(regla=Regla.BOLETINES), 12) == []

    def test_una_regla_a_mano_no_tiene_fuentes(self):
        assert pruebas_de_la_celda(ActividadFactory(regla=Regla.MANUAL), 3) == []


def test_los_ejercicios_van_del_ultimo_al_primero_sin_repetir():
    for ejercicio in (2021, 2026, 2026, 2025):
        ActividadFactory(ejercicio=ejercicio)

    assert consultas.ejercicios() == [2026, 2025, 2021]
