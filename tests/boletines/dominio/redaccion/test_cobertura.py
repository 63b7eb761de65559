"""Redactar desde la cobertura: hechos, citas y fotos llegan puestos; lo demás, no."""

import pytest

from boletines.dominio.redaccion.borrador import crear_boletin
from boletines.dominio.redaccion.cobertura import fotos_elegidas
from media_library.models import Corte, Eleccion
from tests.fabricas.agenda import EventoFactory
from tests.fabricas.media_library import EvidenciaFactory, OriginalFactory
from tests.fabricas.personas import ComunidadFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def evento(db):
    return EventoFactory(titulo="Arranque de la red", objetivo="Dar agua <buena> & limpia.")


@pytest.fixture
def cortar(evento, redactora, ahora):
    grabacion = EvidenciaFactory(original=OriginalFactory(clase="audio", duracion=60), evento=evento)

    def _cortar(**campos):
        datos = {"titulo": "Corte", "inicio": 1, "fin": 5, "creado_por": redactora, "creado_en": ahora}
        return Corte.objects.create(evidencia=grabacion, **(datos | campos))

    return _cortar


def test_lo_dicho_en_los_cortes_llega_como_cita(evento, cortar, redactora, ahora):
    cortar(quien_habla="Titular de Obras Públicas", transcripcion="La obra\n dura <un> mes", inicio=3)

    cuerpo = crear_boletin(por=redactora, ahora=ahora, evento=evento).cuerpo

    assert cuerpo.endswith(
        "<blockquote><p>«La obra dura &lt;un&gt; mes», dijo Titular de Obras Públicas.</p></blockquote>"
    )


@pytest.mark.parametrize("campos", [{"quien_habla": "X"}, {"transcripcion": "Hola"}])
def test_un_corte_sin_transcribir_o_sin_quien_habla_no_se_cita(evento, cortar, redactora, ahora, campos):
    cortar(**campos)

    assert "blockquote" not in crear_boletin(por=redactora, ahora=ahora, evento=evento).cuerpo


def test_el_lugar_llega_con_su_comunidad(redactora, ahora):
    evento = EventoFactory(lugar="Cancha de usos múltiples", comunidad=ComunidadFactory(nombre="Epenche Chico"))

    cuerpo = crear_boletin(por=redactora, ahora=ahora, evento=evento).cuerpo

    assert "en Cancha de usos múltiples, Epenche Chico, se llevará" in cuerpo


def test_los_hechos_no_se_vuelven_etiquetas(evento, redactora, ahora):
    assert (
        "<p>Dar agua &lt;buena&gt; &amp; limpia.</p>" in crear_boletin(por=redactora, ahora=ahora, evento=evento).cuerpo
    )


def test_entran_las_mejores_fotos_y_no_las_que_nadie_califico(evento, redactora, ahora):
    regular, buena = (EvidenciaFactory(evento=evento, calificacion=n) for n in (2, 5))
    EvidenciaFactory(evento=evento)
    EvidenciaFactory(calificacion=5)

    boletin = crear_boletin(por=redactora, ahora=ahora, evento=evento)

    assert [f.evidencia for f in boletin.fotos.all()] == [buena, regular]


def test_no_mas_de_cinco_fotos(evento, redactora, ahora):
    EvidenciaFactory.create_batch(7, evento=evento, calificacion=4)

    assert crear_boletin(por=redactora, ahora=ahora, evento=evento).fotos.count() == 5


def test_lo_que_eligio_quien_cubrio_llega_puesto_y_lo_descartado_no(redactora, fotografo, ahora):
    evento = EventoFactory()
    grupo, descartada, principal = (EvidenciaFactory(evento=evento, calificacion=3) for _ in range(3))
    for foto, veredicto, rol in (
        (grupo, "elegida", "grupo"), (descartada, "descartada", ""), (principal, "elegida", "principal"),
    ):  # fmt: skip
        Eleccion.objects.create(evidencia=foto, veredicto=veredicto, rol=rol, por=fotografo, decidida_en=ahora)

    assert fotos_elegidas(evento, redactora) == [principal.pk, grupo.pk]


def test_sin_elegidas_van_las_calificadas_menos_las_descartadas(redactora, fotografo, ahora):
    evento = EventoFactory()
    buena, descartada = (EvidenciaFactory(evento=evento, calificacion=n) for n in (3, 5))
    Eleccion.objects.create(evidencia=descartada, veredicto="descartada", por=fotografo, decidida_en=ahora)

    assert fotos_elegidas(evento, redactora) == [buena.pk]
