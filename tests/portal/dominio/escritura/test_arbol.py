from pathlib import Path

import pytest

from portal.dominio.escritura import archivos as acto


class TestEscribir:
    def test_pone_el_archivo_entero_y_legible_sin_dejar_temporales(self, arbol):
        acto.escribir("/boletines/uno/index.html", "<p>ñ</p>")

        archivo = arbol / "boletines/uno/index.html"
        assert archivo.read_text() == "<p>ñ</p>"
        assert archivo.stat().st_mode & 0o777 == 0o644
        assert [a.name for a in archivo.parent.iterdir()] == ["index.html"]

    def test_lo_identico_no_toca_el_disco(self, arbol, foto_del_arbol):
        acto.escribir("uno.txt", "igual")
        antes = foto_del_arbol()

        acto.escribir("uno.txt", b"igual")

        assert foto_del_arbol() == antes

    @pytest.mark.parametrize("nuevo", ["otroo", "más largo"])
    def test_lo_distinto_se_cambia_de_un_solo_paso(self, arbol, nuevo):
        acto.escribir("uno.txt", "igual")
        abierto = (arbol / "uno.txt").open()

        acto.escribir("uno.txt", nuevo)

        assert abierto.read() == "igual"  # quien ya lo leía termina de leer el de antes
        abierto.close()
        assert (arbol / "uno.txt").read_text() == nuevo

    def test_si_no_se_puede_poner_en_su_lugar_no_deja_nada_a_medias(self, arbol):
        (arbol / "uno").mkdir()

        with pytest.raises(OSError, match="directory"):
            acto.escribir("uno", "un archivo donde va una carpeta")

        assert [a.name for a in arbol.iterdir()] == ["uno"]


class TestRetiro:
    def test_quita_la_pagina_y_deja_el_aviso(self, arbol):
        acto.escribir_pagina("/boletines/2026/uno/", "página")
        acto.escribir("/boletines/2026/uno/boletin.pdf", b"%PDF")

        acto.escribir_retiro("/boletines/2026/uno/", "aviso")

        assert {a.name for a in (arbol / "boletines/2026/uno").iterdir()} == {"retirado.410.html"}

    def test_volver_a_publicar_quita_el_aviso(self, arbol):
        acto.escribir_retiro("/uno/", "aviso")

        acto.escribir_pagina("/uno/", "página")

        assert {a.name for a in (arbol / "uno").iterdir()} == {"index.html"}

    def test_en_una_carpeta_que_no_existe_tambien(self, arbol):
        acto.escribir_retiro("/nunca/", "aviso")

        assert (arbol / "nunca/retirado.410.html").read_text() == "aviso"

    def test_quitar_carpeta_dos_veces_no_falla(self, arbol):
        acto.escribir("medios/abc/foto-1-w320.webp", b"RIFF")

        for _ in range(2):
            acto.quitar_carpeta("medios/abc")

        assert list(Path(arbol).rglob("*.webp")) == []
        assert (arbol / "medios").is_dir()
