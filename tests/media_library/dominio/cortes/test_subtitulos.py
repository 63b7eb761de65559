import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from media_library.dominio.cortes.subtitulos import Bloque, a_srt, a_vtt, guardar_subtitulos, leer
from media_library.models import Subtitulos
from nucleo.dominio.impedimentos import NoSePuede, YaCambio
from tests.fabricas.media_library import EvidenciaFactory
from tests.media_library.conftest import AHORA
from tests.media_library.test_casos_del_campo import CASOS

SRT = "1\n00:00:01,000 --> 00:00:03,500\nBuenos días.\n\n2\n00:00:04,000 --> 00:00:06,000\nArranca\nla obra.\n"
VTT = (
    "WEBVTT\n\nNOTE algo\n\n00:01.000 --> 00:03.500 align:start\n<v Ana>Buenos días.\n\n"
    "c2\n00:00:04.000 --> 00:00:06.000\nArranca\nla obra.\n"
)
BLOQUES = [Bloque(1000, 3500, "Buenos días."), Bloque(4000, 6000, "Arranca\nla obra.")]


@pytest.mark.parametrize("texto", [SRT, VTT, "\ufeff" + SRT, SRT.replace("\n", "\r\n"), SRT.replace("1\n00", "00", 1)])
def test_se_leen_srt_y_vtt(texto):
    assert leer(texto) == BLOQUES


def test_se_escriben_en_los_dos_formatos():
    assert a_srt(BLOQUES) == SRT
    assert leer(a_vtt(BLOQUES)) == BLOQUES


def test_en_vtt_el_texto_no_puede_traer_etiquetas():
    assert "&lt;script&gt; &amp;" in a_vtt([Bloque(0, 1000, "<script> &")])


@settings(
    suppress_health_check=[HealthCheck.too_slow]
)  # con la máquina ocupada, armar los textos tarda: no es un error
@given(
    st.lists(
        st.tuples(st.integers(1, 5000), st.integers(1, 5000), st.text("abc ñá¿.,", min_size=1, max_size=40)), max_size=8
    )
)
def test_lo_escrito_se_lee_igual(partes):
    bloques, reloj = [], 0
    for espera, dura, texto in partes:
        if texto.strip():
            bloques.append(Bloque(reloj + espera, reloj + espera + dura, texto.strip()))
            reloj += espera + dura

    assert leer(a_srt(bloques)) == bloques


@pytest.mark.parametrize(
    ("texto", "frase"),
    [
        ("hola", "subtítulo 1 no trae su tiempo"),
        ("1\n00:00:05,000 --> 00:00:04,000\nAl revés", "termina antes de empezar"),
        (SRT + "\n3\n00:00:03,900 --> 00:00:07,000\nPara atrás", r"subtítulo 3 empieza antes.* renglón 11\."),
        (SRT + "\n3\n00:00:07 -> 00:00:09\nMal escrito", r"subtítulo 3 no trae su tiempo.* renglón 11\."),
        ("00:00:01,000 --> 00:00:02,000\n", "está vacío"),
        ("00:00:01,000 --> 00:00:02,000\n" + "x" * 300, "tiene 300 letras"),
        ("\n\n".join(f"{n}\n00:00:00,000 --> 00:00:01,000\na" for n in range(3001)), "caben 3000"),
    ],
)
def test_lo_que_no_se_entiende_dice_donde(texto, frase):
    with pytest.raises(NoSePuede, match=frase):
        leer(texto)


@pytest.mark.parametrize(
    ("caso", "bloques"),
    [
        (
            "A31__automaticos.es.srt",
            [
                Bloque(160, 2520, "buenos días vecinas"),
                Bloque(2520, 4480, "y vecinos de la región"),
                Bloque(4480, 9000, "hoy arrancamos la obra"),
            ],
        ),
        ("A31__automaticos.es.vtt", [Bloque(160, 2520, "buenos días vecinas"), Bloque(2520, 5100, "y vecinos")]),
    ],
)
def test_los_automaticos_se_recortan_al_siguiente_y_no_repiten(caso, bloques):
    leidos = leer((CASOS / caso).read_text())

    assert leidos == bloques
    assert leer(a_srt(leidos)) == bloques


def test_una_porra_escrita_a_mano_si_puede_repetirse():
    porra = [Bloque(0, 1000, "¡Viva!"), Bloque(1000, 2000, "¡Viva!")]

    assert leer(a_srt(porra)) == porra


def test_dos_voces_a_la_vez_van_en_el_mismo_subtitulo():
    texto = "00:01.000 --> 00:03.000\n- ¿Listos?\n\n00:01.000 --> 00:04.000\n- ¡Listos &amp; puestos!\n"

    assert leer(texto) == [Bloque(1000, 4000, "- ¿Listos?\n- ¡Listos & puestos!")]


@pytest.mark.django_db
def test_guardar_deja_el_srt_canonico_y_su_version(directora):
    evidencia = EvidenciaFactory(original__clase="video")

    guardados = guardar_subtitulos(evidencia, texto=VTT, version=0, por=directora, ahora=AHORA)

    assert (guardados.texto, guardados.version) == (SRT, 1)


@pytest.mark.django_db
def test_la_hoja_vieja_no_pisa_los_subtitulos(directora):
    evidencia = EvidenciaFactory(original__clase="video")
    guardar_subtitulos(evidencia, texto=SRT, version=0, por=directora, ahora=AHORA)

    with pytest.raises(YaCambio):
        guardar_subtitulos(evidencia, texto="", version=0, por=directora, ahora=AHORA)

    assert Subtitulos.objects.get().texto == SRT


@pytest.mark.django_db
def test_una_foto_no_lleva_subtitulos(directora):
    with pytest.raises(NoSePuede, match="videos y audios"):
        guardar_subtitulos(EvidenciaFactory(), texto=SRT, version=0, por=directora, ahora=AHORA)
