"""La agenda en cuadro: mover un evento con el teclado y ver a quién se le avisa; editar «éste y los siguientes»."""

from datetime import timedelta

import pytest
from django.utils import timezone

from agenda.dominio.recurrencia import Regla
from agenda.dominio.series import repetir_evento
from agenda.models import Evento
from medios.models import AvisoDeCambio
from tests.fabricas.agenda import CoberturaFactory, EventoFactory
from tests.fabricas.medios import ConvocatoriaFactory, InvitacionFactory
from tests.fabricas.mundo import crear_mundo

pytestmark = [pytest.mark.navegador, pytest.mark.lento]


@pytest.fixture
def mundo(transactional_db):
    return crear_mundo()


@pytest.fixture
def evento(mundo):
    """De la semana que viene, el martes a las diez: con un medio invitado y quien lo cubre."""
    hoy = timezone.localtime().replace(hour=10, minute=0, second=0, microsecond=0)
    evento = EventoFactory(titulo="Empedrado", para_medios=True, inicio=hoy + timedelta(days=8 - hoy.weekday()))
    cita = {"inicio": evento.inicio, "fin": evento.fin, "lugar": evento.donde()}
    InvitacionFactory(convocatoria=ConvocatoriaFactory(evento=evento, **cita), evento=evento)
    CoberturaFactory(evento=evento, persona=mundo.personas["fotografia"])
    return evento


def _avisados(evento):
    return AvisoDeCambio.objects.filter(invitacion__evento=evento).count()


def _horas():
    return [f"{timezone.localtime(e.inicio):%H:%M}" for e in Evento.objects.filter(titulo="Honores").order_by("inicio")]


def test_mover_con_el_teclado_dice_a_quien_se_le_avisa(entrar, sitio, evento):
    pagina = entrar("redaccion")
    pagina.goto(f"{sitio}/oficina/agenda/semana/?dia={evento.inicio:%Y-%m-%d}")
    cita = pagina.locator(f"[data-pk='{evento.pk}']")
    pagina.evaluate("window.sinRecargar = true")

    cita.focus()
    pagina.keyboard.down("Shift")
    pagina.keyboard.press("ArrowDown")
    pagina.keyboard.press("ArrowDown")
    pagina.keyboard.up("Shift")
    dialogo = pagina.get_by_role("dialog", name="Antes de cambiar la hora")
    dialogo.get_by_text("medio por correo").wait_for()
    pagina.keyboard.press("Escape")  # no cambia nada y la cita regresa
    dialogo.wait_for(state="hidden")
    pagina.wait_for_function("pk => document.activeElement.dataset.pk === pk", arg=str(evento.pk))
    assert (pagina.evaluate("window.sinRecargar"), _avisados(evento)) == (True, 0)

    pagina.keyboard.down("Shift")
    pagina.keyboard.press("ArrowRight")
    pagina.keyboard.up("Shift")
    dialogo = pagina.get_by_role("dialog", name="Antes de cambiar la fecha")
    dialogo.get_by_text("persona que cubre").first.wait_for()
    dialogo.get_by_role("button", name="Guardar y avisar a 2").click()
    pagina.get_by_role("button", name="Deshacer").wait_for()
    movido = Evento.objects.get(pk=evento.pk)
    assert (movido.inicio - evento.inicio, _avisados(evento)) == (timedelta(days=1), 1)

    pagina.get_by_role("button", name="Deshacer").click()
    pagina.get_by_text("Regresó a su hora de antes.").wait_for()
    assert (Evento.objects.get(pk=evento.pk).inicio, _avisados(evento)) == (evento.inicio, 0)


def test_editar_este_y_los_siguientes(entrar, sitio, mundo):
    primero = (timezone.localtime() + timedelta(days=7)).replace(hour=8, minute=30, second=0, microsecond=0)
    honores = EventoFactory(titulo="Honores", inicio=primero)
    regla = Regla("semanal", primero.date(), veces=4)
    serie = repetir_evento(honores, regla=regla, por=mundo.personas["directora"], ahora=timezone.now())
    tercero = serie.eventos.order_by("inicio")[2]
    pagina = entrar("redaccion")

    pagina.goto(f"{sitio}/oficina/agenda/{tercero.pk}/editar/")
    pagina.locator("[name=hora]").fill("09:15")
    pagina.locator("[name=hora_fin]").fill("10:15")
    pagina.get_by_label("Éste y los siguientes").check()
    pagina.get_by_role("button", name="Guardar evento").click()

    pagina.get_by_text("Cambios guardados en 2 eventos de la serie.").wait_for()
    assert _horas() == ["08:30", "08:30", "09:15", "09:15"]
