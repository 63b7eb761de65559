from datetime import date, timedelta

import pytest

from agenda.consultas import eventos_entre
from agenda.models import Evento
from boletines.estados import EstadoBoletin
from cadena.consultas.eventos import cadenas_de, con_cadena
from tests.fabricas.agenda import CoberturaFactory, EventoFactory
from tests.fabricas.boletines import BoletinFactory
from tests.fabricas.media_library import EvidenciaFactory, OriginalFactory
from tests.fabricas.medios import ConvocatoriaFactory, InvitacionFactory
from tests.fabricas.personas import PersonaFactory
from tests.fabricas.redes import PublicacionFactory

pytestmark = pytest.mark.django_db
DESDE, HASTA = date(2026, 3, 13), date(2026, 3, 14)
OFICINA = PersonaFactory.build(papeles=["redaccion"])  # a la oficina no se le esconde nada


def con_todo(**cambios):
    """Un evento con toda su cadena: invitaciones, evidencia, boletín y redes."""
    evento = EventoFactory(para_medios=True, **cambios)
    CoberturaFactory(evento=evento)
    convocatoria = ConvocatoriaFactory(evento=evento)
    InvitacionFactory(convocatoria=convocatoria, asistira=True)
    InvitacionFactory(convocatoria=convocatoria)
    EvidenciaFactory.create_batch(2, evento=evento)
    EvidenciaFactory(evento=evento, original=OriginalFactory(clase="video"))
    boletin = BoletinFactory(publicado=True, evento=evento)
    PublicacionFactory(publicada=True, boletin=boletin)
    return evento


def palabras(evento, ahora):
    (renglon,) = con_cadena(Evento.objects.filter(pk=evento.pk).prefetch_related("coberturas"), OFICINA, ahora)
    return [p.texto for p in renglon.pasos]


@pytest.mark.parametrize("cuantos", [1, 5])
def test_la_cadena_cuesta_lo_mismo_con_uno_que_con_cinco(redactora, ahora, django_assert_num_queries, cuantos):
    for _ in range(cuantos):
        con_todo()

    with django_assert_num_queries(4):
        renglones = con_cadena(eventos_entre(redactora, DESDE, HASTA), redactora, ahora)

    assert len(renglones) == cuantos
    assert {len(r.pasos) for r in renglones} == {5}


class TestCadena:
    def test_la_cadena_completa_en_palabras(self, ahora):
        assert palabras(con_todo(), ahora) == [
            "Invitación enviada", "1 medio confirmado", "2 fotos", "Boletín publicado", "En redes",
        ]  # fmt: skip

    def test_antes_del_evento_solo_pide_lo_que_toca(self, ahora):
        assert palabras(EventoFactory(), ahora) == ["Asignar cobertura"]
        assert palabras(EventoFactory(publico=True), ahora) == ["Asignar cobertura", "Sin invitación a medios"]

    def test_despues_del_evento_dice_lo_que_falta(self):
        evento = EventoFactory(publico=True)

        assert palabras(evento, evento.inicio) == ["Asignar cobertura", "Faltan fotos", "Boletín sin empezar"]

    @pytest.mark.parametrize(("rasgo", "palabra"), [("cancelado", "Cancelado"), ("pospuesto", "Pospuesto")])
    def test_lo_suspendido_solo_dice_eso(self, ahora, rasgo, palabra):
        assert palabras(EventoFactory(**{rasgo: True}), ahora) == [palabra]

    def test_sin_confirmados_y_por_publicar(self, ahora):
        evento = EventoFactory(para_medios=True)
        CoberturaFactory(evento=evento)
        InvitacionFactory(convocatoria=ConvocatoriaFactory(evento=evento))
        EvidenciaFactory(evento=evento)
        boletin = BoletinFactory(evento=evento)
        PublicacionFactory(boletin=boletin)

        assert palabras(evento, ahora) == [
            "Invitación enviada", "Sin confirmados aún", "1 foto", "Boletín en borrador", "Por publicar en redes",
        ]  # fmt: skip

    def test_lo_de_la_papelera_no_cuenta(self, ahora):
        evento = EventoFactory()
        EvidenciaFactory(evento=evento, papelera_en=ahora)

        assert cadenas_de([evento], OFICINA, ahora)[evento.pk].fotos == 0


@pytest.mark.parametrize("estado", EstadoBoletin.values)
def test_la_cadena_se_dice_con_el_boletin_en_cualquier_estado(ahora, estado):
    evento = EventoFactory(para_medios=True, inicio=ahora, fin=ahora + timedelta(hours=1))
    BoletinFactory(evento=evento, **({estado: True} if estado != "borrador" else {}))

    dicho = [p for p in palabras(evento, ahora) if p.startswith("Boletín")]

    # Lo descartado y las copias para corregir no son el boletín del evento.
    assert (dicho == ["Boletín sin empezar"]) == (estado in {"descartado", "aplicado"})
