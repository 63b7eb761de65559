"""Los filtros de las listas se aplican solos, sin recargar; y sin htmx son los formularios de siempre."""

import re

import pytest
from django.utils import timezone

from media_library.models import Evidencia
from medios.estados import TipoDeMedio
from tests.fabricas.media_library import EvidenciaFactory
from tests.fabricas.medios import MedioFactory
from tests.fabricas.mundo import crear_mundo

pytestmark = [pytest.mark.navegador, pytest.mark.lento]
MEDIOS = "/oficina/medios/"
LISTAS = (
    "/oficina/agenda/",
    "/oficina/boletines/",
    "/oficina/salidas/",
    MEDIOS,
    "/oficina/paginas/",
    "/oficina/paginas/solicitudes/",
    "/oficina/biblioteca/",
    "/oficina/buscar/",
    "/oficina/ajustes/bitacora/",
)


@pytest.fixture
def mundo(transactional_db):
    mundo = crear_mundo()
    for n in range(3):
        MedioFactory(nombre=f"Sonora {n}", tipo=TipoDeMedio.AGENCIA)
    MedioFactory(nombre="El Periódico", tipo=TipoDeMedio.IMPRESO)
    return mundo


@pytest.fixture
def errores():
    return []


@pytest.fixture
def directorio(entrar, sitio, mundo, errores):
    """La lista de medios, con una marca en la página que se pierde si se recarga."""
    pagina = entrar("directora")
    pagina.on("console", lambda m: errores.append(m.text) if m.type == "error" else None)
    pagina.on("pageerror", lambda e: errores.append(str(e)))
    pagina.goto(f"{sitio}{MEDIOS}")
    pagina.evaluate("window.sinRecargar = true")
    return pagina


def _entra(pagina, sitio):
    pagina.goto(f"{sitio}/acceso/login/")
    pagina.fill("#id_login", "directora")
    pagina.fill("#id_password", "una-clave-larga-9")
    pagina.click("main button[type=submit]")


def nombres(pagina):
    return pagina.locator("#lista h2").all_inner_texts()


def sigue_aqui(pagina):
    return pagina.evaluate("window.sinRecargar === true")


def esperar_solo(pagina, patron):
    pagina.wait_for_function(
        "p => [...document.querySelectorAll('#lista h2')].every(h => h.innerText.includes(p))", arg=patron
    )


def test_teclear_filtra_sin_recargar_y_conserva_el_foco_y_lo_escrito(directorio, errores):
    directorio.focus("#f-q")
    directorio.keyboard.type("sonora", delay=40)
    esperar_solo(directorio, "Sonora")

    assert sigue_aqui(directorio)
    assert directorio.evaluate("document.activeElement.id") == "f-q"
    assert directorio.input_value("#f-q") == "sonora"
    assert directorio.url.endswith(f"{MEDIOS}?q=sonora")
    assert directorio.text_content("#anuncio") == "3 medios."
    assert directorio.inner_text("#cuenta") == "3 medios"
    assert directorio.locator("#quitar-filtros a").is_visible()
    assert errores == []


def test_el_boton_se_esconde_solo_si_htmx_tomo_el_formulario(directorio):
    assert directorio.locator(".aplicar").is_hidden()


def test_si_htmx_no_llega_el_boton_se_queda_y_filtra(entrar, sitio, mundo):
    pagina = entrar("")
    pagina.route("**/htmx.min*.js", lambda ruta: ruta.abort())
    _entra(pagina, sitio)
    pagina.goto(f"{sitio}{MEDIOS}")
    pagina.fill("#f-q", "sonora")
    pagina.click(".aplicar")

    assert len(nombres(pagina)) == 3


@pytest.mark.parametrize("direccion", LISTAS)
def test_toda_lista_filtra_en_vivo(entrar, sitio, mundo, errores, direccion):
    pagina = entrar("directora")
    pagina.on("console", lambda m: errores.append(m.text) if m.type == "error" else None)
    pagina.goto(f"{sitio}{direccion}")
    pagina.evaluate("window.sinRecargar = true")
    filtros = pagina.locator("form[data-filtros]")
    primero = filtros.locator("input[type=search],select").first

    assert filtros.locator(".aplicar:visible").count() == 0
    with pagina.expect_response(lambda r: r.request.headers.get("hx-source", "").startswith("form")) as respuesta:
        if primero.evaluate("c => c.matches('select')"):
            primero.select_option(index=1)
        else:
            primero.fill("zzz no existe")
    pagina.wait_for_function("() => document.getElementById('anuncio').textContent !== ''")

    assert respuesta.value.status == 200
    assert sigue_aqui(pagina)
    assert pagina.locator("#lista").count() == 1
    assert "zzz" in pagina.url or "estado=" in pagina.url
    assert [e for e in errores if "404" not in e] == []  # las fotos de fábrica no tienen archivo


def test_atras_vuelve_a_la_lista_de_antes_y_teclear_deja_un_solo_paso(directorio, sitio):
    directorio.select_option("#f-tipo", TipoDeMedio.AGENCIA)
    esperar_solo(directorio, "Sonora")
    directorio.fill("#f-q", "sono")
    directorio.wait_for_url("**?q=sono&*")
    directorio.fill("#f-q", "sonora 1")
    directorio.wait_for_url("**?q=sonora+1&*")
    esperar_solo(directorio, "Sonora 1")

    directorio.go_back()
    directorio.wait_for_url(re.compile(rf"\?tipo={TipoDeMedio.AGENCIA}$"))
    directorio.wait_for_function("() => document.querySelectorAll('#lista h2').length === 3")
    assert (directorio.input_value("#f-q"), directorio.input_value("#f-tipo")) == ("", TipoDeMedio.AGENCIA)

    directorio.go_back()
    directorio.wait_for_url(f"{sitio}{MEDIOS}")
    directorio.wait_for_function("() => document.querySelectorAll('#lista h2').length > 3")
    assert directorio.input_value("#f-tipo") == ""


def test_gana_la_ultima_aunque_la_primera_tarde(directorio):
    def demorar(ruta):
        directorio.wait_for_timeout(1500)
        ruta.continue_()

    directorio.route("**/medios/?q=sonora*", demorar)
    directorio.fill("#f-q", "sonora")
    directorio.wait_for_timeout(500)
    directorio.fill("#f-q", "periódico")
    directorio.wait_for_url("**q=peri*")
    directorio.wait_for_timeout(2000)

    assert nombres(directorio) == ["El Periódico"]


def test_con_la_sesion_vencida_se_va_a_entrar_y_no_mete_la_entrada_en_la_lista(directorio):
    directorio.context.clear_cookies()
    directorio.fill("#f-q", "sonora")
    directorio.wait_for_url("**/acceso/login/**")

    assert "q%3Dsonora" in directorio.url
    directorio.fill("#id_login", "directora")
    directorio.fill("#id_password", "una-clave-larga-9")
    directorio.click("main button[type=submit]")
    directorio.wait_for_url(f"**{MEDIOS}?q=sonora")


@pytest.mark.parametrize("falla", ["503", "corte"])
def test_si_el_servidor_falla_se_dice_y_la_lista_se_queda(directorio, falla):
    antes = nombres(directorio)
    contesta = {"503": lambda r: r.fulfill(status=503, body="<h1>No</h1>"), "corte": lambda r: r.abort()}[falla]
    directorio.route("**/medios/?*", contesta)
    directorio.fill("#f-q", "sonora")
    aviso = directorio.locator("[data-falla]")
    aviso.wait_for()

    assert nombres(directorio) == antes
    assert directorio.url.endswith(MEDIOS)
    assert directorio.locator(".aplicar").is_visible()

    directorio.unroute("**/medios/?*")
    directorio.click(".aplicar")
    esperar_solo(directorio, "Sonora")
    assert aviso.count() == 0
    assert sigue_aqui(directorio)


def test_sin_javascript_filtra_con_su_boton(navegador, sitio, mundo):
    sin_js = navegador.new_context(java_script_enabled=False).new_page()
    _entra(sin_js, sitio)
    sin_js.goto(f"{sitio}{MEDIOS}")
    sin_js.fill("#f-q", "sonora")
    sin_js.get_by_role("button", name="Filtrar").click()

    assert len(nombres(sin_js)) == 3


def test_un_elemento_inyectado_sin_el_nonce_queda_inerte(directorio, errores):
    pedidas = []
    directorio.on("request", lambda r: pedidas.append(r.url))
    directorio.evaluate("""() => {
        for (const nonce of ["", ' hx-nonce="adivinado"'])
            document.querySelector("#lista").insertAdjacentHTML("beforeend",
                `<p class="intruso" hx-get="/oficina/intruso/" hx-trigger="load"${nonce}></p>`);
        document.querySelectorAll(".intruso").forEach((p) => htmx.process(p));
    }""")
    directorio.wait_for_timeout(500)

    assert directorio.locator(".intruso[hx-get]").count() == 0
    assert not [u for u in pedidas if "intruso" in u]
    assert all("hx-csp" in e for e in errores)


def test_lo_que_llega_por_htmx_se_puede_seleccionar(entrar, sitio, mundo):
    Evidencia.objects.all().update(papelera_en=timezone.now())
    for pie in ("Feria uno", "Feria dos", "Obra"):
        EvidenciaFactory(pie=pie)
    pagina = entrar("directora")
    pagina.goto(f"{sitio}/oficina/biblioteca/")
    pagina.fill("#id_q", "feria")
    pagina.wait_for_url("**q=feria")
    pagina.wait_for_function("() => document.querySelectorAll('a[data-evidencia]').length === 2")

    enlaces = pagina.locator("a[data-evidencia]")
    enlaces.nth(0).click(modifiers=["Control"])
    enlaces.nth(1).click(modifiers=["Shift"])
    assert pagina.text_content("[data-cuantas]") == "2 seleccionadas"
    assert pagina.locator("#fichas-de-filtros").get_by_text("feria").is_visible()
    pagina.get_by_role("button", name="Cambiar datos").click()
    assert pagina.text_content("h1") == "Cambiar 2 evidencias"
