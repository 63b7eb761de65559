"""Los caracteres que no se ven se limpian en una sola puerta, también en el guardado automático."""

import pytest
from django.http import QueryDict
from django.urls import reverse

from agenda.models import Evento
from boletines.models import Boletin
from nucleo.texto.controles import sin_controles
from nucleo.texto.rico import a_texto, limpiar
from tests.fabricas.agenda import EventoFactory
from tests.fabricas.boletines import BoletinFactory

DE_WORD = {
    "Primera\x0bSegunda": "Primera Segunda",
    "Fin\x0cOtra hoja": "Fin Otra hoja",
    "arran\x1eque y re\x1fparto": "arran-que y reparto",
    "dinero\x08 público": "dinero público",
    "\u0093dijo\u0094": "dijo",
    "re\u00adparto\ufeff": "reparto",
    "uno\u2028dos": "uno dos",
    "suelto\ud800 \uffff": "suelto ",
    "cuesta \u202e0001\u202c pesos": "cuesta 0001 pesos",
    "in\u200bvi\u2060sible": "invisible",
}  # fmt: skip


@pytest.mark.parametrize(("pegado", "queda"), DE_WORD.items())
def test_lo_pegado_queda_limpio(pegado, queda):
    assert sin_controles(pegado) == queda


def test_los_renglones_las_tabulaciones_y_los_signos_se_quedan():
    for texto in ("uno\ndos\r\n\ttres", "⚠️ 👩‍👩‍👧 ñ «» …", "1½ – 2"):
        assert sin_controles(texto) == texto


def test_en_el_cuerpo_un_salto_vertical_es_otro_renglon():
    assert limpiar("Primera\x0bSegunda") == "<p>Primera<br>Segunda</p>"


@pytest.mark.django_db
class TestPorElFormulario:
    def test_el_guardado_automatico_no_se_detiene_y_queda_limpio(self, client, redactora):
        client.force_login(redactora)
        boletin = BoletinFactory(autor=redactora)
        escrito = {
            "titulo": "Arran\x1eque\x0bde obra", "sumario": "dinero\x08 público", "cuerpo": "<p>Uno\x0cdos\x93</p>",
            "version": boletin.version, "lugar": "Maza\x1fmitla", "tipo": boletin.tipo, "tema": boletin.tema,
            "dependencia": boletin.dependencia_id,
        }  # fmt: skip

        respuesta = client.post(reverse("boletines:autoguardar", args=[boletin.pk]), escrito)

        guardado = Boletin.objects.get(pk=boletin.pk)
        assert respuesta.status_code == 200
        assert (guardado.titulo, guardado.sumario, guardado.lugar) == (
            "Arran-que de obra", "dinero público", "Mazamitla",
        )  # fmt: skip
        assert guardado.cuerpo == "<p>Uno dos</p>"

    def test_la_contrasena_pasa_como_se_escribio(self, rf):
        from nucleo.pantallas.middleware import TextoLimpio  # noqa: PLC0415 - sólo aquí

        peticion = rf.post("/", {"password": "a\x0bb", "nombre": "a\x0bb"})
        TextoLimpio(lambda p: p).process_view(peticion)

        assert QueryDict("password=a%0Bb&nombre=a b") == peticion.POST

    def test_el_motivo_de_cancelacion_y_el_lugar_del_evento(self, client, directora):
        client.force_login(directora)
        evento = EventoFactory()

        escrito = {"accion": "cancelar", "motivo": "Llu\x1fvia\x0cfuerte"}
        client.post(reverse("cadena:mover_estado", args=[evento.pk]), escrito)

        assert Evento.objects.get(pk=evento.pk).motivo == "Lluvia fuerte"


class TestTablas:
    def test_cada_renglon_de_una_tabla_queda_en_el_suyo_y_sus_cifras_no_se_juntan(self):
        tabla = (
            "<table><tr><th>Colonia</th><th>Familias</th></tr>"
            "<tr><td>El Salto</td><td>120</td><td>350</td></tr></table>"
        )

        assert limpiar(tabla) == "<p>Colonia | Familias</p><p>El Salto | 120 | 350</p>"
        assert limpiar("Colonia\tFamilias\nEl Salto\t120\t350") == ("<p>Colonia | Familias<br>El Salto | 120 | 350</p>")

    def test_una_celda_con_parrafos_y_listas_es_texto(self):
        celda = "<table><tbody><tr><td><p>a</p><p>b</p></td><td><ul><li>1</li><li>2</li></ul></td></tr></tbody></table>"

        assert limpiar(f"{celda}<p>z</p>") == "<p>a b | 1 2</p><p>z</p>"


@pytest.mark.parametrize("etiqueta", ["b", "div", "blockquote", "ul><li", "a href='https://x.mx'", "table><tr><td"])
def test_lo_anidado_miles_de_veces_se_aplana_y_no_se_pierde(etiqueta):
    limpio = limpiar(f"<{etiqueta}>" * 4000 + "hola")

    assert a_texto(limpio).strip().endswith("hola")
    assert limpiar(limpio) == limpio
