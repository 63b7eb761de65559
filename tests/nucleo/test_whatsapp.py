"""Los signos de WhatsApp, sólo donde la aplicación les hace caso."""

import pytest

from nucleo.texto.whatsapp import texto_de_whatsapp


def test_lleva_sus_signos_y_sus_enlaces():
    html = '<p>Va <strong>gratis </strong>aquí <a href="https://a.mx">mapa</a></p><h2>Fin</h2>'

    assert texto_de_whatsapp(html) == "Va *gratis* aquí mapa (https://a.mx)\n\n*Fin*"


@pytest.mark.parametrize(
    ("html", "dicho"),
    [
        ("re<strong>nova</strong>ción", "renovación"),
        ("<strong>Primera línea<br>segunda línea</strong>", "*Primera línea*\n*segunda línea*"),
        ("<strong> con espacios </strong>y <em><strong>ambas</strong></em>", "*con espacios* y *_ambas_*"),
        ("(<strong>urgente</strong>): <em>hoy</em>.", "(*urgente*): _hoy_."),
        ("Costo: 5*3 = 15 y nota* al pie_de_foto.", "Costo: 5*3 = 15 y nota* al pie_de_foto."),
        ("El signo *así* o _así_ se ve", "El signo *\u200basí* o _\u200basí_ se ve"),
    ],
)
def test_los_signos_van_en_el_borde_de_una_palabra_y_los_escritos_se_ven(html, dicho):
    assert texto_de_whatsapp(f"<p>{html}</p>") == dicho
