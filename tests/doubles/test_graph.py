"""La imitación de Graph, por HTTP de verdad."""

import http.client
import json
import urllib.error
import urllib.parse
import urllib.request

import pytest

from doubles.graph import ServidorGraph

PAGINA = "1000"


@pytest.fixture
def graph():
    with ServidorGraph() as servidor:
        yield servidor


def pedir(graph, metodo, ruta, datos=None, *, token="vale", tipo="application/x-www-form-urlencoded"):
    cuerpo = datos if isinstance(datos, bytes) else urllib.parse.urlencode(datos or {}).encode()
    if tipo == "application/json":
        cuerpo = json.dumps(datos).encode()
    peticion = urllib.request.Request(graph.url + ruta, data=cuerpo if metodo == "POST" else None, method=metodo)
    peticion.add_header("Content-Type", tipo)
    peticion.add_header("Authorization", f"Bearer {token}")
    try:
        with urllib.request.urlopen(peticion, timeout=2) as respuesta:
            return json.load(respuesta)
    except urllib.error.HTTPError as error:
        with error:
            return json.load(error)


def foto(graph, contenido=b"jpeg", **campos):
    limite = "frontera"
    partes = [f'--{limite}\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n' for k, v in campos.items()]
    archivo = f'--{limite}\r\nContent-Disposition: form-data; name="source"; filename="f.jpg"\r\n\r\n'
    cuerpo = "".join(partes).encode() + archivo.encode() + contenido + f"\r\n--{limite}--\r\n".encode()
    return pedir(graph, "POST", f"/v26.0/{PAGINA}/photos", cuerpo, tipo=f"multipart/form-data; boundary={limite}")


def publicar(graph, **datos):
    return pedir(graph, "POST", f"/v26.0/{PAGINA}/feed", datos)


def muro(graph):
    return [p["message"] for p in pedir(graph, "GET", f"/__ctl__/pages/{PAGINA}/timeline")]


def test_publica_texto_y_se_puede_leer(graph):
    clave = publicar(graph, message="Boletín 1")["id"]

    assert clave.startswith(f"{PAGINA}_")
    assert pedir(graph, "GET", f"/v26.0/{clave}")["message"] == "Boletín 1"


def test_las_fotos_sin_publicar_se_unen_a_la_publicacion(graph):
    una = foto(graph, published="false", alt_text_custom="Banderazo de obra")["id"]
    clave = publicar(graph, message="Con foto", attached_media=json.dumps([{"media_fbid": una}]))["id"]

    leida = pedir(graph, "GET", f"/v26.0/{una}")
    assert (leida["page_story_id"], leida["alt_text_custom"]) == (clave, "Banderazo de obra")


def test_una_foto_publicada_crea_su_publicacion(graph):
    assert foto(graph, caption="Foto sola")["post_id"] in {p["id"] for p in graph.muro.visibles(PAGINA)}


def test_acepta_adjuntos_en_json_y_en_campos_numerados(graph):
    una, otra = (foto(graph, published="false")["id"] for _ in range(2))

    primera = pedir(graph, "POST", f"/v26.0/{PAGINA}/feed", {"attached_media": [{"media_fbid": una}]},
                    tipo="application/json")  # fmt: skip
    segunda = publicar(graph, **{"attached_media[0]": json.dumps({"media_fbid": otra})})

    assert "id" in primera
    assert "id" in segunda


@pytest.mark.parametrize(
    ("ruta", "datos", "codigo"),
    [
        (f"/v26.0/{PAGINA}/feed", {}, 100),
        (f"/v26.0/{PAGINA}/feed", {"message": "x", "attached_media": '[{"media_fbid":"9"}]'}, 100),
        (f"/v26.0/{PAGINA}/photos", {}, 324),
        ("/v26.0/a/b/c", {}, 2500),
    ],
)
def test_rechaza_como_graph(graph, ruta, datos, codigo):
    assert pedir(graph, "POST", ruta, datos)["error"]["code"] == codigo


def test_rechaza_una_foto_de_mas_de_4_megas(graph):
    assert foto(graph, b"x" * (4 * 1024 * 1024 + 1))["error"]["error_subcode"] == 1366046


def test_rechaza_el_mismo_texto_dos_veces_seguidas(graph):
    publicar(graph, message="Igual")

    assert publicar(graph, message="Igual")["error"]["code"] == 506


@pytest.mark.parametrize(("estado", "codigo"), [("vencido", 190), ("revocado", 190), ("usuario", 200)])
def test_rechaza_credenciales_que_no_sirven(graph, estado, codigo):
    pedir(graph, "POST", "/__ctl__/tokens", {"token": "malo", "state": estado}, tipo="application/json")

    respuesta = pedir(graph, "POST", f"/v26.0/{PAGINA}/feed", {"message": "x"}, token="malo")

    assert respuesta["error"]["code"] == codigo


def test_pide_credencial(graph):
    assert pedir(graph, "GET", "/v26.0/1", token="")["error"]["code"] == 190


def test_borra_y_la_segunda_vez_dice_que_no_existe(graph):
    clave = publicar(graph, message="Adiós")["id"]

    assert pedir(graph, "DELETE", f"/v26.0/{clave}") == {"success": True}
    assert pedir(graph, "DELETE", f"/v26.0/{clave}")["error"]["error_subcode"] == 33


def test_lista_lo_publicado_de_lo_mas_nuevo_a_lo_mas_viejo(graph):
    publicar(graph, message="uno")
    publicar(graph, message="dos")

    lista = pedir(graph, "GET", f"/v26.0/{PAGINA}/published_posts")["data"]
    assert [p["message"] for p in lista] == ["dos", "uno"]


def pedir_falla(graph, **falla):
    pedir(graph, "POST", "/__ctl__/faults", {"ruta": "/feed$", **falla}, tipo="application/json")


@pytest.mark.parametrize(
    ("tipo", "visibles"),
    [("cortar", []), ("aceptar_y_cortar", ["Una"]), ("aceptar_y_colgar", ["Una"]), ("truncar", ["Una"])],
)
def test_corta_antes_o_despues_de_aceptar(graph, tipo, visibles):
    pedir_falla(graph, tipo=tipo, segundos=0.1)

    with pytest.raises((OSError, http.client.HTTPException, json.JSONDecodeError)):
        publicar(graph, message="Una")

    assert muro(graph) == visibles


@pytest.mark.parametrize(("tipo", "visibles"), [("responder", []), ("aceptar_y_responder", ["Una"])])
def test_contesta_500_antes_o_despues_de_aceptar(graph, tipo, visibles):
    pedir_falla(graph, tipo=tipo)

    assert publicar(graph, message="Una")["error"]["code"] == 2
    assert muro(graph) == visibles


def test_contesta_despacio(graph):
    pedir_falla(graph, tipo="lento", segundos=0.05)

    assert "id" in publicar(graph, message="Una")


def test_lo_publicado_puede_tardar_en_verse(graph):
    pedir(graph, "POST", "/__ctl__/delay", {"seconds": 60}, tipo="application/json")
    publicar(graph, message="Tarda")

    assert muro(graph) == []


def test_el_diario_cuenta_las_peticiones_sin_guardar_credenciales(graph):
    publicar(graph, message="Una", access_token="secreto")

    (renglon,) = pedir(graph, "GET", "/__ctl__/journal")
    assert (renglon["metodo"], renglon["ruta"], renglon["estado"]) == ("POST", f"/v26.0/{PAGINA}/feed", 200)
    assert "secreto" not in json.dumps(renglon)


def test_vaciar_olvida_todo(graph):
    publicar(graph, message="Una")
    pedir(graph, "POST", "/__ctl__/reset")

    assert muro(graph) == []


def test_el_muro_se_ve_en_una_pagina_y_escapa_el_texto(graph):
    publicar(graph, message="<script>hola</script>")

    with urllib.request.urlopen(f"{graph.url}/__ui__/page/{PAGINA}", timeout=2) as respuesta:
        assert b"&lt;script&gt;hola" in respuesta.read()
