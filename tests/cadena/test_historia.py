"""La historia del evento dice quién hizo qué: encargos con su persona, entregas y lo que se subió."""

from datetime import timedelta

import pytest

from agenda import transiciones
from agenda.dominio import coberturas, eventos
from cadena.consultas.historia import historia_de
from media_library.dominio.entrada.cobertura import entregar_cobertura
from tests.fabricas.agenda import CoberturaFactory, EventoFactory
from tests.fabricas.media_library import EvidenciaFactory, OriginalFactory
from tests.fabricas.personas import PersonaFactory

pytestmark = pytest.mark.django_db
OFICINA = PersonaFactory.build(papeles=["redaccion"])  # a la oficina no se le esconde nada


def dicho(evento):
    return [
        f"{h.quien} {h.que}" for h in historia_de(evento, list(evento.coberturas.select_related("persona")), OFICINA)
    ]


def test_dice_quien_encargo_que_a_quien_y_quien_lo_entrego(redactora, fotografo, ahora):
    evento = EventoFactory()
    cobertura, _ = coberturas.asignar_cobertura(evento, tipo="foto", persona=fotografo, por=redactora, ahora=ahora)
    entregar_cobertura(cobertura, por=fotografo, ahora=ahora + timedelta(hours=1), sin_archivos="Llovió")

    assert dicho(evento) == [
        "Fotografía entregó la cobertura: foto, Fotografía, sin archivos: «Llovió»",
        "Redacción asignó foto a Fotografía",
    ]


def test_lo_subido_se_cuenta_por_persona_clase_y_dia(fotografo, redactora, ahora):
    evento = EventoFactory()
    for n in range(3):
        EvidenciaFactory(evento=evento, subida_por=fotografo, subida_en=ahora + timedelta(minutes=n))
    EvidenciaFactory(evento=evento, subida_por=fotografo, subida_en=ahora + timedelta(days=1))
    EvidenciaFactory(evento=evento, subida_por=redactora, subida_en=ahora, original=OriginalFactory(clase="video"))
    EvidenciaFactory(evento=evento, subida_por=fotografo, subida_en=ahora, papelera_en=ahora)

    assert dicho(evento) == ["Fotografía subió 1 foto", "Fotografía subió 3 fotos", "Redacción subió 1 video"]


def test_un_cambio_dice_de_que_y_una_cancelacion_por_que(redactora, ahora):
    evento = EventoFactory()
    eventos.editar_evento(evento, version=1, por=redactora, ahora=ahora, lugar="Auditorio", preside="Presidencia")
    eventos.mover_estado(evento, transiciones.CANCELAR, por=redactora, ahora=ahora + timedelta(1), motivo="Lluvia")

    assert dicho(evento) == ["Redacción canceló, «Lluvia»", "Redacción editó evento: dónde, quién preside"]


@pytest.mark.parametrize("cuantos", [1, 3])
def test_cuesta_tres_consultas(fotografo, ahora, django_assert_num_queries, cuantos):
    evento = EventoFactory()
    for _ in range(cuantos):
        CoberturaFactory(evento=evento)
        EvidenciaFactory(evento=evento, subida_por=fotografo)
    encargos = list(evento.coberturas.select_related("persona"))

    with django_assert_num_queries(3):
        historia_de(evento, encargos, OFICINA)
