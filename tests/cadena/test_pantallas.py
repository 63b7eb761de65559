"""Lo que cada pantalla de la cadena enseña y a dónde lleva."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from agenda.models import Evento
from cadena.consultas.pendientes import pendientes_de
from tests.fabricas.agenda import EventoFactory
from tests.fabricas.redes import PublicacionFactory
from tests.lectura import de_corrido

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("oficina", "reloj", "tabla_de_suspension")]


@pytest.fixture
def dirige(client, directora):
    client.force_login(directora)
    return client


class TestAgenda:
    def test_dice_la_semana_en_corto_y_pliega_lo_que_ya_paso(self, dirige, ahora):
        """Es jueves: lo del lunes queda plegado y hoy está a la vista."""
        EventoFactory(titulo="Lunes", inicio=ahora - timedelta(days=3))
        EventoFactory(titulo="Jueves", inicio=ahora + timedelta(hours=1))

        pagina = de_corrido(dirige.get(reverse("cadena:agenda")).text)
        plegado = pagina.partition('<details class="separado">')[2].partition("</details>")[0]

        assert "9–15 de marzo de 2026" in pagina
        assert "2 eventos" in pagina
        assert "Antes en la semana · 1 evento" in plegado
        assert ("Lunes" in plegado, "Jueves" in plegado) == (True, False)

    def test_una_semana_pasada_se_ve_entera(self, dirige, ahora):
        EventoFactory(titulo="Hace dos semanas", inicio=ahora - timedelta(days=14))

        pagina = dirige.get(reverse("cadena:agenda"), {"dia": f"{ahora - timedelta(days=14):%Y-%m-%d}"}).text

        assert "Hace dos semanas" in pagina
        assert "Antes en la semana" not in pagina


class TestEvento:
    def test_cada_paso_de_la_cadena_es_un_enlace(self, dirige):
        evento = EventoFactory(para_medios=True)

        pagina = dirige.get(reverse("cadena:evento", args=[evento.pk])).text
        cadena = pagina.partition('<ol class="cadena"')[2].partition("</ol>")[0]

        assert cadena.count("<li>") == len(re.findall(r"<a\s+class=\"chip", cadena)) == 5

    def test_la_prioridad_sugerida_se_usa_con_un_boton(self, dirige):
        evento = EventoFactory(para_medios=True)

        pagina = de_corrido(dirige.get(reverse("cadena:evento", args=[evento.pk])).text)
        sugerida = re.search(r">Usar ([ABC])</button>", pagina)[1]
        dirige.post(reverse("agenda:prioridad", args=[evento.pk]), {"prioridad": sugerida})

        assert f'<input type="hidden" name="prioridad" value="{sugerida}">' in pagina
        assert Evento.objects.get().prioridad == sugerida


def test_publicar_en_redes_lleva_a_esa_publicacion(redes, ahora):
    puesta = PublicacionFactory()

    urls = [p.url for p in pendientes_de(redes, ahora)]
    assert reverse("redes:publicacion", args=[puesta.pk]) in urls


@pytest.mark.parametrize(("ruta", "en_mas"), [("medios:directorio", True), ("hoy", False)])
def test_en_el_telefono_mas_dice_que_ahi_estas(dirige, ruta, en_mas):
    pagina = de_corrido(dirige.get(reverse(ruta)).text)
    abajo = pagina.partition('<nav class="abajo')[2].partition("</nav>")[0]

    assert (re.search(r'aria-current="true">.*Más</a>', abajo) is not None) == en_mas
    assert abajo.count("aria-current") == 1
