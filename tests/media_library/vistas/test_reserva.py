"""Lo reservado, por cada camino por el que un archivo sale: sólo quien lleva los derechos lo recibe tal cual."""

import io
import zipfile

import pytest
from django.urls import reverse

from media_library.dominio.compartir import paquetes
from media_library.dominio.compartir.memoria import memoria_de
from media_library.dominio.derechos import difuminado
from media_library.dominio.versiones import cola
from media_library.models import Evidencia
from media_library.models.receta import DEL_VISOR
from nucleo.models import Asiento
from tests.fabricas.agenda import EventoFactory
from tests.fabricas.boletines import BoletinFactory
from tests.fabricas.media_library import DerivadoFactory, EvidenciaFactory
from tests.fabricas.personas import PersonaFactory
from tests.lectura import de_corrido
from tests.media_library.almacenes import Entregado, leer_original, versiones
from tests.media_library.conftest import AHORA, FOTOS

pytestmark = pytest.mark.django_db(transaction=True)
OFICINA = PersonaFactory.build(papeles=["redaccion"])  # a la oficina no se le esconde nada
ZONA = (30, 30, 40, 40)


def url(nombre, *args):
    return reverse(f"media_library:{nombre}", args=args)


def acciones():
    return list(Asiento.objects.filter(accion__in=["descargar original reservado", "ver sin difuminar"]).values_list(
        "accion", flat=True).order_by("numero"))  # fmt: skip


@pytest.fixture
def borrosa(subir, fotografa):
    """Una foto difuminada, con sus versiones hechas."""
    foto = subir(FOTOS / "muelle.jpg", "muelle.jpg", derivar=True)
    foto = difuminado.difuminar(foto, zonas=[ZONA], por=fotografa, ahora=AHORA)
    cola.derivar_todo(con_extras=False)
    return foto


@pytest.mark.lento
def test_el_original_de_una_difuminada_solo_lo_baja_quien_lleva_los_derechos_y_queda_anotado(mira, borrosa):
    direccion = url("archivo", borrosa.pk, "original")

    negada = mira("consulta", direccion)
    assert (negada.status_code, "Este original está reservado" in negada.text, acciones()) == (403, True, [])
    assert Entregado(mira("fotografia", direccion)).octetos == leer_original(borrosa.original)
    assert acciones() == ["descargar original reservado"]


@pytest.mark.lento
@pytest.mark.parametrize("receta", ["w320.webp", "w1600.webp", "w1600.jpg", "og-50-50.jpg", "cuadro-50-50.webp"])
def test_cada_version_de_una_difuminada_va_difuminada_para_todos(mira, borrosa, receta):
    tal_cual, difuminada = versiones(borrosa, receta)
    direccion = url("archivo", borrosa.pk, receta)

    recibidas = [Entregado(mira(papel, direccion)).octetos for papel in ("consulta", "redes", "fotografia")]

    assert tal_cual != difuminada
    assert recibidas == [difuminada] * 3


@pytest.mark.lento
def test_sin_difuminar_se_pide_se_anota_y_solo_a_quien_lleva_los_derechos(mira, borrosa):
    tal_cual, difuminada = versiones(borrosa, "w800.webp")
    direccion = url("archivo", borrosa.pk, "w800.webp") + "?sin_difuminar=1"

    assert Entregado(mira("consulta", direccion)).octetos == difuminada
    assert acciones() == []
    assert Entregado(mira("fotografia", direccion)).octetos == tal_cual
    assert acciones() == ["ver sin difuminar"]


@pytest.mark.lento
@pytest.mark.parametrize(("calidad", "papel"), [("web", "consulta"), ("alta", "consulta"), ("web", "fotografia")])
def test_el_zip_lleva_la_version_difuminada(mira, borrosa, calidad, papel):
    respuesta = mira(papel, url("bajar", calidad), evidencias=borrosa.pk)

    with zipfile.ZipFile(io.BytesIO(b"".join(respuesta))) as archivo:
        foto, pies = sorted(archivo.namelist())
        assert archivo.read(foto).count(b"ns.adobe.com/xap")
        assert archivo.read(foto)[-2000:] == versiones(borrosa, "w1600.jpg")[1][-2000:]
        assert "Va difuminada." in archivo.read(pies).decode("utf-8-sig")


@pytest.mark.lento
def test_el_zip_de_originales_de_quien_lleva_los_derechos_dice_que_llevo_lo_reservado(mira, borrosa):
    respuesta = mira("fotografia", url("bajar", "alta"), evidencias=borrosa.pk)

    with zipfile.ZipFile(io.BytesIO(b"".join(respuesta))) as archivo:
        assert archivo.read(min(archivo.namelist())) == leer_original(borrosa.original)
    assert Asiento.objects.get(accion="descargar").detalle["reservadas"] == [borrosa.pk]


@pytest.mark.lento
def test_el_enlace_compartido_entrega_la_difuminada(client, borrosa, fotografa):
    abierto = paquetes.compartir([borrosa], nombre="Prensa", dias=5, por=fotografa, ahora=AHORA)
    token = abierto.enlace.rstrip("/").rpartition("/")[2]
    paquetes.Paquete.objects.update(vence_en="2099-01-01T00:00Z")

    suelta = b"".join(client.get(reverse("fotos:archivo", args=[token, borrosa.pk, "w1600.jpg"])))

    assert suelta[-2000:] == versiones(borrosa, "w1600.jpg")[1][-2000:]


@pytest.mark.lento
def test_la_memoria_usa_la_difuminada(borrosa):
    evento = EventoFactory()
    Evidencia.objects.update(evento=evento)

    assert memoria_de(evento, por=OFICINA, ahora=AHORA).listas == {borrosa.pk}
    borrosa.original.derivados.filter(receta__startswith="dif-").delete()
    assert memoria_de(evento, por=OFICINA, ahora=AHORA).listas == set()


def test_el_original_de_la_misma_foto_en_otro_evento_tambien_esta_reservado(mira, fotografa):
    una = EvidenciaFactory(difuminado="hecho", zonas=[ZONA], difuminado_por=fotografa, difuminado_en=AHORA)
    otra = EvidenciaFactory(original=una.original, evento=EventoFactory())

    assert mira("consulta", url("archivo", otra.pk, "original")).status_code == 403


@pytest.mark.parametrize("papel", ["fotografia", "consulta"])
def test_mientras_se_difumina_hay_un_letrero_y_nunca_la_foto(mira, subir, fotografa, papel):
    foto = subir(FOTOS / "muelle.jpg", derivar=True)
    difuminado.difuminar(foto, zonas=[ZONA], por=fotografa, ahora=AHORA)

    letrero, visor = (
        mira(papel, url("archivo", foto.pk, "w320.webp")),
        de_corrido(mira(papel, url("ver", foto.pk)).text),
    )

    assert (letrero.status_code, letrero["Content-Type"], "Difuminando…" in letrero.text) == (
        404,
        "image/svg+xml",
        True,
    )
    assert f'data-espera="{url("archivo", foto.pk, "w1600.webp")}' in visor
    assert f'<img src="{url("archivo", foto.pk, "w1600.webp")}' not in visor


def test_una_foto_sin_v_se_pregunta_cada_vez_y_con_v_se_guarda(mira, subir):
    foto = subir(FOTOS / "muelle.jpg", derivar=True)
    direccion = url("archivo", foto.pk, "w320.webp")

    respuestas = [mira("consulta", d) for d in (direccion, f"{direccion}?v=1")]
    guardables = [r["Cache-Control"] for r in respuestas]
    [r.close() for r in respuestas]

    assert ["max-age" in g for g in guardables] == [False, True]


def test_el_visor_ensena_la_difuminada_y_ofrece_la_otra_a_quien_lleva_los_derechos(mira, fotografa):
    foto = EvidenciaFactory(difuminado="hecho", zonas=[ZONA], difuminado_por=fotografa, difuminado_en=AHORA)
    for receta in (DEL_VISOR[0], foto.receta_publica(DEL_VISOR[0])):
        DerivadoFactory(original=foto.original, receta=receta, hecho=True)

    propia, ajena = mira("fotografia", url("ver", foto.pk)).text, mira("consulta", url("ver", foto.pk)).text
    destapada = mira("fotografia", url("ver", foto.pk) + "?sin_difuminar=1").text

    assert ["Ver sin difuminar" in p for p in (propia, ajena, destapada)] == [True, False, False]
    direccion = url("archivo", foto.pk, "w1600.webp")
    assert [f'"{direccion}?sin_difuminar=1"' in p for p in (propia, ajena, destapada)] == [False, False, True]
    assert "El original está reservado" in ajena


def test_escoger_y_elegir_para_el_boletin_piden_la_version_de_todos(mira, fotografa):
    evento = EventoFactory()
    foto = EvidenciaFactory(
        difuminado="hecho", zonas=[ZONA], difuminado_por=fotografa, difuminado_en=AHORA, evento=evento
    )
    boletin = BoletinFactory(evento=evento)

    paginas = [
        mira("redaccion", url("elegir") + f"?evento={evento.pk}").text,
        mira("redaccion", reverse("boletines:fotos", args=[boletin.pk])).text,
    ]

    pedidas = [url("archivo", foto.pk, r) for r in ("w1600.webp", "w320.webp")]
    assert [d in p for d, p in zip(pedidas, paginas, strict=True)] == [True, True]
    assert not any("sin_difuminar" in p for p in paginas)


def test_de_los_menores_protegidos_ni_las_palabras_se_ensenan_a_los_demas(mira):
    foto = EvidenciaFactory(
        menores="protegidos",
        pie="Nombre de la niña",
        texto_alternativo="Su cara",
        personas="Ella",
        evento=EventoFactory(),
    )
    DerivadoFactory(original=foto.original, receta="w320.webp", hecho=True)
    libre = EvidenciaFactory(pie="La plaza")

    cuadricula, visor = mira("consulta", url("biblioteca")).text, mira("consulta", url("ver", foto.pk)).text
    zip_ = mira("consulta", url("bajar", "alta"), evidencias=[libre.pk, foto.pk])
    with zipfile.ZipFile(io.BytesIO(b"".join(zip_))) as archivo:
        pies = archivo.read("pies-y-creditos.csv").decode("utf-8-sig")

    dichas = ("Nombre de la niña", "Su cara", "Ella")
    assert [d for d in dichas for texto in (cuadricula, visor, pies) if d in texto] == []
    assert "La plaza" in cuadricula
    assert "Nombre de la niña" in mira("redaccion", url("ver", foto.pk)).text
