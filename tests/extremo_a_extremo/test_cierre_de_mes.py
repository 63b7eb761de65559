"""La directora cierra en el navegador un mes con dos huecos, y lo reabre."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cronograma.consultas.meses import mes_de, mes_y_ano, primer_instante, sumar_meses
from cronograma.models import CierreMensual, Explicacion
from tests.extremo_a_extremo.conftest import esperar
from tests.fabricas.boletines import BoletinFactory
from tests.fabricas.cronograma import ActividadFactory, MetaFactory
from tests.fabricas.personas import PersonaFactory

pytestmark = [pytest.mark.navegador, pytest.mark.lento]
CLAVE = "una-clave-larga-9"


@pytest.fixture
def mes(transactional_db, oficina):
    """El mes pasado con boletines completos, y memoria y diapositivas sin hacer."""
    pasado = sumar_meses(mes_de(timezone.now()), -1)
    directora = PersonaFactory(username="directora", first_name="Directora", papeles=["directora"])
    directora.set_password(CLAVE)
    directora.save()
    for numero, (corto, regla) in enumerate(
        (("Boletines", "boletines"), ("Memoria fotográfica", "memoria"), ("Diapositivas", "diapositivas")), start=1
    ):
        actividad = ActividadFactory(ejercicio=pasado[0], numero=numero, nombre_corto=corto, regla=regla)
        MetaFactory(actividad=actividad, mes=pasado[1])
    salio = primer_instante(pasado) + timedelta(days=9, hours=12)
    BoletinFactory(publicado=True, publicado_en=salio, ejercicio=pasado[0], consecutivo=1)
    return pasado


def confirmar(pagina, sigue):
    """Si se pide confirmar quién es, con la contraseña; `sigue` es lo que se ve al terminar."""
    clave = pagina.locator("[name=password]")
    clave.or_(sigue).first.wait_for()
    if clave.count():
        clave.fill(CLAVE)
        pagina.keyboard.press("Enter")
    sigue.wait_for()


def test_se_explica_se_firma_y_se_reabre(entrar, sitio, mes):
    pagina = entrar("directora")
    pagina.goto(f"{sitio}/oficina/cronograma/{mes[0]}/{mes[1]}/cierre/")

    pagina.get_by_role("button", name="Firmar y cerrar").click()
    pagina.get_by_role("heading", name="Hay un problema").wait_for()
    assert not CierreMensual.objects.exists()

    pagina.get_by_role("button", name="Usar este motivo").first.click()
    pagina.get_by_text("2 huecos, 1 con motivo").wait_for()
    pagina.get_by_label("Motivo de Diapositivas").fill("La reunión se pasó al mes que sigue")
    pagina.get_by_text("Guardado a las").wait_for()  # sin oprimir nada; la firma ya lleva lo nuevo
    pagina.get_by_text("2 huecos, 2 con motivo").wait_for()
    assert Explicacion.objects.count() == 2

    pagina.get_by_role("button", name="Firmar y cerrar").click()
    confirmar(pagina, pagina.get_by_role("heading", name=f"Cierre de {mes_y_ano(mes)}"))
    assert CierreMensual.objects.get().sellado

    pagina.get_by_text("Reabrir el mes").click()
    pagina.get_by_label("Por qué se reabre").fill("Faltó una prueba")
    pagina.get_by_role("button", name="Reabrir").click()
    confirmar(pagina, pagina.get_by_role("heading", name=f"Cerrar {mes_y_ano(mes)}"))
    esperar(lambda: CierreMensual.objects.get().reabierto_en)
    pagina.get_by_text("Faltó una prueba").wait_for()
