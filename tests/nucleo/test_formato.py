from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nucleo.texto import formato

# Mediodía en Mazamitla: con horario de verano en 2021 (UTC-5), sin él desde octubre de 2022 (UTC-6).
VERANO = datetime(2021, 7, 15, 17, 0, tzinfo=UTC)
HOY = datetime(2026, 3, 12, 18, 0, tzinfo=UTC)


class TestFechas:
    @pytest.mark.parametrize("momento", [HOY, HOY.date()])
    def test_larga_media_y_corta(self, momento):
        assert formato.fecha_larga(momento) == "12 de marzo de 2026"
        assert formato.fecha_larga(momento, con_dia=True) == "jueves 12 de marzo de 2026"
        assert formato.fecha_media(momento) == "12 mar 2026"
        assert formato.fecha_corta(momento) == "12/03/2026"

    def test_el_dia_es_el_de_aqui_no_el_de_utc(self):
        assert formato.fecha_corta(datetime(2026, 1, 1, 5, 59, tzinfo=UTC)) == "31/12/2025"

    def test_la_hora_respeta_el_horario_de_verano_de_antes(self):
        assert formato.hora(VERANO) == "12:00"
        assert formato.hora(HOY) == "12:00"
        assert formato.hora(datetime(2022, 10, 31, 18, 0, tzinfo=UTC)) == "12:00"

    @pytest.mark.parametrize(
        ("dias", "texto"),
        [(0, "hoy"), (1, "mañana"), (-1, "ayer"), (2, "sábado 14 de marzo"), (-2, "martes 10 de marzo")],
    )
    def test_dia_relativo(self, dias, texto):
        assert formato.dia_relativo(HOY + timedelta(days=dias), HOY.date()) == texto
        assert formato.dia_relativo((HOY + timedelta(days=dias)).date(), HOY.date()) == texto

    @given(st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001 - hypothesis les pone la zona
    def test_nunca_se_aparta_de_la_base_de_zonas(self, momento):
        aqui = momento.astimezone(formato.CENTRO)
        assert formato.hora(momento) == f"{aqui:%H:%M}"
        assert formato.fecha_corta(momento) == f"{aqui:%d/%m/%Y}"


@pytest.mark.parametrize(
    ("antes", "texto"),
    [
        (timedelta(seconds=-5), "hace un momento"),
        (timedelta(seconds=59), "hace un momento"),
        (timedelta(seconds=60), "hace 1 min"),
        (timedelta(minutes=59, seconds=59), "hace 59 min"),
        (timedelta(hours=1), "hace 1 h"),
        (timedelta(hours=23, minutes=59), "hace 23 h"),
        (timedelta(days=1), "hace 1 día"),
        (timedelta(days=2), "hace 2 días"),
        (timedelta(days=6, hours=23), "hace 6 días"),
        (timedelta(days=7), "5 de marzo de 2026"),
    ],
)
def test_hace(antes, texto):
    assert formato.hace(HOY - antes, HOY) == texto


def test_numeros_y_porcentajes():
    assert formato.numero(1234567) == "1,234,567"
    assert formato.numero(1234.5, 1) == "1,234.5"
    assert formato.porcentaje(87) == "87 %"


class TestTelefonos:
    @pytest.mark.parametrize(
        "escrito",
        [
            "3825380149", "382 538 0149", "(382) 538-01-49", "044 382 538 0149", "045 382 538 0149", "01 382 538 0149",
            "+52 382 538 0149", "+521 382 538 0149", "52 1 382 5380149", "  382.538.01.49  ",
        ],
    )  # fmt: skip
    def test_todas_las_formas_son_la_misma(self, escrito):
        assert formato.limpiar_telefono(escrito) == "+523825380149"

    @pytest.mark.parametrize(
        ("escrito", "frase"),
        [
            ("538 0149", "tiene 7 dígitos"),
            ("", "tiene 0 dígitos"),
            ("38253801490", "tiene 11"),
            ("0000000000", "no existe"),
        ],
    )
    def test_lo_que_no_es_un_telefono_se_rechaza_con_su_frase(self, escrito, frase):
        with pytest.raises(ValueError, match=frase):
            formato.limpiar_telefono(escrito)

    @pytest.mark.parametrize(
        ("escrito", "limpio", "dicho"),
        [
            ("33 3836 1100 ext. 2101", "+523338361100;ext=2101", "33 3836 1100 ext. 2101"),
            ("(33) 3836-1100 x2101", "+523338361100;ext=2101", "33 3836 1100 ext. 2101"),
            ("+1 956 555 0147", "+19565550147", "+1 956-555-0147"),
            ("33\u00a01234\u00a05678\u202c", "+523312345678", "33 1234 5678"),
            ("３３１２３４５６７８", "+523312345678", "33 1234 5678"),
        ],
    )
    def test_con_extension_de_otro_pais_o_pegado_con_signos_raros(self, escrito, limpio, dicho):
        assert formato.limpiar_telefono(escrito) == limpio
        assert formato.telefono(limpio) == dicho
        assert formato.limpiar_telefono(dicho) == limpio

    @pytest.mark.parametrize("escrito", ["33 3836 1100 / 01", "3338361100, 3338361101", "33 3836 1100 y 33 3836 1101"])
    def test_dos_numeros_en_un_campo_se_dicen(self, escrito):
        with pytest.raises(ValueError, match="parece dos números"):
            formato.limpiar_telefono(escrito)

    @given(st.text(max_size=40))
    def test_cualquier_texto_da_un_telefono_o_una_frase(self, texto):
        try:
            limpio = formato.limpiar_telefono(texto)
        except ValueError as error:
            limpio = str(error)

        assert limpio.startswith(("+", "El teléfono «")) or "parece dos números" in limpio

    def test_se_muestra_como_se_dice(self):
        assert formato.telefono("+523825380149") == "382 538 0149"
        assert formato.telefono("extensión") == "extensión"


class TestOrdenYBusqueda:
    def test_la_enie_va_despues_de_la_ene_y_los_acentos_no_cuentan(self):
        palabras = ["Ñandú", "Zapote", "nube", "Óbolo", "ñame", "Obra", "NUEZ", "árbol", "Ola", "nzz"]

        assert sorted(palabras, key=lambda p: formato.clave_orden(p).encode()) == [
            "árbol", "nube", "NUEZ", "nzz", "ñame", "Ñandú", "Óbolo", "Obra", "Ola", "Zapote",
        ]  # fmt: skip

    def test_la_enie_escrita_en_dos_piezas_es_la_misma(self):
        assert formato.clave_orden("n\u0303ame") == formato.clave_orden("ñame")

    def test_la_clave_cabe_en_su_columna(self):
        assert len(formato.clave_orden("ñ" * 200)) <= 200

    @pytest.mark.parametrize(
        ("texto", "plegado"), [("Peñón ÁGUILA", "penon aguila"), ("pingüino", "pinguino"), ("", ""), ("N\u0303", "n")]
    )
    def test_plegar(self, texto, plegado):
        assert formato.plegar(texto) == plegado

    @given(st.text())
    def test_plegar_dos_veces_es_plegar_una(self, texto):
        assert formato.plegar(formato.plegar(texto)) == formato.plegar(texto)


def test_una_fecha_sola_no_se_mueve_de_dia():
    assert formato.local(date(2026, 3, 12)) == date(2026, 3, 12)


@pytest.mark.parametrize(
    ("accion", "contada"),
    [
        ("publicar", "publicó"),
        ("crear boletín", "creó boletín"),
        ("pedir cambios", "pidió cambios"),
        ("elegir fotos", "eligió fotos"),
        ("proponer corrección", "propuso corrección"),
        ("subir evidencia", "subió evidencia"),
        ("atender mensaje", "atendió mensaje"),
        ("poner el freno", "puso el freno"),
        ("no se pudo procesar", "no se pudo procesar"),
        ("", ""),
    ],
)
def test_los_actos_se_cuentan_en_pasado(accion, contada):
    assert formato.en_pasado(accion) == contada


@pytest.mark.parametrize(
    ("segundos", "esperado"), [(0, "0:00"), (2.3, "0:03"), (59.99, "1:00"), (65, "1:05"), (3661.2, "1:01:02")]
)
def test_la_duracion_va_en_segundos_enteros_hacia_arriba(segundos, esperado):
    assert formato.duracion(segundos) == esperado


@pytest.mark.parametrize(("cuantos", "frase"), [(1, "1 foto"), (0, "0 fotos"), (1200, "1,200 fotos")])
def test_una_o_varias(cuantos, frase):
    assert formato.plural(cuantos, "1 foto", "{} fotos") == frase


@pytest.mark.parametrize(
    ("cosas", "frase"), [(["fotos"], "fotos"), (["fotos", "audios"], "fotos y audios"), (list("abc"), "a, b y c")]
)
def test_enumerar(cosas, frase):
    assert formato.enumerar(cosas) == frase


@pytest.mark.parametrize(
    ("desde", "hasta", "dicho"),
    [
        (date(2026, 11, 23), date(2026, 11, 29), "23–29 de noviembre de 2026"),
        (date(2026, 11, 30), date(2026, 12, 6), "30 de noviembre al 6 de diciembre de 2026"),
        (date(2026, 12, 28), date(2027, 1, 3), "28 de diciembre de 2026 al 3 de enero de 2027"),
    ],
)
def test_un_rango_no_repite_lo_que_ya_dijo(desde, hasta, dicho):
    assert formato.rango_de_fechas(desde, hasta) == dicho
