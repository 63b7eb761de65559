"""Lo que se pega en el editor, en un navegador de verdad: ni enlaces que nadie pidió ni cifras que se juntan."""

import pytest

from tests.extremo_a_extremo.test_redaccion import cuerpo, editor, escribir_al_principio, guardado, mundo

pytestmark = [pytest.mark.navegador, pytest.mark.lento]
__all__ = ["editor", "mundo"]


PEGAR = """([html, texto]) => {
  const llevado = new DataTransfer();
  if (html) llevado.setData("text/html", html);
  llevado.setData("text/plain", texto);
  const suceso = new ClipboardEvent("paste", { clipboardData: llevado, bubbles: true, cancelable: true });
  document.querySelector(".tiptap").dispatchEvent(suceso);
}"""


@pytest.mark.parametrize("como", ["tecleado", "pegado"])
def test_un_punto_sin_espacio_no_se_vuelve_enlace(editor, mundo, como):
    escribir_al_principio(editor, "")
    if como == "tecleado":
        editor.keyboard.type("Empezó la obra.Se hará en mayo. ")
    else:
        editor.evaluate(PEGAR, ["", "Empezó la obra.Se hará en mayo. "])
    guardado(editor)

    assert "Empezó la obra.Se hará en mayo." in cuerpo(mundo)
    assert "<a" not in cuerpo(mundo)


@pytest.mark.parametrize("con_html", [True, False])
def test_una_tabla_pegada_queda_en_renglones_y_sus_cifras_no_se_juntan(editor, mundo, con_html):
    escribir_al_principio(editor, "")
    html = "<table><tr><td>Becas</td><td>120</td></tr><tr><td>Apoyos</td><td>45</td></tr></table>"
    editor.evaluate(PEGAR, [html if con_html else "", "Becas\t120\nApoyos\t45"])
    guardado(editor)

    assert "<table" not in cuerpo(mundo)
    assert "Becas | 120" in cuerpo(mundo)
    assert "Apoyos | 45" in cuerpo(mundo)
