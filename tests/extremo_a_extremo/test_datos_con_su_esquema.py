"""La interfaz de datos abiertos cumple lo que su propio OpenAPI dice, le pidan lo que le pidan."""

import subprocess
import sys
from datetime import UTC, datetime

import pytest

from tests.fabricas.boletines import BoletinFactory
from tests.fabricas.mundo import crear_mundo

pytestmark = [pytest.mark.cliente_ajeno, pytest.mark.lento]
ORDEN = [sys.executable, "-m", "schemathesis.cli", "run", "--mode=all", "--checks=all", "--max-examples=15"]
FIJO = ["--generation-deterministic", "--seed=1", "--no-color", "--suppress-health-check=all"]


def test_schemathesis_no_halla_nada(sitio, tmp_path):
    mundo = crear_mundo()
    BoletinFactory(  # el del ejemplo que da el esquema
        publicado=True, publicado_en=datetime(2026, 3, 12, tzinfo=UTC), consecutivo=45, tema="salud",
        comunidad=mundo.comunidad,
    )  # fmt: skip

    orden = [*ORDEN, *FIJO, f"{sitio}/datos/api/openapi.json"]
    hecho = subprocess.run(orden, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert hecho.returncode == 0, hecho.stdout + hecho.stderr
    assert "Missing test data" not in hecho.stdout, "no llegó a ningún boletín"
