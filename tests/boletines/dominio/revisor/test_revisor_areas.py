"""En «directora de Obras Públicas Ana Ruiz» el revisor sabe dónde termina el cargo."""

import pytest

from boletines.dominio.revisor.completo import revisar
from boletines.dominio.revisor.nombres import Conocido, revisar_nombres
from boletines.models import Titular
from tests.boletines.textos import texto
from tests.fabricas.boletines import BoletinFactory
from tests.fabricas.personas import DependenciaFactory

AREAS = ["Obras Públicas", "Protección Civil y Bomberos", "DIF", "DIF Municipal", "Cultura", "Turismo", "Deportes"]
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
    (aviso,) = revisar_nombres(texto(parrafo), DIRECTORIO, AREAS)

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
    assert list(revisar_nombres(texto(limpio), DIRECTORIO, AREAS)) == []


def test_con_otro_cargo_se_dice():
    (aviso,) = revisar_nombres(texto("La regidora de Turismo María López Ruiz informó."), DIRECTORIO, AREAS)

    assert "está en el directorio como Directora de Obras Públicas" in aviso.frase


@pytest.mark.django_db
@pytest.mark.usefixtures("oficina")
class TestLasDeLaOficina:
    @pytest.mark.parametrize(
        ("dependencia", "dicho"),
        [
            ("Dirección de Fomento Artesanal", "La directora de Fomento Artesanal"),
            ("Dirección de Obras Públicas y Desarrollo Urbano", "La directora de Obras Públicas y Desarrollo Urbano"),
            ("Dirección de Obras Públicas y Desarrollo Urbano", "La directora de Desarrollo Urbano"),
        ],
    )
    def test_sus_dependencias_son_las_areas(self, ahora, dependencia, dicho):
        Titular.objects.create(nombre="Ana Ruiz", cargo="Presidenta municipal")
        DependenciaFactory(nombre=dependencia)
        boletin = BoletinFactory(cuerpo=f"<p>{dicho} Marta Solís informó que sí.</p>")

        assert "«Marta Solís» no está" in "".join(a.frase for a in revisar(boletin, ahora=ahora))

    def test_tambien_las_que_dicen_los_cargos_del_directorio(self, ahora):
        Titular.objects.create(nombre="Ana Ruiz", cargo="Directora de Agua Potable")
        boletin = BoletinFactory(cuerpo="<p>El director de Agua Potable Raúl Soto informó que sí.</p>")

        assert "«Raúl Soto» no está" in "".join(a.frase for a in revisar(boletin, ahora=ahora))

    def test_un_area_que_no_es_de_la_oficina_no_se_adivina(self, ahora):
        Titular.objects.create(nombre="Ana Ruiz", cargo="Presidenta municipal")
        boletin = BoletinFactory(cuerpo="<p>El director de Catastro Raúl Soto informó que sí.</p>")

        assert "Soto" not in "".join(a.frase for a in revisar(boletin, ahora=ahora))


@pytest.mark.parametrize("dicho", ["Rosario Péres", "Rosario Peres", "Rosaro Pérez", "Rosario Pérez Magaño"])
def test_la_alcaldesa_mal_escrita_sin_coma_se_nota(dicho):
    conocidos = [Conocido("Rosario Pérez Magaña", "Presidenta municipal")]

    frases = [a.frase for a in revisar_nombres(texto(f"Ahí estuvo la alcaldesa {dicho} con los vecinos."), conocidos)]

    assert frases == [f"«{dicho}»: en el directorio está «Rosario Pérez Magaña». ¿Es la misma persona?"]
