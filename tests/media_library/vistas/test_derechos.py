import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from boletines.models import Boletin, CorteDeBoletin
from media_library.models import Consentimiento, Evidencia
from media_library.models.receta import MINIATURA
from tests.fabricas.boletines import BoletinFactory, FotoDeBoletinFactory
from tests.fabricas.media_library import (
    ConsentimientoFactory,
    CorteFactory,
    DerivadoFactory,
    EvidenciaFactory,
    PaqueteFactory,
)
from tests.fabricas.redes import PublicacionFactory
from tests.lectura import de_corrido
from tests.media_library.almacenes import Entregado
from tests.media_library.conftest import AHORA, jpeg

pytestmark = pytest.mark.django_db
ZONA = [30, 30, 40, 40]
CARTA = {"nombre": "Quien aparece", "finalidad": "Difundir", "medios": "Portal", "fecha": "2026-11-01"}


def url(nombre, *args):
    return reverse(f"media_library:{nombre}", args=args)


def test_la_pantalla_dice_por_que_no_se_publica_y_guarda(sesion):
    foto = EvidenciaFactory(menores="si")

    assert "No puede publicarse" in sesion.get(url("derechos", foto.pk)).text
    sesion.post(url("derechos", foto.pk), {"version": 1, "menores": "no", "base_de_derechos": "propia"})

    assert Evidencia.objects.values_list("menores", "base_de_derechos").get() == ("no", "propia")
    assert "Nada impide publicarla" in sesion.get(url("derechos", foto.pk)).text


@pytest.mark.parametrize(
    "datos",
    [
        {"version": "x", "menores": "no"},
        {"version": 1, "menores": "quién sabe"},
        {"version": 1, "fecha_uso_inicio": "ayer"},
        {"version": 9, "menores": "no"},
        {"version": 1, "licencia": "x" * 5000},
        {"version": 1, "licencia": "a\nb"},
        {"version": 1, "fecha_uso_inicio": "2026-02-02", "fecha_uso_fin": "2026-02-01"},
    ],
)
def test_lo_mal_escrito_se_explica_y_no_cambia_nada(sesion, datos):
    foto = EvidenciaFactory()

    respuesta = sesion.post(url("derechos", foto.pk), datos)

    assert (respuesta.status_code, "Hay un problema" in respuesta.text) == (422, True)
    assert Evidencia.objects.get().version == 1


def test_agregar_una_carta_con_archivo_desde_la_foto(sesion):
    foto = EvidenciaFactory()
    assert f'value="{foto.pk}"' in sesion.get(url("nueva_carta"), {"evidencias": [foto.pk, "x", "9" * 30]}).text

    sesion.post(url("nueva_carta"), CARTA | {"evidencias": [foto.pk], "archivo": SimpleUploadedFile("c.jpg", jpeg())})

    carta = Consentimiento.objects.get()
    assert list(carta.evidencias.all()) == [foto]
    bajada = Entregado(sesion.get(url("archivo_de_carta", carta.pk)))
    assert (bajada.octetos, bajada.disposicion[:10]) == (jpeg(), "attachment")
    assert "Vigente" in de_corrido(sesion.get(url("carta", carta.pk)).text)


@pytest.mark.parametrize(
    "mal",
    [
        {"nombre": ""},
        {"es_menor": "on"},
        {"fecha_fin": "2020-01-01"},
        {"evidencias": ["999999"]},
        {"evidencias": ["\x00"]},
        {"nombre": "a\nb"},
    ],
)
def test_una_carta_mal_llenada_se_explica(sesion, mal):
    respuesta = sesion.post(url("nueva_carta"), CARTA | mal)

    assert (respuesta.status_code, Consentimiento.objects.count()) == (422, 0)
    assert "Hay un problema" in respuesta.text


def test_una_carta_con_archivo_ajeno_se_rechaza_con_frase(sesion):
    datos = CARTA | {"archivo": SimpleUploadedFile("carta.docx", b"PK\x03\x04")}

    assert "no es foto, video ni audio" in sesion.post(url("nueva_carta"), datos).text


def test_revocar_pide_motivo_y_detiene(sesion):
    foto, carta = EvidenciaFactory(), ConsentimientoFactory()
    carta.evidencias.add(foto)

    sin_motivo = sesion.post(url("revocar", carta.pk), {"motivo": ""}, follow=True).text
    sesion.post(url("revocar", carta.pk), {"motivo": "Lo pidió"})

    assert "Escribe cómo y quién" in sin_motivo
    assert "revocó su permiso" in sesion.get(url("ver", foto.pk)).text
    assert "Revocada" in sesion.get(url("cartas")).text


def test_decidir_y_olvidar_el_difuminado(sesion):
    foto = EvidenciaFactory(menores="si")

    sesion.post(url("sin_difuminar", foto.pk), {"motivo": "De espaldas"})
    assert "No hace falta" in sesion.get(url("derechos", foto.pk)).text
    sesion.post(url("olvidar_difuminado", foto.pk))

    assert "No puede publicarse" in sesion.get(url("derechos", foto.pk)).text
    assert "Escribe en un renglón" in sesion.post(url("sin_difuminar", foto.pk), {"motivo": "\x00"}, follow=True).text


def test_la_lista_de_cartas_cuesta_lo_mismo_con_una_que_con_tres(sesion, django_assert_max_num_queries):
    for _ in range(3):
        ConsentimientoFactory().evidencias.add(EvidenciaFactory())
    sesion.get(url("cartas"))

    with django_assert_max_num_queries(6):
        assert sesion.get(url("cartas")).text.count("Vigente") == 3


def test_difuminar_con_numeros_sin_javascript(sesion):
    foto = EvidenciaFactory(menores="si")
    datos = {"x": ["10", ""], "y": ["10", ""], "ancho": ["20", ""], "alto": ["20", ""]}

    sesion.post(url("difuminar", foto.pk), datos)

    assert Evidencia.objects.values_list("difuminado", "zonas").get() == ("hecho", [[10, 10, 20, 20]])
    assert 'value="20"' in sesion.get(url("difuminar", foto.pk)).text


@pytest.mark.parametrize("x", ["", "-1", "²", "9999", "a\x00", "95"])
def test_una_zona_mal_escrita_se_explica_y_conserva_lo_escrito(sesion, x):
    foto = EvidenciaFactory()

    respuesta = sesion.post(url("difuminar", foto.pk), {"x": x, "y": "1", "ancho": "37", "alto": "2"})

    assert (respuesta.status_code, 'value="37"' in respuesta.text) == (422, True)
    assert Evidencia.objects.get().difuminado == ""


def test_al_revocar_se_listan_los_boletines_donde_sigue(sesion):
    foto, carta = EvidenciaFactory(pie="La foto"), ConsentimientoFactory()
    carta.evidencias.add(foto)
    FotoDeBoletinFactory(boletin=BoletinFactory(titulo="Abre la obra"), evidencia=foto)

    sesion.post(url("revocar", carta.pk), {"motivo": "Lo pidió"})

    assert "La foto</a> en «Abre la obra»" in de_corrido(sesion.get(url("carta", carta.pk)).text)


def test_al_revocar_y_en_los_usos_se_ve_lo_puesto_en_redes_con_su_enlace(sesion):
    foto, carta, boletin = EvidenciaFactory(), ConsentimientoFactory(), BoletinFactory()
    carta.evidencias.add(foto)
    FotoDeBoletinFactory(boletin=boletin, evidencia=foto)
    PaqueteFactory(nombre="Para la radio").evidencias.add(foto)
    PublicacionFactory(publicada=True, boletin=boletin, enlace="https://www.facebook.com/p/1")
    PublicacionFactory(publicada=True, enlace="https://www.facebook.com/p/2")

    sesion.post(url("revocar", carta.pk), {"motivo": "Lo pidió"})
    de_la_carta, visor = sesion.get(url("carta", carta.pk)).text, sesion.get(url("ver", foto.pk)).text

    assert ["facebook.com/p/1" in t for t in (de_la_carta, visor)] == [True, True]
    assert ["facebook.com/p/2" in t for t in (de_la_carta, visor)] == [False, False]
    assert "Para la radio" in visor


@pytest.fixture
def solo_en_corte():
    """Una grabación que un boletín sólo lleva en un corte."""
    corte = CorteFactory(titulo="Sobre el agua", evidencia__pie="La entrevista")
    CorteDeBoletin.objects.create(boletin=BoletinFactory(titulo="Abre la obra"), corte=corte, orden=1)
    return corte.evidencia


def test_en_los_usos_esta_el_boletin_que_solo_lleva_un_corte(sesion, client, enlace, solo_en_corte):
    visor = de_corrido(sesion.get(url("ver", solo_en_corte.pk)).text)
    assert "Abre la obra</a>, con el corte «Sobre el agua»" in visor

    Evidencia.objects.update(dependencia=enlace.dependencia)
    client.force_login(enlace)
    assert "Abre la obra" not in client.get(url("ver", solo_en_corte.pk)).text  # no ve boletines: ni su título


def test_al_revocar_se_lista_el_boletin_que_solo_lleva_un_corte_y_lo_suyo_en_redes(sesion, solo_en_corte):
    carta = ConsentimientoFactory()
    carta.evidencias.add(solo_en_corte)
    boletin = Boletin.objects.get()
    PublicacionFactory(publicada=True, boletin=boletin, enlace="https://www.facebook.com/p/1")

    sesion.post(url("revocar", carta.pk), {"motivo": "Lo pidió"})

    pagina = de_corrido(sesion.get(url("carta", carta.pk)).text)
    assert "La entrevista</a> en «Abre la obra», con el corte «Sobre el agua»" in pagina
    assert ("facebook.com/p/1" in pagina, url("difuminar", solo_en_corte.pk) in pagina) == (True, False)


@pytest.mark.parametrize("cuantas", [1, 3])
def test_la_carta_cuesta_lo_mismo_con_un_uso_que_con_tres(sesion, django_assert_max_num_queries, cuantas):
    carta = ConsentimientoFactory(revocado_en=AHORA, motivo_de_revocacion="Lo pidió")
    for _ in range(cuantas):
        corte = CorteFactory()
        CorteDeBoletin.objects.create(boletin=BoletinFactory(), corte=corte, orden=1)
        FotoDeBoletinFactory(boletin=BoletinFactory(), evidencia=corte.evidencia)
        carta.evidencias.add(corte.evidencia)
    sesion.get(url("carta", carta.pk))

    with django_assert_max_num_queries(17):
        assert sesion.get(url("carta", carta.pk)).text.count("con el corte") == cuantas


@pytest.mark.parametrize("lista", [False, True])
def test_la_cuadricula_espera_a_la_version_difuminada(sesion, fotografa, lista):
    foto = EvidenciaFactory(difuminado="hecho", zonas=[ZONA], difuminado_por=fotografa, difuminado_en=AHORA)
    DerivadoFactory(original=foto.original, receta="w320.webp", hecho=True)
    if lista:
        DerivadoFactory(original=foto.original, receta=foto.receta_publica(MINIATURA), hecho=True)

    pagina = de_corrido(sesion.get(url("biblioteca")).text)

    assert (f'<img src="{url("archivo", foto.pk, "w320.webp")}' in pagina) is lista
    assert ("Difuminando…" in pagina) is not lista
