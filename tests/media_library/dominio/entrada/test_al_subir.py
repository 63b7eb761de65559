"""Al terminar de subir se entrega la cobertura desde la misma pantalla."""

import pytest
from django.urls import reverse

from agenda.models import Cobertura
from media_library.dominio.entrada.al_subir import coberturas_por_entregar
from tests.fabricas.agenda import CoberturaFactory, EventoFactory
from tests.fabricas.media_library import EvidenciaFactory
from tests.fabricas.personas import PersonaFactory
from tests.lectura import de_corrido

pytestmark = pytest.mark.django_db
SUBIR = "media_library:subir"


@pytest.fixture
def fotografa():
    return PersonaFactory(papeles=["fotografia"])


def test_con_el_evento_puesto_hay_un_boton_por_cobertura_propia(client, fotografa):
    evento = EventoFactory()
    foto, _video = (CoberturaFactory(evento=evento, persona=fotografa, tipo=t) for t in ("foto", "video"))
    CoberturaFactory(evento=evento, tipo="audio")
    EvidenciaFactory(evento=evento)
    client.force_login(fotografa)

    pagina = de_corrido(client.get(reverse(SUBIR), {"evento": evento.pk}).text)
    assert ["Entregar cobertura de foto" in pagina, "de video" in pagina, "de audio" in pagina] == [True, True, False]
    client.post(reverse("media_library:entregar_cobertura", args=[foto.pk]))

    assert Cobertura.objects.get(pk=foto.pk).estado == "entregada"
    assert "Ya entregaste la cobertura de foto." in client.get(reverse(SUBIR), {"evento": evento.pk}).text


def test_sin_cobertura_o_retirada_no_hay_nada_que_entregar(client, fotografa):
    evento = EventoFactory()
    CoberturaFactory(evento=evento, persona=fotografa, estado="retirada")
    client.force_login(fotografa)

    assert "Al terminar" not in client.get(reverse(SUBIR), {"evento": evento.pk}).text


@pytest.mark.parametrize("cuantos", [1, 3])
def test_las_de_varios_eventos_salen_de_una_consulta(fotografa, django_assert_num_queries, cuantos):
    eventos = [EventoFactory() for _ in range(cuantos)]
    for evento in eventos:
        CoberturaFactory(evento=evento, persona=fotografa)

    with django_assert_num_queries(1):
        pasos = coberturas_por_entregar(fotografa, eventos)

    assert {p.evento for p in pasos} == set(eventos)


@pytest.mark.parametrize("rasgo", ["cancelado", "pospuesto"])
def test_lo_que_no_sera_no_se_entrega(fotografa, rasgo):
    cobertura = CoberturaFactory(persona=fotografa, **{f"evento__{rasgo}": True})

    assert coberturas_por_entregar(fotografa, [cobertura.evento]) == []
