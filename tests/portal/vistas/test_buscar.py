"""La búsqueda pública: qué encuentra, cómo se acota, qué sugiere y cuánto cuesta."""

from datetime import timedelta

import pytest
import time_machine

from nucleo.texto.parecido import distancia
from portal.dominio import vocabulario
from portal.dominio.escritura import boletin as escritura
from portal.models import Palabra
from tests.fabricas.boletines import BoletinFactory
from tests.fabricas.personas import ComunidadFactory
from tests.fabricas.suspension import PeriodoFactory
from tests.lectura import de_corrido
from tests.portal.vistas.test_prensa_y_datos import boletin_publico

pytestmark = [pytest.mark.django_db, pytest.mark.lento, pytest.mark.usefixtures("oficina", "tabla_de_suspension")]


@pytest.fixture(autouse=True)
def reloj(ahora, settings, tmp_path):
    settings.DIR_DATOS = tmp_path
    with time_machine.travel(ahora, tick=False) as viajero:
        yield viajero


def test_lo_escrito_tal_cual_va_primero_y_la_n_es_segunda_opcion(client, ahora):
    con_n = boletin_publico(ahora, titulo="Arreglan la pena del cerro", publicado_en=ahora - timedelta(hours=1))
    con_enie = boletin_publico(
        ahora, titulo="Arreglan la peña del cerro", consecutivo=46, publicado_en=ahora - timedelta(days=9)
    )

    html = de_corrido(client.get("/buscar?q=peña").text)
    assert html.index(con_enie.ruta_publica) < html.index(con_n.ruta_publica)
    html = de_corrido(client.get("/buscar?q=pena").text)
    assert html.index(con_n.ruta_publica) < html.index(con_enie.ruta_publica)


def test_marca_lo_hallado_como_se_escribio(client, ahora):
    boletin_publico(ahora, titulo="Rehabilitación <b>total</b>", cuerpo="La rehabilitación.")

    html = de_corrido(client.get("/buscar?q=rehabilitacion").text)

    assert "<mark>Rehabilitación</mark> &lt;b&gt;total" in html
    assert "<mark>rehabilitación</mark>" in html


def test_sugiere_lo_que_si_halla_y_nunca_lo_que_no_se_ve(client, arbol, ahora):
    escritura.publicar(boletin_publico(ahora, titulo="Inicia el empedrado"), ahora)
    Palabra.objects.create(plegada="embargadisimo", palabra="embargadísimo")
    BoletinFactory(publicado=True, titulo="Embargadísimo", embargo_hasta=ahora + timedelta(hours=1))

    assert ">empedrado</a>?" in de_corrido(client.get("/buscar?q=empedrao").text)
    assert "embargad" not in client.get("/buscar?q=embargadisim").text.replace("embargadisim", "").lower()


def test_filtra_por_tema_dependencia_comunidad_y_fecha(client, ahora):
    uno = boletin_publico(ahora, comunidad=ComunidadFactory())
    otro = boletin_publico(ahora, consecutivo=46, tema="cultura", publicado_en=ahora - timedelta(days=500))

    consultas = (
        "tema=salud", f"dependencia={uno.dependencia_id}", f"comunidad={uno.comunidad_id}", "anio=2026", "mes=2026-03",
        "desde=2026-03-01", "desde=01/03/2026&hasta=31/03/2026", "tema=salud&anio=2026",
    )  # fmt: skip
    for consulta in consultas:
        html = de_corrido(client.get(f"/buscar?{consulta}").text)
        assert uno.ruta_publica in html
        assert otro.ruta_publica not in html


@pytest.mark.parametrize(
    "consulta",
    [
        "tema=x",
        "dependencia=²",
        "anio=9999",
        "anio=0000",
        "anio=-1",
        "comunidad=-4",
        "comunidad=99999999999999",
        "desde=2026-02-31",
        "hasta=9999-12-31",
        "mes=2026-13",
        "desde=x%00",
    ],
)
def test_un_filtro_que_no_se_entiende_se_ignora_y_se_dice(client, consulta):
    respuesta = client.get(f"/buscar?{consulta}")

    assert respuesta.status_code == 200
    assert "No se tomó en cuenta" in respuesta.text


def test_menos_de_diez_consultas(client, arbol, ahora, django_assert_max_num_queries):
    for n in range(8):
        boletin_publico(ahora, consecutivo=100 + n, titulo="Agua para todos")

    with django_assert_max_num_queries(9):
        client.get("/buscar?q=agua")
    with django_assert_max_num_queries(9):
        client.get("/buscar?q=aguaa")


def test_el_vocabulario_no_se_repite(ahora):
    boletin = boletin_publico(ahora, titulo="Peña peña PEÑA", sumario="", cuerpo="")

    vocabulario.aprender([boletin])
    vocabulario.aprender([boletin])

    assert list(Palabra.objects.values_list("plegada", "palabra")) == [("pena", "peña")]


def test_un_tema_sin_palabras_lista_todo_lo_de_ese_tema_aunque_pase_de_lo_contado(client, ahora):
    BoletinFactory.create_batch(250, publicado=True, tema="salud", publicado_en=ahora - timedelta(hours=2))

    ultima = de_corrido(client.get("/buscar?tema=salud&pagina=21").text)

    assert "Más de 240 boletines, página 21." in ultima
    assert ultima.count('<li class="resultado">') == 10
    assert 'rel="next"' not in ultima


def test_dice_cuantos_y_como_acotar(client, ahora):
    comunidad = ComunidadFactory(nombre="Ojo de Agua")
    for n, tema in enumerate(("salud", "salud", "cultura")):
        boletin_publico(ahora, titulo="Agua limpia", consecutivo=60 + n, tema=tema, comunidad=comunidad)

    html = de_corrido(client.get("/buscar?q=agua").text)

    assert "3 boletines con «agua»." in html
    assert 'href="/buscar?q=agua&amp;tema=salud">Salud <span class="cuantos">2</span>' in html
    assert "Comunidad</h2>" not in html  # todos son de la misma: no separa nada


def test_cada_filtro_puesto_se_puede_quitar(client, ahora):
    boletin_publico(ahora, titulo="Agua limpia")

    html = de_corrido(client.get("/buscar?q=agua&tema=salud&desde=2026-01-01").text)

    assert 'href="/buscar?q=agua&amp;desde=2026-01-01">Tema: Salud' in html
    assert 'href="/buscar?q=agua&amp;tema=salud">Desde el 1 ene 2026' in html


@pytest.mark.parametrize(
    ("mal", "bien"),
    [
        ("enpedrado", "empedrado"),
        ("empedardo", "empedrado"),
        ("empredado", "empedrado"),
        ("inicia el enpedrado", "inicia el empedrado"),
        ("vacunasion", "vacunación"),
        ("bacunacion", "vacunación"),
        ("emped", "empedrado"),
        ("vacunasion enpedrado", "vacunación empedrado"),
    ],
)
def test_sugiere_lo_que_se_quiso_escribir(client, arbol, ahora, mal, bien):
    boletin = boletin_publico(ahora, titulo="Inicia el empedrado", cuerpo="<p>Antes hubo vacunación.</p>")
    escritura.publicar(boletin, ahora)

    assert f">{bien}</a>?" in de_corrido(client.get("/buscar", {"q": mal}).text)


def test_lo_que_no_se_parece_a_nada_no_sugiere_nada(client, arbol, ahora):
    escritura.publicar(boletin_publico(ahora, titulo="Inicia el empedrado"), ahora)

    assert "¿Quisiste decir" not in de_corrido(client.get("/buscar?q=zxcvbnm").text)


def test_sugerir_en_tres_palabras_cuesta_menos_de_diez_consultas(client, arbol, ahora, django_assert_max_num_queries):
    escritura.publicar(boletin_publico(ahora, titulo="Inicia el empedrado de la calle"), ahora)
    PeriodoFactory(inicio=ahora - timedelta(days=1), fin=ahora + timedelta(days=1))

    with django_assert_max_num_queries(9):
        client.get("/buscar?q=inisia enpedrado caye")


@pytest.mark.parametrize(
    ("una", "otra", "cambios"),
    [("agua", "agua", 0), ("agua", "auga", 1), ("peres", "perez", 1), ("obra", "obras", 1), ("casa", "perro", 3)],
)
def test_distancia_entre_palabras(una, otra, cambios):
    assert distancia(una, otra, 2) == cambios


class TestVistaPrevia:
    @pytest.fixture(autouse=True)
    def dentro(self, client, directora):
        client.force_login(directora)

    def test_la_busqueda_de_la_edicion_ordinaria_sigue_dentro_de_la_vista(self, client, ahora):
        boletin = boletin_publico(ahora, titulo="Agua limpia")

        html = de_corrido(client.get("/oficina/portal/vista/ordinaria/buscar?q=agua").text)

        assert f'href="/oficina/portal/vista/ordinaria{boletin.ruta_publica}"' in html
        assert 'action="/oficina/portal/vista/ordinaria/buscar"' in html

    def test_la_de_la_suspension_no_encuentra_lo_que_oculta(self, client, ahora):
        PeriodoFactory(inicio=ahora + timedelta(days=9), fin=ahora + timedelta(days=40))
        oculto = boletin_publico(ahora, titulo="Agua limpia", tema="obra-publica")
        visible = boletin_publico(ahora, titulo="Agua y salud", consecutivo=46)

        html = de_corrido(client.get("/oficina/portal/vista/suspension/buscar?q=agua").text)

        assert visible.ruta_publica in html
        assert oculto.ruta_publica not in html

    @pytest.mark.parametrize("cual", ["suspension", "otra"])
    def test_una_edicion_que_no_se_prepara_es_404(self, client, cual):
        assert client.get(f"/oficina/portal/vista/{cual}/buscar?q=agua").status_code == 404


@pytest.mark.parametrize(
    ("pedido", "frase"),
    [
        ("tema=deporte&mes=2026-02", "No hay boletines de Deporte en febrero de 2026."),
        ("tema=deporte&desde=2026-02-01&hasta=2026-02-27", "de Deporte desde el 1 feb 2026 hasta el 27 feb 2026."),
        ("hasta=2020-01-01", "No hay boletines hasta el 1 ene 2020."),
        ("dependencia=999", "No hay boletines con esos filtros."),
    ],
)
def test_lo_que_no_se_hallo_se_dice_con_sus_filtros(client, arbol, oficina, pedido, frase):
    assert frase in de_corrido(client.get(f"/buscar?{pedido}").text)
