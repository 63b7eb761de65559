"""En «directora de Obras Públicas Ana Ruiz» el revisor sabe dónde termina el cargo."""

import pytest

from boletines.dominio.revisor.completo import revisar
from boletines.dominio.revisor.nombres import Conocido, revisar_nombres
from boletines.models import Titular
from tests.boletines.textos import texto
from tests.fabricas.boletines import BoletinFactory
from tests.fabricas.personas import DependenciaFactory

DIRECTORIO = [Conocido("María López Ruiz", "Directora de Obras Públicas")]


@pytest.mark.parametrize(
    ("parrafo", "quien"),
    [
        ("La directora de Obras Públicas Marta Solís informó que sí.", "Marta Solís"),
        ("El director general de Protección Civil y Bomberos Raúl Soto Díaz llegó.", "Raúl Soto Díaz"),
        ("Lo dijo la titular del DIF Municipal Elsa Ríos de la Torre ayer.", "Elsa Ríos de la Torre"),
        ("La coordinadora de Cultura Municipal Elsa Ríos abrió.", "Elsa Ríos"),
    ],
)
def test_a_quien_nadie_conoce_se_pide_confirmar(parrafo, quien):
    (aviso,) = revisar_nombres(texto(parrafo), DIRECTORIO)

    assert aviso.frase == f"«{quien}» no está en el directorio: confirma cómo se escribe y su cargo."


@pytest.mark.parametrize(
    "limpio",
    [
        "La directora de Obras Públicas María López Ruiz informó que sí.",
        "La directora de Obras Públicas María López informó que sí.",
        "La directora de Obras Públicas de Mazamitla Jalisco informó que sí.",
        "La directora de Obras Públicas Municipales Integrales informó.",
        "El director de Cultura Casa de la Cultura abrió la sala.",
        "El director de Deportes Unidad Deportiva Norte abrió la cancha.",
        "Personal de Obras Públicas Municipales y de Protección Civil Jalisco acudió.",
        "La directora de Obras Públicas. Marta Solís llegó después.",
    ],
)
def test_lo_que_no_es_una_persona_no_dice_nada(limpio):
    assert list(revisar_nombres(texto(limpio), DIRECTORIO)) == []


def test_con_otro_cargo_se_dice():
    (aviso,) = revisar_nombres(texto("La regidora de Turismo María López Ruiz informó."), DIRECTORIO)

    assert "está en el directorio como Directora de Obras Públicas" in aviso.frase


@pytest.mark.django_db
@pytest.mark.usefixtures("oficina")
def test_las_dependencias_de_la_oficina_tambien_son_areas(ahora):
    Titular.objects.create(nombre="Ana Ruiz", cargo="Presidenta municipal")
    DependenciaFactory(nombre="Dirección de Fomento Artesanal")
    boletin = BoletinFactory(cuerpo="<p>La directora de Fomento Artesanal Marta Solís informó que sí.</p>")

    assert any("«Marta Solís» no está" in a.frase for a in revisar(boletin, ahora=ahora))
