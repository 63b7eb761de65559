import io
import os
import subprocess
import sys
import textwrap
import time
from datetime import timedelta
from pathlib import Path

import pytest

from media_library.consultas.filtros import filtrar
from media_library.dominio.entrada import ingesta
from media_library.dominio.originales import guardar, integridad
from media_library.dominio.reconocimiento.puerta import ArchivoRechazado
from media_library.models import Evidencia, Original
from nucleo.models import Asiento
from tests.fabricas.agenda import EventoFactory
from tests.media_library.almacenes import danar_original, leer_original, quitar_original
from tests.media_library.conftest import AHORA, LLEVA, jpeg

pytestmark = pytest.mark.django_db


@pytest.mark.solo_disco
def test_el_original_queda_por_su_huella_de_solo_lectura_e_intacto(subir):
    octetos = jpeg(color="red")

    original = subir(octetos).original

    ruta = guardar.ruta_de(original.huella)
    assert ruta.parent.name == original.huella[:2]
    assert ruta.stat().st_mode & 0o777 == 0o444
    with guardar.abrir_original(original) as archivo:
        assert archivo.read() == octetos


@pytest.mark.solo_disco
def test_primero_se_asegura_el_archivo_luego_su_nombre_luego_la_carpeta(monkeypatch):
    pasos = []
    for nombre in ("fsync", "replace"):
        real = getattr(os, nombre)
        monkeypatch.setattr(os, nombre, lambda *a, _n=nombre, _r=real: (pasos.append(_n), _r(*a))[1])

    guardar.asegurar(guardar.recibir(io.BytesIO(b"contenido"), "x"))

    assert pasos == ["fsync", "fsync", "replace", "fsync"]


def test_el_mismo_archivo_dos_veces_se_guarda_una(subir):
    subir(jpeg(), evento=EventoFactory())
    subir(jpeg(), evento=EventoFactory())

    assert Original.objects.count() == 1
    assert Evidencia.objects.count() == 2


def test_el_mismo_archivo_en_el_mismo_evento_devuelve_la_que_habia(fotografa):
    primera, segunda = (
        ingesta.ingresar(archivo=io.BytesIO(jpeg()), nombre=nombre, por=fotografa, ahora=AHORA)
        for nombre in ("foto.jpg", "otro.jpg")
    )

    assert (segunda.evidencia, segunda.repetida, primera.repetida) == (primera.evidencia, True, False)
    assert Asiento.objects.filter(accion="subir evidencia").count() == 1


def test_subir_de_nuevo_algo_de_la_papelera_lo_restaura(subir):
    evidencia = subir(jpeg())
    Evidencia.objects.filter(pk=evidencia.pk).update(papelera_en=AHORA)

    assert subir(jpeg()).papelera_en is None


def test_lo_que_pasa_del_tope_se_rechaza_y_no_deja_rastro(settings):
    settings.SUBIDA_MAXIMA_BYTES = 1024 * 1024

    with pytest.raises(ArchivoRechazado, match="pesa demasiado; el máximo son 1 MB"):
        guardar.recibir(io.BytesIO(b"x" * (2 * 1024 * 1024)), "grande.mp4")

    assert list((settings.DIR_ORIGINALES / ".entrada").iterdir()) == []


@pytest.mark.lento
def test_un_disco_lleno_se_explica_y_no_deja_rastro(settings, tmp_path):
    programa = f"""
        import io, resource, signal, django
        django.setup()
        from django.conf import settings
        settings.DIR_ORIGINALES = {str(tmp_path)!r}
        from media_library.dominio.originales import guardar
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
        try:
            guardar.recibir(io.BytesIO(b"x" * 500_000), "foto.jpg")
        except guardar.ArchivoRechazado as rechazo:
            print(rechazo)
    """
    salida = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(programa)], capture_output=True, text=True, check=True
    )

    assert salida.stdout.startswith("No hay espacio en el servidor para «foto.jpg».")
    assert [r for r in tmp_path.rglob("*") if r.is_file()] == []


@pytest.mark.lento
def test_matar_el_proceso_a_media_subida_no_deja_un_original_a_medias(tmp_path):
    programa = f"""
        import time, django
        django.setup()
        from django.conf import settings
        settings.DIR_ORIGINALES = {str(tmp_path)!r}
        from media_library.dominio.originales import guardar
        class Lento:
            def chunks(self, largo):
                while True:
                    yield b"x" * 1000
                    print("trozo", flush=True)
                    time.sleep(0.01)
        guardar.asegurar(guardar.recibir(Lento(), "x"))
    """
    proceso = subprocess.Popen([sys.executable, "-c", textwrap.dedent(programa)], stdout=subprocess.PIPE)
    proceso.stdout.readline()
    proceso.kill()
    proceso.wait()
    proceso.stdout.close()

    assert [r.relative_to(tmp_path).parts[0] for r in tmp_path.rglob("*") if r.is_file()] == [".entrada"]


def test_lo_que_quedo_a_medias_se_limpia_al_dia_siguiente_y_lo_reciente_no(settings):
    viejo, nuevo = (guardar.recibir(io.BytesIO(b"x"), "x").ruta for _ in range(2))
    hace_dos_dias = time.time() - timedelta(days=2).total_seconds()
    os.utime(viejo, (hace_dos_dias, hace_dos_dias))
    ahora = guardar.datetime.fromtimestamp(time.time())

    assert guardar.limpiar_entrada(ahora=ahora) == 1
    assert nuevo.exists()


def test_verificar_no_da_falsas_alarmas(subir):
    subir(jpeg(color="red"))
    subir(jpeg(color="blue"))

    assert integridad.verificar_originales() == []


def test_verificar_encuentra_el_bit_cambiado_el_recortado_y_el_borrado(subir):
    originales = [subir(jpeg(color=c)).original for c in ("red", "green", "blue")]
    datos = bytearray(leer_original(originales[0]))
    datos[100] ^= 1
    danar_original(originales[0], bytes(datos))
    danar_original(originales[1], b"corto")
    quitar_original(originales[2])

    motivos = [d.motivo.split(" y ")[0] for d in integridad.verificar_originales()]

    assert motivos == ["su contenido cambió", "pesa 5 octetos", "falta el archivo"]


@pytest.mark.solo_disco
def test_nombres_hostiles_no_salen_del_almacen(subir, settings):
    for n, nombre in enumerate(("../../x.jpg", "/etc/x.jpg", "..\\x.jpg", "\x00", "a" * 4096)):
        subir(jpeg(ancho=64 + n), nombre)

    archivos = [r for r in settings.DIR_ORIGINALES.parent.rglob("*") if r.is_file()]
    assert all(Path(settings.DIR_ORIGINALES) in r.parents and len(r.name) == 64 for r in archivos)
    assert len(archivos) == 5


def test_el_mismo_archivo_en_otro_evento_queda_anotado_como_repetido(subir):
    una = subir(jpeg())
    assert not Original.objects.get().es_repetido

    otra = subir(jpeg(), evento=EventoFactory())

    assert Original.objects.get().es_repetido
    assert set(filtrar(Evidencia.objects.all(), {"repetidas": True}, persona=LLEVA, ahora=AHORA)) == {una, otra}
