import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from boletines.models import Boletin
from comsocial.operacion.verificacion import revisar_todo
from difusion.dominio.bandeja import encolar
from difusion.estados import Canal
from media_library.dominio.originales.almacen import ruta_de
from nucleo.referencias import ref
from portal.dominio.escritura.archivos import AVISO_DE_RETIRO
from tests.fabricas.boletines import BoletinFactory
from tests.personas.conftest import AHORA


def faltas():
    return [falta for revision in revisar_todo(ahora=AHORA, avisar=lambda _: None) for falta in revision.faltas]


def pagina(settings, boletin, archivo="index.html"):
    return Path(settings.DIR_PUBLICO) / boletin.ruta_publica.strip("/") / archivo


def test_una_oficina_entera_no_tiene_faltas(oficina):
    assert faltas() == []


def test_el_comando_dice_que_reviso_y_termina_con_uno_si_algo_esta_mal(oficina, settings, capsys):
    call_command("verificar")
    assert "Todo está como se guardó." in capsys.readouterr().out
    pagina(settings, oficina.publico).unlink()

    with pytest.raises(SystemExit) as salida:
        call_command("verificar")
    assert salida.value.code == 1
    assert f"Falta la página de {oficina.publico.folio}" in capsys.readouterr().out


def test_nota_un_original_cambiado_y_uno_que_falta(oficina):
    ruta = ruta_de(oficina.evidencia.original.huella)
    ruta.chmod(0o644)
    ruta.write_bytes(b"x" * ruta.stat().st_size)
    assert [f.endswith("su contenido cambió") for f in faltas()] == [True]

    ruta.unlink()
    assert [f.endswith("falta el archivo") for f in faltas()] == [True]


def test_nota_un_asiento_reescrito(oficina):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE nucleo_asiento DISABLE TRIGGER intocable")
        cursor.execute("UPDATE nucleo_asiento SET accion = 'otra' WHERE numero = 1")
        cursor.execute("ALTER TABLE nucleo_asiento ENABLE TRIGGER intocable")

    assert faltas() == ["El asiento 1 no cuadra con el anterior."]


def test_nota_una_ancla_que_ya_no_coincide(oficina, settings):
    archivo = settings.DIR_DATOS / "anclas.jsonl"
    with archivo.open("a") as salida:
        salida.write(json.dumps({"fecha": "2026-11-25", "numero": 999, "huella": "0" * 64}) + "\n")

    assert [f.startswith("El ancla del 2026-11-25") for f in faltas()] == [True]


def test_lo_que_espera_en_la_bandeja_del_portal_no_falta(oficina):
    nuevo = BoletinFactory(publicado=True)
    assert len(faltas()) == 1

    encolar(canal=Canal.PORTAL, motivo="publicar", objeto=ref(nuevo), por=None, ahora=AHORA)

    assert faltas() == []


def test_lo_publicado_que_se_quedo_a_medio_escribir_no_se_acusa(oficina, settings):
    """Su página está y su envío espera otra vuelta: ni falta ni sobra. Lo embargado que se asoma, sí."""
    encolar(canal=Canal.PORTAL, motivo="publicar", objeto=ref(oficina.publico), por=None,
            ahora=AHORA)  # fmt: skip
    (Path(settings.DIR_PUBLICO) / f"medios/{oficina.publico.clave}").mkdir(parents=True, exist_ok=True)
    assert faltas() == []

    Boletin.objects.filter(pk=oficina.publico.pk).update(embargo_hasta=AHORA + timedelta(days=1))

    assert [f"{oficina.publico.ruta_publica} está publicada" in falta for falta in faltas()] == [True, False]


def test_un_renglon_de_anclas_a_medias_se_dice_sin_romperse(oficina, settings):
    with (settings.DIR_DATOS / "anclas.jsonl").open("a") as salida:
        salida.write('{"fecha": "2026-11')

    assert [f.startswith("El ancla del renglón 2, que no se entiende") for f in faltas()] == [True]


def test_nota_una_pagina_de_un_boletin_que_no_es_publico(oficina, settings):
    sobra = Path(settings.DIR_PUBLICO) / "boletines/2026/inventado-099/index.html"
    sobra.parent.mkdir(parents=True)
    sobra.write_text("x")
    fotos = Path(settings.DIR_PUBLICO) / f"medios/{oficina.borrador.clave}"
    fotos.mkdir(parents=True)

    assert faltas() == [
        "/boletines/2026/inventado-099/ está publicada y su boletín no lo está.",
        f"Hay fotos públicas de un boletín que no lo es (medios/{oficina.borrador.clave}).",
    ]


def test_nota_que_falta_el_aviso_de_un_retiro(oficina, settings):
    pagina(settings, oficina.retirado, AVISO_DE_RETIRO).unlink()

    assert faltas() == [f"Falta el aviso de retiro en {oficina.retirado.ruta_publica}."]
