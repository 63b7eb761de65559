"""Un acto que terminó no se anuncia como próximo, y el que empezó se dice en curso."""

import re
from datetime import timedelta

import pytest

from agenda.models import Evento
from portal.consultas.actualidad import agenda_proxima
from portal.consultas.edicion import Edicion
from portal.dominio.escritura.todo import construir_todo, seguir_los_actos
from tests.fabricas.agenda import EventoFactory
from tests.fabricas.medios import InvitacionFactory, convocatoria_de
from tests.lectura import de_corrido

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("oficina")]
ANUNCIAN = ("index.html", "sala-de-prensa/index.html")


@pytest.fixture
def actos(ahora):
    """Hoy: uno que acabó hace dos horas, uno a la mitad y uno por empezar."""
    horas = {"Desfile": -3, "Sesión": -0.5, "Feria": 2}
    for titulo, desde in horas.items():
        EventoFactory(titulo=titulo, publico=True, inicio=ahora + timedelta(hours=desde))


@pytest.mark.usefixtures("actos")
def test_lo_terminado_ya_no_es_proximo(ahora):
    assert [e.titulo for e in agenda_proxima(Edicion.vigente(ahora))] == ["Sesión", "Feria"]


@pytest.mark.parametrize("pagina", ANUNCIAN)
@pytest.mark.usefixtures("actos")
def test_lo_que_ya_empezo_se_dice_en_curso(arbol, ahora, pagina):
    construir_todo(ahora, lambda *_: None)
    texto = de_corrido((arbol / pagina).read_text())

    assert "Desfile" not in texto
    assert texto.count("En curso") == 1
    assert texto.index("Sesión") < texto.index("En curso") < texto.index("Feria")


@pytest.mark.usefixtures("actos")
def test_solo_se_confirma_lo_que_no_ha_empezado(arbol, ahora):
    for evento in Evento.objects.all():
        InvitacionFactory(convocatoria=convocatoria_de(evento))
    construir_todo(ahora, lambda *_: None)

    sala = (arbol / "sala-de-prensa/index.html").read_text()
    por_confirmar = re.findall(r'Confirmar asistencia<span class="vh">: ([^<]+)</span>', sala)
    assert por_confirmar == ["Feria"]


class TestAlTerminarUnActo:
    def test_se_quita_sin_esperar_a_la_hora(self, arbol, ahora):
        EventoFactory(titulo="Sesión", publico=True, inicio=ahora - timedelta(minutes=50))
        construir_todo(ahora, lambda *_: None)

        assert seguir_los_actos(ahora + timedelta(minutes=12))
        for pagina in ANUNCIAN:
            assert "Sesión" not in (arbol / pagina).read_text()

    @pytest.mark.parametrize(
        "rasgos",
        [{"publico": True}, {"publico": True, "por_confirmar": True}, {}],
        ids=["lejos", "propuesto", "interno"],
    )
    def test_si_nada_de_lo_anunciado_cambio_no_se_escribe(self, arbol, ahora, rasgos):
        cuando = ahora + timedelta(minutes=1) if rasgos != {"publico": True} else ahora + timedelta(hours=3)
        EventoFactory(inicio=cuando, **rasgos)

        assert not seguir_los_actos(ahora + timedelta(minutes=5))
        assert not list(arbol.iterdir())
