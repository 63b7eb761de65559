"""La página del tablero: sus frases, sus dibujos, quién la ve y lo que cuesta."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from cronograma.estados import Regla
from tests.cadena.tableros import FEBRERO, MARZO, cubierto
from tests.fabricas.agenda import EventoFactory
from tests.fabricas.boletines import BoletinFactory
from tests.fabricas.cronograma import ActividadFactory, EvidenciaManualFactory, MetaFactory
from tests.fabricas.medios import InvitacionFactory
from tests.fabricas.personas import ComunidadFactory, PersonaFactory
from tests.fabricas.redes import PublicacionFactory
from tests.fabricas.suspension import PeriodoFactory
from tests.lectura import de_corrido

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("oficina", "reloj", "tabla_de_suspension")]


@pytest.fixture
def dirige(client, directora):
    client.force_login(directora)
    return client


class TestPagina:
    def test_dice_su_frase_en_cada_caso(self, dirige):
        vacio = de_corrido(dirige.get(reverse("cadena:tablero")).text)
        cubierto(FEBRERO, horas=1)
        sin_datos = de_corrido(dirige.get(reverse("cadena:tablero")).text)

        assert "Los datos aparecerán al publicar el primer boletín" in vacio
        assert "En estas fechas no hubo eventos" in sin_datos
        assert "artículo 134 constitucional" in vacio

    @pytest.mark.parametrize(("pedido", "avisa"), [("2031-05", True), ("mayo", True), ("2026-02", False), ("", False)])
    def test_un_periodo_que_no_hay_se_dice(self, dirige, pedido, avisa):
        pagina = de_corrido(dirige.get(reverse("cadena:tablero"), {"p": pedido}).text)

        assert ("Ese periodo no existe o todavía no empieza" in pagina) is avisa

    def test_con_boletines_de_otros_anos_no_dice_que_falta_el_primero(self, dirige):
        BoletinFactory(publicado=True, publicado_en=datetime(2020, 5, 4, 18, tzinfo=UTC))

        pagina = de_corrido(dirige.get(reverse("cadena:tablero"), {"p": "2026-02"}).text)

        assert "primer boletín" not in pagina
        assert "En estas fechas no hubo eventos" in pagina

    def test_un_mes_suspendido_no_cuenta_y_lo_dice(self, dirige):
        MetaFactory(actividad=ActividadFactory(se_suspende=True, nombre_corto="Boletines"), mes=2, programado=4)
        PeriodoFactory(
            inicio=datetime(2026, 2, 1, 6, tzinfo=UTC), fin=datetime(2026, 3, 1, 6, tzinfo=UTC), nombre="Elección"
        )

        pagina = de_corrido(dirige.get(reverse("cadena:tablero"), {"p": "2026-02"}).text)

        assert "Suspendido, no cuenta" in pagina
        assert "Meses con suspensión" in pagina

    def test_cada_dibujo_dice_lo_suyo_y_trae_su_tabla(self, dirige):
        cubierto(horas=1, comunidad=ComunidadFactory(nombre="Epenche"))

        pagina = dirige.get(reverse("cadena:tablero")).text

        assert pagina.count('role="img"') == 10  # cinco dibujos, dos anchos
        assert pagina.count("Ver como tabla") == 5
        assert pagina.count("<figcaption") == 5
        assert "style=" not in pagina

    @pytest.mark.parametrize(
        ("papel", "codigo"), [("directora", 200), ("contraloria", 200), ("redaccion", 403), ("consulta", 403)]
    )
    def test_lo_ve_la_direccion_y_lo_lee_contraloria(self, client, papel, codigo):
        client.force_login(PersonaFactory(papeles=[papel]))

        rutas = [reverse("cadena:tablero"), reverse("cadena:decisiones")]
        rutas.append(reverse("cadena:lista_del_tablero", args=["eventos"]))

        assert {client.get(r).status_code for r in rutas} == {codigo}

    def test_lo_que_espera_es_lo_mismo_que_en_hoy(self, dirige, ahora):
        BoletinFactory(en_revision=True, titulo="Escuela de Loma Alta")
        EventoFactory(por_confirmar=True, inicio=ahora + timedelta(days=2), titulo="Bacheo")

        decisiones, hoy = (dirige.get(reverse(r)).text for r in ("cadena:decisiones", "hoy"))

        for frase in ("Revisar «Escuela de Loma Alta»", "Confirmar «Bacheo»"):
            assert (frase in decisiones, frase in hoy) == (True, True)
        assert decisiones.count("btn-p") == 1

    @pytest.mark.parametrize("cual", ["nada", "paso-9", "cae-0", "tramo-6", "persona-0", "comunidad-99999999999"])
    def test_una_lista_que_no_existe_es_404(self, dirige, cual):
        assert dirige.get(reverse("cadena:lista_del_tablero", args=[cual])).status_code == 404

    @pytest.mark.parametrize("cuantos", [1, 25])
    @pytest.mark.parametrize("p", ["2026-03", "2026"])
    def test_cuesta_lo_mismo_con_un_evento_que_con_muchos(self, dirige, django_assert_max_num_queries, cuantos, p):
        actividad = ActividadFactory(regla=Regla.BOLETINES)
        for mes in (1, 2, 3):
            MetaFactory(actividad=actividad, mes=mes, programado=5)
        EvidenciaManualFactory(actividad=actividad)
        for n in range(cuantos):
            evento = cubierto(MARZO - timedelta(days=n), horas=n, comunidad=ComunidadFactory())
            InvitacionFactory(evento=evento, estado="asiste", respondio_en=MARZO)
            PublicacionFactory(publicada=True, publicada_en=MARZO)
        dirige.get(reverse("cadena:tablero"))

        with django_assert_max_num_queries(20):
            dirige.get(reverse("cadena:tablero"), {"p": p})
