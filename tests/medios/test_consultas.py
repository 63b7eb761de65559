import pytest

from medios import consultas
from tests.fabricas.agenda import EventoFactory
from tests.fabricas.medios import ContactoFactory, ConvocatoriaFactory, InvitacionFactory

pytestmark = pytest.mark.django_db


def test_el_tablero_cuenta_respuestas_y_personas():
    evento = EventoFactory()
    convocatoria = ConvocatoriaFactory(evento=evento)
    InvitacionFactory(convocatoria=convocatoria, asistira=True, asistentes=3)
    InvitacionFactory(convocatoria=convocatoria, asistira=True, estado="no_asiste", asistentes=0)
    InvitacionFactory(convocatoria=convocatoria)

    invitaciones, numeros = consultas.tablero_de_medios(evento)

    assert len(invitaciones) == 3
    assert numeros == {"confirmados": 1, "por_contestar": 1, "no_asisten": 1, "asistentes": 3}


def test_por_invitar_no_trae_a_los_ya_invitados_ni_a_los_archivados():
    evento, libre = EventoFactory(), ContactoFactory()
    InvitacionFactory(convocatoria=ConvocatoriaFactory(evento=evento))
    ContactoFactory(activo=False)

    assert consultas.contactos_por_invitar(evento) == [libre]
