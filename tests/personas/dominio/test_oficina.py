import io
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import DataError, IntegrityError, transaction
from PIL import Image

from nucleo.dominio.impedimentos import NoSePuede, NoTienePermiso
from nucleo.models import Asiento
from personas.dominio import catalogos, oficina
from personas.models import Comunidad, Dependencia, DiaInhabil, Oficina
from tests.fabricas.personas import ComunidadFactory, DependenciaFactory
from tests.personas.conftest import AHORA

pytestmark = pytest.mark.django_db


def guardar(directora, **datos):
    return oficina.guardar_oficina(datos=datos, por=directora, ahora=AHORA)


def imagen(formato="PNG", medidas=(40, 30), modo="RGB", **opciones):
    salida = io.BytesIO()
    Image.new(modo, medidas, "teal").save(salida, formato, **opciones)
    salida.seek(0)
    return salida


def test_guardar_crea_la_unica_oficina_y_asienta_los_campos(directora):
    guardar(directora, nombre="Comunicación Social", municipio="Mazamitla", entidad="Jalisco")

    assert Oficina.objects.get().municipio == "Mazamitla"
    assert Asiento.objects.get(accion="guardar oficina").detalle == {"campos": ["municipio", "entidad"]}


@pytest.mark.parametrize("formato", ["PNG", "JPEG", "WEBP"])
def test_el_escudo_se_vuelve_a_escribir_como_png_de_a_lo_mas_mil_puntos(directora, formato):
    guardada = guardar(directora, municipio="M", entidad="J", escudo=imagen(formato, (2000, 500)))

    with Image.open(guardada.escudo.path) as escudo:
        assert (escudo.format, escudo.size) == ("PNG", (1000, 250))


def test_el_escudo_pierde_los_metadatos(directora):
    exif = Image.Exif()
    exif[0x010E] = "secreto"
    guardada = guardar(directora, municipio="M", entidad="J", escudo=imagen("JPEG", exif=exif))

    assert b"secreto" not in Path(guardada.escudo.path).read_bytes()


@pytest.mark.parametrize(
    ("contenido", "frase"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "PNG, JPEG o WebP"),
        (b"\x89PNG\r\n\x1a\n", "PNG, JPEG o WebP"),
        (imagen("GIF", modo="P").getvalue(), "PNG, JPEG o WebP"),
        (imagen("PNG").getvalue()[:60], "PNG, JPEG o WebP"),
        (b"x" * (2 * 1024 * 1024 + 1), "más de 2 MB"),
        (imagen("PNG", (8000, 6000), modo="1").getvalue(), "mide demasiado"),
    ],
    ids=["svg", "vacia", "gif", "cortada", "pesada", "enorme"],
)
def test_rechaza_imagenes_que_no_lo_son_por_dentro(directora, contenido, frase):
    with pytest.raises(NoSePuede, match=frase) as negativa:
        guardar(directora, municipio="M", entidad="J", logotipo=io.BytesIO(contenido))

    assert negativa.value.impedimentos[0].campo == "logotipo"
    assert Oficina.objects.count() == 0


def test_la_imagen_anterior_se_borra_al_cambiarla_y_al_quitarla(directora, django_capture_on_commit_callbacks):
    primera = guardar(directora, municipio="M", entidad="J", escudo=imagen()).escudo.name
    with django_capture_on_commit_callbacks(execute=True):
        segunda = guardar(directora, escudo=imagen()).escudo.name
    with django_capture_on_commit_callbacks(execute=True):
        guardar(directora, quitar_escudo=True)

    assert not (Path(settings.MEDIA_ROOT) / primera).exists()
    assert not (Path(settings.MEDIA_ROOT) / segunda).exists()
    assert Oficina.objects.get().escudo.name == ""


@pytest.mark.parametrize("valor", ["a\0b", "x" * 5000, "dos\nrenglones", ""])
def test_rechaza_textos_mal_escritos(directora, valor):
    with pytest.raises(NoSePuede) as negativa:
        guardar(directora, nombre=valor, municipio="M", entidad="J")

    assert negativa.value.impedimentos[0].campo == "nombre"


def test_terminar_la_bienvenida_dos_veces_conserva_la_fecha(directora):
    guardar(directora, municipio="M", entidad="J")
    oficina.terminar_bienvenida(por=directora, ahora=AHORA)
    oficina.terminar_bienvenida(por=directora, ahora=AHORA + timedelta(days=1))

    assert Oficina.objects.get().configurada_en == AHORA


def test_el_mismo_dia_inhabil_no_se_apunta_dos_veces(directora):
    oficina.agregar_dia_inhabil(fecha=date(2026, 12, 25), motivo="Navidad", por=directora, ahora=AHORA)

    with pytest.raises(NoSePuede):
        oficina.agregar_dia_inhabil(fecha=date(2026, 12, 25), motivo="Otra", por=directora, ahora=AHORA)


def test_quitar_un_dia_deja_constancia_de_cual_era(directora):
    dia = oficina.agregar_dia_inhabil(fecha=date(2026, 12, 25), motivo="Navidad", por=directora, ahora=AHORA)
    oficina.quitar_dia_inhabil(dia, por=directora, ahora=AHORA)

    assert DiaInhabil.objects.count() == 0
    assert Asiento.objects.get(accion="quitar día inhábil").detalle == {"fecha": "2026-12-25", "motivo": "Navidad"}


def guardar_dependencia(directora, nombre, una=None):
    return catalogos.guardar_en_catalogo(una or Dependencia(), nombre=nombre, por=directora, ahora=AHORA)


def test_una_dependencia_se_ordena_en_espanol_y_no_se_repite(directora):
    for nombre in ("Ñoquis", "Obras Públicas", "Áreas Verdes"):
        guardar_dependencia(directora, nombre)

    assert [d.nombre for d in Dependencia.objects.all()] == ["Áreas Verdes", "Ñoquis", "Obras Públicas"]
    with pytest.raises(NoSePuede, match="Ya hay una"):
        guardar_dependencia(directora, "obras públicas")


def test_renombrar_asienta_el_nombre_anterior(directora):
    una = guardar_dependencia(directora, "Obras")
    guardar_dependencia(directora, "Obras Públicas", una)

    assert Asiento.objects.get(accion="renombrar dependencia").detalle == {"de": "Obras", "a": "Obras Públicas"}


def test_desactivar_una_dependencia_dos_veces_se_rechaza(directora):
    una = DependenciaFactory()
    catalogos.mover_en_catalogo(una, activa=False, por=directora, ahora=AHORA)

    with pytest.raises(NoSePuede, match="ya estaba así"):
        catalogos.mover_en_catalogo(una, activa=False, por=directora, ahora=AHORA)


def test_una_comunidad_se_agrega_se_ordena_y_no_se_repite(directora):
    for nombre in ("Ojo de Agua", "Ánimas"):
        catalogos.guardar_en_catalogo(Comunidad(), nombre=nombre, por=directora, ahora=AHORA)

    assert [c.nombre for c in Comunidad.objects.all()] == ["Ánimas", "Ojo de Agua"]
    with pytest.raises(NoSePuede, match="Ya hay una comunidad"):
        catalogos.guardar_en_catalogo(Comunidad(), nombre="OJO DE AGUA", por=directora, ahora=AHORA)


@pytest.mark.parametrize("nombre", ["", "OJO DE AGUA"])
def test_la_base_rechaza_una_comunidad_sin_nombre_o_repetida(nombre):
    ComunidadFactory(nombre="Ojo de Agua")

    with pytest.raises(IntegrityError):
        Comunidad.objects.create(nombre=nombre)


def test_sin_la_capacidad_no_se_ajusta_la_oficina(redactora):
    with pytest.raises(NoTienePermiso):
        guardar(redactora, municipio="M")


@pytest.mark.parametrize("serie", ["", "cs", "CS/1", "CSOCI", "Ñ", "MP"])
def test_la_base_no_guarda_una_serie_que_no_cabe_en_un_folio(serie):
    Oficina.objects.create(pk=1)

    with pytest.raises((IntegrityError, DataError)), transaction.atomic():
        Oficina.objects.update(serie=serie)
