"""`manage.py ingerir`: la tarjeta de la cámara entra entera, dice qué pasó con cada archivo y repetirlo no duplica."""

import io

import pytest
from django.core.management import CommandError, call_command

from media_library.models import Evidencia, Original
from tests.fabricas.agenda import EventoFactory
from tests.fabricas.personas import PersonaFactory
from tests.media_library.conftest import jpeg

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def tarjeta(tmp_path):
    carpeta = tmp_path / "DCIM"
    (carpeta / "100CANON").mkdir(parents=True)
    (carpeta / "100CANON" / "IMG_1.JPG").write_bytes(jpeg(100, 80))
    (carpeta / "100CANON" / "IMG_2.JPG").write_bytes(jpeg(101, 80))
    (carpeta / "LEEME.TXT").write_text("hola")
    (carpeta / ".Trashes").mkdir()
    (carpeta / ".Trashes" / "IMG_3.JPG").write_bytes(jpeg(102, 80))
    (carpeta / "ENLACE.JPG").symlink_to("/etc/passwd")
    return carpeta


def ingerir(carpeta, **opciones):
    salida = io.StringIO()
    call_command("ingerir", str(carpeta), stdout=salida, **opciones)
    return salida.getvalue()


def test_entra_lo_que_es_de_la_biblioteca_y_lo_demas_se_explica(tarjeta, fotografa):
    evento = EventoFactory()

    dicho = ingerir(tarjeta, persona=fotografa.username, evento=str(evento.pk), credito="Lucía Ríos")

    assert "[1/3] IMG_1.JPG: guardada" in dicho
    assert "«LEEME.TXT» no es foto, video ni audio." in dicho
    assert dicho.endswith("Nuevas: 2. Ya estaban: 0. No se aceptaron: 1.\n")
    assert set(Evidencia.objects.values_list("evento", "dependencia", "credito", "subida_por")) == {
        (evento.pk, evento.dependencia_id, "Lucía Ríos", fotografa.pk)
    }


def test_repetirlo_no_duplica_ni_toca_los_originales(tarjeta, fotografa):
    ingerir(tarjeta, persona=fotografa.username)

    dicho = ingerir(tarjeta, persona=fotografa.username)

    assert dicho.endswith("Nuevas: 0. Ya estaban: 2. No se aceptaron: 1.\n")
    assert (Evidencia.objects.count(), Original.objects.count()) == (2, 2)


def test_lo_que_no_puede_ser_lo_dice_antes_de_empezar(tarjeta, fotografa):
    mira = PersonaFactory(papeles=["consulta"])
    for carpeta, opciones, frase in (
        (tarjeta / "no", {"persona": fotografa.username}, "no es una carpeta"),
        (tarjeta, {"persona": "nadie"}, "No hay una cuenta activa"),
        (tarjeta, {"persona": mira.username}, "No hay una cuenta activa"),
        (tarjeta, {"persona": fotografa.username, "evento": "99"}, "No existe el evento 99"),
        (tarjeta, {"persona": fotografa.username, "evento": "x\x00"}, "No existe el evento"),
    ):
        with pytest.raises(CommandError, match=frase):
            ingerir(carpeta, **opciones)
    assert Evidencia.objects.count() == 0
