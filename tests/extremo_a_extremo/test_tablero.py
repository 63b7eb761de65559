"""El tablero de la dirección en el navegador: con teclas, de un número a su lista, y lo que espera decisión."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cronograma.consultas.meses import mes_de, mes_y_ano, primer_instante, sumar_meses
from cronograma.estados import Regla
from tests.fabricas.agenda import CoberturaFactory, EventoFactory
from tests.fabricas.boletines import BoletinFactory
from tests.fabricas.cronograma import ActividadFactory, MetaFactory
from tests.fabricas.personas import ComunidadFactory, PersonaFactory

pytestmark = [pytest.mark.navegador, pytest.mark.lento]


@pytest.fixture
def mes_pasado(transactional_db, oficina):
    """El mes anterior, con un evento cubierto que salió en boletín y otro sin cubrir; y uno por confirmar."""
    mes = sumar_meses(mes_de(timezone.now()), -1)
    directora = PersonaFactory(username="directora", first_name="Directora", papeles=["directora"])
    directora.set_password("una-clave-larga-9")
    directora.save()
    primero = primer_instante(mes) + timedelta(days=2, hours=10)
    MetaFactory(actividad=ActividadFactory(ejercicio=mes[0], regla=Regla.BOLETINES), mes=mes[1])
    evento = EventoFactory(titulo="Arranque de obra", inicio=primero, comunidad=ComunidadFactory(nombre="Epenche"))
    CoberturaFactory(evento=evento, entregada=True)
    BoletinFactory(publicado=True, evento=evento, publicado_en=evento.fin + timedelta(hours=2))
    EventoFactory(titulo="Reunión vecinal", inicio=primero + timedelta(days=1))
    EventoFactory(titulo="Bacheo", por_confirmar=True, inicio=timezone.now() + timedelta(days=3))
    return mes


def test_se_llega_con_teclas_y_cada_numero_abre_su_lista(sitio, entrar, mes_pasado):
    pagina = entrar("directora")
    pagina.goto(f"{sitio}/oficina/agenda/")

    pagina.keyboard.press("g")
    pagina.keyboard.press("t")
    pagina.get_by_text("Confirmar «Bacheo»").wait_for()  # lo que espera decisión llega solo
    pagina.get_by_role("link", name=f"Ver {mes_y_ano(mes_pasado)}").focus()
    pagina.keyboard.press("ArrowLeft")
    pagina.wait_for_url(f"**/tablero/?p={mes_pasado[0]}-{mes_pasado[1]:02}")

    definicion = pagina.locator("#definicion-cubiertos")
    pagina.get_by_role("button", name="Qué es Eventos cubiertos").click()
    assert definicion.is_visible()
    pagina.keyboard.press("Escape")
    assert not definicion.is_visible()

    pagina.locator(".tab-cifra", has_text="Eventos cubiertos").get_by_role("link").click()
    pagina.get_by_role("heading", name="Eventos cubiertos").wait_for()
    assert pagina.locator(".renglon a").all_inner_texts() == ["Arranque de obra"]

    pagina.go_back()
    pagina.get_by_role("link", name="Ver el que quedó sin cubrir").click()
    pagina.get_by_role("heading", name="Eventos sin cubrir").wait_for()
    assert pagina.locator(".renglon a").all_inner_texts() == ["Reunión vecinal"]
