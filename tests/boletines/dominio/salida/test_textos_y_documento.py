import subprocess

import pytest
from django.utils import timezone

from boletines.dominio.salida import textos
from boletines.dominio.salida.documentos.pdf import pdf_de_boletin
from media_library.dominio.versiones.publico import DerivadoPendiente
from tests.fabricas.boletines import BoletinFactory, FotoDeBoletinFactory

pytestmark = pytest.mark.django_db


class TestTextos:
    def test_sencillo_lleva_todo(self):
        boletin = BoletinFactory(
            publicado=True, consecutivo=45, contacto="prensa@mazamitla.invalid", titulo="Inicia obra"
        )

        texto = textos.texto_sencillo(boletin)

        assert texto.startswith("Boletín CS/045/2026\n\nInicia obra\n\n")
        assert "Mazamitla, Jalisco, a 12 de marzo de 2026." in texto
        assert texto.endswith("Contacto de prensa: prensa@mazamitla.invalid")

    def test_sencillo_de_un_borrador_no_inventa_folio(self):
        assert textos.texto_sencillo(BoletinFactory(titulo="Inicia obra")).startswith("Boletín\n\nInicia obra")

    def test_whatsapp_lleva_negritas_y_la_liga_solo_si_ya_existe(self):
        assert "http" not in textos.texto_para_whatsapp(BoletinFactory())
        publicado = BoletinFactory(publicado=True, titulo="Inicia obra")
        assert textos.texto_para_whatsapp(publicado).startswith("*Inicia obra*")
        assert textos.texto_para_whatsapp(publicado).endswith(textos.enlace_corto(publicado))

    def test_facebook_lleva_solo_el_primer_parrafo(self):
        boletin = BoletinFactory(publicado=True)

        texto = textos.texto_para_facebook(boletin)

        assert boletin.parrafos[0] in texto
        assert boletin.parrafos[1] not in texto


def texto_del_pdf(octetos, tmp_path):
    archivo = tmp_path / "boletin.pdf"
    archivo.write_bytes(octetos)
    return subprocess.run(["pdftotext", "-layout", archivo, "-"], check=True, capture_output=True, text=True).stdout


@pytest.mark.lento
class TestDocumento:
    def test_dice_lo_que_el_boletin(self, oficina, tmp_path):
        boletin = BoletinFactory(
            publicado=True, consecutivo=45, titulo="Inicia rehabilitación en la peña", contacto="Prensa"
        )

        texto = texto_del_pdf(pdf_de_boletin(boletin, timezone.now()), tmp_path)

        assert "Inicia rehabilitación en la peña" in texto
        assert "CS/045/2026" in texto
        assert "12 de marzo de 2026" in texto
        assert "ciento veinte familias" in texto

    def test_un_borrador_lo_dice(self, oficina, tmp_path):
        assert "Borrador" in texto_del_pdf(pdf_de_boletin(BoletinFactory(), timezone.now()), tmp_path)

    @pytest.mark.parametrize("texto", ['#import "x"', "$ x^2 $", "*_`<a>`_*", "@cita #[x]", "\\ ~ // fin", "= Título"])
    def test_el_texto_ajeno_nunca_es_marcado(self, oficina, tmp_path, texto):
        boletin = BoletinFactory(titulo=f"Obra {texto}", cuerpo=f"Párrafo {texto} final")

        leido = texto_del_pdf(pdf_de_boletin(boletin, timezone.now()), tmp_path)

        assert " ".join(f"Obra {texto}".split()) in " ".join(leido.split())

    def test_sin_la_foto_procesada_avisa_en_vez_de_romperse(self, oficina):
        boletin = FotoDeBoletinFactory(boletin__publicado=True).boletin

        with pytest.raises(DerivadoPendiente, match="procesando"):
            pdf_de_boletin(boletin, timezone.now())
