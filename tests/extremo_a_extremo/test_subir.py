"""Subir desde la calle, con un navegador y una red de verdad que se corta."""

import base64
import hashlib
import re

import pytest

from agenda.models import Cobertura
from media_library.models import Evidencia, Subida
from tests.extremo_a_extremo.conftest import esperar
from tests.extremo_a_extremo.subir import SUBIR, foto, llego, trabajador_listo
from tests.fabricas.mundo import TOKEN, crear_mundo
from tests.media_library.conftest import jpeg

pytestmark = [pytest.mark.navegador, pytest.mark.lento]


def test_se_elige_del_carrete_y_entra_con_su_evento_y_su_credito(entrar, sitio):
    mundo = crear_mundo()
    pagina = entrar("fotografia", ancho=390)

    pagina.goto(f"{sitio}{SUBIR}?evento={mundo.evento.pk}")
    pagina.fill("#id_credito", "Lucía Ríos")
    pagina.set_input_files("#id_archivos", [foto(), foto(310, "kiosco.jpg")])
    llego(pagina, "plaza.jpg")
    llego(pagina, "kiosco.jpg")

    nuevas = Evidencia.objects.filter(nombre_de_archivo__in=["plaza.jpg", "kiosco.jpg"])
    assert set(nuevas.values_list("evento", "credito")) == {(mundo.evento.pk, "Lucía Ríos")}
    pagina.get_by_text("Listo: 2 de 2.").wait_for()


def test_lo_elegido_antes_de_que_llegue_el_guion_tambien_se_sube(entrar, sitio):
    crear_mundo()
    pagina = entrar("fotografia", ancho=390)
    detenidos = []
    pagina.route(re.compile(r"/static/js/subir\.js"), lambda ruta: detenidos.append(ruta))  # noqa: PLW0108 - Playwright la marca

    pagina.goto(f"{sitio}{SUBIR}", wait_until="commit")
    pagina.set_input_files("#id_archivos", [foto()])
    detenidos[0].continue_()
    llego(pagina, "plaza.jpg")

    assert Evidencia.objects.filter(nombre_de_archivo="plaza.jpg").count() == 1


def test_lo_que_no_va_se_dice_antes_de_mandarlo_y_lo_bueno_sigue(entrar, sitio):
    crear_mundo()
    pagina = entrar("fotografia")
    mandadas = []
    pagina.on("request", lambda r: mandadas.append(r.post_data) if r.method == "POST" else None)

    pagina.goto(f"{sitio}{SUBIR}")
    nota = {"name": "nota.docx", "mimeType": "", "buffer": b"PK\x03\x04"}
    animada = {"name": "baile.gif", "mimeType": "image/gif", "buffer": b"GIF89a"}
    vacia = {"name": "nada.jpg", "mimeType": "image/jpeg", "buffer": b""}
    pagina.set_input_files("#id_archivos", [nota, animada, vacia, foto()])
    llego(pagina, "plaza.jpg")

    dicho = pagina.text_content("[data-cola]")
    assert "«nota.docx» no es foto, video ni audio." in dicho
    assert "«baile.gif» es una imagen de un formato que no se acepta" in dicho
    assert "«nada.jpg» está vacío." in dicho
    assert len(mandadas) == 1
    pagina.get_by_text("Listo: 1 de 4. 3 no entraron.").wait_for()


def test_una_foto_entra_sin_terminacion_y_lo_ajeno_se_dice_sin_senal_por_lo_que_es(entrar, sitio):
    crear_mundo()
    pagina = entrar("fotografia", ancho=390)
    pagina.goto(f"{sitio}{SUBIR}")
    pagina.set_input_files("#id_archivos", [foto(300, "Gira del 12.03.2026"), foto(310, "nota.docx")])
    llego(pagina, "Gira del 12.03.2026")
    llego(pagina, "nota.docx")

    pagina.context.set_offline(True)
    bomba = jpeg()
    lugar = bomba.index(b"\xff\xc0") + 5
    bomba = bomba[:lugar] + (60_000).to_bytes(2, "big") * 2 + bomba[lugar + 4 :]
    pagina.set_input_files(
        "#id_archivos",
        [
            {"name": "foto.jpg", "mimeType": "image/jpeg", "buffer": b"PK\3\4" + b"\0" * 90},
            {"name": "carta.pdf", "mimeType": "", "buffer": b"\xef\xbb\xbf\n<html>%PDF-1.4"},
            {"name": "carta", "mimeType": "", "buffer": b"x" * 900 + b"%PDF-1.4"},
            {"name": "bomba.jpg", "mimeType": "", "buffer": bomba},
        ],
    )
    pagina.get_by_text("«bomba.jpg» mide 60,000 × 60,000 (3,600 millones de pixeles); el máximo son 250.").wait_for()

    dicho = pagina.text_content("[data-cola]")
    assert "«foto.jpg» no es foto, video ni audio. Es un documento de Office o un archivo comprimido" in dicho
    assert "«carta.pdf» no es foto, video ni audio. Es una página web" in dicho
    assert "«carta» " not in dicho
    assert pagina.locator("[data-cola] .bib-rechazado").count() == 3


def test_el_archivo_que_crece_o_se_borra_a_media_subida_se_pide_otra_vez_y_no_se_reintenta(entrar, sitio, tmp_path):
    crear_mundo()
    pagina = entrar("fotografia")
    pagina.goto(f"{sitio}{SUBIR}")
    lenta = {"offline": False, "latency": 20, "downloadThroughput": -1, "uploadThroughput": 900_000}
    pagina.context.new_cdp_session(pagina).send("Network.emulateNetworkConditions", lenta)
    crece, se_borra = tmp_path / "crece.jpg", tmp_path / "se-borra.jpg"
    for lado, ruta in ((64, crece), (65, se_borra)):
        ruta.write_bytes(jpeg(lado) + b"\0" * 6_000_000)
    suyas = Subida.objects.filter(nombre__in=[crece.name, se_borra.name])

    pagina.set_input_files("#id_archivos", [str(crece), str(se_borra)])
    esperar(lambda: suyas.filter(recibidos__gt=0).count() == 2)
    with crece.open("ab") as archivo:
        archivo.write(b"x" * 1000)
    se_borra.unlink()

    for ruta in (crece, se_borra):
        pagina.get_by_text(f"«{ruta.name}» cambió o ya no está donde estaba: elígelo otra vez.").wait_for()
    esperar(lambda: set(suyas.values_list("estado", flat=True)) == {"cancelada"})
    assert "guardado en este aparato" not in pagina.text_content("main")
    assert pagina.evaluate("ArchivosPorSubir.todos().then((todos) => todos.length)") == 0


def test_lo_que_no_cabe_se_dice_antes_de_mandarlo(entrar, sitio):
    crear_mundo()
    pagina = entrar("fotografia")

    pagina.goto(f"{sitio}{SUBIR}")
    pagina.eval_on_selector("[data-subir]", "f => { f.dataset.libre = 3000; }")
    pagina.eval_on_selector("[data-limites]", "d => { d.dataset.tope = 2097152; }")
    enorme = {"name": "acto.mp4", "mimeType": "video/mp4", "buffer": b"0" * 2_500_000}
    pagina.set_input_files("#id_archivos", [enorme, foto(900, "grande.jpg"), foto(100)])
    llego(pagina, "plaza.jpg")

    dicho = pagina.text_content("[data-cola]")
    assert "«acto.mp4» pesa demasiado; el máximo son 2 MB." in dicho
    assert "No hay espacio en el servidor para «grande.jpg»." in dicho


def test_al_terminar_se_entrega_la_cobertura_y_ya_no_pide_mantener_abierta(entrar, sitio):
    mundo = crear_mundo()
    pagina = entrar("fotografia", ancho=390)
    pagina.goto(f"{sitio}{SUBIR}?evento={mundo.evento.pk}")

    pagina.set_input_files("#id_archivos", [foto()])
    llego(pagina, "plaza.jpg")
    pagina.get_by_text("Listo: 1 de 1.").wait_for()
    assert not pagina.get_by_text("Mantén esta pantalla abierta").is_visible()
    pagina.get_by_role("button", name="Entregar cobertura de foto").click()

    pagina.get_by_text("Cobertura entregada.").wait_for()
    assert Cobertura.objects.get(pk=mundo.cobertura.pk).estado == "entregada"


def test_sin_senal_se_queda_en_el_aparato_sobrevive_a_cerrar_y_sube_al_volver(entrar, sitio):
    crear_mundo()
    pagina = entrar("fotografia", ancho=390)
    pagina.goto(f"{sitio}{SUBIR}")
    trabajador_listo(pagina)

    pagina.context.set_offline(True)
    pagina.set_input_files("#id_archivos", [foto()])
    pagina.get_by_text("Tu archivo está guardado en este aparato").wait_for()
    pagina.reload()
    pagina.get_by_role("heading", name="Subir evidencia").wait_for()
    pagina.locator(".bib-nombre", has_text="plaza.jpg").wait_for()
    pagina.set_input_files("#id_archivos", [foto(320, "sin-senal.jpg")])  # la pantalla sin señal también guarda
    pagina.get_by_text("2 en espera de señal").wait_for()
    assert not Evidencia.objects.filter(nombre_de_archivo="plaza.jpg").exists()

    pagina.context.set_offline(False)
    llego(pagina, "plaza.jpg")
    llego(pagina, "sin-senal.jpg")

    assert Evidencia.objects.filter(nombre_de_archivo__in=["plaza.jpg", "sin-senal.jpg"]).count() == 2


def test_solo_con_wifi_espera_donde_el_telefono_dice_su_red_y_en_los_demas_no_aparece(entrar, sitio):
    crear_mundo()
    pagina = entrar("fotografia", ancho=390)
    pagina.add_init_script(
        "window.red = {type: undefined, addEventListener: (_, f) => { window.cambio = f }};"
        "Object.defineProperty(navigator, 'connection', {value: window.red});"
        "window.red.type = sessionStorage.getItem('red') || undefined;"
    )

    pagina.goto(f"{sitio}{SUBIR}")
    casilla = pagina.get_by_label("Subir sólo con Wi-Fi")
    casilla.wait_for(state="hidden")
    pagina.evaluate("sessionStorage.setItem('red', 'cellular')")
    pagina.reload()
    casilla.check()
    pagina.set_input_files("#id_archivos", [foto()])
    pagina.get_by_text("Esperando Wi-Fi").first.wait_for()
    assert not Evidencia.objects.filter(nombre_de_archivo="plaza.jpg").exists()
    pagina.evaluate("window.red.type = 'wifi'; window.cambio()")
    llego(pagina, "plaza.jpg")


def test_lo_compartido_desde_otra_aplicacion_llega_a_la_cola_y_se_sube(entrar, sitio):
    crear_mundo()
    pagina = entrar("fotografia")
    pagina.goto(f"{sitio}{SUBIR}")
    trabajador_listo(pagina)
    pagina.reload()
    octetos = base64.b64encode(jpeg(330, 200)).decode()

    pagina.evaluate(  # como lo manda el menú Compartir: un formulario que navega
        """(octetos) => {
            const crudo = Uint8Array.from(atob(octetos), (c) => c.charCodeAt(0));
            const traslado = new DataTransfer();
            traslado.items.add(new File([crudo], "compartida.jpg", { type: "image/jpeg" }));
            const archivos = Object.assign(document.createElement("input"), { type: "file", name: "archivos" });
            archivos.files = traslado.files;
            const forma = Object.assign(document.createElement("form"), {
                method: "post", enctype: "multipart/form-data", action: "/oficina/biblioteca/compartir/" });
            forma.append(archivos);
            document.body.append(forma);
            forma.submit();
        }""",
        octetos,
    )
    llego(pagina, "compartida.jpg")

    assert Evidencia.objects.filter(nombre_de_archivo="compartida.jpg").exists()


def test_cerrar_la_pantalla_a_medias_sigue_donde_iba(entrar, sitio):
    crear_mundo()
    pagina = entrar("fotografia")
    pagina.goto(f"{sitio}{SUBIR}")
    grande = jpeg(300, 200) + b"\0" * 3_000_000  # tres tramos; lo que sobra tras la foto no estorba

    tramos = []

    def solo_el_primero(ruta):
        tramos.append(ruta.request.method)
        ruta.abort() if tramos.count("PATCH") > 1 else ruta.continue_()

    # Con el trabajador de servicio al mando el navegador no deja interceptar: aquí se corta sin él.
    pagina.evaluate(
        "navigator.serviceWorker.getRegistrations().then((r) => Promise.all(r.map((uno) => uno.unregister())))"
    )
    pagina.add_init_script("delete Navigator.prototype.serviceWorker")
    pagina.reload()
    pagina.route(re.compile("/subidas/.+"), solo_el_primero)
    with pagina.expect_event("requestfailed", lambda r: r.method == "PATCH"):
        pagina.set_input_files("#id_archivos", [{"name": "grande.jpg", "mimeType": "image/jpeg", "buffer": grande}])
    assert Subida.objects.get(nombre="grande.jpg").recibidos == 1_048_576
    pagina.goto("about:blank")  # se va antes de que la red vuelva
    pagina.unroute_all(behavior="wait")
    pagina.goto(f"{sitio}{SUBIR}")
    llego(pagina, "grande.jpg")

    evidencia = Evidencia.objects.select_related("original").get(nombre_de_archivo="grande.jpg")
    assert evidencia.original.huella == hashlib.sha256(grande).hexdigest()
    assert Subida.objects.filter(nombre="grande.jpg").count() == 1


def test_por_un_buzon_se_manda_sin_cuenta(entrar, sitio):
    mundo = crear_mundo()
    pagina = entrar("", ancho=390)

    pagina.goto(f"{sitio}/r/buzon/{TOKEN}/")
    pagina.fill("#id_credito", "Enlace de Obras")
    pagina.set_input_files("#id_archivos", [foto()])
    pagina.get_by_text("«plaza.jpg» llegó. Gracias.").wait_for()

    assert Evidencia.objects.get(nombre_de_archivo="plaza.jpg").buzon == mundo.buzon


def test_la_charola_dice_en_cualquier_pagina_cuantos_faltan_por_subir(entrar, sitio):
    crear_mundo()
    pagina = entrar("fotografia")
    pagina.goto(f"{sitio}{SUBIR}")
    pagina.context.set_offline(True)
    pagina.set_input_files("#id_archivos", [foto(), foto(310, "kiosco.jpg")])
    pagina.get_by_text("Esperando señal: 0 de 2").wait_for()
    pagina.goto("about:blank")  # lo que sube es la pantalla de subir; sin ella, esperan
    pagina.context.set_offline(False)
    pagina.goto(f"{sitio}/oficina/agenda/")
    charola = pagina.get_by_role("link", name="2 archivos por subir")
    charola.wait_for()

    assert charola.get_attribute("href") == SUBIR
