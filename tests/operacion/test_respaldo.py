"""Respaldo y restauración con el pg_dump y el psql de verdad contra la base de pruebas."""

import json
import os
import shutil
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from boletines.models import Boletin
from comsocial.operacion.herramientas import NoSePudo, elegir, es_embebida, programas, version_de, version_del_servidor
from comsocial.operacion.manifiesto import NOMBRE, fallas, leer, sha256_de, suma_de
from comsocial.operacion.respaldo import respaldar
from comsocial.operacion.restauracion import restaurar
from media_library.dominio.originales.guardar import ruta_de
from nucleo.dominio.bitacora import anclar, asentar, roturas
from nucleo.models import Asiento
from personas.models import Oficina, Persona
from tests.operacion.conftest import construir, jpeg, sembrar
from tests.papeles import siendo_el_dueno
from tests.personas.conftest import AHORA


def hacer(destino, *, dias=0):
    return respaldar(destino, ahora=AHORA + timedelta(days=dias), avisar=lambda _: None)


def poner(origen, *, sobre_escribir=True):
    return restaurar(origen, sobre_escribir=sobre_escribir, ahora=AHORA, avisar=lambda _: None)


@pytest.fixture
def sembrada(transactional_db, carpetas, settings):
    """Todo confirmado en la base: pg_dump entra por su propia conexión."""
    una = sembrar()
    anclar(ahora=AHORA, archivo=settings.DIR_DATOS / "anclas.jsonl")
    construir()
    return una


def test_ida_y_vuelta_deja_todo_como_estaba(sembrada, settings, tmp_path, capsys):
    destino = tmp_path / "respaldo"
    call_command("respaldar", destino)
    original = ruta_de(sembrada.evidencia.original.huella)
    escudo = Path(Oficina.objects.get().escudo.path)
    asientos = list(Asiento.objects.order_by("numero").values_list("numero", "huella"))
    # Un desastre: se pierden los archivos, cambia un boletín y alguien asienta de más.
    capturas = settings.DIR_DATOS / "capturas"
    for carpeta in (
        settings.DIR_ORIGINALES,
        settings.DIR_DERIVADOS,
        settings.MEDIA_ROOT,
        settings.DIR_PUBLICO,
        capturas,
    ):
        shutil.rmtree(carpeta)
        carpeta.mkdir()
    Boletin.objects.filter(pk=sembrada.publico.pk).update(titulo="Otra cosa")
    Persona.objects.create(username="intrusa")
    asentar("de más", "prueba", por=None, ahora=AHORA)

    call_command("restaurar", destino, sobre_escribir=True)

    assert Boletin.objects.get(pk=sembrada.publico.pk).titulo == sembrada.publico.titulo
    assert not Persona.objects.filter(username="intrusa").exists()
    assert (original.read_bytes(), original.stat().st_mode & 0o777) == (jpeg(), 0o444)
    assert escudo.read_bytes() == jpeg()
    assert [captura.read_bytes() for captura in capturas.iterdir()] == [b"captura de antes"]
    restaurados = list(Asiento.objects.order_by("numero").values_list("numero", "huella"))
    assert restaurados[: len(asientos)] == asientos
    assert [a.accion for a in Asiento.objects.filter(numero__gt=len(asientos))] == ["restaurar un respaldo"]
    assert "Todo está como se guardó." in capsys.readouterr().out


def test_despues_de_restaurar_la_bitacora_sigue_encadenada_e_intocable(sembrada, tmp_path):
    hacer(tmp_path / "r")
    poner(tmp_path / "r")

    asentar("seguir", "prueba", por=None, ahora=AHORA)

    assert roturas() == []
    with siendo_el_dueno(), pytest.raises(Exception, match="no se cambia ni se borra"):
        Asiento.objects.update(accion="otra")


def test_el_segundo_respaldo_solo_copia_lo_nuevo_y_quita_el_volcado_anterior(sembrada, settings, tmp_path):
    primero = hacer(tmp_path / "r")
    anterior = leer(tmp_path / "r").base
    (settings.MEDIA_ROOT / "nuevo.png").write_bytes(b"nuevo")

    segundo = hacer(tmp_path / "r", dias=1)

    assert (primero.nuevos > 1, segundo.nuevos, segundo.archivos - primero.archivos) == (True, 1, 1)
    assert not (tmp_path / "r" / anterior).exists()


def test_el_manifiesto_dice_lo_que_hay(sembrada, tmp_path):
    hacer(tmp_path / "r")
    manifiesto = leer(tmp_path / "r")

    huella = sembrada.evidencia.original.huella
    assert manifiesto.archivos[f"originales/{huella[:2]}/{huella}"].sha256 == huella
    assert manifiesto.versiones["servidor"] == str(version_del_servidor())
    assert manifiesto.anclas in manifiesto.archivos


def test_un_original_danado_no_entra_al_respaldo_y_se_dice(sembrada, tmp_path):
    hacer(tmp_path / "r")
    ruta = ruta_de(sembrada.evidencia.original.huella)
    bueno = ruta.read_bytes()
    ruta.unlink()
    ruta.write_bytes(b"x" * len(bueno))

    with pytest.raises(CommandError, match=ruta.name):
        call_command("respaldar", tmp_path / "r")
    assert (tmp_path / "r/originales" / ruta.parent.name / ruta.name).read_bytes() == bueno


@pytest.mark.parametrize("dano", ["quitar", "cambiar"])
def test_un_respaldo_alterado_no_se_restaura(sembrada, tmp_path, dano):
    hacer(tmp_path / "r")
    base = tmp_path / "r" / leer(tmp_path / "r").base
    if dano == "quitar":
        base.unlink()
    else:
        base.write_bytes(base.read_bytes()[:-1] + b"x")

    with pytest.raises(NoSePudo, match="no está entero"):
        poner(tmp_path / "r")
    assert Persona.objects.filter(pk=sembrada.persona.pk).exists()


def test_una_base_con_datos_no_se_pisa_sin_pedirlo(sembrada, tmp_path):
    hacer(tmp_path / "r")

    with pytest.raises(CommandError, match="sobre-escribir"):
        call_command("restaurar", tmp_path / "r")


def test_un_volcado_que_no_se_puede_poner_deja_la_base_como_estaba(sembrada, tmp_path):
    hacer(tmp_path / "r")
    manifiesto = json.loads((tmp_path / "r" / NOMBRE).read_text())
    base = tmp_path / "r" / manifiesto["base"]
    base.write_bytes(b"PGDMP no es un volcado")
    ficha = manifiesto["archivos"][manifiesto["base"]]
    ficha["octetos"], ficha["sha256"] = base.stat().st_size, sha256_de(base)
    alterar(tmp_path / "r", archivos=manifiesto["archivos"])

    with pytest.raises(NoSePudo, match="pg_restore no pudo"):
        poner(tmp_path / "r")
    assert Persona.objects.filter(pk=sembrada.persona.pk).exists()


def alterar(carpeta, **cambios):
    """Un manifiesto distinto con su suma bien hecha, como lo haría quien sabe cómo se escribe."""
    manifiesto = json.loads((carpeta / NOMBRE).read_text()) | cambios
    (carpeta / NOMBRE).write_text(json.dumps(manifiesto | {"suma": suma_de(manifiesto)}))


@pytest.mark.parametrize(
    ("cambio", "frase"),
    [
        ({"formato": 99}, "otra versión"),
        ({"archivos": {"../../fuera": {"octetos": 1, "sha256": "x"}}}, "otra versión"),
        ({"archivos": {"/etc/passwd": {"octetos": 1, "sha256": "x"}}}, "otra versión"),
        ({"archivos": 7}, "no se entiende"),
        ({"migraciones": ["boletines.0099_del_futuro"]}, "más nueva"),
    ],
)
def test_un_manifiesto_ajeno_se_rechaza_sin_tocar_nada(sembrada, tmp_path, cambio, frase):
    hacer(tmp_path / "r")
    alterar(tmp_path / "r", **cambio)

    with pytest.raises(NoSePudo, match=frase):
        poner(tmp_path / "r")


def test_sin_manifiesto_no_hay_respaldo(db, carpetas, tmp_path):
    with pytest.raises(NoSePudo, match="no hay ningún respaldo"):
        poner(tmp_path)


@pytest.mark.parametrize("lugar", ["originales/respaldo", "publico", "archivos/x"])
def test_el_respaldo_no_vive_dentro_de_lo_que_respalda(db, carpetas, lugar):
    with pytest.raises(NoSePudo, match="no puede vivir dentro"):
        hacer(carpetas / lugar)


def test_una_carpeta_con_otras_cosas_no_se_usa(db, carpetas, tmp_path):
    (tmp_path / "fotos.txt").write_text("mías")

    with pytest.raises(NoSePudo, match="tiene otras cosas"):
        hacer(tmp_path)


def test_se_elige_el_pg_dump_mas_cercano_que_no_sea_menor_que_el_servidor():
    versiones = {Path("a"): 18, Path("b"): 15, Path("c"): 16, Path("d"): 0}

    assert elegir(versiones, 16) == Path("c")
    assert elegir(versiones, 17) == Path("a")
    with pytest.raises(NoSePudo, match="postgresql-client-19"):
        elegir(versiones, 19)


def test_los_programas_de_esta_maquina_alcanzan_al_servidor(db):
    assert version_de(programas()) >= version_del_servidor()
    assert isinstance(es_embebida(), bool)


def test_un_bit_cambiado_en_cualquier_lugar_del_manifiesto_se_nota(sembrada, tmp_path):
    hacer(tmp_path / "r")
    archivo = tmp_path / "r" / NOMBRE
    bueno = archivo.read_bytes()

    for lugar in range(0, len(bueno), 7):
        if bueno[lugar : lugar + 1].isspace():
            continue  # un espacio por otro no dice otra cosa
        archivo.write_bytes(bueno[:lugar] + bytes([bueno[lugar] ^ 1]) + bueno[lugar + 1 :])
        with pytest.raises(NoSePudo):
            leer(tmp_path / "r")


def test_un_respaldo_de_los_primeros_sin_suma_se_puede_restaurar(sembrada, tmp_path):
    hacer(tmp_path / "r")
    manifiesto = json.loads((tmp_path / "r" / NOMBRE).read_text()) | {"formato": 1}
    del manifiesto["suma"]
    (tmp_path / "r" / NOMBRE).write_text(json.dumps(manifiesto))

    assert poner(tmp_path / "r").formato == 1


def test_cortado_antes_de_terminar_el_anterior_sigue_valiendo(sembrada, settings, tmp_path, monkeypatch):
    """También lo que cambió de contenido con el mismo nombre: una versión no pisa a la que nombra el anterior."""
    cambia = settings.MEDIA_ROOT / "logo.png"
    cambia.write_bytes(b"antes")
    hacer(tmp_path / "r")
    cambia.write_bytes(b"despues")

    def morir(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "sync", morir)  # lo último antes de escribir el manifiesto
    with pytest.raises(KeyboardInterrupt):
        hacer(tmp_path / "r", dias=1)
    monkeypatch.undo()

    assert list(fallas(tmp_path / "r", leer(tmp_path / "r"))) == []
    hacer(tmp_path / "r", dias=2)
    poner(tmp_path / "r")
    assert cambia.read_bytes() == b"despues"
    assert [a.name for a in (tmp_path / "r/archivos").glob("logo*")] == [
        Path(leer(tmp_path / "r").lugar("archivos/logo.png")).name
    ]


@pytest.fixture
def disco_chico(tmp_path):
    """Un disco de 1 MB de verdad; sólo root puede montarlo."""
    carpeta = tmp_path / "disco"
    carpeta.mkdir()
    orden = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(carpeta)]
    if os.geteuid() or subprocess.run(orden, capture_output=True, check=False).returncode:
        pytest.skip("hace falta ser root para montar un disco chico")
    yield carpeta
    subprocess.run(["umount", "-l", str(carpeta)], check=True)


def test_en_un_disco_lleno_lo_dice_y_el_anterior_sigue_valiendo(sembrada, settings, disco_chico):
    hacer(disco_chico / "r")
    (settings.MEDIA_ROOT / "grande.bin").write_bytes(os.urandom(1_500_000))

    with pytest.raises(NoSePudo, match=r"No queda espacio .* El anterior, si lo había, sigue valiendo"):
        hacer(disco_chico / "r", dias=1)
    assert list(fallas(disco_chico / "r", leer(disco_chico / "r"))) == []
