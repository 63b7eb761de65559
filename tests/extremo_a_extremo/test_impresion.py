"""Imprimir una lista: la primera hoja trae lo suyo y ningún renglón se parte."""

import shutil
import subprocess

import pytest

from tests.fabricas.boletines import BoletinFactory
from tests.fabricas.medios import InvitacionFactory
from tests.fabricas.mundo import crear_mundo

pytestmark = [pytest.mark.navegador, pytest.mark.lento]
COMO_SE_CORTA = """() => {
  const como = (cual, que) => {
    const hallado = document.querySelector(cual);
    return hallado ? getComputedStyle(hallado)[que] : null;
  };
  return {
    tarjeta: como("main .tarjeta", "breakInside"),
    renglon: como("main .renglon", "breakInside"),
    titulo: como("main h1", "breakAfter"),
  };
}"""


@pytest.fixture
def lleno(sitio):
    """Un tablero de treinta invitados y una lista de boletines de más de una hoja."""
    mundo = crear_mundo()
    for n in range(30):
        InvitacionFactory(
            convocatoria=mundo.convocatoria,
            contacto__nombre=f"Persona {n:02d}",
            contacto__medio__nombre=f"A {n:02d}",  # los primeros de la lista
        )
    BoletinFactory.create_batch(25, publicado=True, dependencia=mundo.dependencia)
    return mundo


@pytest.mark.parametrize(
    ("camino", "primero"),
    [
        ("/oficina/agenda/{}/medios/", "Persona 00"),
        ("/oficina/boletines/", "Obras Públicas"),
        ("/oficina/agenda/", "Abre la"),
    ],
)
def test_la_primera_hoja_no_sale_vacia(entrar, sitio, lleno, tmp_path, camino, primero):
    pagina = entrar("directora")
    pagina.goto(sitio + camino.format(lleno.evento.pk))
    pagina.emulate_media(media="print")
    corta = pagina.evaluate(COMO_SE_CORTA)
    pagina.pdf(path=str(tmp_path / "hoja.pdf"), format="Letter", page_ranges="1")

    assert corta["tarjeta"] == "auto"
    assert corta["renglon"] in {"avoid", None}
    assert corta["titulo"] == "avoid"
    if lector := shutil.which("pdftotext"):
        hoja = subprocess.run([lector, "-layout", tmp_path / "hoja.pdf", "-"], capture_output=True, check=True)
        assert primero in hoja.stdout.decode()
