"""La suspensión por cada canal: se pregunta al despachar y se niega por defecto (docs/dominio.md, reglas 2 y 8)."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from agenda.dominio.suspension import decidir_invitacion
from boletines.dominio.salida.suspension import decidir_difusion
from difusion.dominio import bandeja
from difusion.dominio.despacho import despachar
from nucleo.dominio.impedimentos import NoSePuede
from nucleo.referencias import ref
from tests.fabricas.agenda import EventoFactory
from tests.fabricas.boletines import BoletinFactory
from tests.fabricas.difusion import EnvioFactory
from tests.fabricas.suspension import PeriodoFactory
from tests.lectura import de_corrido

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tabla_de_suspension", "oficina", "smtp")]


@pytest.fixture(autouse=True)
def reloj(ahora):
    with time_machine.travel(ahora, tick=False) as viajero:
        yield viajero


@pytest.fixture
def acto(ahora):
    """Un acto de obra pública al que se puede convocar dentro de dos días."""
    inicio = ahora + timedelta(days=2)
    return EventoFactory(publico=True, tema="obra-publica", inicio=inicio, fin=inicio + timedelta(hours=1))


def despachada(envio, cuando):
    despachar(reloj=lambda: cuando)
    envio.refresh_from_db()
    return envio


class TestCorreos:
    @pytest.fixture
    def suspendido(self, ahora):
        PeriodoFactory()
        obra = BoletinFactory(publicado=True, tema="obra-publica", publicado_en=ahora - timedelta(days=1))
        return despachada(EnvioFactory(objeto=ref(obra)), ahora)

    def test_el_detenido_se_ve_en_salidas_y_no_se_reenvia_sin_autorizar(self, client, directora, suspendido):
        client.force_login(directora)

        assert suspendido.asunto in client.get(reverse("difusion:salidas"), {"estado": "suspendido"}).text
        pagina = de_corrido(client.get(reverse("difusion:ver", args=[suspendido.pk])).text)
        assert "La suspensión lo detiene." in pagina
        assert 'type="submit" disabled>Reenviar si se autoriza</button>' in pagina

    def test_reenviar_sin_autorizar_se_rechaza_con_su_razon(self, suspendido, directora, ahora):
        with pytest.raises(NoSePuede, match="Se reenvía cuando se autorice"):
            bandeja.reenviar(suspendido, por=directora, ahora=ahora)

    def test_autorizado_se_reenvia_y_sale(self, client, suspendido, directora, ahora):
        boletin = suspendido.objeto.partition(":")[2]
        decidir_difusion(
            BoletinFactory._meta.model.objects.get(pk=boletin), permite=True, excepcion="servicio", motivo="Corte",
            por=directora, ahora=ahora,
        )  # fmt: skip
        client.force_login(directora)

        client.post(reverse("difusion:reenviar_autorizados"))

        assert despachada(suspendido, ahora).estado == "entregado"

    def test_reenviar_los_autorizados_no_mueve_lo_que_sigue_detenido(self, suspendido, directora, ahora):
        assert bandeja.reenviar_autorizados(por=directora, ahora=ahora) == 0
        suspendido.refresh_from_db()
        assert suspendido.estado == "suspendido"

    def test_quien_solo_mira_no_reenvia(self, client, consulta):
        client.force_login(consulta)

        assert client.post(reverse("difusion:reenviar_autorizados")).status_code == 403


def test_la_pantalla_de_suspension_lista_los_actos_detenidos(client, directora, acto):
    client.force_login(directora)
    PeriodoFactory()
    EventoFactory(titulo="Jornada de salud", publico=True, tema="salud", inicio=acto.inicio, fin=acto.fin)

    html = client.get(reverse("boletines:suspension")).text

    assert acto.titulo in html
    assert "Jornada de salud" not in html


def test_lo_decidido_sobre_un_evento_dice_si_se_invita_y_lo_de_un_boletin_si_se_difunde(client, directora, acto, ahora):
    client.force_login(directora)
    PeriodoFactory()
    datos = {"permite": False, "motivo": "Lo pidió el jurídico", "por": directora, "ahora": ahora}
    decidir_invitacion(acto, **datos)
    assert "No se invita<" in client.get(reverse("boletines:suspension")).text

    decidir_difusion(BoletinFactory(publicado=True), **datos)

    html = client.get(reverse("boletines:suspension")).text
    assert "No se invita<" in html
    assert "No se difunde<" in html
