"""Publicar con permiso: menores, cartas, plazos y la negativa que nadie levanta (docs/dominio.md, reglas 26 a 28)."""

import io
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from media_library.dominio.derechos import consentimientos, derechos
from media_library.dominio.derechos.consentimientos import DatosDeCarta
from media_library.dominio.derechos.derechos import Derechos, impedimentos_para_publicar
from media_library.dominio.reconocimiento.puerta import ArchivoRechazado
from media_library.models import Consentimiento, Evidencia, Original
from nucleo.dominio.impedimentos import NoSePuede, YaCambio
from nucleo.models import Asiento
from tests.fabricas.media_library import ConsentimientoFactory, EvidenciaFactory
from tests.media_library.conftest import AHORA, jpeg

pytestmark = [pytest.mark.django_db(transaction=True)]
HOY = date(2026, 11, 23)
DATOS = DatosDeCarta("Persona que aparece", "Difundir la obra", "Portal", date(2026, 11, 1))


def faltas(evidencia):
    return [str(i) for i in impedimentos_para_publicar(evidencia, AHORA)]


def archivo(octetos, nombre="carta.pdf"):
    salida = io.BytesIO(octetos)
    salida.name = nombre
    return salida


def test_sin_menores_ni_plazos_se_publica():
    assert faltas(EvidenciaFactory(pie="Obra", menores="no")) == []


def test_con_menores_y_sin_carta_no_se_publica():
    assert "carta firmada por madre, padre o tutor" in faltas(EvidenciaFactory(menores="si"))[0]


def test_la_carta_de_un_adulto_no_ampara_a_un_menor():
    evidencia = EvidenciaFactory(menores="si")
    evidencia.consentimientos.add(ConsentimientoFactory())

    assert len(faltas(evidencia)) == 1


def test_la_carta_vigente_del_tutor_ampara():
    evidencia = EvidenciaFactory(menores="si")
    evidencia.consentimientos.add(ConsentimientoFactory(de_menor=True))

    assert faltas(evidencia) == []


def test_la_carta_vencida_no_ampara():
    evidencia = EvidenciaFactory(menores="si")
    evidencia.consentimientos.add(ConsentimientoFactory(de_menor=True, fecha_fin=HOY - timedelta(days=1)))

    assert ["no está vigente" in f or "carta firmada" in f for f in faltas(evidencia)] == [True, True]


def test_revocar_una_carta_detiene_sus_fotos_y_queda_en_la_bitacora(fotografa):
    evidencia = EvidenciaFactory()
    carta = ConsentimientoFactory()
    evidencia.consentimientos.add(carta)

    consentimientos.revocar_carta(carta, motivo="Lo pidió por escrito", por=fotografa, ahora=AHORA)
    consentimientos.revocar_carta(carta, motivo="Otra vez", por=fotografa, ahora=AHORA + timedelta(days=1))

    assert faltas(evidencia) == [f"Persona que aparece revocó su permiso para «{evidencia}». Difumínala o quítala."]
    assert Asiento.objects.filter(accion="revocar carta de uso de imagen").count() == 1


def test_la_decision_de_difuminado_anotada_responde_por_los_rostros(fotografa):
    evidencia = EvidenciaFactory(menores="si")

    derechos.decidir_sin_difuminar(evidencia, motivo="Todos de espaldas", por=fotografa, ahora=AHORA)

    assert faltas(Evidencia.objects.get()) == []
    derechos.olvidar_difuminado(evidencia, por=fotografa, ahora=AHORA)
    assert len(faltas(Evidencia.objects.get())) == 1


def test_la_decision_sin_razon_se_rechaza(fotografa):
    with pytest.raises(NoSePuede, match="Escribe por qué"):
        derechos.decidir_sin_difuminar(EvidenciaFactory(menores="si"), motivo=" ", por=fotografa, ahora=AHORA)


def test_los_menores_protegidos_no_se_publican_ni_con_carta_ni_con_decision(fotografa):
    evidencia = EvidenciaFactory(menores="protegidos")
    evidencia.consentimientos.add(ConsentimientoFactory(de_menor=True))

    assert "no se publica de ninguna manera" in faltas(evidencia)[0]
    with pytest.raises(NoSePuede, match="de ninguna manera"):
        derechos.decidir_sin_difuminar(evidencia, motivo="De espaldas", por=fotografa, ahora=AHORA)


@pytest.mark.parametrize(
    ("uso", "inicio", "fin", "esperado"),
    [
        ("", None, None, []),
        ("prohibido", None, None, ["El uso de «Obra» está prohibido."]),
        ("prohibido", None, HOY - timedelta(days=1), []),
        ("prohibido", HOY, None, ["El uso de «Obra» está prohibido desde el 23 de noviembre de 2026."]),
        ("permitido", HOY, HOY, []),
        ("permitido", None, HOY - timedelta(days=1), ["«Obra» sólo puede usarse hasta el 22 de noviembre de 2026."]),
        ("permitido", HOY + timedelta(days=1), None, ["«Obra» sólo puede usarse desde el 24 de noviembre de 2026."]),
    ],
)
def test_el_permiso_y_la_prohibicion_valen_en_su_plazo(uso, inicio, fin, esperado):
    # AHORA es 24 de noviembre en UTC y todavía 23 en Mazamitla.
    evidencia = EvidenciaFactory(pie="Obra", uso=uso, fecha_uso_inicio=inicio, fecha_uso_fin=fin)

    assert faltas(evidencia) == esperado


def test_anotar_derechos_de_una_pantalla_vieja_se_rechaza(fotografa):
    evidencia = EvidenciaFactory()
    derechos.anotar_derechos(evidencia, derechos=Derechos(menores="no"), version=1, por=fotografa, ahora=AHORA)

    with pytest.raises(YaCambio):
        derechos.anotar_derechos(evidencia, derechos=Derechos(menores="si"), version=1, por=fotografa, ahora=AHORA)
    assert Evidencia.objects.get().menores == "no"


def test_un_plazo_al_reves_se_rechaza_con_frase_y_la_base_tampoco_lo_admite(fotografa):
    evidencia = EvidenciaFactory()
    al_reves = Derechos(uso="permitido", fecha_uso_inicio=HOY, fecha_uso_fin=HOY - timedelta(days=1))

    with pytest.raises(NoSePuede, match="antes de empezar"):
        derechos.anotar_derechos(evidencia, derechos=al_reves, version=1, por=fotografa, ahora=AHORA)
    with pytest.raises(IntegrityError), transaction.atomic():
        Evidencia.objects.update(fecha_uso_inicio=HOY, fecha_uso_fin=HOY - timedelta(days=1))


def test_la_carta_se_guarda_intacta_y_se_liga_a_varias(fotografa):
    fotos = [EvidenciaFactory(), EvidenciaFactory()]

    carta = consentimientos.guardar_carta(
        datos=DATOS, archivo=archivo(jpeg(), "firma.jpg"), evidencias=fotos, por=fotografa, ahora=AHORA
    )

    assert set(carta.evidencias.all()) == set(fotos)
    assert (carta.carta.octetos, carta.nombre_de_carta) == (len(jpeg()), "firma.jpg")


def test_la_carta_no_puede_ser_un_video_ni_cualquier_cosa(fotografa, sintetico):
    for octetos, nombre in ((sintetico("mp3").read_bytes(), "a.pdf"), (b"PK\x03\x04", "carta.docx")):
        with pytest.raises(ArchivoRechazado):
            consentimientos.guardar_carta(
                datos=DATOS, archivo=archivo(octetos, nombre), evidencias=[], por=fotografa, ahora=AHORA
            )
    assert (Consentimiento.objects.count(), Original.objects.count()) == (0, 0)


def test_la_carta_de_un_menor_exige_tutor(fotografa):
    datos = DatosDeCarta("Menor", "Difundir", "Portal", date(2026, 11, 1), es_menor=True)

    with pytest.raises(NoSePuede, match="madre, padre o tutor"):
        consentimientos.guardar_carta(datos=datos, archivo=None, evidencias=[], por=fotografa, ahora=AHORA)


def test_una_carta_revocada_ya_no_se_liga(fotografa):
    carta = ConsentimientoFactory(revocado_en=AHORA)

    with pytest.raises(NoSePuede, match="revocada"):
        consentimientos.ligar_carta(carta, evidencias=[EvidenciaFactory()], por=fotografa, ahora=AHORA)
