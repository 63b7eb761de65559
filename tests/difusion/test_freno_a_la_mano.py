"""El freno está a la mano, se dice en cada página y detiene también lo que no pasa por la bandeja."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from boletines.dominio.salida import adelantos
from difusion.dominio.freno import FRENADO, poner_freno, soltar_freno
from media_library.dominio.compartir import paquetes
from nucleo.dominio.impedimentos import NoSePuede
from redes.dominio.compuerta import lo_que_las_detiene
from redes.dominio.publicaciones import marcar_publicada
from tests.fabricas.boletines import BoletinFactory
from tests.fabricas.media_library import EvidenciaFactory
from tests.fabricas.personas import PersonaFactory
from tests.fabricas.redes import PublicacionFactory
from tests.lectura import de_corrido

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("oficina")]
MOTIVO = "Fuga de datos en el correo"


@pytest.fixture
def directora():
    return PersonaFactory(papeles=["directora"])


@pytest.fixture
def frenado(directora):
    return poner_freno(motivo=MOTIVO, por=directora, ahora=timezone.now())


@pytest.fixture
def foto():
    return EvidenciaFactory(pie="La plaza", texto_alternativo="La plaza llena")


@pytest.mark.parametrize("papel", ["directora", "redaccion", "consulta"])
def test_mientras_esta_puesto_cada_pagina_lo_dice(client, frenado, papel):
    client.force_login(PersonaFactory(papeles=[papel]))

    assert MOTIVO in client.get(reverse("cadena:agenda")).text
    assert MOTIVO in client.get(reverse("personas:perfil")).text


def test_suelto_no_se_dice_nada(client, frenado, directora):
    soltar_freno(por=directora, ahora=timezone.now())
    client.force_login(directora)

    assert MOTIVO not in client.get(reverse("cadena:agenda")).text


def test_esta_en_el_menu_de_la_cuenta_y_arriba_de_las_salidas(client, directora):
    client.force_login(directora)
    ponerlo = f"{reverse('difusion:salidas')}?freno=poner#freno"
    pagina = client.get(ponerlo).text

    assert f'href="{ponerlo}"' in client.get(reverse("cadena:agenda")).text
    assert pagina.index('id="freno"') < pagina.index('class="filtros"')
    assert '<details id="freno" class="tarjeta poner-freno" open>' in pagina


def test_quien_no_puede_frenar_no_lo_ve(client):
    client.force_login(PersonaFactory(papeles=["redaccion"]))

    assert "freno=poner" not in client.get(reverse("difusion:salidas")).text


class TestLoQueNoPasaPorLaBandeja:
    def test_una_publicacion_asistida_no_se_marca_ni_ensena_sus_pasos(self, client, frenado, directora):
        publicacion = PublicacionFactory()
        client.force_login(directora)
        pagina = client.get(reverse("redes:publicacion", args=[publicacion.pk])).text

        assert f"<strong>Todavía no se publica.</strong> {FRENADO}" in de_corrido(pagina)
        assert reverse("redes:marcar", args=[publicacion.pk]) not in pagina
        with pytest.raises(NoSePuede, match="freno"):
            marcar_publicada(publicacion, enlace="https://www.facebook.com/1", por=directora, ahora=timezone.now())

    def test_lo_embargado_conserva_su_razon(self, frenado):
        ahora = timezone.now()
        embargada, libre = PublicacionFactory(no_antes_desde=ahora + timedelta(hours=2)), PublicacionFactory()

        assert [d.por_freno for d in lo_que_las_detiene([embargada, libre], ahora)] == [False, True]

    def test_las_fotos_no_se_comparten(self, frenado, directora, foto):
        with pytest.raises(NoSePuede, match="freno"):
            paquetes.compartir([foto], nombre="Prensa", dias=5, por=directora, ahora=timezone.now())

    def test_un_enlace_de_fotos_ya_dado_no_abre_y_vuelve_a_abrir_al_soltarlo(self, client, directora, foto):
        dado = paquetes.compartir([foto], nombre="Prensa", dias=5, por=directora, ahora=timezone.now())
        enlace = dado.enlace.removeprefix("http://localhost:8000")
        poner_freno(motivo=MOTIVO, por=directora, ahora=timezone.now())

        detenido = client.get(enlace)
        assert (detenido.status_code, "Por ahora este enlace no se abre" in detenido.text) == (404, True)
        assert MOTIVO not in detenido.text
        assert client.get(f"{enlace}{foto.pk}/w1600.jpg").status_code == 404

        soltar_freno(por=directora, ahora=timezone.now())
        assert client.get(enlace).status_code == 200

    def test_los_adelantos_no_se_dan_ni_se_abren(self, client, directora):
        ahora = timezone.now()
        boletin = BoletinFactory(aprobado=True, embargo_hasta=ahora + timedelta(hours=6))
        _, enlace = adelantos.dar_adelanto(boletin, nombre="Radio Sierra", por=directora, ahora=ahora)
        poner_freno(motivo=MOTIVO, por=directora, ahora=ahora)

        assert "Por ahora este enlace no se abre" in client.get(enlace.removeprefix("http://localhost:8000")).text
        with pytest.raises(NoSePuede, match="freno"):
            adelantos.dar_adelanto(boletin, nombre="Otro", por=directora, ahora=ahora)

    def test_los_textos_para_copiar_tampoco_se_ofrecen(self, client, frenado, directora):
        boletin = BoletinFactory(publicado=True)
        client.force_login(directora)

        pagina = de_corrido(client.get(reverse("boletines:salidas", args=[boletin.pk])).text)

        assert f"<strong>No se manda por ningún lado.</strong> {FRENADO}" in pagina
