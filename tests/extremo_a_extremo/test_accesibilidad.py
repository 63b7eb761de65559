"""axe-core en cada pantalla × {1280, 390} × {claro, oscuro}: cero hallazgos, nada se sale, nada falla."""

import pytest
from django.core.management import call_command
from django.utils import timezone

from personas.models import Persona
from tests.extremo_a_extremo.conftest import AXE
from tests.extremo_a_extremo.pantallas import construir_todo_sin_fotos, de_oficina, publicas, sin_cuenta
from tests.fabricas.boletines import VistoBuenoFactory
from tests.fabricas.mundo import crear_mundo

pytestmark = [pytest.mark.navegador, pytest.mark.lento]


def _revisar(pagina, sitio, rutas, *, oscuro):
    faltas = []
    for ruta in rutas:
        respuesta = pagina.goto(f"{sitio}{ruta}")
        faltas += _estorbos(pagina, ruta, oscuro=oscuro)
        if respuesta.status >= 500:
            faltas.append(f"{ruta} contestó {respuesta.status}")
    return faltas


def _estorbos(pagina, nombre, *, oscuro):
    pagina.evaluate("(tema) => { document.documentElement.dataset.tema = tema }", "oscuro" if oscuro else "claro")
    pagina.evaluate(AXE)
    hallazgos = pagina.evaluate("axe.run(document, {resultTypes: ['violations']}).then(r => r.violations)")
    faltas = [f"{nombre} axe {h['id']}: {h['nodes'][0]['html'][:160]}" for h in hallazgos]
    if pagina.evaluate("document.documentElement.scrollWidth > innerWidth"):
        faltas.append(f"{nombre} se sale de la pantalla a {pagina.viewport_size['width']} px")
    return faltas


def _preguntas(pagina, sitio, m, *, oscuro):
    """Lo que sólo se ve al mandar un formulario: la página que pregunta antes de seguir."""
    VistoBuenoFactory(
        boletin=m.en_revision, huella="f" * 64, pedido_por=m.personas["redaccion"], vence_en=timezone.now(),
        respuesta="corregir", correcciones="Son 110 metros.", version_respondida=1, respondido_en=timezone.now(),
    )  # fmt: skip
    pagina.goto(f"{sitio}/oficina/boletines/{m.en_revision.pk}/")
    pagina.locator("form[action$='/aprobar/']").evaluate("f => f.requestSubmit()")
    pagina.wait_for_selector("h1:text('Hay correcciones pedidas')")
    return _estorbos(pagina, "correcciones pedidas", oscuro=oscuro)


@pytest.mark.parametrize("oscuro", [False, True], ids=["claro", "oscuro"])
@pytest.mark.parametrize("ancho", [1280, 390])
def test_ninguna_pantalla_estorba(entrar, sitio, settings, ancho, oscuro):
    mundo = crear_mundo()
    construir_todo_sin_fotos(mundo)

    directora = entrar("directora", ancho=ancho, oscuro=oscuro)
    faltas = _revisar(directora, sitio, de_oficina(mundo), oscuro=oscuro)
    faltas += _preguntas(directora, sitio, mundo, oscuro=oscuro)
    de_fuera = [*publicas(mundo), *sin_cuenta()]
    faltas += _revisar(entrar("", ancho=ancho, oscuro=oscuro), sitio, de_fuera, oscuro=oscuro)

    assert "\n".join(faltas) == ""


def test_los_demas_papeles_ven_su_hoy_sin_estorbos(entrar, sitio):
    mundo = crear_mundo()

    faltas = []
    for papel in ("redaccion", "fotografia", "redes", "consulta", "enlace"):
        pagina = entrar(papel, ancho=390)
        faltas += _revisar(
            pagina,
            sitio,
            ["/oficina/", "/oficina/agenda/", f"/oficina/agenda/{mundo.evento.pk}/", "/oficina/ajustes/"],
            oscuro=False,
        )

    assert faltas == []


def test_una_oficina_nueva_recibe_a_su_directora(entrar, sitio):
    persona = Persona.objects.create(username="primera", first_name="Dirección", papeles=["directora"])
    persona.set_password("una-clave-larga-9")
    persona.save()
    call_command("check")

    pagina = entrar_sin_esperar(entrar, sitio, "primera")

    assert pagina.url.endswith("/oficina/bienvenida/")
    assert (
        _revisar(
            pagina,
            sitio,
            ["/oficina/bienvenida/", "/oficina/agenda/", "/oficina/boletines/", "/oficina/cronograma/", "/"],
            oscuro=False,
        )
        == []
    )


def entrar_sin_esperar(entrar, sitio, usuario):
    pagina = entrar("")
    pagina.goto(f"{sitio}/acceso/login/")
    pagina.fill("#id_login", usuario)
    pagina.fill("#id_password", "una-clave-larga-9")
    pagina.click("main button[type=submit]")
    pagina.wait_for_load_state()
    return pagina
