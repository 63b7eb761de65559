"""Lo que sale de una plantilla de texto es texto: en una página se escapa."""

import pytest
from django.utils.html import conditional_escape
from django.utils.safestring import SafeData

from media_library.models import Buzon, Evidencia
from nucleo.texto.llano import texto_llano
from tests.fabricas.media_library import MOMENTO


@pytest.mark.django_db
def test_el_texto_de_un_correo_no_es_html_aunque_django_lo_marque(oficina):
    evidencia = Evidencia(nombre_de_archivo="<b>canario.jpg")
    datos = {
        "buzon": Buzon(nombre="Obras"),
        "evidencia": evidencia,
        "oficina": oficina,
        "enlace": "/",
        "ahora": MOMENTO,
    }
    texto = texto_llano("correos/aportacion.txt", datos)

    assert "<b>canario" in texto
    assert not isinstance(texto, SafeData)
    assert "<b>canario" not in conditional_escape(texto)


def test_solo_hace_plantillas_de_texto():
    with pytest.raises(ValueError, match="no es una plantilla de texto"):
        texto_llano("500.html", {})
