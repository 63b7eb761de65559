"""El editor en un navegador de verdad: guarda solo, aguanta sin conexión y se usa con el teclado."""

import pytest
from django.conf import settings as ajustes
from django.utils import timezone

from boletines.dominio.redaccion.borrador import crear_boletin, guardar_boletin
from boletines.dominio.revision.aprobacion import aprobar_boletin, enviar_a_revision
from boletines.dominio.revision.huella import huella_mostrada
from boletines.dominio.salida.publicacion import publicar_boletin
from boletines.models import Boletin, PresenciaEnBoletin
from difusion.dominio.despacho import despachar
from tests.extremo_a_extremo.conftest import AXE
from tests.fabricas.boletines import CUERPO
from tests.fabricas.mundo import crear_mundo

pytestmark = [pytest.mark.navegador, pytest.mark.lento]


@pytest.fixture
def mundo(sitio):
    return crear_mundo()


@pytest.fixture
def editor(entrar, sitio, mundo):
    """La redactora con el borrador abierto; lo que la consola diga de malo se junta en `faltas`."""
    pagina = entrar("redaccion")
    pagina.faltas = []
    pagina.on("pageerror", lambda error: pagina.faltas.append(str(error)))
    pagina.on("console", lambda m: pagina.faltas.append(m.text) if "Content Security" in m.text else None)
    pagina.goto(f"{sitio}/oficina/boletines/{mundo.boletin.pk}/editar/")
    pagina.wait_for_selector(".tiptap")
    return pagina


def guardado(pagina):
    pagina.wait_for_selector("#estado-guardado[data-estado=guardado]:has-text('Guardado a las')")


def cuerpo(mundo):
    return Boletin.objects.get(pk=mundo.boletin.pk).cuerpo


def escribir_al_principio(pagina, texto):
    pagina.click(".tiptap p >> nth=0")
    pagina.keyboard.press("Control+Home")
    pagina.keyboard.type(texto)


def test_guarda_solo_y_la_barra_da_formato(editor, mundo):
    escribir_al_principio(editor, "Nuevo. ")
    guardado(editor)
    assert cuerpo(mundo).startswith("<p>Nuevo. ")

    editor.keyboard.press("Control+a")
    editor.click("button[data-formato=negrita]")
    editor.click("button[data-formato=lista]")
    editor.wait_for_selector("[data-formato=lista][aria-pressed=true]")
    editor.wait_for_selector("#estado-guardado[data-estado=pendiente]")
    guardado(editor)

    assert cuerpo(mundo).startswith("<ul><li><p><strong>Nuevo. ")
    assert editor.faltas == []


def test_lo_que_no_llego_se_queda_en_el_equipo_y_al_volver_se_recupera(editor, mundo):
    editor.route("**/autoguardar/", lambda ruta: ruta.abort())
    escribir_al_principio(editor, "Sin red. ")
    editor.wait_for_selector("#estado-guardado:has-text('Está en este dispositivo')")
    assert "Sin red." not in cuerpo(mundo)
    editor.on("dialog", lambda aviso: aviso.accept())  # sí, salir de la página
    editor.reload()
    editor.unroute("**/autoguardar/")

    editor.click("text=Recuperarlo")
    guardado(editor)

    assert cuerpo(mundo).startswith("<p>Sin red. ")


def test_con_texto_por_recuperar_lo_que_se_sigue_escribiendo_se_guarda_y_lo_de_antes_no_se_pierde(editor, mundo):
    editor.route("**/autoguardar/", lambda ruta: ruta.abort())
    escribir_al_principio(editor, "De antes. ")
    editor.wait_for_selector("#estado-guardado:has-text('Está en este dispositivo')")
    editor.on("dialog", lambda aviso: aviso.accept())
    editor.reload()
    editor.unroute("**/autoguardar/")
    editor.wait_for_selector("#recuperar:visible")

    escribir_al_principio(editor, "De ahora. ")
    guardado(editor)
    assert cuerpo(mundo).startswith("<p>De ahora. ")

    editor.click("text=Recuperarlo")
    editor.wait_for_selector(".tiptap:has-text('De antes. ')")
    editor.wait_for_selector("#recuperar", state="hidden")
    assert cuerpo(mundo).startswith("<p>De antes. ")
    assert any("De ahora. " in v.cuerpo for v in mundo.boletin.versiones.all())


def test_si_se_cerro_la_sesion_lo_dice_y_al_entrar_en_otra_pestana_se_guarda(editor, sitio, mundo):
    editor.context.clear_cookies()
    escribir_al_principio(editor, "Con la sesión cerrada. ")
    editor.wait_for_selector("#estado-guardado:has-text('Se cerró la sesión')")
    editor.click("text=Guardar y ver")
    editor.wait_for_timeout(500)
    assert editor.url.endswith("/editar/")

    with editor.context.expect_page() as abierta:
        editor.click("#entrar-otra-vez")
    otra = abierta.value
    otra.fill("[name=login]", "redaccion")
    otra.fill("[name=password]", "una-clave-larga-9")
    otra.click("main button[type=submit]")
    otra.wait_for_url(f"{sitio}/oficina/")
    otra.close()
    editor.bring_to_front()
    editor.click("#reintentar")
    guardado(editor)

    assert cuerpo(mundo).startswith("<p>Con la sesión cerrada. ")


def test_al_volver_la_red_guarda_sin_que_nadie_haga_nada(editor, mundo):
    editor.context.set_offline(True)
    escribir_al_principio(editor, "Ida y vuelta. ")
    editor.wait_for_selector("#estado-guardado:has-text('Sin conexión. Guardado en este dispositivo')")

    editor.context.set_offline(False)
    guardado(editor)

    assert "Ida y vuelta." in cuerpo(mundo)


def test_ctrl_s_guarda_sin_salir_de_la_pagina_y_deja_version(editor, mundo):
    escribir_al_principio(editor, "A mano. ")
    editor.keyboard.press("Control+s")
    guardado(editor)

    assert editor.evaluate("document.activeElement.id") == "editor-cuerpo"
    assert not mundo.boletin.versiones.first().es_automatica


def test_si_otra_persona_guarda_se_detiene_y_se_unen(editor, mundo, ahora):
    boletin = Boletin.objects.get(pk=mundo.boletin.pk)
    guardar_boletin(
        boletin, version=boletin.version, por=mundo.personas["directora"], ahora=ahora, sumario="El sumario de ella."
    )
    escribir_al_principio(editor, "Lo mío. ")
    editor.wait_for_selector("#unir-ahora:visible")
    with editor.expect_navigation():
        editor.click("#unir-ahora")

    unido = Boletin.objects.get(pk=mundo.boletin.pk)
    assert (unido.sumario, unido.cuerpo.startswith("<p>Lo mío. ")) == ("El sumario de ella.", True)


@pytest.mark.parametrize("como", ["otra página", "cerrar la pestaña"])
def test_al_irse_del_editor_deja_de_aparecer_editando(editor, sitio, mundo, como):
    presencias = PresenciaEnBoletin.objects.filter(boletin=mundo.boletin)
    assert presencias.count() == 1

    otra = editor.context.new_page()
    if como == "cerrar la pestaña":
        editor.close()
    else:
        editor.goto(f"{sitio}/oficina/boletines/")
    otra.goto(f"{sitio}/oficina/")  # el aviso sale solo; esta página da tiempo a que llegue
    for _ in range(50):
        if not presencias.exists():
            break
        otra.wait_for_timeout(100)

    assert not presencias.exists()


def test_guardar_y_volver_al_editor_no_la_da_por_ida(editor, mundo):
    escribir_al_principio(editor, "Nuevo. ")
    with editor.expect_navigation():
        editor.click("button[type=submit]:has-text('Guardar')")
    editor.wait_for_selector(".tiptap")

    assert PresenciaEnBoletin.objects.filter(boletin=mundo.boletin).count() == 1


def hallazgos(pagina):
    pagina.evaluate(AXE)
    return pagina.evaluate("axe.run(document, {resultTypes: ['violations']}).then(r => r.violations.map(v => v.id))")


def test_la_pagina_para_escoger_no_estorba(editor, mundo, ahora):
    boletin = Boletin.objects.get(pk=mundo.boletin.pk)
    guardar_boletin(
        boletin, version=boletin.version, por=mundo.personas["directora"], ahora=ahora, sumario="Ella.",
        cuerpo="<p>Lo de ella.</p>",
    )  # fmt: skip
    escribir_al_principio(editor, "Lo mío. ")
    editor.wait_for_selector("#unir-ahora:visible")
    editor.click("#unir-ahora")
    editor.wait_for_selector("h1:has-text('Se guardó otra versión antes')")
    assert hallazgos(editor) == []

    editor.click("button:has-text('Unir y guardar')")
    editor.wait_for_selector(".tiptap")

    assert "Lo mío. " in cuerpo(mundo)
    assert "Lo de ella." in cuerpo(mundo)


def test_confirmar_una_hora_con_advertencias_no_estorba(entrar, sitio, mundo):
    pagina = entrar("directora", ancho=390)
    pagina.goto(f"{sitio}/oficina/boletines/{mundo.en_revision.pk}/")
    pagina.click("summary:has-text('Aprobar y programar')")
    pagina.fill("#id_hora_publicar_en", "2027-01-02T09:00")
    pagina.click("button:has-text('Programar') >> nth=-1")
    pagina.wait_for_selector("h1:has-text('¿Publicarlo el sábado 2 de enero de 2027')")

    assert hallazgos(pagina) == []


def test_las_pestanas_del_panel_y_comentar_van_con_teclado(editor):
    editor.focus("#pe-revisar")
    editor.keyboard.press("ArrowRight")
    assert editor.evaluate("document.activeElement.id") == "pe-datos"
    assert editor.is_visible("#id_programa")

    editor.keyboard.press("Control+Alt+m")

    assert editor.get_attribute("#pe-comentarios", "aria-selected") == "true"


def test_ctrl_alt_m_comenta_el_parrafo_en_la_pagina_del_boletin(entrar, sitio, mundo):
    pagina = entrar("directora")
    pagina.goto(f"{sitio}/oficina/boletines/{mundo.en_revision.pk}/")
    pagina.keyboard.press("Control+Alt+m")
    pagina.keyboard.type("¿De dónde sale?")
    pagina.keyboard.press("Tab")
    pagina.keyboard.press("Enter")
    pagina.wait_for_url("**#p-1")

    assert pagina.is_visible("#p-1 >> text=¿De dónde sale?")


def test_sin_javascript_el_area_de_texto_guarda_parrafos(navegador, sitio, mundo):
    contexto = navegador.new_context(java_script_enabled=False)
    pagina = contexto.new_page()
    pagina.goto(f"{sitio}/acceso/login/")
    pagina.fill("#id_login", "redaccion")
    pagina.fill("#id_password", "una-clave-larga-9")
    pagina.click("main button[type=submit]")
    pagina.goto(f"{sitio}/oficina/boletines/{mundo.boletin.pk}/editar/")
    pagina.fill("textarea[name=cuerpo]", "Primero & uno.\n\nSegundo.")
    pagina.click("main button:has-text('Guardar y ver')")
    pagina.wait_for_load_state()

    assert cuerpo(mundo) == "<p>Primero &amp; uno.</p><p>Segundo.</p>"


def test_lo_publicado_se_corrige_desde_la_pantalla_hasta_la_nota_publica(entrar, sitio, mundo, ahora):
    redactora, directora = mundo.personas["redaccion"], mundo.personas["directora"]
    boletin = crear_boletin(
        por=redactora, ahora=ahora, titulo="Abre el registro de talleres", sumario="Son gratuitos.", cuerpo=CUERPO,
        dependencia=mundo.dependencia,
    )  # fmt: skip
    boletin = aprobar_boletin(
        (boletin := enviar_a_revision(boletin, huella_vista=huella_mostrada(boletin), por=redactora, ahora=ahora)),
        huella_vista=huella_mostrada(boletin),
        por=directora,
        ahora=ahora,
    )
    boletin = publicar_boletin(boletin, huella_vista=huella_mostrada(boletin), por=directora, ahora=ahora)
    quien_escribe, quien_revisa = entrar("redaccion"), entrar("directora")

    quien_escribe.goto(f"{sitio}/oficina/boletines/{boletin.pk}/")
    quien_escribe.click("button:has-text('Corregir')")
    quien_escribe.fill("#id_sumario", "Son gratuitos y para todas las edades.")
    quien_escribe.click("#pe-datos")
    quien_escribe.fill("#id_nota_de_correccion", "Se precisó para quiénes son")
    quien_escribe.click("[name=enviar]")
    quien_escribe.wait_for_selector("text=Enviado a revisión")
    propuesta = Boletin.objects.get(corrige=boletin)
    quien_revisa.goto(f"{sitio}/oficina/boletines/{propuesta.pk}/")
    quien_revisa.click("button:text-is('Aprobar')")
    quien_revisa.click("button:has-text('Publicar la corrección')")
    quien_revisa.wait_for_selector("text=Actualizado el")
    despachar(reloj=timezone.now)
    despachar(reloj=timezone.now)

    pagina = (ajustes.DIR_PUBLICO / boletin.ruta_publica.strip("/") / "index.html").read_text()
    assert "Se precisó para quiénes son" in pagina
    assert "para todas las edades" in pagina
