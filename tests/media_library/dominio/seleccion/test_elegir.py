"""Escoger: veredictos auditables, una sola principal, parecidas juntas y pistas técnicas de fotos de verdad."""

import io

import pytest
from django.db import IntegrityError, transaction
from PIL import Image, ImageEnhance, ImageFilter

from media_library.dominio.seleccion import elegir
from media_library.models import Eleccion, Original
from nucleo.dominio.impedimentos import NoSePuede
from nucleo.models import Asiento
from tests.fabricas.agenda import EventoFactory
from tests.fabricas.media_library import EvidenciaFactory, OriginalFactory
from tests.media_library.conftest import AHORA, FOTOS

pytestmark = pytest.mark.django_db(transaction=True)


def decir(evidencia, persona, veredicto="elegida", rol=""):
    return elegir.decidir(evidencia, veredicto=veredicto, rol=rol, por=persona, ahora=AHORA)


def variante(cambio, ancho=1200):
    with Image.open(FOTOS / "muelle.jpg") as foto:
        chica = foto.convert("RGB").resize((ancho, round(ancho * foto.height / foto.width)))
    salida = io.BytesIO()
    cambio(chica).save(salida, "JPEG", quality=90)
    return salida.getvalue()


def test_el_ultimo_veredicto_manda_y_todos_quedan_en_la_bitacora(fotografa):
    foto = EvidenciaFactory()

    for veredicto in ("duda", "descartada", "elegida"):
        decir(foto, fotografa, veredicto)

    assert Eleccion.objects.get().veredicto == "elegida"
    dichos = [a.detalle["veredicto"] for a in Asiento.objects.filter(accion="elegir foto").order_by("numero")]
    assert dichos == ["duda", "descartada", "elegida"]


def test_quitar_el_veredicto_lo_deja_sin_ver(fotografa):
    foto = EvidenciaFactory()
    decir(foto, fotografa)

    assert decir(foto, fotografa, "") is None
    assert Eleccion.objects.count() == 0


def test_dar_un_papel_elige_y_solo_una_es_la_principal_del_evento(fotografa):
    evento = EventoFactory()
    una, otra = EvidenciaFactory.create_batch(2, evento=evento)
    ajena = EvidenciaFactory(evento=EventoFactory())
    for foto in (una, ajena, otra):
        decir(foto, fotografa, "duda", "principal")

    assert dict(Eleccion.objects.values_list("evidencia", "rol")) == {
        una.pk: "", otra.pk: "principal", ajena.pk: "principal",
    }  # fmt: skip
    assert set(Eleccion.objects.values_list("veredicto", flat=True)) == {"elegida"}


@pytest.mark.parametrize(("veredicto", "rol"), [("genial", ""), ("elegida", "portada"), ("\x00", "")])
def test_lo_que_no_existe_se_rechaza(fotografa, veredicto, rol):
    with pytest.raises(NoSePuede, match="no existe"):
        decir(EvidenciaFactory(), fotografa, veredicto, rol)


def test_la_base_no_admite_papel_sin_elegir(fotografa):
    eleccion = decir(EvidenciaFactory(), fotografa, "elegida", "detalle")

    with pytest.raises(IntegrityError), transaction.atomic():
        Eleccion.objects.filter(pk=eleccion.pk).update(veredicto="duda")


@pytest.mark.parametrize(("bits", "esperado"), [(0, True), (6, True), (7, False), (64, False)])
def test_parecidas_hasta_seis_bits(bits, esperado):
    huella = -(2**63) + 12345
    otra = huella ^ ((1 << bits) - 1)
    otra = (otra + 2**63) % 2**64 - 2**63

    assert Original(dhash=huella).se_parece_a(Original(dhash=otra)) is esperado


def test_las_casi_iguales_se_juntan_y_va_primero_la_mas_nitida(subir):
    movida = subir(variante(lambda f: f.filter(ImageFilter.GaussianBlur(4))), "movida.jpg", derivar=True)
    nitida = subir(variante(lambda f: f), "nitida.jpg", derivar=True)
    clara = subir(variante(lambda f: ImageEnhance.Brightness(f).enhance(1.15), ancho=1000), "clara.jpg", derivar=True)
    otra = subir(FOTOS / "flores-rojas.jpg", "flores.jpg", derivar=True)
    for e in (movida, nitida, clara, otra):
        e.original.refresh_from_db()

    grupos = elegir.agrupar([movida, nitida, clara, otra])

    assert [{e.nombre_de_archivo for e in g} for g in grupos] == [
        {"movida.jpg", "nitida.jpg", "clara.jpg"},
        {"flores.jpg"},
    ]
    assert grupos[0][-1] == movida


def test_sin_huella_visual_nada_se_junta():
    fotos = [EvidenciaFactory(original=OriginalFactory(dhash=None)) for _ in range(2)]

    assert [len(g) for g in elegir.agrupar(fotos)] == [1, 1]


def test_las_pistas_dicen_lo_que_se_nota(subir):
    casos = {
        "movida": lambda f: f.filter(ImageFilter.GaussianBlur(9)),
        "quemada": lambda f: ImageEnhance.Brightness(f).enhance(6),
        "negra": lambda f: ImageEnhance.Brightness(f).enhance(0.03),
        "buena": lambda f: f,
    }
    dichas = {}
    for nombre, cambio in casos.items():
        evidencia = subir(variante(cambio), f"{nombre}.jpg", derivar=True)
        evidencia.original.refresh_from_db()
        dichas[nombre] = " ".join(elegir.pistas_de(evidencia))

    assert "movida o desenfocada" in dichas["movida"]
    assert "% quemado" in dichas["quemada"]
    assert "% en negro" in dichas["negra"]
    assert dichas["buena"] == ""
    assert Original.objects.filter(dhash__isnull=True).count() == 0


def test_las_cuentas(fotografa):
    fotos = [EvidenciaFactory() for _ in range(4)]
    for foto, veredicto in zip(fotos, ("elegida", "elegida", "duda"), strict=False):
        decir(foto, fotografa, veredicto)

    cuenta = elegir.contar(fotos)

    assert (cuenta.total, cuenta.elegidas, cuenta.dudas, cuenta.descartadas, cuenta.faltan) == (4, 2, 1, 0, 1)
