"""`manage.py informe`: el mismo informe, en archivos."""

import pytest
from django.core.management import CommandError, call_command
from pptx import Presentation

from cronograma.models import VersionDeInforme
from tests.fabricas.personas import PersonaFactory

pytestmark = pytest.mark.django_db


def test_deja_los_tres_archivos_y_queda_como_version(febrero, directora, tmp_path):
    call_command("informe", "2026-02", salida=tmp_path / "salida", persona=directora.username)

    nombres = sorted(p.name for p in (tmp_path / "salida").iterdir())
    assert nombres == ["informe-2026-02.pdf", "informe-2026-02.pptx", "informe-2026-02.xlsx"]
    assert len(Presentation(tmp_path / "salida" / "informe-2026-02.pptx").slides) > 3
    assert VersionDeInforme.objects.get().pedida_por == directora


@pytest.mark.parametrize(
    ("periodo", "formatos", "frase"),
    [("marzo", "pdf", "no es un periodo"), ("2026-02", "doc", "no es un formato"), ("2031", "pdf", "No hay un plan")],
)
def test_lo_que_no_se_entiende_se_dice(periodo, formatos, frase, febrero, directora, tmp_path):
    with pytest.raises(CommandError, match=frase):
        call_command("informe", periodo, formatos=formatos, salida=tmp_path)


def test_sin_quien_pueda_hacerlo_se_dice(febrero, tmp_path):
    PersonaFactory(username="ana", papeles=["fotografia"])

    with pytest.raises(CommandError, match="No hay una cuenta activa ana"):
        call_command("informe", "2026-02", salida=tmp_path, persona="ana")
