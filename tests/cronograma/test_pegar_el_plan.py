"""Pegar el plan de Word o de Excel: se lee como la gente lo copia y lo que no se entiende se dice, celda por celda."""

import subprocess

import pytest
from django.urls import reverse

from cronograma.dominio.plan.actividades import cargar_lo_pegado, mover_actividad
from cronograma.dominio.plan.pegado import leer_plan
from cronograma.models import Actividad, MetaMensual
from nucleo.dominio.impedimentos import NoSePuede
from tests.lectura import de_corrido

DEL_PAPEL = """PLAN OPERATIVO ANUAL 2021
N°\tDescripción de la Actividad\tCronograma
\t\tENE\tFEB\tMAR\tABR
1\tGenerar boletines informativos\tX\tX\tX\tX
2\tRegistrar memoria fotográfica\tx\t\t2\t
3\tAtender la feria\t\t\t10.0\t-
Total\t\t2\t1\t15\t1
"""
COMO_WORD = """N°\tActividad\tENE\tFEB\tMAR
1\tGenerar boletines
informativos de la
semana\tX\tX\tX
2\tPerifoneo\t\t\tX
"""


def leidas(pegado):
    plan = leer_plan(pegado)
    assert plan.sirve, (plan.faltas, [r.faltas for r in plan.renglones])
    return {r.nombre: r.metas for r in plan.renglones}


def test_la_tabla_del_papel_con_titulos_totales_y_equis_como_sea():
    assert leidas(DEL_PAPEL) == {
        "Generar boletines informativos": {1: 1, 2: 1, 3: 1, 4: 1},
        "Registrar memoria fotográfica": {1: 1, 3: 2},
        "Atender la feria": {3: 10},
    }
    assert "los totales se calculan solos" in " ".join(leer_plan(DEL_PAPEL).avisos)


def test_como_cuenta_se_propone_por_su_nombre():
    reglas = [r.regla for r in leer_plan(DEL_PAPEL).renglones]

    assert reglas == ["boletines", "memoria", "manual"]


def test_una_celda_que_word_partio_en_renglones_se_junta():
    assert leidas(COMO_WORD) == {"Generar boletines informativos de la semana": {1: 1, 2: 1, 3: 1}, "Perifoneo": {3: 1}}


@pytest.mark.parametrize(
    ("encabezado", "metas"),
    [
        ("Actividad\tMarzo\tENERO\tSept.", {3: 1, 9: 3}),
        ("Actividad;Unidad de medida;MAR;ENE;SEP", {3: 1, 9: 3}),
        ("Actividad|mar|ene|sep|TOTAL", {3: 1, 9: 3}),
    ],
)
def test_meses_en_cualquier_orden_y_separados_como_sea(encabezado, metas):
    separa = next(s for s in "\t;|" if s in encabezado)
    celdas = ["Volantes", "pieza"] if "Unidad" in encabezado else ["Volantes"]
    pegado = f"{encabezado}\n{separa.join([*celdas, 'X', '', '3', '4'])}"

    assert leidas(pegado) == {"Volantes": metas}


@pytest.mark.parametrize(
    ("pegado", "frase"),
    [
        ("hola", "No se ve el renglón de los meses"),
        ("Actividad\tENE\tFEB\tMAR\tENE\nUna\tX\tX\tX\tX", "Enero está dos veces"),
        ("Actividad\tENE\tFEB\tMAR", "no hay ninguna actividad"),
        ("Actividad\tENE\tFEB\tMAR\nUna\tX\tquizá\tX", "Febrero: «quizá» no es X ni un número."),
        ("Actividad\tENE\tFEB\tMAR\nUna\tX\t1000\tX", "Febrero: 1000 pasa de 999"),
        ("Actividad\tENE\tFEB\tMAR\nUna\tX\t1,000\tX", "Febrero: 1000 pasa de 999"),
        ("Actividad\tENE\tFEB\tMAR\n" + "Una\tX\tX\tX\n" * 260, "Son 261 renglones; pega hasta 200"),
        ("Actividad\tENE\tFEB\tMAR\n" + "x" * 500 + "\tX\tX\tX", "El nombre tiene 500 letras; caben 200."),
        ("Actividad\tENE\tFEB\tMAR\n\tX\t\tX", "No dice qué actividad es. Si sus celdas están combinadas"),
    ],
)
def test_lo_que_no_se_entiende_se_dice_y_no_sirve(pegado, frase):
    plan = leer_plan(pegado)

    assert not plan.sirve
    assert frase in " ".join([*plan.faltas, *(f for r in plan.renglones for f in r.faltas)])


def test_una_comilla_de_la_gente_es_texto_y_no_se_traga_renglones():
    pegado = (
        'Actividad\tENE\tFEB\tMAR\n"Mazamitla, tu casa: cápsulas\tX\tX\tX\nVisitas guiadas\t2\t2\t2\n'
        '"Mazamitla contigo" en radio\tX\t\t\nTOTAL\t4\t3\t3'
    )

    assert leidas(pegado) == {
        '"Mazamitla, tu casa: cápsulas': {1: 1, 2: 1, 3: 1},
        "Visitas guiadas": {1: 2, 2: 2, 3: 2},
        '"Mazamitla contigo" en radio': {1: 1},
    }


def test_una_celda_que_excel_entrecomilla_se_lee_entera():
    pegado = 'Actividad\tENE\tFEB\tMAR\n"Feria ""del queso""\ny la nuez"\tX\t\tX'

    assert leidas(pegado) == {'Feria "del queso" y la nuez': {1: 1, 3: 1}}


def test_lo_que_entra_sin_meses_se_dice():
    plan = leer_plan("Actividad\tENE\tFEB\tMAR\nFeria\t\t\t")

    assert plan.avisos == ["«Feria» no trae ningún mes: entra sin nada programado."]


def test_un_mes_trece_se_deja_fuera_y_se_dice():
    plan = leer_plan("Actividad\tENE\tFEB\tMAR\tMES 13\nUna\tX\tX\tX\tX")

    assert (plan.renglones[0].metas, plan.avisos) == (
        {1: 1, 2: 1, 3: 1},
        ["La columna «MES 13» no es un mes ni algo del plan: se deja fuera."],
    )


def test_dos_que_contarian_lo_mismo_cuentan_una_vez():
    plan = leer_plan("Actividad\tENE\tFEB\tMAR\nBoletines\tX\tX\tX\nMás boletines\tX\tX\tX")

    assert [r.regla for r in plan.renglones] == ["boletines", "manual"]


@pytest.mark.parametrize(
    "pegado", ["\x00\ud800", '"' * 50, "\t" * 5000, "ENE\tFEB\tMAR\n" * 500, "=1+1\tENE\tFEB\tMAR"]
)
def test_nada_de_lo_pegado_tumba_la_lectura(pegado):
    leer_plan(pegado)


@pytest.mark.django_db
class TestGuardar:
    @pytest.fixture(autouse=True)
    def _entra(self, client, directora):
        client.force_login(directora)

    def test_se_ve_antes_y_se_guarda_entero(self, client):
        datos = {"ejercicio": "2027", "tabla": DEL_PAPEL}
        vista = de_corrido(client.post(reverse("cronograma:pegar"), datos).text)
        antes = Actividad.objects.filter(ejercicio=2027).count()

        guardado = client.post(reverse("cronograma:pegar"), datos | {"guardar": "si"})

        assert ("Guardar en el plan de 2027" in vista, antes) == (True, 0)
        assert guardado.url == reverse("cronograma:ejercicio", args=[2027])
        assert list(Actividad.objects.filter(ejercicio=2027).values_list("numero", "regla")) == [
            (1, "boletines"), (2, "memoria"), (3, "manual"),
        ]  # fmt: skip
        assert MetaMensual.objects.filter(actividad__ejercicio=2027).count() == 7

    def test_se_imprime_como_el_papel(self, client, oficina, tmp_path):
        client.post(reverse("cronograma:pegar"), {"ejercicio": "2027", "tabla": DEL_PAPEL, "guardar": "si"})

        pdf = tmp_path / "poa.pdf"
        pdf.write_bytes(client.get(reverse("cronograma:rejilla", args=[2027])).content)

        texto = subprocess.run(["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True, text=True).stdout
        boletines = next(r for r in texto.splitlines() if "boletines" in r)
        assert (boletines.count("X"), "MAY" in texto) == (4, False)
        assert "PLAN OPERATIVO ANUAL 2027" in texto

    def test_otra_vez_no_dobla_ni_cambia_lo_que_ya_esta(self, client):
        for _ in range(2):
            client.post(reverse("cronograma:pegar"), {"ejercicio": "2027", "tabla": DEL_PAPEL, "guardar": "si"})

        otra_vez = de_corrido(client.post(reverse("cronograma:pegar"), {"ejercicio": "2027", "tabla": DEL_PAPEL}).text)
        assert Actividad.objects.filter(ejercicio=2027).count() == 3
        assert "Todo lo pegado ya está en el plan de 2027" in otra_vez
        assert "Guardar en el plan" not in otra_vez

    def test_con_faltas_no_se_guarda_nada_y_conserva_lo_pegado(self, client, directora, ahora):
        mala = "Actividad\tENE\tFEB\tMAR\nBuena\tX\tX\tX\nMala\tX\tquizá\tX"
        pagina = client.post(reverse("cronograma:pegar"), {"ejercicio": "2027", "tabla": mala, "guardar": "si"})

        assert "quizá\tX" in pagina.text
        assert "No se ha guardado nada" in pagina.text
        assert not Actividad.objects.filter(ejercicio=2027).exists()
        with pytest.raises(NoSePuede):
            cargar_lo_pegado(2027, leer_plan(mala), por=directora, ahora=ahora)

    def test_subir_y_bajar_cambia_el_orden_y_en_la_orilla_no(self, client, directora, ahora):
        una, otra, _ = cargar_lo_pegado(2027, leer_plan(DEL_PAPEL), por=directora, ahora=ahora)

        client.post(reverse("cronograma:mover", args=[una.pk]), {"abajo": ""})
        mover_actividad(otra, hacia="arriba", por=directora, ahora=ahora)

        assert list(Actividad.objects.filter(ejercicio=2027).values_list("nombre_corto", flat=True)) == [
            "Memoria fotográfica", "Boletines", "Atender la feria",
        ]  # fmt: skip
