import pytest
from hypothesis import given
from hypothesis import strategies as st

from nucleo.texto import rico as texto_rico


class TestLimpiar:
    @pytest.mark.parametrize(
        ("sucio", "limpio"),
        [
            ("<p>Hola<script>alert(1)</script></p>", "<p>Hola</p>"),
            ('<p onclick="x()" style="color:red" class="a">Hola</p>', "<p>Hola</p>"),
            ('<p><a href="javascript:alert(1)">liga</a></p>', "<p>liga</p>"),
            ('<p><a href="data:text/html,x">liga</a></p>', "<p>liga</p>"),
            ("<style>p{}</style><iframe src='x'></iframe><p>Hola</p>", "<p>Hola</p>"),
            ('<p><img src=x onerror="alert(1)">Hola</p>', "<p>Hola</p>"),
            ("<svg><script>x</script></svg><p>Hola</p>", "<p>Hola</p>"),
            ("<p>uno</p><!-- nota --><p></p><p> </p>", "<p>uno</p>"),
            ("<b>n</b> y <i>c</i>", "<p><strong>n</strong> y <em>c</em></p>"),
            ("<h1>Gran título</h1><div>texto</div>", "<h2>Gran título</h2><p>texto</p>"),
            ("<ul><li>uno</li><li></li></ul>", "<ul><li>uno</li></ul>"),
        ],
    )
    def test_deja_solo_lo_permitido(self, sucio, limpio):
        assert texto_rico.limpiar(sucio) == limpio

    def test_el_enlace_conserva_su_direccion_y_no_entrega_la_ventana(self):
        assert texto_rico.limpiar('<p><a href="https://a.mx/?x=1&y=2" target="_blank">liga</a></p>') == (
            '<p><a href="https://a.mx/?x=1&amp;y=2" rel="noopener">liga</a></p>'
        )

    def test_el_texto_sencillo_se_vuelve_parrafos(self):
        assert texto_rico.limpiar("Uno & dos\r\n\r\nTres < cuatro\ncinco\0") == (
            "<p>Uno &amp; dos</p><p>Tres &lt; cuatro<br>cinco</p>"
        )

    def test_vacio_queda_vacio(self):
        assert [texto_rico.limpiar(t) for t in ("", "  \n ", "<p></p>", "<ul><li></li></ul>")] == [""] * 4

    @given(st.text(alphabet="<>/pbulioh123 aem\"'=&;\n", max_size=120))
    def test_limpiar_dos_veces_da_lo_mismo(self, texto):
        limpio = texto_rico.limpiar(texto)

        assert texto_rico.limpiar(limpio) == limpio


LARGO = (
    "<p>Un <strong>dato</strong> y <em>otro</em>.</p><h2>Sigue</h2>"
    "<ul><li>uno<ul><li>dentro</li></ul></li><li>dos</li></ul>"
    "<ol><li><p>a</p></li><li><p>b</p></li></ol><blockquote><p>Cita</p></blockquote>"
)


class TestTexto:
    def test_las_listas_van_seguidas_y_con_su_marca(self):
        assert texto_rico.a_texto(LARGO) == (
            "Un dato y otro.\n\nSigue\n\n• uno\n   • dentro\n• dos\n\n1. a\n2. b\n\nCita"
        )

    def test_los_bloques_dicen_su_tipo(self):
        assert [b.tipo for b in texto_rico.bloques(LARGO)] == [
            "parrafo", "subtitulo", "vineta", "vineta", "vineta", "numero", "numero", "cita",
        ]  # fmt: skip

    def test_los_trozos_juntos_son_el_texto_entero(self):
        limpio = texto_rico.limpiar(LARGO)

        assert "".join(texto_rico.trozos(limpio)) == limpio
        assert len(texto_rico.trozos(limpio)) == 5
