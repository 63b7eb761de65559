"""La única puerta de los estados: todas las tablas, desde todos los estados."""

import pytest

from agenda import transiciones as de_agenda
from agenda.estados import EstadoCobertura, EstadoEvento
from boletines import transiciones as de_boletines
from boletines.estados import EstadoBoletin
from difusion import transiciones as de_difusion
from difusion.estados import EstadoEnvio
from nucleo.dominio.impedimentos import YaCambio
from nucleo.dominio.transiciones import Transicion, aplicar, puede
from nucleo.models import Asiento
from personas.models import Persona
from personas.permisos import PAPELES
from redes import transiciones as de_redes
from redes.estados import EstadoPublicacion
from tests.fabricas.agenda import CoberturaFactory, EventoFactory
from tests.fabricas.boletines import BoletinFactory
from tests.fabricas.difusion import EnvioFactory
from tests.fabricas.redes import PublicacionFactory

pytestmark = pytest.mark.django_db
# fábrica, estados y las transiciones de su tabla
TABLAS = {
    "evento": (EventoFactory, EstadoEvento, de_agenda.DEL_EVENTO),
    "cobertura": (
        CoberturaFactory, EstadoCobertura,
        (de_agenda.EMPEZAR, de_agenda.ENTREGAR, de_agenda.RETIRAR, de_agenda.REASIGNAR),
    ),
    "boletin": (BoletinFactory, EstadoBoletin, de_boletines.TODAS),
    "envio": (EnvioFactory, EstadoEnvio, (de_difusion.DAR_POR_ENTREGADO, de_difusion.REENVIAR, de_difusion.CANCELAR)),
    "publicacion": (PublicacionFactory, EstadoPublicacion, de_redes.DE_UNA_PERSONA),
}  # fmt: skip
CASOS = [
    pytest.param(fabrica, estado, transicion, id=f"{tabla}-{transicion.nombre}-desde-{estado}")
    for tabla, (fabrica, estados, transiciones) in TABLAS.items()
    for transicion in transiciones
    for estado in estados.values
]


def en_estado(fabrica, estado):
    """Una fila en ese estado, con el rasgo que la base exige; el inicial no lleva rasgo."""
    rasgo = {estado: True} if estado in fabrica._meta.parameters else {}
    objeto = fabrica(**rasgo)
    assert objeto.estado == estado
    return objeto


@pytest.mark.parametrize(
    ("fabrica", "estado", "transicion"), [c for c in CASOS if c.values[1] not in c.values[2].desde]
)
def test_desde_un_estado_que_no_esta_en_la_tabla_se_rechaza(fabrica, estado, transicion, directora, ahora):
    objeto = en_estado(fabrica, estado)

    with pytest.raises(YaCambio, match=f"No se puede {transicion.nombre}"):
        aplicar(objeto, transicion, por=directora, ahora=ahora)

    objeto.refresh_from_db()
    assert objeto.estado == estado
    assert not Asiento.objects.exists()
    assert not puede(directora, objeto, transicion)


@pytest.mark.parametrize(("fabrica", "estado", "transicion"), [c for c in CASOS if c.values[1] in c.values[2].desde])
def test_con_una_fila_que_otro_ya_movio_se_rechaza(fabrica, estado, transicion, directora, ahora):
    """La pantalla vieja cree que sigue en su estado; la base ya no."""
    vieja = en_estado(fabrica, estado)
    type(vieja).objects.filter(pk=vieja.pk).delete()

    with pytest.raises(YaCambio, match="otra persona lo cambió"):
        aplicar(vieja, transicion, por=directora, ahora=ahora)

    assert vieja.estado == estado
    assert not Asiento.objects.exists()


@pytest.mark.parametrize(("fabrica", "estado", "transicion"), [c for c in CASOS if c.values[1] in c.values[2].desde])
def test_el_boton_se_ofrece_solo_a_quien_tiene_la_capacidad(fabrica, estado, transicion):
    objeto = en_estado(fabrica, estado)

    for papel in PAPELES:
        persona = Persona(papeles=[papel])
        assert puede(persona, objeto, transicion) is persona.puede(transicion.capacidad)


def test_todas_las_transiciones_llevan_capacidad_y_estados_de_su_tabla():
    for _, estados, transiciones in TABLAS.values():
        for transicion in transiciones:
            assert transicion.capacidad
            assert transicion.desde <= set(estados.values)
            assert transicion.hacia in estados.values
            assert transicion.hacia not in transicion.desde


def test_cambia_los_campos_y_asienta_de_donde_a_donde(directora, ahora):
    evento = EventoFactory()

    aplicar(evento, de_agenda.CANCELAR, por=directora, ahora=ahora, motivo="Lluvia", detalle={"motivo": "Lluvia"})

    assert (evento.estado, evento.motivo) == ("cancelado", "Lluvia")
    assert Asiento.objects.get().detalle == {"de": "confirmado", "a": "cancelado", "motivo": "Lluvia"}


def test_sin_capacidad_el_boton_es_para_todos():
    libre = Transicion.de("probar", ["confirmado"], "realizado")

    assert puede(Persona(papeles=[]), EventoFactory(), libre)
