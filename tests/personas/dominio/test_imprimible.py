"""Nada de lo que una persona pueda escribir deja sin documento: cada bloque de Unicode, solo y revuelto."""

import io
import logging
import random
import unicodedata

import pytest
from PIL import Image

from personas.dominio.documento import compilar, compilar_imagen
from personas.dominio.imprimible import SUSTITUTO, imprimible, signos_sin_letra

PAGINA = 0x800
DEL_PROGRAMA = [n for n in range(0x20, 0x20000) if not 0xD800 <= n <= 0xDFFF]
DIFICILES = [
    "⚠️ 🌧️ 😀 東 é ﷽", "👩‍👩‍👧‍👦 👍🏽 🇲🇽 1️⃣ 🏴󠁧󠁢󠁥󠁮󠁧󠁿", "שלום עולם مرحبا", "क्षत्रिय नमस्ते", "a\u0301\u0302\u0489 Z͑ͫ̓a͂l̏g̓o",
    "\u202eal revés\u202c \u2067x\u2069", "uno\u00adpartido\u200bsin\u2028salto", "\ufeff\u2060",
    "\U000e0001\U000e0067", "\ud800 suelto",
]  # fmt: skip


def datos(texto):
    return {
        "oficina": dict.fromkeys(("municipio", "entidad", "oficina", "domicilio", "telefonos", "sitio"), texto),
        "folio": texto, "titulo": texto, "sumario": texto, "lugar_y_fecha": texto, "balazos": [texto],
        "partes": [
            {"tipo": tipo, "tramos": [{"texto": texto, "negrita": True, "cursiva": True, "enlace": ""}]}
            for tipo in ("parrafo", "subtitulo", "cita")
        ],
        "frase": texto, "frase_de": texto, "leyenda": "", "contacto": texto, "fotos": [],
    }  # fmt: skip


def imprimir(texto):
    """Un renglón de cuerpo, que es donde cabe más."""
    tramo = {"texto": texto, "negrita": False, "cursiva": False, "enlace": ""}
    return compilar("boletin.typ", datos("x") | {"partes": [{"tipo": "parrafo", "tramos": [tramo]}]})


@pytest.mark.lento
def test_cada_bloque_de_unicode_se_imprime_al_primer_intento(caplog):
    con_letra = [s for s in map(chr, DEL_PROGRAMA) if imprimible(s) != SUSTITUTO]
    sin_letra = [s for s in map(chr, DEL_PROGRAMA) if imprimible(s) == SUSTITUTO]

    with caplog.at_level(logging.WARNING, "personas.dominio.documento"):
        for desde in range(0, len(con_letra), PAGINA):
            signos = con_letra[desde : desde + PAGINA]
            texto = "".join(signos) + " ".join(signos) + "".join(f"a{s}b\u0301{s}\ufe0f" for s in signos)
            assert imprimir(texto).startswith(b"%PDF")
        assert imprimir("".join(sin_letra[::50])).startswith(b"%PDF")

    assert caplog.records == []


@pytest.mark.lento
def test_los_signos_revueltos_tambien(caplog):
    azar = random.Random(7)
    with caplog.at_level(logging.WARNING, "personas.dominio.documento"):
        for _ in range(20):
            assert imprimir("".join(map(chr, azar.sample(DEL_PROGRAMA, 300)))).startswith(b"%PDF")

    assert caplog.records == []


@pytest.mark.parametrize("texto", DIFICILES)
def test_lo_mas_enredado_da_documento_y_tarjeta(texto):
    tarjeta = {"titulo": texto, "tema": texto, "nombre": texto, "pie": texto, "escudo": ""}

    assert compilar("boletin.typ", datos(texto)).startswith(b"%PDF")
    assert Image.open(io.BytesIO(compilar_imagen("tarjeta_de_boletin.typ", tarjeta))).size == (1200, 630)


def test_un_signo_sin_letra_se_ve_como_cuadro_y_se_dice_cual():
    assert imprimible("Feria 東京 ☀️") == f"Feria {SUSTITUTO}{SUSTITUTO} ☀️"
    assert signos_sin_letra("Feria 東京東 é ñ «» ⚠️ 😀") == ["東", "京"]


@pytest.mark.parametrize("texto", ["⚠️ 🌧️ 😀", "👩‍👩‍👧‍👦 👍🏽 🇲🇽", "«Año» — “uno”…", "ñandú ½ № →", "Ελλάδα Жизнь"])
def test_lo_que_tiene_letra_no_se_toca(texto):
    assert imprimible(texto) == unicodedata.normalize("NFC", texto)
    assert signos_sin_letra(texto) == []


def test_una_foto_sin_descripcion_y_un_borrador_sin_titulo_dan_pdf():
    punto = io.BytesIO()
    Image.new("RGB", (8, 8)).save(punto, "JPEG")
    foto = {"octetos": list(punto.getvalue()), "pie": "", "alternativo": "", "credito": ""}

    assert compilar("boletin.typ", datos("") | {"fotos": [foto]}).startswith(b"%PDF")
